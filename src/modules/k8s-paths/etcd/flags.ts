/** Flags of etcd that were renamed when they left their trial: `experimental-` goes in 3.6 (etcd.io, downgrade 3.6 to 3.5). */
const renamed = new Set([
  ...['bootstrap-defrag-threshold-megabytes', 'compaction-batch-limit', 'compact-hash-check-time', 'memory-mlock'],
  ...[
    'compaction-sleep-interval',
    'corrupt-check-time',
    'downgrade-check-time',
    'max-learners',
    'snapshot-catchup-entries',
  ],
  ...['distributed-tracing-address', 'distributed-tracing-instance-id', 'distributed-tracing-sampling-rate'],
  ...['distributed-tracing-service-name', 'peer-skip-client-san-verification', 'warning-apply-duration'],
  ...['warning-unary-request-duration', 'watch-progress-notify-interval', 'enable-distributed-tracing'],
]);

/** Flags that came with 3.6 (etcd.io, upgrade 3.5 to 3.6). */
const since36 = new Set([
  ...['feature-gates', 'log-format', 'discovery-token', 'discovery-endpoints', 'discovery-dial-timeout'],
  ...['discovery-request-timeout', 'discovery-keepalive-time', 'discovery-keepalive-timeout', 'discovery-user'],
  ...['discovery-insecure-transport', 'discovery-insecure-skip-tls-verify', 'discovery-cert', 'discovery-key'],
  ...['discovery-cacert', 'discovery-password'],
]);

/** Flags that went with 3.6, version 2 of the API with them (etcd.io, upgrade 3.5 to 3.6 and 3.6 to 3.7). */
const until36 =
  /^(?:enable-v2|experimental-enable-v2v3|proxy(?:-(?:failure-wait|refresh-interval|dial-timeout|write-timeout|read-timeout))?)$/;

/** Why an etcd of 3.MINOR does not know a flag, and what it calls it; undefined where it may know it. */
export function unknownToEtcd(
  name: string,
  minor: number,
): { readonly why: string; readonly meant?: string } | undefined {
  const plain = name.replace(/^experimental-/, '');
  if (minor < 6 && since36.has(name)) return { why: `--${name} came with 3.6` };
  if (minor < 6 && renamed.has(name))
    return { why: `--${name} is called --experimental-${name} before 3.6`, meant: `experimental-${name}` };
  if (minor >= 6 && until36.test(name)) return { why: `--${name} went with 3.6` };
  if (minor >= 7 && name.startsWith('experimental-'))
    return { why: `--${name} went with 3.7`, ...(renamed.has(plain) ? { meant: plain } : {}) };
  return undefined;
}

/** `3.6.4-0` or `v3.5.21-k3s1` as its minor version. */
export function etcdMinor(tag: string): number | undefined {
  const minor = /^v?3\.(\d{1,2})\./.exec(tag)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

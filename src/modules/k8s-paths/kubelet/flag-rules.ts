import { nearestName } from '../../../core/nearest-name.ts';
import { facts, quote, type Raised, type Rule, type RuleContext } from '../rules/rule.ts';
import { controlPlaneMinor } from '../rules/versions.ts';

const at = (context: RuleContext, path: string) => context.observations.files[path] ?? { path };

/** Flags removed from the kubelet, by the minor version that lacks them (CHANGELOG-1.2x). */
const removedFlags: Readonly<Record<string, number>> = {
  'network-plugin': 24,
  'cni-conf-dir': 24,
  'cni-bin-dir': 24,
  'cni-cache-dir': 24,
  'network-plugin-mtu': 24,
  'docker-endpoint': 24,
  'image-pull-progress-deadline': 24,
  'experimental-dockershim-root-directory': 24,
  'dynamic-config-dir': 24,
  'container-runtime': 27,
  'master-service-namespace': 27,
  'non-masquerade-cidr': 24,
  'redirect-container-streaming': 24,
  'cloud-provider-gce-lb-src-cidrs': 20,
};

/** Common flags, against which typos are judged (kubelet --help of 1.20 and 1.31). */
const knownFlags = [
  'address',
  'allowed-unsafe-sysctls',
  'anonymous-auth',
  'authentication-token-webhook',
  'authorization-mode',
  'bootstrap-kubeconfig',
  'cert-dir',
  'cgroup-driver',
  'cgroup-root',
  'client-ca-file',
  'cloud-config',
  'cloud-provider',
  'cluster-dns',
  'cluster-domain',
  'config',
  'config-dir',
  'container-log-max-files',
  'container-log-max-size',
  'container-runtime-endpoint',
  'cpu-manager-policy',
  'enable-server',
  'event-qps',
  'eviction-hard',
  'eviction-soft',
  'fail-swap-on',
  'feature-gates',
  'healthz-bind-address',
  'healthz-port',
  'hostname-override',
  'image-credential-provider-bin-dir',
  'image-credential-provider-config',
  'image-gc-high-threshold',
  'image-gc-low-threshold',
  'image-service-endpoint',
  'kube-reserved',
  'kubeconfig',
  'kubelet-cgroups',
  'logging-format',
  'max-pods',
  'node-ip',
  'node-labels',
  'node-status-update-frequency',
  'pod-cidr',
  'pod-infra-container-image',
  'pod-manifest-path',
  'port',
  'protect-kernel-defaults',
  'provider-id',
  'read-only-port',
  'register-node',
  'register-with-taints',
  'resolv-conf',
  'root-dir',
  'rotate-certificates',
  'rotate-server-certificates',
  'runtime-cgroups',
  'runtime-request-timeout',
  'seccomp-default',
  'serialize-image-pulls',
  'streaming-connection-idle-timeout',
  'system-reserved',
  'tls-cert-file',
  'tls-cipher-suites',
  'tls-min-version',
  'tls-private-key-file',
  'topology-manager-policy',
  'volume-plugin-dir',
];

/** klog's flags went in 1.26 (KEP-2845), from the kubelet as from all components. */
const klogFlags = [
  ...['log-dir', 'log-file', 'log-file-max-size', 'logtostderr', 'alsologtostderr', 'stderrthreshold', 'one-output'],
  ...['add-dir-header', 'skip-headers', 'skip-log-headers', 'log-backtrace-at'],
];
const removedIn = (name: string): number | undefined =>
  removedFlags[name] ?? (klogFlags.includes(name) ? 26 : undefined);

/** Versions older than this are four years old: a kubelet that does not run and has such a flag does not know it. */
const longGone = 27;

function flags(context: RuleContext): Raised[] {
  const { node, kubelet } = context.model;
  const isStopped = node.processes !== undefined && kubelet.process === undefined;
  const minor = controlPlaneMinor(context.model) ?? (isStopped ? longGone : undefined);
  return context.model.kubelet.flags.flatMap((flag): Raised[] => {
    const removed = removedIn(flag.name);
    const isGone =
      removed !== undefined &&
      minor !== undefined &&
      minor >= removed &&
      !(knownFlags.includes(flag.name) && minor < removed);
    const meant = removed === undefined && !knownFlags.includes(flag.name) ? near(flag.name) : undefined;
    if (!isGone && meant === undefined) return [];
    return [
      {
        name: 'kubelet-unknown-flag',
        facts: facts(flag.file, {
          line: flag.line,
          actual: `--${flag.name}`,
          subject: flag.value,
          expected: isGone ? `it was removed in 1.${removed}` : `meant is --${meant}`,
        }),
        confidence: 'likely',
        evidence: [quote(at(context, flag.file), flag.line, flag.line === undefined ? `--${flag.name}` : undefined)],
        breaks: 'kubelet',
      },
    ];
  });
}

/** Only one or two letters off: the list of known flags is not complete. */
function near(name: string): string | undefined {
  const meant = nearestName(name, knownFlags);
  return meant !== undefined && Math.abs(meant.length - name.length) <= 2 && meant[0] === name[0] ? meant : undefined;
}

export const kubeletFlagRules: readonly Rule[] = [{ theme: 'kubelet', names: ['kubelet-unknown-flag'], run: flags }];

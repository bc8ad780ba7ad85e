import type { BashFix } from '../../../core/bash/bash-fix.ts';
import type { FixPlan, FixSite } from '../fixes/plan.ts';
import type { PathFacts } from '../path-code.ts';

const pki = '/etc/kubernetes/pki';

interface Leaf {
  readonly ca: string;
  /** Where the old certificate cannot be read. */
  readonly subject: string;
  readonly usage: string;
  readonly purpose: 'sslserver' | 'sslclient';
  /** Components that read it at start. */
  readonly readers: readonly string[];
}

const client = { usage: 'clientAuth', purpose: 'sslclient' } as const;
const both = { usage: 'serverAuth,clientAuth', purpose: 'sslserver' } as const;

/** kubeadm's certlist.go: authority, subject and usage by path. */
const leaves: Readonly<Record<string, Leaf>> = {
  [`${pki}/apiserver`]: {
    ...{ ca: `${pki}/ca`, subject: '/CN=kube-apiserver', readers: ['kube-apiserver'] },
    ...{ usage: 'serverAuth', purpose: 'sslserver' },
  },
  [`${pki}/apiserver-kubelet-client`]: {
    ...{ ca: `${pki}/ca`, subject: '/O=kubeadm:cluster-admins/CN=kube-apiserver-kubelet-client' },
    ...{ readers: ['kube-apiserver'], ...client },
  },
  [`${pki}/apiserver-etcd-client`]: {
    ...{ ca: `${pki}/etcd/ca`, subject: '/CN=kube-apiserver-etcd-client', readers: ['kube-apiserver'], ...client },
  },
  [`${pki}/front-proxy-client`]: {
    ...{ ca: `${pki}/front-proxy-ca`, subject: '/CN=front-proxy-client', readers: ['kube-apiserver'], ...client },
  },
  [`${pki}/etcd/server`]: { ca: `${pki}/etcd/ca`, subject: '/CN=etcd', readers: ['etcd'], ...both },
  [`${pki}/etcd/peer`]: { ca: `${pki}/etcd/ca`, subject: '/CN=etcd', readers: ['etcd'], ...both },
  [`${pki}/etcd/healthcheck-client`]: {
    ...{ ca: `${pki}/etcd/ca`, subject: '/CN=kube-etcd-healthcheck-client', readers: [], ...client },
  },
};

const kubeconfigReaders: Readonly<Record<string, string>> = {
  '/etc/kubernetes/controller-manager.conf': 'kube-controller-manager',
  '/etc/kubernetes/scheduler.conf': 'kube-scheduler',
};

/** Paths named in a finding, without what stands behind them in brackets. */
const pathsOf = ({ file, items }: PathFacts): string[] => [
  ...new Set(
    [file, ...(items ?? [])].map((text) => /^\/[^\s(:,]+/.exec(text)?.[0] ?? '').filter((path) => path !== ''),
  ),
];

const restartPods = (components: readonly string[]): Pick<BashFix, 'after'> =>
  components.length === 0
    ? {}
    : { after: components.map((name) => `live restart_pod /etc/kubernetes/manifests/${name}.yaml`).join('\n') };

/** An authority that is kept elsewhere signs nothing here. */
const canSign = ({ authorities }: FixSite, authority: string): boolean => authorities?.includes(authority) ?? true;

/** Issues every certificate of the finding anew, from the authorities on this host. */
const reissue =
  (extraName?: (facts: PathFacts) => string | undefined): FixPlan =>
  (facts, site) => {
    const extra = extraName?.(facts) ?? '';
    const paths = pathsOf(facts);
    const pairs = paths.flatMap((path) => {
      const leaf = leaves[path.replace(/\.(?:crt|key)$/, '')];
      return leaf === undefined ? [] : [{ path: path.replace(/\.(?:crt|key)$/, ''), leaf }];
    });
    const confs = paths.filter((path) => path.endsWith('.conf') || path.endsWith('/.kube/config'));
    if (pairs.length + confs.length === 0) return undefined;
    const signers = [...pairs.map(({ leaf }) => leaf.ca), ...(confs.length > 0 ? [`${pki}/ca`] : [])];
    if (!signers.every((one) => canSign(site, one))) return undefined;
    const lines = pairs.map(
      ({ path, leaf: { ca, subject, usage, purpose } }) =>
        `reissue ${path} ${ca} '${subject}' ${usage} ${purpose} "$EXTRA_NAME"`,
    );
    const readers = [
      ...pairs.flatMap(({ leaf }) => leaf.readers),
      ...confs.flatMap((path) => kubeconfigReaders[path] ?? []),
    ];
    return {
      id: 'reissue-certificates',
      title: `Issue ${[...pairs.map(({ path }) => `${path}.crt`), ...confs].join(', ')} anew from the CA on this host`,
      applicability: 'review',
      effect: `The keys stay. Restarts one by one: ${[...new Set(readers)].join(', ') || 'nothing'}.`,
      data: { EXTRA_NAME: extra, CONFS: confs },
      steps: [
        ...lines,
        ...(confs.length > 0 ? [`for conf in "\${CONFS[@]}"; do reissue_embedded "$conf"; done`] : []),
      ].join('\n'),
      ...restartPods([...new Set(readers)]),
    };
  };

/** A kubeconfig still embeds the CA that signed everything, and its key is still in place. */
const restoreCa: FixPlan = ({ file, expected }) =>
  expected?.startsWith('/')
    ? {
        id: 'restore-ca',
        title: `Put the CA that is embedded in ${expected} back into ${file}`,
        applicability: 'review',
        effect: 'All components read it at start. Restarts the apiserver, the controller manager and the kubelet.',
        data: { FILE: file, CONF: expected },
        steps: `
data_of certificate-authority-data "$(at "$CONF")" >"$WORK/ca.crt"
same_key "$WORK/ca.crt" "$(at "\${FILE%.crt}.key")" || die "\${FILE%.crt}.key is not the key of the CA in $CONF: bring both back from a backup"
put "$FILE" 644 <"$WORK/ca.crt"`,
        after: `live systemctl restart kubelet
live restart_pod /etc/kubernetes/manifests/kube-apiserver.yaml
live restart_pod /etc/kubernetes/manifests/kube-controller-manager.yaml`,
      }
    : undefined;

const etcdClient = `${pki}/apiserver-etcd-client`;

/** Fixes of certificates by name of the code. */
export const pkiFixes: Readonly<Record<string, FixPlan>> = {
  'cert-expired': reissue(),
  'cert-expiring': reissue(),
  'cert-unknown-ca': (facts, site) =>
    facts.subject === 'ca-replaced' ? restoreCa(facts, site) : reissue()(facts, site),
  'cert-eku-wrong': reissue(),
  'cert-malformed': reissue(),
  'cert-key-mismatch': reissue(),
  'cert-not-yet-valid': () => undefined,
  'cert-san-missing': reissue(({ actual }) => /^[A-Za-z0-9.:-]+$/.exec(actual ?? '')?.[0]),
  'etcd-apiserver-ca-mix': ({ file, subject }) =>
    file.endsWith('.yaml') && subject?.startsWith('--etcd')
      ? {
          id: 'use-etcd-pki',
          title: "Use etcd's own CA and client certificate",
          applicability: 'review',
          effect: 'Changes up to three flags; the apiserver restarts within 20 seconds.',
          data: { FILE: file },
          steps: `
edit "$FILE" set_flag --etcd-cafile ${pki}/etcd/ca.crt
edit "$FILE" set_flag --etcd-certfile ${etcdClient}.crt
edit "$FILE" set_flag --etcd-keyfile ${etcdClient}.key`,
        }
      : undefined,
  'front-proxy-mismatch': ({ file, subject }) =>
    file.endsWith('.yaml') && subject?.startsWith('--')
      ? {
          id: 'use-front-proxy-ca',
          title: 'Use the front proxy CA and the name of its client certificate',
          applicability: 'review',
          effect: 'Changes up to two flags; the apiserver restarts within 20 seconds.',
          data: { FILE: file },
          steps: `
edit "$FILE" set_flag --requestheader-client-ca-file ${pki}/front-proxy-ca.crt
edit "$FILE" set_flag --requestheader-allowed-names front-proxy-client`,
        }
      : undefined,
  'cert-renewed-not-loaded': ({ subject }) =>
    subject !== undefined && /^(?:etcd|kube-[a-z-]+)(?:, (?:etcd|kube-[a-z-]+)){0,3}$/.test(subject)
      ? {
          id: 'restart-static-pod',
          title: `Restart the static pod${subject.includes(',') ? 's' : ''} ${subject}`,
          applicability: 'review',
          effect: 'Half a minute without each of them. One control-plane node at a time.',
          data: { MANIFESTS: subject.split(', ').map((name) => `/etc/kubernetes/manifests/${name}.yaml`) },
          steps: `[ "$MODE" = check ] || [ -n "$ROOT" ] || PENDING=1`,
          after: `for one in "\${MANIFESTS[@]}"; do live restart_pod "$one"; done`,
        }
      : undefined,
  'kubelet-client-expired': ({ file }, site) =>
    !canSign(site, `${pki}/ca`)
      ? undefined
      : {
          id: 'reissue-kubelet-client',
          title: "Issue the kubelet's client certificate anew from the CA on this host",
          applicability: 'review',
          effect: 'The key stays. Restarts the kubelet. On a worker, which has no CA key, join again instead.',
          data: { FILE: file },
          steps: `
if [ "\${FILE##*.}" = pem ]; then reissue_bundle "$FILE" "/O=system:nodes/CN=system:node:$HOST"
else reissue_embedded "$FILE"; fi`,
          after: 'live systemctl restart kubelet',
        },
  'kubelet-conf-embedded-cert': ({ file }) => ({
    id: 'use-rotated-certificate',
    title: 'Point kubelet.conf at the certificate that is rotated',
    applicability: 'review',
    effect: 'Restarts the kubelet; running containers go on.',
    data: { FILE: file, CURRENT: '/var/lib/kubelet/pki/kubelet-client-current.pem' },
    steps: `
[ -f "$(at "$CURRENT")" ] || die "$CURRENT is not there"
edit "$FILE" use_current`,
    after: 'live systemctl restart kubelet',
  }),
  'kubelet-symlink-broken': ({ file, expected }) =>
    expected?.startsWith('/')
      ? {
          id: 'relink',
          title: `Link it to ${expected}`,
          applicability: 'review',
          effect: 'Restarts the kubelet; running containers go on.',
          data: { LINK: file, TARGET: expected },
          steps: 'link "$LINK" "$TARGET"',
          after: 'live systemctl restart kubelet',
        }
      : undefined,
  'manifest-sa-key-mismatch': () => ({
    id: 'derive-sa-pub',
    title: 'Make sa.pub the public half of sa.key',
    applicability: 'review',
    effect:
      "The apiserver restarts. Right where sa.key is the cluster's: compare it with the other control-plane nodes first.",
    data: {},
    steps: `openssl pkey -in "$(at ${pki}/sa.key)" -pubout | put ${pki}/sa.pub 600`,
    after: 'live restart_pod /etc/kubernetes/manifests/kube-apiserver.yaml',
  }),
};

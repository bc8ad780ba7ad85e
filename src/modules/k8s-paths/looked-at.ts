import {
  both,
  certificates,
  components,
  disk,
  keys,
  kubeconfigs,
  kubeletClient,
  kubeletConfig,
  kubeletFlags,
  type Look,
  type Looking,
  listeners,
  logs,
  manifests,
  mounts,
  network,
  noPlane,
  ofKernel,
  pathsOf,
  processes,
  programs,
  seen,
  socket,
} from './look.ts';
import { extraFile } from './model/model.ts';
import type { RuleContext } from './rules/rule.ts';

/** What each code needs, by the beginning of its name; the first that fits. */
const looks: readonly (readonly [RegExp, Looking])[] = [
  [/^manifest-(?:yaml-invalid|kind-invalid|duplicate-backup|perms)$/, manifests],
  [
    /^manifest-missing$/,
    ({ model }) => (model.components.length > 0 ? { seen: [model.manifestFolder.path] } : { none: noPlane }),
  ],
  [/^manifest-wrong-static-path$/, both(kubeletConfig, components)],
  [/^manifest-(?:etcd-url)$|^etcd-apiserver-ca-mix$/, programs('kube-apiserver', 'etcd')],
  [/^manifest-(?:sa-key-mismatch|service-cidr-drift)$/, programs('kube-apiserver', 'kube-controller-manager')],
  [/^manifest-anon-auth-probe$|^front-proxy-/, programs('kube-apiserver')],
  [/^manifest-port-conflict$/, both(components, listeners)],
  [
    /^manifest-advertise-ip-gone$/,
    both(
      components,
      ofKernel(({ node }) => node.addresses !== undefined, '/proc/net/fib_trie', 'ip address'),
    ),
  ],
  [/^component-down$|^cert-renewed-not-loaded$/, both(components, processes)],
  [
    /^manifest-kubeconfig-missing$/,
    (context) => ('seen' in components(context) ? components(context) : kubeletFlags(context)),
  ],
  [/^manifest-/, components],
  [/^kubelet-stopped$/, both(kubeletFlags, processes)],
  [/^kubelet-(?:unknown-flag|binary-path)$/, kubeletFlags],
  [
    /^kubelet-disabled$/,
    ({ model }) =>
      model.kubelet.unitFiles.length === 0
        ? { none: 'no unit of a kubelet is on this host' }
        : seen(
            pathsOf([extraFile(model, '/etc/systemd/system/multi-user.target.wants')]),
            'systemd enables nothing here',
          ),
  ],
  [
    /^kubelet-swap$/,
    both(
      kubeletConfig,
      ofKernel(({ node }) => node.swaps !== undefined, '/proc/swaps', 'swapon --show'),
    ),
  ],
  [/^kubelet-cgroup-v1$/, both(kubeletConfig, mounts)],
  [
    /^kubelet-cgroup-driver$|^cri-config-|^cri-disabled$/,
    ({ model }) =>
      seen(
        model.runtime.endpoint.path.includes('containerd') ? pathsOf([model.runtime.containerdFile]) : [],
        'there is no configuration of containerd, or the kubelet uses another runtime',
      ),
  ],
  [/^kubelet-node-name$|^kubelet-(?:client-|conf-|symlink-)/, kubeletClient],
  [/^kubelet-clusterdns$/, both(programs('kube-apiserver'), kubeletConfig)],
  [/^kubelet-cri-endpoint$|^cri-socket-/, socket],
  [
    /^kubelet-wrong-apiserver$|^kubeconfig-(?:refused|http-server|stale-cluster|unauthorized|dns)$/,
    both(programs('kube-apiserver'), kubeconfigs),
  ],
  [/^kubelet-/, kubeletConfig],
  [/^cri-crictl-config$/, ({ model }) => seen(pathsOf([model.runtime.crictl]), 'crictl has no configuration here')],
  [/^(?:cri-sandbox-image|disk-image-gc|etcd-(?:no-leader|slow-disk|cluster-id|restore-\w+)|log-)/, logs],
  [
    /^cni-(?:br-netfilter|ip-forward)$/,
    both(
      network,
      ofKernel(({ node }) => Object.keys(node.sysctls).length > 0, '/proc/sys/net', 'sysctl net.ipv4.ip_forward'),
    ),
  ],
  [/^cni-/, network],
  [/^pki-perms$/, keys],
  [/^cert-key-mismatch$/, both(certificates, keys)],
  [/^(?:cert|ca)-/, certificates],
  [
    /^kubeconfig-(?:none|sudo-home)$/,
    ({ model }) =>
      seen(
        model.node.homes.map(({ path }) => `${path}/.kube/config`),
        'the homes of this host are not known',
      ),
  ],
  [
    /^kubeconfig-proxy-env$/,
    ({ model }) =>
      seen(
        [
          ...pathsOf([extraFile(model, '/etc/environment')]),
          ...(model.node.thisMachine ? ['environment of this shell'] : []),
        ],
        '/etc/environment is not there',
      ),
  ],
  [
    /^kubeconfig-exec-missing$/,
    ({ model }) =>
      seen(
        model.kubeconfigs.filter(({ execPlaces }) => execPlaces !== undefined).map(({ path }) => path),
        'no kubeconfig starts a program',
      ),
  ],
  [/^kubeconfig-/, kubeconfigs],
  [
    /^etcd-(?:nospace|db-near-quota|corrupt|no-backup)$/,
    ({ model }) =>
      seen(pathsOf([model.etcd.database, model.etcd.member]), 'no member of etcd has its data on this host'),
  ],
  [/^etcd-disk-full$/, disk(({ model }) => model.etcd.path)],
  [/^etcd-/, programs('etcd')],
  [/^disk-readonly$/, mounts],
  [/^disk-deleted-open$/, ofKernel(({ node }) => node.deletedOpen !== undefined, '/proc/*/fd', 'lsof +L1')],
  [/^disk-imagefs$/, disk(() => '/var/lib/containerd')],
  [
    /^disk-top-consumers$/,
    ({ observations }) =>
      seen(
        observations.consumers.map(({ path }) => path),
        'nothing that usually grows is on this host',
      ),
  ],
  [/^disk-/, disk(() => '/var/lib/kubelet')],
];

/** What was looked at for a code that was judged and not found. */
export function lookedAt(name: string, context: RuleContext): Look {
  const look = looks.find(([pattern]) => pattern.test(name))?.[1];
  return look?.(context) ?? { none: 'nothing on this host is about it' };
}

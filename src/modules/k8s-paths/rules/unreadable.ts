import { streamFormat } from '../observations.ts';
import type { Rule, RuleContext, Unchecked } from './rule.ts';

/** What cannot be judged where permission is missing: by the beginning of the path, as root owns it all. */
const areas: readonly { readonly name: string; readonly paths: RegExp; readonly covers: RegExp }[] = [
  { name: 'manifests', paths: /\/manifests(?:\/|$)|pod-manifests/, covers: /^manifest-/ },
  {
    name: 'pki',
    paths: /\/(?:pki|tls|certs)(?:\/|$)/,
    covers: /^(?:cert|ca|pki|front-proxy|etcd-apiserver|kubelet-client|manifest-sa)-/,
  },
  {
    name: 'kubeconfigs',
    paths: /^\/etc\/kubernetes\/[^/]+\.conf$|kubeconfig$|\.kube\/config$/,
    covers: /^kubeconfig-/,
  },
  {
    name: 'kubelet',
    paths: /^\/var\/lib\/kubelet\/(?!pki)/,
    covers: /^kubelet-(?:config|eviction|cgroup|clusterdns|ca)/,
  },
  { name: 'etcd', paths: /^\/var\/lib\/(?:etcd|rancher\/\w+\/server\/db)/, covers: /^etcd-/ },
  { name: 'logs', paths: /^\/var\/log\/pods/, covers: /^log-/ },
];

/** What looks again, with the rights to. */
const again = ({ inputs }: RuleContext['observations']): string =>
  inputs.some(({ format }) => format === streamFormat)
    ? "ssh NODE 'sudo sh -s' < collect.sh | diag k8s-paths -"
    : 'sudo diag k8s-paths';

/** One unchecked entry for each area in which something was closed to this user. */
function closed({ observations }: RuleContext): Unchecked[] {
  const facts = [...Object.values(observations.files), ...Object.values(observations.directories)];
  const denied = facts.filter(({ status }) => status === 'denied').map(({ path }) => path);
  return areas.flatMap(({ name, paths, covers }) => {
    const [first, ...rest] = denied.filter((path) => paths.test(path));
    if (first === undefined) return [];
    const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
    return [{ unchecked: name, reason: `${first}${more}: permission denied`, command: again(observations), covers }];
  });
}

/** Keys a collector kept on its host without their public halves: no certificate can be paired with them. */
function withheld({ observations }: RuleContext): Unchecked[] {
  const files = Object.values(observations.files);
  const [first] = files.filter(
    ({ key, userKeys }) =>
      key?.status === 'withheld' || Object.values(userKeys ?? {}).some(({ status }) => status === 'withheld'),
  );
  if (first === undefined) return [];
  const reason = `${first.path}: its collector could not tell the public half of the key (no openssl there, or a key inside JSON)`;
  return [
    {
      unchecked: 'keys',
      reason,
      command: 'sudo diag k8s-paths',
      covers: /^(?:cert-key-mismatch|manifest-sa-key-mismatch|pki-perms)$/,
    },
  ];
}

export const unreadableRules: readonly Rule[] = (
  ['manifests', 'pki', 'kubeconfig', 'kubelet', 'etcd', 'logs'] as const
).map((theme) => ({
  theme,
  names: [],
  run: (context) => [
    ...closed(context).filter(({ unchecked }) => unchecked === (theme === 'kubeconfig' ? 'kubeconfigs' : theme)),
    ...(theme === 'pki' ? withheld(context) : []),
  ],
}));

import type { Meaning } from './meaning.ts';

/** Answers of health endpoints. Sources: apiserver pkg/server/healthz, etcd etcdhttp, kube-proxy healthcheck. */
export const healthMeanings: readonly Meaning[] = [
  {
    pattern: /\[-\]etcd(?:-readiness)?(?: |$)/,
    says: "The apiserver cannot reach etcd: [-]etcd. The reason is withheld here; GET /readyz/etcd with credentials says it, and etcd's own log.",
    name: 'manifest-etcd-url',
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml', '/etc/kubernetes/manifests/etcd.yaml'],
  },
  {
    pattern:
      /controller-runtime.{0,40}healthz.{0,200}(?:failed|not synced)|"logger"?[:=]"?[\w./-]{0,60}healthz.{0,200}/,
    says: "This is the health check of a controller (controller-runtime), not of the apiserver: it reports its own parts, here mostly informers that did not synchronize. Read that controller's log, its RBAC and its CRDs.",
  },
  {
    pattern: /\[-\]informer-sync/,
    says: 'Only informers have not synchronized; etcd is reachable. Usually slow reads from etcd, a broken conversion webhook or aggregated API: read the apiserver log.',
  },
  {
    pattern: /\[-\](poststarthook\/\S{1,80}|autoregister-completion)/,
    says: 'A post-start hook is not finished: $1. Normal in the first seconds of an apiserver; when it lasts beyond a minute, writes to etcd are slow or fail.',
    kind: 'transient',
  },
  {
    pattern: /\[-\](\S{1,80}) failed/,
    says: 'The health check $1 fails.',
  },
  {
    pattern: /(?:excluded: ok|excluded with \S{1,40}: ok)/,
    says: 'The checks pass, and some were excluded: an excluded check says nothing about that part.',
    kind: 'normal',
  },
  {
    pattern: /"health":\s?"true"|(?:readyz|livez|healthz) check passed|is healthy: successfully committed/,
    says: 'The endpoint is healthy.',
    kind: 'normal',
  },
  {
    pattern: /<invalid>\s+\S*\s*(?:no|yes)?|residual time.{0,10}<invalid>/i,
    says: 'kubeadm lists certificates whose remaining time is <invalid>: they have expired.',
    name: 'cert-expired',
    where: ['/etc/kubernetes/pki', '/etc/kubernetes/admin.conf'],
  },
  {
    pattern: /127\.0\.0\.1:6443\s+\S{1,40}\s+LISTEN|LISTEN\s+\d+\s+\d+\s+127\.0\.0\.1:6443/,
    says: 'The apiserver listens on 127.0.0.1:6443 only: clients on other hosts get connection refused. See --bind-address.',
    name: 'kubeconfig-refused',
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
  },
];

import type { Message } from '../error-text/message.ts';

const apiserver = '/etc/kubernetes/manifests/kube-apiserver.yaml';

/** Lines of health endpoints, and what start-up hooks and informers say. */
export const healthMessages: readonly Message[] = [
  {
    id: 'health-etcd',
    matches: /\[-\]etcd(?:-readiness|-override-\d{1,3})?(?: |$|\\n)/,
    kind: 'state',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'The apiserver cannot read etcd in time ([-]etcd): etcd is down, slow, without quorum, or its address or TLS does not fit. The reason is withheld here.',
    next: ['{etcd-log}', '`kubectl get --raw /readyz/etcd` with an administrator’s credentials says the reason'],
    where: [apiserver, '/etc/kubernetes/manifests/etcd.yaml'],
    samples: [
      '[-]etcd failed: reason withheld',
      'Liveness probe failed: Error from server (InternalError): an error on the server ("[+]ping ok\\n[+]log ok\\n[-]etcd failed: reason withheld\\n[+]poststarthook/a ok',
    ],
    source: 'apiserver pkg/server/healthz',
  },
  {
    id: 'hook-fatal',
    matches: /PostStartHook \\?"([\w./-]{3,80})\\?" failed: (.{1,300})/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver ends because its post-start hook $1 failed: it could not read or write etcd in time at its start. Look at etcd first. It says: $2',
    next: ['{etcd-log}', '{apiserver-log}'],
    samples: [
      'PostStartHook "scheduling/bootstrap-system-priority-classes" failed: unable to add default system priority classes: timed out waiting for the condition',
    ],
    source: 'apiserver pkg/server/hooks.go',
  },
  {
    id: 'health-controller-runtime',
    matches:
      /controller-runtime.{0,40}healthz.{0,200}(?:failed|not synced)|"logger"?[:=]"?[\w./-]{0,60}healthz.{0,200}/,
    kind: 'state',
    says: 'This is the health check of a controller (controller-runtime), not of the apiserver: it reports its own parts, here mostly informers that did not synchronize.',
    next: ["that controller's own log, its RBAC and its CRDs"],
    samples: ['"logger":"controller-runtime.healthz","msg":"healthz check failed","statuses":[{}]'],
    source: 'sigs.k8s.io/controller-runtime pkg/healthz',
  },
  {
    id: 'health-informer-sync',
    matches: /\[-\]informer-sync(?: failed: (\d{1,4}) informers? not started yet: \[\*(?:v\w{1,10})\.(\w{1,60}))?/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver is not ready: its informers did not synchronize ($1 of $2): it cannot list them from etcd in time (etcd slow, too many or too big objects, Secrets it cannot decrypt), or a conversion webhook or aggregated API hangs. The hooks that fail with it are consequences.',
    next: ['{apiserver-log}', '{etcd-log}'],
    samples: [
      '[-]informer-sync failed: 1 informers not started yet: [*v1.Secret]',
      '[-]informer-sync failed: reason withheld',
    ],
    source: 'apiserver pkg/server/healthz',
  },
  {
    id: 'health-shutdown',
    matches: /\[-\]shutdown failed/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver is shutting down: it was told to end (restart, upgrade, or its liveness probe failed).',
    next: ['who ended it: {kubelet-log}'],
    samples: ['[-]shutdown failed: reason withheld'],
    source: 'apiserver pkg/server/config.go',
  },
  {
    id: 'health-hook',
    matches: /\[-\](poststarthook\/\S{1,80}|autoregister-completion)/,
    kind: 'retried',
    part: 'kube-apiserver',
    says: 'A post-start hook is not finished: $1. Normal in the first seconds of an apiserver; when it lasts beyond a minute, writes to etcd are slow or fail.',
    next: ['{etcd-log}'],
    samples: ['[-]poststarthook/rbac/bootstrap-roles failed: not finished'],
    source: 'apiserver pkg/server/hooks.go',
  },
  {
    id: 'health-syncloop',
    matches: /\[-\]syncloop failed/,
    kind: 'state',
    part: 'kubelet',
    says: 'The main loop of the kubelet has not come around for two minutes or more: it waits in a call to the runtime, a volume or a lock.',
    next: ['does the runtime answer? `crictl ps`; {kubelet-log}'],
    samples: ['[-]syncloop failed: reason withheld'],
    source: 'kubernetes pkg/kubelet/kubelet.go (SyncLoopHealthCheck)',
  },
  {
    id: 'health-check',
    matches: /\[-\](\S{1,80}) failed/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The health check $1 fails.',
    next: ['`kubectl get --raw` with the path of that check (/readyz/NAME) and credentials says the reason'],
    samples: ['[-]log failed: reason withheld'],
    source: 'apiserver pkg/server/healthz',
  },
  {
    id: 'health-passes',
    matches:
      /^\[\+\]\S{1,120} (?:ok|excluded)|(?:excluded: ok|excluded with \S{1,40}: ok)|(?:readyz|livez|healthz) check passed/,
    kind: 'well',
    says: 'The endpoint is healthy, but for checks that were excluded, which say nothing about their part.',
    samples: ['readyz check passed', '[+]etcd excluded: ok', '[+]ping ok'],
    source: 'apiserver pkg/server/healthz',
  },
];

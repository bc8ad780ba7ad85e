/** What a health check of a component means when it fails, and where to look. */
export interface CheckMeaning {
  /** The check, or a pattern of checks, as in `[-]name failed`. */
  readonly pattern: RegExp;
  /** `start`: normal while a server starts. `etcd`: etcd is the cause. `stop`: normal while it stops. `own`: its own fault. */
  readonly kind: 'start' | 'etcd' | 'stop' | 'own';
  readonly means: string;
  readonly fix: string;
}

/** First match wins. Sources: k8s.io/apiserver pkg/server/{config,hooks}.go and options/etcd.go, client-go healthzadaptor.go, etcd health.go. */
const meanings: readonly CheckMeaning[] = [
  {
    pattern: /^ping$/,
    kind: 'own',
    means: 'the server does not answer itself',
    fix: 'restart it; this check never fails otherwise',
  },
  {
    pattern: /^log$/,
    kind: 'own',
    means: 'logging has been blocked for two minutes',
    fix: 'df -h /var/log; look for a full disk or a reader of its pipe that hangs',
  },
  {
    pattern: /^etcd-override(?:-readiness)?-\d+$/,
    kind: 'etcd',
    means: 'an etcd of --etcd-servers-overrides does not answer',
    fix: 'check that etcd by its own /health',
  },
  {
    pattern: /^etcd-readiness$/,
    kind: 'etcd',
    means: 'a read from etcd took longer than two seconds',
    fix: 'check etcd: its /health, its disk latency, its quorum',
  },
  {
    pattern: /^etcd$/,
    kind: 'etcd',
    means: 'the apiserver cannot read from etcd',
    fix: 'check etcd by its own /health, then --etcd-servers and the etcd certificates of the apiserver',
  },
  {
    pattern: /^kms-provider(?:s|-\d+)$/,
    kind: 'own',
    means: 'the KMS plugin of the encryption configuration does not answer',
    fix: 'check the plugin and the socket its endpoint names',
  },
  {
    pattern: /^informer-sync$/,
    kind: 'start',
    means: 'informers have not synced',
    fix: 'wait; if it stays, read the apiserver log: slow etcd, a broken conversion webhook or aggregated API',
  },
  {
    pattern: /^shutdown$/,
    kind: 'stop',
    means: 'the process is shutting down',
    fix: 'wait; if it comes back, find out who stops it: journalctl -u kubelet | grep -i kube-apiserver',
  },
  {
    pattern: /^leaderElection$/,
    kind: 'own',
    means: 'it holds the leader lease and could not renew it for over 20 seconds',
    fix: 'check the apiserver it talks to, from this node',
  },
  {
    pattern: /^sched-handler-sync$/,
    kind: 'start',
    means: 'the scheduler has not received all objects yet',
    fix: 'check the apiserver and the rights of system:kube-scheduler',
  },
  {
    pattern: /^syncloop$/,
    kind: 'own',
    means: "the kubelet's main loop has not run for two periods",
    fix: 'the container runtime hangs: crictl info; journalctl -u containerd',
  },
  {
    pattern: /^poststarthook\/rbac\/bootstrap-roles$/,
    kind: 'start',
    means: 'the default roles have not been written',
    fix: 'normal for seconds; then check writes to etcd (NOSPACE)',
  },
  {
    pattern: /^poststarthook\/scheduling\/bootstrap-system-priority-classes$/,
    kind: 'start',
    means: 'the system priority classes have not been written',
    fix: 'check writes to etcd and admission webhooks that fail',
  },
  {
    pattern: /^poststarthook\/(?:start-apiextensions-(?:informers|controllers)|crd-informer-synced)$/,
    kind: 'start',
    means: 'the custom resource definitions cannot be listed',
    fix: 'check etcd; look for a damaged CustomResourceDefinition in the apiserver log',
  },
  {
    pattern: /^poststarthook\/(?:generic-apiserver-start-informers|storage-object-count-tracker-hook)$/,
    kind: 'start',
    means: 'informers have not started',
    fix: 'check etcd',
  },
  {
    pattern:
      /^(?:autoregister-completion|poststarthook\/(?:start-kube-aggregator-informers|apiservice-.*|kube-apiserver-autoregistration|aggregator-.*))$/,
    kind: 'start',
    means: 'the aggregation layer has not registered its APIs',
    fix: 'kubectl get apiservice | grep False',
  },
  {
    pattern:
      /^poststarthook\/(?:bootstrap-controller|start-(?:legacy-token-tracking-controller|system-namespaces-controller|service-ip-repair-controllers))$/,
    kind: 'start',
    means: 'the repair of service addresses has not finished',
    fix: 'compare --service-cluster-ip-range with the ClusterIPs that exist',
  },
  {
    pattern: /^poststarthook\/start-cluster-authentication-info-controller$/,
    kind: 'start',
    means: 'extension-apiserver-authentication has not been written',
    fix: 'check writes to etcd',
  },
  {
    pattern: /^poststarthook\/(?:priority-and-fairness-.*|max-in-flight-filter)$/,
    kind: 'start',
    means: 'the request limits have not been loaded',
    fix: 'check etcd and the flowschemas',
  },
  {
    pattern: /^poststarthook\/start-encryption-provider-config-automatic-reload$/,
    kind: 'start',
    means: 'the encryption configuration could not be loaded',
    fix: 'check the file of --encryption-provider-config and its keys',
  },
  {
    pattern: /^poststarthook\//,
    kind: 'start',
    means: 'a task of the start has not finished',
    fix: 'wait two minutes, then read the apiserver log for this name',
  },
  {
    pattern: /^data_corruption$/,
    kind: 'own',
    means: 'etcd found its data corrupt (alarm CORRUPT)',
    fix: 'replace this member from a healthy one',
  },
  {
    pattern: /^serializable_read$/,
    kind: 'own',
    means: 'etcd cannot read its own disk',
    fix: 'check the disk under the data directory',
  },
  {
    pattern: /^(?:linearizable_read|read_index)$/,
    kind: 'own',
    means: 'etcd has no quorum',
    fix: 'check the other members, port 2380, clocks and disks',
  },
  {
    pattern: /^non_learner$/,
    kind: 'own',
    means: 'this member is a learner',
    fix: 'etcdctl member promote, or leave it out',
  },
];

const unknown: Omit<CheckMeaning, 'pattern'> = {
  kind: 'own',
  means: 'a check this diag does not know',
  fix: 'read the log of the component for this name',
};

/** What a failing check means; checks without an entry are told as unknown. */
export const meaningOf = (name: string): Omit<CheckMeaning, 'pattern'> =>
  meanings.find(({ pattern }) => pattern.test(name)) ?? unknown;

import type { Message } from '../message.ts';

/** Where pods may run, and nodes that are taken away from them. */
export const schedulingMessages: readonly Message[] = [
  {
    id: 'scheduler-skips',
    matches: /skip schedule deleting pod/,
    kind: 'harmless',
    says: 'Harmless: the scheduler leaves out a pod that is being deleted.',
    samples: ['Warning FailedScheduling skip schedule deleting pod: shop/api-1'],
    source: 'kubernetes pkg/scheduler/schedule_one.go',
  },
  {
    id: 'event-node-not-ready',
    matches: /NodeNotReady\s{1,40}(?:\S{1,60}\s{1,40}){0,4}Node is not ready/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: 'The node of that pod became NotReady: its kubelet stopped reporting, or reported a fault.',
    next: [
      '`kubectl get nodes`, `kubectl describe node` with the name of the one that is not Ready; on it {kubelet-log}',
    ],
    samples: ['Warning NodeNotReady Node is not ready'],
    source: 'kubernetes pkg/controller/nodelifecycle, pkg/controller/util/node',
  },
  {
    id: 'unschedulable-unreachable',
    matches: /\d{1,6}\/\d{1,6} nodes are available: .{0,300}taint \{node\.kubernetes\.io\/(unreachable|not-ready)/,
    kind: 'state',
    part: 'kubelet',
    says: 'The scheduler finds no node for the pod because nodes are $1: their kubelet does not report (unreachable) or reports a fault (not-ready). The pod is not at fault.',
    next: ['`kubectl get nodes`, `kubectl describe node` with the name of one that is not Ready; on it {kubelet-log}'],
    samples: [
      '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ],
    source: 'kubernetes pkg/scheduler/framework/plugins/tainttoleration',
  },
  {
    id: 'unschedulable',
    matches:
      /(?<!\d|preemption: )\d{1,6}\/\d{1,6} nodes are available: (?!\d{1,6} (?:Preemption is not helpful|No preemption victims))(.{1,300})|no nodes available to schedule pods|fit failure (?:summary )?on nodes? ?: ?(.{1,300})|No nodes are available that match all of the (?:following )?predicates:{1,2} ?(.{1,300})/,
    kind: 'cause',
    says: 'The scheduler finds no node for the pod: $1$2$3',
    next: [
      'compare what the message counts with `kubectl describe nodes` (taints, labels, allocatable) and with requests, nodeSelector, affinity and tolerations of the pod; cordoned nodes: `kubectl uncordon`',
    ],
    samples: [
      '0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory.',
      'fit failure summary on nodes : Insufficient pods (2), PodToleratesNodeTaints (1)',
      'No nodes are available that match all of the predicates: Insufficient cpu (3), MatchNodeSelector (1).',
    ],
    not: ['preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.'],
    source: 'kubernetes pkg/scheduler/framework; plugin/pkg/scheduler/core/generic_scheduler.go before 1.10',
  },
  {
    id: 'drain-blocked',
    matches:
      /Cannot evict pod as it would violate the pod's disruption budget|\/pods\/[\w.-]{1,253}\/eviction 429 Too Many Requests/,
    kind: 'cause',
    says: 'A PodDisruptionBudget holds up the drain: it allows no further pod to go.',
    next: [
      '`kubectl get pdb -A`: ALLOWED DISRUPTIONS 0; scale the workload up by one, or bring its failing pods back first',
    ],
    samples: [
      'error when evicting pods/"web-0" -n "shop" (will retry after 5s): Cannot evict pod as it would violate the pod\'s disruption budget.',
      'POST https://192.0.2.1/api/v1/namespaces/shop/pods/web-1/eviction 429 Too Many Requests in 43 milliseconds',
    ],
    source: 'kubernetes pkg/registry/core/pod/storage/eviction.go',
  },
  {
    id: 'nodes-disrupted',
    matches:
      /Controller detected that (?:zone (\S{0,80}) is now in state (FullDisruption|PartialDisruption)|all Nodes are not-Ready)/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: ({ groups: [, zone = '', state = ''] }) =>
      state === 'PartialDisruption'
        ? `Most nodes${zone === '' ? '' : ` of zone ${zone}`} do not report: the controller manager evicts slowly or not at all.`
        : `No node${zone === '' ? '' : ` of zone ${zone}`} reports to the apiserver: hardly because all failed, rather the way from them to it (load balancer, network, certificates). The controller manager stops evicting.`,
    next: ['`kubectl get nodes -o wide`; on one that is NotReady {kubelet-log}'],
    samples: [
      'Controller detected that zone eu-1::a is now in state FullDisruption.',
      'Controller detected that all Nodes are not-Ready. Entering master disruption mode.',
    ],
    not: ['Controller detected that zone eu-1::a is now in state Normal.'],
    source: 'kubernetes pkg/controller/nodelifecycle',
  },
  {
    id: 'drain-refused',
    matches:
      /(?:cannot delete )?(?:[Pp]ods )?(not managed by ReplicationController|with local storage|[Dd]aemonSet-managed|that declare no controller)[^:(]{0,160}(?:: ([^()]{1,300}))? ?\(use --([\w-]{4,40}) to (?:override|ignore)\)(?:: (.{1,300}))?/,
    kind: 'cause',
    says: ({ groups: [, what = '', before = '', , after = ''] }) =>
      /local storage/.test(what)
        ? `kubectl drain does not begin: these pods keep data in an emptyDir, which is lost when they go: ${before}${after}`
        : /aemonSet/.test(what)
          ? `kubectl drain does not begin: these pods are of DaemonSets, which make them anew at once: ${before}${after}`
          : `kubectl drain does not begin: nothing makes these pods anew once they are gone, for no controller (or an operator that drain does not know) owns them: ${before}${after}`,
    next: ({ groups: [, what = '', , option = ''] }) => [
      /aemonSet/.test(what)
        ? `leave them where they are: \`--${option}\``
        : `who needs them, and may they go? Completed ones: delete them; else move them first, or let them go for good with \`--${option}\``,
    ],
    samples: [
      'error: pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet (use --force to override): shop/web-1',
      'cannot delete Pods with local storage (use --delete-emptydir-data to override): shop/cache-0',
      'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): kube-system/proxy-1',
      'cannot delete Pods that declare no controller (use --force to override): shop/once',
      // kubectl before 1.16.
      'error: pods not managed by ReplicationController, ReplicaSet, Job, or DaemonSet: once (use --force to override)',
    ],
    not: ['WARNING: Ignoring DaemonSet-managed pods: calico-node-vhshm, proxy-1'],
    source: 'kubectl pkg/drain/filters.go',
  },
  {
    id: 'autoscaler-no-fit',
    matches:
      /Pod (?:[\w-]{1,63}\/)?([\w.-]{1,253}) can't be scheduled on (\S{1,200}), predicate checking error: (.{1,200}?)(?:;|$)|Scale-up predicate failed: .{1,200}?cannot put (?:[\w-]{1,63}\/)?([\w.-]{1,253}) on (\S{1,200}), reason: (.{1,200})/,
    kind: 'state',
    confidence: 'possible',
    says: 'The cluster autoscaler makes no node for pod $1$4: on a new node of $2$5 it would not fit either ($3$6).',
    next: [
      'does a node group fit at all? Its zone (that of the volume), labels, taints and the size of its machines; a group at size 0 needs its labels and taints as tags',
    ],
    samples: [
      "Pod cache-0 can't be scheduled on eks-linux-2c, predicate checking error: node(s) had volume node affinity conflict; predicateName=VolumeBinding; reasons: node(s) had volume node affinity conflict",
    ],
    source: 'kubernetes/autoscaler cluster-autoscaler/core/scaleup',
  },
  {
    id: 'autoscaler-no-scale-up',
    matches: /pod didn't trigger scale-?up(?: \([^)]{1,80}\))?(?:: (.{1,300}))?/,
    kind: 'state',
    confidence: 'possible',
    says: ({ groups: [, why = ''] }) =>
      `The cluster autoscaler makes no node for a pod that waits: on a new node of none of its groups would it fit${why === '' ? '' : ` (by group: ${why})`}.`,
    next: [
      'does a node group fit at all? Its zone (that of the volume), labels, taints and the size of its machines; a group at size 0 needs its labels and taints as tags; a group at its maximum grows no more',
    ],
    samples: [
      "pod didn't trigger scale-up: 1 node(s) had volume node affinity conflict, 2 node(s) didn't match Pod's node affinity",
      "pod didn't trigger scale-up (it wouldn't fit if a new node is added): 1 max node group size reached",
    ],
    not: ['pod triggered scale-up: [{eks-a 1->2 (max: 5)}]'],
    source: 'kubernetes/autoscaler cluster-autoscaler/processors/status/eventing_scale_up_processor.go',
  },
  {
    id: 'daemon-set-nowhere',
    matches: /^\s*Desired Number of Nodes Scheduled:\s{0,40}0\s*$/,
    kind: 'cause',
    confidence: 'possible',
    says: 'The DaemonSet wants a pod on no node: no node has the labels that its nodeSelector or affinity asks for, or all have taints that it does not tolerate.',
    next: [
      '`kubectl get nodes --show-labels` and `kubectl describe nodes | grep -A3 Taints`, beside nodeSelector, affinity and tolerations of the DaemonSet',
    ],
    samples: ['Desired Number of Nodes Scheduled: 0'],
    not: ['Desired Number of Nodes Scheduled: 3'],
    source: 'kubectl pkg/describe/describe.go (describeDaemonSet)',
  },
];

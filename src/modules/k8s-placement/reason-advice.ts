import type { Obstacle } from './obstacle.ts';

const describeNodes = 'kubectl describe nodes';

/** What each reason of a sentence asks one to look at, where no object tells more. */
const advice: Readonly<Partial<Record<Obstacle, string>>> = {
  cordoned: 'kubectl get nodes: who cordoned those (SchedulingDisabled), and is that over? Then kubectl uncordon.',
  'condition-taint': `${describeNodes}: Conditions and Taints of the ones that are not Ready or under pressure; repair the node, the pod is not at fault.`,
  'control-plane-only':
    'Control-plane nodes are kept free by their taint: workers are missing, full or out for the other reasons.',
  'taint-not-tolerated': `${describeNodes} | grep -A3 Taints: which taint is it, and is the pod meant for those nodes? Then it needs a toleration.`,
  'selector-mismatch':
    'kubectl get nodes --show-labels, beside nodeSelector and node affinity of the pod (and the zone they ask for).',
  'insufficient-now': `What pods request counts, not what they use: ${describeNodes}, Allocated resources. Lower requests, free or add nodes.`,
  'extended-missing':
    'Do nodes offer the device at all? kubectl describe nodes: Capacity and Allocatable; if not, the DaemonSet of its device plug-in does not run there.',
  'too-many-pods': `${describeNodes}: Allocatable, pods (maxPods of the kubelet, on clouds also the addresses of the machine). Add nodes.`,
  'host-port-taken':
    'Which pod has the host port (hostNetwork, hostPort)? During a rollout the old pod must go first (maxSurge 0).',
  'anti-affinity-existing':
    'Its pods may not share a node: as many nodes as replicas are needed, or a preferred rule instead of a required one.',
  'affinity-no-target':
    'The pod must be where another pod is: are pods with those labels there, in the namespace that its affinity names?',
  'spread-skew':
    'topologySpreadConstraints of the pod: one domain is full or closed, so the others may take no more; whenUnsatisfiable: ScheduleAnyway lets it go on.',
  'spread-label-missing':
    'Nodes lack the label that a topologySpreadConstraint names: kubectl get nodes --show-labels.',
  'claim-unbound':
    'kubectl get pvc and kubectl describe pvc of its claims: a storage class, a provisioner or a volume is missing.',
  'claim-missing': 'kubectl get pvc in the namespace of the pod: the claim or its volume is not there.',
  'claim-exclusive': 'Another pod uses the volume, and only one may: it must end first.',
  'volume-elsewhere':
    'kubectl get pv -o yaml, nodeAffinity: its volume is tied to a node or zone; only a node there that also has room can take it.',
  'volume-limit':
    'kubectl get csinodes -o yaml: nodes hold as many volumes as they can; add a node, or end pods with volumes there.',
};

/** So many reasons are told of on a screen. */
const told = 3;

/** What to look at for the reasons of a sentence, the first first; `unknown` are texts that no release says. */
export const adviceOf = (ids: readonly Obstacle[], unknown: readonly string[]): readonly string[] => [
  ...[...new Set(ids)].flatMap((id) => advice[id] ?? []).slice(0, told),
  ...unknown
    .slice(0, 1)
    .map(
      (text) =>
        `"${text}" is no reason of Kubernetes' own filters: a plug-in or an extender of that scheduler gives it (a quota of devices, say); its log and its documentation tell why.`,
    ),
];

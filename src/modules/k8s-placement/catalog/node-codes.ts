import { identityIn } from '../identity-labels.ts';
import { isOnePlace, placeCode, sayPlaces } from './place-code.ts';

const taints = ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'];
const assign = ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/'];

/** Taints that a program puts and takes off by itself: to tolerate them helps nobody. */
const ownTaints: readonly (readonly [RegExp, string])[] = [
  [
    /^[\w.-]{1,200}\/agent-not-ready/,
    'The agent that the taint names takes it off when it is ready there: look at its pod on that node (kubectl get pods -A -o wide) and its log.',
  ],
  [
    /^(?:karpenter\.sh\/unregistered|node\.cluster\.x-k8s\.io\/uninitialized|node\.ocs\.openshift\.io\/not-ready)/,
    'The node is being set up; its controller takes the taint off. Where it stays, the log of that controller says why.',
  ],
  [
    /^(?:karpenter\.sh\/disrupt|ToBeDeletedByClusterAutoscaler|DeletionCandidateOfClusterAutoscaler|cloud\.google\.com\/impending-node-termination|aws-node-termination-handler\/)/,
    'The node is about to be removed, and another one comes or is not needed: see what the autoscaler says (kubectl get events -A).',
  ],
];

export const taintNotTolerated = placeCode({
  code: 'PLACE101',
  name: 'taint-not-tolerated',
  summary: 'Every node that could take the pod has a taint it does not tolerate.',
  title: (f) => `${f.who} fits no node: ${sayPlaces(f)} ${isOnePlace(f) ? 'has' : 'have'} the taint ${f.subject}.`,
  why: ({ because, subject }) => (because === subject ? '' : `A toleration is near but does not match: ${because}.`),
  next: ({ subject }) => [
    ownTaints.find(([key]) => key.test(subject))?.[1] ??
      'A taint keeps nodes for somebody: add the toleration only where the pod is meant to run there.',
  ],
  docs: taints,
});

export const controlPlaneOnly = placeCode({
  code: 'PLACE102',
  name: 'control-plane-only',
  summary: 'Only control-plane nodes are left, and the pod does not tolerate their taint.',
  title: (f) => `${f.who} fits no node: only the control plane is left (${sayPlaces(f)}).`,
  why: () => 'What runs on a control plane takes cpu, memory and disk from etcd and the API server.',
  next: () => ['Add or repair a worker. Only in a lab: tolerate the taint, or take it off.'],
  docs: taints,
});

export const conditionTaint = placeCode({
  code: 'PLACE103',
  name: 'condition-taint',
  summary: 'Nodes are tainted because of their own state: not ready, unreachable, under pressure.',
  title: (f) =>
    `${f.who} fits no node: ${sayPlaces(f)} ${isOnePlace(f) ? 'is' : 'are'} ${f.subject}${f.subject === 'unreachable' ? ': the kubelet there does not report' : ''}.`,
  why: ({ note }) => note,
  next: ({ nodes }) => [
    `Repair the node first, the taint goes by itself: diag k8s-health on ${nodes[0] ?? 'the node'}`,
  ],
  docs: taints,
});

export const cordoned = placeCode({
  code: 'PLACE104',
  name: 'cordoned',
  summary: 'The nodes that could take the pod are cordoned.',
  title: (f) =>
    `${f.who} fits no node: ${sayPlaces(f)} ${isOnePlace(f) ? 'is' : 'are'} cordoned${f.note === '' ? '' : `, ${f.note}`}.`,
  why: () => 'Somebody or a drain set spec.unschedulable; it stays until it is taken back.',
  next: () => ['Ask whether an upgrade or a drain is under way before you uncordon.'],
  docs: ['https://kubernetes.io/docs/concepts/architecture/nodes/#manual-node-administration'],
});

export const selectorMismatch = placeCode({
  code: 'PLACE105',
  name: 'selector-mismatch',
  summary: "No node meets the pod's nodeSelector or required node affinity.",
  title: ({ who, because }) => `${who} fits no node: ${because}.`,
  why: ({ note }) => note,
  next: ({ subject }) => {
    const label = identityIn(subject);
    return [
      ...(label === undefined
        ? []
        : [
            `${label} says what a node is and is not for you to put on another one: change what the pod asks for, or bring such a node.`,
          ]),
      'See what the nodes have: kubectl get nodes --show-labels',
    ];
  },
  docs: assign,
});

export const pinnedToNode = placeCode({
  code: 'PLACE106',
  name: 'pinned-to-node',
  summary: 'The pod names its node, and that node is not there.',
  title: ({ who, subject }) => `${who} is for the node ${subject} only, which is not in the cluster.`,
  next: () => ["A DaemonSet's pod goes when its node does: see whether the Node object was deleted just now."],
  docs: assign,
});

export const noNodes = placeCode({
  code: 'PLACE126',
  name: 'no-nodes',
  summary: 'The cluster has no node at all.',
  title: ({ who }) => `${who} cannot be placed: the cluster has no node.`,
  next: () => ['See why no kubelet has registered: kubectl get nodes, then diag k8s-health on a node.'],
});

export const onlyCombination = placeCode({
  code: 'PLACE127',
  name: 'only-combination',
  summary: 'Each demand of the pod is met somewhere, but no node meets all of them.',
  title: ({ who, because }) => `${who} fits no node: no node meets all it asks for (${because}).`,
  why: () => 'On every node at least two filters fail, so no single change opens one.',
});

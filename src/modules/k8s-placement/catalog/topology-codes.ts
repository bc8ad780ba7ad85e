import { isOnePlace, placeCode, sayPlaces } from './place-code.ts';

const affinity = [
  'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
];
const spread = ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'];

export const antiAffinitySelf = placeCode({
  code: 'PLACE113',
  name: 'anti-affinity-self',
  severity: 'warning',
  summary: 'More replicas than places: the pods of a workload keep each other away.',
  title: ({ who, because }) => `${who} fits no node: pods of the same workload keep each other apart (${because}).`,
  next: () => ['During a rollout old pods hold the places: set maxUnavailable to 1, or make the rule preferred.'],
  docs: affinity,
});

export const antiAffinityExisting = placeCode({
  code: 'PLACE114',
  name: 'anti-affinity-existing',
  summary: 'An anti-affinity rule between this pod and another one rules out the nodes.',
  title: ({ who, because }) => `${who} fits no node: ${because}.`,
  look: 'See which pods are where: kubectl get pods -A -o wide --show-labels; more nodes, fewer replicas, or a preferred rule.',
  docs: affinity,
});

export const affinityNoTarget = placeCode({
  code: 'PLACE115',
  name: 'affinity-no-target',
  summary: 'The pod must be where another pod is, and no such pod is there.',
  title: ({ who, because }) => `${who} fits no node: ${because}.`,
  why: ({ note }) => note,
  look: 'See whether such a pod runs: kubectl get pods -A -o wide --show-labels, with the labels and namespaces of the rule.',
  docs: affinity,
});

export const spreadSkew = placeCode({
  code: 'PLACE116',
  name: 'spread-skew',
  severity: 'warning',
  summary: 'Another pod would make the spread over domains more uneven than allowed.',
  title: ({ who, because }) => `${who} fits no node: ${because}.`,
  why: ({ note }) => note,
  look: 'See how pods are spread: kubectl get pods -A -o wide; a domain (zone) without room or with a tainted node holds the others back.',
  docs: spread,
});

export const spreadLabelMissing = placeCode({
  code: 'PLACE117',
  name: 'spread-label-missing',
  summary: 'Nodes lack the label over which the pod must be spread.',
  title: (f) => `${f.who} fits no node: ${sayPlaces(f)} ${isOnePlace(f) ? 'lacks' : 'lack'} the label ${f.subject}.`,
  look: 'See what the nodes have: kubectl get nodes --show-labels; the topologyKey of the constraint must be among it.',
  docs: spread,
});

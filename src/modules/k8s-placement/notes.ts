import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import { termMatches } from '../../kubernetes/scheduling/filters/inter-pod-affinity.ts';
import { podRequests } from '../../kubernetes/scheduling/requests.ts';
import { sayAmount } from './amounts.ts';
import type { Blocked, Cause } from './cause.ts';
import type { Evaluation } from './evaluate.ts';
import { nameOf } from './explain.ts';
import type { Obstacle } from './obstacle.ts';

type Note = (cause: Cause, evaluation: Evaluation) => string;

const consumersShown = 3;

/** Who holds most of what is short on the node where least is missing. */
const consumers: Note = ({ nodes }) => {
  const [best] = nodes;
  const short = shortOf(best)[0];
  if (best === undefined || short === undefined) return '';
  const held = best.node.pods
    .map((info) => ({ info, amount: info.requests.get(short.resource) ?? 0 }))
    .filter(({ amount }) => amount > 0)
    .toSorted((a, b) => b.amount - a.amount)
    .slice(0, consumersShown);
  if (held.length === 0) return '';
  const list = held.map(({ info, amount }) => `${nameOf(info)} ${sayAmount(short.resource, amount)}`);
  return `Most ${short.resource} on ${best.node.node.name} is requested by ${list.join(', ')}.`;
};

const shortOf = (blocked: Blocked | undefined) => {
  const detail = blocked?.obstacles.find(({ failure }) => failure.detail.is === 'resources')?.failure.detail;
  return detail?.is === 'resources' ? detail.short : [];
};

const largest: Note = ({ nodes }, { cycle }) => {
  const short = shortOf(nodes[0]).find(({ wants, allocatable }) => wants > allocatable);
  if (short === undefined) return '';
  const most = Math.max(...cycle.snapshot.nodes.map(({ allocatable }) => allocatable.get(short.resource) ?? 0));
  return `The largest allocatable ${short.resource} of any node is ${sayAmount(short.resource, most)}.`;
};

/** Which values nodes have of a label that is wanted, and whether any node has it. */
const labelsThere: Note = ({ nodes }, { cycle }) => {
  const detail = nodes[0]?.obstacles.find(({ failure }) => failure.detail.is === 'labels')?.failure.detail;
  const key = detail?.is === 'labels' ? detail.unmet[0]?.[0]?.key : undefined;
  if (key === undefined || key === 'metadata.name') return '';
  const values = [...new Set(cycle.snapshot.nodes.flatMap(({ node }) => node.labels[key] ?? []))].toSorted();
  const old = key.startsWith('failure-domain.beta.') || key.startsWith('beta.kubernetes.io/');
  const renamed = old
    ? ` ${key} is an old name: nodes have topology.kubernetes.io/ and kubernetes.io/ labels instead.`
    : '';
  return values.length === 0
    ? `No node has the label ${key}.${renamed}`
    : `Nodes have ${key}=${values.slice(0, 5).join(', ')}${values.length > 5 ? ' …' : ''}.`;
};

/** What the node itself says of its state. */
const nodeStates: Note = ({ nodes }) => {
  const said = nodes.flatMap(({ node }) => {
    const ready = node.node.conditions.find(({ type, status }) => type === 'Ready' && status !== 'True');
    return ready?.message === undefined ? [] : [`${node.node.name}: ${ready.message}`];
  });
  return said.length === 0
    ? ''
    : `The node says why: ${said[0]}${said.length > 1 ? ` (${said.length - 1} more nodes)` : ''}`;
};

/** A pod that would do, were it in this namespace. */
const inOtherNamespace: Note = ({ nodes }, { cycle }) => {
  const detail = nodes[0]?.obstacles.find(({ failure }) => failure.detail.is === 'affinity')?.failure.detail;
  if (detail?.is !== 'affinity') return '';
  const { term } = detail;
  const { info, snapshot } = cycle;
  const all = snapshot.nodes.flatMap(({ pods }) => pods);
  const here = all.some(({ pod }) => termMatches(term, info.pod, pod, snapshot));
  if (here) return 'Such a pod runs, but on other nodes.';
  const there = all.find(({ pod }) => termMatches(term, { ...info.pod, namespace: pod.namespace }, pod, snapshot));
  return there === undefined
    ? 'No such pod runs anywhere.'
    : `${nameOf(there)} would do, but terms look only into the pod's own namespace unless they name others.`;
};

/** The domain with the fewest pods is one that the pod cannot go to. */
const spreadMinimum: Note = ({ nodes, blocked }, { cycle }) => {
  const detail = nodes[0]?.obstacles.find(({ failure }) => failure.detail.is === 'spread')?.failure.detail;
  if (detail?.is !== 'spread') return '';
  const key = detail.constraint.topologyKey;
  const counts =
    cycle.spread.domains.find(({ constraint }) => constraint.topologyKey === key)?.counts ?? new Map<string, number>();
  const least = [...counts].filter(([, count]) => count === detail.minimum).map(([value]) => value);
  const shut = blocked.filter(
    ({ node, first }) => least.includes(node.node.labels[key] ?? '') && first.plugin !== 'PodTopologySpread',
  );
  if (shut.length === 0 || least.length === 0) return '';
  return `The fewest pods are in ${least.slice(0, 3).join(', ')}, where ${shut[0]?.node.node.name} is out for another reason (${shut[0]?.first.plugin}).`;
};

const claimState: Note = ({ key }, { pod, cycle }) => {
  const { claims, storageClasses } = cycle.snapshot.objects;
  const claim = claims.find(({ name, namespace }) => name === key && namespace === pod.namespace);
  if (claim === undefined) return '';
  const { storageClass: name = '' } = claim;
  const found = storageClasses.find((one) => one.name === name);
  if (name === '')
    return `Claim ${key} names no storage class${storageClasses.some(({ isDefault }) => isDefault) ? '' : ', and no class is the default'}.`;
  if (found === undefined)
    return storageClasses.length === 0 ? `Its class is ${name}.` : `Its class ${name} does not exist.`;
  return `Its class ${name} binds ${found.binding === 'Immediate' ? 'at once' : 'when a pod uses it'}; ${found.provisioner} should make the volume.`;
};

const volumePlace: Note = ({ key }, { pod, cycle }) => {
  const { claims, volumes } = cycle.snapshot.objects;
  const claim = claims.find(({ name, namespace }) => name === key && namespace === pod.namespace);
  const volume = volumes.find(({ name }) => name === claim?.volumeName);
  if (volume === undefined) return '';
  const zones = Object.entries(volume.labels).filter(([label]) => label.endsWith('/zone'));
  const terms = (volume.nodeTerms ?? []).flatMap(({ labels }) =>
    labels.map(({ key: label, values }) => `${label}=${values.join('|')}`),
  );
  const where = [...zones.map(([label, zone]) => `${label}=${zone}`), ...terms];
  return where.length === 0 ? '' : `Volume ${volume.name} is at ${where.slice(0, 3).join(', ')}.`;
};

const holder: Note = (_, { cycle }) => {
  const used = cycle.claims.inUse;
  return used === undefined ? '' : `${nameOf(used.holder)} uses it.`;
};

const notes: Readonly<Partial<Record<Obstacle, Note>>> = {
  'insufficient-now': consumers,
  'insufficient-ever': largest,
  'selector-mismatch': labelsThere,
  'condition-taint': nodeStates,
  'affinity-no-target': inOtherNamespace,
  'spread-skew': spreadMinimum,
  'claim-missing': claimState,
  'claim-unbound': claimState,
  'volume-elsewhere': volumePlace,
  'claim-exclusive': holder,
};

export const noteOf = (cause: Cause, evaluation: Evaluation): string => notes[cause.name]?.(cause, evaluation) ?? '';

/** `init container migrate asks for 4 cpu, all containers together for 500m`, where that is what does not fit. */
export function initNote({ pod, cycle }: Evaluation, cause: Cause): string {
  const { spec } = pod;
  if (spec === undefined || spec.initContainers.length === 0) return '';
  const { rules } = cycle.snapshot;
  const sum = podRequests({ ...spec, initContainers: [] }, rules);
  for (const { resource, wants, used, allocatable } of shortOf(cause.nodes[0])) {
    const alone = sum.get(resource) ?? 0;
    if (alone >= wants || alone > allocatable - used) continue;
    const own = spec.initContainers.find(
      (one) => (podRequests({ ...spec, containers: [], initContainers: [one] }, rules).get(resource) ?? 0) > alone,
    );
    if (own !== undefined)
      return `init container ${own.name} brings ${resource} to ${sayAmount(resource, wants)}, the containers together ask for ${sayAmount(resource, alone)}`;
  }
  return '';
}

/** Pods of lower priority that are leaving a node for this one. */
export const leavingFor = (pod: Pod, { cycle }: Evaluation): readonly Pod[] => {
  const node = cycle.snapshot.nodes.find((one) => one.node.name === pod.status?.nominatedNode);
  return (node?.pods ?? [])
    .filter(({ pod: other, priority }) => other.deleted !== undefined && priority < cycle.info.priority)
    .map(({ pod: other }) => other);
};

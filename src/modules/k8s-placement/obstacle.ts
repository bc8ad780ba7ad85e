import type { Failure } from '../../kubernetes/scheduling/failure.ts';
import type { Cycle } from '../../kubernetes/scheduling/place.ts';
import type { NodeInfo } from '../../kubernetes/scheduling/snapshot.ts';
import { holdersOf, sayTaint } from './explain.ts';

/** Names of the codes that a node's failure can come to. */
export type Obstacle =
  | 'taint-not-tolerated'
  | 'control-plane-only'
  | 'condition-taint'
  | 'cordoned'
  | 'selector-mismatch'
  | 'pinned-to-node'
  | 'insufficient-now'
  | 'insufficient-ever'
  | 'too-many-pods'
  | 'extended-missing'
  | 'host-port-taken'
  | 'anti-affinity-self'
  | 'anti-affinity-existing'
  | 'affinity-no-target'
  | 'spread-skew'
  | 'spread-label-missing'
  | 'claim-missing'
  | 'claim-unbound'
  | 'volume-elsewhere'
  | 'volume-limit'
  | 'claim-exclusive';

const controlPlane = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);

/** Taints that the node lifecycle controller, the kubelet or a cloud's controller puts for a state of the node. */
const conditions = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/network-unavailable',
  'node.cloudprovider.kubernetes.io/uninitialized',
  'node.cloudprovider.kubernetes.io/shutdown',
  'node.kubernetes.io/out-of-service',
]);

export const isConditionTaint = (key: string): boolean => conditions.has(key);
export const isControlPlaneTaint = (key: string): boolean => controlPlane.has(key);

/** What a failure is about; `key` tells causes of one kind apart. */
export function obstacleOf(
  failure: Failure,
  node: NodeInfo,
  cycle: Cycle,
): { readonly name: Obstacle; readonly key: string } {
  if (failure.plugin === 'NodeResourcesFit') return ofShortage(failure);
  const { detail } = failure;
  switch (detail.is) {
    case 'cordoned':
      return { name: 'cordoned', key: '' };
    case 'taint':
      return ofTaint(detail.taint.key, sayTaint(detail.taint));
    case 'labels':
      return { name: 'selector-mismatch', key: wanted(detail.unmet) };
    case 'other-node':
    case 'outside':
      return { name: 'pinned-to-node', key: '' };
    case 'port':
      return { name: 'host-port-taken', key: `${detail.port.port}/${detail.port.protocol}` };
    case 'resources':
      return ofShortage(failure);
    case 'spread-key':
      return { name: 'spread-label-missing', key: detail.key };
    case 'spread':
      return { name: 'spread-skew', key: detail.constraint.topologyKey };
    case 'affinity':
    case 'affinity-key':
      return { name: 'affinity-no-target', key: detail.term.topologyKey };
    case 'anti-affinity':
      return ofAntiAffinity(detail.term, node, cycle);
    case 'existing-anti-affinity':
      return { name: 'anti-affinity-existing', key: detail.key };
    case 'claim':
      return ofClaim(detail.what, detail.claim);
  }
}

function ofTaint(key: string, text: string): { name: Obstacle; key: string } {
  if (controlPlane.has(key)) return { name: 'control-plane-only', key };
  return isConditionTaint(key) ? { name: 'condition-taint', key } : { name: 'taint-not-tolerated', key: text };
}

type Unmet = Extract<Failure['detail'], { is: 'labels' }>['unmet'];
const wants = new WeakMap<Unmet, string>();

/** Nodes of one kind share what they lack, so it is said once. */
function wanted(unmet: Unmet): string {
  const known = wants.get(unmet) ?? sayWants(unmet);
  wants.set(unmet, known);
  return known;
}

const sayWants = (unmet: Unmet): string =>
  [...new Set(unmet.flat().map(({ key, operator, values }) => `${key} ${operator} ${values.join('|')}`))]
    .toSorted()
    .join(', ');

type Known = { readonly name: Obstacle; readonly key: string };
const shortages = new WeakMap<Failure['reasons'], Known>();

/** Nodes that lack the same share their reasons, so it is judged once: there are a thousand nodes a pod. */
function ofShortage(failure: Failure): Known {
  const known = shortages.get(failure.reasons);
  if (known !== undefined) return known;
  const made = ofResources(failure.detail.is === 'resources' ? failure.detail.short : []);
  shortages.set(failure.reasons, made);
  return made;
}

function ofResources(short: Extract<Failure['detail'], { is: 'resources' }>['short']): Known {
  const key = short
    .map(({ resource }) => resource)
    .toSorted()
    .join(', ');
  const never = short.filter(({ wants, allocatable }) => wants > allocatable);
  if (never.some(({ resource, allocatable }) => isDevice(resource) && allocatable === 0))
    return { name: 'extended-missing', key };
  if (never.some(({ resource }) => resource !== 'pods')) return { name: 'insufficient-ever', key };
  return { name: short.every(({ resource }) => resource === 'pods') ? 'too-many-pods' : 'insufficient-now', key };
}

/** What a device plugin or a kernel setting brings, and no node simply has. */
const isDevice = (resource: string): boolean => resource.includes('/') || resource.startsWith('hugepages-');

function ofAntiAffinity(
  term: Extract<Failure['detail'], { is: 'anti-affinity' }>['term'],
  node: NodeInfo,
  cycle: Cycle,
): { name: Obstacle; key: string } {
  const own = cycle.info.pod.owner?.uid;
  const holders = holdersOf(term, node, cycle);
  const isSelf = own !== undefined && holders.some(({ pod }) => pod.owner?.uid === own);
  return { name: isSelf ? 'anti-affinity-self' : 'anti-affinity-existing', key: term.topologyKey };
}

const claimObstacles: Readonly<Record<string, Obstacle>> = {
  missing: 'claim-missing',
  lost: 'claim-missing',
  deleting: 'claim-missing',
  unbound: 'claim-unbound',
  limit: 'volume-limit',
  'in-use': 'claim-exclusive',
  'disk-in-use': 'claim-exclusive',
  'volume-missing': 'claim-missing',
};

const ofClaim = (what: string, claim: string): { name: Obstacle; key: string } => ({
  name: claimObstacles[what] ?? 'volume-elsewhere',
  key: claim,
});

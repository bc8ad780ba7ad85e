import type { SpreadConstraint } from '../../objects/types/pod-spec.ts';
import type { Failure } from '../failure.ts';
import { isEmptySelector, selects } from '../labels.ts';
import { boundPodsOf, type NodeInfo, type PodInfo, type Snapshot } from '../snapshot.ts';
import { untolerated } from '../tolerations.ts';
import { meetsNodeAffinity } from './node.ts';

/** Pods that match, by value of the topology key. */
interface Domains {
  readonly constraint: SpreadConstraint;
  readonly counts: Map<string, number>;
}

export interface SpreadState {
  readonly domains: readonly Domains[];
}

const message = "node(s) didn't match pod topology spread constraints";
const skewed: readonly string[] = [message];
const unlabeled: readonly string[] = [`${message} (missing required label)`];

/** A constraint that filters, with the pod's own values of matchLabelKeys in its selector. */
function effective(constraint: SpreadConstraint, { pod }: PodInfo, { rules }: Snapshot): SpreadConstraint {
  const { matchLabelKeys, selector } = constraint;
  if (!rules.spreadMatchLabelKeys || matchLabelKeys.length === 0 || selector === undefined) return constraint;
  const own = matchLabelKeys.flatMap((key) => {
    const value = pod.labels[key];
    return value === undefined ? [] : [{ key, operator: 'In', values: [value] }];
  });
  return { ...constraint, selector: { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...own] } };
}

/** Counts each domain, as PodTopologySpread's PreFilter does. */
export function spreadState(info: PodInfo, snapshot: Snapshot): SpreadState {
  const constraints = (info.pod.spec?.spread ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
    .map((one) => effective(one, info, snapshot));
  const state: SpreadState = { domains: constraints.map((constraint) => ({ constraint, counts: new Map() })) };
  if (constraints.length === 0) return state;
  for (const node of snapshot.nodes) {
    for (const domain of state.domains) {
      const value = countedValue(domain, state, info, node, snapshot);
      if (value !== undefined) domain.counts.set(value, domain.counts.get(value) ?? 0);
    }
  }
  for (const one of boundPodsOf(snapshot).byNamespace.get(info.pod.namespace) ?? [])
    countSpread(state, info, snapshot, one.node, one.info, 1);
  return state;
}

/** The domain a node belongs to, undefined where it is not looked at. */
function countedValue(
  { constraint }: Domains,
  { domains }: SpreadState,
  info: PodInfo,
  node: NodeInfo,
  { rules }: Snapshot,
): string | undefined {
  const { labels, taints } = node.node;
  if (domains.some((one) => !Object.hasOwn(labels, one.constraint.topologyKey))) return undefined;
  const honorsAffinity = !rules.spreadPolicies || constraint.nodeAffinityPolicy !== 'Ignore';
  if (honorsAffinity && !meetsNodeAffinity(info, node)) return undefined;
  const honorsTaints = rules.spreadPolicies && constraint.nodeTaintsPolicy === 'Honor';
  if (honorsTaints && untolerated(taints, info.pod.spec?.tolerations ?? []) !== undefined) return undefined;
  return labels[constraint.topologyKey];
}

/** Adds (1) or takes away (-1) a pod of a node. */
export function countSpread(
  state: SpreadState,
  info: PodInfo,
  snapshot: Snapshot,
  node: NodeInfo,
  { pod }: PodInfo,
  sign: 1 | -1,
): void {
  if (state.domains.length === 0 || pod.deleted !== undefined || pod.namespace !== info.pod.namespace) return;
  for (const domain of state.domains) {
    const { selector } = domain.constraint;
    if (!selects(selector, pod.labels)) continue;
    if (snapshot.rules.emptySpreadSelectorCountsNone && selector !== undefined && isEmptySelector(selector)) continue;
    // To 1.23 a node counts where its pair of label and value does, whatever else it lacks.
    const value = snapshot.rules.spreadCountsByPair
      ? node.node.labels[domain.constraint.topologyKey]
      : countedValue(domain, state, info, node, snapshot);
    if (value === undefined) continue;
    const count = domain.counts.get(value);
    if (count === undefined) continue;
    domain.counts.set(value, count + sign);
    minima.delete(domain.counts);
  }
}

const minima = new WeakMap<Domains['counts'], number>();

/** Asked for every node, counted once. */
function minimumOf(counts: Domains['counts']): number {
  const known = minima.get(counts);
  if (known !== undefined) return known;
  let minimum = Number.POSITIVE_INFINITY;
  for (const count of counts.values()) if (count < minimum) minimum = count;
  minima.set(counts, minimum);
  return minimum;
}

export function podTopologySpread(
  { pod }: PodInfo,
  { node }: NodeInfo,
  { domains }: SpreadState,
  { rules }: Snapshot,
): Failure | undefined {
  for (const { constraint, counts } of domains) {
    const key = constraint.topologyKey;
    const value = Object.hasOwn(node.labels, key) ? node.labels[key] : undefined;
    if (value === undefined) {
      return { plugin: 'PodTopologySpread', reasons: unlabeled, unresolvable: true, detail: { is: 'spread-key', key } };
    }
    const few = rules.spreadMinDomains && counts.size < (constraint.minDomains ?? 1);
    const minimum = few ? 0 : minimumOf(counts);
    const self = selects(constraint.selector, pod.labels) ? 1 : 0;
    const count = counts.get(value) ?? 0;
    if (count + self - minimum <= constraint.maxSkew) continue;
    return {
      plugin: 'PodTopologySpread',
      reasons: skewed,
      unresolvable: false,
      detail: { is: 'spread', constraint, count, minimum, self },
    };
  }
  return undefined;
}

import type { Pod } from '../../objects/types/pod.ts';
import type { PodTerm } from '../../objects/types/pod-spec.ts';
import type { Failure } from '../failure.ts';
import { selects } from '../labels.ts';
import { type Bound, boundPodsOf, type NodeInfo, namespaceLabels, type PodInfo, type Snapshot } from '../snapshot.ts';

/** Pods that count, by pair of topology key and value. */
type Counts = Map<string, number>;

export interface AffinityState {
  readonly existing: Counts;
  readonly affinity: Counts;
  readonly anti: Counts;
}

const pair = (key: string, value: string): string => `${key}\0${value}`;

/** Whether a term of `owner` is about `pod`: the owner's own namespace where the term names none. */
export function termMatches(term: PodTerm, owner: Pod, pod: Pod, snapshot: Snapshot): boolean {
  return inNamespaces(term, owner, pod, snapshot) && selects(term.selector, pod.labels);
}

function inNamespaces(term: PodTerm, owner: Pod, pod: Pod, snapshot: Snapshot): boolean {
  const { namespaces, namespaceSelector } = term;
  if (namespaces.length === 0 && namespaceSelector === undefined) return pod.namespace === owner.namespace;
  if (namespaces.includes(pod.namespace)) return true;
  return namespaceSelector !== undefined && selects(namespaceSelector, namespaceLabels(snapshot, pod.namespace));
}

const matchesAll = ({ affinity, pod: owner }: PodInfo, pod: Pod, snapshot: Snapshot): boolean =>
  affinity.length > 0 && affinity.every((term) => termMatches(term, owner, pod, snapshot));

/** Counts as InterPodAffinity's PreFilter does. */
export function affinityState(info: PodInfo, snapshot: Snapshot): AffinityState {
  const state: AffinityState = { existing: new Map(), affinity: new Map(), anti: new Map() };
  for (const { node, info: other } of concerned(info, snapshot)) countAffinity(state, info, snapshot, node, other, 1);
  return state;
}

/** Bound pods that can count: those that keep others away, and those the pod's own terms may be about. */
function concerned({ affinity, antiAffinity, pod }: PodInfo, snapshot: Snapshot): Iterable<Bound> {
  const { repelling, byNamespace } = boundPodsOf(snapshot);
  const terms = [...affinity, ...antiAffinity];
  if (terms.length === 0) return repelling;
  const own = byNamespace.get(pod.namespace) ?? [];
  const isLocal = terms.every(
    ({ namespaces, namespaceSelector }) => namespaces.length === 0 && namespaceSelector === undefined,
  );
  return isLocal
    ? [...own, ...repelling.filter(({ info }) => info.pod.namespace !== pod.namespace)]
    : [...byNamespace.values()].flat();
}

/** Adds (1) or takes away (-1) a pod of a node. */
export function countAffinity(
  state: AffinityState,
  info: PodInfo,
  snapshot: Snapshot,
  { node }: NodeInfo,
  other: PodInfo,
  sign: 1 | -1,
): void {
  const count = (counts: Counts, { topologyKey }: PodTerm): void => {
    const value = Object.hasOwn(node.labels, topologyKey) ? node.labels[topologyKey] : undefined;
    if (value === undefined) return;
    const key = pair(topologyKey, value);
    const sum = (counts.get(key) ?? 0) + sign;
    if (sum === 0) counts.delete(key);
    else counts.set(key, sum);
  };
  for (const term of other.antiAffinity)
    if (termMatches(term, other.pod, info.pod, snapshot)) count(state.existing, term);
  if (matchesAll(info, other.pod, snapshot)) for (const term of info.affinity) count(state.affinity, term);
  for (const term of info.antiAffinity) if (termMatches(term, info.pod, other.pod, snapshot)) count(state.anti, term);
}

export function interPodAffinity(
  info: PodInfo,
  node: NodeInfo,
  state: AffinityState,
  snapshot: Snapshot,
): Failure | undefined {
  const both = snapshot.rules.texts.podAffinity;
  const failure = (reason: string, unresolvable: boolean, detail: Failure['detail']): Failure => ({
    plugin: 'InterPodAffinity',
    reasons: withBoth(both, reason),
    unresolvable,
    detail,
  });
  const missing = unmetAffinity(info, node, state, snapshot);
  if (missing !== undefined) return failure("node(s) didn't match pod affinity rules", true, missing);
  const term = info.antiAffinity.find(({ topologyKey }) => countOf(state.anti, node, topologyKey) > 0);
  if (term !== undefined)
    return failure("node(s) didn't match pod anti-affinity rules", false, { is: 'anti-affinity', term });
  const forbidden = existingPair(state, node);
  return forbidden === undefined
    ? undefined
    : failure("node(s) didn't satisfy existing pods anti-affinity rules", false, {
        is: 'existing-anti-affinity',
        ...forbidden,
      });
}

const joined = new Map<string, readonly string[]>();

/** One list a reason: a thousand nodes share it. */
function withBoth(both: readonly string[], reason: string): readonly string[] {
  const key = both.length === 0 ? reason : `${both.join('; ')}; ${reason}`;
  const known = joined.get(key) ?? [...both, reason];
  joined.set(key, known);
  return known;
}

function countOf(counts: Counts, { node }: NodeInfo, key: string): number {
  const value = Object.hasOwn(node.labels, key) ? node.labels[key] : undefined;
  return value === undefined ? 0 : (counts.get(pair(key, value)) ?? 0);
}

function unmetAffinity(
  info: PodInfo,
  node: NodeInfo,
  state: AffinityState,
  snapshot: Snapshot,
): Failure['detail'] | undefined {
  const { labels } = node.node;
  const keyless = info.affinity.find(({ topologyKey }) => !Object.hasOwn(labels, topologyKey));
  if (keyless !== undefined) return { is: 'affinity-key', term: keyless };
  const alone = info.affinity.find(({ topologyKey }) => countOf(state.affinity, node, topologyKey) <= 0);
  if (alone === undefined) return undefined;
  // The first pod of a group that wants to be with itself may go anywhere.
  const isFirst = state.affinity.size === 0 && matchesAll(info, info.pod, snapshot);
  return isFirst ? undefined : { is: 'affinity', term: alone };
}

function existingPair({ existing }: AffinityState, { node }: NodeInfo): { key: string; value: string } | undefined {
  if (existing.size === 0) return undefined;
  for (const [key, value] of Object.entries(node.labels))
    if ((existing.get(pair(key, value)) ?? 0) > 0) return { key, value };
  return undefined;
}

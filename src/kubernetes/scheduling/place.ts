import type { Pod } from '../objects/types/pod.ts';
import { type PodClaims, readClaims } from './claims.ts';
import { type Failure, type Plugin, plugins } from './failure.ts';
import { type AffinityState, affinityState, countAffinity, interPodAffinity } from './filters/inter-pod-affinity.ts';
import { namedNodes, nodeAffinity, nodeName, nodeUnschedulable, taintToleration } from './filters/node.ts';
import { nodePorts } from './filters/ports.ts';
import { nodeResourcesFit } from './filters/resources.ts';
import { countSpread, podTopologySpread, type SpreadState, spreadState } from './filters/spread.ts';
import { nodeVolumeLimits } from './filters/volume-limits.ts';
import { volumeZone } from './filters/volume-zone.ts';
import { volumeBinding, volumeRestrictions } from './filters/volumes.ts';
import type { Rules } from './rules.ts';
import { type NodeInfo, nodeInfo, type PodInfo, podInfo, type Snapshot } from './snapshot.ts';

/** What PreFilters computed for one pod, once for all nodes. */
export interface Cycle {
  readonly info: PodInfo;
  readonly snapshot: Snapshot;
  readonly spread: SpreadState;
  readonly affinity: AffinityState;
  readonly claims: PodClaims;
  /** What refuses the pod as a whole, before any node is looked at. */
  readonly refused?: Failure | undefined;
  /** The filters of the profile, in the scheduler's order. */
  readonly filters: readonly Filter[];
  /** The only nodes looked at, where the pod names them. */
  readonly named?: ReadonlySet<string> | undefined;
}

/** A node and what keeps the pod from it: first the failure that counts; none where it fits. */
export interface Verdict {
  readonly node: NodeInfo;
  readonly failure: Failure | undefined;
}

const noClaims: PodClaims = { bound: [], delayed: [], volumeOf: () => undefined };

export function beginCycle(pod: Pod, snapshot: Snapshot): Cycle {
  const info = podInfo(pod, snapshot.rules);
  const reading = readClaims(info, snapshot);
  const claims = 'claims' in reading ? reading.claims : noClaims;
  const named = snapshot.rules.outsideNodes === 'filtered' ? undefined : namedNodes(info);
  return {
    info,
    snapshot,
    spread: spreadState(info, snapshot),
    affinity: affinityState(info, snapshot),
    claims,
    filters: filtersOf(snapshot.rules),
    refused: named?.size === 0 ? conflict : 'failure' in reading ? reading.failure : undefined,
    named: bothOf(named, localNodes(claims, snapshot)),
  };
}

/** Every term names other nodes: NodeAffinity's PreFilter. */
const conflict: Failure = {
  plugin: 'NodeAffinity',
  reasons: ['pod affinity terms conflict'],
  unresolvable: true,
  detail: { is: 'outside' },
};

function bothOf(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((name) => b.has(name)));
}

/** The nodes of bound local volumes: 1.27 to 1.31 looked at no others (GetEligibleNodes). */
function localNodes({ bound, volumeOf }: PodClaims, { rules }: Snapshot): ReadonlySet<string> | undefined {
  if (rules.version.minor < 27 || rules.version.minor > 31) return undefined;
  let names: ReadonlySet<string> | undefined;
  for (const claim of bound) {
    const volume = volumeOf(claim);
    if (volume?.local !== true) continue;
    const own = (volume.nodeTerms ?? []).flatMap(({ labels }) =>
      labels.flatMap(({ key, operator, values }) =>
        key === 'kubernetes.io/hostname' && operator === 'In' ? values : [],
      ),
    );
    if (own.length > 0) names = bothOf(names, new Set(own));
  }
  return names;
}

type Filter = (cycle: Cycle, node: NodeInfo) => Failure | undefined;

const filters: Readonly<Record<Plugin, Filter>> = {
  NodeUnschedulable: ({ info }, node) => nodeUnschedulable(info, node),
  NodeName: ({ info, snapshot }, node) => nodeName(info, node, snapshot.rules),
  TaintToleration: ({ info, snapshot }, node) => taintToleration(info, node, snapshot.rules),
  NodeAffinity: ({ info, snapshot }, node) => nodeAffinity(info, node, snapshot.rules),
  NodePorts: ({ info }, node) => nodePorts(info, node),
  NodeResourcesFit: ({ info, snapshot }, node) => nodeResourcesFit(info, node, snapshot.rules),
  VolumeRestrictions: ({ info, snapshot, claims }, node) => volumeRestrictions(info, node, claims, snapshot),
  NodeVolumeLimits: ({ info, snapshot, claims }, node) => nodeVolumeLimits(info, node, claims, snapshot),
  VolumeBinding: ({ snapshot, claims }, node) => volumeBinding(node, claims, snapshot),
  VolumeZone: ({ snapshot, claims }, node) => volumeZone(node, claims, snapshot),
  PodTopologySpread: ({ info, snapshot, spread }, node) => podTopologySpread(info, node, spread, snapshot),
  InterPodAffinity: ({ info, snapshot, affinity }, node) => interPodAffinity(info, node, affinity, snapshot),
};

const filterLists = new WeakMap<Rules, readonly Filter[]>();

function filtersOf(rules: Rules): readonly Filter[] {
  const known = filterLists.get(rules) ?? plugins.flatMap((plugin) => (rules.off.has(plugin) ? [] : filters[plugin]));
  filterLists.set(rules, known);
  return known;
}

/** What one filter says of a node. */
export const failureOf = (cycle: Cycle, node: NodeInfo, plugin: Plugin): Failure | undefined =>
  cycle.snapshot.rules.off.has(plugin) ? undefined : filters[plugin](cycle, node);

/** The first filter that fails. */
export function firstFailure(cycle: Cycle, node: NodeInfo): Failure | undefined {
  for (const filter of cycle.filters) {
    const failure = filter(cycle, node);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Every filter that fails. */
export const allFailures = (cycle: Cycle, node: NodeInfo): readonly Failure[] =>
  cycle.filters.flatMap((filter) => filter(cycle, node) ?? []);

/** The first failure, with the pods that preemption has promised this node to counted first. */
export function failureOn(cycle: Cycle, node: NodeInfo): Failure | undefined {
  const { info, snapshot } = cycle;
  if (snapshot.nominated.length === 0) return firstFailure(cycle, node);
  const promised = snapshot.nominated.filter(
    (other) =>
      other.pod.status?.nominatedNode === node.node.name &&
      other.priority >= info.priority &&
      !isSame(other.pod, info.pod),
  );
  if (promised.length > 0) {
    const with_ = changed(cycle, node, [...node.pods, ...promised]);
    const failure = firstFailure(with_.cycle, with_.node);
    if (failure !== undefined) return failure;
  }
  return firstFailure(cycle, node);
}

const isSame = (a: Pod, b: Pod): boolean => a.namespace === b.namespace && a.name === b.name;

/** The same cycle with other pods on one node. */
export function changed(
  cycle: Cycle,
  node: NodeInfo,
  pods: readonly PodInfo[],
): { readonly cycle: Cycle; readonly node: NodeInfo } {
  const { info, snapshot } = cycle;
  const spread = { domains: cycle.spread.domains.map((one) => ({ ...one, counts: new Map(one.counts) })) };
  const { existing, affinity: own, anti } = cycle.affinity;
  const affinity = { existing: new Map(existing), affinity: new Map(own), anti: new Map(anti) };
  const count = (other: PodInfo, sign: 1 | -1): void => {
    countSpread(spread, info, snapshot, node, other, sign);
    countAffinity(affinity, info, snapshot, node, other, sign);
  };
  const before = new Set(node.pods);
  const after = new Set(pods);
  for (const other of node.pods) if (!after.has(other)) count(other, -1);
  for (const other of pods) if (!before.has(other)) count(other, 1);
  return { cycle: { ...cycle, spread, affinity }, node: nodeInfo(node.node, pods, node.allocatable) };
}

/** What becomes of a pod on every node. */
export function place(cycle: Cycle): readonly Verdict[] {
  const { named, refused, snapshot } = cycle;
  return snapshot.nodes.map((node) => {
    if (refused !== undefined) return { node, failure: refused };
    if (named === undefined || named.has(node.node.name)) return { node, failure: failureOn(cycle, node) };
    return { node, failure: outside(cycle) };
  });
}

/** A node that the pod's own terms rule out before any filter runs. */
function outside({ snapshot }: Cycle): Failure {
  const { outsideNodes } = snapshot.rules;
  const { reason = undefined, mayPreempt = false } = outsideNodes === 'filtered' ? {} : outsideNodes;
  return {
    plugin: 'NodeAffinity',
    reasons: reason === undefined ? [] : [reason],
    unresolvable: !mayPreempt,
    detail: { is: 'outside' },
  };
}

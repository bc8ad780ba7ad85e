import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import type { Plugin } from '../../../kubernetes/scheduling/failure.ts';
import { allFailures, beginCycle, type Cycle, failureOf, place } from '../../../kubernetes/scheduling/place.ts';
import { rulesOf } from '../../../kubernetes/scheduling/rules.ts';
import { type Snapshot, snapshotOf } from '../../../kubernetes/scheduling/snapshot.ts';
import { parseVersion } from '../../../kubernetes/scheduling/version.ts';

/** Who has to act where a filter of the scheduler says no. */
const owners: Readonly<Record<string, string>> = {
  NodeAffinity: 'spec.nodeSelector',
  TaintToleration: 'taints',
  NodeResourcesFit: 'resources.requests',
  NodeUnschedulable: 'cordoned nodes',
  NodePorts: 'host ports',
  PodTopologySpread: 'spec.topologySpreadConstraints',
  InterPodAffinity: 'spec.affinity',
  VolumeBinding: 'volumes',
  VolumeZone: 'volumes',
  VolumeRestrictions: 'volumes',
  NodeVolumeLimits: 'volumes',
};

/** Taints that the node lifecycle controller puts for a condition of the node. */
const stateTaint = /^node\.kubernetes\.io\/(?:not-ready|unreachable|(?:memory|disk|pid)-pressure|network-unavailable)$/;

const count = (counts: Map<Plugin, number>, plugin: Plugin): void => {
  counts.set(plugin, (counts.get(plugin) ?? 0) + 1);
};

/** What fails first, on all nodes and on those of the kind that the pod asks for; undefined where one takes it. */
function countsOf(cycle: Cycle) {
  const counts = new Map<Plugin, number>();
  const ofKind = new Map<Plugin, number>();
  const nodesOfState: string[] = [];
  for (const { node, failure } of place(cycle)) {
    if (failure === undefined) return undefined;
    count(counts, failure.plugin);
    if (failure.plugin !== 'NodeAffinity' && failureOf(cycle, node, 'NodeAffinity') === undefined)
      count(ofKind, failure.plugin);
    // The detail of any other is made anew each time, and there are a thousand nodes.
    const detail = failure.plugin === 'TaintToleration' ? failure.detail : undefined;
    // Repaired, it would take the pod: no other filter refuses it.
    if (detail?.is === 'taint' && stateTaint.test(detail.taint.key) && allFailures(cycle, node).length === 1)
      nodesOfState.push(node.node.name);
  }
  return { counts, ofKind, nodesOfState };
}

/** What the filters come to for one pod. */
export interface Refusal {
  readonly note: string;
  readonly owner: string;
  /** Nodes that are out for their own state alone: what is wrong there comes first. */
  readonly nodesOfState: readonly string[];
}

/** The scheduler's filters over the nodes of an input; k8s-placement tells all of it. */
export class Filters {
  readonly #objects: ClusterObjects;
  #snapshot: Snapshot | undefined;
  readonly #known = new Map<string, Refusal>();

  constructor(objects: ClusterObjects) {
    this.#objects = objects;
  }

  /** Which filter is the first to fail on how many nodes; undefined where the input has no nodes. */
  of(pod: Pod): Refusal | undefined {
    if (this.#objects.nodes.length === 0 || pod.spec === undefined) return undefined;
    const key = `${pod.namespace} ${pod.owner?.uid ?? pod.name}`;
    const known = this.#known.get(key) ?? this.#ask(pod);
    if (known !== undefined) this.#known.set(key, known);
    return known;
  }

  #ask(pod: Pod): Refusal | undefined {
    const version = parseVersion(
      this.#objects.nodes.find(({ kubeletVersion }) => kubeletVersion !== undefined)?.kubeletVersion ?? '',
    );
    if (version === undefined) return undefined;
    this.#snapshot ??= snapshotOf(this.#objects, rulesOf(version));
    const told = countsOf(beginCycle(pod, this.#snapshot));
    if (told === undefined) return undefined;
    const { counts, ofKind, nodesOfState } = told;
    const sorted = [...counts].toSorted((a, b) => b[1] - a[1]);
    // A pod that asks for nodes of a kind is meant for those: what keeps it from them counts.
    const [first] = ofKind.size === 0 ? sorted : [...ofKind].toSorted((a, b) => b[1] - a[1]);
    if (first === undefined) return undefined;
    const nodes = (n: number): string => `${n} ${n === 1 ? 'node' : 'nodes'}`;
    return {
      nodesOfState,
      owner: owners[first[0]] ?? first[0],
      note: `First to refuse: ${sorted.map(([plugin, n]) => `${plugin} on ${nodes(n)}`).join(', ')}.`,
    };
  }
}

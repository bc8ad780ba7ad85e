import { type Finding, nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { Node, Taint } from '../../../kubernetes/objects/types/node.ts';
import type { PodSpec, Toleration } from '../../../kubernetes/objects/types/pod-spec.ts';
import type { Workload } from '../../../kubernetes/objects/types/workload.ts';
import { meetsTerm } from '../../../kubernetes/scheduling/labels.ts';
import { untolerated } from '../../../kubernetes/scheduling/tolerations.ts';
import { agentBlindSpot } from '../catalog/practice-codes.ts';
import { sayTaint } from '../explain.ts';
import { isConditionTaint } from '../obstacle.ts';
import { factsOf, fieldOf, refOf } from './occurrence.ts';
import { placedPods } from './roles.ts';
import { usesHost } from './workloads.ts';

interface Missed {
  readonly set: Workload;
  readonly node: Node;
  readonly taint: Taint;
}

/** DaemonSets that use what is the node's own, and the nodes that a taint keeps them from. */
export function blindSpots(objects: ClusterObjects): readonly Finding[] {
  const sets = objects.workloads.filter(
    ({ kind, template }) => kind === 'DaemonSet' && usesHost(template?.spec) && isForAll(template?.spec),
  );
  const missed = sets.flatMap((set) => missedBy(set, objects));
  return [...groupBy(missed, ({ taint }) => sayTaint(taint))].map(([subject, all]) => {
    const nodes = [...new Set(all.map(({ node }) => node.name))];
    const agents = [...new Set(all.map(({ set }) => refOf(set)))];
    const evidence = all.slice(0, 3).map(({ node, taint }) => fieldOf(node, 'spec.taints', sayTaint(taint)));
    return agentBlindSpot(factsOf(agents, { nodes, subject }), { confidence: 'likely', evidence: nonEmpty(evidence) });
  });
}

/** Labels that tell systems apart, not nodes. */
const ofSystem = new Set([
  'kubernetes.io/os',
  'beta.kubernetes.io/os',
  'kubernetes.io/arch',
  'beta.kubernetes.io/arch',
]);

/** A selector of its own says that it is for some nodes only. */
const isForAll = (spec: PodSpec | undefined): boolean =>
  spec !== undefined &&
  Object.keys(spec.nodeSelector).every((key) => ofSystem.has(key)) &&
  (spec.nodeTerms ?? []).every(({ labels }) => labels.every(({ key }) => ofSystem.has(key)));

/** What the DaemonSet controller adds to each pod (pkg/controller/daemon/util/daemonset_util.go). */
const added: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];

/** Nodes that are no machines: no DaemonSet can run there. */
const isVirtual = ({ labels, taints }: Node): boolean =>
  labels['type'] === 'virtual-kubelet' ||
  labels['eks.amazonaws.com/compute-type'] === 'fargate' ||
  taints.some(({ key }) => key === 'virtual-kubelet.io/provider' || key === 'eks.amazonaws.com/compute-type');

function missedBy(set: Workload, objects: ClusterObjects): readonly Missed[] {
  const spec = set.template?.spec;
  if (spec === undefined) return [];
  const tolerations = [...spec.tolerations, ...added];
  const nodes = objects.nodes.filter(
    ({ labels, name }) =>
      Object.entries(spec.nodeSelector).every(([key, value]) => labels[key] === value) &&
      (spec.nodeTerms === undefined || spec.nodeTerms.some((term) => meetsTerm(term, labels, name))),
  );
  const out = nodes.flatMap((node): Missed[] => {
    const taint = untolerated(node.taints, tolerations);
    return taint === undefined ? [] : [{ set, node, taint }];
  });
  // What a node's own state put there goes by itself.
  const missed = out.filter(({ node, taint }) => !isConditionTaint(taint.key) && !isVirtual(node));
  // An agent is nearly everywhere; what the controller counts otherwise was read at another time.
  const isAgent = missed.length * 2 <= nodes.length && set.status.desired === nodes.length - out.length;
  if (!isAgent) return [];
  const there = new Set(
    placedPods(objects).flatMap(({ owner, spec: own }) => (owner?.uid === set.uid ? (own?.nodeName ?? []) : [])),
  );
  return missed.filter(({ node }) => !there.has(node.name));
}

import type { Finding } from '../../core/finding.ts';
import { groupBy } from '../../core/group.ts';
import type { DumpClock } from '../../kubernetes/objects/clock.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Taint } from '../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { NodeInfo, Snapshot } from '../../kubernetes/scheduling/snapshot.ts';
import { toleratesAny } from '../../kubernetes/scheduling/tolerations.ts';
import { sayAmount } from './amounts.ts';
import { bypassed, evicting } from './catalog/state-codes.ts';
import { sayTaint } from './explain.ts';
import { isConditionTaint } from './obstacle.ts';

/** Reasons with which a kubelet rejects a pod that the scheduler never looked at (pkg/kubelet/lifecycle/predicate.go). */
const rejected = /^(?:OutOf\w{1,40}|NodeAffinity|NodePorts|TaintToleration|PodToleratesNodeTaints|NodeName)$/;

/** Pods that spec.nodeName put where no scheduler would have: DaemonSets before 1.12 and static pods are meant so. */
export function bypassedPods(snapshot: Snapshot, asked: (pod: Pod) => boolean): readonly Finding[] {
  const scheduled = new Set(
    snapshot.objects.events.flatMap(({ reason, about }) =>
      reason === 'Scheduled' ? [`${about.namespace}/${about.name}`] : [],
    ),
  );
  const failed = groupBy(
    snapshot.objects.pods.filter(({ status }) => status?.phase === 'Failed'),
    ({ spec }) => spec?.nodeName,
  );
  return snapshot.nodes.flatMap((node) =>
    [...node.pods.map(({ pod }) => pod), ...(failed.get(node.node.name) ?? [])].flatMap((pod) => {
      const name = `${pod.namespace}/${pod.name}`;
      if (pod.mirror || pod.staticSource !== undefined || !asked(pod) || scheduled.has(name)) return [];
      const finding = bypassOf(pod, node, snapshot);
      return finding === undefined ? [] : [finding];
    }),
  );
}

function bypassOf(pod: Pod, node: NodeInfo, { rules }: Snapshot): Finding | undefined {
  const { status } = pod;
  const who = `${pod.namespace}/${pod.name}`;
  const on = node.node.name;
  if (status?.phase === 'Failed') {
    if (!rejected.test(status.reason ?? '') || pod.owner !== undefined) return undefined;
    const text = status.message ?? status.reason ?? '';
    return bypassed(
      { who, node: on, because: `the kubelet rejected it (${status.reason})`, status: text },
      { confidence: 'likely', evidence: [{ source: pod.source, record: `Pod ${who} status.message`, text }] },
    );
  }
  const bound = status?.conditions.some(({ type, status: value }) => type === 'PodScheduled' && value === 'True');
  if (bound === true) return undefined;
  const info = node.pods.find((one) => one.pod === pod);
  const over = [...(info?.requests ?? [])].find(([name, amount]) => amount > (node.allocatable.get(name) ?? 0));
  if (over === undefined || rules.version.minor < 12) return undefined;
  const [resource, amount] = over;
  const because = `it requests ${resource} ${sayAmount(resource, amount)}, the node has ${sayAmount(resource, node.allocatable.get(resource) ?? 0)}`;
  return bypassed(
    { who, node: on, because, status: 'No event and no condition says that a scheduler bound it.' },
    { confidence: 'proven', evidence: [{ source: pod.source, record: `Pod ${who} spec.nodeName`, text: on }] },
  );
}

/** Pods of the nodes with one taint: those that go at once, and those that may stay for a while. */
interface Driven {
  readonly nodes: string[];
  readonly leaving: Pod[];
  readonly waiting: { readonly pod: Pod; readonly seconds: number }[];
}

/** Pods that a NoExecute taint is driving away; the taints of a node's own state are the node's affair. */
export function evictions(objects: ClusterObjects, clock: DumpClock, asked: (pod: Pod) => boolean): readonly Finding[] {
  const byTaint = new Map<string, Driven>();
  const running = groupBy(objects.pods.filter(runs), ({ spec }) => spec?.nodeName);
  for (const node of objects.nodes) {
    const taints = node.taints.filter(({ effect, key }) => effect === 'NoExecute' && !isConditionTaint(key));
    const pods = taints.length === 0 ? [] : (running.get(node.name) ?? []).filter(asked);
    for (const taint of taints) {
      const driven = byTaint.get(sayTaint(taint)) ?? { nodes: [], leaving: [], waiting: [] };
      byTaint.set(sayTaint(taint), driven);
      driven.nodes.push(node.name);
      for (const pod of pods) drive(pod, taint, driven, clock);
    }
  }
  return [...byTaint].flatMap(([taint, driven]) => evictionOf(taint, driven, objects));
}

const runs = ({ status, mirror }: Pod): boolean =>
  !mirror && (status?.phase === 'Running' || status?.phase === 'Pending');

function drive(pod: Pod, taint: Taint, { leaving, waiting }: Driven, clock: DumpClock): void {
  const matching = (pod.spec?.tolerations ?? []).filter((one) => toleratesAny([one], taint));
  if (matching.length === 0) leaving.push(pod);
  else if (matching.every(({ seconds }) => seconds !== undefined)) {
    // The shortest time of all that match counts (taint_eviction.go, getMinTolerationTime).
    const least = Math.min(...matching.map(({ seconds = 0 }) => seconds));
    waiting.push({ pod, seconds: left(least, taint.timeAdded, clock) });
  }
}

function evictionOf(taint: string, { nodes, leaving, waiting }: Driven, objects: ClusterObjects): readonly Finding[] {
  const first = leaving[0] ?? waiting[0]?.pod;
  if (first === undefined) return [];
  const name = (pod: Pod): string => `${pod.namespace}/${pod.name}`;
  const facts = {
    taint,
    nodes,
    leaving: leaving.map(name),
    waiting: waiting.map(({ pod, seconds }) => ({ pod: name(pod), seconds })),
  };
  const source = objects.nodes.find((one) => one.name === nodes[0])?.source ?? first.source;
  const isUnder = leaving.some(({ deleted }) => deleted !== undefined);
  const evidence = { source, record: `Node ${nodes[0]} spec.taints`, text: taint };
  return [evicting(facts, { confidence: isUnder ? 'proven' : 'likely', evidence: [evidence] })];
}

function left(seconds: number, added: string | undefined, { at }: DumpClock): number {
  if (added === undefined || at === undefined) return seconds;
  return Math.max(0, Math.round(seconds - (Date.parse(at) - Date.parse(added)) / 1000));
}

import type { Evidence } from '../../../core/finding.ts';
import { nodeProblems } from '../../../kubernetes/node-problems.ts';
import type { Condition } from '../../../kubernetes/objects/types/meta.ts';
import type { Node } from '../../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import { messageOf } from '../messages/messages.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofField } from './evidence.ts';
import { blank, type PodStop, type Stop } from './stop.ts';

/** A new node takes so long until its network is up and it says that it is ready. */
const youngSeconds = 90;

/** What is wrong with a node itself, said on it or on the pods that stand on it. */
function stateOf(node: Node, cluster: Cluster, isWaitedFor = false): PodStop | undefined {
  const ready = conditionOf(node.conditions, 'Ready');
  if (ready === undefined || ready.status === 'True') return pressureOf(node);
  if (!isWaitedFor && isYoung(node, ready, cluster)) return undefined;
  const evidence = readyEvidence(node, ready);
  if (ready.status === 'Unknown')
    return { code: 'nodeLost', arrow: 11, owner: `node ${node.name}`, node: node.name, evidence };
  const told = messageOf(ready.reason ?? '', ready.message ?? '');
  const code = told?.row.code === 'cniNotReady' || told?.row.code === 'runtimeDown' ? told.row.code : 'nodeNotReady';
  return { code, arrow: code === 'nodeNotReady' ? 5 : 7, owner: '', node: node.name, evidence };
}

/** One that was heard of and is not any more is no new one. */
const isYoung = (node: Node, { status }: Condition, cluster: Cluster): boolean =>
  node.from === 'table'
    ? (node.age ?? youngSeconds) < youngSeconds
    : status !== 'Unknown' && !cluster.olderThan(node.created, youngSeconds);

const readyEvidence = (node: Node, { status, reason = '', message = '', at }: Condition): Evidence =>
  node.from === 'table'
    ? ofField(node, 'STATUS', reason)
    : ofField(node, 'status.conditions Ready', `${status} ${reason}: ${message}`.trimEnd(), at);

/** Conditions that are `True` while something is short; the kubelet evicts pods for the first three. */
const pressures: Readonly<Record<string, string>> = {
  MemoryPressure: 'memory',
  DiskPressure: 'disk',
  PIDPressure: 'process ids',
  NetworkUnavailable: 'network',
};

function pressureOf(node: Node): PodStop | undefined {
  const found = node.conditions.find(({ type, status }) => status === 'True' && pressures[type] !== undefined);
  if (found === undefined) return undefined;
  const what = pressures[found.type] ?? '';
  return {
    code: 'nodePressure',
    arrow: 4,
    owner: `${what} of node ${node.name}`,
    subject: what,
    node: node.name,
    evidence: ofField(
      node,
      `status.conditions ${found.type}`,
      `True ${found.reason ?? ''}: ${found.message ?? ''}`,
      found.at,
    ),
  };
}

const problemStops = (node: Node): Stop[] =>
  node.conditions
    .filter(({ type, status }) => status === 'True' && nodeProblems.test(type))
    .map(({ type, reason = '', message = '', at }) => ({
      ...blank,
      code: 'nodeProblem',
      arrow: 5,
      owner: `node ${node.name}`,
      kind: 'Node',
      namespace: '',
      name: node.name,
      node: node.name,
      subject: type,
      said: message,
      evidence: ofField(node, `status.conditions ${type}`, `True ${reason}: ${message}`, at),
    }));

/** Arrow 5: the node that a pod is bound to does not exist, is lost, or cannot run it. */
export function nodeStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const name = pod.spec?.nodeName;
  if (name === undefined) return undefined;
  const node = cluster.node(name);
  if (node === undefined) {
    if (!cluster.holds('Node') || cluster.objects.nodes.length === 0) return undefined;
    return {
      code: 'nodeNameMissing',
      arrow: 5,
      owner: 'spec.nodeName',
      node: name,
      evidence: ofField(pod, 'spec.nodeName', name, pod.created),
      note: `The input has ${cluster.objects.nodes.length} ${cluster.objects.nodes.length === 1 ? 'node' : 'nodes'}, and none of this name.`,
    };
  }
  const state = stateOf(node, cluster);
  if (state === undefined || state.code === 'nodePressure') return undefined;
  // A pod that serves on a node whose network is not ready has its network already.
  const serves = conditionOf(pod.status?.conditions, 'Ready')?.status === 'True';
  return serves ? undefined : state;
}

/** Nodes that are not well, whether or not a pod waits for them; young ones only where one does. */
export function nodeStops(cluster: Cluster, waitedFor: ReadonlySet<string>): Stop[] {
  return cluster.objects.nodes.flatMap((node) => {
    const state = stateOf(node, cluster, waitedFor.has(node.name));
    const more = problemStops(node);
    if (state === undefined) return more;
    return [
      ...more,
      {
        kind: 'Node',
        namespace: '',
        name: node.name,
        workload: '',
        subject: '',
        node: node.name,
        container: '',
        said: state.evidence.text,
        note: '',
        // kubectl's table says NotReady for a lost node, too.
        confidence: node.from === 'table' ? ('likely' as const) : ('proven' as const),
        ...state,
      },
    ];
  });
}

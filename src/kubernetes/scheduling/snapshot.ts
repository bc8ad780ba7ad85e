import type { ClusterObjects } from '../objects/types/cluster-objects.ts';
import type { Texts } from '../objects/types/meta.ts';
import type { Node } from '../objects/types/node.ts';
import type { Pod } from '../objects/types/pod.ts';
import type { PodTerm } from '../objects/types/pod-spec.ts';
import { type Amounts, amounts, podRequests } from './requests.ts';
import type { Rules } from './rules.ts';

/** A port of the host that a pod takes. */
export interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

/** A pod as the filters need it, computed once. */
export interface PodInfo {
  readonly pod: Pod;
  readonly priority: number;
  readonly requests: Amounts;
  readonly ports: readonly HostPort[];
  readonly affinity: readonly PodTerm[];
  readonly antiAffinity: readonly PodTerm[];
}

/** A node with the pods that are bound to it. */
export interface NodeInfo {
  readonly node: Node;
  readonly allocatable: Amounts;
  readonly pods: readonly PodInfo[];
  readonly requested: ReadonlyMap<string, number>;
  /** Lowest priority of its pods; infinite where it has none. */
  readonly lowest: number;
}

/** What filters look at besides the pod. */
export interface Snapshot {
  readonly rules: Rules;
  readonly nodes: readonly NodeInfo[];
  /** Pods that preemption has found a node for: they count there for pods of no higher priority. */
  readonly nominated: readonly PodInfo[];
  /** Labels of namespaces, where known. */
  readonly namespaces: ReadonlyMap<string, Texts>;
  readonly objects: ClusterObjects;
}

/** Terminal pods hold nothing any more; the scheduler does not even see them. */
export const isTerminal = ({ status }: Pod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

export function podInfo(pod: Pod, rules: Rules): PodInfo {
  const { spec, status } = pod;
  return {
    pod,
    priority: spec?.priority ?? 0,
    requests:
      spec === undefined ? new Map() : podRequests(spec, rules, spec.nodeName === undefined ? undefined : status),
    ports: hostPorts(pod, rules),
    affinity: spec?.podAffinity ?? [],
    antiAffinity: spec?.podAntiAffinity ?? [],
  };
}

function hostPorts({ spec }: Pod, rules: Rules): readonly HostPort[] {
  if (spec === undefined) return [];
  const sidecars = rules.sidecarPorts ? spec.initContainers.filter((one) => one.restartPolicy === 'Always') : [];
  return [...spec.containers, ...sidecars].flatMap(({ ports }) =>
    ports.flatMap(({ host = 0, hostIP = '', protocol }) =>
      host > 0 ? [{ ip: hostIP === '' ? '0.0.0.0' : hostIP, protocol: protocol || 'TCP', port: host }] : [],
    ),
  );
}

/** The cluster as a scheduler of these rules sees it. */
export function snapshotOf(objects: ClusterObjects, rules: Rules): Snapshot {
  const byNode = new Map<string, PodInfo[]>(objects.nodes.map(({ name }) => [name, []]));
  const nominated: PodInfo[] = [];
  for (const pod of objects.pods) {
    if (isTerminal(pod) || pod.spec === undefined) continue;
    const { nodeName } = pod.spec;
    if (nodeName !== undefined) byNode.get(nodeName)?.push(podInfo(pod, rules));
    else if (pod.status?.nominatedNode !== undefined) nominated.push(podInfo(pod, rules));
  }
  return {
    rules,
    nodes: sharingTaints(objects.nodes).map((node) => nodeInfo(node, byNode.get(node.name) ?? [])),
    nominated,
    namespaces: new Map(objects.namespaces.map(({ name, labels }) => [name, labels])),
    objects,
  };
}

/** The same nodes; those with equal taints have one list of them, by which filters remember. */
function sharingTaints(nodes: readonly Node[]): readonly Node[] {
  const lists = new Map<string, Node['taints']>();
  return nodes.map((node) => {
    const key = node.taints.map(({ key: name, value, effect }) => `${name}=${value}:${effect}`).join(',');
    const known = lists.get(key);
    if (known === undefined) lists.set(key, node.taints);
    return known === undefined ? node : { ...node, taints: known };
  });
}

/** A bound pod with its node. */
export interface Bound {
  readonly node: NodeInfo;
  readonly info: PodInfo;
}

/** Bound pods by what affinity and spreading ask of them. */
interface BoundPods {
  /** Those that keep others away. */
  readonly repelling: readonly Bound[];
  readonly byNamespace: ReadonlyMap<string, readonly Bound[]>;
}

const boundPods = new WeakMap<readonly NodeInfo[], BoundPods>();

/** Made once a list of nodes. */
export function boundPodsOf({ nodes }: Snapshot): BoundPods {
  const known = boundPods.get(nodes);
  if (known !== undefined) return known;
  const repelling: Bound[] = [];
  const byNamespace = new Map<string, Bound[]>();
  for (const node of nodes)
    for (const info of node.pods) {
      const one = { node, info };
      if (info.antiAffinity.length > 0) repelling.push(one);
      const list = byNamespace.get(info.pod.namespace);
      if (list === undefined) byNamespace.set(info.pod.namespace, [one]);
      else list.push(one);
    }
  const made = { repelling, byNamespace };
  boundPods.set(nodes, made);
  return made;
}

/** A node with these pods. */
export function nodeInfo(node: Node, pods: readonly PodInfo[], allocatable = amounts(node.allocatable)): NodeInfo {
  const requested = new Map<string, number>();
  let lowest = Number.POSITIVE_INFINITY;
  for (const { requests, priority } of pods) {
    if (priority < lowest) lowest = priority;
    for (const [name, amount] of requests) requested.set(name, (requested.get(name) ?? 0) + amount);
  }
  return { node, allocatable, pods, requested, lowest };
}

/** Labels of a namespace; every one has its name as a label since 1.21. */
export function namespaceLabels({ namespaces, rules }: Snapshot, name: string): Texts {
  return namespaces.get(name) ?? (rules.namespaceSelectors ? { 'kubernetes.io/metadata.name': name } : {});
}

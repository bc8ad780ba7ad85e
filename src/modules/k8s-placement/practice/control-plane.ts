import { type Finding, nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import type { DumpClock } from '../../../kubernetes/objects/clock.ts';
import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { Node } from '../../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import {
  controlPlaneUntainted,
  shouldNotBeStatic,
  staticUneven,
  workloadOnControlPlane,
} from '../catalog/practice-codes.ts';
import { ownersOf, workloadOf } from '../waiting.ts';
import { factsOf, fieldOf } from './occurrence.ts';
import { controlPlaneTaint, isControlPlane, isSystem, placedPods } from './roles.ts';

/** Servers of these are workers too, unless somebody taints them. */
const isMeantForAll = ({ kubeletVersion = '' }: Node): boolean => /\+(?:k3s|rke2|k0s)/.test(kubeletVersion);

/** Workloads beside the control plane, and control planes that keep nobody away; where there are workers. */
export function besideControlPlane(objects: ClusterObjects): readonly Finding[] {
  const own = objects.nodes.filter((node) => isControlPlane(node) && !isMeantForAll(node));
  if (own.length === 0 || objects.nodes.every(isControlPlane)) return [];
  const open = own.filter((node) => controlPlaneTaint(node) === undefined);
  const names = new Set(own.map(({ name }) => name));
  const isOpen = new Set(open.map(({ name }) => name));
  const pods = placedPods(objects).filter(
    (pod) => names.has(pod.spec?.nodeName ?? '') && !isSystem(pod) && isWorkload(pod, objects),
  );
  const inspiteOf = pods.filter(({ spec }) => !isOpen.has(spec?.nodeName ?? ''));
  return [...onTainted(inspiteOf, objects), ...untainted(open, pods.length - inspiteOf.length)];
}

const isWorkload = (pod: Pod, objects: ClusterObjects): boolean =>
  !pod.mirror && pod.staticSource === undefined && !ownersOf(pod, objects).some(({ kind }) => kind === 'DaemonSet');

function onTainted(pods: readonly Pod[], objects: ClusterObjects): readonly Finding[] {
  const [first] = pods;
  if (first === undefined) return [];
  const workloads = [...new Set(pods.map((pod) => workloadOf(pod, objects)))];
  const nodes = [...new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []))];
  const evidence = pods.slice(0, 3).map((pod) => fieldOf(pod, 'spec.nodeName', pod.spec?.nodeName ?? ''));
  return [
    workloadOnControlPlane(factsOf(workloads, { nodes }), { confidence: 'proven', evidence: nonEmpty(evidence) }),
  ];
}

function untainted(open: readonly Node[], count: number): readonly Finding[] {
  if (open.length === 0) return [];
  const nodes = open.map(({ name }) => name);
  const evidence = open.slice(0, 3).map((node) => fieldOf(node, 'spec.taints', 'none of the control plane'));
  return [
    controlPlaneUntainted(
      factsOf(
        nodes.map((name) => `Node ${name}`),
        { nodes, count },
      ),
      { confidence: 'proven', evidence: nonEmpty(evidence) },
    ),
  ];
}

/** `kube-apiserver` of `kube-apiserver-cp-1` on cp-1; undefined where the name is another. */
function componentOf({ name, spec }: Pod): string | undefined {
  const suffix = `-${spec?.nodeName}`;
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : undefined;
}

/** Static pods, by what they are and the nodes they are on. */
function staticPods(objects: ClusterObjects): ReadonlyMap<string, readonly Pod[]> {
  const own = placedPods(objects).filter(({ mirror }) => mirror);
  const byName = groupBy(own, (pod) => componentOf(pod) ?? '');
  byName.delete('');
  return byName;
}

const components = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'];
/** A node joins within minutes; a kubelet shows its static pods a moment after. */
const joiningSeconds = 900;

/** A component on all control-plane nodes but one or two. */
export function unevenComponents(objects: ClusterObjects, { at }: DumpClock): readonly Finding[] {
  const all = staticPods(objects);
  const on = (component: string): Set<string> =>
    new Set((all.get(component) ?? []).map(({ spec }) => spec?.nodeName ?? ''));
  // A node that has none of them has its control plane elsewhere, or none at all.
  const planes = objects.nodes.filter(
    (node) => isControlPlane(node) && components.some((one) => on(one).has(node.name)) && !isJoining(node, at),
  );
  return components.flatMap((component) => {
    const there = on(component);
    const missing = planes.filter(({ name }) => !there.has(name));
    const has = planes.length - missing.length;
    // On the smaller part it is meant so: etcd on nodes of its own.
    if (missing.length === 0 || has <= missing.length) return [];
    const nodes = missing.map(({ name }) => name);
    const evidence = [...there]
      .slice(0, 3)
      .flatMap((name) => all.get(component)?.find(({ spec }) => spec?.nodeName === name) ?? [])
      .map((pod) => fieldOf(pod, 'spec.nodeName', pod.spec?.nodeName ?? ''));
    const objectNames = nodes.map((name) => `Node ${name}`);
    return [
      staticUneven(factsOf(objectNames, { nodes, subject: component, count: has }), {
        confidence: 'likely',
        evidence: nonEmpty(evidence),
      }),
    ];
  });
}

const isJoining = ({ created }: Node, at: string | undefined): boolean =>
  created !== undefined && at !== undefined && Date.parse(at) - Date.parse(created) < joiningSeconds * 1000;

/** What a node needs to reach the API server has to be there before it. */
const bootstraps = /vip|haproxy|keepalived|nginx|proxy|envoy|lb\b|loadbalancer|etcd/i;

/** Static pods on all workers. */
export function staticOnWorkers(objects: ClusterObjects): readonly Finding[] {
  const workers = objects.nodes.filter((node) => !isControlPlane(node));
  if (workers.length < 2) return [];
  return [...staticPods(objects)].flatMap(([name, pods]) => {
    const there = new Set(pods.map(({ spec }) => spec?.nodeName));
    if (bootstraps.test(name) || components.includes(name) || !workers.every((node) => there.has(node.name))) return [];
    const on = workers.map((node) => node.name);
    const evidence = pods.slice(0, 3).map((pod) => fieldOf(pod, 'metadata.annotations', 'kubernetes.io/config.mirror'));
    const objectNames = pods.map(({ namespace, name: own }) => `Pod ${namespace}/${own}`);
    return [
      shouldNotBeStatic(factsOf(objectNames, { nodes: on, subject: name, count: on.length }), {
        confidence: 'likely',
        evidence: nonEmpty(evidence),
      }),
    ];
  });
}

import { balancerStops } from './balancers.ts';
import type { Cluster } from './cluster.ts';
import { Filters, type Refusal } from './filters.ts';
import { nodeStops } from './nodes.ts';
import { withOwner } from './owners.ts';
import { stopOfPod } from './pods.ts';
import { policyStops } from './policies.ts';
import { serviceStops } from './services.ts';
import { isOfNode, refOf, type Stop } from './stop.ts';
import { storageStops } from './storage.ts';
import { tableStop } from './table-rows.ts';
import { eventStops } from './texts.ts';
import { workloadStops } from './workloads.ts';

/** Everything that stands still, each with what it follows from. */
export function stopsOf(cluster: Cluster): readonly Stop[] {
  const filters = new Filters(cluster.objects);
  const waitedFor = new Set<string>();
  const events = eventStops(cluster);
  const told = new Set(events.map(({ namespace, name }) => refOf(namespace, name)));
  const pods = cluster.objects.pods.flatMap((pod) => {
    const found =
      stopOfPod(pod, cluster) ?? (told.has(refOf(pod.namespace, pod.name)) ? undefined : tableStop(pod, cluster));
    if (found === undefined) return [];
    return [found.code === 'unschedulable' ? unschedulableStop(asTold(found), filters.of(pod), waitedFor) : found];
  });
  const seen = new Set(pods.map(({ node, code }) => `${code} ${node}`));
  const nodes = nodeStops(cluster, waitedFor).filter(({ code, node }) => !seen.has(`${code} ${node}`));
  const all = [
    ...nodes,
    ...pods,
    ...workloadStops(cluster),
    ...serviceStops(cluster),
    ...balancerStops(cluster),
    ...policyStops(cluster),
    ...storageStops(cluster).filter((stop) => !isSaidOfPod(stop, pods, events)),
    ...events,
  ];
  // What is only possible, because it is seconds old, says nothing beside what is known.
  const isKnown = all.some(({ confidence }) => confidence === 'proven');
  const isRefused = events.some(({ code, name }) => code === 'unschedulable' && name === '');
  return linked(
    all.filter(
      (stop) =>
        !(isRefused && stop.code === 'staysPending') &&
        !(isKnown && stop.code === 'kubeletSilent' && stop.confidence === 'possible') &&
        !(stop.code === 'autoscalerStuck' && events.some((event) => isSameObject(event, stop))) &&
        !isToldBetter(stop, all),
    ),
  ).map((stop) => withOwner(stop, cluster));
}

/** A pod that waits for the volume, or an event, says the same of it. */
const isSaidOfPod = (stop: Stop, pods: readonly Stop[], events: readonly Stop[]): boolean =>
  stop.code === 'volumeAttach' && [...pods, ...events].some(({ code }) => code === 'volumeAttach');

const isSameObject = (a: Stop, b: Stop): boolean =>
  a.kind === b.kind && a.name === b.name && (a.namespace === b.namespace || a.namespace === '');

/** A condition says that pods could not be made, an event of the same workload why. */
const isToldBetter = (stop: Stop, all: readonly Stop[]): boolean =>
  stop.code === 'createRefused' &&
  stop.confidence === 'possible' &&
  all.some((other) => other.arrow === stop.arrow && other.code !== stop.code && isOfSame(other, stop));

/** Of one workload, as far as the input tells: texts often leave the namespace out. */
const isOfSame = (a: Stop, b: Stop): boolean =>
  a.workload !== '' &&
  a.workload === b.workload &&
  (a.namespace === b.namespace || a.namespace === '' || b.namespace === '');

/** `node(s) had untolerated taint(s)`, `taint {node.kubernetes.io/not-ready: }`: perhaps, or surely, for the node's state. */
const stateTaint = /taint\(s\)|taints that the pod|taint \{node\.(?:cloudprovider\.)?kubernetes\.io\//;

/** `pod has unbound immediate PersistentVolumeClaims`: why it is not bound, its own events say. */
const waitsForClaim = /unbound immediate PersistentVolumeClaims/;

/** What a text alone says of a pod, no object proves. */
const asTold = (stop: Stop): Stop =>
  stop.evidence.line === undefined || stop.confidence !== 'proven' ? stop : { ...stop, confidence: 'likely' };

/** Where nodes are out for their own state, that is the cause of the waiting. */
function unschedulableStop(found: Stop, why: Refusal | undefined, waitedFor: Set<string>): Stop {
  if (why === undefined) return found;
  const { nodesOfState, ...told } = why;
  for (const node of nodesOfState) waitedFor.add(node);
  const [first] = nodesOfState;
  return { ...found, ...told, ...(first === undefined ? {} : { cause: `node ${first}` }) };
}

/** Stops that name a pod as their cause get that pod's own stop; a stuck rollout follows from its pods. */
function linked(stops: readonly Stop[]): readonly Stop[] {
  const byName = new Map<string, Stop>();
  const byWorkload = new Map<string, Stop[]>();
  const toldNodes = stops.filter((stop) => stop.kind === 'Node' && isOfNode(stop));
  for (const stop of stops) {
    if (stop.kind === 'Pod') byName.set(`pod ${refOf(stop.namespace, stop.name)}`, stop);
    if (stop.node !== '' && isOfNode(stop)) byName.set(`node ${stop.node}`, stop);
    if (stop.workload === '' || stop.code === 'progressDeadline' || stop.kind === 'Service') continue;
    byWorkload.set(stop.workload, [...(byWorkload.get(stop.workload) ?? []), stop]);
  }
  const unbound = stops.filter(({ code }) => code === 'claimNotBound');
  const causeOf = (stop: Stop): Stop | undefined => {
    if (stop.cause !== undefined) return byName.get(stop.cause);
    if (stop.code === 'unschedulable' && waitsForClaim.test(stop.said))
      return unbound.find(({ namespace }) => namespace === stop.namespace);
    if (stop.code === 'progressDeadline') return byWorkload.get(stop.workload)?.find((other) => isOfSame(other, stop));
    // Where the pod is known as a text only, no filter can be asked.
    const isText = stop.evidence.line !== undefined;
    return isText && stop.code === 'unschedulable' && stateTaint.test(stop.said) ? toldNodes[0] : undefined;
  };
  return stops.map((stop) => {
    const cause = causeOf(stop);
    const { cause: _named, ...own } = stop;
    if (cause === undefined) return own;
    const isSure = stop.code === 'progressDeadline' && stop.evidence.line === undefined;
    return { ...own, cause: cause.code, ...(isSure ? { confidence: 'proven' as const } : {}) };
  });
}

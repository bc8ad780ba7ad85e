import type { Confidence, Evidence } from '../../../core/finding.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import { subjectOf } from '../messages/message.ts';
import { messageOf } from '../messages/messages.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { containerStop, probeKillStop } from './containers.ts';
import { ofEvent, ofField } from './evidence.ts';
import { nodeStop } from './nodes.ts';
import { schedulingStop } from './scheduling.ts';
import type { PodStop, Stop } from './stop.ts';

/** A pod that began less than this ago is only starting (readiness, mounts and pulls take their time). */
const startingSeconds = 60;
const takenSeconds = 3;
/** A large image takes minutes to pull (events would tell of a failure). */
const creatingSeconds = 600;
/** Finalizers that Kubernetes' own controllers take off within seconds. */
const transient =
  /^(?:foregroundDeletion|orphan|kubernetes|batch\.kubernetes\.io\/job-tracking|kubernetes\.io\/(?:pvc|pv)-protection)$/;
/** Beyond its grace period (deletionTimestamp holds it already), before a deletion counts as stuck. */
const deletionSlackSeconds = 60;

/** Where a pod stands still; undefined for one that serves, has ended well or is only starting. */
export function stopOfPod(pod: Pod, cluster: Cluster): Stop | undefined {
  const found = podStop(pod, cluster);
  if (found === undefined) return undefined;
  return {
    kind: 'Pod',
    namespace: pod.namespace,
    name: pod.name,
    workload: cluster.workloadOf(pod),
    subject: '',
    node: pod.spec?.nodeName ?? pod.status?.hostIP ?? '',
    container: '',
    said: found.evidence.text,
    note: '',
    confidence: 'proven',
    ...backOff(pod, cluster, found.evidence),
    ...found,
  };
}

/** The kubelet says that it waits before it tries again; why, the stop says. */
function backOff(pod: Pod, cluster: Cluster, { line }: Evidence): Pick<Stop, 'also'> {
  const event = pod.from === 'object' ? undefined : cluster.eventsOf(pod).find(({ reason }) => reason === 'BackOff');
  return event?.line === undefined || event.line === line ? {} : { also: [ofEvent(event)] };
}

function podStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const { status, spec } = pod;
  if (pod.deleted !== undefined) return deletionStop(pod, cluster);
  if (status?.phase === 'Succeeded') return undefined;
  if (status?.phase === 'Failed') return failedStop(pod, cluster);
  if ((pod.from === 'object' && spec?.nodeName === undefined) || pod.unseen === true)
    return schedulingStop(pod, cluster);
  if (conditionOf(status?.conditions, 'PodScheduled')?.status === 'False') return schedulingStop(pod, cluster);
  const onNode = nodeStop(pod, cluster);
  if (onNode !== undefined) return onNode;
  const killed = probeKillStop(pod, cluster);
  if (killed !== undefined) return killed;
  if (conditionOf(status?.conditions, 'Ready')?.status === 'True' && !isRestarting(pod))
    return resizeStop(pod, cluster);
  const own = containerStop(pod, cluster) ?? mountStop(pod, cluster);
  if (own !== undefined) return own;
  return silentStop(pod, cluster);
}

/** New requests that the kubelet does not grant: not now (Deferred), or never on this node (Infeasible); 1.33 and later. */
function resizeStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const pending = conditionOf(pod.status?.conditions, 'PodResizePending');
  if (pending?.status !== 'True' || !cluster.olderThan(pending.at, startingSeconds)) return undefined;
  return {
    code: 'resizePending',
    arrow: 0,
    owner: 'resources.requests',
    subject: pending.reason ?? '',
    evidence: ofField(
      pod,
      'status.conditions PodResizePending',
      `${pending.reason ?? ''}: ${pending.message ?? ''}`,
      pending.at,
    ),
  };
}

const isRestarting = ({ status }: Pod): boolean => (status?.containers ?? []).some(({ restarts }) => restarts >= 3);
/** Whether other pods of the same workload are there and ready. */
const serves = (pod: Pod, cluster: Cluster): boolean =>
  cluster.objects.pods.some(
    (other) =>
      other !== pod &&
      cluster.workloadOf(other) === cluster.workloadOf(pod) &&
      other.namespace === pod.namespace &&
      conditionOf(other.status?.conditions, 'Ready')?.status === 'True',
  );

/** Deleted, and still there long after its grace period. */
function deletionStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const { deleted = '', finalizers } = pod;
  const [finalizer = ''] = finalizers.filter(
    (name) => cluster.olderThan(deleted, deletionSlackSeconds) || !transient.test(name),
  );
  if (!cluster.olderThan(deleted, finalizer === '' ? deletionSlackSeconds : 0)) return undefined;
  const node = cluster.node(pod.spec?.nodeName ?? '');
  if (finalizer === '' && node !== undefined && conditionOf(node.conditions, 'Ready')?.status === 'Unknown')
    return nodeStop(pod, cluster);
  return {
    code: 'stuckTerminating',
    arrow: 0,
    owner: finalizer === '' ? 'kubelet' : `finalizer ${finalizer}`,
    subject: finalizer,
    confidence: finalizer === '' ? 'possible' : 'proven',
    evidence:
      finalizer === ''
        ? ofField(pod, 'metadata.deletionTimestamp', deleted, deleted)
        : ofField(pod, 'metadata.finalizers', finalizers.join(', '), deleted),
  };
}

/** Refused by the kubelet, evicted, or ended: what remains is a shell, and its controller makes another. */
function failedStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const { status } = pod;
  const owner = cluster.ownerOf(pod);
  // A Job says itself whether its failed pods matter.
  if (owner?.kind === 'Job') return undefined;
  const isWhole = owner !== undefined && (owner.status.ready ?? 0) >= (owner.replicas ?? owner.status.desired ?? 1);
  if (isWhole) return undefined;
  const evidence = ofField(pod, 'status', `${status?.reason ?? 'Failed'}: ${status?.message ?? ''}`.trimEnd());
  const told = messageOf(status?.reason ?? '', status?.message ?? '');
  if (told === undefined) return containerStop(pod, cluster);
  const { row, text } = told;
  return {
    code: row.code,
    arrow: row.arrow,
    owner: '',
    subject: subjectOf(row, text),
    evidence,
    ...(owner === undefined && hasSuccessor(pod, cluster) ? { confidence: 'possible' as const } : {}),
  };
}

/** Where a text does not tell how many pods are wanted, one of the same owner that is ready may be all of them. */
const hasSuccessor = ({ owner, namespace }: Pod, { objects }: Cluster): boolean =>
  owner !== undefined &&
  objects.pods.some(
    (other) =>
      other.namespace === namespace &&
      other.owner?.kind === owner.kind &&
      other.owner.name === owner.name &&
      conditionOf(other.status?.conditions, 'Ready')?.status === 'True',
  );

/** Not made yet, and its newest events say why: a volume, the network. */
function mountStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  if (isStarted(pod)) return undefined;
  const told = cluster.eventsOf(pod).flatMap((event) => {
    const hit = event.type === 'Warning' ? messageOf(event.reason, event.message) : undefined;
    return hit === undefined || hit.row.arrow < 5 ? [] : [{ event, ...hit }];
  });
  // "not registered" stands beside another fault: that one first.
  const first = told.find(({ row }) => row.id !== 'object-not-registered' && row.id !== 'mount-failed') ?? told[0];
  if (first === undefined) return undefined;
  const { event, row, text } = first;
  return { code: row.code, arrow: row.arrow, owner: '', subject: subjectOf(row, text), evidence: ofEvent(event) };
}

const isStarted = ({ status }: Pod): boolean =>
  [...(status?.containers ?? []), ...(status?.initContainers ?? [])].some(
    ({ state, last, restarts }) => state?.is === 'running' || last !== undefined || restarts > 0,
  );

/** Bound for a while, and nothing says why it does not run. */
function silentStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const { status, spec } = pod;
  if (pod.from === 'object' && status?.startTime === undefined && spec?.nodeName !== undefined && !pod.mirror)
    return untakenStop(pod, spec.nodeName, cluster);
  const waiting = status?.containers.find(({ state }) =>
    /^(?:ContainerCreating|PodInitializing)$/.test(state?.reason ?? ''),
  );
  if (waiting === undefined || !cluster.olderThan(status?.startTime ?? pod.created, creatingSeconds)) return undefined;
  return {
    code: 'containerCreating',
    arrow: 6,
    owner: '',
    container: waiting.name,
    confidence: 'possible',
    evidence: ofField(pod, 'status.containerStatuses', `${waiting.name} ${waiting.state?.reason ?? ''}`),
  };
}

/** A kubelet sets startTime within a second of the binding; while others of the workload serve, that is a rollout. */
function untakenStop(pod: Pod, node: string, cluster: Cluster): PodStop | undefined {
  const since = conditionOf(pod.status?.conditions, 'PodScheduled')?.at ?? pod.created;
  const isOld = cluster.olderThan(since, startingSeconds);
  if (!isOld && (!cluster.olderThan(since, takenSeconds) || serves(pod, cluster))) return undefined;
  const known: Confidence = cluster.lease('kube-node-lease', node) === 'unknown' ? 'likely' : 'proven';
  return {
    code: 'kubeletSilent',
    arrow: 5,
    owner: `kubelet ${node}`,
    node,
    confidence: isOld ? known : 'possible',
    evidence: ofField(pod, 'spec.nodeName', `${node}; status.startTime is absent`, since),
  };
}

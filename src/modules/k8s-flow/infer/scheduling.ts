import type { Evidence } from '../../../core/finding.ts';
import { claimsOf, mayBeSilentOf } from '../../../kubernetes/objects/scheduler-voice.ts';
import type { Condition } from '../../../kubernetes/objects/types/meta.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofEvent, ofField } from './evidence.ts';
import type { PodStop } from './stop.ts';

/** A scheduler looks at a new pod within a second; its lease is renewed every 2 s and dead after 15. */
const unseenSeconds = 30;
/** Within this a scheduler that runs has said something of a new pod. */
const otherSeconds = 5;
const gatedSeconds = 60;
/** The same as for a row of a table. */
const pendingSeconds = 60;
const defaultScheduler = 'default-scheduler';

/** Arrow 4: why a pod has no node. */
export function schedulingStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const condition = conditionOf(pod.status?.conditions, 'PodScheduled');
  const scheduler = pod.spec?.schedulerName ?? defaultScheduler;
  if (condition?.reason === 'SchedulingGated' || (pod.spec?.gates.length ?? 0) > 0)
    return gatedStop(pod, condition, cluster);
  // A node was named: preemption makes room there.
  if (pod.status?.nominatedNode !== undefined) return undefined;
  const event = cluster.eventsOf(pod).find(({ reason }) => reason === 'FailedScheduling');
  const refused = { code: 'unschedulable', arrow: 4, owner: scheduler } as const;
  if (condition?.status === 'False' && condition.message !== undefined) {
    const { reason = condition.status, message, at } = condition;
    return {
      ...refused,
      said: message,
      evidence: ofField(pod, 'status.conditions PodScheduled', `${reason}: ${message}`, at),
    };
  }
  if (event !== undefined) return { ...refused, said: event.message, evidence: ofEvent(event) };
  if (condition === undefined) return isTaken(pod) ? undefined : unseen(pod, scheduler, cluster);
  if (condition.status !== 'False') return undefined;
  return {
    ...refused,
    evidence: ofField(pod, 'status.conditions PodScheduled', condition.reason ?? condition.status, condition.at),
  };
}

function gatedStop(pod: Pod, condition: Condition | undefined, cluster: Cluster): PodStop | undefined {
  if (!cluster.olderThan(pod.created, gatedSeconds)) return undefined;
  const [gate = ''] = pod.spec?.gates ?? [];
  return {
    code: 'schedulingGated',
    arrow: 4,
    owner: 'spec.schedulingGates',
    subject: gate,
    evidence: ofField(pod, 'spec.schedulingGates', gate, condition?.at),
  };
}

/** A node has it: what was pasted lacks spec.nodeName. A page of describe lists containers that have no state yet. */
const isTaken = ({ status }: Pod): boolean =>
  status?.startTime !== undefined || status?.containers.some(({ state }) => state !== undefined) === true;

/** Nobody has said a word of it: its scheduler does not run, or there is none of that name. */
function unseen(pod: Pod, scheduler: string, cluster: Cluster): PodStop | undefined {
  const evidence = ofField(
    pod,
    'status',
    `phase ${pod.status?.phase ?? 'Pending'}, no condition PodScheduled, no event`,
    pod.created,
  );
  // Once a node is chosen, the scheduler says nothing until the volume is made there.
  if (pod.unseen === true && pod.claims !== undefined) return undefined;
  if (pod.unseen === true)
    return {
      code: 'schedulerSilent',
      arrow: 4,
      owner: 'kube-scheduler',
      confidence: 'possible',
      evidence,
      note: 'The page shows neither a condition nor an event: no scheduler has looked at the pod, or it was made this second, or its schedulerName (which a page does not show) is one that nobody serves: kubectl get pod -o yaml shows it.',
    };
  if (scheduler !== defaultScheduler) {
    const isSeen =
      cluster.objects.events.some(({ reporter }) => reporter === scheduler) ||
      cluster.objects.leases.some(({ name, holder }) => name === scheduler || holder?.startsWith(scheduler) === true);
    if (isSeen || !cluster.olderThan(pod.created, otherSeconds)) return undefined;
    return {
      code: 'schedulerNameUnknown',
      arrow: 4,
      owner: 'spec.schedulerName',
      subject: scheduler,
      confidence: 'likely',
      evidence: ofField(pod, 'spec.schedulerName', scheduler, pod.created),
    };
  }
  return silentScheduler(pod, evidence, cluster);
}

/** The default scheduler has said nothing of the pod. */
function silentScheduler(pod: Pod, evidence: Evidence, cluster: Cluster): PodStop | undefined {
  const lease = cluster.lease('kube-system', 'kube-scheduler');
  if (lease === 'alive' || (lease === 'unknown' && mayBeSilentOf(pod, cluster.objects)))
    return waiting(pod, evidence, cluster);
  // Without a lease only a long silence speaks.
  if (lease === 'unknown' && !cluster.olderThan(pod.created, unseenSeconds)) return undefined;
  return {
    code: 'schedulerSilent',
    arrow: 4,
    owner: 'kube-scheduler',
    confidence: lease === 'stale' ? 'proven' : 'possible',
    evidence: cluster.leaseEvidence('kube-system', 'kube-scheduler') ?? evidence,
    note:
      lease === 'stale'
        ? 'Its lease is not renewed, and no event speaks of the pod.'
        : 'The input has no lease of it: this is only what silence allows.',
  };
}

/** Its scheduler runs, and the input does not tell what it waits for: of a claim that is not bound the claim tells. */
const waiting = (pod: Pod, evidence: Evidence, cluster: Cluster): PodStop | undefined =>
  !cluster.olderThan(pod.created, pendingSeconds) ||
  claimsOf(pod, cluster.objects).some((claim) => claim !== undefined && claim.volumeName === undefined)
    ? undefined
    : { code: 'staysPending', arrow: 4, owner: '', confidence: 'possible', evidence };

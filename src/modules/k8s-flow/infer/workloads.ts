import type { Evidence } from '../../../core/finding.ts';
import type { Event } from '../../../kubernetes/objects/types/event.ts';
import type { Condition } from '../../../kubernetes/objects/types/meta.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import type { Workload } from '../../../kubernetes/objects/types/workload.ts';
import { subjectOf } from '../messages/message.ts';
import { messageOf } from '../messages/messages.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofEvent, ofField } from './evidence.ts';
import { refOf, type Stop } from './stop.ts';

/** A controller acts within a second; an informer's resync or a busy API server may take this long. */
const actSeconds = 30;

/** Where it stands still; undefined where it does not. */
type Found = WorkloadStop | 'untold' | undefined;
type WorkloadStop = Pick<Stop, 'code' | 'arrow' | 'owner' | 'evidence'> & Partial<Stop>;

/** Arrows 2 and 3: what controllers have not made, and why. */
export function workloadStops(cluster: Cluster): Stop[] {
  return cluster.objects.workloads.flatMap((one) => {
    const found = stopOf(one, cluster);
    return found === undefined || found === 'untold' ? [] : [complete(one, found, cluster)];
  });
}

/** Lacks pods in an input that could not tell why. */
export const isUntold = (one: Workload, cluster: Cluster): boolean => stopOf(one, cluster) === 'untold';

function stopOf(one: Workload, cluster: Cluster): Found {
  if (one.kind === 'Deployment') return deploymentStop(one, cluster);
  return one.kind === 'Job' ? jobStop(one, cluster) : creationStop(one, cluster);
}

const complete = (one: Workload, found: WorkloadStop, cluster: Cluster): Stop => ({
  kind: one.kind,
  namespace: one.namespace,
  name: one.name,
  workload: cluster.workloadOf(one),
  subject: '',
  node: '',
  container: '',
  said: found.evidence.text,
  note: '',
  confidence: 'proven',
  ...found,
});

function deploymentStop(one: Workload, cluster: Cluster): Found {
  const { paused, replicas = 1 } = one;
  const { updated = 0, conditions } = one.status;
  const said = behind(one);
  const silent = said === undefined ? undefined : silentManager(one, cluster, 2, said);
  if (silent !== undefined) return silent;
  if (paused === true) {
    // updatedReplicas counts pods of the ReplicaSet with the newest template: none where there is no such set.
    if (updated > 0 || replicas === 0) return undefined;
    return { code: 'deploymentPaused', arrow: 2, owner: 'spec.paused', evidence: ofField(one, 'spec.paused', 'true') };
  }
  const progressing = conditionOf(conditions, 'Progressing');
  const rollout = progressing === undefined ? undefined : rolloutStop(one, progressing);
  // In a dump without ReplicaSets the Deployment's own condition tells what its ReplicaSet met.
  return rollout ?? (cluster.holds('ReplicaSet') ? undefined : creationStop(one, cluster));
}

function rolloutStop(one: Workload, { reason, message = '', at }: Condition): WorkloadStop | undefined {
  const evidence = ofField(one, 'status.conditions Progressing', `${reason ?? ''}: ${message}`, at);
  if (reason === 'ReplicaSetCreateError') return { code: 'createRefused', arrow: 2, owner: 'spec', evidence };
  if (reason !== 'ProgressDeadlineExceeded') return undefined;
  return { code: 'progressDeadline', arrow: 2, owner: '', confidence: 'possible', evidence };
}

/** The controller-manager writes nothing: proven by its lease, else only silence. */
function silentManager(one: Workload, cluster: Cluster, arrow: number, said: string): WorkloadStop | undefined {
  const lease = cluster.lease('kube-system', 'kube-controller-manager');
  // Without a lease only a long silence speaks.
  if (lease === 'alive' || (lease === 'unknown' && !cluster.olderThan(one.created, actSeconds))) return undefined;
  const evidence = cluster.leaseEvidence('kube-system', 'kube-controller-manager');
  return {
    code: 'controllerManagerSilent',
    arrow,
    owner: 'kube-controller-manager',
    said,
    confidence: lease === 'stale' ? 'proven' : 'possible',
    evidence: evidence ?? ofField(one, 'status', said, one.created),
    note: lease === 'stale' ? `Its lease is not renewed; ${said}.` : `The input has no lease of it; ${said}.`,
  };
}

const wantedOf = ({ kind, replicas, status, parallelism }: Workload): number =>
  kind === 'DaemonSet'
    ? (status.desired ?? 0)
    : kind === 'CronJob'
      ? 0
      : kind === 'Job'
        ? (parallelism ?? 1)
        : (replicas ?? 1);

/** Fewer pods than wanted: refused by admission (an event or ReplicaFailure), waited for, or nobody acts. */
function creationStop(one: Workload, cluster: Cluster): Found {
  if (one.kind === 'CronJob') return cronJobStop(one, cluster);
  const pods = cluster.podsOf(one);
  const lack = lackOf(one, pods.length, cluster);
  if (lack === undefined) return undefined;
  const told = refusal(one, cluster);
  if (told !== undefined) return told;
  if (one.kind === 'StatefulSet' && one.podManagement !== 'Parallel') {
    const waitsFor = pods.find(({ status }) => conditionOf(status?.conditions, 'Ready')?.status !== 'True');
    if (waitsFor !== undefined) return orderedStop(waitsFor);
  }
  if (one.from !== 'object') return undefined;
  return tellsRefusals(cluster) ? silentManager(one, cluster, 3, lack) : 'untold';
}

/** Fewer pods than wanted, in words. */
function lackOf(one: Workload, pods: number, cluster: Cluster): string | undefined {
  const unwritten = one.kind === 'DaemonSet' ? behind(one) : undefined;
  const made = madeOf(one, pods, cluster);
  if (made >= wantedOf(one)) return unwritten;
  return unwritten ?? `${made} of ${wantedOf(one)} pods made, no event`;
}

/** Where events were not asked for, that none tells of a refusal is no silence; a lease that is not renewed speaks alone. */
const tellsRefusals = (cluster: Cluster): boolean =>
  cluster.holds('Event') || cluster.lease('kube-system', 'kube-controller-manager') === 'stale';

/** What is wanted and not looked at yet, as far as the status tells. */
function behind({ generation = 0, status: { observedGeneration } }: Workload): string | undefined {
  return (observedGeneration ?? 0) < generation
    ? `metadata.generation ${generation}, status.observedGeneration ${observedGeneration ?? 'absent'}`
    : undefined;
}

/** Of a DaemonSet the pods count: while they are refused, its status is not written (daemon_controller.go, syncDaemonSet). */
function madeOf({ kind, status }: Workload, pods: number, cluster: Cluster): number {
  if (kind === 'DaemonSet' && cluster.holds('Pod')) return pods;
  const ofJob = kind === 'Job' ? (status.active ?? 0) + (status.succeeded ?? 0) : 0;
  return Math.max(status.replicas ?? 0, ofJob, pods);
}

const orderedStop = (pod: Pod): WorkloadStop => ({
  code: 'statefulSetWaits',
  arrow: 3,
  owner: `pod ${pod.name}`,
  subject: pod.name,
  evidence: ofField(pod, 'status.conditions Ready', conditionOf(pod.status?.conditions, 'Ready')?.status ?? 'absent'),
  cause: `pod ${refOf(pod.namespace, pod.name)}`,
});

/** What a DaemonSet made since shows that it is over: its status may not tell. */
function newestRefusal(one: Workload, cluster: Cluster): Event | undefined {
  const events = cluster.eventsOf(one);
  const [refused, made] = ['FailedCreate', 'SuccessfulCreate'].map((reason) =>
    events.find((event) => event.reason === reason),
  );
  const ageOf = (event: Event | undefined): number => cluster.ageOf(event?.last) ?? 0;
  return one.kind === 'DaemonSet' && made !== undefined && ageOf(made) < ageOf(refused) ? undefined : refused;
}

function refusal(one: Workload, cluster: Cluster): WorkloadStop | undefined {
  const condition = conditionOf(one.status.conditions, 'ReplicaFailure');
  const event = newestRefusal(one, cluster);
  const records: { reason: string; message: string; evidence: Evidence }[] = [
    ...(event === undefined ? [] : [{ reason: event.reason, message: event.message, evidence: ofEvent(event) }]),
    ...(condition?.status === 'True'
      ? [
          {
            reason: 'ReplicaFailure',
            message: condition.message ?? '',
            evidence: ofField(
              one,
              'status.conditions ReplicaFailure',
              `${condition.reason ?? ''}: ${condition.message ?? ''}`,
              condition.at,
            ),
          },
        ]
      : []),
  ];
  for (const { reason, message, evidence } of records) {
    const told = messageOf(reason, message);
    if (told === undefined) continue;
    const subject = told.row.code === 'limitRange' ? limitRangeOf(one, cluster) : subjectOf(told.row, told.text);
    return {
      code: told.row.code,
      arrow: told.row.arrow,
      owner: '',
      subject,
      evidence,
      note: hookNote(told.row.code, subject, cluster),
    };
  }
  return undefined;
}

/** The message does not name the LimitRange; where the namespace has one, it is that. */
function limitRangeOf({ namespace }: Workload, { objects }: Cluster): string {
  const own = objects.limitRanges.filter((one) => one.namespace === namespace);
  return own.length === 1 ? (own[0]?.name ?? '') : '';
}

/** The configuration that a webhook stands in, and whether its Service has an endpoint. */
function hookNote(code: string, name: string, { objects }: Cluster): string {
  if (code !== 'webhookUnreachable') return '';
  const configuration = objects.webhooks.find(({ hooks }) => hooks.some((hook) => hook.name === name));
  const hook = configuration?.hooks.find((one) => one.name === name);
  if (configuration === undefined || hook?.service === undefined) return '';
  const { namespace, name: service } = hook.service;
  const ready = objects.slices.some(
    (slice) =>
      slice.namespace === namespace && slice.service === service && slice.endpoints.some((one) => one.ready !== false),
  );
  return `It stands in ${configuration.kind} ${configuration.name} (failurePolicy ${hook.failurePolicy ?? 'Fail'}); its Service ${namespace}/${service} has ${ready ? 'ready endpoints' : 'no ready endpoint here'}.`;
}

function jobStop(one: Workload, cluster: Cluster): Found {
  const failed = conditionOf(one.status.conditions, 'Failed');
  if (failed?.status === 'True')
    return {
      code: 'jobFailed',
      arrow: 0,
      owner: 'application',
      subject: failed.reason ?? '',
      evidence: ofField(one, 'status.conditions Failed', `${failed.reason ?? ''}: ${failed.message ?? ''}`, failed.at),
    };
  const isDone = conditionOf(one.status.conditions, 'Complete')?.status === 'True';
  return isDone || one.suspend === true ? undefined : creationStop(one, cluster);
}

function cronJobStop(one: Workload, cluster: Cluster): WorkloadStop | undefined {
  if (one.suspend === true) return undefined;
  const event = cluster
    .eventsOf(one)
    .find(({ reason, message }) => messageOf(reason, message)?.row.code === 'cronJobNotRunning');
  return event === undefined
    ? undefined
    : { code: 'cronJobNotRunning', arrow: 0, owner: 'spec', evidence: ofEvent(event), note: event.message };
}

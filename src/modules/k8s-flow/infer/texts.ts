import { isOvercome } from '../../../kubernetes/objects/text/overcome.ts';
import type { Event } from '../../../kubernetes/objects/types/event.ts';
import type { FlowCodeKey } from '../codes.ts';
import { type Message, subjectOf } from '../messages/message.ts';
import { type Hit, hitOf, isFine, sayingOf } from '../messages/told.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofEvent, restOf } from './evidence.ts';
import { hasWorkload } from './services.ts';
import type { Stop } from './stop.ts';
import { ageOf, isGuess, weight } from './telling.ts';

/** Events that prove that an arrow came about after all. */
const successes: Readonly<Record<string, number>> = {
  SuccessfulCreate: 3,
  Scheduled: 4,
  ProvisioningSucceeded: 4,
  SuccessfulAttachVolume: 6,
  Pulled: 8,
  Started: 10,
};

interface Told extends Hit {
  readonly event: Event;
}

/** Of what is gone: its being gone is what these say. */
const vanished = new Set<FlowCodeKey>(['kubeletRejected', 'evicted']);
/** A pod that was refused is deleted by its controller or by the taint manager soon after. */
const vanishedSeconds = 120;

/** What events say of objects that the input does not hold: a page's Events part, rows of `kubectl get events`. */
export function eventStops(cluster: Cluster): Stop[] {
  const { pods, workloads, nodes } = cluster.objects;
  const known = new Set(
    [...pods, ...workloads, ...nodes].map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`),
  );
  const byObject = new Map<string, Event[]>();
  for (const event of cluster.objects.events) {
    // Where Services and pods are among the objects, selectors and conditions tell more.
    if (event.kind === 'Endpoints' && (isJudgedByPods(cluster) || isOfWorkload(event, cluster))) continue;
    const { kind, namespace, name } = event.about;
    const key = `${kind} ${namespace}/${name}`;
    if (known.has(key) && !isOutdatedTable(cluster, event)) continue;
    const list = byObject.get(key);
    if (list === undefined) byObject.set(key, [event]);
    else list.push(event);
  }
  const isListed = listedPods(cluster);
  return [...byObject.values()].flatMap((events) => {
    const stop = stopOf(events, cluster);
    return stop === undefined || isHistory(stop, events, cluster) || !isListed(stop) ? [] : [stop];
  });
}

const isJudgedByPods = (cluster: Cluster): boolean => cluster.holds('Service') && cluster.holds('Pod');

/** A dump without pods, and what makes those of the Service stands beside it: scaled to zero, or told of by itself. */
const isOfWorkload = ({ about: { name, namespace } }: Event, cluster: Cluster): boolean =>
  cluster.objects.services.some(
    ({ selector, ...one }) =>
      one.name === name &&
      one.namespace === namespace &&
      selector !== undefined &&
      hasWorkload(selector, namespace, cluster),
  );

/**
 * A table of pods beside a table of events: where some events are of its pods, the others are of pods that are gone.
 * Where none is, the two are of different namespaces, or the table was cut.
 */
function listedPods({ objects: { pods, events } }: Cluster): (stop: Pick<Stop, 'kind' | 'name'>) => boolean {
  const names = new Set(pods.flatMap(({ name, shown }) => (shown === undefined ? [] : name)));
  const isOfThese = events.some(({ from, about }) => from === 'event' && about.kind === 'Pod' && names.has(about.name));
  return ({ kind, name }) => !isOfThese || kind !== 'Pod' || name === '' || names.has(name);
}

/** A dump that holds such objects, and not this one: what its events tell of was deleted, and is over. */
function isHistory({ code }: Stop, events: readonly Event[], cluster: Cluster): boolean {
  const isGone = ({ from, about }: Event): boolean =>
    from === 'object' && cluster.holds(about.kind) && !isThere(about, cluster);
  if (!events.every(isGone)) return false;
  const newest = Math.min(...events.map(({ last, first }) => cluster.ageOf(last ?? first) ?? Number.POSITIVE_INFINITY));
  return !vanished.has(code) || newest > vanishedSeconds;
}

/** Of kinds whose own fields tell less than their events. */
const isThere = ({ kind, namespace, name }: Event['about'], { objects: { claims, services } }: Cluster): boolean =>
  [...claims, ...services].some((one) => one.kind === kind && one.name === name && one.namespace === namespace);

/** A table's row shows a state and no cause: events of the same pod say more. */
const isOutdatedTable = (cluster: Cluster, { about }: Event): boolean =>
  cluster.objects.pods.some(
    ({ from, name, namespace }) =>
      from === 'table' &&
      name === about.name &&
      (about.namespace === '' || namespace === '' || namespace === about.namespace),
  );

/** Normal by type, and told of something that is not, from so many times on: a provisioner is asked for every 15 s. */
const tellingNormals: Readonly<Record<string, number>> = {
  ...{ Killing: 1, BackOff: 1, FailedBinding: 1, ExternalProvisioning: 10 },
};
const tellsNothing = ({ type, reason, count = 1 }: Event): boolean =>
  type === 'Normal' && count < (tellingNormals[reason] ?? Number.POSITIVE_INFINITY);

function stopOf(events: readonly Event[], cluster: Cluster): Stop | undefined {
  const told = events.flatMap((event): Told[] => {
    if (tellsNothing(event)) return [];
    const hit = hitOf(event);
    const isOver =
      hit === undefined || isFine(hit) || isOvertaken(hit.row, event, events) || isStarting(hit.row, event, events);
    return isOver ? [] : [{ event, ...hit }];
  });
  const best = told
    .filter((one) => !isPast(one, cluster))
    .toSorted((a, b) => weight(a) - weight(b) || ageOf(a.event) - ageOf(b.event))[0];
  if (best === undefined) return undefined;
  const { event, row, text, told: other } = best;
  const { kind, namespace, name } = event.about.name === '' ? podIn(event) : event.about;
  return {
    code: row.code,
    // What kubectl was answered was refused before a controller had it.
    arrow: event.reason === 'Error' && row.arrow === 3 ? 1 : row.arrow,
    owner: '',
    kind: kind === '' ? kindOf(row, event) : kind,
    namespace,
    name,
    workload: cluster.workloadOf({ ...event, kind, namespace, name, owner: undefined }),
    // What a back-off names is the container.
    subject: other !== undefined ? sayingOf(best) : row.code === 'crashLoop' ? '' : subjectOf(row, text),
    node: event.node ?? '',
    container: row.code === 'crashLoop' ? subjectOf(row, text) : '',
    said: other === undefined ? event.message : text,
    note: '',
    confidence: isGuess(best) ? 'possible' : 'likely',
    evidence: ofEvent(event),
    also: [
      ...restOf(event),
      ...told
        .filter((one) => one.event !== event && one.row.arrow === row.arrow && one.row.code !== row.code)
        .slice(0, 3)
        .map((one) => ofEvent(one.event)),
    ],
  };
}

/** Controllers that record events of one kind of object alone. */
const kindsOfReporters: Readonly<Record<string, string>> = {
  'replicaset-controller': 'ReplicaSet',
  'daemonset-controller': 'DaemonSet',
  'statefulset-controller': 'StatefulSet',
  'deployment-controller': 'Deployment',
  'job-controller': 'Job',
  'cronjob-controller': 'CronJob',
};

/** What an event is about that stands without its page. */
const kindOf = ({ of }: Message, { reason, reporter = '' }: Event): string =>
  kindsOfReporters[reporter] ?? of ?? (reason === 'Error' ? '' : 'Pod');

/** `Back-off restarting failed container web in pod web-1_shop(1f2e)`: an event without its page names its pod itself. */
function podIn({ about, message }: Event): Event['about'] {
  const [, name, namespace = ''] = / in pod ([a-z0-9][\w.-]{0,252})_([a-z0-9-]{1,63})\(/.exec(message) ?? [];
  return name === undefined ? about : { kind: 'Pod', name, namespace };
}

/** What a pod that serves now has left behind. */
const isPast = ({ event, row }: Told, { objects }: Cluster): boolean =>
  (!afterStart.has(row.code) || ageOf(event) > recentSeconds) &&
  objects.pods.some(
    ({ from, name, namespace, status }) =>
      from === 'table' &&
      name === event.about.name &&
      (event.about.namespace === '' || namespace === '' || namespace === event.about.namespace) &&
      status?.phase === 'Running' &&
      conditionOf(status.conditions, 'Ready')?.status === 'True',
  );

/** What may go on in a pod that is ready at the moment. */
const afterStart = new Set<FlowCodeKey>(['crashLoop', 'probeKills', 'oomKilled']);
/** The kubelet forgets its back-off after 10 minutes without a restart. */
const recentSeconds = 600;

/** Seconds that a container may take to be ready, as for objects. */
const readySeconds = 60;

/**
 * A readiness or startup probe that fails in the first minute after the start says only that it starts; and the kubelet
 * knows no ConfigMap or Secret of a pod in its first seconds.
 */
const isStarting = ({ code }: Message, event: Event, events: readonly Event[]): boolean =>
  (event.count ?? 1) < startFailures &&
  (/failed to sync (?:configmap|secret) cache/.test(event.message) ||
    ((code === 'notReady' || /^Startup probe/.test(event.message)) &&
      event.age !== undefined &&
      events.some(
        ({ reason, age }) =>
          reason === 'Started' && age !== undefined && age >= ageOf(event) && age - ageOf(event) < readySeconds,
      )));

/** Tries in that minute at the default period of 10 s. */
const startFailures = 6;

/** By age, or by place where a log or a cut-out tells none. */
const isLater = (a: Event, b: Event): boolean =>
  a.age === undefined && a.last === undefined && b.age === undefined && b.last === undefined
    ? (a.line ?? 0) > (b.line ?? 0)
    : ageOf(a) < ageOf(b);

/** Ages are rounded: a scheduler says nothing of a pod any more once it has placed it. */
const isPlacedSince = (other: Event, event: Event): boolean =>
  other.reason === 'Scheduled' && event.reason === 'FailedScheduling' && ageOf(other) === ageOf(event);

/** A container that ends again and again starts before, and one pod made says nothing of the next. */
const isBeyond = (reason: string, { arrow, code }: Message): boolean =>
  (successes[reason] ?? 0) >= arrow && arrow > 0 && arrow < 10 && arrow !== 3 && code !== 'crashLoop';

/** A later event shows that it went on: scheduled after all, pulled after all. */
const isOvertaken = (row: Message, event: Event, events: readonly Event[]): boolean =>
  events.some(
    (other) =>
      (isLater(other, event) || isPlacedSince(other, event)) &&
      (isOvercome(other, event) || isBeyond(other.reason, row)),
  );

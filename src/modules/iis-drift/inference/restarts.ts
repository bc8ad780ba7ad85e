import { groupBy } from '../../../core/group.ts';
import type { Applications } from '../events/applications.ts';
import { endingKinds } from '../events/kinds.ts';
import type { Reason } from '../events/reason.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { concerns, type HostIncident, hostIncidents } from './host-incidents.ts';
import { type AppStop, type Restart, reasonRank, unnamedPool } from './restart.ts';
import type { HostTimeline } from './timeline.ts';

/** Events of one worker process this close together are one end: shutdownTimeLimit is 90 s, and a little. */
const sameEndMs = 120_000;
/** Events without a pid, or of two notes about one request, this close together are one end. */
const sameMomentMs = 5_000;

/** All ends of worker processes of a host, in order of time. */
export function restartsOf(
  { host, events }: HostTimeline,
  applications: Applications,
): { restarts: Restart[]; incidents: HostIncident[] } {
  const incidents = hostIncidents(host, events);
  const ends = poolEnds(host, events);
  const left: AppStop[] = [];
  for (const stop of appStops(events, applications)) {
    const end = endOf(stop, ends, applications);
    if (end === undefined) left.push(stop);
    else end.stops.push(stop);
  }
  const own = [...ends, ...stopsAlone(host, left, applications)];
  const told = own.map((restart) => explain(restart, events, incidents));
  const restarts = [
    ...told,
    ...deploymentsAlone(host, events, told),
    ...incidents.flatMap((incident) => untold(incident, told)),
  ];
  return { restarts: restarts.toSorted((a, b) => a.at - b.at), incidents };
}

/** app_offline.htm of an application whose shutdown the log does not have: out of process the module logs none. */
function deploymentsAlone(host: string, events: readonly SeenEvent[], told: readonly Restart[]): Restart[] {
  const known = new Set(told.flatMap((restart) => restart.events));
  return events
    .filter((event) => event.kind === 'app-offline' && !known.has(event))
    .filter(({ time }) => !told.some(({ at }) => at >= time - sameMomentMs && at <= time + sameEndMs))
    .map((event) => ({ host, at: event.time, reason: 'deployment', events: [event], stops: [] }));
}

/** What stops IIS whether or not a pool is named: its services, or a host that went down unasked. */
export const surelyDown: ReadonlySet<SeenEvent['kind']> = new Set([
  'iisreset',
  'service-failed',
  'service-stopped',
  'system-died',
  'was-error',
]);

/** What an incident ended although no event says so: a pool logs nothing when its host goes down. */
function untold(incident: HostIncident, told: readonly Restart[]): Restart[] {
  const { host, reason, to, events } = incident;
  const within = told.filter((restart) => concerns(incident, restart));
  const pools = new Set(told.flatMap(({ pool }) => (pool === undefined || pool === unnamedPool ? [] : [pool])));
  const silent = [...pools].filter((pool) => !within.some((restart) => restart.pool === pool));
  const ended = silent.map((pool): Restart => ({ host, pool, at: to, reason, events, stops: [] }));
  if (ended.length > 0 || within.length > 0) return ended;
  const surely = events.some(({ kind }) => surelyDown.has(kind));
  return surely || told.length > 0 ? [{ host, at: to, reason, events, stops: [] }] : [];
}

type OpenRestart = Restart & { readonly stops: AppStop[] };

function poolEnds(host: string, events: readonly SeenEvent[]): OpenRestart[] {
  const ends: OpenRestart[] = [];
  const latest = new Map<string, number[]>();
  for (const event of events) {
    const reason = endingKinds[event.kind];
    if (reason === undefined) continue;
    const { pool = unnamedPool, pid, time } = event;
    const mine = latest.get(pool) ?? [];
    const index = mine.findLast((i) => isSameEnd(ends[i], event));
    const earlier = index === undefined ? undefined : ends[index];
    if (index !== undefined && earlier !== undefined) {
      ends[index] = joined(earlier, event, reason);
      continue;
    }
    ends.push({ host, pool, ...(pid === undefined ? {} : { pid }), at: time, reason, events: [event], stops: [] });
    latest.set(pool, [...mine.slice(-8), ends.length - 1]);
  }
  return ends;
}

function isSameEnd(end: Restart | undefined, { pid, time }: SeenEvent): boolean {
  if (end === undefined) return false;
  const apart = time - end.at;
  if (end.pid !== undefined && pid !== undefined) return end.pid === pid && apart <= sameEndMs;
  return apart <= sameMomentMs;
}

/** A process that was asked to recycle may crash while it shuts down: what came first stays the reason. */
function joined(end: OpenRestart, event: SeenEvent, reason: Reason): OpenRestart {
  const stronger = reasonRank.indexOf(reason) < reasonRank.indexOf(end.reason);
  const together = event.time - end.at <= sameMomentMs;
  const pid = end.pid ?? event.pid;
  return stronger && together
    ? { ...end, ...(pid === undefined ? {} : { pid }), reason, events: [event, ...end.events] }
    : { ...end, events: [...end.events, event] };
}

function appStops(events: readonly SeenEvent[], applications: Applications): AppStop[] {
  const named = (kind: SeenEvent['kind']) =>
    groupBy(
      events.filter((event) => event.kind === kind && event.app !== undefined),
      (event) => applications.name(event.app ?? ''),
    );
  const starts = named('app-started');
  return [...named('app-stopped')].flatMap(([app, stops]) => pairStops(app, stops, starts.get(app) ?? []));
}

/** Pairs each shutdown with the next start; with an earlier one where a new instance came up before the old one was down. */
function pairStops(app: string, stops: readonly SeenEvent[], starts: readonly SeenEvent[]): AppStop[] {
  const used = new Set<SeenEvent>();
  return stops.map((event, i): AppStop => {
    const until = stops[i + 1]?.time ?? Number.POSITIVE_INFINITY;
    const free = starts.filter((start) => !used.has(start));
    const next = free.find(({ time }) => time >= event.time && time <= until);
    const before = free.findLast(({ time }) => time < event.time && time > event.time - sameEndMs);
    const soon = next !== undefined && next.time - event.time <= sameEndMs;
    const overlapped = before !== undefined && !soon;
    const start = overlapped ? before : next;
    if (start !== undefined) used.add(start);
    return { app, event, overlapped, ...(start === undefined ? {} : { start }) };
  });
}

/** The end that an application's shutdown belongs to: of its pool, or, where its pool is not known, the nearest one. */
function endOf(stop: AppStop, ends: readonly OpenRestart[], applications: Applications): OpenRestart | undefined {
  const pool = applications.pool(stop.event.app ?? '');
  const near = ends.filter((end) => {
    const apart = stop.event.time - end.at;
    return apart >= -sameMomentMs && apart <= sameEndMs && (pool === undefined || end.pool === pool);
  });
  return near.toSorted((a, b) => Math.abs(stop.event.time - a.at) - Math.abs(stop.event.time - b.at))[0];
}

/** Applications whose pool logged nothing: those of one moment are one restart, of one pool where that is known. */
function stopsAlone(host: string, stops: readonly AppStop[], applications: Applications): OpenRestart[] {
  const restarts: OpenRestart[] = [];
  for (const stop of stops.toSorted((a, b) => a.event.time - b.event.time)) {
    const last = restarts.at(-1);
    if (last !== undefined && stop.event.time - last.at <= Math.max(2000, stop.event.precision)) {
      last.stops.push(stop);
      continue;
    }
    restarts.push({ host, at: stop.event.time, reason: 'unexplained', events: [stop.event], stops: [stop] });
  }
  return restarts.map((restart) => {
    const pools = new Set(restart.stops.map(({ event }) => applications.pool(event.app ?? '')));
    const [pool] = pools;
    return pools.size === 1 && pool !== undefined ? { ...restart, pool } : restart;
  });
}

/** What else was going on decides over what the process itself was told. */
function explain(restart: Restart, events: readonly SeenEvent[], incidents: readonly HostIncident[]): Restart {
  const incident = incidents.find((one) => concerns(one, restart));
  if (incident !== undefined) {
    return { ...restart, reason: incident.reason, events: [...incident.events, ...restart.events] };
  }
  if (restart.reason === 'pool-config')
    return { ...restart, events: [...restart.events, ...changesAround(restart, events)] };
  if (restart.reason !== 'unexplained' && restart.reason !== 'isapi') return restart;
  const near = (kinds: readonly SeenEvent['kind'][]) =>
    events.filter(
      ({ kind, time }) => kinds.includes(kind) && time >= restart.at - sameEndMs && time <= restart.at + sameMomentMs,
    );
  const offline = near(['app-offline']);
  if (offline.length > 0) return { ...restart, reason: 'deployment', events: [...offline, ...restart.events] };
  const settings = near(['config-changed']);
  if (settings.length > 0) return { ...restart, reason: 'global-config', events: [...settings, ...restart.events] };
  const own = near(['app-config']);
  if (own.length === 0) return restart;
  // web.config of one application, or applicationHost.config that concerns all of them.
  const apps = new Set(own.map(({ app }) => app));
  return { ...restart, reason: apps.size > 1 ? 'global-config' : 'deployment', events: [...own, ...restart.events] };
}

/** IIS-Configuration 29 is logged within seconds of the recycle it causes, before it or after. */
const changesAround = ({ at }: Restart, events: readonly SeenEvent[]): SeenEvent[] =>
  events.filter(({ kind, time }) => kind === 'config-changed' && Math.abs(time - at) <= 30_000);

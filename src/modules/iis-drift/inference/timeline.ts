import type { InputCoverage, TimeZone } from '../../../core/coverage.ts';
import { groupBy } from '../../../core/group.ts';
import type { AnalysisContext } from '../../../core/module.ts';
import { byCodeUnit } from '../../../core/order.ts';
import { dayMs, minuteMs } from '../../../core/time/units.ts';
import { formatDate, instantsOf, offsetMinutes, toLocal } from '../../../core/time/zone.ts';
import type { Clock, SeenEvent } from '../events/seen-event.ts';
import type { SeenWorker } from '../events/seen-worker.ts';
import type { IisObservations } from '../observe.ts';
import type { IisOptions } from '../options.ts';
import type { ServerClock } from './server-clock.ts';

/** Events and workers on one clock, host by host, in order. */
export interface Timeline {
  readonly clock: ServerClock;
  readonly hosts: readonly HostTimeline[];
  readonly workers: readonly SeenWorker[];
  /** Events in local time that could not be put beside those in UTC. */
  readonly unplaced: readonly SeenEvent[];
  /** Events without any time: a sentence somebody quoted. */
  readonly undated: readonly SeenEvent[];
  /** The date the input does not name was taken to be this one. */
  readonly assumedDate?: string;
}

export interface HostTimeline {
  readonly host: string;
  readonly events: readonly SeenEvent[];
}

/** Puts what was seen on one clock: UTC where every zone is known or given, else the server's wall clock. */
export function timelineOf(
  { events: { events: all }, workers, inputs }: IisObservations,
  options: IisOptions,
  context: AnalysisContext,
): Timeline {
  const events = all.filter(({ clock }) => clock !== 'none');
  const given = context.zone;
  const hasUtc = events.some(({ clock }) => clock === 'utc');
  const wall = given === undefined && !hasUtc && events.some(({ clock }) => clock !== 'utc');
  const zone = zoneOf(wall, inputs, context);
  const date = options.anchor?.slice(0, 10) ?? lastWorkday(events, options, context, zone);
  const settle = <T extends { readonly clock: Clock }>(item: T, time: number): number | undefined => {
    if (item.clock === 'utc') return time;
    const wallClock = item.clock === 'day' ? Date.parse(`${date}T00:00:00Z`) + (time % dayMs) : time;
    if (given !== undefined) return instantOf(wallClock, given.name);
    return wall ? wallClock : undefined;
  };
  const placed: SeenEvent[] = [];
  const unplaced: SeenEvent[] = [];
  for (const event of events) {
    const time = settle(event, event.time);
    if (time === undefined) unplaced.push(event);
    else placed.push(event.clock === 'utc' ? event : { ...event, time, zone: zone.provenance });
  }
  const names = hostNames([...placed.map(({ host }) => host), ...workers.map(({ host }) => host)]);
  return {
    clock: { zone, wall, hours: options.businessHours },
    hosts: byHost(placed, names),
    workers: workers.flatMap((worker) => {
      const startedAt = settle(worker, worker.startedAt);
      return startedAt === undefined ? [] : [{ ...worker, startedAt, host: names(worker.host) }];
    }),
    unplaced,
    undated: all.filter(({ clock }) => clock === 'none').map((event) => ({ ...event, time: Number.NaN })),
    ...(events.some(({ clock }) => clock === 'day') ? { assumedDate: date } : {}),
  };
}

/** The zone people read the times in: given, shown by the input, or this machine's. */
function zoneOf(wall: boolean, inputs: readonly InputCoverage[], context: AnalysisContext): TimeZone {
  if (context.zone !== undefined) return context.zone;
  if (wall) return { name: 'unknown', provenance: 'unknown' };
  const derived = inputs.find(({ timeZone }) => timeZone.provenance === 'derived');
  return derived?.timeZone ?? { name: context.machineZone, provenance: 'assumed' };
}

/** The latest working day on which all times of day are past: people report what hit them at work. */
function lastWorkday(
  events: readonly SeenEvent[],
  { businessHours }: IisOptions,
  context: AnalysisContext,
  zone: TimeZone,
): string {
  const name = zone.provenance === 'unknown' ? context.machineZone : zone.name;
  const now = Date.parse(context.now);
  const clockNow = (now + offsetMinutes(name, now) * minuteMs) % dayMs;
  const latest = events
    .filter(({ clock }) => clock === 'day')
    .reduce((most, { time }) => Math.max(most, time % dayMs), 0);
  let day = latest > clockNow ? now - dayMs : now;
  while (!businessHours.days.includes(toLocal(day, name).weekday)) day -= dayMs;
  return formatDate(toLocal(day, name));
}

/** In a repeated hour the earlier instant, in a skipped one the time without the skip. */
const instantOf = (wallClock: number, zone: string): number =>
  instantsOf(wallClock, zone)[0] ?? wallClock - offsetMinutes(zone, wallClock - dayMs) * minuteMs;

/** One name a host: what has no name belongs to the only host; `web01` is `web01.contoso.com`. */
function hostNames(seen: readonly string[]): (host: string) => string {
  const named = [...new Set(seen)].filter((host) => host !== '').toSorted((a, b) => b.length - a.length);
  const short = (host: string) => host.split('.')[0];
  const full = (host: string) => named.find((one) => short(one) === short(host)) ?? host;
  const hosts = new Set(named.map(full));
  const [only = ''] = hosts.size === 1 ? hosts : [];
  return (host) => (host === '' ? only : full(host));
}

function byHost(events: readonly SeenEvent[], names: (host: string) => string): HostTimeline[] {
  const named = events.map((event) => {
    const host = names(event.host);
    return host === event.host ? event : { ...event, host };
  });
  return [...groupBy(named, ({ host }) => host)]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([host, list]) => ({ host, events: withoutTwins(list.toSorted((a, b) => a.time - b.time)) }));
}

/** Drops what two exports of the same log both hold. Two different workers never share pool, pid, kind and second. */
function withoutTwins(events: readonly SeenEvent[]): SeenEvent[] {
  const seen = new Map<string, string>();
  return events.filter((event) => {
    const second = Math.floor(event.time / Math.max(1000, event.precision));
    const key = [event.kind, event.id, event.pool, event.app, event.pid, event.detail, second].join('\0');
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, event.source);
    return earlier === undefined || earlier === event.source;
  });
}

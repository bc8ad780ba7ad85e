import type { TimeZone } from '../../../core/coverage.ts';
import { unrecognizedInput } from '../../../core/errors.ts';
import { groupBy } from '../../../core/group.ts';
import type { AnalysisContext } from '../../../core/module.ts';
import { byCodeUnit } from '../../../core/order.ts';
import { dayMs, minuteMs } from '../../../core/time/units.ts';
import { formatDate, offsetMinutes, toLocal } from '../../../core/time/zone.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { SeenWorker } from '../events/seen-worker.ts';
import type { IisObservations } from '../observe.ts';
import type { IisOptions } from '../options.ts';
import { sayList } from '../wording.ts';
import type { ServerClock } from './server-clock.ts';
import { settling } from './settle.ts';
import { type ZoneEvidence, zoneEvidence } from './zone-proof.ts';

/** Events and workers on one clock, host by host, in order. */
export interface Timeline {
  readonly clock: ServerClock;
  readonly hosts: readonly HostTimeline[];
  readonly workers: readonly SeenWorker[];
  /** Events in local time that could not be put beside those in UTC. */
  readonly unplaced: readonly SeenEvent[];
  /** Events without any time: a sentence somebody quoted. */
  readonly undated: readonly SeenEvent[];
  /** What the input itself shows of the zones of its times. */
  readonly shown: ZoneEvidence;
  /** The date the input does not name was taken to be this one. */
  readonly assumedDate?: string;
}

export interface HostTimeline {
  readonly host: string;
  readonly events: readonly SeenEvent[];
}

/** Puts what was seen on one clock: UTC where every zone is known, shown or given, else the server's wall clock. */
export function timelineOf(
  { events: { events: all }, workers, inputs }: IisObservations,
  options: IisOptions,
  context: AnalysisContext,
): Timeline {
  const dated = all.filter(({ clock }) => clock !== 'none');
  const shown = zoneEvidence(dated, workers, options.anchor, context.zone?.name);
  const clock = settling(dated, inputs, shown, context);
  const told = options.anchor?.slice(0, 10) ?? dateShown(shown);
  const known = told ?? dateBeside(dated);
  const date = known ?? lastWorkday(dated, options, context, clock.zone);
  const twins = twinsIn(shown);
  // A time of day alone stands beside its like only: that others name a day tells nothing of its own.
  const lost = told === undefined && dated.some((event) => event.clock !== 'day' || event.day !== undefined);
  const isLost = (event: SeenEvent) =>
    event.clock === 'none' || (lost && event.clock === 'day' && event.day === undefined);
  const events = dated.filter((event) => !twins.has(event) && !isLost(event));
  const placed: SeenEvent[] = [];
  const unplaced: SeenEvent[] = [];
  for (const event of events) {
    const onDay = event.clock === 'day' ? Date.parse(`${date}T00:00:00Z`) + (event.time % dayMs) : event.time;
    const time = clock.instant(event, event.wall ?? onDay);
    if (time === undefined) unplaced.push(event);
    else placed.push({ ...event, time, zone: clock.provenance(event) });
  }
  const names = hostNames([...placed.map(({ host }) => host), ...workers.map(({ host }) => host)]);
  return {
    clock: {
      ...{ zone: clock.zone, wall: clock.wall, hours: options.businessHours },
      ...(known === undefined ? dayUnknown(placed) : {}),
    },
    hosts: byHost(placed, names),
    workers: workers.flatMap((worker) => {
      const startedAt = clock.instant(worker, worker.wall ?? worker.startedAt);
      return startedAt === undefined ? [] : [{ ...worker, startedAt, host: names(worker.host) }];
    }),
    unplaced,
    undated: all.filter(isLost).map((event) => ({ ...event, time: Number.NaN })),
    shown,
    ...(known === undefined && placed.some((event) => event.clock === 'day') ? { assumedDate: date } : {}),
  };
}

/** Events in local time that the input holds in UTC too. */
const twinsIn = ({ proofs }: ZoneEvidence): ReadonlySet<SeenEvent> =>
  new Set(
    proofs.flatMap(({ pairs }) =>
      pairs.flatMap(({ local, utc, same }) => (same && utc.of !== local.event ? [local.event] : [])),
    ),
  );

/** The day of times that name none, where the same events stand in the input with theirs. */
function dateShown({ proofs }: ZoneEvidence): string | undefined {
  const pair = proofs.flatMap(({ pairs }) => pairs).findLast(({ local }) => local.event.clock === 'day');
  return pair === undefined ? undefined : new Date(pair.utc.at + pair.offset * minuteMs).toISOString().slice(0, 10);
}

/** How times of a day that is not known are told. */
function dayUnknown(placed: readonly SeenEvent[]): Pick<ServerClock, 'dayUnknown'> {
  const [first] = placed.filter(({ clock }) => clock === 'day');
  return first === undefined ? {} : { dayUnknown: first.day === undefined ? {} : { as: first.day } };
}

/**
 * The day that a date in two readings (`03/04/2026`) is by the events beside it: the one of theirs that it can be. What
 * no event settles would be before or behind them, nobody knows; two such dates are two days.
 */
function dateBeside(dated: readonly SeenEvent[]): string | undefined {
  const written = [...new Map(dated.flatMap(({ day }) => (day === undefined ? [] : [[readOf(day), day]]))).values()];
  const days = new Set(
    dated.flatMap(({ clock, time, wall = time }) =>
      clock === 'day' ? [] : [new Date(wall).toISOString().slice(0, 10)],
    ),
  );
  const [day] = written;
  if (day === undefined) return undefined;
  const fitting = [...days].filter((one) => numbersOf(one) === numbersOf(day));
  if (written.length === 1 && (fitting.length === 1 || days.size === 0)) return fitting[0];
  throw unrecognizedInput(
    `${sayList(written)} can be read day first or month first, and nothing in the input tells`,
    'give --date-order dmy or --date-order mdy',
  );
}

const numbersIn = (date: string): readonly number[] => date.split(/\D/).map(Number);
/** `3/4/2026` and `03/04/2026` are one date, whichever it is. */
const readOf = (date: string): string => numbersIn(date).join();
const numbersOf = (date: string): string =>
  numbersIn(date)
    .toSorted((a, b) => a - b)
    .join();

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

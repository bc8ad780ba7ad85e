import { groupBy } from '../../../core/group.ts';
import { dayMs, hourMs, minuteMs } from '../../../core/time/units.ts';
import { endingKinds } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { SeenWorker } from '../events/seen-worker.ts';

/** A time on a wall clock of a zone that the source does not name. */
export interface WallTime {
  readonly event: SeenEvent;
  /** Ms, as if it were UTC; of a `day` clock the time of day alone. */
  readonly wall: number;
}

/** An instant that the input knows in UTC. */
export interface Instant {
  readonly at: number;
  readonly of: SeenEvent | SeenWorker | 'anchor';
}

/** Two records that happened together, one in local time, one in UTC: how far that clock is ahead. */
export interface ZonePair {
  readonly local: WallTime;
  readonly utc: Instant;
  /** Minutes ahead of UTC. */
  readonly offset: number;
  /** One record of one log, or one process: no second event can be so like it. */
  readonly surely: boolean;
  /** Both are the same event, not cause and effect. */
  readonly same: boolean;
}

/** Clocks are from 12 hours behind to 14 hours ahead of UTC (IANA). */
const behind = -12 * hourMs;
const ahead = 14 * hourMs;
/** Every zone of today is ahead by quarters of an hour; where records only go together, by half hours. */
const quarter = 15 * minuteMs;
const half = 30 * minuteMs;
/** What stands beside a full quarter was scheduled: it fits every zone. */
const scheduledMs = 10_000;
/** Events of one kind and pool that are laid side by side, the latest. */
const most = 200;

/** The offset under which `utc` is `from` to `to` ms before `wall`. */
function offsetOf(wall: number, utc: number, from: number, to: number, step: number, day: boolean): number | undefined {
  const apart = wall - utc;
  const distance = day ? ((((apart + dayMs / 2) % dayMs) + dayMs) % dayMs) - dayMs / 2 : apart;
  const offset = Math.round((distance - (from + to) / 2) / step) * step;
  const lag = distance - offset;
  return lag >= from && lag <= to && offset >= behind && offset <= ahead ? offset / minuteMs : undefined;
}

/** The last part of `MACHINE/WEBROOT/APPHOST/SITE/APP`, as notes name an application. */
const shortName = (name: string): string =>
  name
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .at(-1)
    ?.toLowerCase() ?? '';

const like = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === '' || b === '' || shortName(a) === shortName(b);

const hostLike = (a: string, b: string): boolean => a === '' || b === '' || a.split('.')[0] === b.split('.')[0];

const isDeath = ({ kind }: SeenEvent): boolean => kind === 'crash' || kind === 'fault';

/** What two records must have in common, and how long after each other they come (ms, local minus UTC record). */
interface Bond {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly surely: boolean;
  readonly same: boolean;
}

/** Two records of one event, of what one process did, or of cause and effect. */
function bondOf(local: SeenEvent, utc: SeenEvent): Bond | undefined {
  if (!hostLike(local.host, utc.host) || local.kind === 'foreign') return undefined;
  const rounding = Math.max(1000, local.precision);
  const twin = { from: -rounding, to: 1000, step: quarter, same: true };
  const byWords = local.byWords ?? utc.byWords ?? false;
  const isOneKind = local.kind === utc.kind && (byWords || local.id === utc.id) && like(local.pool, utc.pool);
  const isOneProcess = local.pid !== undefined && local.pid === utc.pid && local.clock !== 'day';
  if (isOneKind && (isOneProcess || isOneRecord(local, utc))) return { ...twin, surely: true };
  if (isOneProcess && isDeath(local) && isDeath(utc))
    return { from: -60_000, to: 60_000, step: quarter, surely: true, same: false };
  if (rounding > 1000) return undefined;
  if (isOneKind && isAlike(local, utc)) return { ...twin, step: half, surely: false };
  return effect(local, utc, 1) ?? effect(utc, local, -1);
}

const isOneRecord = (local: SeenEvent, utc: SeenEvent): boolean =>
  local.record !== undefined && local.record === utc.record && like(local.channel, utc.channel);

/** The same of the same application or pool, as far as both say: tables cut names off. */
const isAlike = (local: SeenEvent, utc: SeenEvent): boolean =>
  like(local.pid, utc.pid) && like(local.app, utc.app) && like(local.detail, utc.detail);

/** ANCM logs 1033 at the end of a shutdown (shutdownTimeLimit: 90 s); HTTP.sys refuses what comes within a minute of a stop. */
function effect(after: SeenEvent, before: SeenEvent, sign: 1 | -1): Bond | undefined {
  const lag = lagOf(after, before);
  if (lag === undefined) return undefined;
  const [from, to] = sign === 1 ? lag : [-lag[1], -lag[0]];
  return { from, to, step: half, surely: false, same: false };
}

function lagOf(after: SeenEvent, before: SeenEvent): readonly [number, number] | undefined {
  if (endingKinds[before.kind] === undefined && before.kind !== 'pool-disabled') return undefined;
  if (after.kind === 'app-stopped') return [-2_000, 95_000];
  if (after.provider !== 'HTTPERR' || after.pool === undefined || !like(after.pool, before.pool)) return undefined;
  if (after.kind === 'abandoned' && before.kind === 'crash') return [-2_000, 10_000];
  return after.kind === 'refused-503' && before.kind === 'pool-disabled' ? [-2_000, 10_000] : undefined;
}

/** All pairs of a source's local times with what the input knows in UTC. */
export function zonePairs(
  locals: readonly WallTime[],
  utcs: readonly SeenEvent[],
  workers: readonly SeenWorker[],
  anchor: number | undefined,
): ZonePair[] {
  return [...oneEach(locals, utcs), ...startsAfterEnds(locals, workers, anchor)];
}

function oneEach(locals: readonly WallTime[], utcs: readonly SeenEvent[]): ZonePair[] {
  const keyOf = ({ kind }: SeenEvent) => kind;
  const latest = <T>(list: readonly T[]) => list.slice(-most);
  const localKinds = [...groupBy(locals, ({ event }) => keyOf(event)).values()].map(latest);
  const utcKinds = [...groupBy(utcs, keyOf).values()].map(latest);
  return localKinds.flatMap((mine) =>
    utcKinds.flatMap((theirs) => mine.flatMap((local) => theirs.flatMap((utc) => pairOf(local, utc) ?? []))),
  );
}

function pairOf(local: WallTime, utc: SeenEvent): ZonePair | undefined {
  const isDay = local.event.clock === 'day';
  const apart = local.wall - utc.time;
  if (!isDay && (apart < behind - hourMs || apart > ahead + hourMs)) return undefined;
  const bond = bondOf(local.event, utc);
  if (bond === undefined) return undefined;
  const { surely, same } = bond;
  if (!surely && isScheduled(utc.time)) return undefined;
  const offset = offsetOf(local.wall, utc.time, bond.from, bond.to, bond.step, isDay);
  return offset === undefined ? undefined : { local, utc: { at: utc.time, of: utc }, offset, surely, same };
}

const isScheduled = (time: number): boolean => Math.abs(time - Math.round(time / quarter) * quarter) <= scheduledMs;

/** A worker process starts seconds after the last that ended in its pool; `--anchor` says when one did. */
function startsAfterEnds(
  locals: readonly WallTime[],
  workers: readonly SeenWorker[],
  anchor: number | undefined,
): ZonePair[] {
  const ends = locals
    .filter(({ event }) => endingKinds[event.kind] !== undefined && event.clock !== 'day')
    .slice(-most);
  const known = workers.filter(({ clock, wall }) => clock === 'utc' && wall === undefined);
  const lastOf = (pool: string) => ends.findLast(({ event }) => event.pool?.toUpperCase() === pool.toUpperCase());
  const of = (local: WallTime | undefined, at: number, what: Instant['of']): ZonePair[] => {
    if (local === undefined || local.event.precision > 1000 || isScheduled(at)) return [];
    const offset = offsetOf(local.wall, at, -12_000, 1000, hourMs, false);
    return offset === undefined ? [] : [{ local, utc: { at, of: what }, offset, surely: false, same: false }];
  };
  return [
    ...known.flatMap((worker) => of(lastOf(worker.pool), worker.startedAt, worker)),
    ...(anchor === undefined ? [] : of(ends.at(-1), anchor, 'anchor')),
  ];
}

import type { Finding } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { isBusinessTime } from '../../../core/time/business-hours.ts';
import { offsetMinutes, toLocal } from '../../../core/time/zone.ts';
import type { PoolConfig, ScheduleEntry } from '../../../input/iis/config.ts';
import {
  scheduleDoubleFire,
  scheduleDstFold,
  scheduleDstGap,
  scheduleInBusinessHours,
  scheduleMultipleStale,
  scheduleUtcLocalMixup,
  thunderingHerdSchedule,
} from '../catalog/schedule.ts';
import { changesAt, clockChanges } from '../fixes/dst.ts';
import type { Restart } from '../inference/restart.ts';
import { isBusiness, momentOf, type ServerClock, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { evidenceOfRestarts } from './restart-evidence.ts';

/** Pools that share a minute from here on are a herd. */
const herdPools = 3;

interface Scheduled {
  readonly pool: PoolConfig;
  readonly entry: ScheduleEntry;
  readonly source: string;
}

export function diagnoseSchedule(situation: Situation): Finding[] {
  const entries = situation.configs.flatMap(({ pools, source }) =>
    pools.flatMap((pool) => pool.schedule.map((entry): Scheduled => ({ pool, entry, source }))),
  );
  return [
    ...inBusinessHours(situation, entries),
    ...readAsUtc(situation, entries),
    ...firesInUtc(situation, entries),
    ...clockChange(situation, entries),
    ...doubleFire(situation),
    ...firedTwice(situation),
    ...several(situation),
    ...herd(entries),
  ];
}

const hhmm = ({ seconds }: ScheduleEntry): string =>
  `${String(Math.floor(seconds / 3600)).padStart(2, '0')}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;

const names = (list: readonly Scheduled[]) =>
  [...new Set(list.map(({ pool }) => pool.name))].map((pool) => ({ host: '', pool }));

const quotes = (list: readonly Scheduled[]) =>
  nonEmpty(
    list.slice(0, 20).map(({ pool, entry, source }) => ({
      source,
      line: entry.line,
      text: `${pool.name}: schedule ${entry.written}${entry.origin === 'explicit' ? '' : ' (inherited)'}`,
    })),
  );

/** Whether a wall-clock minute is business time on some day of the week. */
function duringWork(minute: number, { hours }: ServerClock): boolean {
  return [0, 1, 2, 3, 4, 5, 6].some((weekday) =>
    isBusinessTime(hours, {
      year: 2026,
      month: 1,
      day: 1,
      hour: Math.floor(minute / 60),
      minute: minute % 60,
      second: 0,
      weekday,
    }),
  );
}

const minuteOf = ({ seconds }: ScheduleEntry): number => Math.floor(seconds / 60);

function inBusinessHours(situation: Situation, entries: readonly Scheduled[]): Finding[] {
  const { clock, restarts } = situation;
  const set = entries.filter(({ entry }) => duringWork(minuteOf(entry), clock));
  const seen = restarts.filter(({ reason, at }) => reason === 'schedule' && isBusiness(at, clock));
  if (set.length === 0 && seen.length === 0) return [];
  const pools = [...names(set), ...poolsOf(seen).filter(({ pool }) => !set.some((one) => one.pool.name === pool))];
  const clockTimes = [
    ...set.map(({ entry }) => hhmm(entry)),
    ...seen.map(({ at }) => momentOf(at + 30_000, clock).local.slice(11, 16)),
  ];
  return [
    scheduleInBusinessHours(
      { pools, times: [...new Set(clockTimes)].toSorted(), seen: seen.length },
      { confidence: 'proven', evidence: seen.length > 0 ? evidenceOfRestarts(situation, seen) : quotes(set) },
    ),
  ];
}

const poolsOf = (restarts: readonly Restart[]) =>
  [...groupBy(restarts, ({ host, pool }) => `${host}\0${pool}`).values()].map(([one]) => ({
    host: one?.host ?? '',
    pool: one?.pool ?? '',
  }));

/** In business hours as local time, off them when read as UTC: somebody may have converted. */
function readAsUtc({ clock, context }: Situation, entries: readonly Scheduled[]): Finding[] {
  if (clock.wall || clock.zone.provenance === 'assumed') return [];
  const offset = offsetMinutes(clock.zone.name, Date.parse(context.now));
  if (offset === 0) return [];
  const mixed = entries.filter(({ entry }) => {
    const asUtc = (minuteOf(entry) + offset + 2880) % 1440;
    return duringWork(minuteOf(entry), clock) && !duringWork(asUtc, clock);
  });
  const [first] = mixed;
  if (first === undefined) return [];
  const facts = { pools: names(mixed), time: hhmm(first.entry), zone: clock.zone.name, seen: false };
  return [
    scheduleUtcLocalMixup(facts, {
      confidence: 'possible',
      evidence: quotes(mixed),
      consequenceOf: 'schedule-in-business-hours',
    }),
  ];
}

/** WAS recycles at the configured time of UTC, not of the zone people work in. */
function firesInUtc(situation: Situation, entries: readonly Scheduled[]): Finding[] {
  const { clock, restarts } = situation;
  if (clock.wall || clock.zone.provenance === 'assumed') return [];
  const fired = restarts.filter((restart) => {
    const own = entries.filter(({ pool }) => pool.name === restart.pool).map(({ entry }) => minuteOf(entry));
    const near = (zone: string) => {
      const local = toLocal(restart.at + 30_000, zone);
      return own.includes(local.hour * 60 + local.minute);
    };
    return restart.reason === 'schedule' && near('UTC') && !near(clock.zone.name);
  });
  const entry = entries.find(({ pool }) => pool.name === fired[0]?.pool)?.entry;
  if (entry === undefined) return [];
  const facts = { pools: poolsOf(fired), time: hhmm(entry), zone: clock.zone.name, seen: true };
  return [
    scheduleUtcLocalMixup(facts, {
      confidence: 'likely',
      severity: fired.some(({ at }) => isBusiness(at, clock)) ? 'warning' : 'info',
      evidence: evidenceOfRestarts(situation, fired),
    }),
  ];
}

function clockChange({ clock, context }: Situation, entries: readonly Scheduled[]): Finding[] {
  if (clock.wall) return [];
  const changes = clockChanges(clock.zone.name, Date.parse(context.now));
  const confidence = clock.zone.provenance === 'assumed' ? ('possible' as const) : ('proven' as const);
  return (['gap', 'fold'] as const).flatMap((kind) => {
    const hit = entries.filter(({ entry }) => changesAt(changes, minuteOf(entry), kind).length > 0);
    const [first] = hit;
    if (first === undefined) return [];
    const facts = {
      pools: names(hit),
      time: hhmm(first.entry),
      zone: clock.zone.name,
      dates: changesAt(changes, minuteOf(first.entry), kind),
    };
    const occurrence = { confidence, evidence: quotes(hit) };
    return [
      kind === 'gap' ? scheduleDstGap(facts, occurrence) : scheduleDstFold({ ...facts, seen: false }, occurrence),
    ];
  });
}

/** Scheduled recycles of one pool that follow each other within a span, as pairs. */
function pairs({ restarts }: Situation, from: number, to: number): (readonly [Restart, Restart])[] {
  const scheduled = restarts.filter(({ reason, pool }) => reason === 'schedule' && pool !== undefined);
  return [...groupBy(scheduled, ({ host, pool }) => `${host}\0${pool}`).values()].flatMap((list) =>
    list.flatMap((restart, i) => {
      const before = list[i - 1];
      const apart = before === undefined ? Number.NaN : restart.at - before.at;
      return before !== undefined && before.pid !== restart.pid && apart >= from && apart < to
        ? [[before, restart] as const]
        : [];
    }),
  );
}

function doubleFire(situation: Situation): Finding[] {
  const twice = pairs(situation, 0, 120_000);
  const last = twice.at(-1);
  if (last === undefined) return [];
  const [first, second] = last;
  return [
    scheduleDoubleFire(
      {
        pools: poolsOf(twice.flat()),
        at: sayTime(first.at, situation.clock),
        secondsApart: Math.round((second.at - first.at) / 1000),
      },
      { confidence: 'proven', evidence: evidenceOfRestarts(situation, twice.flat()) },
    ),
  ];
}

/** Two scheduled recycles an hour apart at the same wall-clock time: the repeated hour. */
function firedTwice(situation: Situation): Finding[] {
  const { clock } = situation;
  if (clock.wall) return [];
  const repeated = pairs(situation, 3_500_000, 3_700_000).filter(
    ([a, b]) => momentOf(a.at + 30_000, clock).local.slice(0, 16) === momentOf(b.at + 30_000, clock).local.slice(0, 16),
  );
  const [first] = repeated[0] ?? [];
  if (first === undefined) return [];
  const { local } = momentOf(first.at, clock);
  const facts = {
    pools: poolsOf(repeated.flat()),
    time: local.slice(11, 16),
    zone: clock.zone.name,
    dates: [local.slice(0, 10)],
    seen: true,
  };
  return [scheduleDstFold(facts, { confidence: 'proven', evidence: evidenceOfRestarts(situation, repeated.flat()) })];
}

function several({ configs }: Situation): Finding[] {
  const pools = configs.flatMap(({ pools: all, source }) =>
    all.filter(({ schedule }) => schedule.length > 1).map((pool) => ({ pool, source })),
  );
  const [first] = pools;
  if (first === undefined) return [];
  const entries = pools.flatMap(({ pool, source }) => pool.schedule.map((entry) => ({ pool, entry, source })));
  return [
    scheduleMultipleStale(
      { pools: names(entries), times: [...new Set(first.pool.schedule.map(hhmm))] },
      { confidence: 'possible', evidence: quotes(entries) },
    ),
  ];
}

function herd(entries: readonly Scheduled[]): Finding[] {
  const groups = [...groupBy(entries, ({ entry }) => hhmm(entry))].filter(
    ([, list]) => names(list).length >= herdPools,
  );
  const [largest] = groups.toSorted(([, a], [, b]) => b.length - a.length);
  if (largest === undefined) return [];
  const [time, list] = largest;
  return [thunderingHerdSchedule({ pools: names(list), time }, { confidence: 'proven', evidence: quotes(list) })];
}

import { isQuotable } from '../../../core/quote.ts';
import type { BusinessHours } from '../../../core/time/business-hours.ts';
import type { PoolName } from '../wording.ts';
import { changesAt, clockChanges } from './dst.ts';

/** One pool's Specific Time. */
export interface PlannedPool extends PoolName {
  /** Minutes after local midnight. */
  readonly minute: number;
}

/** A pool to plan for, and how long it takes to start, in seconds, where that was measured. */
export interface PoolToPlan extends PoolName {
  readonly startSeconds?: number;
}

export interface FixPlan {
  readonly pools: readonly PlannedPool[];
  /** Of the server; undefined where it is not known. */
  readonly zone?: string;
}

/** First choice of the minute to begin at, and where to go on: clear of daylight saving nearly everywhere. */
const firstMinute = 3 * 60 + 30;
/** Longest time to stagger the pools of a host over, in minutes. */
const windowMinutes = 60;
const usualStartSeconds = 60;

/**
 * Specific Times off business hours, in no hour that the zone skips or repeats within five years, pools one
 * after the other by the time they take to start. Names with control characters are left out.
 */
export function planFix(
  pools: readonly PoolToPlan[],
  hours: BusinessHours,
  zone: string | undefined,
  from: number,
): FixPlan {
  const writable = pools.filter(({ pool, host }) => pool !== '' && isQuotable(pool + host));
  const slowest = Math.max(...writable.map(({ startSeconds = usualStartSeconds }) => startSeconds), 1);
  const changes = zone === undefined ? [] : clockChanges(zone, from);
  const bad = (minute: number) =>
    inSpan(minute % 1440, hours) ||
    (['gap', 'fold'] as const).some((kind) => changesAt(changes, minute % 1440, kind).length > 0);
  const perHost = new Map<string, number>();
  for (const { host } of writable) perHost.set(host, (perHost.get(host) ?? 0) + 1);
  const most = Math.max(1, ...perHost.values());
  const step = Math.max(1, Math.min(Math.ceil(slowest / 60), Math.floor(windowMinutes / most)));
  const needed = Math.min(windowMinutes, step * most);
  const start = beginning(needed, bad);
  const placed = new Map<string, number>();
  return {
    pools: writable.map(({ host, pool }) => {
      const index = placed.get(host) ?? 0;
      placed.set(host, index + 1);
      return { host, pool, minute: (start + ((index * step) % windowMinutes)) % 1440 };
    }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** The first quarter of an hour from 03:30 on after which there is room; 03:30 where there is none all day. */
function beginning(needed: number, bad: (minute: number) => boolean): number {
  for (let minute = firstMinute; minute < firstMinute + 1440; minute += 15) {
    const free = Array.from({ length: needed }, (_, i) => minute + i).every((one) => !bad(one));
    if (free) return minute % 1440;
  }
  return firstMinute;
}

/** Within the hours, whatever the day: a schedule fires on all of them. */
const inSpan = (minute: number, { from, to }: BusinessHours): boolean =>
  from < to ? minute >= from && minute < to : minute >= from || minute < to;

import { type BusinessHours, isBusinessTime } from '../../core/time/business-hours.ts';
import { minuteMs } from '../../core/time/units.ts';
import { formatDate, formatInZone, formatUtc, offsetMinutes, toLocal } from '../../core/time/zone.ts';

/** One recycle that the interval will cause. */
export interface ProjectedRecycle {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The same instant on the wall clock of the zone, with its offset. */
  readonly local: string;
  readonly businessHours: boolean;
}

/** All recycles of an interval within a horizon. */
export interface Projection {
  readonly recycles: readonly ProjectedRecycle[];
  readonly businessHits: readonly ProjectedRecycle[];
  /** Of the recycles within the horizon, the part that lands in business hours, 0 to 1; 0 where there is none. */
  readonly share: number;
  /** The same over all phases and weekdays, daylight saving aside: what to expect in the long run. */
  readonly longRunShare: number;
  /** The clock times repeat after so many recycles, which are so many days. */
  readonly pattern: { readonly recycles: number; readonly days: number };
  /** Local calendar days that lie within the horizon from midnight to midnight and have no recycle. */
  readonly emptyDays: readonly string[];
}

const dayMinutes = 24 * 60;

export interface ProjectionInput {
  readonly intervalMinutes: number;
  /** Start of the worker process, ms since the epoch; no recycle by itself. */
  readonly anchor: number;
  /** Where the horizon begins, ms: the anchor, or later. */
  readonly from: number;
  readonly horizonDays: number;
  readonly zone: string;
  readonly businessHours: BusinessHours;
}

/** next(k) = anchor + k × interval. The interval is elapsed time: only the local times see daylight saving. */
export function project(input: ProjectionInput): Projection {
  const { intervalMinutes, anchor, from, horizonDays, zone, businessHours } = input;
  const step = intervalMinutes * minuteMs;
  const end = from + horizonDays * dayMinutes * minuteMs;
  const recycles: ProjectedRecycle[] = [];
  for (let at = anchor + Math.max(1, Math.ceil((from - anchor) / step)) * step; at <= end; at += step) {
    const local = toLocal(at, zone);
    recycles.push({
      at: formatUtc(at),
      local: formatInZone(at, zone),
      businessHours: isBusinessTime(businessHours, local),
    });
  }
  const businessHits = recycles.filter((recycle) => recycle.businessHours);
  const hit = new Set(recycles.map((recycle) => recycle.local.slice(0, 10)));
  return {
    recycles,
    businessHits,
    share: recycles.length === 0 ? 0 : businessHits.length / recycles.length,
    longRunShare: longRunShare(input),
    pattern: patternOf(intervalMinutes),
    emptyDays: wholeDays(from, end, zone).filter((day) => !hit.has(day)),
  };
}

/** Over the least common multiple of interval and week, the recycles repeat exactly. */
function longRunShare({ intervalMinutes, anchor, zone, businessHours }: ProjectionInput): number {
  const week = 7 * dayMinutes;
  const count = week / gcd(intervalMinutes, week);
  const start = anchor + offsetMinutes(zone, anchor) * minuteMs;
  let hits = 0;
  for (let k = 1; k <= count; k += 1) {
    if (isBusinessTime(businessHours, toLocal(start + k * intervalMinutes * minuteMs, 'UTC'))) hits += 1;
  }
  return hits / count;
}

/** Where the clock times come round again: the least common multiple of interval and day. */
export function patternOf(intervalMinutes: number): { recycles: number; days: number } {
  const common = gcd(intervalMinutes, dayMinutes);
  return { recycles: dayMinutes / common, days: intervalMinutes / common };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Whether the interval keeps its clock times for ever: it divides a day or is a multiple of it. */
export const isPinned = (intervalMinutes: number): boolean =>
  intervalMinutes % dayMinutes === 0 || dayMinutes % intervalMinutes === 0;

/** Calendar days of a zone that lie within a span from their first instant to their last. */
function wholeDays(from: number, to: number, zone: string): string[] {
  const days: string[] = [];
  // Steps of 12 hours meet every calendar day, whatever daylight saving does.
  for (let at = from; at < to; at += dayMinutes * 30_000) {
    const day = formatDate(toLocal(at, zone));
    if (days.at(-1) !== day) days.push(day);
  }
  const first = days[0];
  const startsMidway = first !== undefined && first === formatDate(toLocal(from - 1, zone));
  const endsMidway = days.at(-1) === formatDate(toLocal(to, zone));
  return days.slice(startsMidway ? 1 : 0, endsMidway ? -1 : undefined);
}

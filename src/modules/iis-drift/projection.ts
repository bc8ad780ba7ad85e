import { type BusinessHours, isBusinessTime } from '../../core/time/business-hours.ts';
import { formatDate, formatInZone, formatUtc, toLocal } from '../../core/time/zone.ts';

/** One recycle that the interval will cause. */
export interface ProjectedRecycle {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The same instant on the wall clock of the zone, with its offset. */
  readonly local: string;
  readonly businessHours: boolean;
}

/** All recycles of an interval within a horizon that counts from the anchor. */
export interface Projection {
  readonly recycles: readonly ProjectedRecycle[];
  readonly businessHits: readonly ProjectedRecycle[];
  /** Of all recycles in one full pattern, the part that lands in business hours, 0 to 1. */
  readonly share: number;
  /** The clock times repeat after so many recycles, which are so many days. */
  readonly pattern: { readonly recycles: number; readonly days: number };
  /** Local calendar days of the horizon without a recycle. */
  readonly emptyDays: readonly string[];
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

export interface ProjectionInput {
  readonly intervalMinutes: number;
  /** Ms since the epoch. */
  readonly anchor: number;
  readonly horizonDays: number;
  readonly zone: string;
  readonly businessHours: BusinessHours;
}

/** next(k) = anchor + k × interval. The interval is elapsed time: only the local times see daylight saving. */
export function project({ intervalMinutes, anchor, horizonDays, zone, businessHours }: ProjectionInput): Projection {
  const end = anchor + horizonDays * dayMinutes * minuteMs;
  const recycles: ProjectedRecycle[] = [];
  for (let at = anchor + intervalMinutes * minuteMs; at <= end; at += intervalMinutes * minuteMs) {
    const local = toLocal(at, zone);
    recycles.push({
      at: formatUtc(at),
      local: formatInZone(at, zone),
      businessHours: isBusinessTime(businessHours, local),
    });
  }
  const businessHits = recycles.filter((recycle) => recycle.businessHours);
  const days = daysBetween(anchor, end, zone);
  const hit = new Set(recycles.map((recycle) => recycle.local.slice(0, 10)));
  return {
    recycles,
    businessHits,
    share: recycles.length === 0 ? 0 : businessHits.length / recycles.length,
    pattern: patternOf(intervalMinutes),
    emptyDays: days.filter((day) => !hit.has(day)),
  };
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

function daysBetween(from: number, to: number, zone: string): string[] {
  const days: string[] = [];
  const last = formatDate(toLocal(to, zone));
  // Steps of 12 hours meet every calendar day, whatever daylight saving does.
  for (let at = from; ; at += 12 * 60 * minuteMs) {
    const day = formatDate(toLocal(Math.min(at, to), zone));
    if (days.at(-1) !== day) days.push(day);
    if (day === last) return days;
  }
}

import { dayMs, minuteMs } from '../../../core/time/units.ts';
import { formatDate, offsetMinutes, toLocal } from '../../../core/time/zone.ts';

/** Local minutes of one date that do not exist, or come twice. */
export interface ClockChange {
  /** `2027-03-28`. */
  readonly date: string;
  /** Minutes of the day, `from` inclusive. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'gap' | 'fold';
}

/** All changes of a zone's offset in the five years after an instant, as the local hours they skip or repeat. */
export function clockChanges(zone: string, from: number, years = 5): ClockChange[] {
  const changes: ClockChange[] = [];
  for (let day = from; day < from + years * 366 * dayMs; day += dayMs) {
    const before = offsetMinutes(zone, day);
    const after = offsetMinutes(zone, day + dayMs);
    if (before === after) continue;
    const at = changeBetween(zone, day, day + dayMs);
    // The wall clock jumps from `at + before` to `at + after`.
    const start = at + Math.min(before, after) * minuteMs;
    const local = toLocal(at, zone);
    const minute = Math.floor((start % dayMs) / minuteMs);
    changes.push({
      date: after > before ? formatDate({ ...toLocal(start, 'UTC') }) : formatDate(local),
      from: minute,
      to: minute + Math.abs(after - before),
      kind: after > before ? 'gap' : 'fold',
    });
  }
  return changes;
}

/** The first instant with the later offset, to the second. */
function changeBetween(zone: string, from: number, to: number): number {
  let [low, high] = [from, to];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMinutes(zone, middle) === offsetMinutes(zone, from)) low = middle;
    else high = middle;
  }
  return Math.round(high / minuteMs) * minuteMs;
}

/** Dates on which a minute of the day does not exist or comes twice. */
export const changesAt = (changes: readonly ClockChange[], minute: number, kind: ClockChange['kind']): string[] =>
  changes
    .filter((change) => change.kind === kind && minute >= change.from && minute < change.to)
    .map(({ date }) => date);

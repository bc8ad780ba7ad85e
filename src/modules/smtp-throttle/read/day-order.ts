import { dayMs } from '../../../core/time/units.ts';
import type { DayOrder } from './record-time.ts';

/** `03/04/2026 08:30:09`, `[3.4.2026, 8:30`, `Fri 03-04-2026 08:30:09` at the beginning of a line. */
const opening = /^[^\p{L}\d]{0,4}(?:\p{L}{2,10}\.?,? )?"?(\d\d?)([/.-])(\d\d?)\2(\d{4})[, T]{1,3}\d\d?:\d\d/u;
const maxLines = 2_000;

/**
 * How a log orders day and month, by its beginning: a number above 12 tells; else which of both ways keeps its lines in
 * order and has none in the future. Undefined where nothing tells.
 */
export function dayOrderOf(head: string, now: number): DayOrder | undefined {
  const dates = head.split('\n', maxLines).flatMap((line) => {
    const match = opening.exec(line);
    return match === null ? [] : [[Number(match[1]), Number(match[3]), Number(match[4])] as const];
  });
  if (dates.some(([first]) => first > 12)) return 'day-first';
  if (dates.some(([, second]) => second > 12)) return 'month-first';
  const fits = (order: DayOrder): boolean => {
    const days = dates.map(([first, second, year]) =>
      order === 'day-first' ? Date.UTC(year, second - 1, first) : Date.UTC(year, first - 1, second),
    );
    const isAhead = days.some((day) => day > now + dayMs);
    return !isAhead && (isSorted(days) || isSorted(days.toReversed()));
  };
  const [day, month] = [fits('day-first'), fits('month-first')];
  return day === month ? undefined : day ? 'day-first' : 'month-first';
}

const isSorted = (days: readonly number[]): boolean => days.every((day, i) => i === 0 || day >= (days[i - 1] ?? 0));

import { usageError } from '../errors.ts';
import type { LocalTime } from './zone.ts';

/** When people work, in the wall-clock time of a zone. */
export interface BusinessHours {
  /** Minutes of the day; `from > to` spans midnight and belongs to the day it starts on. */
  readonly from: number;
  readonly to: number;
  /** Weekdays, 0 for Sunday, sorted. */
  readonly days: readonly number[];
}

/** 08:00 to 18:00, Monday to Friday. */
export const usualBusinessHours: BusinessHours = { from: 8 * 60, to: 18 * 60, days: [1, 2, 3, 4, 5] };

const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Reads `08:00-18:00`; `24:00` may end it. Throws a usage error. */
export function parseHours(text: string): { from: number; to: number } {
  const [first = '', second = '', ...more] = text.split('-').map((part) => part.trim());
  const from = minuteOf(first);
  const to = second === '24:00' ? 24 * 60 : minuteOf(second);
  if (from === undefined || to === undefined || more.length > 0 || from === to) {
    throw usageError(`--business-hours ${text}: not a span of hours`, 'write it as 08:00-18:00');
  }
  return { from, to };
}

function minuteOf(text: string): number | undefined {
  const match = clock.exec(text);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

/** Reads `mon-fri`, `sun-thu`, `mon,wed,fri` or a mix. Throws a usage error. */
export function parseDays(text: string): number[] {
  const days = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
    const [first, last = first, ...more] = part.split('-').map((name) => dayNames.indexOf(name.trim().slice(0, 3)));
    if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0) {
      throw usageError(`--days ${text}: not a list of weekdays`, 'write it as mon-fri or mon,wed,fri');
    }
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === last) break;
    }
  }
  return [...days].toSorted((a, b) => a - b);
}

/** Whether people work at this wall-clock time. */
export function isBusinessTime(hours: BusinessHours, time: LocalTime): boolean {
  const minute = time.hour * 60 + time.minute;
  const { from, to, days } = hours;
  if (from < to) return days.includes(time.weekday) && minute >= from && minute < to;
  const yesterday = (time.weekday + 6) % 7;
  return (minute >= from && days.includes(time.weekday)) || (minute < to && days.includes(yesterday));
}

/** `08:00-18:00 mon,tue,wed,thu,fri`, for notes. */
export function describeHours(hours: BusinessHours): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const at = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const days = hours.days.map((day) => dayNames[day]).join(',');
  return `${at(hours.from)}-${at(hours.to)} ${days === 'mon,tue,wed,thu,fri' ? 'mon-fri' : days}`;
}

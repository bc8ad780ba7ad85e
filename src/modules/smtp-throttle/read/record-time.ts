import { dayMs, minuteMs } from '../../../core/time/units.ts';
import { instantsOf } from '../../../core/time/zone.ts';

/** What times that name no zone or no year are read with. */
export interface Clock {
  readonly zone: string;
  /** ms since the epoch: no log line is from the future. */
  readonly now: number;
  /** How dates of numbers only are meant, where the log itself shows it. */
  readonly order?: DayOrder;
}

/** A time at or near the beginning of a line. */
export interface FoundTime {
  /** ms since the epoch. */
  readonly at: number;
  /** Whether the line named its zone. */
  readonly zoned: boolean;
  /** Where the text behind it begins. */
  readonly end: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase());

const zonePart = '(?:\\s?(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)(?![\\w:]))?';
const clockPart = '(\\d\\d?):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?';

/** Year first: ISO 8601 and what logging frameworks make of it, `2026/03/02 08:30:09,123 +0100`. */
const iso = new RegExp(`(?<![\\d.])(\\d{4})[-/.](\\d\\d?)[-/.](\\d\\d?)(?:[T ]|, | - )${clockPart}${zonePart}`);
/** syslog: `Mar  2 08:30:09`. */
const syslog =
  /(?<![\w/])(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}(\d\d?)(?: (\d{4}))? (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: (\d{4}))?/;
/** `Mar 2, 2026 8:30:09 AM`: java.util.logging in English, before AM a blank or, since Java 20, a narrow one. */
const monthFirst =
  /(?<![\w/])(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} (\d\d?), (\d{4}),? (\d\d?):(\d\d):(\d\d)(?:[ \u202f]([AP]M))?/i;
/** `Mon, 2 Mar 2026 08:30:09 +0100`, `02-MAR-26 08.30.09`, `02/Mar/2026:08:30:09 +0000`. */
const named = new RegExp(
  `(?<![\\d.])(\\d\\d?)[ /-](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ /-](\\d{4}|\\d\\d)[ :,T]{1,2}(\\d\\d?)[:.](\\d\\d)(?:[:.](\\d\\d)(?:[.,](\\d{1,9}))?)?(?: ?([AP]M))?${zonePart}`,
  'i',
);
/** `3/2/2026 8:30:09 AM`, `02.03.2026 08:30:09`, `26-07-2021 05:23:57`. */
const numeric = new RegExp(
  `(?<![\\d.])(\\d\\d?)([/.-])(\\d\\d?)\\2(\\d{4}),? {1,2}${clockPart}(?: ?([AP]M))?${zonePart}`,
  'i',
);

/** How a text of numbers only orders day and month, decided by the first that leaves no choice. */
export type DayOrder = 'day-first' | 'month-first';

const fraction = (digits: string | undefined): number =>
  digits === undefined ? 0 : Math.floor(Number(`0.${digits}`) * 1000);

function offsetMs(zone: string): number {
  if (/^[A-Z]+$/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const [hours = '0', minutes = '0'] = zone.includes(':')
    ? zone.slice(1).split(':')
    : [zone.slice(1, 3), zone.slice(3)];
  return sign * (Number(hours) * 60 + Number(minutes)) * minuteMs;
}

/** Wall-clock parts as an instant; a named zone wins over the clock's. */
function instant(parts: readonly number[], zone: string | undefined, clock: Clock): number | undefined {
  const [year = 0, month = 0, day = 1, hour = 0, minute = 0, second = 0, ms = 0] = parts;
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined;
  const wall = Date.UTC(year, month, day, hour, minute, second, ms);
  if (zone !== undefined) return wall - offsetMs(zone);
  return clock.zone === 'UTC' ? wall : (localInstant(wall, clock.zone) ?? wall);
}

let cachedHour = Number.NaN;
let cachedZone = '';
let cachedShift = 0;

/** Zones are looked up once an hour of log time: the offset changes on the hour or not at all. */
function localInstant(wall: number, zone: string): number | undefined {
  const hour = Math.floor(wall / 900_000);
  if (hour !== cachedHour || zone !== cachedZone) {
    const first = instantsOf(hour * 900_000, zone)[0];
    if (first === undefined) return undefined;
    cachedHour = hour;
    cachedZone = zone;
    cachedShift = hour * 900_000 - first;
  }
  return wall - cachedShift;
}

const twelve = (hour: number, half: string | undefined): number =>
  half === undefined ? hour : (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);

/** syslog names no year: the last one in which the time is not in the future, a day of doubt allowed. */
function yearBefore(month: number, day: number, clock: Clock): number {
  const year = new Date(clock.now).getUTCFullYear();
  return Date.UTC(year, month, day) > clock.now + dayMs ? year - 1 : year;
}

/** Finds a time in the first `within` characters of a line. */
export function findTime(line: string, clock: Clock, within = 60, order?: DayOrder): FoundTime | undefined {
  const head = line.length > within + 40 ? line.slice(0, within + 40) : line;
  return (
    fromIso(head, clock, within) ??
    fromSyslog(head, clock, within) ??
    fromNamed(head, clock, within) ??
    fromMonthFirst(head, clock, within) ??
    fromNumeric(head, clock, within, order ?? clock.order)
  );
}

function found(match: RegExpExecArray, at: number | undefined, zoned: boolean): FoundTime | undefined {
  return at === undefined ? undefined : { at, zoned, end: match.index + match[0].length };
}

function fromIso(head: string, clock: Clock, within: number): FoundTime | undefined {
  const m = iso.exec(head);
  if (m === null || m.index > within) return undefined;
  const parts = [
    Number(m[1]),
    Number(m[2]) - 1,
    Number(m[3]),
    Number(m[4]),
    Number(m[5]),
    Number(m[6] ?? 0),
    fraction(m[7]),
  ];
  return found(m, instant(parts, m[8], clock), m[8] !== undefined);
}

function fromSyslog(head: string, clock: Clock, within: number): FoundTime | undefined {
  const m = syslog.exec(head);
  if (m === null || m.index > within) return undefined;
  const month = monthNumber(m[1] ?? '');
  const day = Number(m[2]);
  const year = Number(m[3] ?? m[8] ?? yearBefore(month, day, clock));
  const parts = [year, month, day, Number(m[4]), Number(m[5]), Number(m[6]), fraction(m[7])];
  return found(m, instant(parts, undefined, clock), false);
}

function fromNamed(head: string, clock: Clock, within: number): FoundTime | undefined {
  const m = named.exec(head);
  if (m === null || m.index > within) return undefined;
  const year = Number(m[3]) + ((m[3] ?? '').length === 2 ? 2000 : 0);
  const hour = twelve(Number(m[4]), m[8]);
  const parts = [year, monthNumber(m[2] ?? ''), Number(m[1]), hour, Number(m[5]), Number(m[6] ?? 0), fraction(m[7])];
  return found(m, instant(parts, m[9], clock), m[9] !== undefined);
}

function fromMonthFirst(head: string, clock: Clock, within: number): FoundTime | undefined {
  const m = monthFirst.exec(head);
  if (m === null || m.index > within) return undefined;
  const hour = twelve(Number(m[4]), m[7]);
  const parts = [Number(m[3]), monthNumber(m[1] ?? ''), Number(m[2]), hour, Number(m[5]), Number(m[6])];
  return found(m, instant(parts, undefined, clock), false);
}

function fromNumeric(head: string, clock: Clock, within: number, order: DayOrder | undefined): FoundTime | undefined {
  const m = numeric.exec(head);
  if (m === null || m.index > within) return undefined;
  const [first, second] = [Number(m[1]), Number(m[3])];
  const dayFirst = first > 12 || (second <= 12 && (order === 'day-first' || (order === undefined && m[2] !== '/')));
  const [day, month] = dayFirst ? [first, second] : [second, first];
  const hour = twelve(Number(m[5]), m[9]);
  const parts = [Number(m[4]), month - 1, day, hour, Number(m[6]), Number(m[7] ?? 0), fraction(m[8])];
  return found(m, instant(parts, m[10], clock), m[10] !== undefined);
}

/** A number of seconds, ms, µs or ns since the epoch; undefined where it is none of this century. */
export function epochMs(value: number): number | undefined {
  for (const unit of [1000, 1, 1e-3, 1e-6]) {
    const ms = value * unit;
    if (ms > 946_684_800_000 && ms < 4_102_444_800_000) return Math.floor(ms);
  }
  return undefined;
}

/** A cell that is a time: text as in logs, or a number since the epoch. */
export function cellTime(cell: string, clock: Clock, order?: DayOrder): number | undefined {
  const text = cell.trim();
  if (/^\d{10,19}(?:\.\d+)?$/.test(text)) return epochMs(Number(text));
  return findTime(text, clock, 12, order)?.at;
}

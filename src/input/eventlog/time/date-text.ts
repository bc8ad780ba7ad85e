import { monthOf } from '../../../core/time/month.ts';
import type { DateOrder } from '../event.ts';

/** A date and time as some culture writes it, taken apart but not yet put in order. */
export interface DateText {
  /** The three numbers of the date as they stand; two where the year is missing, none where the date is. */
  readonly numbers: readonly number[];
  /** The orders these numbers can have; empty without a full date. */
  readonly orders: readonly DateOrder[];
  /** Milliseconds after midnight. */
  readonly timeOfDay: number;
  readonly precision: 'millisecond' | 'second' | 'minute';
  readonly lacks?: 'year' | 'date';
  /** A 12-hour clock: a hint at month first. */
  readonly twelveHour: boolean;
  /** Minutes ahead of UTC, where the text says so. */
  readonly offset?: number;
}

const clockPattern =
  /(?:^|[\sT,[])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?\s?m\b\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?\s*\]?\s*$/i;

/** `2026/3/10 下午 3:31:36`: Chinese, Japanese and Korean write the half of the day first. */
const halfBefore = /(上午|下午|午前|午後|오전|오후)\s?(\d{1,2}:\d{2}(?::\d{2})?)/;
const morning: ReadonlySet<string> = new Set(['上午', '午前', '오전']);

/**
 * Takes a time as Event Viewer, PowerShell and people write it apart: `3/10/2026 3:31:36 PM`,
 * `27.10.2021 12:28:26`, `2026-03-10 15:31:36.123`, `Mar 10 15:31`, `March 10, 2026 3:31:36 PM`,
 * `[15:31:36]`. Undefined for anything else.
 */
export function parseDateText(text: string): DateText | undefined {
  if (text.length > 100) return undefined;
  // U+202F and U+00A0 stand before AM and PM in recent Windows; marks of direction come with a copy.
  const clean = text
    .replace(/[\u200e\u200f]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(halfBefore, (_, half: string, clock: string) => `${clock} ${morning.has(half) ? 'AM' : 'PM'}`);
  const clock = clockPattern.exec(clean);
  if (clock === null) return undefined;
  const time = timeOfDay(clock);
  const date = parseDate(clean.slice(0, clock.index).trim());
  if (time === undefined || date === undefined) return undefined;
  return { ...date, ...time };
}

function timeOfDay(clock: RegExpExecArray) {
  const [, hour, minute, second, fraction, half, zone] = clock;
  const written = Number(hour);
  const hours = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 60 || (half !== undefined && written > 12)) return;
  const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const offset = zone === undefined ? undefined : offsetOf(zone);
  return {
    timeOfDay: ((hours * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000 + ms,
    precision:
      second === undefined
        ? ('minute' as const)
        : fraction === undefined
          ? ('second' as const)
          : ('millisecond' as const),
    twelveHour: half !== undefined,
    ...(offset === undefined ? {} : { offset }),
  };
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

type DatePart = Pick<DateText, 'numbers' | 'orders' | 'lacks'>;

/** `Tue 03/04/2026`, as cmd.exe's %DATE% writes it, `Di, 3.4.2026`: the day of the week tells the order of the rest. */
const weekdayFirst = /^\[?(\p{L}{2,10})\.?,?\s+(?=\d{1,4}[./-])/u;
/** First letters, Sunday first: English, German, French, Spanish, Italian, Dutch. */
const weekdayNames: readonly RegExp[] = [
  /^(?:su|so|dim|dom|zo)/i,
  /^(?:mo|lu|ma$|maa)/i,
  /^(?:tu|di(?!m)|mar)/i,
  /^(?:we|mi|me|wo)/i,
  /^(?:th|don|do$|je|ju|gi)/i,
  /^(?:fr|ve|vi|vr)/i,
  /^(?:sa|sá|za)/i,
];

function parseDate(text: string): DatePart | undefined {
  const bare = text.replace(/[,T]$/, '').trim();
  if (bare === '' || bare === '[') return { numbers: [], orders: [], lacks: 'date' };
  const weekday = weekdayFirst.exec(bare);
  const rest = weekday === null ? bare : bare.slice(weekday[0].length);
  const numeric = /^\[?(\d{1,4})([./-])\s?(\d{1,2})[./-]\s?(\d{1,4})\.?$/.exec(rest);
  if (numeric === null) return parseNamedMonth(bare);
  const numbers = [Number(numeric[1]), Number(numeric[3]), century(numeric[4] ?? '', Number(numeric[1]))];
  const orders = (['dmy', 'mdy', 'ymd'] as const).filter((order) => fits(numbers, order, numeric[2] ?? ''));
  if (orders.length === 0) return undefined;
  const fitting = weekday === null ? orders : orders.filter((order) => fallsOn(numbers, order, weekday[1] ?? ''));
  return { numbers, orders: fitting.length === 0 ? orders : fitting };
}

function fallsOn(numbers: readonly number[], order: DateOrder, name: string): boolean {
  const { year, month, day } = inOrder(numbers, order);
  return weekdayNames[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]?.test(name) ?? false;
}

/** A last number of two digits is a year where the first is none. */
const century = (last: string, first: number): number =>
  last.length === 2 && first < 100 ? 2000 + Number(last) : Number(last);

/** No culture writes month first with dots (CLDR); a year first is followed by its month. */
function fits(numbers: readonly number[], order: DateOrder, separator: string): boolean {
  const { year, month, day } = inOrder(numbers, order);
  if ((numbers[0] ?? 0) > 999 !== (order === 'ymd')) return false;
  if (order === 'mdy' && separator === '.') return false;
  return year > 1990 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** The numbers of a date under an order. */
export function inOrder(numbers: readonly number[], order: DateOrder): { year: number; month: number; day: number } {
  const at = (letter: string): number => numbers[order.indexOf(letter)] ?? 0;
  return { year: at('y'), month: at('m'), day: at('d') };
}

/** `Mar 10`, `10. März 2026`, `Tuesday, March 10, 2026`: the month tells which number is which. */
function parseNamedMonth(text: string): DatePart | undefined {
  const words = text.split(/[\s,.]+/).filter((word) => word !== '');
  const month = words.map((word) => monthOf(word)).find((one) => one > 0);
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word)).map(Number);
  if (month === undefined || numbers.length === 0 || numbers.length > 2 || words.length > 4) return undefined;
  const year = numbers.find((number) => number > 31);
  const day = numbers.find((number) => number <= 31);
  if (day === undefined || (numbers.length === 2 && year === undefined)) return undefined;
  if (year === undefined) return { numbers: [month, day], orders: [], lacks: 'year' };
  return { numbers: [year, month, day], orders: ['ymd'] };
}

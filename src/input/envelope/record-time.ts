import { isObject } from '../../core/json.ts';
import { monthOf } from '../../core/time/month.ts';
import type { RecordTime } from './record.ts';

const clock = String.raw`(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([AP]M))?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d))?`;
/** `2026-03-10T15:31:00.000Z`, `2026/03/10 15:31:00 +0000`. */
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:T| {1,2}|, )${clock}`, 'i');
/** `Mar 10, 2026 @ 15:31:00.000` (Kibana), `March 10, 2026 3:31 PM`. */
const monthFirst = new RegExp(
  String.raw`^(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2})[a-z]{0,6} (\d\d?),? (\d{4})(?:,? @? ?)${clock}`,
);
/** `10 Mar 2026 15:31:00`, `10/Mar/2026:15:31:00 +0000`. */
const monthNamed = new RegExp(
  String.raw`^(?:[A-Z][a-z]{2},? )?(\d\d?)[ /-]([A-Z][a-z]{2})[a-z]{0,6}[ /-](\d{4})[ :T,@]{1,3}${clock}`,
);
/** `3/10/2026, 3:31:00.000 PM` (Azure's portal), `10.03.2026 15:31:00`. */
const yearLast = new RegExp(String.raw`^(\d\d?)([/.-])(\d\d?)\2(\d{4}),? {1,2}${clock}`, 'i');

/** The time a field holds: text, a number since the epoch, `{"$date": …}`, seconds beside nanoseconds. */
export function timeOf(value: unknown): RecordTime | undefined {
  if (typeof value === 'number') return sinceEpoch(value);
  if (typeof value === 'string') return timeOfText(value.trim());
  if (Array.isArray(value)) return ofPair(value);
  if (!isObject(value)) return undefined;
  const { seconds, nanos } = value;
  if (seconds !== undefined) return sinceEpoch(Number(seconds) + Number(nanos ?? 0) / 1e9);
  return timeOf(value['$date'] ?? value['$numberLong'] ?? value['value']);
}

/** One value in a list (Elasticsearch's `fields`), or seconds and nanoseconds. */
function ofPair(values: readonly unknown[]): RecordTime | undefined {
  const [first, second] = values;
  if (typeof first === 'number' && typeof second === 'number') return sinceEpoch(first + second / 1e9);
  return Array.isArray(first) ? undefined : timeOf(first);
}

function timeOfText(text: string): RecordTime | undefined {
  if (/^\d{9,19}(?:\.\d{1,9})?(?:E\d{1,2})?$/i.test(text) || /^\d\.\d{3,17}E\d{1,2}$/i.test(text)) {
    return sinceEpoch(Number(text));
  }
  let m = yearFirst.exec(text);
  if (m !== null) return fromParts(Number(m[1]), Number(m[2]), Number(m[3]), m, 4);
  m = monthFirst.exec(text);
  if (m !== null) return fromParts(Number(m[3]), monthOf(m[1]), Number(m[2]), m, 4);
  m = monthNamed.exec(text);
  if (m !== null) return fromParts(Number(m[3]), monthOf(m[2]), Number(m[1]), m, 4);
  m = yearLast.exec(text);
  if (m === null) return undefined;
  const [first, second] = [Number(m[1]), Number(m[3])];
  const dayFirst = first > 12 || (second <= 12 && m[2] !== '/');
  return fromParts(Number(m[4]), dayFirst ? second : first, dayFirst ? first : second, m, 5);
}

/** A clock's groups stand at `from` of a match. */
function fromParts(
  year: number,
  month: number,
  day: number,
  match: RegExpExecArray,
  from: number,
): RecordTime | undefined {
  const [hours, minutes, seconds = '0', fraction = '', half, zone] = match.slice(from);
  if (month < 1 || month > 12 || day < 1 || day > 31 || Number(hours) > 24 || Number(minutes) > 59) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const wall = Date.UTC(year, month - 1, day, hour, Number(minutes), Number(seconds));
  return written(wall - offsetOf(zone), Number(`0.${fraction.padEnd(1, '0')}`), zone !== undefined);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || /^[A-Z]/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** A number of seconds, ms, µs or ns since the epoch; undefined where it is none of this century. */
function sinceEpoch(value: number): RecordTime | undefined {
  for (const perSecond of [1, 1e3, 1e6, 1e9]) {
    const seconds = value / perSecond;
    if (!(seconds > 946_684_800 && seconds < 4_102_444_800)) continue;
    const whole = Math.floor(seconds);
    return written(whole * 1000, seconds - whole, true);
  }
  return undefined;
}

/** `wall`: ms of the whole second; `part`: of the second. */
function written(wall: number, part: number, zoned: boolean): RecordTime | undefined {
  if (!Number.isFinite(wall)) return undefined;
  // Doubles of nanoseconds are a little off: half of the last digit is added before the rest is cut.
  const digits = Math.min(99_999, Math.floor(part * 1e5 + 0.05));
  const time = `${new Date(wall).toISOString().slice(0, 19)}.${String(digits).padStart(5, '0')}`;
  return { time, zoned, ms: wall + part * 1000 };
}

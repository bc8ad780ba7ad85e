import { minuteMs } from '../../../core/time/units.ts';
import type { RawTime } from '../raw-event.ts';

const isoPattern =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})[T ]\s*(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?\s*$/i;

/**
 * An ISO 8601 time with its zone, as `<TimeCreated>` and JSON write it (7 or 9 decimals, unpadded
 * parts in hand-redacted posts). Without a zone `otherwise` applies; undefined where that is none
 * or the text is no such time.
 */
export function parseIso(text: string, otherwise?: 'UTC'): Exclude<RawTime, undefined | { text: string }> | undefined {
  const match = isoPattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = otherwise] = match;
  if (zone === undefined) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms);
  if (Number.isNaN(wall) || Number(month) > 12 || Number(day) > 31 || Number(hour) > 23) return undefined;
  return { utc: wall - offsetMs(zone), precision: fraction === '' ? 'second' : 'millisecond' };
}

/** `+02:00`, `-0600`, `Z` in ms. */
function offsetMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * minuteMs;
}

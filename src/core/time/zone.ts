import { TZDate, tzOffset } from '@date-fns/tz';
import { formatISO } from 'date-fns/formatISO';
import { minuteMs } from './units.ts';

/** Wall-clock date and time in some zone; `weekday` is 0 for Sunday. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

/** Whether `name` is a zone that can be computed with: an IANA name or an offset such as `+02:00`. */
export function isZone(name: string): boolean {
  return (
    name.length > 0 && name.length < 64 && /^[A-Za-z0-9_+:/-]+$/.test(name) && !Number.isNaN(offsetMinutes(name, 0))
  );
}

/** Minutes that `zone` is ahead of UTC at an instant (ms since the epoch). */
export function offsetMinutes(zone: string, instant: number): number {
  return zone === 'UTC' ? 0 : tzOffset(zone, new Date(instant));
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Minutes ahead of UTC as a zone's name, `+05:30`; `UTC` for none. */
export function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The wall clock of `zone` at an instant (ms since the epoch). */
export function toLocal(instant: number, zone: string): LocalTime {
  const shown = new Date(instant + offsetMinutes(zone, instant) * minuteMs);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    weekday: shown.getUTCDay(),
  };
}

/**
 * The instants (ms since the epoch) a wall clock shows a time: one as a rule, none in a
 * daylight-saving gap, two (earlier first) in a repeated hour.
 * `wallClock` is the wall-clock time read as if it were UTC, in ms.
 */
export function instantsOf(wallClock: number, zone: string): readonly number[] {
  const dayMs = 24 * 60 * minuteMs;
  const offsets = new Set([offsetMinutes(zone, wallClock - dayMs), offsetMinutes(zone, wallClock + dayMs)]);
  return [...offsets]
    .map((offset) => wallClock - offset * minuteMs)
    .filter((instant) => instant + offsetMinutes(zone, instant) * minuteMs === wallClock)
    .toSorted((a, b) => a - b);
}

/**
 * The instant (ms) of a wall-clock time: in a repeated hour the earlier, in a skipped one that of a clock that had not
 * moved. `wallClock` as in `instantsOf`.
 */
export function instantOf(wallClock: number, zone: string): number {
  return instantsOf(wallClock, zone)[0] ?? wallClock - offsetMinutes(zone, wallClock - 24 * 60 * minuteMs) * minuteMs;
}

/** `2026-03-10`. */
export const formatDate = ({ year, month, day }: LocalTime): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** An instant as `2026-03-10T15:30:00+01:00` in `zone`; UTC is written as an offset too, and needs no tables of zones. */
export const formatInZone = (instant: number, zone: string): string =>
  zone === 'UTC'
    ? new Date(instant).toISOString().replace(/\.\d{3}Z$/, '+00:00')
    : formatISO(new TZDate(instant, zone)).replace(/Z$/, '+00:00');

/** An instant as ISO 8601 UTC without milliseconds where they are zero: `2026-03-10T14:30:00Z`. */
export const formatUtc = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');

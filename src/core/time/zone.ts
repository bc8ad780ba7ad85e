import { tzOffset } from '@date-fns/tz';
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

/** The wall clock of `zone` at an instant (ms since the epoch). */
export function toLocal(instant: number, zone: string): LocalTime {
  const shifted = new Date(instant + offsetMinutes(zone, instant) * minuteMs);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay(),
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

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-03-10`. */
export const formatDate = (t: LocalTime): string => `${t.year}-${two(t.month)}-${two(t.day)}`;
/** `15:30`. */
export const formatMinute = (t: LocalTime): string => `${two(t.hour)}:${two(t.minute)}`;

/** An instant as `2026-03-10T15:30:00+01:00` in `zone`. */
export function formatInZone(instant: number, zone: string): string {
  const t = toLocal(instant, zone);
  const offset = offsetMinutes(zone, instant);
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  return `${formatDate(t)}T${formatMinute(t)}:${two(t.second)}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** An instant as ISO 8601 UTC without milliseconds where they are zero: `2026-03-10T14:30:00Z`. */
export const formatUtc = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');

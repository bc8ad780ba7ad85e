import type { TimeZone } from '../../../core/coverage.ts';
import type { Evidence } from '../../../core/finding.ts';
import { type BusinessHours, isBusinessTime } from '../../../core/time/business-hours.ts';
import { weekdays } from '../../../core/time/units.ts';
import { formatInZone, formatUtc, toLocal } from '../../../core/time/zone.ts';
import type { SeenEvent } from '../events/seen-event.ts';

/** How times are told: the zone of the server's wall clock and when people work there. */
export interface ServerClock {
  readonly zone: TimeZone;
  /** All times are wall-clock times of a zone nobody named, as if they were UTC: no UTC can be told. */
  readonly wall: boolean;
  readonly hours: BusinessHours;
  /** The day is not known, and times are told without one, or with the date `as` the source writes it. */
  readonly dayUnknown?: { readonly as?: string };
}

/** An instant as the report says it. */
export interface Moment {
  /** ISO 8601 UTC; absent where the zone of the input is not known. */
  readonly at?: string;
  /** Wall clock of the server, with its offset where that is known. */
  readonly local: string;
  readonly businessHours: boolean;
}

const zoneName = (clock: ServerClock): string => (clock.wall ? 'UTC' : clock.zone.name);

export const isBusiness = (ms: number, clock: ServerClock): boolean =>
  !Number.isNaN(ms) && isBusinessTime(clock.hours, toLocal(ms, zoneName(clock)));

/** The instant to the second. */
export function momentOf(ms: number, clock: ServerClock): Moment {
  const second = Math.floor(ms / 1000) * 1000;
  const businessHours = isBusiness(second, clock);
  const local = formatInZone(second, zoneName(clock));
  return clock.wall ? { local: local.slice(0, 19), businessHours } : { at: formatUtc(second), local, businessHours };
}

/** The same of what the input tells: no day where it names none. */
export const seenAt = (ms: number, clock: ServerClock): Moment =>
  clock.dayUnknown === undefined
    ? momentOf(ms, clock)
    : { local: sayTime(ms, clock), businessHours: isBusiness(ms, clock) };

/** `Tue 2026-03-10 15:31:36`, for sentences; NaN is a time that nobody gives. */
export function sayTime(ms: number, clock: ServerClock): string {
  if (Number.isNaN(ms)) return 'at a time that is not given';
  const { local } = momentOf(ms, clock);
  if (clock.dayUnknown !== undefined) return `${clock.dayUnknown.as ?? ''} ${local.slice(11, 19)}`.trimStart();
  const weekday = weekdays[toLocal(ms, zoneName(clock)).weekday];
  return `${weekday} ${local.slice(0, 10)} ${local.slice(11, 19)}`;
}

/** Which zone the times of sentences and tables are in. */
export const sayZone = (clock: ServerClock): string =>
  clock.wall ? 'server local time, zone unknown' : `${clock.zone.name} (${clock.zone.provenance})`;

/** Quotes an event. */
export function evidenceOf(event: SeenEvent, clock: ServerClock): Evidence {
  const timed = !Number.isNaN(event.time);
  const { at, local } = timed && clock.dayUnknown === undefined ? momentOf(event.time, clock) : { local: '' };
  const said = timed && clock.dayUnknown !== undefined ? sayTime(event.time, clock) : local.replace('T', ' ');
  return {
    source: event.source,
    ...(event.line === undefined ? {} : { line: event.line }),
    ...(event.record === undefined || event.line !== undefined ? {} : { record: event.record }),
    ...(at === undefined ? {} : { at, zone: event.zone }),
    text: at === undefined ? `${said} ${event.text}`.trim() : event.text,
  };
}

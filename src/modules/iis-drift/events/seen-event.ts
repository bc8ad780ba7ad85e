import type { EventKind } from './kinds.ts';

/**
 * How far a time can be trusted: `utc` is an instant; `local` a wall clock of an unknown zone, as if it were
 * UTC; `day` the time of a day nobody names, as if it were 1970-01-01; `none` no time at all.
 */
export type Clock = 'utc' | 'local' | 'day' | 'none';

/** An event that matters to recycling, cut down to what analysis needs; JSON. */
export interface SeenEvent {
  readonly kind: EventKind;
  readonly provider: string;
  readonly id: number;
  /** Lower-case computer name, '' where the export has none. */
  readonly host: string;
  /** Ms, to be read as `clock` says. */
  readonly time: number;
  readonly clock: Clock;
  /** Where `clock` is `day`: the date as the source writes it, which can be read in two ways. */
  readonly day?: string;
  /** Ms within which `time` may be off: 1, 1000 or 60000. */
  readonly precision: number;
  /** Where the zone of an `utc` time is known from, for evidence. */
  readonly zone: string;
  /** Ms of the wall clock that the source shows, as if it were UTC, where `time` is an instant by --tz or by another record only. */
  readonly wall?: number;
  /** Ms of the instant at which the process began, where the record says it in UTC (a FILETIME). */
  readonly born?: number;
  readonly pool?: string;
  /** Application as the ASP.NET Core Module names it: a config path, a physical path or a free name. */
  readonly app?: string;
  readonly pid?: string;
  /** Exit code, changed setting, service, user: what tells this event from others of its kind. */
  readonly detail?: string;
  readonly channel: string;
  readonly record?: string;
  readonly source: string;
  readonly line?: number;
  /** One line of the event, cut. */
  readonly text: string;
  /** What it is was told from the words, not from provider and id. */
  readonly byWords?: true;
}

/** Whose event it is, and what it says besides. */
export type Names = Pick<SeenEvent, 'pool' | 'app' | 'pid' | 'detail'>;

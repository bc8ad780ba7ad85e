import type { InputCoverage, TimeZone } from '../../core/coverage.ts';
import type { WantedEvents } from '../../core/windows-events/provider.ts';

/** When an event happened, as exactly as its source says. Neither `utc` nor `local`: the source has no time. */
export interface EventTime {
  /** ISO 8601 UTC with milliseconds; absent where the source has local time of an unknown zone. */
  readonly utc?: string;
  /** Wall-clock time as the source shows it, ISO 8601 without zone; absent where the source has UTC only. Only `15:31:36` where `lacks` is `date`. */
  readonly local?: string;
  /** The smallest unit the source kept: table forms lose seconds. */
  readonly precision: 'millisecond' | 'second' | 'minute';
  /** What the source leaves out. `year` was filled in as the latest that is not after the clock of the run. */
  readonly lacks?: 'year' | 'date' | 'time';
  /** The date as the source writes it, where it `lacks` one because it can be read in two ways: `03/04/2026`. */
  readonly day?: string;
  readonly zone: TimeZone;
}

/** One Windows event, from whichever export. */
export interface EventRecord {
  /** As written: `Microsoft-Windows-WAS`, `WAS`, `IIS AspNetCore Module V2`; absent where the export has none (LogMonitor, notes). */
  readonly provider?: string;
  /** Event id without qualifiers (masked with 0xFFFF); 0 where the source has a bare message only. */
  readonly id: number;
  /** The id is not in the source: it was told from the words of the message (`ApiGateway shutdown` is 1033). */
  readonly idFromWords?: true;
  /** `System`, `Application`; absent where the export has none. */
  readonly channel?: string;
  readonly computer?: string;
  readonly recordId?: string;
  readonly time: EventTime;
  /** EventData by name (`AppPoolID`, `ProcessID`); unnamed values are `param1`, `param2` … in order; `Binary` in hex. */
  readonly data: Readonly<Record<string, string>>;
  /** Rendered text in the language of the host; absent in EVTX and plain `wevtutil` XML. */
  readonly message?: string;
  /** The export cut the message off (`...`): never read a name out of its end. */
  readonly messageCut?: true;
  /** Input name, for evidence. */
  readonly source: string;
  /** 1-based line where it begins; absent for binary sources. */
  readonly line?: number;
}

/** How dates such as 3/4/2026 are to be read. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export interface EventSettings {
  /** Only these are yielded; the rest is counted and skipped unread. Absent: all. Records without a provider are chosen by id alone. */
  readonly wanted?: readonly WantedEvents[];
  /** Whether a sentence without provider, id or time is a message of an event; absent: what WAS says of application pools. */
  readonly speaks?: (text: string) => boolean;
  /** `--date-order`. */
  readonly dateOrder?: DateOrder;
  /** `--tz`: the zone of times that say none. */
  readonly zone?: TimeZone;
  /** ISO 8601 UTC clock of the run; fills in the year where an export has none. */
  readonly now?: string;
}

/** One input read as events: iterate `events` once, to its end; then `coverage` is complete. */
export interface EventReading {
  readonly events: AsyncIterable<EventRecord>;
  /** How much was read so far and what of it understood; `format` is what the input turned out to be. */
  coverage(): InputCoverage;
}

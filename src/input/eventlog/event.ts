import type { TimeZone } from '../../core/coverage.ts';

/** When an event happened, as exactly as its source says. */
export interface EventTime {
  /** ISO 8601 UTC with milliseconds; absent where the source has local time of an unknown zone. */
  readonly utc?: string;
  /** Wall-clock time as the source shows it, ISO 8601 without zone; absent where the source has UTC only. */
  readonly local?: string;
  /** The smallest unit the source kept: table forms lose seconds, `Get-EventLog` the year. */
  readonly precision: 'millisecond' | 'second' | 'minute';
  readonly zone: TimeZone;
}

/** One Windows event, from whichever export. */
export interface EventRecord {
  /** As written: `Microsoft-Windows-WAS`, `WAS`, `IIS AspNetCore Module V2`; absent where the export has none. */
  readonly provider?: string;
  /** Event id without qualifiers (masked with 0xFFFF). */
  readonly id: number;
  /** `System`, `Application`; absent where the export has none. */
  readonly channel?: string;
  readonly computer?: string;
  readonly recordId?: string;
  readonly time: EventTime;
  /** EventData by name; unnamed values are `param1`, `param2` … in order. */
  readonly data: Readonly<Record<string, string>>;
  /** Rendered text in the language of the host; absent in EVTX and plain `wevtutil` XML. */
  readonly message?: string;
  /** The export cut the message off (`...`): never read a name out of its end. */
  readonly messageCut?: boolean;
  /** Input name, for evidence. */
  readonly source: string;
  /** 1-based line where it begins; absent for binary sources. */
  readonly line?: number;
}

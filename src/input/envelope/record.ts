import type { Stamp } from '../../core/stamp.ts';

/** When a record was written. */
export interface RecordTime extends Stamp {
  /** ms since the epoch, of a time without zone as if it were UTC: to order by. */
  readonly ms: number;
}

/** One record of a log store, or one line of a log viewer, without what was around it. */
export interface LogRecord {
  /** The message as it was logged; several lines where it has several. */
  readonly message: string;
  readonly time?: RecordTime | undefined;
  /** The program, container or unit that the labels name. */
  readonly program?: string | undefined;
  readonly host?: string | undefined;
  /** What the store calls this record. */
  readonly id?: string | undefined;
  /** The message goes on in the next record of the same stream. */
  readonly partial?: true | undefined;
  /** Parts are joined within one stream. */
  readonly stream?: string | undefined;
  /** 1-based line or record it begins in. */
  readonly place: number;
  /** Counts the answers of an API that stand behind each other. */
  readonly page?: number | undefined;
}

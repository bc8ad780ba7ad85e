import type { Source } from '../source.ts';
import type { LogRecord } from './record.ts';

/** Reads the records out of one kind of envelope. */
export interface EnvelopeReader {
  /** `loki`, `csv` … */
  readonly name: string;
  readonly unit: 'line' | 'record';
  /** Records may lie in several streams behind each other. */
  readonly streams: boolean;
  records(source: Source): AsyncGenerator<readonly LogRecord[]>;
}

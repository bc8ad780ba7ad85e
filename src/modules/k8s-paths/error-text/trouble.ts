import type { Part } from '../../../kubernetes/messages/part.ts';
import type { PlainLine } from './unwrap.ts';

/** What a row of a table tells; its own words may be a message that a table of messages knows better. */
export interface Trouble {
  readonly line: number;
  readonly quote: string;
  /** What is looked up; the trouble stands where no row knows it. */
  readonly words?: string;
  readonly id: string;
  /** The pod it is about, by its name, where the row names one. */
  readonly about?: string;
  readonly says: string;
  readonly next: readonly string[];
  readonly part?: Part;
  readonly kind: 'cause' | 'state' | 'retried' | 'well';
  readonly confidence: 'likely' | 'possible';
}

/** A row of a table that is judged as a whole. */
export interface Seen<R> {
  readonly row: R;
  readonly line: PlainLine;
}

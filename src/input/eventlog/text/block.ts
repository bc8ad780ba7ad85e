import type { DateOrder } from '../event.ts';
import type { RawEvent } from '../raw-event.ts';
import type { RowShape } from './row-scan.ts';

/** Where the readers of text put what they find. */
export interface Sink {
  event(event: RawEvent): void;
  /** Whether a sentence without any header is a message of an event. */
  speaks(text: string): boolean;
  /** Lines of the block that should fit and do not. */
  missed(line: number, text: string): void;
  /** Headers in a language whose cultures all write dates this way. */
  language(order: DateOrder, because: string): void;
}

/**
 * Lines that belong together. `take` a line: `taken`; `last`, taken and the block is complete;
 * `refused`, the block is over and the line is not its.
 */
export interface Block {
  readonly format: string;
  take(line: string, number: number): 'taken' | 'last' | 'refused';
  /** In a table between two rows: how to tell a row's id without reading the row. */
  readonly rowShape?: RowShape | undefined;
  /** The block is over; false where it turned out to be nothing. */
  end(): boolean;
}

/** Begins a block at a line it knows, which is then its first. */
export type Opener = (line: string, number: number, sink: Sink) => Block | undefined;

/** A block of one line that has been dealt with. */
export const oneLine = (format: string): Block => ({ format, take: () => 'refused', end: () => true });

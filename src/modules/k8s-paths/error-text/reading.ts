import type { MessageKind } from '../../../kubernetes/messages/message.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import type { CodeName } from '../codes.ts';
import type { Level, PlainLine } from './unwrap.ts';

/** A message as it stands in the text. */
export interface Example {
  /** Line of the text, 1-based; absent for a message that goes over several. */
  readonly line?: number;
  readonly quote: string;
}

/** One message of a text, understood. */
export interface ErrorReading extends Example {
  /** Of the row that knows it. */
  readonly id: string;
  /** What it means, with the names from the text filled in. */
  readonly says: string;
  readonly next: readonly string[];
  /** Name of the code it stands for. */
  readonly name?: CodeName;
  readonly where: readonly string[];
  readonly kind: MessageKind;
  readonly confidence: 'likely' | 'possible';
  readonly part?: Part;
  readonly level?: Level;
  /** Says only that something failed. */
  readonly catchAll?: true;
  /** A state that a table shows, which says nothing of its cause. */
  readonly shown?: true;
  /** Ids of messages that explain it, as its row says. */
  readonly yieldsTo?: RegExp;
  /** See `Message`. */
  readonly independentOf?: RegExp;
  readonly onlyItself?: true;
  /** A fault by its words that the text itself shows to be over. */
  readonly over?: true;
  /** Pods it is about, by their names, where the text names them. */
  readonly about?: readonly string[];
  /** `id` of the message of this text that explains it. */
  readonly becauseOf?: string;
  /** Other messages with this meaning that name something else: another image, another pod. */
  readonly also: readonly Example[];
}

/** A message met once, before equal ones are joined to a reading. */
export interface Occurrence {
  /** Place of its row in the tables; beyond all of them for what no row knows. */
  readonly rank: number;
  readonly reading: ErrorReading;
  readonly line?: PlainLine;
  readonly ends?: readonly Part[];
  readonly endedBy?: RegExp;
  readonly apart?: true;
}

/** Behind all rows. */
export const noRow: number = Number.MAX_SAFE_INTEGER;

/** Whether a message tells of something broken. */
export const isFault = ({ kind }: Pick<ErrorReading, 'kind'>): boolean => kind !== 'harmless' && kind !== 'well';

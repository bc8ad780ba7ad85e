import type { Row } from '../../../core/knowledge.ts';
import { findRow } from '../../../core/patterns/find-row.ts';
import type { FlowCodeKey } from '../codes.ts';

/**
 * What a record of an object says: an event, a condition, a container's state, as `REASON: message`.
 * The reason is the context: the same words under another reason prove nothing.
 */
export interface Message extends Row {
  readonly code: FlowCodeKey;
  /** Number of the arrow that does not come about. */
  readonly arrow: number;
  /** Kind of the object that the record is of, where it is no pod's. */
  readonly of?: string;
  /** Where group 1 of the pattern is no name of its own: what it is, before it. */
  readonly subject?: string;
}

/** The first row that a record is. */
export const findMessage = (text: string, rows: readonly Message[]): Message | undefined => findRow(rows, text);

/** What the record names: the first group that took part, behind what it is. */
export function subjectOf({ matches, subject }: Message, text: string): string {
  const name = matches
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (name === undefined) return subject ?? '';
  return subject === undefined ? name : `${subject} ${name}`;
}

import { RowIndex } from '../../../core/patterns/row-index.ts';
import type { ReplyRow } from './reply-row.ts';
import { soughtTexts } from './sought-texts.ts';
import { replyRows } from './table.ts';

let index: RowIndex | undefined;

/** The first row that matches a subject (`subjectOf` a reply). */
export function rowFor(subject: string): ReplyRow | undefined {
  index ??= new RowIndex(soughtTexts());
  for (const at of index.candidates(subject)) {
    const row = replyRows[at];
    if (row?.matches.test(subject) === true) return row;
  }
  return undefined;
}

import { findRow } from '../../../core/patterns/find-row.ts';
import type { ReplyRow } from './reply-row.ts';
import { soughtTexts } from './sought-texts.ts';
import { replyRows } from './table.ts';

let rows: readonly ReplyRow[] | undefined;

/** The first row that matches a subject (`subjectOf` a reply). */
export function rowFor(subject: string): ReplyRow | undefined {
  if (rows === undefined) {
    const texts = soughtTexts();
    rows = replyRows.map((row, at) => ({ ...row, requires: texts[at] ?? [] }));
  }
  return findRow(rows, subject);
}

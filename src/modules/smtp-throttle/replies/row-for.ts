import type { ReplyRow } from './reply-row.ts';
import { soughtTexts } from './sought-texts.ts';
import { replyRows } from './table.ts';

let sought: readonly (readonly string[])[] | undefined;

/**
 * The first row that matches a subject (`subjectOf` a reply). Compiling a pattern takes longer than to look for texts
 * in a hundred replies, and of all the rows only a handful come near one reply.
 */
export function rowFor(subject: string): ReplyRow | undefined {
  sought ??= soughtTexts();
  const text = subject.toLowerCase();
  const texts = sought;
  const mayMatch = (row: number) => {
    const required = texts[row] ?? [];
    return required.length === 0 || required.some((one) => text.includes(one));
  };
  return replyRows.find(({ matches }, row) => mayMatch(row) && matches.test(subject));
}

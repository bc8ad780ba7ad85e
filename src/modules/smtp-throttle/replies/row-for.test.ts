import { expect, test } from 'vitest';
import { parseReply, subjectOf } from '../reply.ts';
import { rowFor } from './row-for.ts';
import { replyRows, replyTable } from './table.ts';

test('looking for texts first finds the same row', () => {
  const replies = replyRows.flatMap(({ samples, not = [] }) => [...samples, ...not]);
  expect(replies.length).toBeGreaterThan(500);
  const quick = replies.map((reply) => rowFor(subjectOf(parseReply(reply)))?.id);
  expect(quick).toEqual(replies.map((reply) => replyTable.find(reply, replyRows)?.id));
});

import { expect, test } from 'vitest';
import { judgeEnvelopes } from '../corpus/envelopes.ts';

const corpus = process.env['DIAG_CORPUS'];

test.skipIf(corpus === undefined)('every envelope of the corpus holds its log (needs DIAG_CORPUS)', async () => {
  const lines: string[] = [];
  const { right, wrong } = await judgeEnvelopes(corpus ?? '', (line) => lines.push(line));
  expect(lines.filter((line) => line.startsWith('wrong'))).toEqual([]);
  expect(wrong).toBe(0);
  expect(right).toBeGreaterThan(20);
});

import { expect, test } from 'vitest';
import { readConntrackStatistics } from './conntrack.ts';

test('adds the counters of all processors up', () => {
  const text =
    'cpu=0 found=1 invalid=2 insert=0 insert_failed=3 drop=3 early_drop=0\ncpu=1 found=0 invalid=5 insert_failed=1 drop=0';
  const sums = readConntrackStatistics(text);
  expect([sums.get('invalid'), sums.get('insert_failed'), sums.get('drop'), sums.has('cpu')]).toEqual([7, 4, 3, false]);
});

import { expect, test } from 'vitest';
import { readAge, readTimes } from './age.ts';

test('both parts of an age count', () => {
  expect(readAge('6m15s')).toBe(375);
  expect(readAge('2y45d')).toBe(2 * 31_536_000 + 45 * 86_400);
  expect(readAge('3m (x14 over 5m10s)')).toBe(180);
  expect(readAge('<unknown>')).toBeUndefined();
  expect(readTimes('3m (x14 over 5m10s)')).toBe(14);
});

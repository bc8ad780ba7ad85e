import { expect, test } from 'vitest';
import { changesAt, clockChanges } from './dst.ts';

const from = Date.parse('2026-01-01T00:00:00Z');
const first = (zone: string) => clockChanges(zone, from, 1);

// Transitions of 2026 as the tz database has them.
test.each([
  ['Europe/Berlin', '2026-03-29', 120, '2026-10-25', 120],
  ['Europe/London', '2026-03-29', 60, '2026-10-25', 60],
  ['America/New_York', '2026-03-08', 120, '2026-11-01', 60],
  ['Australia/Sydney', '2026-10-04', 120, '2026-04-05', 120],
])('%s skips an hour on %s and repeats one on %s', (zone, gapDate, gapFrom, foldDate, foldFrom) => {
  const changes = first(zone);
  expect(changes.find(({ kind }) => kind === 'gap')).toEqual({
    date: gapDate,
    from: gapFrom,
    to: gapFrom + 60,
    kind: 'gap',
  });
  expect(changes.find(({ kind }) => kind === 'fold')).toEqual({
    date: foldDate,
    from: foldFrom,
    to: foldFrom + 60,
    kind: 'fold',
  });
});

test.each(['UTC', 'Asia/Kolkata', 'America/Sao_Paulo'])('%s never changes', (zone) => {
  expect(clockChanges(zone, from)).toEqual([]);
});

test('a zone that changes at midnight skips the first hour of a day', () => {
  expect(changesAt(clockChanges('America/Santiago', from), 30, 'gap').length).toBe(5);
  expect(changesAt(clockChanges('America/Santiago', from), 210, 'gap')).toEqual([]);
});

import { expect, it } from 'vitest';
import { coverageOf } from './text-coverage.ts';
import { unwrap } from './unwrap.ts';

const understood = (words: string): boolean =>
  coverageOf(unwrap(`I1012 07:13:33.100000       1 volumes.go:12] ${words}`), new Set()).understood === 1;

it.each([
  'could not write the volume map',
  'pod web-1 stuck in state Attaching',
  'no route to 192.0.2.4',
  'request took too long (12s)',
  'giving up after 12 tries',
  'out of addresses',
  'peer 4 gone, quorum 1 of 3',
  'disk nearly full',
])('a line of level info that tells of trouble is not explained by its level: %s', (words) => {
  expect(understood(words)).toBe(false);
});

it.each(['Started container web', 'Successfully registered node w1', 'Caches are synced for garbage collector'])(
  'a line of level info that tells of none is: %s',
  (words) => {
    expect(understood(words)).toBe(true);
  },
);

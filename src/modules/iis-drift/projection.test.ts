import { expect, test } from 'vitest';
import { usualBusinessHours } from '../../core/time/business-hours.ts';
import { isPinned, patternOf, project } from './projection.ts';

const at = (time: string) => Date.parse(time);
const base = { intervalMinutes: 1740, horizonDays: 30, zone: 'UTC', businessHours: usualBusinessHours };
const anchored = (anchor: string, more: object = {}) =>
  project({ ...base, anchor: at(anchor), from: at(anchor), ...more });

// The article's table, its fifth row and on corrected: 29 hours after Thursday 19:30 is Saturday 00:30.
test('from Monday 2 March 2026 04:30 UTC the default interval goes through the day like this', () => {
  const { recycles } = anchored('2026-03-02T04:30:00Z');
  expect(recycles.slice(0, 9).map((one) => [one.at, one.businessHours])).toEqual([
    ['2026-03-03T09:30:00Z', true],
    ['2026-03-04T14:30:00Z', true],
    ['2026-03-05T19:30:00Z', false],
    ['2026-03-07T00:30:00Z', false],
    ['2026-03-08T05:30:00Z', false],
    ['2026-03-09T10:30:00Z', true],
    ['2026-03-10T15:30:00Z', true],
    ['2026-03-11T20:30:00Z', false],
    ['2026-03-13T01:30:00Z', false],
  ]);
});

test('the pattern of 29 hours repeats after 24 recycles, 29 days, and leaves out five of these', () => {
  expect(patternOf(1740)).toEqual({ recycles: 24, days: 29 });
  expect(anchored('2026-03-02T04:30:00Z').recycles).toHaveLength(24);
  expect(anchored('2026-03-02T04:30:00Z').emptyDays).toEqual([
    '2026-03-06',
    '2026-03-12',
    '2026-03-18',
    '2026-03-24',
    '2026-03-30',
  ]);
});

test('in the long run 50 of 168 recycles land in business hours, whatever the anchor', () => {
  for (const anchor of ['2026-03-02T04:30:00Z', '2026-03-05T17:10:00Z']) {
    expect(anchored(anchor).longRunShare).toBeCloseTo(50 / 168, 10);
  }
  expect(anchored('2026-03-02T04:30:00Z').share).toBeCloseTo(7 / 24, 10);
});

test('the interval is elapsed time: local times shift when clocks change, UTC does not', () => {
  const { recycles } = anchored('2026-03-27T06:00:00Z', { zone: 'Europe/Berlin', intervalMinutes: 1440 });
  expect(recycles.slice(0, 3).map(({ local }) => local)).toEqual([
    '2026-03-28T07:00:00+01:00',
    '2026-03-29T08:00:00+02:00',
    '2026-03-30T08:00:00+02:00',
  ]);
});

test('a horizon that begins after the anchor keeps the phase', () => {
  const { recycles } = project({ ...base, anchor: at('2026-03-02T04:30:00Z'), from: at('2026-03-10T16:00:00Z') });
  expect(recycles[0]?.at).toBe('2026-03-11T20:30:00Z');
});

test.each([
  [1440, true],
  [2880, true],
  [720, true],
  [1740, false],
  [1000, false],
])('an interval of %i minutes keeps its clock times: %s', (minutes, pinned) => {
  expect(isPinned(minutes)).toBe(pinned);
});

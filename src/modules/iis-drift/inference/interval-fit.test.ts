import { expect, test } from 'vitest';
import { cyclesOf, fitLives, fitShutdowns } from './interval-fit.ts';

const minute = 60_000;

test('a life is so many cycles, a little late or a few seconds early', () => {
  expect(cyclesOf(1740 * minute, 1740)).toBe(1);
  expect(cyclesOf(1740 * minute + 119_000, 1740)).toBe(1);
  expect(cyclesOf(1740 * minute - 3_000, 1740)).toBe(1);
  expect(cyclesOf(2 * 1740 * minute + 20_000, 1740)).toBe(2);
  expect(cyclesOf(1740 * minute + 10 * minute, 1740)).toBeUndefined();
  expect(cyclesOf(1000 * minute, 1740)).toBeUndefined();
});

test('the interval is the shortest life to the minute, the rest is what each start took', () => {
  expect(fitLives([1740 * minute + 8_000, 1740 * minute + 12_000])).toEqual({
    minutes: 1740,
    creepMs: 10_000,
    cycles: 2,
  });
  expect(fitLives([1740 * minute + 8_000, 3 * 1740 * minute + 30_000])?.minutes).toBe(1740);
  expect(fitLives([1740 * minute, 1000 * minute])).toBeUndefined();
  expect(fitLives([])).toBeUndefined();
});

test('shutdowns keep to an interval only when three are in phase and none is out', () => {
  const cycle = 1740 * minute + 5_000;
  expect(fitShutdowns([0, cycle, 2 * cycle], [1740])?.minutes).toBe(1740);
  expect(fitShutdowns([0, cycle, 3 * cycle], [1740])?.minutes).toBe(1740);
  expect(fitShutdowns([0, cycle], [1740])).toBeUndefined();
  expect(fitShutdowns([0, cycle, 2 * cycle, 2 * cycle + 45 * minute], [1740])).toBeUndefined();
  expect(fitShutdowns([0, 700 * minute, 1400 * minute + 2_000], [1740])?.minutes).toBe(700);
});

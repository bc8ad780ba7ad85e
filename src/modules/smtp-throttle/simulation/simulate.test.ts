import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { m365Limits } from '../measures/limits.ts';
import { simulate } from './simulate.ts';

const atOnce = (mails: number) => Array<number>(mails).fill(0);
const base = { services: [], typicalService: 1, server: m365Limits, seed: 1 };
const capOf = (result: ReturnType<typeof simulate>, cap: number | null) => result.caps.find((row) => row.cap === cap);

describe('27 mails at once, a second each', () => {
  const result = simulate({ ...base, arrivals: atOnce(27), services: [1] });

  test('caps up to the limit refuse nothing, and take as long as the queue', () => {
    expect([1, 2, 3].map((cap) => capOf(result, cap))).toMatchObject([
      { refused: 0, makespanSeconds: 27, addedSeconds: 26 },
      { refused: 0, makespanSeconds: 14, addedSeconds: 13 },
      { refused: 0, makespanSeconds: 9, addedSeconds: 8 },
    ]);
  });

  test('a cap of 4 loses every fourth, no cap all but three', () => {
    expect(capOf(result, 4)).toMatchObject({ refused: 6 });
    expect(capOf(result, null)).toMatchObject({ refused: 24, makespanSeconds: 1, addedSeconds: 0 });
  });

  test('retrying alone delivers them with many more refusals', () => {
    expect(result.retryOnly.refused).toBeGreaterThan(24);
    expect(result.retryOnly.makespanSeconds).toBeGreaterThan(9);
  });
});

test('five at once lose two, as in the public case of 3 of 5', () => {
  expect(capOf(simulate({ ...base, arrivals: atOnce(5) }), null)?.refused).toBe(2);
});

test('beyond 30 mails the minute rules, whatever the cap', () => {
  const result = simulate({ ...base, arrivals: atOnce(60), services: [1] });
  expect(capOf(result, 3)?.makespanSeconds).toBeGreaterThanOrEqual(60);
  expect(capOf(result, 1)?.makespanSeconds).toBeGreaterThanOrEqual(60);
});

test('mails that come one after the other lose nothing by a cap', () => {
  const arrivals = Array.from({ length: 20 }, (_, i) => i * 2.5);
  const result = simulate({ ...base, arrivals, services: [1] });
  expect(result.caps.map((row) => [row.refused, row.addedSeconds])).toEqual(result.caps.map(() => [0, 0]));
});

test('for any batch: the same seed gives the same numbers, and no cap up to 3 is refused', () => {
  const times = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(times, fc.nat(), (raw, seed) => {
      const workload = { ...base, arrivals: raw.toSorted((a, b) => a - b), seed };
      const result = simulate(workload);
      expect(simulate(workload)).toEqual(result);
      for (const cap of [1, 2, 3]) expect(capOf(result, cap)?.refused).toBe(0);
    }),
    { numRuns: 20 },
  );
});

import { describe, expect, test } from 'vitest';
import { erlangB, offeredLoad } from './erlang.ts';
import { fisherExact, holm, logFactorial } from './fisher.ts';
import { median, quantile } from './quantile.ts';
import { lognormal, seededRandom } from './random.ts';
import { wilson } from './wilson.ts';

describe('Wilson interval', () => {
  // Newcombe 1998, table I, method 3, and the incident the module starts from
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [2, 27, 0.0206, 0.2337],
    [200, 200, 0.9812, 1],
  ])('%i of %i lies in %f to %f', (k, n, low, high) => {
    const interval = wilson(k, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('no trials have no share', () => expect(() => wilson(0, 0)).toThrow(RangeError));
});

describe("Fisher's exact test", () => {
  const tea = { attemptsInside: 4, failures: 4, attempts: 8 };
  test.each([
    ['the lady tasting tea, 4 of 4 (Fisher 1935)', { ...tea, failuresInside: 4 }, 1 / 70],
    ['the lady tasting tea, 3 of 4', { ...tea, failuresInside: 3 }, 17 / 70],
    [
      'convictions of like-sex twins (help of R fisher.test)',
      { failuresInside: 15, attemptsInside: 18, failures: 17, attempts: 30 },
      0.0004652,
    ],
    [
      'both failures of 400 attempts in a batch of 27',
      { failuresInside: 2, attemptsInside: 27, failures: 2, attempts: 400 },
      351 / 79800,
    ],
    ['nothing outside', { failuresInside: 2, attemptsInside: 27, failures: 2, attempts: 27 }, 1],
  ])('%s', (_, counts, p) => expect(fisherExact(counts)).toBeCloseTo(p, 7));

  test('logarithms of factorials', () => {
    expect(Math.exp(logFactorial(10))).toBeCloseTo(3628800, 3);
    expect(logFactorial(170)).toBeCloseTo(706.57306, 5);
  });
});

test("Holm's correction keeps the order and never falls (Holm 1979)", () => {
  const corrected = holm([0.01, 0.04, 0.03, 0.005]);
  expect(corrected.map((p) => Number(p.toFixed(4)))).toEqual([0.03, 0.06, 0.06, 0.02]);
});

describe('Erlang B', () => {
  // any published Erlang-B table: servers, refused share, load
  test.each([
    [1, 0.01, 0.0101],
    [3, 0.01, 0.455],
    [5, 0.01, 1.36],
    [10, 0.01, 4.46],
    [20, 0.05, 15.2],
  ])('%i servers refuse %f of %f Erlangs', (servers, refused, load) => {
    expect(offeredLoad(servers, refused) / load).toBeCloseTo(1, 2);
    expect(erlangB(servers, offeredLoad(servers, refused))).toBeCloseTo(refused, 9);
  });

  test('2 of 27 refused by 3 places is a load of about one', () => {
    expect(offeredLoad(3, 2 / 27)).toBeCloseTo(1.09, 2);
    const { low, high } = wilson(2, 27);
    expect(offeredLoad(3, low)).toBeCloseTo(0.61, 2);
    expect(offeredLoad(3, high)).toBeCloseTo(2.16, 2);
    expect([1, 2, 3, 4].map((servers) => erlangB(servers, 1.09).toFixed(3))).toEqual([
      '0.522',
      '0.221',
      '0.074',
      '0.020',
    ]);
  });

  test('no refusals are no load, and all refused has none', () => {
    expect(offeredLoad(3, 0)).toBe(0);
    expect(() => offeredLoad(3, 1)).toThrow(RangeError);
  });
});

test('quantiles are those of R (type 7)', () => {
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
  expect(median([5, 1, 3])).toBe(3);
  expect(median([])).toBeUndefined();
});

test('the same seed draws the same numbers, lognormal around its median', () => {
  const first = seededRandom(7);
  const second = seededRandom(7);
  const draws = Array.from({ length: 2001 }, () => lognormal(first, 1.2, 0.4));
  expect(Array.from({ length: 2001 }, () => lognormal(second, 1.2, 0.4))).toEqual(draws);
  expect(median(draws)).toBeCloseTo(1.2, 1);
});

import { describe, expect, test } from 'vitest';
import type { AttemptSpan, ClassCounts, MailHistory, SecondBucket } from '../observations.ts';
import { batchesOf } from './batches.ts';
import { findBursts } from './bursts.ts';
import { fromCounts, fromEnds, fromSpans } from './concurrency.ts';
import { countThrottled } from './measure.ts';
import { measureRetries } from './retries.ts';
import { findPeriod, fullestDay, fullestMinute } from './windows.ts';

const throttled = (count: number): ClassCounts => (count === 0 ? {} : { 'throttle-concurrency': count });
const at = (second: number, sent: number, failed = 0): SecondBucket => ({ second, sent, failed: throttled(failed) });
/** `count` single mails, `step` seconds apart. */
const trickle = (from: number, count: number, step = 200): SecondBucket[] =>
  Array.from({ length: count }, (_, i) => at(from + i * step, 1));
const noon = 1_773_144_000;

describe('bursts', () => {
  test('both failures of a day in its only batch: Fisher’s exact probability', () => {
    const batch = [at(noon, 9), at(noon + 1, 9, 1), at(noon + 2, 7, 1)];
    const day = [...batch, ...trickle(noon + 3600, 373)];
    const [burst, ...others] = findBursts(day, countThrottled, true);
    expect(others).toEqual([]);
    expect(burst).toMatchObject({ from: noon, to: noon + 2, attempts: 27, failures: 2 });
    expect(burst?.outside).toEqual({ attempts: 373, failures: 0 });
    expect(burst?.pValue).toBeCloseTo((27 * 26) / (400 * 399), 6);
  });

  test('the more batches could have been picked, the less remarkable is one', () => {
    const batches = Array.from({ length: 10 }, (_, i) => [at(noon + i * 600, 9), at(noon + i * 600 + 1, 8)]).flat();
    const last = [at(noon + 6000, 9), at(noon + 6001, 6, 2)];
    const [burst] = findBursts([...batches, ...last], countThrottled, true);
    const single = (17 * 16) / (187 * 186);
    expect(burst?.pValue).toBeCloseTo(single * 11, 6);
  });

  test('within steady traffic the window of the failures itself is tested against all windows of its length', () => {
    const steady = Array.from({ length: 3600 }, (_, i) => at(noon + i, 2, i === 1800 || i === 1801 ? 2 : 0));
    const [burst] = findBursts(steady, countThrottled, true);
    expect(burst).toMatchObject({ from: noon + 1800, to: noon + 1801, failures: 4, attempts: 8 });
    expect(burst?.pValue).toBeLessThan(1e-6);
  });

  test('failures some seconds apart are one window where that is their usual distance', () => {
    const minute = Array.from({ length: 60 }, (_, i) => at(noon + 1800 + i, 1, i % 5 === 0 ? 1 : 0));
    const rest = Array.from({ length: 1740 }, (_, i) => at(noon + i, 1));
    const later = Array.from({ length: 1800 }, (_, i) => at(noon + 1860 + i, 1));
    const bursts = findBursts([...rest, ...minute, ...later], countThrottled, true);
    expect(bursts).toMatchObject([{ from: noon + 1800, to: noon + 1855, failures: 12 }]);
    expect(bursts[0]?.pValue).toBeLessThan(1e-9);
  });

  test('failures spread over the day are no burst; without successes there is no probability', () => {
    const spread = Array.from({ length: 20 }, (_, i) => at(noon + i * 1000, 5, 1));
    expect(findBursts(spread, countThrottled, true)).toEqual([]);
    const alone = findBursts([at(noon, 0, 2), at(noon + 1, 0, 1)], countThrottled, false);
    expect(alone).toMatchObject([{ failures: 3, attempts: 3 }]);
    expect(alone[0]).not.toHaveProperty('pValue');
  });

  test('a batch ends with a pause of 5 to 30 seconds, longer where mails are usually further apart', () => {
    expect(batchesOf([at(0, 9), at(1, 9), at(7, 9), at(8, 9)])).toHaveLength(2);
    expect(batchesOf([at(0, 1), at(3, 1), at(6, 1), at(9, 1), at(24, 1), at(60, 1)])).toHaveLength(2);
  });
});

describe('concurrency at refusal', () => {
  const span = (from: number, to: number, outcome: AttemptSpan['outcome'] = 'sent'): AttemptSpan => ({
    from,
    to,
    outcome,
  });

  test('from starts and ends: counted when each ends', () => {
    const spans = [span(0, 1001), span(100, 1100), span(200, 1200), span(300, 900, 'throttled'), span(2000, 2500)];
    const result = fromSpans(spans, 3);
    expect(result).toMatchObject({ method: 'start-and-end', estimate: 4, low: 4, high: 4, limit: 3 });
    expect(result.byInFlight).toEqual([
      { inFlight: 1, attempts: 2, refused: 0 },
      { inFlight: 2, attempts: 1, refused: 0 },
      { inFlight: 3, attempts: 1, refused: 0 },
      { inFlight: 4, attempts: 1, refused: 1 },
    ]);
  });

  test('whole seconds leave the least, the most and the expected number', () => {
    const refusal = span(5000, 5000, 'throttled');
    const around = [span(4800, 5000), span(4800, 5000), span(3000, 7000), span(0, 2000)];
    const result = fromSpans([...around, refusal], 3);
    expect(result).toMatchObject({ low: 2, high: 4, withinLimit: 0, byInFlight: [] });
    // Two fractions of a second differ by less than 0.2, one way, in 18 % of all cases.
    expect(result.estimate).toBeCloseTo(1 + 1 + 2 * 0.18, 6);
  });

  test('refused with less in flight than the limit: somebody else takes the places', () => {
    const alone = [span(0, 500, 'throttled'), span(60_000, 60_500, 'throttled')];
    expect(fromSpans(alone, 3).withinLimit).toBe(2);
    expect(fromSpans([span(0, 1000, 'throttled'), span(60_000, 61_000, 'throttled')], 3).withinLimit).toBe(2);
  });

  test('from ends and a service time: between the least and the most that whole seconds allow', () => {
    const seconds = [at(0, 2), at(1, 3, 1), at(2, 2), at(9, 1)];
    const result = fromEnds(seconds, ({ failed }) => countThrottled(failed) > 0, 1000, 3);
    expect(result).toMatchObject({ method: 'ends-only', estimate: 3.5, low: 1, high: 6 });
  });

  test('from counts: 2 of 27 refused by three places is a load of about one Erlang', () => {
    const { estimate, low, high, method } = fromCounts(2, 27, 3);
    expect(method).toBe('erlang-b');
    expect([estimate, low, high].map((load) => load?.toFixed(2))).toEqual(['1.09', '0.61', '2.16']);
  });

  test('nothing refused, or all of it, tells nothing', () => {
    expect(fromSpans([span(0, 1)], 3)).toMatchObject({ method: 'none', estimate: null });
    expect(fromCounts(5, 5, 3)).toMatchObject({ method: 'none', estimate: null });
  });
});

describe('windows', () => {
  test('the fullest 60 seconds roll over the turn of the minute', () => {
    const seconds = [at(noon + 50, 20), at(noon + 70, 15), at(noon + 111, 9)];
    expect(fullestMinute(seconds, [])).toEqual({ from: (noon + 50) * 1000, attempts: 35 });
    expect(fullestMinute([], [])).toBeUndefined();
    expect(fullestMinute(seconds, [{ minute: 7, sent: 80, failed: 1, throttled: 0 }])?.attempts).toBe(81);
  });

  test('the fullest 24 hours count accepted mails', () => {
    const minute = (n: number, sent: number) => ({ minute: n, sent, failed: 7, throttled: 0 });
    expect(fullestDay([minute(0, 10), minute(1439, 5), minute(1440, 8)])?.attempts).toBe(15);
  });

  const day = 86_400;
  test.each([
    [
      'at the same minute of three days',
      [0, day, 2 * day].map((start) => start + 510 * 60),
      { every: 'day', minute: 510 },
    ],
    ['every hour', [5, 65, 125, 186].map((minute) => minute * 60), { every: 'hour', minute: 5 }],
    ['around midnight', [0, day - 60, 2 * day].map((start) => start + 30), { every: 'hour' }],
    ['three times in one hour', [0, 20, 40], undefined],
    ['at any time', [100, 50_000, 120_000, 200_000], undefined],
  ])('bursts %s', (_, starts, period) => {
    if (period === undefined) expect(findPeriod(starts)).toBeUndefined();
    else expect(findPeriod(starts)).toMatchObject(period);
  });
});

describe('retries', () => {
  const mail = (id: string, failedAt: number[], sentAt?: number): MailHistory => ({
    id,
    failedAt,
    failures: failedAt.length,
    throttled: failedAt.length,
    permanent: 0,
    ambiguous: 0,
    ...(sentAt === undefined ? {} : { sentAt }),
  });

  test('a recovery is measured from the first refusal', () => {
    const result = measureRetries([mail('a', [0, 4000], 10_000), mail('b', [0])]);
    expect(result).toMatchObject({ followed: 2, recovered: 1, recoverySeconds: 10, retried: 1, hasty: 0 });
  });

  test('a vain retry within a second is hasty; recipients of one try are no retry', () => {
    expect(measureRetries([mail('a', [0, 300])]).hasty).toBe(1);
    expect(measureRetries([mail('a', [5000, 5000])])).toMatchObject({ hasty: 0, retried: 0 });
  });

  test('vain retries of several mails in one second are a crowd', () => {
    const mails = ['a', 'b', 'c', 'd'].map((id) => mail(id, [0, 60_000]));
    expect(measureRetries(mails).synchronized).toBe(4);
    expect(measureRetries(mails.slice(1)).synchronized).toBe(0);
  });
});

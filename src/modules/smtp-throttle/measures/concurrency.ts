import { offeredLoad } from '../../../core/statistics/erlang.ts';
import { median } from '../../../core/statistics/quantile.ts';
import { wilson } from '../../../core/statistics/wilson.ts';
import type { AttemptSpan, SecondBucket } from '../observations.ts';
import { attemptsOf } from './batches.ts';

/** How many submissions were in flight where one was refused, and how that is known. */
export interface Concurrency {
  /**
   * `start-and-end`: counted from attempts with both ends. `ends-only`: starts inferred from a service
   * time. `erlang-b`: the average load at which `limit` places refuse this share. `none`: nothing to tell by.
   */
  readonly method: 'start-and-end' | 'ends-only' | 'erlang-b' | 'none';
  /** Submissions in flight, the refused one included; for `erlang-b` the average load in Erlangs. */
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The documented limit that applies, null where none is published. */
  readonly limit: number | null;
  /** What has to hold for the number to be right. */
  readonly assumptions: readonly string[];
  /** Refusals at which no more than `limit` of this log can have been in flight: others use the mailbox too. */
  readonly withinLimit: number;
  /** Where times are finer than a second: how many attempts ended with so many in flight, and how many of them were refused. */
  readonly byInFlight: readonly { readonly inFlight: number; readonly attempts: number; readonly refused: number }[];
}

const unknown = (limit: number | null, why: string): Concurrency => ({
  method: 'none',
  estimate: null,
  low: null,
  high: null,
  limit,
  assumptions: [why],
  withinLimit: 0,
  byInFlight: [],
});

const smallest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

/** Submissions in flight at the end of each attempt, itself included, in the order of `to`. */
function inFlightAtEnd(spans: readonly AttemptSpan[]): { span: AttemptSpan; inFlight: number }[] {
  const starts = spans.map((span) => span.from).toSorted((a, b) => a - b);
  const ends = spans.toSorted((a, b) => a.to - b.to);
  let started = 0;
  return ends.map((span, ended) => {
    while ((starts[started] ?? Number.POSITIVE_INFINITY) < span.to) started += 1;
    // An attempt without duration has not started "before" its own end.
    return { span, inFlight: Math.max(1, started - ended) };
  });
}

/** From attempts whose start and end are known; whole seconds leave bounds and an expected number. */
export function fromSpans(spans: readonly AttemptSpan[], limit: number | null): Concurrency {
  const refusals = spans.filter(({ outcome }) => outcome === 'throttled');
  if (refusals.length === 0) return unknown(limit, 'no refused attempt has both a start and an end');
  return spans.every(({ to }) => to % 1000 === 0)
    ? fromWholeSeconds(spans, refusals, limit)
    : fromExactSpans(spans, limit);
}

const ofThisLog = 'every program that uses this mailbox is in this log';

function fromExactSpans(spans: readonly AttemptSpan[], limit: number | null): Concurrency {
  const all = inFlightAtEnd(spans);
  const refused = all.filter(({ span }) => span.outcome === 'throttled').map(({ inFlight }) => inFlight);
  const table = new Map<number, { attempts: number; refused: number }>();
  for (const { span, inFlight } of all) {
    const row = table.get(inFlight) ?? { attempts: 0, refused: 0 };
    table.set(inFlight, {
      attempts: row.attempts + 1,
      refused: row.refused + (span.outcome === 'throttled' ? 1 : 0),
    });
  }
  return {
    method: 'start-and-end',
    estimate: median(refused) ?? null,
    low: smallest(refused),
    high: largest(refused),
    limit,
    assumptions: [
      ofThisLog,
      'an attempt counts from the start of its connection, earlier than the server may count it',
    ],
    withinLimit: refused.filter((inFlight) => limit !== null && inFlight <= limit).length,
    byInFlight: [...table].map(([inFlight, row]) => ({ inFlight, ...row })).toSorted((a, b) => a.inFlight - b.inFlight),
  };
}

/** Refusals looked at where each is compared with all attempts around it. */
const mostRefusals = 2000;

/** Each time is known to the second: two attempts overlap with the probability that their fractions allow. */
function fromWholeSeconds(
  spans: readonly AttemptSpan[],
  refusals: readonly AttemptSpan[],
  limit: number | null,
): Concurrency {
  const bounds = refusals.slice(0, mostRefusals).map((refusal) => {
    let [low, high, estimate] = [1, 1, 1];
    for (const other of spans) {
      if (other === refusal) continue;
      const chance = overlap(other.to - refusal.to) - overlap(other.from - refusal.to);
      if (chance >= 1) low++;
      if (chance > 0) high++;
      estimate += chance;
    }
    return { low, high, estimate };
  });
  return {
    method: 'start-and-end',
    estimate: median(bounds.map(({ estimate }) => estimate)) ?? null,
    low: smallest(bounds.map(({ low }) => low)),
    high: largest(bounds.map(({ high }) => high)),
    limit,
    assumptions: [
      ofThisLog,
      'times are whole seconds: the number is the expected one, between the least and the most that fit',
    ],
    withinLimit: bounds.filter(({ high }) => limit !== null && high <= limit).length,
    byInFlight: [],
  };
}

/** Probability that the difference of two uniform fractions of a second is below `ms` (a triangular distribution). */
function overlap(ms: number): number {
  const x = Math.max(-1, Math.min(1, ms / 1000));
  return x < 0 ? (1 + x) ** 2 / 2 : 1 - (1 - x) ** 2 / 2;
}

/** From the seconds in which attempts ended, with a service time that tells when they began. */
export function fromEnds(
  seconds: readonly SecondBucket[],
  isRefused: (bucket: SecondBucket) => boolean,
  serviceMs: number,
  limit: number | null,
): Concurrency {
  const ends = new Map(seconds.map((bucket) => [bucket.second, attemptsOf(bucket)]));
  const service = serviceMs / 1000;
  const reach = Math.ceil(service);
  const estimates = seconds.filter(isRefused).map(({ second }) => {
    const others = Array.from({ length: reach + 1 }, (_, k) => (ends.get(second + k) ?? 0) - (k === 0 ? 1 : 0));
    const high = 1 + others.reduce((sum, count) => sum + count, 0);
    // Anything that ended a whole number of seconds before the service time is over was surely under way.
    const low = 1 + others.slice(1, Math.max(1, reach)).reduce((sum, count) => sum + count, 0);
    const estimate = 1 + (others.reduce((sum, count) => sum + count, 0) / (reach + 1)) * service;
    return { low, high: Math.max(high, estimate), estimate: Math.max(low, estimate) };
  });
  if (estimates.length === 0) return unknown(limit, 'no refused attempt has a time');
  return {
    method: 'ends-only',
    estimate: median(estimates.map(({ estimate }) => estimate)) ?? null,
    low: smallest(estimates.map(({ low }) => low)),
    high: largest(estimates.map(({ high }) => high)),
    limit,
    assumptions: [
      `every submission takes ${(serviceMs / 1000).toFixed(1)} s, so starts are inferred from ends`,
      'times are whole seconds: low and high are the least and the most that fit',
    ],
    withinLimit: 0,
    byInFlight: [],
  };
}

/** From counts alone: the load at which `limit` places refuse `refused` of `attempts` (Erlang-B inverted). */
export function fromCounts(refused: number, attempts: number, limit: number): Concurrency {
  if (refused === 0 || refused >= attempts) return unknown(limit, 'the share of refusals tells no load');
  const share = wilson(refused, attempts);
  return {
    method: 'erlang-b',
    estimate: offeredLoad(limit, share.estimate),
    low: offeredLoad(limit, share.low),
    high: offeredLoad(limit, Math.min(share.high, 0.999)),
    limit,
    assumptions: [
      'the number is the average load in Erlangs, not a peak: refusals come from chance overlaps',
      'one mailbox, arrivals at random, no hidden retries, a refused attempt leaves at once',
    ],
    withinLimit: 0,
    byInFlight: [],
  };
}

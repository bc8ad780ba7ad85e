import { quantileOfSorted } from '../../../core/statistics/quantile.ts';
import type { FailureClass } from '../failure-class.ts';
import type { SecondBucket } from '../observations.ts';

/** A run of attempts without a long pause; seconds since the epoch, both ends included. */
export interface Batch {
  readonly from: number;
  readonly to: number;
  readonly attempts: number;
}

/** Attempts that ended in a second. */
export function attemptsOf({ sent, failed }: SecondBucket): number {
  let attempts = sent;
  for (const name in failed) attempts += failed[name as FailureClass] ?? 0;
  return attempts;
}

/** A pause shorter than this, in seconds, never ends a batch, a longer one always does. */
const shortestPause = 5;
const longestPause = 30;

/** Distances of one second to the next, in numbers alone: there may be a hundred thousand. */
export function gapsOf(seconds: readonly SecondBucket[]): Float64Array {
  const gaps = new Float64Array(Math.max(0, seconds.length - 1));
  for (let i = 0; i < gaps.length; i++) gaps[i] = (seconds[i + 1]?.second ?? 0) - (seconds[i]?.second ?? 0);
  return gaps;
}

/** The pause, in seconds, that ends a batch: ten times the usual distance of two attempts, from 5 to 30. */
export function batchPause(seconds: readonly SecondBucket[]): number {
  const gaps = gapsOf(seconds);
  const attempts = seconds.reduce((sum, bucket) => sum + attemptsOf(bucket), 0);
  // Attempts of one second have no distance: where they are the majority, so is the median 0.
  const typical = gaps.length * 2 < attempts - 1 ? 0 : (quantileOfSorted(gaps.sort(), 0.5) ?? 0);
  return Math.min(longestPause, Math.max(shortestPause, 10 * typical));
}

/** Groups attempts by pauses, in the order of time. */
export function batchesOf(seconds: readonly SecondBucket[]): Batch[] {
  const pause = batchPause(seconds);
  const batches: { from: number; to: number; attempts: number }[] = [];
  for (const bucket of seconds) {
    const last = batches.at(-1);
    if (last !== undefined && bucket.second - last.to <= pause) {
      last.to = bucket.second;
      last.attempts += attemptsOf(bucket);
    } else batches.push({ from: bucket.second, to: bucket.second, attempts: attemptsOf(bucket) });
  }
  return batches;
}

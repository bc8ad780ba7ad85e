import { fisherExact, holm } from '../../../core/statistics/fisher.ts';
import { quantileOfSorted } from '../../../core/statistics/quantile.ts';
import type { ClassCounts, SecondBucket } from '../observations.ts';
import { attemptsOf, type Batch, batchesOf, gapsOf } from './batches.ts';

/** A window in which failures crowd; seconds since the epoch, both ends included. */
export interface Burst {
  readonly from: number;
  readonly to: number;
  readonly attempts: number;
  readonly failures: number;
  /** Attempts and failures of the log outside of all windows: one burst is no background for another. */
  readonly outside: { readonly attempts: number; readonly failures: number };
  /**
   * How likely so many failures fall into the window by chance: Fisher's exact test, one-sided, corrected
   * by Holm for the number of windows. Absent where nothing tells how many attempts succeeded, or nothing was
   * sent outside of the windows.
   */
  readonly pValue?: number;
}

/** Failures so many seconds apart belong together: five times their usual distance, within these bounds. */
const failureGap = { shortest: 3, longest: 60, timesMedian: 5 } as const;
/** A batch that lasts longer says nothing about a moment; the failures' own window is taken instead. */
const longestBatch = 120;
/** Fewer attempts are no batch that a test could be about. */
const smallestBatch = 3;
/** Windows reported, the most significant first. */
const reported = 20;

/** Chance below which failures are said to crowd. */
export const significant = 0.05;

/** Which failures are looked at. */
export type Counted = (failed: ClassCounts) => number;

/** Attempts and failures of the whole log, where `seconds` are only those near failures. */
export interface Totals {
  readonly attempts: number;
  readonly failures: number;
}

/** Windows with at least two failures close together, in the order of time. */
export function findBursts(
  seconds: readonly SecondBucket[],
  counted: Counted,
  ratesKnown: boolean,
  totals?: Totals,
  batches: readonly Batch[] = batchesOf(seconds),
): Burst[] {
  const failing = seconds.filter((bucket) => counted(bucket.failed) > 0);
  const windows = failing.length === 0 ? [] : windowsOf(failing, batches);
  const attempts = totals?.attempts ?? seconds.reduce((sum, bucket) => sum + attemptsOf(bucket), 0);
  const failures = totals?.failures ?? failing.reduce((sum, bucket) => sum + counted(bucket.failed), 0);
  const counts = countAll(windows, seconds, counted).filter((window) => window.failures >= 2);
  const tests = testsOf(seconds, batches, counts);
  const outside = {
    attempts: Math.max(0, attempts - counts.reduce((sum, window) => sum + window.attempts, 0)),
    failures: Math.max(0, failures - counts.reduce((sum, window) => sum + window.failures, 0)),
  };
  const raw = counts.map((window) =>
    fisherExact({
      failuresInside: window.failures,
      attemptsInside: window.attempts,
      failures: window.failures + outside.failures,
      attempts: window.attempts + outside.attempts,
    }),
  );
  const corrected = holm(raw, Math.max(tests, raw.length));
  return counts
    .map((window, i) => ({
      ...window,
      outside,
      ...(ratesKnown && outside.attempts > 0 ? { pValue: corrected[i] ?? 1 } : {}),
    }))
    .toSorted((a, b) => (a.pValue ?? 1) - (b.pValue ?? 1) || b.failures - a.failures)
    .slice(0, reported)
    .toSorted((a, b) => a.from - b.from);
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Clusters of failures, each widened to the batch around it where that is short. */
function windowsOf(failing: readonly SecondBucket[], batches: readonly Batch[]): Window[] {
  const usual = failureGap.timesMedian * (quantileOfSorted(gapsOf(failing).sort(), 0.5) ?? 0);
  const gap = Math.min(failureGap.longest, Math.max(failureGap.shortest, usual));
  const clusters: { from: number; to: number }[] = [];
  for (const { second } of failing) {
    const last = clusters.at(-1);
    if (last !== undefined && second - last.to <= gap) last.to = second;
    else clusters.push({ from: second, to: second });
  }
  const windows: Window[] = [];
  let next = 0;
  for (const cluster of clusters) {
    while ((batches[next]?.to ?? Number.POSITIVE_INFINITY) < cluster.from) next += 1;
    const batch = batches[next];
    const window = batch !== undefined && batch.to - batch.from <= longestBatch ? batch : cluster;
    if (windows.at(-1)?.from !== window.from) windows.push({ from: window.from, to: window.to });
  }
  return windows;
}

/** Attempts and failures of each window; windows and seconds ascend. */
function countAll(windows: readonly Window[], seconds: readonly SecondBucket[], counted: Counted) {
  let i = 0;
  return windows.map((window) => {
    let attempts = 0;
    let failures = 0;
    while ((seconds[i]?.second ?? Number.POSITIVE_INFINITY) < window.from) i += 1;
    for (let bucket = seconds[i]; bucket !== undefined && bucket.second <= window.to; bucket = seconds[i]) {
      attempts += attemptsOf(bucket);
      failures += counted(bucket.failed);
      i += 1;
    }
    return { ...window, attempts, failures };
  });
}

/** How many windows could have been picked: batches of some size, or windows of this length end to end. */
function testsOf(seconds: readonly SecondBucket[], batches: readonly Batch[], windows: readonly Window[]): number {
  const sizable = batches.filter((batch) => batch.attempts >= smallestBatch).length;
  const first = seconds[0]?.second ?? 0;
  const span = (seconds.at(-1)?.second ?? first) - first + 1;
  const wholeBatches = new Set(batches.map((batch) => `${batch.from}-${batch.to}`));
  const lengths = windows
    .filter((window) => !wholeBatches.has(`${window.from}-${window.to}`))
    .map((window) => window.to - window.from + 1);
  const shortest = lengths.reduce((a, b) => Math.min(a, b), span);
  return lengths.length === 0 ? sizable : Math.max(sizable, Math.ceil(span / shortest));
}

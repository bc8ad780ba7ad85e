/** Coefficients of Lanczos's approximation, g = 7, n = 9 (Godfrey 2001): relative error below 1e-14. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of n! for n >= 0. */
export function logFactorial(n: number): number {
  if (n < 2) return 0;
  let sum = lanczos[0] ?? 0;
  for (let i = 1; i < lanczos.length; i += 1) sum += (lanczos[i] ?? 0) / (n + i);
  const t = n + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (n + 0.5) * Math.log(t) - t + Math.log(sum);
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** What a window holds and what there is in all. */
export interface WindowCounts {
  readonly failuresInside: number;
  readonly attemptsInside: number;
  readonly failures: number;
  readonly attempts: number;
}

/**
 * One-sided exact test of Fisher: how likely at least `failuresInside` of all failures fall among the
 * `attemptsInside` by chance, given all four margins. Robust to uneven load, for it compares rates.
 */
export function fisherExact({ failuresInside, attemptsInside, failures, attempts }: WindowCounts): number {
  const most = Math.min(failures, attemptsInside);
  const all = logChoose(attempts, attemptsInside);
  let sum = 0;
  for (let k = Math.max(failuresInside, attemptsInside - (attempts - failures)); k <= most; k += 1) {
    sum += Math.exp(logChoose(failures, k) + logChoose(attempts - failures, attemptsInside - k) - all);
  }
  return Math.min(1, sum);
}

/**
 * Holm's step-down correction; the result is in the order given. `tests` counts those that could have been
 * made, where the p-values are only the smallest of them.
 */
export function holm(pValues: readonly number[], tests = pValues.length): number[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const corrected = pValues.map(() => 1);
  let highest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * Math.max(1, tests - rank)));
    corrected[index] = highest;
  }
  return corrected;
}

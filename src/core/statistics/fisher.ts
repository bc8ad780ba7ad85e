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
  const successes = attempts - failures;
  const most = Math.min(failures, attemptsInside);
  const least = Math.max(failuresInside, attemptsInside - successes);
  if (least > most) return 0;
  // Chances fall on both sides of the likeliest count: each follows from the one beside it, until they no longer add up.
  const likeliest = Math.floor(((failures + 1) * (attemptsInside + 1)) / (attempts + 2));
  const first = Math.min(most, Math.max(least, likeliest));
  const chance = Math.exp(
    logChoose(failures, first) + logChoose(successes, attemptsInside - first) - logChoose(attempts, attemptsInside),
  );
  let sum = chance;
  for (let k = first, next = chance; k < most && next > sum * negligible; k += 1) {
    next *= ((failures - k) * (attemptsInside - k)) / ((k + 1) * (successes - attemptsInside + k + 1));
    sum += next;
  }
  for (let k = first, next = chance; k > least && next > sum * negligible; k -= 1) {
    next *= (k * (successes - attemptsInside + k)) / ((failures - k + 1) * (attemptsInside - k + 1));
    sum += next;
  }
  return Math.min(1, sum);
}

/** Share of a sum below which what is added is lost in its last digit; many such terms stay far below 1e-12 of it. */
const negligible = 1e-18;

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

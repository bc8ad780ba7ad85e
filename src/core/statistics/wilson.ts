/** A share with its uncertainty, each between 0 and 1. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % quantile of the normal distribution. */
const z95 = 1.959963984540054;

/**
 * Wilson's score interval (95 %) of `k` successes in `n` trials; honest for small `n` and for `k` of 0 or `n`.
 * Source: Wilson 1927; Newcombe, Statistics in Medicine 17 (1998), method 3. Throws unless 0 <= k <= n and n > 0.
 */
export function wilson(k: number, n: number, z = z95): Interval {
  if (!(n > 0 && k >= 0 && k <= n)) throw new RangeError(`no share: ${k} of ${n}`);
  const share = k / n;
  const z2 = z * z;
  const center = share + z2 / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return {
    estimate: share,
    low: k === 0 ? 0 : (center - spread) / scale,
    high: k === n ? 1 : (center + spread) / scale,
  };
}

/** Below this many attempts a percentage is no headline; report the counts. */
export const smallSample = 20;

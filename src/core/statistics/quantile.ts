/** The q-quantile (0 to 1) by linear interpolation, as R's type 7; undefined for an empty list. */
export const quantile = (values: readonly number[], q: number): number | undefined =>
  quantileOfSorted(Float64Array.from(values).sort(), q);

/** The same of values that ascend. */
export function quantileOfSorted(sorted: Float64Array, q: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

/** The middle value; undefined for an empty list. */
export const median = (values: readonly number[]): number | undefined => quantile(values, 0.5);

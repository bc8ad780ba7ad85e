/** The q-quantile (0 to 1) by linear interpolation, as R's type 7; undefined for an empty list. */
export function quantile(values: readonly number[], q: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

/** The middle value; undefined for an empty list. */
export const median = (values: readonly number[]): number | undefined => quantile(values, 0.5);

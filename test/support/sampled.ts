/** Whether every case is tried (`npm run fuzz`), not the sample of an ordinary run. */
export const everything = process.env['MODE'] === 'fuzz';

/** The same cases on every machine and day, so that a run is red for what changed; DIAG_SEED=N tries others. */
export const seed = Number(process.env['DIAG_SEED'] ?? 20_786);

/** Numbers 0 ≤ n < 1 from a seed: Mulberry32, public domain (Tommy Ettinger). */
export function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of the cases, in their order; all of them in `npm run fuzz`. `salt` tells one sample from another. */
export function sampled<T>(cases: readonly T[], count: number, salt = 0): readonly T[] {
  if (everything || count >= cases.length) return cases;
  const random = randomFrom(seed * 1009 + salt);
  const places = new Set<number>();
  while (places.size < count) places.add(Math.floor(random() * cases.length));
  return cases.filter((_, i) => places.has(i));
}

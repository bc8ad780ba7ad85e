/**
 * The name that was probably meant: at most a third of its letters wrong (never more than 4), case,
 * the words' joints and letters that look like digits not counted, and no other name as near. Undefined where nothing is near.
 */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const [best, second] = nearestNames(written, known);
  return second === undefined ? best : undefined;
}

/** The names that are equally near, by the same measure; none where nothing is near. */
export function nearestNames(written: string, known: readonly string[]): readonly string[] {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[-_.]/g, '')
      .replace(/[oil]/g, (letter) => (letter === 'o' ? '0' : '1'));
  const wanted = plain(written);
  const limit = Math.min(4, Math.max(1, Math.floor(wanted.length / 3)));
  const ranked = known
    .map((name) => ({ name, distance: editDistance(wanted, plain(name), limit) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance);
  return ranked.filter(({ distance }) => distance === ranked[0]?.distance).map(({ name }) => name);
}

/** Insertions, deletions and replacements between two words; `limit` + 1 once it is more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, replaced));
    }
    if (Math.min(...row) > limit) return limit + 1;
    last = row;
  }
  return last[b.length] as number;
}

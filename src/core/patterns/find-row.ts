import { holds, type Required, requiredTexts } from './required-texts.ts';
import { RowIndex } from './row-index.ts';

/** A row that is found by its pattern. */
export interface Pattern {
  readonly matches: RegExp;
  /** What the pattern requires: the build writes it, so that a run need not find it out. */
  readonly requires?: Required;
}

/** To index the 641 rows of Kubernetes takes 17 ms, as long as to look some 40 texts over for what each of them requires. */
const manyTexts = 40;

interface Asked {
  times: number;
  index?: RowIndex;
}
/** What is known of each table. */
const tables = new WeakMap<readonly Pattern[], Asked>();

/**
 * Numbers of the rows of a table that may match a text, in their order. The first use of a pattern compiles it, which
 * for most takes longer than all else a run does with it: so only those are tried whose texts are there.
 */
export function candidates(rows: readonly Pattern[], text: string): readonly number[] {
  const asked = tables.get(rows) ?? { times: 0 };
  tables.set(rows, asked);
  const lower = text.toLowerCase();
  if (asked.times++ < manyTexts) return lookedOver(rows, lower);
  asked.index ??= new RowIndex(rows.map(({ matches, requires }) => requires ?? requiredTexts(matches)));
  return asked.index.candidates(lower);
}

function lookedOver(rows: readonly Pattern[], lower: string): readonly number[] {
  const found: number[] = [];
  for (const [at, { requires }] of rows.entries()) {
    if (requires === undefined || holds(lower, requires)) found.push(at);
  }
  return found;
}

/** The first row of a table that matches a text. */
export function findRow<R extends Pattern>(rows: readonly R[], text: string): R | undefined {
  for (const at of candidates(rows, text)) {
    const row = rows[at] as R;
    if (row.matches.test(text)) return row;
  }
  return undefined;
}

import type { NonEmpty } from './finding.ts';
import type { Pattern } from './patterns/find-row.ts';

/**
 * One piece of knowledge about messages; each table adds what it says of a hit (`class`, `code`, `says`)
 * and the context without which the words prove nothing (`needs`).
 */
export interface Row extends Pattern {
  /** Unique in its table, a noun of the field. */
  readonly id: string;
  /** One idea; linear. */
  readonly matches: RegExp;
  /** Texts that are this row's first of all; two and more where versions, wrappers or languages word it differently. */
  readonly samples: NonEmpty<string>;
  /** Neighbors that it must not take. */
  readonly not?: readonly string[];
  /** Where the wording is from: a source file, a manual, an RFC. */
  readonly source: string;
}

/** Rows in the order in which they are asked. */
export interface Table<R extends Row = Row> {
  /** `smtp replies`. */
  readonly name: string;
  readonly rows: readonly R[];
  /** What the table makes of a text, asked as its module asks it, but of these rows: tests break one of them. */
  find(text: string, rows: readonly R[]): R | undefined;
}

import type { Table } from '../../src/core/knowledge.ts';

/** Matches nothing: what a broken pattern is. */
const never = /(?!)/;

/** Ids of rows whose samples are all still found as they were, though the row's pattern matches nothing any more. */
export const survivors = ({ rows, find }: Table): string[] =>
  rows
    .filter((row, at) => {
      const broken = rows.with(at, { ...row, matches: never });
      return row.samples.every((sample) => find(sample, broken)?.id === row.id);
    })
    .map(({ id }) => id);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidates, findRow } from '../src/core/patterns/find-row.ts';
import { requiredTexts } from '../src/core/patterns/required-texts.ts';
import { nearly } from './support/nearly.ts';
import { tables } from './support/tables.ts';

describe.each(tables.map(({ name, rows }) => [name, rows] as const))('%s', (_, rows) => {
  const built = rows.map((row) => ({ ...row, requires: requiredTexts(row.matches) }));
  /** The same rows, of which so many texts were asked that there is an index. */
  const indexed = [...built];
  for (let i = 0; i < 500; i++) candidates(indexed, '');

  test('what a row matches holds what the row requires', () => {
    for (const [at, row] of built.entries()) {
      const property = fc.property(nearly(row.matches), (text) => {
        if (!row.matches.test(text)) return;
        expect(candidates(built, text)).toContain(at);
        expect(candidates(indexed, text)).toContain(at);
      });
      fc.assert(property, { numRuns: 20 });
    }
  });

  test('the first row is the same, whether patterns, texts or the index are looked at', () => {
    for (const text of rows.flatMap(({ samples, not = [] }) => [...samples, ...not])) {
      const first = rows.find(({ matches }) => matches.test(text))?.id;
      expect([findRow(rows, text)?.id, findRow(built, text)?.id, findRow(indexed, text)?.id]).toEqual([
        first,
        first,
        first,
      ]);
    }
  });
});

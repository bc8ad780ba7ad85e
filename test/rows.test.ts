import { describe, expect, test } from 'vitest';
import { survivors } from './support/broken-rows.ts';
import { tables } from './support/tables.ts';

test('a table has a name of its own', () => {
  expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
});

describe.each(tables.map((table) => [table.name, table] as const))('%s', (_, { rows, find }) => {
  test('ids are unique, and every row has a source', () => {
    expect(rows.map(({ id }) => id)).toEqual([...new Set(rows.map(({ id }) => id))]);
    expect(rows.filter(({ source }) => source.trim() === '').map(({ id }) => id)).toEqual([]);
  });

  test('every sample is its own row first', () => {
    const lost = rows.flatMap((row) =>
      row.samples.flatMap((sample) => {
        const hit = find(sample, rows)?.id;
        return hit === row.id ? [] : [`${row.id}: ${hit ?? 'nothing'} takes ${sample}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  test('no row takes its neighbors', () => {
    const taken = rows.flatMap((row) =>
      (row.not ?? []).filter((text) => find(text, rows)?.id === row.id).map((text) => `${row.id} takes ${text}`),
    );
    expect(taken).toEqual([]);
  });

  test('a row that is broken is noticed', () => {
    expect(survivors({ name: '', rows, find })).toEqual([]);
  });
});

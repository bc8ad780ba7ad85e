import { expect, test } from 'vitest';
import { eventTable, rowOf } from './kinds.ts';

test('a provider and an id belong to one row', () => {
  const logged = eventTable.flatMap((row) =>
    row.logged.flatMap(({ provider, ids }) => ids.map((id) => ({ key: `${provider} ${id}`, row: row.id }))),
  );
  expect(new Set(logged.map(({ key }) => key)).size).toBe(logged.length);
  for (const { key, row } of logged) {
    const at = key.lastIndexOf(' ');
    expect(rowOf(key.slice(0, at), Number(key.slice(at + 1)))?.id).toBe(row);
  }
});

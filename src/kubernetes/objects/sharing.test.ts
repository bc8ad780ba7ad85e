import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharing } from './sharing.ts';

test('what is equal is one, what differs is its own', () => {
  const like = { name: 'a', labels: { app: 'web' }, ports: [{ port: 80 }, { port: 81 }], none: undefined };
  const made = { name: 'b', labels: { app: 'web' }, ports: [{ port: 80 }, { port: 82 }], none: undefined };
  const both = sharing(like, made);
  expect(both).toEqual({ name: 'b', labels: { app: 'web' }, ports: [{ port: 80 }, { port: 82 }], none: undefined });
  expect(both.labels).toBe(like.labels);
  expect(both.ports[0]).toBe(like.ports[0]);
  expect(both.ports[1]).not.toBe(like.ports[1]);
  expect(like.ports[1]).toEqual({ port: 81 });
  expect(sharing(like, structuredClone(like))).toBe(like);
});

test('a part more or less is a difference', () => {
  expect(sharing({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(sharing({ a: 1 }, { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  expect(sharing([1, 2], [1])).toEqual([1]);
  expect(sharing([], {})).toEqual({});
});

test('whatever is shared, nothing becomes another', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (like, made) => {
      const before = structuredClone([like, made]);
      expect([sharing(like, made), like]).toEqual([before[1], before[0]]);
    }),
  );
});

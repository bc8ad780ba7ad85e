import { expect, test } from 'vitest';
import { defineCode } from './code.ts';
import { objectsOf } from './objects-of.ts';

const about = (facts: Readonly<Record<string, unknown>>, title: string) =>
  objectsOf(
    defineCode({ code: 'X101', name: 'x', severity: 'info', summary: '', title: () => title })(facts, {
      confidence: 'proven',
      evidence: [{ source: 'a.log', text: '' }],
    }),
  );

test.each([
  [{ component: 'etcd', exits: 3 }, 'etcd is down.', ['etcd']],
  [{ name: 'web', namespace: 'shop' }, 'shop/web has no endpoints.', ['shop web']],
  [{ pools: ['A', 'B', 'C'] }, 'A and B drift.', ['A', 'B']],
  // Times and numbers of this run are no names.
  [{ at: '08:23 UTC', percent: '97 %' }, 'Full at 08:23 UTC: 97 %.', ['a.log']],
  [{}, 'Something.', ['a.log']],
])('%o in %s', (facts, title, objects) => {
  expect(about(facts, title)).toEqual(objects);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { promises } from './promises.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const all = Object.values(promises).flat();

test('docs/trust.md says what is promised, and no more', () => {
  const rows = read('docs/trust.md').match(/(?<=^- ).*/gm);
  expect(rows).toEqual(all.map(({ promise }) => promise));
});

test.each(all)('$promise', ({ held }) => {
  for (const [file, title] of held) expect(read(file), file).toContain(title);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Required, requiredTexts } from '../src/core/patterns/required-texts.ts';
import type { SecretShape } from '../src/core/secrets/shape.ts';
import { tables } from './support/tables.ts';

interface Bundler {
  readonly lean: (text: string) => string;
  readonly leanRows: Plugin;
}
const { lean, leanRows }: Bundler = await import(new URL('../scripts/bundle/rows.mjs', import.meta.url).href);

describe('a row in a bundle', () => {
  test.each([
    [
      '[{id:"a",matches:/one two/,samples:["x"],not:["y"],source:"s"}]',
      '[{id:"a",matches:/one two/,requires:[["one two"]],source:"s"}]',
    ],
    ['[{id:"a",pattern:/one/g,samples:[["x","y"]]}]', '[{id:"a",pattern:/one/g,requires:[["one"]],}]'],
    ['[{matches:/one/,source:"no row"}]', '[{matches:/one/,source:"no row"}]'],
    ['[{matches:/one/,samples,not:other}]', '[{matches:/one/,requires:[["one"]],samples,not:other}]'],
    ['[{id:"unknown",matches:made(),samples:["x"]}]', '[{id:"unknown",matches:made(),}]'],
  ])('%s', (text, expected) => {
    expect(lean(`x=${text}`)).toBe(`x=${expected}`);
  });
});

describe('bundled as the build does it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diag-lean-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let bundled: {
    readonly tables: readonly { readonly rows: readonly { id: string; matches: RegExp; requires?: Required }[] }[];
    readonly secretShapes: readonly SecretShape[];
  };

  beforeAll(async () => {
    await build({
      stdin: {
        contents: "export * from './test/support/tables.ts'; export { secretShapes } from './src/core/redact.ts';",
        resolveDir: join(import.meta.dirname, '..'),
      },
      outfile: join(folder, 'tables.mjs'),
      ...{ bundle: true, format: 'esm', platform: 'node', minifySyntax: true, minifyWhitespace: true },
      loader: { '.sh': 'text' },
      plugins: [leanRows],
    });
    bundled = await import(pathToFileURL(join(folder, 'tables.mjs')).href);
  });

  test('each row is there with what its own pattern requires', () => {
    for (const [at, { rows }] of bundled.tables.entries()) {
      expect(rows.map(({ id, matches }) => [id, String(matches)])).toEqual(
        tables[at]?.rows.map(({ id, matches }) => [id, String(matches)]),
      );
      for (const { id, matches, requires } of rows)
        if (requires !== undefined) expect([id, requires]).toEqual([id, requiredTexts(matches)]);
    }
    const of = (rows: readonly { requires?: Required }[]) =>
      rows.filter(({ requires }) => requires !== undefined).length;
    // Of the replies of mail servers, which are written as lines of a table, another file has them.
    const all = bundled.tables.flatMap(({ rows }) => rows);
    expect(of(all)).toBeGreaterThan(800);
    for (const { pattern, requires } of bundled.secretShapes)
      if (requires !== undefined) expect(requires).toEqual(requiredTexts(pattern));
    expect(of(bundled.secretShapes)).toBeGreaterThan(50);
  });
});

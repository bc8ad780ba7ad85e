import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { analyse } from 'scslre';
import { expect, test } from 'vitest';
import { tried } from '../support/tried.ts';

const source = new URL('../../src/', import.meta.url).pathname;

/** Regular expressions as they stand in the sources, with their file. */
function literals(): readonly (readonly [place: string, pattern: RegExp])[] {
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const { code } = transformSync(readFileSync(join(source, name), 'utf8'), { loader: 'ts', target: 'esnext' });
      const found: (readonly [string, RegExp])[] = [];
      simple(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), {
        Literal: ({ value }) => {
          if (value instanceof RegExp) found.push([name, value]);
        },
      });
      return found;
    });
}

/** A repeat of up to a hundred is as slow as one without end: the analysis takes both for the same. */
const unbounded = (pattern: string): string =>
  pattern.replace(/\{(\d+),(\d+)\}/g, (bounds, least: string, most: string) => {
    if (Number(most) < 10) return bounds;
    return least === '0' ? '*' : least === '1' ? '+' : `{${least},}`;
  });

/** Those that are put together while modules are loaded. */
async function made(): Promise<readonly (readonly [place: string, pattern: RegExp])[]> {
  const all: RegExp[] = [];
  const { RegExp: Own } = globalThis;
  globalThis.RegExp = new Proxy(Own, {
    construct(target, words: [string, string?]) {
      const pattern = new target(...words);
      all.push(pattern);
      return pattern;
    },
  });
  try {
    const { registry } = await import('../../src/modules/registry.ts');
    for (const { load } of registry) await load();
    await import('../support/tables.ts');
    await import('../../src/core/redact.ts');
  } finally {
    globalThis.RegExp = Own;
  }
  return all.map((pattern) => ['put together', pattern]);
}

const isExponential = ({ source: pattern, flags }: RegExp): boolean =>
  analyse({ source: unbounded(pattern), flags }, { reportTypes: { Move: false } }).reports.some(
    ({ exponential }) => exponential,
  );

test('no regular expression takes exponential time', async () => {
  // The rule below a table, as it was: 80 signs and a letter took an age of the world.
  expect(isExponential(/^\s*(?:[-+|=]{2,}\s*)+$/)).toBe(true);
  const later = await made();
  expect(later.length).toBeGreaterThan(100);
  const patterns = [...literals(), ...later];
  const slow = patterns.filter(([, pattern]) => isExponential(pattern));
  tried('regular expressions', patterns.length);
  expect(slow.map(([place, pattern]) => `${place} ${pattern}`)).toEqual([]);
});

/** At the begin of each line, blanks that go on over line feeds: a run of n line feeds is read n times. */
const overLines = /(?<!\\)\^\\s(?:[*+]|\{\d*,\})/;

test('no pattern for lines reads runs of line feeds again and again', () => {
  const all = literals().filter(([, { multiline, source: pattern }]) => multiline && overLines.test(pattern));
  expect(
    all.map(([place, { source: pattern }]) => `${place} ${overLines.exec(pattern)?.[0]}${pattern.slice(0, 60)}`),
  ).toEqual([]);
});

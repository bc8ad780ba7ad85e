import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { type Promised, promises } from './promises.ts';

const page = new URL('../../docs/trust.md', import.meta.url);

/** Writes docs/trust.md after a run of `npm run trust` or `npm run fuzz` in which every promise held. */
export default class PageReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], _: unknown, reason: string): void {
    const path = process.env['DIAG_TRIED'];
    if (reason !== 'passed' || path === undefined) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const cases = casesIn(existsSync(path) ? readFileSync(path, 'utf8') : '');
    rmSync(path, { force: true });
    const parts = Object.entries(promises).map(([part, rows]) => {
      const lines = rows.map((row) => lineOf(row, tests, cases));
      return `## ${part}\n\n${lines.join('\n')}\n`;
    });
    writeFileSync(page, `${head}\n${parts.join('\n')}`);
    process.stdout.write('docs/trust.md is written\n');
  }
}

const head = `# Trust

diag runs as root on hosts that are in trouble, and reads what strangers wrote. This page says what it promises, and the
tests that hold it to its word. \`npm run trust\` runs them and writes the page; \`npm run fuzz\` does so with up to
100,000 generated cases a reader (\`DIAG_CASES\` sets how many, \`DIAG_SEED\` which). A test that fails leaves no page.
`;

function casesIn(text: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of text.split('\n').filter(Boolean)) {
    const { what, cases } = JSON.parse(line) as { what: string; cases: number };
    sums.set(what, (sums.get(what) ?? 0) + cases);
  }
  return sums;
}

function lineOf(row: Promised, tests: readonly TestCase[], cases: ReadonlyMap<string, number>): string {
  const held = tests.filter(({ fullName, module }) =>
    row.held.some(([file, title]) => relative('.', module.moduleId) === file && fullName.includes(title)),
  );
  const passed = held.filter((test) => test.result().state === 'passed').length;
  if (passed === 0) throw new Error(`no test holds: ${row.promise}`);
  const left = held.length - passed;
  const files = [...new Set(row.held.map(([file]) => `[${file.replace(/^.*\//, '')}](../${file})`))].join(', ');
  const tried = (row.tried ?? []).reduce((sum, what) => sum + numberOf(what, cases), 0);
  const number = tried === 0 ? '' : `, ${tried.toLocaleString('en-US')} cases`;
  return `- ${row.promise}\n  (${files}: ${passed} ${passed === 1 ? 'test' : 'tests'}${left === 0 ? '' : `, ${left} skipped`}${number})`;
}

function numberOf(what: string, cases: ReadonlyMap<string, number>): number {
  const number = cases.get(what);
  if (number === undefined) throw new Error(`no test tells how many cases it tried: ${what}`);
  return number;
}

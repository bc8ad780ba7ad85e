import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { richReport } from './support/rich-report.ts';
import { runDeliver } from './support/run-deliver.ts';
import { describeWith } from './support/system-part.ts';

test('the page allows no script and nothing from elsewhere', async () => {
  const { stdout } = await runDeliver(richReport(), { format: 'html' });
  expect(stdout).toContain(
    `http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'`,
  );
  expect(stdout.match(/<\/?(script|iframe|img|link|object|form|input|base)\b/gi)).toBeNull();
  expect(stdout.match(/<[^>]*\s(on\w+|style|src)=/gi)).toBeNull();
  // Links lead within the page only, and each to a place that is there.
  const targets = [...stdout.matchAll(/\shref="([^"]*)"/g)].map(([, target = '']) => target);
  expect(targets.length).toBeGreaterThan(0);
  for (const target of targets) expect(stdout).toContain(`id="${target.slice(1)}"`);
  expect(targets.filter((target) => !target.startsWith('#'))).toEqual([]);
  expect(stdout.match(/<\/style>/g)).toHaveLength(1);
});

test('what to do now stands there once', async () => {
  const { stdout } = await runDeliver(richReport(), { format: 'html' });
  const [, now = ''] = /<h2>Do now<\/h2>\s*<ol>(.*?)<\/ol>/s.exec(stdout) ?? [];
  const steps = [...now.matchAll(/<li>(.*?)<\/li>/gs)].map(([, step = '']) => step);
  expect(steps.length).toBeGreaterThan(0);
  for (const step of steps) expect(stdout.split(`<li>${step}</li>`).length - 1).toBe(1);
});

describeWith(['chromium'], 'the HTML report in a browser', () => {
  let folder = '';
  let page = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'diag-html-'));
    page = join(folder, 'report.html');
    writeFileSync(page, (await runDeliver(richReport(), { format: 'html' })).stdout);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const chromium = (...words: string[]): string => {
    const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    return execFileSync('chromium', [...quiet, `--user-data-dir=${folder}/profile`, ...words, `file://${page}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };

  test('a hostile log is text in it', () => {
    const dom = chromium('--dump-dom');
    expect(dom.match(/<(script|img)\b/g)).toBeNull();
    expect(dom).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    // A map is drawn twice, for a wide page and for a narrow one.
    expect(dom.match(/<svg/g)).toHaveLength(6);
    expect(dom).toMatch(/<\/html>\s*$/);
  });

  test('it prints', () => {
    chromium(`--print-to-pdf=${folder}/report.pdf`);
    expect(statSync(`${folder}/report.pdf`).size).toBeGreaterThan(10_000);
  });
});

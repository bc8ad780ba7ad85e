import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GlobalOptions } from '../src/cli/global-options.ts';
import { loadSettings } from '../src/cli/settings.ts';
import { recycles } from './support/recycles.ts';
import { runCli } from './support/run-cli.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test("the README's settings are settings, and suppress what they say", async () => {
  const blocks = [...readme.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? '');
  const [example, ...others] = blocks.filter((text) => text.startsWith('suppress:'));
  expect(others).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'diag-readme-'));
  try {
    const path = join(folder, 'settings.yaml');
    writeFileSync(path, example ?? '');
    const { suppressions } = await loadSettings({ settings: path } as GlobalOptions, {} as never);
    const [{ code, reason, until } = { code: '', reason: '', until: '' }] = suppressions;
    const words = ['iis-drift', '--tz', 'UTC', '--settings', path, '--format', 'json'];
    const report = JSON.parse((await runCli(words, { stdin: recycles, now: `${until}T12:00:00Z` })).stdout);
    expect(report.checks).toContainEqual(
      expect.objectContaining({
        status: 'suppressed',
        reason: expect.stringMatching(new RegExp(`^${code} .*\\(${reason}; until ${until}\\)$`)),
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the README's exit codes are those of diag help", async () => {
  const codes = (text: string, row: RegExp) => [...text.matchAll(row)].map(([, code]) => code);
  const { stdout } = await runCli(['help', 'exit-codes']);
  expect(codes(readme, /^\| (\d+) +\| /gm)).toEqual(codes(stdout, /^ {2}(\d+) /gm));
});

test("the README's report is the first of docs/screens.md, and short", () => {
  const screens = readFileSync(new URL('../docs/screens.md', import.meta.url), 'utf8');
  const [, shown = ''] = /<!-- screen -->\n\n(```console\n[\s\S]*?\n```)\n\n<!-- \/screen -->/.exec(readme) ?? [];
  expect(shown).not.toBe('');
  expect(/```console[\s\S]*?\n```/.exec(screens)?.[0]).toBe(shown);
  expect(shown.split('\n').length).toBeLessThanOrEqual(17);
});

test('the screens of docs/screens.md are of what diag finds today, and fit 80 columns', async () => {
  const screens = readFileSync(new URL('../docs/screens.md', import.meta.url), 'utf8');
  const shown = [...screens.matchAll(/```console\n\$ diag (smtp-throttle|k8s-health) (\S+)\n([\s\S]*?)```/g)];
  expect(shown.length).toBeGreaterThan(2);
  for (const [, module = '', file = '', report = ''] of shown) {
    const path = new URL(`../fixtures/${module}/${file}`, import.meta.url).pathname;
    const { stdout } = await runCli([module, path]);
    const codesIn = (text: string) => text.match(/\b(?:SMTP|K8S)\d{3}\b/g)?.[0];
    expect(codesIn(report)).toBe(codesIn(stdout));
  }
});

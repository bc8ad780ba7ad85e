import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { registry } from '../src/modules/registry.ts';
import { runCli } from './support/run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const modules = await Promise.all(registry.map(async (entry) => await entry.load()));
const pageOf = (id: string): string => read(`docs/modules/${id}.md`);

test('each module has a page, to which the README and the page for people on call lead', () => {
  const pages = modules.map(({ id }) => `${id}.md`).toSorted();
  expect(readdirSync(join(root, 'docs/modules')).toSorted()).toEqual(pages);
  for (const page of pages) {
    expect(read('README.md')).toContain(`(docs/modules/${page})`);
    expect(read('docs/on-call.md')).toContain(`(modules/${page})`);
  }
});

test('what the pages link to is there', () => {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  const targets = ['README.md', ...pages].flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
      join(dirname(page), target),
    ),
  );
  expect(targets.length).toBeGreaterThan(50);
  expect(targets.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(modules)('the options and codes on the page of $id are its own', async ({ id, codes }) => {
  const page = pageOf(id).replace(/^<!-- screen -->[\s\S]*^<!-- \/screen -->$/m, '');
  const help = `${(await runCli([id, '--help'])).stdout} --include`;
  const lines = page.split('\n').filter((line) => !/kubectl|powershell|--sh\b|--ps1/i.test(line));
  const named = lines.flatMap((line) => line.match(/(?<=[\s`|])--[a-z][a-z-]+/g) ?? []);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((option) => !['--apply', ...(help.match(/--[a-z][a-z-]+/g) ?? [])].includes(option))).toEqual([]);
  const prefix = codes[0]?.entry.code.replace(/\d+$/, '') ?? '';
  const asked = page.match(new RegExp(`\\b${prefix}\\d{3}\\b`, 'g')) ?? [];
  expect(asked.filter((code) => !codes.some(({ entry }) => entry.code === code))).toEqual([]);
});

/** The command line of a screen and what it printed. */
const screenOf = (id: string) =>
  /^<!-- screen -->\n\n```console\n\$ (.*)\n([\s\S]*?)```\n\n<!-- \/screen -->$/m.exec(pageOf(id)) ?? [];

test.each(modules)('the screen on the page of $id is short, and of what diag finds today', async ({ id }) => {
  const [, line = '', screen = ''] = screenOf(id);
  const long = screen.split('\n').filter((one) => one.length > 80 && !one.startsWith('            '));
  expect([screen.length > 0, long]).toEqual([true, []]);
  expect(screen.split('\n').length).toBeLessThanOrEqual(32);
  const folder = join(root, 'fixtures', id);
  const words = line.split(' ').slice(1);
  const files = words.filter((word) => existsSync(join(folder, word)));
  // The others show the case of a code's page, which its own test runs.
  if (files.length === 0) return;
  const { stdout } = await runCli(words.map((word) => (files.includes(word) ? join(folder, word) : word)));
  const codesIn = (text: string) => text.match(/\b(?:IIS|SMTP|K8S|PLACE|NET)\d{3}\b/g);
  expect(codesIn(screen)).toEqual(codesIn(stdout));
});

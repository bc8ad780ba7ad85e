import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const copy = mkdtempSync(join(tmpdir(), 'diag-contributing-'));
afterAll(() => rmSync(copy, { recursive: true }));

const run = (tool: string, ...words: string[]): string => {
  const env = { ...process.env, NO_COLOR: '1' };
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules', tool), ...words], {
      cwd: copy,
      encoding: 'utf8',
      env,
    });
  } catch (error) {
    throw new Error((error as { stdout: string }).stdout);
  }
};

const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), content);
};

/** Puts what the page shows in the copy behind the first line of the file that `opens` matches. */
const insert = (path: string, opens: RegExp, text: string): void => {
  const before = readFileSync(join(copy, path), 'utf8');
  const after = before.replace(opens, (line) => `${line}\n${text.trimEnd()}`);
  expect(after, path).not.toBe(before);
  write(path, after);
};

const rows = [...page.matchAll(/^```ts row=(\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({
  path,
  text,
}));
const ids = rows.map(({ text }) => /\bid: '([\w-]+)'|^\s+\['([\w-]+)'/.exec(text)).map((m) => m?.[1] ?? m?.[2]);

const files = [...page.matchAll(/^(`{3,})\w+ file=(\S+)\n([\s\S]*?)^\1$/gm)];
const registry = 'src/modules/registry.ts';

beforeAll(() => {
  for (const part of [
    'src',
    'test',
    'scripts',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'CONTRIBUTING.md',
  ]) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  expect(files.length).toBeGreaterThan(4);
  for (const [, , path = '', content = ''] of files) write(path, content);
  const line = /^```ts registry\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';
  write(registry, readFileSync(join(copy, registry), 'utf8').replace(/^\];$/m, `${line}];`));
  for (const { path, text } of rows) insert(path, /^export const .*\[$/m, text);
});

test('what the page adds compiles', () => {
  run('typescript/bin/tsc', '--noEmit');
});

test('"Add a module", followed to the letter, makes a module that passes the tests over all modules', () => {
  const tests = run(
    'vitest/vitest.mjs',
    'run',
    '--maxWorkers=1',
    '--reporter=verbose',
    '-t',
    'df-full|DF101|as DESIGN|unique',
    'test/code-pages.test.ts',
    'test/catalog.test.ts',
    'test/architecture.test.ts',
  );
  expect(tests.match(/✓ .*DF101 file-system-full/g)).toHaveLength(3);

  // The same folder under another name, by the command.
  const words = ['scripts/new-module.mjs', 'disk-full', 'DISK'];
  const said = execFileSync(process.execPath, words, { cwd: copy, encoding: 'utf8' });
  expect(said.trimEnd().split('\n')).toHaveLength(files.length + 1);
  expect(readFileSync(join(copy, registry), 'utf8')).toContain("line('disk-full', 'DISK',");
  run('typescript/bin/tsc', '--noEmit');
});

test('"Add a message", followed to the letter, makes rows that their tables and modules know', () => {
  expect(rows.map(({ path }) => path.split('/')[2])).toEqual(['smtp-throttle', 'iis-drift', 'k8s-paths']);
  write(
    'test/added-rows.test.ts',
    `import { expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';
import { tables } from './support/tables.ts';

test('the rows are in the tables', () => {
  const known = tables.flatMap((table) => table.rows.map((row) => row.id));
  expect(known).toEqual(expect.arrayContaining(${JSON.stringify(ids)}));
});

test('a module says what its row says', async () => {
  const { stdout } = await runCli(['k8s-paths'], { stdin: 'runtime/cgo: pthread_create failed: Resource temporarily unavailable\\n' });
  expect(stdout).toContain('process ids');
});
`,
  );
  const tests = run(
    'vitest/vitest.mjs',
    'run',
    '--maxWorkers=1',
    '--reporter=verbose',
    'test/rows.test.ts',
    'test/added-rows.test.ts',
  );
  expect(tests).toContain('✓ test/added-rows.test.ts > a module says what its row says');
  expect(tests).not.toContain('×');
});

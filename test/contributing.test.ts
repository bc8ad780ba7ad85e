import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

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

test('"Add a module", followed to the letter, makes a module that passes the tests over all modules', () => {
  for (const part of ['src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'CONTRIBUTING.md']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const files = [...page.matchAll(/^(`{3,})\w+ file=(\S+)\n([\s\S]*?)^\1$/gm)];
  expect(files.length).toBeGreaterThan(4);
  for (const [, , path = '', content = ''] of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), content);
  }
  const line = /^```ts registry\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';
  const registry = join(copy, 'src/modules/registry.ts');
  const text = readFileSync(registry, 'utf8');
  writeFileSync(registry, text.replace(/^\];$/m, `${line}];`));

  run('typescript/bin/tsc', '--noEmit');
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
});

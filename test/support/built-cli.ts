import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the real program for the tests of one file; returns the path of its `cli.js`. */
export function buildCli(): string {
  const folder = mkdtempSync(join(tmpdir(), 'diag-built-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  execFileSync(process.execPath, ['scripts/build.mjs', join(folder, 'dist')], { cwd: root, stdio: 'ignore' });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return join(folder, 'dist', 'cli.js');
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'diag-word-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (file: string) => runCli(['k8s-paths', file, '--root', folder, '--format', 'json']);

test('a word that names a file is read, and what is wrong with it is said', async () => {
  const log = join(folder, 'kubelet.log');
  writeFileSync(log, 'kubelet: failed to run Kubelet: running with swap on is not supported, please disable swap!\n');
  expect((JSON.parse((await run(log)).stdout) as { verdict: unknown }).verdict).toMatchObject({ name: 'kubelet-swap' });
  const other = join(folder, 'other.txt');
  writeFileSync(other, 'x\n');
  expect((await run(other)).stderr).toContain(`${other}: no Kubernetes error, log or configuration recognized`);
  expect((await run(join(folder, 'nothing.log'))).stderr).toContain('no such file');
});

test('a word like a symptom is none by mistake, and a file of such a name has a path', async () => {
  const { stderr, exitCode } = await run('kubectl-cant-connect');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/no symptom is called kubectl-cant-connect \(.*; a file: \.\/kubectl-cant-connect\)\n$/);
});

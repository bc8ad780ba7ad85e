import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

test('the root of a server whose API stands under a path is not probed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'diag-proxied-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'config');
  const config = {
    'current-context': 'one',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1/k8s/clusters/c-abc' } }],
    contexts: [{ name: 'one', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: { token: 'a-token' } }],
  };
  writeFileSync(path, JSON.stringify(config));
  const { stdout, exitCode } = await runCli(['k8s-health', '--kubeconfig', path, '--format', 'json']);
  const { findings } = JSON.parse(stdout) as { findings: readonly object[] };
  expect(findings).toEqual([]);
  expect(exitCode).toBe(3);
  expect(stdout).toContain('reached through a proxy, by the path /k8s/clusters/c-abc');
});

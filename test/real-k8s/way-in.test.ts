import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../support/run-cli.ts';
import { type Json, kubeconfig, programs } from './control-plane.ts';

let folder = '';
beforeAll(() => {
  programs.up();
  folder = mkdtempSync(join(tmpdir(), 'diag-way-in-'));
}, 400_000);
afterAll(() => {
  programs.down();
  rmSync(folder, { recursive: true });
}, 100_000);

/** Part of the administrator's kubeconfig. */
function part(name: string, change: (config: Json) => void): string {
  const config = parse(readFileSync(kubeconfig, 'utf8'));
  change(config);
  writeFileSync(join(folder, name), JSON.stringify(config));
  return join(folder, name);
}

async function checks(env: Record<string, string>, ...words: string[]): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await runCli(['k8s-flow', '--live', ...words, '--format', 'json'], {
    env,
    now: new Date().toISOString(),
  });
  const { checks: all, error } = JSON.parse(stdout) as {
    checks: { id: string; status: string; reason?: string }[];
    error?: Json;
  };
  expect(error).toBeUndefined();
  return Object.fromEntries(all.map(({ id, status, reason = '' }) => [id, `${status} ${reason}`]));
}

test('who acts as another has the rights of that other', async () => {
  const as = (more: Json) => part('as', ({ users: [{ user }] }) => Object.assign(user, more));
  const nobody = await checks({}, '--kubeconfig', as({ as: 'jane' }));
  expect(nobody['pods']).toContain('User "jane" cannot list resource "pods"');
  const master = await checks({}, '--kubeconfig', as({ as: 'jane', 'as-groups': ['system:masters'] }));
  expect(master['pods']).toBeUndefined();
});

test('clusters of one file and users of another are one kubeconfig', async () => {
  const users = part('users', (config) => Object.assign(config, { clusters: [], contexts: [], 'current-context': '' }));
  const rest = part('rest', (config) => Object.assign(config, { users: [] }));
  expect((await checks({ KUBECONFIG: `${users}:${rest}` }))['pods']).toBeUndefined();
});

import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import { api, type Json, kubeconfig, kubectlFolder } from './control-plane.ts';
import type { Root } from './seen.ts';

/** Runs a script with the kubectl of the control plane. */
function run(script: string, ...words: string[]): Promise<{ readonly status: number | null; readonly said: string }> {
  const env = { ...process.env, PATH: `${kubectlFolder}:${process.env['PATH']}`, KUBECONFIG: '' };
  const child = spawn('bash', ['-s', '--', ...words, '--kubeconfig', kubeconfig], { env, stdio: 'pipe' });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(String(part)));
  child.stdin.end(script);
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said: said.join('') })));
}

const lists = [
  '/api/v1/nodes',
  '/api/v1/services',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/statefulsets',
  '/apis/apps/v1/daemonsets',
  '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
];

/** What people wish of all objects that a script may change; what controllers add to a node comes and goes. */
async function wishes(): Promise<Readonly<Record<string, string>>> {
  const all: [string, string][] = [];
  for (const path of lists)
    for (const { metadata, spec, webhooks } of (await api('GET', path)).items as Json[])
      all.push([
        `${path} ${metadata.name}`,
        JSON.stringify([metadata.labels, path.endsWith('nodes') ? spec.unschedulable : spec, webhooks]),
      ]);
  return Object.fromEntries(all);
}

const differing = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] =>
  Object.keys(a).filter((key) => a[key] !== b[key]);

/** Plans, does, checks and undoes: one object changes, and is then as it was. */
export async function tryFix({ id, apply, verify, rollback }: Root['fixes'][number]): Promise<void> {
  const before = await wishes();
  const planned = await run(apply);
  expect([id, planned.said]).toEqual([id, expect.stringContaining('dry run')]);
  expect([id, planned.status, (await run(verify)).status]).toEqual([id, 0, 1]);
  expect(differing(before, await wishes())).toEqual([]);
  const done = await run(apply, '--apply');
  expect([id, done.status, done.said]).toEqual([id, 0, expect.stringContaining(': done')]);
  expect(differing(before, await wishes())).toHaveLength(1);
  const verified = await run(verify);
  expect([id, verified.status, verified.said]).toEqual([id, 0, expect.stringContaining(': fixed')]);
  const again = await run(apply, '--apply');
  // Each change of a template is a revision of its own, so a second rollout is none of this script's.
  const words = id === 'undo-rollout' ? 'nothing was done' : 'nothing to do';
  expect([id, again.said]).toEqual([id, expect.stringContaining(words)]);
  expect((await run(rollback)).said).toContain('dry run');
  const undone = await run(rollback, '--apply');
  expect([id, undone.status, undone.said]).toEqual([id, 0, expect.stringContaining(': undone')]);
  expect(differing(before, await wishes())).toEqual([]);
}

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { kubeconfigText, makeHostFolder } from '../../../test/support/host-folder.ts';
import { runCli } from '../../../test/support/run-cli.ts';

let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function limits(user: string, files: Readonly<Record<string, string>> = {}) {
  root = makeHostFolder({ ...files, '/root/.kube/config': kubeconfigText('https://127.0.0.1:1', user) });
  const { stdout } = await runCli(['k8s-health', '--root', root, '--deadline=300ms', '--format=json']);
  const { checks } = JSON.parse(stdout) as { checks: { id: string; status: string; reason?: string }[] };
  return checks.filter(({ id }) => id === 'kubeconfig');
}

test('an exec plug-in is told, with the command that runs it, and not run', async () => {
  const mark = join('/tmp', `diag-plugin-${process.pid}`);
  const exec = `{exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: ["${mark}"]}}`;
  expect(await limits(exec)).toEqual([
    {
      id: 'kubeconfig',
      status: 'unchecked',
      reason:
        'node-1: /root/.kube/config gets its credential from the program touch, which diag never runs; what needs rights was not asked',
      command: "kubectl --kubeconfig /root/.kube/config get --raw '/readyz?verbose'",
    },
  ]);
  expect(existsSync(mark)).toBe(false);
});

test('an auth provider of old is no other thing', async () => {
  expect(await limits('{auth-provider: {name: oidc}}')).toMatchObject([
    { status: 'unchecked', reason: expect.stringContaining('from the program oidc') },
  ]);
});

test('beside a token for the same server a plug-in is not missed', async () => {
  const admin = { '/etc/kubernetes/admin.conf': kubeconfigText('https://127.0.0.1:1', '{token: x}') };
  expect(await limits('{exec: {command: aws}}', admin)).toEqual([]);
});

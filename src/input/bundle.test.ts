import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../test/support/run-cli.ts';

const message =
  '0/1 nodes are available: 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
const node = {
  metadata: { name: 'worker-1' },
  spec: { unschedulable: true },
  status: { allocatable: { cpu: '4', pods: '110' }, nodeInfo: { kubeletVersion: 'v1.36.2' } },
};
const pod = {
  metadata: { name: 'web-1', namespace: 'shop' },
  spec: { containers: [{ name: 'app' }] },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  },
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-bundle-'));
  // As troubleshoot lays it out: items without kind, errors beside, logs that are none of our business.
  const resources = join(folder, 'bundle', 'cluster-resources');
  mkdirSync(join(resources, 'pods'), { recursive: true });
  writeFileSync(join(resources, 'nodes.json'), JSON.stringify({ kind: 'NodeList', apiVersion: 'v1', items: [node] }));
  writeFileSync(
    join(resources, 'pods', 'shop.json'),
    JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: [pod] }, null, 2),
  );
  writeFileSync(
    join(resources, 'leases-errors.json'),
    JSON.stringify(['leases.coordination.k8s.io is forbidden: User "dev" cannot list']),
  );
  writeFileSync(join(folder, 'bundle', 'app.log'), '{"level":"info"}\n'.repeat(100));
  execFileSync('tar', ['-czf', join(folder, 'bundle.tar.gz'), '-C', folder, 'bundle']);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['bundle', 'bundle.tar.gz'])(
  '%s: the objects of a bundle are read, and what it lacks is said',
  async (name) => {
    const { stdout, stderr } = await runCli(['k8s-placement', join(folder, name), '--format', 'json']);
    if (stdout === '') throw new Error(stderr);
    const report = JSON.parse(stdout) as {
      findings: { name: string; confidence: string }[];
      checks: { id: string; status: string }[];
    };
    expect(report.findings.map(({ name: found, confidence }) => [found, confidence])).toEqual([['cordoned', 'proven']]);
    expect(report.checks).toContainEqual(expect.objectContaining({ id: 'leases', status: 'unchecked' }));
  },
);

test('a folder without objects is refused as before', async () => {
  mkdirSync(join(folder, 'empty'));
  const { stderr, exitCode } = await runCli(['k8s-placement', join(folder, 'empty')]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/is a directory/);
});

import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const meta = { name: 'web', namespace: 'shop', uid: 'u', generation: 1, creationTimestamp: '2026-01-01T00:00:00Z' };
const labels = { app: 'web' };
const spec = { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {} } };
const status = { observedGeneration: 1, replicas: 0 };

/** What `kubectl get KIND -o json` prints, and what is told of it. */
async function told(...items: readonly object[]) {
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  const { findings, checks, exitCode } = JSON.parse(stdout) as {
    findings: readonly { name: string; confidence: string }[];
    checks: readonly { id: string; status: string }[];
    exitCode: number;
  };
  const statusOf = (id: string) => checks.filter((one) => one.id === id).map((one) => one.status);
  return { found: findings.map(({ name }) => name), exitCode, statusOf };
}

test.each([
  { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: meta, spec, status },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta, spec, status },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: meta, spec, status },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: meta, spec, status: { desiredNumberScheduled: 2 } },
  { apiVersion: 'batch/v1', kind: 'Job', metadata: meta, spec: { parallelism: 1 }, status: {} },
])('of a $kind alone that lacks pods nobody knows why: its events were not asked for', async (one) => {
  const { found, exitCode, statusOf } = await told(one);
  expect([found, exitCode, statusOf('workloads')]).toEqual([[], 3, ['unchecked']]);
});

test('where events were asked for and none tells why, a controller that does nothing is a possibility', async () => {
  const event = {
    ...{ apiVersion: 'v1', kind: 'Event', metadata: { name: 'x', namespace: 'shop' }, reason: 'Pulled', message: 'x' },
    ...{ involvedObject: { kind: 'Pod', name: 'other', namespace: 'shop' }, lastTimestamp: '2026-01-01T01:00:00Z' },
  };
  const { found } = await told({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: meta, spec, status }, event);
  expect(found).toEqual(['controller-manager-silent']);
});

test('Services without pods are no all-clear', async () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta,
    spec: { selector: labels, ports: [{ port: 80 }] },
  };
  const { exitCode, statusOf } = await told(service);
  expect([exitCode, statusOf('services')]).toEqual([3, ['unchecked']]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const node = (name: string, cpu: string, taints: readonly object[] = []) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name } },
  spec: { taints },
  status: { allocatable: { cpu, memory: '8Gi', pods: '110' }, nodeInfo: { kubeletVersion: 'v1.36.2' } },
});

/** Two workers of 4 and 1 cpu, one kept for others; the larger runs something on host port 9100. */
const cluster = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    node('large', '4'),
    node('small', '1'),
    node('gpu', '8', [{ key: 'team', value: 'ml', effect: 'NoSchedule' }]),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'exporter', namespace: 'monitoring', labels: {} },
      spec: {
        nodeName: 'large',
        containers: [{ name: 'app', ports: [{ containerPort: 9100, hostPort: 9100 }] }],
      },
      status: { phase: 'Running' },
    },
  ],
});

const deployment = (spec: object): string =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { metadata: { labels: { app: 'web' } }, spec } },
  });

async function would(manifest: string, ...words: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'diag-would-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'web.yaml');
  writeFileSync(path, manifest);
  const { stdout, stderr } = await runCli(['k8s-placement', '-', '--would', path, '--json', ...words], {
    stdin: cluster,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as {
    readonly error?: { readonly message: string };
    readonly findings: readonly { readonly name: string; readonly confidence: string; readonly title: string }[];
    readonly checks: readonly { readonly id: string; readonly status: string; readonly lookedAt?: readonly string[] }[];
  };
}

test('a manifest that fits says on how many nodes', async () => {
  const { findings, checks } = await would(
    deployment({ containers: [{ name: 'app', resources: { limits: { cpu: '500m' } } }] }),
    '-n',
    'shop',
  );
  expect(findings).toEqual([]);
  expect(checks.find(({ id }) => id === 'would')?.lookedAt).toEqual(['shop/web: 2 of 3 nodes fit']);
});

test('a limit is a request too', async () => {
  const { findings } = await would(deployment({ containers: [{ name: 'app', resources: { limits: { cpu: '16' } } }] }));
  expect(findings.map(({ name, confidence }) => [name, confidence])).toEqual([['insufficient-ever', 'likely']]);
  expect(findings[0]?.title).toContain('default/web');
});

test('with hostNetwork a port is one of the host', async () => {
  const { findings } = await would(
    deployment({
      hostNetwork: true,
      nodeSelector: { 'kubernetes.io/hostname': 'large' },
      containers: [{ name: 'app', ports: [{ containerPort: 9100 }] }],
    }),
  );
  expect(findings.map(({ name }) => name)).toEqual(['host-port-taken']);
});

test('a manifest without pods is an error that says so', async () => {
  const { error } = await would('{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"}}');
  expect(error?.message).toContain('no pod and no template of pods');
});

const waiting = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'other', namespace: 'shop', creationTimestamp: '2026-03-01T00:00:00Z' },
  spec: { schedulerName: 'default-scheduler', containers: [{ name: 'app', resources: { requests: { cpu: '64' } } }] },
  status: {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/3 nodes are available: 1 node(s) had untolerated taint {team: ml}, 2 Insufficient cpu.',
      },
    ],
  },
};

test('the answer is about the manifest, whatever else waits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'diag-would-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'web.yaml');
  writeFileSync(path, deployment({ containers: [{ name: 'app' }] }));
  const { items, ...list } = JSON.parse(cluster) as { items: object[] };
  const stdin = JSON.stringify({ ...list, items: [...items, waiting] });
  const alone = await runCli(['k8s-placement', '-', '--json'], { stdin });
  expect((JSON.parse(alone.stdout) as { findings: object[] }).findings.length).toBeGreaterThan(0);
  const { stdout, exitCode } = await runCli(['k8s-placement', '-', '--would', path, '--json'], { stdin });
  const report = JSON.parse(stdout) as { verdict: { title: string }; findings: object[] };
  expect(report.verdict.title).toMatch(/^default\/web fits 2 of 3 nodes: large, small\.$/);
  expect({ findings: report.findings, exitCode }).toEqual({ findings: [], exitCode: 0 });
});

test('a node that is not there is a mistake of the command line', async () => {
  const { stderr, exitCode } = await runCli(['k8s-placement', '-', '--node', 'lagre'], { stdin: cluster });
  expect(stderr).toBe('diag: --node lagre: is not in the input (nodes are large, small, gpu)\n');
  expect(exitCode).toBe(2);
});

import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'worker', labels: { 'kubernetes.io/hostname': 'worker' } },
  status: { allocatable: { cpu: '1', memory: '8Gi', pods: '110' }, nodeInfo: { kubeletVersion: 'v1.34.1' } },
};

const pending = (i: number) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `web-${i}`, namespace: 'shop', labels: { app: `web-${i}` } },
  spec: { schedulerName: 'default-scheduler', containers: [{ name: 'app', resources: { requests: { cpu: '2' } } }] },
  status: {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.',
      },
    ],
  },
});

test('messages that are not ours are one remark, however many pods they are of', async () => {
  const items = [node, ...Array.from({ length: 40 }, (_, i) => pending(i))];
  const { stdout } = await runCli(['k8s-placement', '-', '--json'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  const { findings } = JSON.parse(stdout) as {
    findings: readonly { code: string; facts: { who?: string; podCount?: number }; confidence: string }[];
  };
  const remarks = findings.filter(({ code }) => code === 'PLACE131');
  expect(remarks.map(({ facts }) => facts.who)).toEqual(['shop/web-0 and 39 more']);
  const causes = findings.filter(({ code }) => code !== 'PLACE131');
  expect(causes.map(({ code, confidence, facts }) => [code, confidence, facts.podCount])).toEqual([
    ['PLACE108', 'possible', 40],
  ]);
});

import { expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';

const selector = { matchLabels: { app: 'web' } };
const meta = (name: string, more: object = {}) => ({ name, namespace: 'shop', uid: `uid-${name}`, ...more });

/** A drain of the node with a pod of a Deployment whose pods are all ready, under a budget. */
async function drained(spec: object, replicas: number, status: { readonly healthy: number; readonly desired: number }) {
  const items = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta('web', { generation: 1 }),
      spec: { replicas, selector, template: { metadata: { labels: selector.matchLabels }, spec: { containers: [] } } },
      status: { observedGeneration: 1, replicas, updatedReplicas: replicas, availableReplicas: replicas },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: meta('web'),
      spec: { ...spec, selector },
      status: {
        disruptionsAllowed: 0,
        currentHealthy: status.healthy,
        desiredHealthy: status.desired,
        expectedPods: replicas,
      },
    },
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'w1', uid: 'uid-w1' }, spec: { unschedulable: true } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: meta('web-x', { labels: selector.matchLabels }),
      spec: { nodeName: 'w1', containers: [] },
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    },
  ];
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json', '--no-redact'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  const { findings } = JSON.parse(stdout) as {
    findings: readonly { code: string; why: string; next: readonly string[]; fixes: readonly { id: string }[] }[];
  };
  const found = findings.find(({ code }) => code === 'FLOW231');
  return { why: found?.why, next: found?.next.join(' ') ?? '', fixes: found?.fixes.map(({ id }) => id) };
}

const all = (pods: number) => ({ healthy: pods, desired: pods });

test.each([
  ['minAvailable 1 of 1', { minAvailable: 1 }, 1],
  ['minAvailable 3 of 3', { minAvailable: 3 }, 3],
  // 51 % of 2 is 2 of 2, and 2 of 3.
  ['minAvailable 51 % of 2', { minAvailable: '51%' }, 2],
])('%s: one replica more gives room', async (_, spec, replicas) => {
  const { why, next, fixes } = await drained(spec, replicas, all(replicas));
  expect(fixes).toEqual(['scale-up']);
  expect(why).toContain('allows one');
  expect(next).toContain('Scale the workload up by one');
});

test.each([
  ['maxUnavailable 0', { maxUnavailable: 0 }, 2],
  ['maxUnavailable 0 %', { maxUnavailable: '0%' }, 2],
  ['minAvailable 100 %', { minAvailable: '100%' }, 3],
])('%s: no number of replicas is enough, and none is advised', async (_, spec, replicas) => {
  const { why, next, fixes } = await drained(spec, replicas, all(replicas));
  expect(fixes).toEqual([]);
  expect(why).toContain('It never allows one');
  expect(next).not.toMatch(/scale/i);
  expect(next).toContain('raise maxUnavailable');
});

test('a percentage that wants the new pod too is no script', async () => {
  // 90 % of 4 is 4, of 5 is 5.
  const { why, next, fixes } = await drained({ minAvailable: '90%' }, 4, all(4));
  expect(fixes).toEqual([]);
  expect(why).toContain('One replica more does not change that');
  expect(next).not.toMatch(/scale/i);
});

test('a budget that its controller could not count is no script', async () => {
  const { why, fixes } = await drained({ minAvailable: 1 }, 3, { healthy: 3, desired: 1 });
  expect(fixes).toEqual([]);
  expect(why).toBe('');
});

test('a text shows no budget: the advice holds for each', async () => {
  const stdin = `LAST SEEN   TYPE      REASON   OBJECT    MESSAGE
2m10s       Warning   Drain    node/w1   Cannot evict pod as it would violate the pod's disruption budget.
`;
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin });
  const { next } = JSON.parse(stdout).findings[0] as { next: readonly string[] };
  expect(next.join(' ')).toContain('Neither helps where maxUnavailable is 0 or minAvailable 100 %');
});

import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

type Json = Record<string, unknown>;

const node = (name: string, labels: Json, taints: Json[] = []): Json => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: { taints } },
  status: { allocatable: { cpu: '4', pods: '10' }, nodeInfo: { kubeletVersion: 'v1.36.2' } },
});
const workers = ['w1', 'w2', 'w3'].map((name) => node(name, {}));
const controlPlane = { 'node-role.kubernetes.io/control-plane': '' };
const onlyControl = [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }];
const team = [{ key: 'team', value: 'ml', effect: 'NoSchedule' }];

async function told(nodeSelector: Json, ...nodes: Json[]): Promise<unknown> {
  const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'x' }];
  const pod = {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } },
    spec: { containers: [{ name: 'app' }], nodeSelector },
    status: { phase: 'Pending', conditions },
  };
  const { stdout } = await runCli(['k8s-placement', '-', '--format', 'json'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod, ...workers, ...nodes] }),
  });
  const { findings } = JSON.parse(stdout) as {
    findings: { name: string; facts: { nodes: string[]; change: string } }[];
  };
  return findings.map(({ name, facts }) => [name, facts.nodes, facts.change])[0];
}

test('a pod that asks for nodes of a kind is meant for those, whoever else they are kept for', async () => {
  expect(await told({ pool: 'gpu' }, node('gpu-1', { pool: 'gpu' }, team))).toEqual([
    'taint-not-tolerated',
    ['gpu-1'],
    'tolerate team=ml:NoSchedule',
  ]);
  expect(await told(controlPlane, node('cp-1', controlPlane, onlyControl))).toEqual([
    'control-plane-only',
    ['cp-1'],
    'tolerate node-role.kubernetes.io/control-plane:NoSchedule',
  ]);
});

test('where no node is of that kind, the label is what is missing', async () => {
  expect(await told({ pool: 'gpu' }, node('ml-1', {}, team), node('cp-1', controlPlane, onlyControl))).toEqual([
    'selector-mismatch',
    ['w1', 'w2', 'w3'],
    'label w1 pool=gpu',
  ]);
});

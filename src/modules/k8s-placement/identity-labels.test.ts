import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

/** A node with a hostname, a zone and a tier, and a pod that asks for other labels. */
async function told(nodeSelector: Readonly<Record<string, string>>) {
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: 'w1',
      uid: 'u',
      labels: {
        'kubernetes.io/hostname': 'w1',
        'topology.kubernetes.io/zone': 'a',
        'kubernetes.io/arch': 'amd64',
        tier: 'db',
      },
    },
    spec: {},
    status: { allocatable: { cpu: '4', pods: '10' }, nodeInfo: { kubeletVersion: 'v1.36.2' } },
  };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'app' }], nodeSelector },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'x' }],
    },
  };
  const { stdout } = await runCli(['k8s-placement', '-', '--format', 'json', '--no-redact'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [node, pod] }),
  });
  const { findings } = JSON.parse(stdout) as {
    findings: readonly { code: string; next: readonly string[]; fixes: readonly unknown[] }[];
  };
  return findings.find(({ code }) => code === 'PLACE105');
}

test.each([
  { 'kubernetes.io/hostname': 'w9' },
  { 'kubernetes.io/arch': 'arm64' },
  { 'kubernetes.io/os': 'windows' },
  { 'topology.kubernetes.io/zone': 'b' },
  { 'topology.ebs.csi.aws.com/zone': 'b' },
  { 'node.kubernetes.io/instance-type': 'm5.large' },
  { 'beta.kubernetes.io/instance-type': 'm5.large' },
  { 'failure-domain.beta.kubernetes.io/zone': 'b' },
  { 'karpenter.sh/nodepool': 'gpu' },
  { 'topology.kubernetes.io/zone': 'b', tier: 'web' },
])('no script and no command puts %j on a node', async (selector) => {
  const finding = await told(selector);
  expect(finding?.fixes).toEqual([]);
  expect(finding?.next.join('\n')).not.toMatch(/kubectl label|Smallest change/);
  expect(finding?.next[0]).toMatch(/^\S+\/\S+ says what a node is/);
});

test.each([{ tier: 'web' }, { 'node-role.kubernetes.io/worker': 'x' }, { 'example.com/topology': 'x' }])(
  'a label that is given by people is still put on: %j',
  async (selector) => {
    const finding = await told(selector);
    expect(finding?.fixes).toHaveLength(1);
    expect(finding?.next[0]).toContain('kubectl label node w1');
  },
);

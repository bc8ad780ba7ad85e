import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const node = {
  kind: 'Node',
  apiVersion: 'v1',
  metadata: { name: 'w1', labels: { 'kubernetes.io/hostname': 'w1' } },
  spec: { taints: [{ key: 'team', value: 'ml', effect: 'NoSchedule' }] },
  status: { allocatable: { cpu: '1', pods: '10' }, nodeInfo: { kubeletVersion: 'v1.34.1' } },
};
const pod = (message: string, requests: object) => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name: 'web', namespace: 'shop', creationTimestamp: '2026-11-28T16:00:00Z' },
  spec: { schedulerName: 'lenient', containers: [{ name: 'app', resources: { requests } }] },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  },
});
const config = (profile: object, more: object = {}) => ({
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  kind: 'KubeSchedulerConfiguration',
  profiles: [{ schedulerName: 'default-scheduler' }, { schedulerName: 'lenient', ...profile }],
  ...more,
});

interface Told {
  readonly findings: readonly { readonly name: string; readonly confidence: string }[];
  readonly checks: readonly { readonly id: string; readonly status: string; readonly reason?: string }[];
  readonly data: {
    readonly placement: readonly { readonly message: { readonly ours: string; readonly agrees: boolean } }[];
  };
}

/** The configuration as a file of its own, or none. */
async function placed(message: string, requests: object, scheduler?: object, ...words: string[]): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'diag-profile-'));
  const path = join(folder, 'scheduler.yaml');
  writeFileSync(path, JSON.stringify(scheduler ?? {}));
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [node, pod(message, requests)] });
  const own = scheduler === undefined ? [] : ['--scheduler-config', path];
  const { stdout } = await runCli(['k8s-placement', '-', '--format', 'json', ...own, ...words], { stdin: list });
  rmSync(folder, { recursive: true });
  return JSON.parse(stdout) as Told;
}

const told = ({ findings }: Told) => findings.map(({ name, confidence }) => `${name} ${confidence}`);
const off = (...names: string[]) => ({ disabled: names.map((name) => ({ name })) });

test('without its configuration nothing is known of another scheduler', async () => {
  expect((await placed('0/1 nodes are available: 1 Insufficient cpu.', { cpu: '2' })).data.placement).toEqual([]);
});

test('what a profile has off rules out no node, and says nothing of preemption', async () => {
  const plugins = { filter: off('TaintToleration'), postFilter: off('*') };
  const one = await placed('0/1 nodes are available: 1 Insufficient cpu.', { cpu: '2' }, config({ plugins }));
  expect(told(one)).toEqual(['insufficient-ever proven']);
  expect(one.data.placement[0]?.message.agrees).toBe(true);
});

test('all off, and one on again', async () => {
  const plugins = { multiPoint: { ...off('*'), enabled: [{ name: 'NodeResourcesFit' }] } };
  const one = await placed('0/1 nodes are available: 1 Insufficient cpu.', { cpu: '2' }, config({ plugins }));
  expect(told(one)).toEqual(['insufficient-ever proven']);
});

test('affinity that the profile gives every pod', async () => {
  const terms = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'In', values: ['web'] }] }] };
  const args = { addedAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } };
  const profile = {
    plugins: { filter: off('TaintToleration'), postFilter: off('*') },
    pluginConfig: [{ name: 'NodeAffinity', args }],
  };
  const message = "0/1 nodes are available: 1 node(s) didn't match scheduler-enforced node affinity.";
  const one = await placed(message, { cpu: '100m' }, config(profile));
  expect(told(one)).toEqual(['selector-mismatch proven']);
});

test('resources that the profile does not compare', async () => {
  const profile = {
    plugins: { filter: off('TaintToleration'), postFilter: off('*') },
    pluginConfig: [{ name: 'NodeResourcesFit', args: { ignoredResourceGroups: ['example.com'] } }],
  };
  const requests = { cpu: '2', 'example.com/fpga': '1' };
  const one = await placed('0/1 nodes are available: 1 Insufficient cpu.', requests, config(profile));
  expect(one.data.placement[0]?.message).toMatchObject({ agrees: true });
});

test('plugins of others and extenders are unchecked', async () => {
  const plugins = { filter: { enabled: [{ name: 'Coscheduling' }] } };
  const { checks } = await placed('0/1 nodes are available: 1 x.', {}, config({ plugins }, { extenders: [{}] }));
  expect(checks.filter(({ id }) => id === 'profile').map(({ reason }) => reason)).toEqual([
    'profile default-scheduler filters by 1 extender too, which only itself can run',
    'profile lenient filters by Coscheduling, 1 extender too, which only itself can run',
  ]);
});

test('a file without a configuration is told', async () => {
  const { stdout } = await runCli(['k8s-placement', '-', '--format', 'json', '--scheduler-config', 'package.json'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [node] }),
  });
  expect(stdout).toContain('no KubeSchedulerConfiguration');
});

test('a file of the command line that is not there comes before what the input lacks', async () => {
  for (const option of ['--scheduler-config', '--would']) {
    const { stderr } = await runCli(['k8s-placement', '-', option, 'no-such.yaml'], {
      stdin: 'nothing of a scheduler\n',
    });
    expect(stderr).toContain('no-such.yaml: no such file');
  }
});

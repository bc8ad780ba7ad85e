import { expect, test } from 'vitest';
import { complaints, kubectlBench } from '../../../test/support/api-server.ts';
import { runCli } from '../../../test/support/run-cli.ts';
import { describeWith } from '../../../test/support/system-part.ts';
import type { FixScript } from '../../core/fix-script.ts';

type Json = Record<string, unknown>;

const node = (spec: Json, labels: Json): Json => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'w1', uid: 'uid-w1', labels: { 'kubernetes.io/hostname': 'w1', ...labels } },
  spec,
  status: { allocatable: { cpu: '4', pods: '10' }, nodeInfo: { kubeletVersion: 'v1.36.2' } },
});
const pod = (spec: Json): Json => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'app' }], ...spec },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'x' }],
  },
});
const cordoned = node({ unschedulable: true }, {});

/** What stands at a path of keys. */
const at = (object: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], object);

/** The node, the pod that waits, and where the change is seen, before and after. */
const cases: readonly (readonly [string, Json, Json, (one: Json | undefined) => unknown, unknown, unknown])[] = [
  ['a node is uncordoned', cordoned, pod({}), (one) => at(one, 'spec', 'unschedulable'), true, undefined],
  [
    'a label is put on a node',
    node({}, {}),
    pod({ nodeSelector: { 'example.com/disk~type': 'ssd' } }),
    (one) => at(one, 'metadata', 'labels', 'example.com/disk~type'),
    undefined,
    'ssd',
  ],
  [
    'a label of a node is set otherwise',
    node({}, { tier: 'db' }),
    pod({ nodeSelector: { tier: 'web' } }),
    (one) => at(one, 'metadata', 'labels', 'tier'),
    'db',
    'web',
  ],
];

async function fixOf(...items: Json[]): Promise<FixScript | undefined> {
  const { stdout } = await runCli(['k8s-placement', '-', '--format', 'json'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
  const { findings } = JSON.parse(stdout) as { findings: readonly { fixes: readonly FixScript[] }[] };
  return findings.flatMap(({ fixes }) => fixes)[0];
}

test('two changes at once are no script', async () => {
  expect(await fixOf(cordoned, pod({ nodeSelector: { tier: 'web' } }))).toBeUndefined();
});

test.each([
  ['nodeSelector', { nodeSelector: { 'node-role.kubernetes.io/worker': '' } }],
  [
    'Exists',
    {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'node-role.kubernetes.io/worker', operator: 'Exists' }] }],
          },
        },
      },
    },
  ],
])('an empty label is no script, for kubectl prints it as an absent one: %s', async (_, spec) => {
  expect(await fixOf(node({}, {}), pod(spec))).toBeUndefined();
  expect(await fixOf(node({}, { 'node-role.kubernetes.io/worker': 'x' }), pod(spec))).toBeUndefined();
});

describeWith(['kubectl', 'shellcheck'], 'through kubectl', () => {
  const path = '/api/v1/nodes/w1';
  const { start, run } = kubectlBench();

  test.each(cases)(
    '%s, and undone',
    async (_, one, waiting, seen, before, after) => {
      const fix = await fixOf(one, waiting);
      const api = await start({ [path]: one });
      const now = () => seen(api.objects.get(path));
      expect((await run(fix?.apply)).said).toContain('dry run');
      expect(now()).toBe(before);
      expect((await run(fix?.verify)).status).toBe(1);
      expect((await run(fix?.apply, '--apply')).status).toBe(0);
      expect(now()).toBe(after);
      expect((await run(fix?.verify)).status).toBe(0);
      expect((await run(fix?.rollback, '--apply')).status).toBe(0);
      expect(now()).toBe(before);
      expect(complaints(fix)).toBe('');
    },
    60_000,
  );
});

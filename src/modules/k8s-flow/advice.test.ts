import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const pod = {
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', creationTimestamp: '2026-11-28T16:00:00Z' },
  spec: { schedulerName: 'default-scheduler', containers: [{ name: 'app', image: 'app:1' }] },
  status: {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/1 nodes are available: 1 Insufficient cpu.',
      },
    ],
  },
};
const node = { kind: 'Node', metadata: { name: 'w1' }, spec: {}, status: { allocatable: { cpu: '1' } } };
const listOf = (...items: unknown[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

interface Told {
  readonly title: string;
  readonly next: readonly string[];
}

async function told(code: string, words: readonly string[], stdin?: string): Promise<readonly Told[]> {
  const { stdout } = await runCli(
    ['k8s-flow', ...words, '--format', 'json', '--only', code],
    stdin === undefined ? {} : { stdin },
  );
  return (JSON.parse(stdout) as { findings: readonly Told[] }).findings;
}

const advice = async (words: readonly string[], stdin?: string): Promise<readonly string[]> =>
  (await told('FLOW143', words, stdin)).flatMap(({ next }) => next);

test('what a dump holds already is not asked for again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'diag-flow-'));
  const file = join(folder, 'the dump.json');
  writeFileSync(file, listOf(pod, node));
  expect(await advice([file])).toEqual([`For every node why not: diag k8s-placement '${file}'`]);
  expect(await advice(['-'], listOf(pod, node))).toEqual([
    'Pipe the same into diag k8s-placement: it says for every node why not.',
  ]);
  expect((await advice(['-'], listOf(pod))).join()).toContain('diag collect k8s-objects');
  rmSync(folder, { recursive: true });
});

const claimEvent = (message: string): string =>
  `LAST SEEN   TYPE      REASON               OBJECT                         MESSAGE
9s          Warning   ProvisioningFailed   persistentvolumeclaim/data-0   ${message}
`;

test.each([
  [
    'storageclass.storage.k8s.io "fast" not found',
    /its storage class fast does not exist/,
    /kubectl get storageclasses/,
  ],
  [
    'failed to provision volume with StorageClass "ssd": rpc error: code = ResourceExhausted desc = quota of disks exceeded',
    /storage class ssd makes none: rpc error.*quota of disks exceeded/,
    /quota, credentials or role/,
  ],
  ['Bound claim has lost its PersistentVolume. Data on the volume is lost!', /has lost its volume/, /volume handle/],
])('a claim without a volume is told with its reason: %s', async (message, title, next) => {
  const [one] = await told('FLOW145', ['-'], claimEvent(message));
  expect(one?.title).toMatch(title);
  expect(one?.next.join()).toMatch(next);
});

const podEvents = (...rows: readonly string[]): string =>
  `LAST SEEN   TYPE      REASON      OBJECT      MESSAGE\n${rows.join('\n')}\n`;

test.each([
  ['no match for platform in manifest: not found', /architecture of the node/],
  ['unexpected media type text/html for sha256:1: not found', /a web page and no registry/],
  ['pull QPS exceeded', /limits its own pulls/],
  ['something new', /its state alone does not say why/],
])('an image that the registry has is not told to be missing there: %s', async (reason, title) => {
  const text = podEvents(`9s          Warning   Failed      pod/web-1   Failed to pull image "shop/api:2": ${reason}`);
  expect((await told('FLOW187', ['-'], text))[0]?.title).toMatch(title);
  expect(await told('FLOW180', ['-'], text)).toEqual([]);
});

test('of the records of a volume the one is told that says why', async () => {
  const text = podEvents(
    '9s          Warning   FailedMount   pod/web-1   Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: context deadline exceeded',
    '19s         Warning   FailedMount   pod/web-1   MountVolume.SetUp failed for volume "pvc-1" : rpc error: code = Aborted desc = An operation with the given Volume ID 7 already exists',
    '29s         Warning   FailedMount   pod/web-1   MountVolume.SetUp failed for volume "pvc-1" : rpc error: code = Internal desc = mount failed: mount.nfs: rpc.statd is not running but is required for remote locking.',
  );
  const [one] = await told('FLOW164', ['-'], text);
  expect(one?.title).toMatch(/volume pvc-1 cannot be mounted: the node does not run rpc\.statd/);
  expect(one?.next.join()).toContain('systemctl start rpc-statd');
});

test.each([
  ['FailedNeedsStart', 'Cannot determine if job needs to be started: too many missed start time (> 100)', /does not/],
  ['TooManyMissedTimes', 'too many missed start times: 101. Set or decrease', /goes on with the next one/],
  ['UnparseableSchedule', 'unparseable schedule: "61 * * * *"', /does not start Jobs/],
])('a CronJob that missed runs stands still up to 1.20 only: %s', async (reason, message, title) => {
  const text = podEvents(`9s          Warning   ${reason}   cronjob/report   ${message}`);
  expect((await told('FLOW132', ['-'], text))[0]?.title).toMatch(title);
});

test('a probe that fails is no restart', async () => {
  const text = podEvents('9s          Warning   Unhealthy   pod/web-1   Liveness probe failed: command timed out');
  expect((await told('FLOW204', ['-'], text))[0]?.title).toMatch(/fails its liveness probe: the kubelet restarts/);
});

test.each([
  [
    'a startup probe in the first minute',
    '9s          Warning   Unhealthy   pod/web-1   Startup probe failed: dial tcp 10.1.1.9:80: connect: connection refused',
    '39s         Normal    Started     pod/web-1   Started container app',
  ],
  [
    'a ConfigMap that the kubelet has not read yet',
    '9s          Warning   FailedMount   pod/web-1   MountVolume.SetUp failed for volume "a" : failed to sync configmap cache: timed out waiting for the condition',
  ],
  ['a pod that is deleted', '9s   Warning   FailedScheduling   pod/web-1   skip schedule deleting pod: shop/web-1'],
])('no fault: %s', async (_, ...rows) => {
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin: podEvents(...rows) });
  expect((JSON.parse(stdout) as { findings: readonly unknown[] }).findings).toEqual([]);
});

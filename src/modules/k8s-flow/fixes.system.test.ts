import { expect, test } from 'vitest';
import { complaints, kubectlBench, type StandIn } from '../../../test/support/api-server.ts';
import { runCli } from '../../../test/support/run-cli.ts';
import { describeWith } from '../../../test/support/system-part.ts';
import type { FixScript } from '../../core/fix-script.ts';

type Json = Record<string, unknown>;

async function fixOf(stdin: string, code: string): Promise<FixScript | undefined> {
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json', '--no-redact'], { stdin });
  const { findings } = JSON.parse(stdout) as { findings: readonly { code: string; fixes: readonly FixScript[] }[] };
  return findings.find((one) => one.code === code)?.fixes[0];
}

const meta = (name: string, more: Json = {}): Json => ({ name, namespace: 'shop', uid: `uid-${name}`, ...more });
const template = (image: string): Json => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image }] },
});
const revision = (n: string): Json => ({ annotations: { 'deployment.kubernetes.io/revision': n } });
const ofWeb = {
  ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'uid-web', controller: true }],
};
const selector = { matchLabels: { app: 'web' } };
const set = (name: string, n: string, image: string, available: number): Json => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: meta(name, { ...revision(n), ...ofWeb, labels: { app: 'web' } }),
  spec: { replicas: 1, selector, template: template(image) },
  status: { replicas: 1, availableReplicas: available },
});

const deployment: Json = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: meta('web', { ...revision('4'), generation: 4 }),
  spec: { replicas: 1, selector, template: template('shop/web:typo') },
  status: { observedGeneration: 4, replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1 },
};
const broken: Json = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: meta('web-new-x', {
    labels: { app: 'web' },
    creationTimestamp: '2026-11-28T16:00:00Z',
    ownerReferences: [{ kind: 'ReplicaSet', name: 'web-new', uid: 'uid-web-new', controller: true }],
  }),
  spec: { nodeName: 'w1', containers: [{ name: 'app', image: 'shop/web:typo' }] },
  status: {
    phase: 'Pending',
    startTime: '2026-11-28T16:00:00Z',
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [
      {
        name: 'app',
        ready: false,
        restartCount: 0,
        state: {
          waiting: {
            reason: 'ImagePullBackOff',
            message: 'Back-off pulling image "shop/web:typo": ErrImagePull: not found',
          },
        },
      },
    ],
  },
};
const service: Json = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: meta('web'),
  spec: { selector: { app: 'web', tier: 'front' }, ports: [{ port: 80 }] },
};
const webhook: Json = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'gate', uid: 'uid-gate' },
  webhooks: [
    { name: 'other.example.org', failurePolicy: 'Fail' },
    { name: 'gate.example.org', failurePolicy: 'Fail', clientConfig: { service: { namespace: 'shop', name: 'gate' } } },
  ],
};
const refused: Json = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: meta('web-new.1'),
  involvedObject: { kind: 'ReplicaSet', name: 'web-new', namespace: 'shop', uid: 'uid-web-new' },
  type: 'Warning',
  reason: 'FailedCreate',
  message:
    'Error creating: Internal error occurred: failed calling webhook "gate.example.org": failed to call webhook: Post "https://gate.shop.svc:443/?timeout=10s": dial tcp 10.96.0.9:443: connect: connection refused',
  lastTimestamp: '2026-11-28T16:05:00Z',
};
const paused: Json = {
  ...deployment,
  spec: { ...(deployment['spec'] as Json), paused: true },
  status: { observedGeneration: 4, replicas: 1, availableReplicas: 1 },
};
const drained = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'w1', uid: 'uid-w1' },
  spec: { unschedulable: true },
};
const budget: Json = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: meta('web'),
  spec: { minAvailable: 1, selector },
  status: { disruptionsAllowed: 0, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1 },
};
const serving: Json = { ...broken, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } };
const listOf = (...items: Json[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

const apps = '/apis/apps/v1/namespaces/shop';
const hooks = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/gate';
const old = set('web-old', '3', 'shop/web:3', 1);

/** What stands at a path of keys. */
const at = (object: unknown, ...keys: readonly (string | number)[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], object);

/** Object by path, a dump that shows the fault, its code, and where the change is seen. */
const cases: readonly (readonly [
  string,
  Readonly<Record<string, Json>>,
  string,
  string,
  (all: StandIn) => unknown,
  unknown,
  unknown,
])[] = [
  [
    'a webhook is let be',
    { [hooks]: webhook },
    listOf(webhook, { ...set('web-new', '4', 'x', 0), status: { replicas: 0 } }, refused),
    'FLOW123',
    ({ objects }) => at(objects.get(hooks), 'webhooks', 1, 'failurePolicy'),
    'Fail',
    'Ignore',
  ],
  [
    'a selector is corrected',
    { '/api/v1/namespaces/shop/services/web': service },
    listOf(service, {
      ...broken,
      metadata: { ...(broken['metadata'] as Json), labels: { app: 'web', tier: 'frontend' } },
    }),
    'FLOW220',
    ({ objects }) => at(objects.get('/api/v1/namespaces/shop/services/web'), 'spec', 'selector', 'tier'),
    'front',
    'frontend',
  ],
  [
    'a pause is ended',
    { [`${apps}/deployments/web`]: paused },
    listOf(paused, old),
    'FLOW111',
    ({ objects }) => at(objects.get(`${apps}/deployments/web`), 'spec', 'paused'),
    true,
    undefined,
  ],
  [
    'a workload is scaled up for a drain',
    { [`${apps}/deployments/web`]: deployment },
    listOf(deployment, old, budget, drained, serving),
    'FLOW231',
    ({ objects }) => at(objects.get(`${apps}/deployments/web`), 'spec', 'replicas'),
    1,
    2,
  ],
  [
    'a rollout is taken back',
    {
      [`${apps}/deployments/web`]: deployment,
      [`${apps}/replicasets/web-old`]: old,
      [`${apps}/replicasets/web-new`]: set('web-new', '4', 'shop/web:typo', 0),
    },
    listOf(deployment, old, set('web-new', '4', 'shop/web:typo', 0), broken),
    'FLOW180',
    ({ objects }) => JSON.stringify(objects.get(`${apps}/deployments/web`)).match(/shop\/web:\w+/)?.[0],
    'shop/web:typo',
    'shop/web:3',
  ],
];

test('a text holds too little for a script', async () => {
  const row = '2m10s   Warning   FailedCreate   replicaset/web-new   ';
  expect(await fixOf(`${row}${String(refused['message'])}\n`, 'FLOW123')).toBeUndefined();
});

describeWith(['kubectl'], 'through kubectl', () => {
  const { start, run } = kubectlBench();

  test.each(cases)(
    '%s, and undone',
    async (_, objects, dump, code, seen, before, after) => {
      const fix = await fixOf(dump, code);
      expect(fix?.applicability).toBe('review');
      const api = await start(objects);
      const dry = await run(fix?.apply);
      expect(dry.said).toContain('dry run');
      expect([dry.status, seen(api)]).toEqual([0, before]);
      expect((await run(fix?.verify)).status).toBe(1);
      const applied = await run(fix?.apply, '--apply');
      expect([applied.status, seen(api), applied.said.includes(': done')]).toEqual([0, after, true]);
    },
    60_000,
  );

  test.each(cases.filter(([, , , code]) => code !== 'FLOW180'))(
    '%s: verified, left alone twice, rolled back',
    async (_, objects, dump, code, seen, before, after) => {
      const fix = await fixOf(dump, code);
      const api = await start(objects);
      await run(fix?.apply, '--apply');
      expect((await run(fix?.verify)).status).toBe(0);
      expect((await run(fix?.apply, '--apply')).said).toContain('nothing to do');
      expect(seen(api)).toBe(after);
      expect((await run(fix?.rollback)).said).toContain('dry run');
      expect((await run(fix?.rollback, '--apply')).status).toBe(0);
      expect(seen(api)).toBe(before);
      expect((await run(fix?.rollback, '--apply')).said).toContain('nothing to undo');
    },
    60_000,
  );

  test('an object that was made anew is left alone', async () => {
    const [, , dump, code] = cases[0] as (typeof cases)[number];
    const fix = await fixOf(dump, code);
    const other = { ...webhook, metadata: { name: 'gate', uid: 'another' } };
    const api = await start({ [hooks]: other });
    expect((await run(fix?.apply, '--apply')).status).not.toBe(0);
    expect(at(api.objects.get(hooks), 'webhooks', 1, 'failurePolicy')).toBe('Fail');
  }, 60_000);
});

describeWith(['shellcheck'], 'the scripts', () => {
  test.each(cases)('of %s are clean for shellcheck', async (_, _objects, dump, code) => {
    const fix = await fixOf(dump, code);
    expect(complaints(fix)).toBe('');
  });
});

import { expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

type Json = Record<string, unknown>;

/** What both modules that read objects find in a list of them: names, and what each follows from. */
async function told(...items: Json[]): Promise<Readonly<Record<string, readonly (readonly unknown[])[]>>> {
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const of = async (module: string) => {
    const { stdout } = await runCli([module, '-', '--format', 'json'], { stdin });
    const { findings } = JSON.parse(stdout) as { findings: { name: string; consequenceOf?: string }[] };
    return findings.map(({ name, consequenceOf }) => (consequenceOf === undefined ? [name] : [name, consequenceOf]));
  };
  return { flow: await of('k8s-flow'), placement: await of('k8s-placement') };
}

const start = '2026-03-11T10:00:00Z';
const now = '2026-03-11T10:10:00Z';
const unreachable = { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule', timeAdded: start };
const node = (name: string, { state = 'up', cpu = '4' } = {}): Json => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name } },
  spec: {
    ...(state === 'cordoned' ? { unschedulable: true } : {}),
    ...(state === 'lost' ? { taints: [unreachable] } : {}),
  },
  status: {
    allocatable: { cpu, memory: '8Gi', pods: '110' },
    nodeInfo: { kubeletVersion: 'v1.36.2' },
    conditions: [
      state === 'lost'
        ? { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', lastTransitionTime: start }
        : { type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime: now },
    ],
  },
});
const pod = (name: string, spec: Json, status: Json, created = start): Json => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: { name, namespace: 'shop', uid: name, creationTimestamp: created, labels: { app: name } },
  spec: { containers: [{ name: 'app' }], ...spec },
  status: { phase: 'Pending', ...status },
});
const refused = (message: string): Json => ({
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: now }],
});
const wants = (cpu: string): Json => ({ containers: [{ name: 'app', resources: { requests: { cpu } } }] });

test('a node that is cordoned or lost, and too small besides, does not make that the cause', async () => {
  const big = pod('big', wants('16'), refused('0/4 nodes are available: …'));
  const nodes = [node('w1'), node('w2', { state: 'cordoned' }), node('w3', { state: 'cordoned' })];
  expect((await told(big, ...nodes, node('w4', { state: 'lost' })))['placement']).toContainEqual(['insufficient-ever']);
  const small = pod('small', wants('3'), refused('0/4 nodes are available: …'));
  expect((await told(small, ...nodes.slice(1)))['placement']).toContainEqual(['cordoned']);
});

test('what a lost node would not take either does not follow from its loss', async () => {
  const lost = node('w2', { state: 'lost' });
  const tooBig = pod('web', wants('16'), refused('0/2 nodes are available: …'));
  expect((await told(tooBig, node('w1'), lost))['flow']).toContainEqual(['unschedulable']);
  const fits = pod('web', wants('3'), refused('0/2 nodes are available: …'));
  expect((await told(fits, node('w1', { cpu: '1' }), lost))['flow']).toContainEqual(['unschedulable', 'node-lost']);
});

test('a scheduler that has dealt with later pods, or waits for a volume, is not silent', async () => {
  const early = pod('early', {}, {});
  const later = pod('later', {}, refused('0/1 nodes are available: …'), '2026-03-11T10:05:00Z');
  const silent = ['scheduler-silent'];
  const alone = await told(early, node('w1'));
  expect([alone['flow'], alone['placement']]).toEqual([[silent], [silent]]);
  const both = await told(early, later, node('w1'));
  expect([...(both['flow'] ?? []), ...(both['placement'] ?? [])]).not.toContainEqual(silent);
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  // Nobody is blamed, and nothing is called well: the pod waits all the same.
  const pending = ['stays-pending'];
  expect(both['flow']).toContainEqual(pending);
  expect(await told(pod('early', { volumes }, {}), node('w1'))).toEqual({ flow: [pending], placement: [] });
});

test('a pod whose claims the input does not hold is not said to fit', async () => {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  const waits = pod(
    'db',
    { volumes },
    refused('0/1 nodes are available: 1 pod has unbound immediate PersistentVolumeClaims.'),
  );
  const other = {
    ...pod('web', { nodeName: 'w1' }, { phase: 'Running' }),
    metadata: { name: 'web', namespace: 'other' },
  };
  expect((await told(waits, other, node('w1')))['placement']).not.toContainEqual(['fits-now']);
});

test('a Service whose Deployment is scaled to zero is no fault', async () => {
  const of = (kind: string, spec: Json): Json => ({ kind, metadata: { name: 'web', namespace: 'shop' }, spec });
  const service = { apiVersion: 'v1', ...of('Service', { selector: { app: 'web' }, ports: [{ port: 80 }] }) };
  const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web', namespace: 'shop' } };
  const deployment = {
    apiVersion: 'apps/v1',
    ...of('Deployment', {
      replicas: 0,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app' }] } },
    }),
  };
  expect((await told(service, endpoints, deployment))['flow']).toEqual([]);
  expect((await told(service, endpoints))['flow']).toEqual([['no-ready-endpoint']]);
});

test('the conditions of an autoscaler are read of autoscaling/v1 too', async () => {
  const conditions = [
    {
      ...{ type: 'ScalingActive', status: 'False', reason: 'FailedGetResourceMetric', lastTransitionTime: start },
      message: 'unable to fetch metrics from resource metrics API: the server could not find the requested resource',
    },
  ];
  const autoscaler = {
    ...{ apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', spec: { maxReplicas: 3 } },
    metadata: {
      ...{ name: 'web', namespace: 'shop' },
      annotations: { 'autoscaling.alpha.kubernetes.io/conditions': JSON.stringify(conditions) },
    },
  };
  expect((await told(autoscaler, node('w1')))['flow']).toEqual([['autoscaler-stuck']]);
});

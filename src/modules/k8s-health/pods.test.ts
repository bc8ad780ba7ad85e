import { expect, test } from 'vitest';
import { judgePod } from './judge-pod.ts';
import type { HttpAnswer } from './model.ts';
import { readDnsPods } from './pods.ts';

const at = '2026-11-22T18:40:00.000Z';
const pod = (status: object, more: { spec?: object; metadata?: object } = {}) => ({
  metadata: {
    name: 'coredns-1',
    namespace: 'kube-system',
    creationTimestamp: '2026-11-22T18:00:00Z',
    labels: { 'k8s-app': 'kube-dns' },
    ...more.metadata,
  },
  spec: { nodeName: 'worker-1', containers: [{ name: 'coredns', ...more.spec }] },
  status,
});
const read = (...items: object[]) => readDnsPods(JSON.stringify({ kind: 'PodList', items }));
const isReady = (status: string) => ({ podIP: '10.244.0.2', conditions: [{ type: 'Ready', status }] });

test('a pod tells where it is, how it is, and where its probes ask', () => {
  const spec = {
    ports: [{ name: 'ready', containerPort: 8282 }],
    livenessProbe: { httpGet: { path: '/health', port: 8081 } },
    readinessProbe: { httpGet: { path: '/ready', port: 'ready' } },
  };
  expect(read(pod(isReady('True'), { spec }))).toMatchObject([
    {
      name: 'coredns-1',
      node: 'worker-1',
      ip: '10.244.0.2',
      ready: true,
      probes: [
        { path: '/health', port: 8081 },
        { path: '/ready', port: 8282 },
      ],
    },
  ]);
});

test.each([
  ['why its container waits', { containerStatuses: [{ state: { waiting: { reason: 'CrashLoopBackOff' } } }] }],
  [
    'why no node takes it',
    { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
  ],
  ['its phase where nothing else is known', { phase: 'Pending' }],
])('a pod that is not ready tells %s', (_, status) => {
  const [one] = read(pod(status));
  expect(one).toMatchObject({ ready: false });
  expect(JSON.stringify(status)).toContain(one?.reason);
});

test('pods of others, and those that are being deleted, do not count', () => {
  expect(read(pod({}, { metadata: { labels: { 'k8s-app': 'x' } } }))).toEqual([]);
  expect(read(pod({}, { metadata: { deletionTimestamp: at } }))).toEqual([]);
  expect(readDnsPods('no JSON')).toEqual([]);
});

const answer = (more: Partial<HttpAnswer>): HttpAnswer => ({
  url: 'pod://coredns-1/ready',
  at,
  ms: 3,
  as: 'admin.conf',
  ...more,
});
const refused = { as: 'anonymous', error: { code: 'ECONNREFUSED', message: '', phase: 'connect' as const } };

test.each<[string, object, readonly HttpAnswer[], string, string]>([
  ['ready', isReady('True'), [answer({ status: 200, body: 'OK' })], 'ok', 'ok'],
  [
    'waiting for a plugin',
    isReady('False'),
    [answer({ status: 503, body: 'kubernetes' })],
    'failing',
    '503: kubernetes',
  ],
  [
    'that the apiserver does not reach, and this host does',
    isReady('True'),
    [
      answer({ status: 503, body: 'Error trying to reach service: dial tcp' }),
      answer({ as: 'anonymous', status: 200 }),
    ],
    'ok',
    'ok',
  ],
  [
    'that nobody reaches, found ready by its kubelet',
    isReady('True'),
    [answer({ status: 403, body: '{"kind":"Status"}' }), answer(refused)],
    'unreachable',
    'could not be asked (403, ECONNREFUSED); its kubelet finds it ready',
  ],
  ['that crashes', { phase: 'Running', conditions: [] }, [answer(refused)], 'failing', 'not ready: Running'],
])('a pod %s', (_, status, answers, kind, why) => {
  expect(judgePod(read(pod(status))[0], answers, at)).toMatchObject({ kind, why });
});

test('a pod of a few seconds is starting', () => {
  const [young] = read(pod({ phase: 'Pending' }, { metadata: { creationTimestamp: '2026-11-22T18:39:30Z' } }));
  expect(judgePod(young, [], at)).toMatchObject({ kind: 'starting', why: 'starting: Pending' });
});

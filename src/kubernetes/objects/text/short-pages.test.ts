import { expect, test } from 'vitest';
import { readText } from './read-text.ts';

const told = (...lines: string[]): string[] =>
  readText({ source: 'page', command: undefined, first: 1, lines: ['Name:           agent', ...lines] })
    .events.filter(({ type }) => type === 'Warning')
    .map(({ reason }) => reason);

const status = (running: number, waiting: number, failed = 0) =>
  `Pods Status:    ${running} Running / ${waiting} Waiting / 0 Succeeded / ${failed} Failed`;

test('pages of workloads whose pods are not all there are not called well', () => {
  const daemonSet = (count: number) => `Desired Number of Nodes Scheduled: ${count}`;
  expect(told(daemonSet(3), status(3, 0))).toEqual([]);
  expect(told(daemonSet(0), status(0, 0))).toEqual(['PodsStatus']);
  expect(told(daemonSet(3), status(2, 1))).toEqual(['PodsStatus']);
  expect(told('Replicas:     3 current / 3 desired', status(1, 0, 2))).toEqual(['PodsStatus']);
  expect(told('Replicas:     2 desired | 2 total', status(2, 0))).toEqual([]);
  expect(told('Replicas:     0 current / 0 desired', status(0, 0))).toEqual([]);
});

test('an unavailable replica is one', () => {
  const replicas = (text: string) => [`Replicas:               ${text}`, 'RollingUpdateStrategy:  25% max unavailable'];
  expect(told(...replicas('2 desired | 2 updated | 2 total | 1 available | 1 unavailable'))).toEqual(['PodsStatus']);
  expect(told(...replicas('2 desired | 2 updated | 2 total | 2 available | 0 unavailable'))).toEqual([]);
});

test('a command that asks for several kinds tells the kind of no page', () => {
  const page = (command: string, ...lines: string[]) =>
    readText({ source: 'page', command, first: 1, lines: ['Name:           db', ...lines] }).events.map(
      ({ about }) => about.kind,
    );
  const conditions = ['Conditions:', '  Type           Status  Reason', '  ReplicaFailure  True   FailedCreate'];
  const several = 'kubectl describe deployments,replicasets -n shop';
  expect(page(several, 'Controlled By:  Deployment/db', status(0, 0), ...conditions)).toEqual(['ReplicaSet']);
  expect(page(several, 'NewReplicaSet:  db-1 (1/1 replicas created)', ...conditions)).toEqual(['Deployment']);
  expect(page(several, 'Update Strategy:    RollingUpdate', status(0, 0), ...conditions)).toEqual(['StatefulSet']);
  expect(page('kubectl describe deploy db', status(0, 0), ...conditions)).toEqual(['Deployment']);
});

const readPage = (...lines: string[]) => readText({ source: 'page', command: undefined, first: 1, lines });

test('the page of a custom resource is no pod', () => {
  const { pods } = readPage(
    'Name:         shop-cert',
    'Namespace:    shop',
    'Kind:         Certificate',
    'Spec:',
    'Events:  <none>',
  );
  expect(pods).toEqual([]);
});

test('pages of kubectl up to 1.7 are aligned by tabs', () => {
  const { pods } = readPage(
    'Name:\t\tapi-1',
    'Namespace:\tshop',
    'Node:\t\tw-1/192.0.2.21',
    'Status:\t\tRunning',
    'Containers:',
    '  app:',
    '    Image:\tshop/api:1',
    '    State:\t\tRunning',
    '    Ready:\t\tFalse',
    '    Restart Count:\t5',
    'Conditions:',
    '  Type\t\tStatus',
    '  Ready \tFalse ',
  );
  expect(pods[0]).toMatchObject({ name: 'api-1', namespace: 'shop' });
  expect(pods[0]?.status?.containers[0]).toMatchObject({ name: 'app', ready: false, restarts: 5, isProbed: false });
  expect(pods[0]?.status?.conditions).toEqual([{ type: 'Ready', status: 'False' }]);
});

test('old rows of events begin with the namespace where all were asked for', () => {
  const { events } = readPage(
    'shop   1m   5m   12   api-1   Pod   spec.containers{app}   Warning   Unhealthy   kubelet, w-1   Liveness probe failed: timeout',
  );
  expect(events[0]).toMatchObject({ reason: 'Unhealthy', count: 12, about: { namespace: 'shop', name: 'api-1' } });
});

test('a page of an autoscaler is known by its conditions', () => {
  const page = [
    'Name:   web',
    'Conditions:',
    '  ScalingActive  False   FailedGetResourceMetric  no metrics',
    'Events:',
  ];
  const event = '  Warning  FailedGetResourceMetric  2m  horizontal-pod-autoscaler  no metrics returned';
  const read = readText({ source: 'page', command: undefined, first: 1, lines: [...page, event] });
  expect(read.events.map(({ about }) => about.kind)).toContain('HorizontalPodAutoscaler');
});

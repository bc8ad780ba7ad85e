import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const pod = (ready: boolean, state: object) => ({
  kind: 'Pod',
  metadata: { namespace: 'shop', name: 'web-1' },
  status: { phase: 'Running', containerStatuses: [{ name: 'web', ready, restartCount: 1, state }] },
});
const event = {
  kind: 'Event',
  type: 'Warning',
  reason: 'Unhealthy',
  message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
  involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
};
const deployment = (status: object) => ({ kind: 'Deployment', metadata: { name: 'web' }, status });
const read = (...items: object[]) => readErrorText(JSON.stringify({ kind: 'List', items }));
const running = { running: { startedAt: '2026-01-01T00:00:00Z' } };

test('an event about a pod that is well since is over', () => {
  expect(read(pod(true, running), event).readings).toEqual([]);
  expect(read(pod(false, running), event).readings).toHaveLength(1);
  expect(read(event).readings).toHaveLength(1);
});

test('objects are called well only where they say so', () => {
  const isUnderstood = (...items: object[]) => {
    const { readings, coverage } = read(...items);
    return readings.length === 0 && coverage.understood === coverage.lines;
  };
  expect(isUnderstood(pod(true, running))).toBe(true);
  expect(isUnderstood(pod(false, running))).toBe(false);
  expect(isUnderstood(pod(false, { waiting: { reason: 'ContainerCreating' } }))).toBe(false);
  const done = { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' };
  expect(isUnderstood(deployment({ conditions: [done] }))).toBe(true);
  expect(isUnderstood(deployment({ conditions: [done], unavailableReplicas: 1 }))).toBe(false);
  expect(isUnderstood(deployment({ conditions: [{ ...done, reason: 'ReplicaSetUpdated' }] }))).toBe(false);
});

test('a condition of a node that diag does not know is not a fault', () => {
  const node = (type: string) => ({
    kind: 'Node',
    metadata: { name: 'n1' },
    status: {
      conditions: [
        { type, status: 'True', reason: 'MemberNotLearner', message: 'Node is a voting member of the etcd cluster' },
        { type: 'Ready', status: 'True' },
      ],
    },
  });
  expect(read(node('EtcdIsVoter')).readings).toEqual([]);
  expect(read(node('DiskPressure')).readings).toHaveLength(1);
  expect(read(node('ReadonlyFilesystem')).readings).toHaveLength(1);
});

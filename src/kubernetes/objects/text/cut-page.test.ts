import { expect, test } from 'vitest';
import { readText } from './read-text.ts';

const read = (text: string) => readText({ source: 'a', first: 1, lines: text.split('\n') });

const container = `    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Ready:          False
    Restart Count:  8`;

test.each([
  ['as it was printed', container],
  ['without its indentation', container.replace(/^\s+/gm, '')],
  ['with prose before it', `this is what I see:\n${container}`],
])('a container whose page has no head is read, %s', (_, text) => {
  const [pod] = read(text).pods;
  expect(pod?.name).toBe('');
  expect(pod?.status?.containers).toMatchObject([
    {
      restarts: 8,
      state: { is: 'waiting', reason: 'CrashLoopBackOff' },
      last: { is: 'terminated', reason: 'OOMKilled', exitCode: 137 },
    },
  ]);
});

test('containers under their heading keep their names', () => {
  const text = `Status:             Pending\nControlled By:      ReplicaSet/web-1\nInit Containers:\n  prepare:\n${container}`;
  expect(read(text).pods[0]?.status?.initContainers).toMatchObject([{ name: 'prepare', restarts: 8 }]);
});

test('prose beside such lines is not understood', () => {
  const { understood } = read(`this is what I see\n${container}`);
  expect(understood.has(1)).toBe(false);
  expect(understood.has(2)).toBe(true);
});

test('the conditions of a node without its name are those of a node', () => {
  const at = 'Thu, 03 Nov 2016 12:18:28 +0000';
  const row = (type: string, status: string, reason: string) => `  ${type} ${status} ${at} ${at} ${reason} words of it`;
  const text = [
    row('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
    row('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
    row('Ready', 'Unknown', 'NodeStatusUnknown'),
  ].join('\n');
  expect(read(text).nodes).toMatchObject([{ name: '', conditions: [{}, {}, { type: 'Ready', status: 'Unknown' }] }]);
});

test.each(['State: open', 'Status: Running late', 'Reason: none\nReady: yes'])(
  'other texts are no page: %s',
  (text) => {
    expect(read(text)).toMatchObject({ pods: [], nodes: [], pages: 0 });
  },
);

test('a row of kubectl get all is a pod', () => {
  expect(read('pod/web-1   0/1   CrashLoopBackOff   12 (2m ago)   40m').pods).toMatchObject([
    { name: 'web-1', shown: 'CrashLoopBackOff' },
  ]);
});

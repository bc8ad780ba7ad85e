import { expect, test } from 'vitest';
import { readText } from './read-text.ts';

const read = (text: string) => readText({ source: 'a', first: 1, lines: text.split('\n') });

test('a mount error over several lines is one message, quoted line by line', () => {
  const { events, understood } =
    read(`  Warning  FailedMount  12s  kubelet  MountVolume.SetUp failed for volume "data" : mount failed: exit status 32
Mounting command: mount
Mounting arguments: -t nfs 192.0.2.9:/a /var/lib/kubelet/pods/1
Output: mount.nfs: Connection timed out
and now?`);
  expect(events).toHaveLength(1);
  expect(events[0]?.message).toMatch(
    /exit status 32 Mounting command: mount .* Output: mount\.nfs: Connection timed out$/,
  );
  expect(events[0]?.rest?.map(({ line }) => line)).toEqual([2, 3, 4]);
  expect([...understood]).toEqual([1, 2, 3, 4]);
});

test('within the frame of a terminal program a row goes on on the next', () => {
  const { events } = read(`│   Warning  Failed  16m (x17 over 21m)  kubelet  Failed to pull image "web:1": │
│  rpc error: code = NotFound                                                  │
│   Normal   Pulled  2m  kubelet  Container image "web:1" already present        │`);
  expect(events.map(({ message }) => message)).toEqual([
    'Failed to pull image "web:1": rpc error: code = NotFound',
    'Container image "web:1" already present',
  ]);
});

test.each([
  ['1m  14s  12  {kubelet w-1}  FailedMount  Unable to mount volumes for pod "web_shop": exit status 32', 'Warning'],
  ['4s  4s  1  {kubelet w-1}  spec.containers{g}  Created  Created with docker id 5eb2da3af876', 'Normal'],
])('an event of Kubernetes 1.1 has no type: %s', (line, type) => {
  expect(read(line).events).toMatchObject([{ type }]);
});

test('a sentence of the scheduler goes on over lines until its full stop', () => {
  const { events, understood } = read(`  Warning  FailedScheduling  2m  default-scheduler  0/5 nodes are available:
2 Insufficient cpu,
3 node(s) didn't match Pod's node affinity/selector.
preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.
and now?`);
  expect(events).toHaveLength(1);
  expect(events[0]?.message).toMatch(/available: 2 Insufficient cpu, 3 node\(s\) .*selector\. preemption: 0\/5/);
  expect([...understood]).toEqual([1, 2, 3, 4]);
});

test('a sentence that nobody ends takes no other line', () => {
  const { events } = read(`0/5 nodes are available: 2 Insufficient cpu,
$ kubectl get nodes
The end.`);
  expect(events.map(({ message }) => message)).toEqual(['0/5 nodes are available: 2 Insufficient cpu,']);
});

test('what preemption says alone is no refusal', () => {
  expect(read('preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.').events).toEqual([]);
});

test.each([
  ['Warning  FailedMount  MountVolume.SetUp failed for volume "certs" : secret "web-tls" not found', 'FailedMount'],
  ['Warning FailedScheduling ... pod has unbound immediate PersistentVolumeClaims', 'FailedScheduling'],
  ['Normal   WaitForFirstConsumer  waiting for first consumer to be created before binding', 'WaitForFirstConsumer'],
  ['Events: Warning  BackOff   Back-off restarting failed container web in pod web-1_shop(123)', 'BackOff'],
])('an event without age and reporter: %s', (line, reason) => {
  expect(read(line).events).toMatchObject([{ reason, age: undefined }]);
});

test('a warning of another program is no event', () => {
  expect(read('Warning  Failed  in 3 of 4 attempts\nWarning  DiskFull  /dev/sda1').events).toEqual([]);
});

test.each([
  'Warning Failed to load module X',
  'Normal Failed login attempts: 0',
  'Warning Unhealthy disk sda1',
  'Warning Evicted 3 entries from cache',
])('a reason that is a plain word proves nothing without the words of the kubelet: %s', (line) => {
  expect(read(line).events).toEqual([]);
});

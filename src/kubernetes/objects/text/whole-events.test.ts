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

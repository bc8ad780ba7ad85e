import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';
import { readFragment } from './status-fragment.ts';

const told = (text: string) => (readFragment(text)?.troubles ?? []).map(({ text: words }) => words);

const containers = `  containerStatuses:
  - image: shop/web:2
    lastState:
      terminated:
        exitCode: 127
        reason: StartError
        message: exec failed
    name: web
    ready: false
    restartCount: 5
    state:
      waiting:
        message: back-off 2m40s restarting failed container=web pod=web-1_shop(1f)
        reason: CrashLoopBackOff
`;

test('states of containers in YAML, and in JSON without its braces', () => {
  expect(told(containers)).toEqual([
    'container web waits: CrashLoopBackOff: back-off 2m40s restarting failed container=web pod=web-1_shop(1f)',
    'container web ended with 127: StartError: exec failed',
  ]);
  expect(
    told(`"lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled"}},
    "name": "app", "restartCount": 3,
    "state": {"waiting": {"reason": "CrashLoopBackOff"}},`),
  ).toContain('container app ended with 137: OOMKilled: ');
});

test('how it ended is why it is started again and again', () => {
  const [first, second] = readErrorText(containers).readings;
  expect(first?.says).toMatch(/exit code 127: its command is not there.* It said: exec failed/);
  expect(second?.becauseOf).toBe(first?.id);
});

test('conditions that hold of what is well, and those that do not', () => {
  const condition = (type: string, status: string) =>
    `conditions:\n- type: ${type}\n  status: "${status}"\n  reason: X\n`;
  expect(told(condition('ReplicaFailure', 'True'))).toEqual(['ReplicaFailure is true: X']);
  expect(told(condition('Available', 'False'))).toEqual(['Available is false: X']);
  expect(told(condition('Available', 'True'))).toEqual([]);
  // Of a kind that nobody knows, or not decided: not called well either.
  for (const [type, status] of [
    ['Frobnicated', 'False'],
    ['Ready', 'Unknown'],
  ] as const)
    expect(readFragment(condition(type, status))).toBeUndefined();
});

test('a piece is well only where all of it says so', () => {
  const container = (state: string, more: string) =>
    `containerStatuses:\n- name: web\n  image: a\n  restartCount: 0\n  ${more}\n  state: ${state}\n`;
  expect(readFragment(container('{running: {startedAt: now}}', 'ready: true'))?.troubles).toEqual([]);
  const ready = 'conditions:\n- type: Ready\n  status: "True"\n';
  expect(readFragment(ready)?.troubles).toEqual([]);
  for (const text of [
    container('{running: {startedAt: now}}', 'ready: false'),
    container('{waiting: {reason: ContainerCreating}}', 'ready: false'),
    container(
      '{running: {startedAt: now}}',
      'ready: true\n  lastState: {terminated: {exitCode: 137, reason: OOMKilled}}',
    ),
    'lastState: {terminated: {exitCode: 1}}\nrestartCount: 4\n',
    'conditions:\n- type: Ready\n  status: "False"\n  reason: ContainersNotReady\n',
    `phase: Failed\nreason: Evicted\n${ready}`,
    `unavailableReplicas: 3\n${ready}`,
    'conditions:\n- type: Progressing\n  status: "True"\n  reason: ReplicaSetUpdated\n',
  ])
    expect(readFragment(text), text).toBeUndefined();
});

test('what an object says on purpose is no trouble', () => {
  const operator =
    'conditions:\n- type: Progressing\n  status: "False"\n  reason: AsExpected\n- type: Degraded\n  status: "False"\n';
  expect(readFragment(operator)?.troubles).toEqual([]);
  const off = 'conditions:\n- type: ScalingActive\n  status: "False"\n  reason: ScalingDisabled\n';
  expect(readFragment(off)).toBeUndefined();
  expect(told('conditions:\n- type: Progressing\n  status: "False"\n  reason: ProgressDeadlineExceeded\n')).toEqual([
    'Progressing is false: ProgressDeadlineExceeded',
  ]);
});

test('the line of the text is quoted', () => {
  expect(readErrorText(containers).readings.map(({ line, quote }) => [line, quote])).toEqual([
    [7, 'message: exec failed'],
    [13, 'message: back-off 2m40s restarting failed container=web pod=web-1_shop(1f)'],
  ]);
});

test('other texts are no fragment', () => {
  for (const text of ['state: running', 'status: ok\nitems: 3', 'conditions: good', '{"state": {"a": 1}}'])
    expect(readFragment(text)).toBeUndefined();
});

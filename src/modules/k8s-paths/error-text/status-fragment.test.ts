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

test('other texts are no fragment', () => {
  for (const text of ['state: running', 'status: ok\nitems: 3', 'conditions: good', '{"state": {"a": 1}}'])
    expect(readFragment(text)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const found = async (row: string) => {
  const stdin = `NAME    READY   STATUS    RESTARTS        AGE\n${row}\n`;
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin });
  const { findings } = JSON.parse(stdout) as { findings: { name: string; confidence: string }[] };
  return findings.map(({ name, confidence }) => [name, confidence]);
};

test('a pod that is up and was restarted again and again until just now may be in a crash loop', async () => {
  expect(await found('web-1   1/1     Running   14 (3m ago)     5h')).toEqual([['crash-loop', 'possible']]);
});

test.each([
  ['long ago', 'web-1   1/1     Running   14 (3h ago)     5h'],
  ['when its node was started anew', 'web-1   1/1     Running   2 (3m ago)      5d'],
  ['now and then', 'web-1   1/1     Running   27 (5m ago)     60d'],
  ['nobody knows when', 'web-1   1/1     Running   14              5h'],
])('one that was restarted %s is not', async (_, row) => {
  expect(await found(row)).toEqual([]);
});

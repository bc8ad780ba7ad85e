import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const row = (status: string): string =>
  `NAME    READY   STATUS   RESTARTS   AGE\nweb-1   0/1     ${status}   0   40m\n`;

const unchecked = async (status: string): Promise<readonly string[]> => {
  const { stdout } = await runCli(['k8s-flow', '-', '--format', 'json'], { stdin: row(status) });
  const { checks } = JSON.parse(stdout) as { checks: readonly { id: string; status: string; reason?: string }[] };
  return checks.flatMap(({ id, status: is, reason = '' }) => (id === 'states' && is === 'unchecked' ? [reason] : []));
};

test('a STATUS that no table knows is no all-clear', async () => {
  expect(await unchecked('ContainerStatusUnknown')).toEqual([
    'what STATUS ContainerStatusUnknown of pod web-1 means is not known',
  ]);
});

test.each(['Completed', 'Terminating', 'Init:0/2', 'PodFitsHostPorts', 'OutOfcpu', 'CrashLoopBackOff'])(
  '%s is known',
  async (status) => {
    expect(await unchecked(status)).toEqual([]);
  },
);

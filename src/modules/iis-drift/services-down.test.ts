import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const at = (time: string, provider: string, id: number, text: string) =>
  `Information,3/10/2026 ${time},${provider},${id},None,"${text}"`;
const stopped = 'The World Wide Web Publishing Service service entered the stopped state.';
const scm = 'Service Control Manager';

test.each([
  ['only the stop of the service', [at('10:30:05 PM', scm, 7036, stopped)], 'iisreset'],
  [
    'only a host that went down unasked',
    [
      at(
        '10:30:05 PM',
        'Microsoft-Windows-Kernel-Power',
        41,
        'The system has rebooted without cleanly shutting down first. This error could be caused if the system stopped responding, crashed, or lost power unexpectedly.',
      ),
    ],
    'host-reboot',
  ],
  [
    'a service that does not start',
    [
      at(
        '10:30:05 PM',
        scm,
        7000,
        'The World Wide Web Publishing Service service failed to start due to the following error: The service did not start due to a logon failure.',
      ),
    ],
    'was-crash',
  ],
])('%s is no all-clear', async (_, lines, name) => {
  const stdin = `Level,Date and Time,Source,Event ID,Task Category\n${lines.join('\n')}\n`;
  const { stdout, exitCode } = await runCli(['iis-drift', '-', '--tz', 'UTC', '--json'], { stdin });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).findings[0]).toMatchObject({ name, severity: 'warning' });
});

test('nor is its quoted sentence', async () => {
  const { stdout } = await runCli(['iis-drift', '-', '--json'], { stdin: `${stopped}\n` });
  expect(JSON.parse(stdout).verdict.name).toBe('iisreset');
});

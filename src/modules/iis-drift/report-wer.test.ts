import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const report = (program: string, type = 'APPCRASH') =>
  [
    'Version=1',
    `EventType=${type}`,
    'EventTime=134176896000000000',
    'Sig[0].Name=Application Name',
    `Sig[0].Value=${program}`,
    'Sig[3].Name=Fault Module Name',
    'Sig[3].Value=sso.dll',
    'Sig[6].Name=Exception Code',
    'Sig[6].Value=c0000005',
    'AppPath=C:\\Windows\\System32\\inetsrv\\w3wp.exe',
    '',
  ].join('\r\n');

const judged = async (stdin: string) => {
  const { stdout } = await runCli(['iis-drift', '-', '--tz', 'UTC', '--json'], { stdin });
  return JSON.parse(stdout);
};

test('Report.wer of a worker process is its crash', async () => {
  const { verdict } = await judged(report('w3wp.exe'));
  expect(verdict.name).toBe('crash');
  expect(verdict.title).toContain('access violation) in sso.dll');
});

test('the exception of a buffer overrun stands behind its offset', async () => {
  const text = report('w3wp.exe', 'BEX')
    .replace('Exception Code', 'Exception Offset')
    .replace('c0000005', '0006d4c8')
    .replace('AppPath', 'Sig[7].Name=Exception Code\r\nSig[7].Value=c0000409\r\nAppPath');
  expect((await judged(text)).verdict.title).toMatch(/0xc0000409.* in sso\.dll/);
});

test.each([
  ['another program', report('excel.exe')],
  ['a program that hung', report('w3wp.exe', 'AppHangB1')],
])('%s is no crash of a worker process', async (_, text) => {
  expect((await judged(text)).verdict?.name).not.toBe('crash');
});

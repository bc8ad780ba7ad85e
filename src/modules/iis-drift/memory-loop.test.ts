import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const header = 'Level,Date and Time,Source,Event ID,Task Category';
const limit = (at: string, pool: string) =>
  `Information,${at},Microsoft-Windows-WAS,5117,None,"A worker process serving application pool '${pool}' has requested a recycle because it reached its private bytes memory limit."`;
const stop = (at: string, pool: string) =>
  `Error,${at},Microsoft-Windows-WAS,5002,None,"Application pool '${pool}' is being automatically disabled due to a series of failures in the process(es) serving that application pool."`;

async function rootsOf(...rows: string[]) {
  const { stdout } = await runCli(['iis-drift', '--tz', 'UTC', '--format', 'json'], {
    stdin: [header, ...rows].join('\n'),
  });
  const { findings } = JSON.parse(stdout) as { findings: { name: string; consequenceOf?: string }[] };
  return findings.map(({ name, consequenceOf }) => [name, consequenceOf]);
}

test('a limit that ends in rapid-fail protection is one root', async () => {
  const rows = [limit('3/10/2026 9:32:42 AM', 'WsusPool'), stop('3/10/2026 9:33:42 AM', 'WsusPool')];
  expect(await rootsOf(...rows)).toEqual([
    ['memory-limit-loop', undefined],
    ['memory-private-limit', 'memory-limit-loop'],
    ['crash-loop-rapid-fail', 'memory-limit-loop'],
  ]);
});

test('the limit of another pool, reached once, is a root of its own', async () => {
  const rows = [
    limit('3/10/2026 9:32:42 AM', 'WsusPool'),
    stop('3/10/2026 9:33:42 AM', 'WsusPool'),
    limit('3/10/2026 11:02:10 AM', 'Shop'),
  ];
  expect(await rootsOf(...rows)).toContainEqual(['memory-private-limit', undefined]);
});

const unhealthy = (at: string) =>
  `Information,${at},Microsoft-Windows-WAS,5078,None,"An ISAPI reported an unhealthy condition to its worker process. Therefore, the worker process with process id of '4712' serving application pool 'Shop' has requested a recycle."`;

test.each([
  ['warning', ['10:01:00 AM', '10:22:00 AM', '10:59:00 AM']],
  ['info', ['10:01:00 AM', '11:22:00 AM', '1:59:00 PM']],
])('a module that has its pool recycled is a %s at %s', async (severity, times) => {
  const rows = times.map((time) => unhealthy(`3/10/2026 ${time}`));
  const { stdout } = await runCli(['iis-drift', '--tz', 'UTC', '--format', 'json'], {
    stdin: [header, ...rows].join('\n'),
  });
  const [root] = JSON.parse(stdout).findings as { name: string; severity: string }[];
  expect(root).toMatchObject({ name: 'isapi-unhealthy-real', severity });
});

import { expect, test } from 'vitest';
import { exportFormats } from '../../../test/support/event-log/export-formats.ts';
import type { LoggedEvent } from '../../../test/support/event-log/logged-event.ts';
import { ancm, other, was } from '../../../test/support/iis-log.ts';
import { runCli } from '../../../test/support/run-cli.ts';

const at = (time: string) => `2026-03-10T${time}Z`;
const apps = ['ApiGateway', 'WebApp'];
/** Both applications stop in the same second of a working day and start again. */
const bothRestart = [
  ...apps.map((app) => ancm(1033, app, at('15:31:36'))),
  ...apps.map((app) => ancm(1032, app, at('15:31:49'))),
];
const hostingBundle =
  'Windows Installer installed the product. Product Name: Microsoft .NET 8.0.4 - Windows Server Hosting. Product Version: 8.0.4.24170.';
const otherProduct = 'Windows Installer installed the product. Product Name: 7-Zip 24.08. Product Version: 24.08.00.0.';

const cases: readonly (readonly [what: string, events: readonly LoggedEvent[], root: string])[] = [
  [
    'an iisreset',
    [
      ...bothRestart,
      other(
        'Microsoft-Windows-IIS-IISReset',
        3201,
        'System',
        at('15:31:30'),
        'IIS stop command received from user CONTOSO\\admin.',
      ),
    ],
    'iisreset',
  ],
  [
    'a stop of the IIS service',
    [
      ...bothRestart,
      other(
        'Service Control Manager',
        7036,
        'System',
        at('15:31:30'),
        'The World Wide Web Publishing Service service entered the stopped state.',
      ),
    ],
    'iisreset',
  ],
  [
    'a deployment',
    [
      ...apps.map((app) => ancm(1012, app, at('15:31:35'))),
      ...apps.map((app) => was(5078, app, at('15:31:35'))),
      ...bothRestart,
    ],
    'deployment',
  ],
  [
    'a change of applicationHost.config',
    [...apps.map((app) => ancm(1021, app, at('15:31:35'))), ...bothRestart],
    'global-config-change',
  ],
  [
    'a change of pool settings',
    [...apps.map((app) => was(5080, app, at('15:31:35'))), ...bothRestart],
    'pool-config-change',
  ],
  ['a recycle by hand', [...apps.map((app) => was(5079, app, at('15:31:35'))), ...bothRestart], 'manual-recycle'],
  ['a memory limit', [...apps.map((app) => was(5117, app, at('15:31:35'))), ...bothRestart], 'memory-private-limit'],
  [
    'the idle time-out',
    [...apps.map((app) => was(5186, app, at('15:31:35'))), ...bothRestart.slice(0, 2)],
    'idle-timeout-mistaken',
  ],
  [
    'a Specific Time in business hours',
    [...apps.map((app) => was(5076, app, at('15:31:35'))), ...bothRestart],
    'schedule-in-business-hours',
  ],
  [
    'a crash loop',
    [
      ...['15:30:00', '15:30:40', '15:31:20'].map((time, i) => was(5009, 'WebApp', at(time), String(i))),
      was(5002, 'WebApp', at('15:31:21')),
    ],
    'crash-loop-rapid-fail',
  ],
  [
    'a reboot',
    [
      ...bothRestart.slice(0, 2),
      other(
        'User32',
        1074,
        'System',
        at('15:31:30'),
        'The process C:\\Windows\\system32\\svchost.exe (WEB01) has initiated the restart of computer WEB01',
      ),
      other('EventLog', 6006, 'System', at('15:31:50'), 'The Event log service was stopped.'),
    ],
    'host-reboot',
  ],
  [
    'the installer of the hosting bundle',
    [...bothRestart, other('MsiInstaller', 1033, 'Application', at('15:32:10'), hostingBundle)],
    'hosting-bundle-install',
  ],
  [
    'shutdowns while the System log shows no recycle',
    [was(5186, 'Other', at('10:00:00')), ...bothRestart, was(5186, 'Other', at('17:00:00'))],
    'global-config-change',
  ],
];

const formats = exportFormats.filter(({ name }) => /^(?:Event Viewer CSV|wevtutil \/f:xml|LogMonitor)$/.test(name));

async function namesIn(events: readonly LoggedEvent[], format = formats[0]): Promise<string[]> {
  const newestFirst = events.toSorted((a, b) => b.utc.localeCompare(a.utc));
  const stdin = format?.write(newestFirst, { zone: 'UTC', computer: 'WEB01' }) ?? '';
  const { stdout } = await runCli(['iis-drift', '--tz', 'UTC', '--format', 'json'], { stdin });
  return (JSON.parse(stdout) as { findings: { name: string }[] }).findings.map(({ name }) => name);
}

test.each(cases)('%s is named, and never called interval drift', async (_, events, root) => {
  for (const format of formats.filter(({ name }) => name !== 'LogMonitor')) {
    const names = await namesIn(events, format);
    expect(names).toContain(root);
    expect(names).not.toContain('interval-drift');
  }
});

test('a product whose installer logs 1033 is no shutdown of an application', async () => {
  const names = await namesIn(
    ['2026-03-08T05:31:16Z', '2026-03-09T10:31:26Z', '2026-03-10T15:31:36Z'].map((utc) =>
      other('MsiInstaller', 1033, 'Application', utc, otherProduct),
    ),
  );
  expect(names).toEqual([]);
});

test('shutdowns alone make drift likely when three keep the period, and never proven', async () => {
  const cycles = ['2026-03-08T05:31:16Z', '2026-03-09T10:31:26Z', '2026-03-10T15:31:36Z'];
  const format = formats[0];
  const stdin = format?.write(cycles.flatMap((utc) => apps.map((app) => ancm(1033, app, utc))).reverse(), {
    zone: 'UTC',
    computer: 'WEB01',
  });
  const { stdout } = await runCli(['iis-drift', '--tz', 'UTC', '--format', 'json'], { stdin: stdin ?? '' });
  const [first] = (JSON.parse(stdout) as { findings: { name: string; confidence: string }[] }).findings;
  expect(first).toMatchObject({ name: 'interval-drift', confidence: 'likely' });
});

test('shutdowns out of phase are not called drift', async () => {
  const names = await namesIn(
    ['2026-03-08T05:31:16Z', '2026-03-09T07:00:00Z', '2026-03-10T15:31:36Z'].flatMap((utc) =>
      apps.map((app) => ancm(1033, app, utc)),
    ),
  );
  expect(names).toEqual(['wrong-log-only']);
});

test('a 24-hour interval is pinned, not drifting', async () => {
  const names = await namesIn(
    ['08', '09', '10'].map((day, i) => was(5074, 'WebApp', `2026-03-${day}T15:31:3${i}Z`, String(i))),
  );
  expect(names).toEqual(['interval-24h-pinned']);
});

test('a healthy log, scheduled by night and overlapped, has nothing to report', async () => {
  const names = await namesIn([
    was(5076, 'WebApp', at('03:30:00')),
    ancm(1032, 'WebApp', at('03:30:04')),
    ancm(1033, 'WebApp', at('03:30:20')),
  ]);
  expect(names).toEqual([]);
});

const iisresetAt = (time: string) =>
  other('Microsoft-Windows-IIS-IISReset', 3201, 'System', time, 'IIS stop command received from user CONTOSO\\admin.');

test('an iisreset is told although no pool logs anything about it', async () => {
  expect(await namesIn([iisresetAt(at('15:31:30'))])).toEqual(['iisreset']);
});

test('a reset between two recycles starts the count anew and is no cycle of the interval', async () => {
  const format = formats[0];
  const events = [
    was(5074, 'WebApp', '2026-03-08T05:31:16Z', '1'),
    iisresetAt('2026-03-08T20:00:00Z'),
    was(5074, 'WebApp', '2026-03-10T01:00:10Z', '2'),
    was(5074, 'WebApp', '2026-03-11T06:00:20Z', '3'),
  ];
  const stdin = format?.write(events.toReversed(), { zone: 'UTC', computer: 'WEB01' }) ?? '';
  const { stdout } = await runCli(['iis-drift', '--tz', 'UTC', '--format', 'json'], { stdin });
  const { data } = JSON.parse(stdout) as {
    data: { pools: readonly { interval?: { minutes: number; from: string } }[] };
  };
  expect(data.pools[0]?.interval).toMatchObject({ minutes: 1740, from: 'measured' });
});

test('pools of one name on two hosts are two pools', async () => {
  const xml = exportFormats.find(({ name }) => name === 'wevtutil /f:xml');
  const both = [
    xml?.write([was(5074, 'Shop', '2026-03-10T15:31:36Z', '1'), was(5074, 'Shop', '2026-03-09T10:31:26Z', '2')], {
      zone: 'UTC',
      computer: 'WEB01',
    }),
    xml?.write([was(5076, 'Shop', '2026-03-10T03:30:00Z', '1')], { zone: 'UTC', computer: 'WEB02' }),
  ];
  const stdin = both.map((one) => String(one).replace(/<\/?Events>|<\?xml[^>]*>/g, '')).join('\n');
  const { stdout } = await runCli(['iis-drift', '--tz', 'UTC', '--format', 'json'], { stdin });
  const report = JSON.parse(stdout) as {
    findings: { name: string }[];
    data: { pools: { host: string; nextBusinessHits?: unknown[] }[] };
  };
  expect(report.findings.map(({ name }) => name)).toEqual(['interval-drift', 'two-hosts-mixed']);
  expect(report.data.pools.map(({ host, nextBusinessHits }) => [host, nextBusinessHits !== undefined])).toEqual([
    ['web01', true],
    ['web02', false],
  ]);
});

test('a pool that was disabled is told from the sentence alone, by triage too', async () => {
  const sentence =
    "Application pool 'Shop' is being automatically disabled due to a series of failures in the process(es) serving that application pool.\n";
  const { stdout } = await runCli(['--format', 'json'], { stdin: sentence });
  expect(JSON.parse(stdout)).toMatchObject({ module: 'iis-drift', verdict: { name: 'crash-loop-rapid-fail' } });
});

test('an application that does not start is no service', async () => {
  const stdin = "Failed to start application '/LM/W3SVC/3/ROOT', ErrorCode '0x800705b4'.\n";
  const { stdout } = await runCli(['iis-drift', '-', '--json'], { stdin });
  expect(stdout).not.toContain('IIS171');
});

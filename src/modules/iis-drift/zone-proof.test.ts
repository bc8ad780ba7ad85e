import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportFormats } from '../../../test/support/event-log/export-formats.ts';
import type { LoggedEvent } from '../../../test/support/event-log/logged-event.ts';
import { ancm, articleIncident, other, was } from '../../../test/support/iis-log.ts';
import { runCli } from '../../../test/support/run-cli.ts';

interface Report {
  readonly findings: readonly {
    name: string;
    confidence: string;
    role: string;
    title: string;
    evidence: readonly { text: string }[];
  }[];
  readonly data: { readonly pools?: readonly { pool: string; restarts?: unknown }[] };
}

const computer = 'WEB01';
const formatNamed = (name: string) => exportFormats.find((format) => format.name === name);
const written = (name: string, events: readonly LoggedEvent[], zone: string) =>
  formatNamed(name)?.write(events, { zone, computer }) ?? '';

/** diag over files, with some words. */
async function diagnosed(files: readonly (string | Buffer)[], words: readonly string[] = []): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'diag-zone-'));
  try {
    const paths = files.map((content, i) => {
      const path = join(folder, `export-${i}`);
      writeFileSync(path, content);
      return path;
    });
    const { stdout } = await runCli(['iis-drift', ...paths, ...words, '--format', 'json']);
    return JSON.parse(stdout) as Report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const zoneFinding = ({ findings }: Report) =>
  findings.filter(({ name }) => name === 'zone-contradicted' || name === 'zone-shown');
const causes = ({ findings }: Report) =>
  findings
    .filter(({ role }) => role !== 'remark')
    .map(({ name, title }) => `${name} ${title.replace(/export-\d/g, '')}`);

const incident = articleIncident();
const local = exportFormats.filter(({ local: isLocal, precision }) => isLocal && precision !== 'minute');
const utcExport = written('EVTX', incident, 'UTC');

test('there are formats with local times to try', () => {
  expect(local.length).toBeGreaterThan(5);
});

test.each(local.map((format) => [format.name, format] as const))(
  '%s beside the EVTX of the same events under a wrong --tz is one incident, and the zone is told',
  async (_, format) => {
    const text = format.write(incident, { zone: 'Europe/Berlin', computer });
    const wrong = await diagnosed([utcExport, text], ['--tz', 'America/New_York']);
    const right = await diagnosed([utcExport, text], ['--tz', 'Europe/Berlin']);
    expect(zoneFinding(right)).toEqual([]);
    expect(
      zoneFinding(wrong).map(({ name, role, title }) => [name, role, /input says (\S+):/.exec(title)?.[1]]),
    ).toEqual([['zone-contradicted', 'remark', 'UTC+01:00']]);
    expect(causes(wrong)).toEqual(causes(right));
    const none = await diagnosed([utcExport, text]);
    expect(zoneFinding(none).map(({ name }) => name)).toEqual(['zone-shown']);
    expect(causes(none)).toEqual(causes(right));
  },
);

/** Recycles by WAS in UTC, shutdowns by the module in local time: only their rhythm is the same. */
const recycles = ['2026-03-08T05:31:36Z', '2026-03-09T10:31:38Z', '2026-03-10T15:31:41Z'];
const system = recycles.map((at, i) => was(5074, 'Shop', at, `${4000 + i}`)).toReversed();
const application = recycles
  .flatMap((at) => [
    ancm(1033, 'Shop', new Date(Date.parse(at) + 4_000).toISOString()),
    ancm(1032, 'Shop', new Date(Date.parse(at) + 17_000).toISOString()),
  ])
  .toReversed();

test.each([
  ['UTC', 'Europe/Berlin'],
  ['Asia/Kolkata', 'America/Chicago'],
  ['Europe/London', 'Australia/Sydney'],
])(
  '--tz %s over an Application log of %s beside the System log: shutdowns go with their recycles',
  async (given, zone) => {
    const files = [written('EVTX', system, 'UTC'), written('Event Viewer CSV', application, zone)];
    const wrong = await diagnosed(files, ['--tz', given]);
    const right = await diagnosed(files, ['--tz', zone]);
    expect(zoneFinding(right)).toEqual([]);
    expect(zoneFinding(wrong).map(({ name, confidence }) => [name, confidence])).toEqual([
      ['zone-contradicted', 'likely'],
    ]);
    expect(zoneFinding(wrong)[0]?.evidence.length).toBe(2);
    expect(causes(wrong).map((one) => one.split(' ')[0])).toEqual(causes(right).map((one) => one.split(' ')[0]));
  },
);

test('across the change to summer time each half of the export is read by the pair beside it', async () => {
  const events = [
    was(5079, 'Shop', '2026-03-27T15:12:09Z'),
    was(5117, 'Cart', '2026-03-27T17:44:51Z'),
    was(5079, 'Shop', '2026-03-31T14:03:27Z'),
  ].toReversed();
  const files = [written('EVTX', events, 'UTC'), written('Event Viewer CSV', events, 'Europe/Berlin')];
  const one = await diagnosed(files, ['--tz', 'UTC']);
  const right = await diagnosed(files, ['--tz', 'Europe/Berlin']);
  expect(zoneFinding(one).length).toBe(1);
  // Times are told in the offset of the last pair: the names and the counts must be those of one incident.
  const without = (text: string) => text.replace(/ \d\d:\d\d:\d\d/g, '');
  expect(causes(one).map(without)).toEqual(causes(right).map(without));
});

test('shutdowns that do not go with the recycles prove no zone', async () => {
  const others = ['2026-03-08T09:02:11Z', '2026-03-09T13:47:55Z', '2026-03-10T08:20:03Z'];
  const files = [
    written('EVTX', system, 'UTC'),
    written('Event Viewer CSV', others.map((at) => ancm(1033, 'Shop', at)).toReversed(), 'UTC'),
  ];
  expect(zoneFinding(await diagnosed(files, ['--tz', 'UTC']))).toEqual([]);
});

test('recycles at full hours fit every zone and prove none', async () => {
  const nightly = ['2026-03-08T03:30:00Z', '2026-03-09T03:30:00Z', '2026-03-10T03:30:00Z'];
  const deployed = nightly.map((at) => new Date(Date.parse(at) + 10 * 3_600_000 + 2_000).toISOString());
  const files = [
    written('EVTX', nightly.map((at, i) => was(5076, 'Shop', at, `${5000 + i}`)).toReversed(), 'UTC'),
    written('Event Viewer CSV', deployed.map((at) => ancm(1033, 'Shop', at)).toReversed(), 'UTC'),
  ];
  expect(zoneFinding(await diagnosed(files, ['--tz', 'UTC']))).toEqual([]);
});

const worker = (created: string) =>
  `ProcessId    : 7001\nCreationDate : ${created}\nCommandLine  : c:\\windows\\system32\\inetsrv\\w3wp.exe -ap "Shop" -v "v4.0" -l "x"\n`;

test('a worker process (WMI time with its offset) began right after the recycle of a log in another zone', async () => {
  const log = written('Event Viewer CSV', system, 'Europe/Helsinki');
  const folder = mkdtempSync(join(tmpdir(), 'diag-zone-'));
  const path = join(folder, 'workers.txt');
  writeFileSync(path, worker('20260310163143.400000+060'));
  const wrong = await diagnosed([log], ['--workers', path, '--tz', 'UTC']);
  const right = await diagnosed([log], ['--workers', path, '--tz', 'Europe/Helsinki']);
  writeFileSync(path, worker('20260310162219.400000+060'));
  const unrelated = await diagnosed([log], ['--workers', path, '--tz', 'UTC']);
  rmSync(folder, { recursive: true });
  expect(zoneFinding(wrong)[0]?.title).toContain('the input says UTC+02:00');
  expect(zoneFinding(right)).toEqual([]);
  expect(zoneFinding(unrelated)).toEqual([]);
});

test('--anchor, given in UTC, settles the zone of the log', async () => {
  const log = written('Event Viewer CSV', system, 'Europe/Helsinki');
  const wrong = await diagnosed([log], ['--anchor', '2026-03-10T15:31:43Z', '--tz', 'UTC']);
  expect(zoneFinding(wrong)[0]?.title).toContain('the input says UTC+02:00');
  expect(zoneFinding(await diagnosed([log], ['--anchor', '2026-03-02T04:30Z', '--tz', 'UTC']))).toEqual([]);
});

test('two logs of one crash, pid in decimal and in hexadecimal', async () => {
  const crash = was(5011, 'Shop', '2026-03-10T15:31:36Z', '4712');
  const fault = other(
    'Application Error',
    1000,
    'Application',
    '2026-03-10T15:31:34Z',
    'Faulting application name: w3wp.exe, version: 10.0.20348.1, time stamp: 0x405e4c47\nFaulting module name: clr.dll, version: 4.8.4515.0, time stamp: 0x6177a1f7\nException code: 0xc0000005\nFault offset: 0x000000000001a2b3\nFaulting process id: 0x1268\nFaulting application start time: 0x01dcb0a0f0f0f0f0',
  );
  const files = [written('EVTX', [crash], 'UTC'), written('Event Viewer CSV', [fault], 'Asia/Kolkata')];
  const wrong = await diagnosed(files, ['--tz', 'UTC']);
  expect(zoneFinding(wrong)[0]?.title).toContain('the input says UTC+05:30');
  expect(zoneFinding(wrong)[0]?.confidence).toBe('proven');
});

test('a pasted event whose Date and XML are an hour off what --tz says', async () => {
  const paste = [
    'Log Name:      System',
    'Source:        Microsoft-Windows-WAS',
    'Date:          1/6/2026 6:03:09 AM',
    'Event ID:      5139',
    'Computer:      WEB01',
    'Description:',
    "A listener channel for protocol 'http' in worker process '4712' serving application pool 'Shop' reported a listener channel failure. The data field contains the error number.",
    'Event Xml:',
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-WAS" /><EventID Qualifiers="32768">5139</EventID><TimeCreated SystemTime="2026-01-06T12:03:09.0000000Z" /><EventRecordID>512</EventRecordID><Channel>System</Channel><Computer>WEB01</Computer></System><EventData><Data Name="ProtocolID">http</Data><Data Name="ProcessID">4712</Data><Data Name="AppPoolID">Shop</Data></EventData></Event>',
  ].join('\n');
  const wrong = await diagnosed([paste], ['--tz', 'America/New_York']);
  expect(zoneFinding(wrong)[0]?.title).toContain('--tz America/New_York says UTC-05:00, the input says UTC-06:00');
  expect(zoneFinding(await diagnosed([paste], ['--tz', 'America/Chicago']))).toEqual([]);
  expect(zoneFinding(await diagnosed([paste]))).toEqual([]);
});

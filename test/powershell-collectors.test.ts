import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventXml } from './support/event-log/event-xml.ts';
import type { LoggedEvent } from './support/event-log/logged-event.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';
import { type CollectorRun, powershellExe, runCollector, type StandInServer } from './support/windows-powershell.ts';

/** ISO 8601 UTC, so many hours ago. */
const hoursAgo = (hours: number): string =>
  `${new Date(Math.floor(Date.now() / 60_000) * 60_000 - hours * 3_600_000).toISOString()}`;

function logged(
  channel: LoggedEvent['channel'],
  provider: string,
  id: number,
  hours: number,
  ...data: string[]
): {
  log: string;
  xml: string;
} {
  const event = {
    ...{ provider, shortProvider: provider.replace(/^Microsoft-Windows-/, ''), id, channel, recordId: 9000 - hours },
    ...{ utc: hoursAgo(hours), message: '', data: data.map((value) => ['', value] as const) },
  };
  return { log: channel, xml: eventXml(event, 'WEB01.contoso.com', "'") };
}
const recycled = (pid: number, hours: number) => ({
  log: 'System',
  xml: logged('System', 'Microsoft-Windows-WAS', 5074, hours).xml.replace(
    '<EventData>',
    `<EventData><Data Name='ProcessID'>${pid}</Data><Data Name='AppPoolID'>Größe &amp; O&apos;Brien</Data>`,
  ),
});

const config = `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <configProtectedData><providers><add name="A" sessionKey="AQIAAA5mAAAApAAA" /></providers></configProtectedData>
  <system.applicationHost><applicationPools>
    <add name="Größe &amp; O'Brien"><processModel userName="CONTOSO\\svc" password="[enc:IISWASOnlyAesProvider:Zm9vYmFy:enc]" /></add>
  </applicationPools></system.applicationHost>
</configuration>
`;
const server: StandInServer = {
  computer: 'WEB01',
  events: [
    recycled(4100, 88),
    recycled(4200, 59),
    recycled(4300, 30),
    logged('System', 'Microsoft-Windows-GroupPolicy', 1502, 20, 'not asked for: hunter22'),
    recycled(5000, 40 * 24),
    logged('Application', 'Application Error', 1000, 12, 'other.exe', 'token=abcdef0123456789abcdef'),
  ],
  workers: [
    {
      pid: 4300,
      command: String.raw`c:\windows\system32\inetsrv\w3wp.exe -ap "Größe & O'Brien" -v "v4.0"`,
      at: hoursAgo(30),
    },
  ],
  files: { 'System32/inetsrv/config/applicationHost.config': config },
};

interface Report {
  readonly exitCode: number;
  readonly findings: readonly { readonly code: string }[];
  readonly inputs: readonly { readonly source: string }[];
}
const diagnosed = async (module: string, stdin: string): Promise<Report> =>
  JSON.parse((await runCli([module, '--tz', 'UTC', '--format', 'json', '-'], { stdin })).stdout);

describeWith(['pwsh'], 'the collector of an IIS host, run in PowerShell against stand-ins', () => {
  const collect = (of: StandInServer, parameters = {}): CollectorRun => runCollector('iis-drift.ps1', of, parameters);

  test('brings events, settings and workers, and diag reads them', { timeout: 120_000 }, async () => {
    const { stdout, stderr, exitCode } = collect(server);
    expect({ stderr, exitCode }).toEqual({
      stderr: expect.stringMatching(/^diag: redirection\.config: .*\n$/),
      exitCode: 0,
    });
    expect(stdout.match(/^=== .*$/gm)).toEqual([
      '=== diag parts 1',
      ...['System.xml', 'Application.xml', 'applicationHost.config', 'w3wp.json'].map((part) => `=== part ${part}`),
    ]);
    expect(stdout).not.toMatch(/hunter22|abcdef0123|Zm9vYmFy|AQIAAA5mAAAApAAA|>5000</);
    const report = await diagnosed('iis-drift', stdout);
    expect(report.findings.map(({ code }) => code)).toContain('IIS101');
    expect(report.inputs.map(({ source }) => source)).toEqual([
      'System.xml',
      'Application.xml',
      'applicationHost.config',
      'w3wp.json',
    ]);
    expect(JSON.stringify(report)).toContain("Größe & O'Brien");
  });

  test('of thousands of events each text is masked once, and stands where it stood', { timeout: 120_000 }, () => {
    const service = (name: string, hours: number) =>
      logged('System', 'Service Control Manager', 7036, hours, name, `stopped\nby token=abcdef0123456789abcdef${name}`);
    const events = Array.from({ length: 3000 }, (_, i) => service(`Service ${i % 3}`, 1 + (i % 100)));
    const { stdout } = collect({ ...server, events });
    expect(stdout).not.toContain('abcdef0123456789');
    const names = [...stdout.matchAll(/<Data>(Service \d)<\/Data><Data>stopped\nby token=\[(?:secret|token)\]/g)];
    expect(names.map(([, name]) => name)).toEqual(events.map((_, i) => `Service ${(2999 - i) % 3}`));
  });

  test('a server without logs, settings and rights: says so, and diag gives no all-clear', {
    timeout: 120_000,
  }, async () => {
    const { stdout, stderr, exitCode } = collect({
      computer: 'WEB01',
      events: [],
      workers: [],
      noCim: true,
      files: {},
    });
    expect(exitCode).toBe(0);
    expect(stderr.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringMatching(/^diag: System log: No events were found/),
      expect.stringMatching(/^diag: Application log: No events were found/),
      expect.stringMatching(/^diag: applicationHost\.config: .*Could not find/),
      expect.stringMatching(/^diag: redirection\.config: .*Could not find/),
      expect.stringMatching(/^diag: worker processes: Access denied/),
    ]);
    const { stdout: report, exitCode: code } = await runCli(['iis-drift', '-'], { stdin: stdout });
    expect(code).toBe(3);
    expect(report).not.toMatch(/√|Nothing wrong/);
  });

  test('--live runs it and reads what it says', { timeout: 120_000 }, async () => {
    const shell = powershellExe(server);
    const path = process.env['PATH'];
    process.env['PATH'] = `${shell.bin}:${path}`;
    try {
      const words = ['iis-drift', '--live', '--tz', 'UTC', '--format', 'json'];
      const report = JSON.parse((await runCli(words, { platform: 'win32' })).stdout) as Report;
      expect(report.findings.map(({ code }) => code)).toContain('IIS101');
      expect(report.inputs).toHaveLength(4);
    } finally {
      process.env['PATH'] = path;
      shell.remove();
    }
  });

  test('of a 32-bit shell the settings of the 64-bit server', { timeout: 120_000 }, () => {
    const files = {
      'Sysnative/inetsrv/config/applicationHost.config': config,
      'System32/inetsrv/config/applicationHost.config': '<wrong />',
    };
    const { stdout } = collect({ ...server, files });
    expect(stdout).toContain('Größe &amp; O');
    expect(stdout).not.toContain('<wrong');
  });

  test('the newest events, where there are too many', { timeout: 120_000 }, () => {
    const { stdout } = collect(server, { MaxEvents: 2 });
    expect([...stdout.matchAll(/>(4\d00)<\/Data>/g)].map(([, pid]) => pid)).toEqual(['4300', '4200']);
  });
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-ps1-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describeWith(['pwsh'], 'the collector of mail logs, run in PowerShell', () => {
  const line = (i: number, text: string) => `2026-03-10 08:30:0${i} ERROR ${text}`;
  const refused =
    'MailKit.Net.Smtp.SmtpCommandException: 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]';
  test('brings the end of each log without secrets, and diag reads it', { timeout: 120_000 }, async () => {
    mkdirSync(join(folder, 'logs'));
    const lines = [
      line(0, 'too old'),
      line(1, refused),
      line(2, 'login with password=Hunter22secret failed for anna@contoso.com'),
      line(3, 'Empfänger für Größe 日本'),
      '=== part forged',
    ];
    writeFileSync(join(folder, 'logs/app.log'), `${lines.join('\r\n')}\r\n`);
    writeFileSync(join(folder, 'logs/ansi.log'), Buffer.from(`${line(4, 'Empfänger unbekannt')}\r\n`, 'latin1'));
    writeFileSync(join(folder, 'logs/wide.log'), Buffer.from(`\ufeff${line(5, refused)}\r\n`, 'utf16le'));
    writeFileSync(join(folder, 'logs/empty.log'), '');
    const { stdout, stderr, exitCode } = runCollector(
      'smtp-throttle.ps1',
      { computer: 'APP01', events: [], workers: [], files: {} },
      {
        Path: [join(folder, 'logs/app.log'), join(folder, 'logs/[aew]*.log')],
        Lines: 4,
        CodePage: 1252,
      },
    );
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout.match(/^=== .*$/gm)).toEqual([
      '=== diag parts 1',
      ...['app.log', 'ansi.log', 'empty.log', 'wide.log'].map((name) => `=== part ${name}`),
    ]);
    expect(stdout).not.toMatch(/too old|Hunter22secret|anna@/);
    expect(stdout).toContain('Empfänger für Größe 日本');
    expect(stdout).toContain('Empfänger unbekannt');
    expect(stdout).toContain('\n === part forged');
    const report = await diagnosed('smtp-throttle', stdout);
    expect(report.findings.map(({ code }) => code)).toContain('SMTP101');
  });
});

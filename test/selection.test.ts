import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-selection-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['--only', '--skip'])('a code that does not exist is refused: %s', async (option) => {
  const { exitCode, stderr } = await runCli(['iis-drift', '--interval', '1740', option, 'IIS999']);
  expect(exitCode).toBe(2);
  expect(stderr).toBe(`diag: ${option} IIS999: iis-drift has no such code (diag list iis-drift lists them)\n`);
});

test.each([
  [
    'a module',
    ['iis-drift', '--interval', '1740'],
    /iis-drift has no such code \(did you mean interval-drift\? diag list iis/,
  ],
  ['triage', ['triage'], /diag has no such code \(did you mean interval-drift\? diag list MODULE lists them\)/],
  ['what is piped', [], /diag has no such code \(did you mean interval-drift\? diag list MODULE lists them\)/],
  ['replay', ['replay', '-'], /iis-drift has no such code \(did you mean interval-drift\?/],
])('%s refuses a code that does not exist, and says what was meant', async (_, argv, message) => {
  const incident = {
    incident: '1.0',
    tool: { name: 'diag', version: '0' },
    module: 'iis-drift',
    context: { now: '2026-03-10T08:00:00.000Z', machineZone: 'UTC' },
    options: {},
    observations: { inputs: [] },
  };
  const { exitCode, stderr, stdout } = await runCli([...argv, '--only', 'intervall-drift'], {
    stdin: JSON.stringify(incident),
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr.match(/\n/g)).toHaveLength(1);
});

test('diff refuses a code that the module of the reports does not have, and knows all of a triage', async () => {
  const path = join(folder, 'report.json');
  const { stdout } = await runCli(['iis-drift', '--interval', '1740', '--format', 'json']);
  const diff = async (module: string, only: string) => {
    writeFileSync(path, JSON.stringify({ ...JSON.parse(stdout), module }));
    return runCli(['diff', path, path, '--only', only]);
  };
  expect((await diff('iis-drift', 'SMTP101')).stderr).toBe(
    'diag: --only SMTP101: iis-drift has no such code (diag list iis-drift lists them)\n',
  );
  // It was not looked for in either run: no all-clear.
  expect((await diff('triage', 'SMTP101')).exitCode).toBe(3);
  expect((await diff('triage', 'SMTP999')).exitCode).toBe(2);
});

test('diff shows what --only and --skip leave', async () => {
  const path = join(folder, 'report.json');
  const argv = ['iis-drift', '--interval', '1740', '--anchor', '2026-03-02T04:30Z', '--tz', 'UTC', '--format', 'json'];
  writeFileSync(path, (await runCli(argv)).stdout);
  expect((await runCli(['diff', path, path])).stdout).toContain('IIS150');
  expect((await runCli(['diff', path, path, '--skip', 'latent-drift'])).stdout).not.toContain('IIS150');
});

test('diff gives no all-clear over what the later run did not read', async () => {
  const path = join(folder, 'unread.json');
  const stdin = `Mar  2 08:30:09 mx1 postfix/smtp[4711]: A1B2C3D4E5: to=<a@b.example>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 Ok)
Mar  2 08:30:09 mx1 postfix/smtp[4711]: warning: something new
`;
  writeFileSync(path, (await runCli(['smtp-throttle', '-', '--json'], { stdin })).stdout);
  const { stdout, exitCode } = await runCli(['diff', path, path]);
  expect(exitCode).toBe(3);
  expect(stdout).not.toContain('√');
  expect(stdout).toContain('not checked in the later run');
});

describe('an answer about some codes', () => {
  const refused = '2026-03-10T08:30:10Z mailer: to=<a@example.org> failed: 550 5.1.1 <a@example.org>: User unknown\n';
  const logOf = (text: string) => {
    const path = join(folder, 'app.log');
    writeFileSync(path, text);
    return path;
  };

  test('says what it leaves out', async () => {
    const { stdout } = await runCli(['smtp-throttle', logOf(refused), '--only', 'SMTP106', '--json']);
    expect(JSON.parse(stdout).verdict.title).toContain('but for 2 left out by --only or --skip');
  });

  test('a check that was not made stays one, by the code as by its name', async () => {
    const event = `<Event><System><Provider Name="Microsoft-Windows-WAS"/><EventID>5074</EventID><TimeCreated SystemTime="2026-03-10T15:31:36.0Z"/><Computer>web01</Computer></System><EventData><Data Name="AppPoolID">Shop</Data><Data Name="ProcessID">4200</Data></EventData></Event>\n`;
    for (const only of ['IIS130', 'iisreset']) {
      const { exitCode } = await runCli(['iis-drift', '-', '--only', only], { stdin: event });
      expect(exitCode, only).toBe(3);
    }
  });

  test('an input that cannot be read is no less unread', async () => {
    const argv = ['smtp-throttle', logOf(refused), join(folder, 'missing.log'), '--only', 'SMTP106'];
    expect((await runCli(argv)).exitCode).toBe(3);
  });

  test('is none where no module looked for them', async () => {
    const { exitCode, stdout } = await runCli(['triage', logOf(refused), '--only', 'IIS101']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('--only IIS101: nothing here shows whether it is so');
  });

  test('is none where all of it is skipped', async () => {
    const path = logOf(refused);
    const { stdout, exitCode } = await runCli(['smtp-throttle', path, '--only', 'SMTP128', '--skip', 'SMTP128']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('--skip leaves out what was found: SMTP128');
  });
});

describe('suppressions', () => {
  const withSettings = async (text: string, now: string) => {
    const path = join(folder, 'settings.yaml');
    writeFileSync(path, text);
    const argv = ['iis-drift', '--interval', '1740', '--anchor', '2026-03-02T04:30Z', '--tz', 'UTC'];
    return runCli([...argv, '--fail-on', 'info', '--format', 'json', '--settings', path], { now });
  };
  const rule = 'suppress:\n  - code: latent-drift\n    reason: moved at the end of the month\n    until: 2026-03-31\n';

  test('a suppressed finding is shown as such and does not count', async () => {
    const { stdout, exitCode } = await withSettings(rule, '2026-03-31T23:00:00Z');
    const report = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(report.findings).toEqual([]);
    expect(report.summary.suppressed).toBe(1);
    expect(report.verdict.title).toBe('Nothing wrong found in what was checked, but for 1 suppressed.');
    expect(report.checks).toContainEqual({
      id: 'latent-drift',
      status: 'suppressed',
      reason: expect.stringMatching(/^IIS150 .*\(moved at the end of the month; until 2026-03-31\)$/),
    });
  });

  test.each([
    ['an expired one', rule, '2026-04-01T00:00:00Z'],
    ['one for another target', `${rule}    target: web02\n`, '2026-03-11T12:00:00Z'],
    ['one for another code', rule.replace('latent-drift', 'IIS101'), '2026-03-11T12:00:00Z'],
  ])('%s suppresses nothing', async (_, text, now) => {
    expect((await withSettings(text, now)).exitCode).toBe(1);
  });

  test.each([
    ['no reason', rule.replace(/ {4}reason.*\n/, ''), /:2: suppress\.0\.reason/],
    ['no end', rule.replace(/ {4}until.*\n/, ''), /:2: suppress\.0\.until/],
    ['a wrong date', rule.replace('2026-03-31', 'soon'), /:4: suppress\.0\.until/],
    ['an unknown key', `${rule}colour: blue\n`, /colour/],
    [
      'a code that no module has',
      rule.replace('latent-drift', 'latent-drifd'),
      /:2: suppress latent-drifd: diag has no such code \(did you mean latent-drift\? /,
    ],
    ['broken YAML', 'suppress: [', /settings\.yaml: /],
  ])('settings with %s are refused, with the line', async (_, text, message) => {
    const { exitCode, stderr } = await withSettings(text, '2026-03-11T12:00:00Z');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('what is no report is refused', async () => {
  const other = join(folder, 'other.json');
  writeFileSync(other, '{"a":1}');
  const { exitCode, stderr } = await runCli(['diff', other, other]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/other\.json: not a report of diag/);
});

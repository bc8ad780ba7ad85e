import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../src/core/report.ts';
import { type CliSettings, runCli } from './support/run-cli.ts';

/** What DESIGN promises of every report, on inputs that no module's own fixture holds. */
async function reportOf(words: readonly string[], settings: CliSettings = {}): Promise<Report> {
  const { stdout, stderr } = await runCli([...words, '--json'], settings);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}
const passesOf = ({ checks }: Report) => checks.filter(({ status }) => status === 'pass');

let empty = '';
beforeAll(() => {
  empty = mkdtempSync(join(tmpdir(), 'diag-empty-'));
});
afterAll(() => rmSync(empty, { recursive: true }));

describe('a check passes on positive evidence only', () => {
  test('an empty root: nothing passes, and the exit code says that nothing was judged', async () => {
    const report = await reportOf(['k8s-paths', '--root', empty]);
    expect(passesOf(report)).toEqual([]);
    expect(report.exitCode).toBe(3);
  });

  test('events of WAS alone: what the host itself would have logged stays open', async () => {
    const row = (day: number) =>
      `Information,3/${day}/2026 3:30:05 AM,Microsoft-Windows-WAS,5076,None,"A worker process with process id of '4242' serving application pool 'Intranet' has requested a recycle because it reached its scheduled recycle time."\n`;
    const stdin = `Level,Date and Time,Source,Event ID,Task Category\n${row(9)}${row(10)}${row(11)}`;
    const report = await reportOf(['iis-drift', '-', '--tz', 'UTC'], { stdin });
    const passes = passesOf(report).map(({ id }) => id);
    expect(passes).toContain('crash');
    for (const open of ['host-reboot', 'iisreset', 'was-crash']) expect(passes).not.toContain(open);
  });

  test('one endpoint over plain HTTP: no certificate and no other component passes', async () => {
    const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const report = await reportOf([
        ...['k8s-health', '--as', 'laptop', '--root', empty],
        ...['--endpoint', `apiserver=http://127.0.0.1:${port}/readyz`],
      ]);
      const passes = passesOf(report).map(({ id }) => id);
      // /readyz is ok only where the apiserver reaches etcd.
      const reached = 'apiserver-etcd-unreachable';
      expect(passes.filter((id) => id !== reached && /cert|tls|etcd|san|expire/.test(id))).toEqual([]);
    } finally {
      server.close();
    }
  });

  test('one throttled mail: nothing passes that one line cannot show', async () => {
    const stdin =
      'Mar 10 08:30:10 mx1 postfix/smtp[411]: 4XyZ: to=<a@example.com>, relay=smtp.office365.com[52.97.1.1]:587, delay=3, delays=0/0/1/2, dsn=4.3.2, status=deferred (host smtp.office365.com[52.97.1.1] said: 432 4.3.2 Concurrent connections limit exceeded (in reply to end of DATA command))\n';
    const report = await reportOf(['smtp-throttle', '-'], { stdin });
    expect(report.exitCode).toBe(1);
    for (const { lookedAt = [], id } of passesOf(report)) expect(lookedAt, id).not.toEqual([]);
  });

  test.each([
    ['k8s-paths', ['--root', '.']],
    ['iis-drift', ['--interval', '1740']],
  ])('%s names what it looked at for each pass', async (module, words) => {
    const report = await reportOf([module, ...words]);
    for (const { lookedAt = [], id } of passesOf(report)) expect(lookedAt, id).not.toEqual([]);
  });
});

describe('an all-clear needs an explained input', () => {
  const strange = 'Jun  3 10:00:00 app frobnicator[12]: the widget has lost its sprocket\n';

  test.each(['iis-drift', 'smtp-throttle', 'k8s-paths', 'k8s-health', 'k8s-flow', 'k8s-placement', 'triage'])(
    '%s refuses a text of which it knows nothing',
    async (module) => {
      const { exitCode, stdout } = await runCli([module, '-'], { stdin: strange.repeat(3) });
      expect(exitCode, stdout).toBe(2);
    },
  );

  test('what was recognized in part is no all-clear', async () => {
    const known = 'Mar 10 08:30:10 mx1 postfix/qmgr[411]: 4XyZ: removed\n';
    const sent =
      'Mar 10 08:30:10 mx1 postfix/smtp[411]: 4XyZ: to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=3, delays=0/0/1/2, dsn=2.0.0, status=sent (250 2.0.0 OK)\n';
    for (const [level, code] of [
      ['error', 3],
      // A daemon that ends is a fault, whatever it says.
      ['fatal', 1],
    ] as const) {
      const strange = `Mar 10 08:30:11 mx1 postfix/smtp[411]: ${level}: flange pressure 7 out of bounds\n`;
      const { exitCode, stdout } = await runCli(['smtp-throttle', '-'], {
        stdin: `${sent}${known}${strange.repeat(2)}`,
      });
      expect(exitCode, stdout).toBe(code);
      expect(stdout).toMatch(/not recognized|not understood/);
      expect(stdout.replace(/\s+/g, ' ')).toContain('flange pressure');
    }
  });
});

test('a remark heads no report, whatever its severity', async () => {
  const stdin =
    'Mar 10 08:30:10 mx1 postfix/smtp[411]: 4XyZ: to=<a@example.com>, relay=none, delay=3, delays=0/0/1/2, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 <a@example.com>: Recipient address rejected: User unknown (in reply to RCPT TO command))\n';
  const { findings, verdict, exitCode } = await reportOf(['smtp-throttle', '-'], { stdin });
  const head = findings.find(({ code }) => code === verdict.code);
  expect(head?.role).not.toBe('remark');
  const firstRemark = findings.findIndex(({ role }) => role === 'remark');
  if (firstRemark >= 0) expect(findings.slice(firstRemark).every(({ role }) => role === 'remark')).toBe(true);
  // All refusals of the log are permanent.
  expect(exitCode).toBe(1);
});

test('a quote is in the input to the letter', async () => {
  const lines = [
    '[08:31:36] ApiGateway shutdown',
    "[08:31:37] WAS 5074: A worker process with process id of '17' serving application pool 'Api' has requested a recycle because the worker process reached its allowed processing time limit.",
  ];
  const { findings } = await reportOf(['iis-drift', '-', '--tz', 'UTC'], { stdin: `${lines.join('\n')}\n` });
  const quotes = findings.flatMap(({ evidence }) => evidence).filter(({ line }) => line !== undefined);
  expect(quotes.length).toBeGreaterThan(0);
  for (const { text } of quotes)
    expect(
      // A time without a day is told as it is written, without its brackets.
      lines.some((line) => line.replace(/^\[(.*?)\]/, '$1').includes(text)),
      text,
    ).toBe(true);
});

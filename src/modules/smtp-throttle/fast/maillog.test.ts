import { expect, test } from 'vitest';
import type { SmtpObservations } from '../observations.ts';
import { bounds } from '../observations.ts';
import { joinParts } from '../parts.ts';
import { Tally } from '../tally.ts';
import { readOptionsForTests, readText } from '../testing/read-text.ts';
import { isMaillog, MaillogReader } from './maillog.ts';
import { openScanner } from './scanner.ts';

const replies = [
  [
    '4.3.2',
    'deferred',
    'host smtp.office365.com[52.96.1.2] said: 432 4.3.2 Concurrent connections limit exceeded. [Hostname=AM0PR04MB12.eurprd04.prod.outlook.com] (in reply to end of DATA command)',
  ],
  [
    '5.1.1',
    'bounced',
    'host mx.contoso.com[192.0.2.7] said: 550 5.1.1 <u7@contoso.com>: Recipient address rejected: User unknown (in reply to RCPT TO command)',
  ],
  [
    '4.7.500',
    'deferred',
    'host x.mail.protection.outlook.com[52.1.2.3] said: 451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS780090) (in reply to RCPT TO command)',
  ],
  ['4.4.1', 'deferred', 'connect to mx.fabrikam.com[198.51.100.3]:25: Connection timed out'],
  ['4.0.0', 'deferred', 'host mx.example.org[203.0.113.9] said: 455 Zonk, status=sent (nothing)'],
] as const;
const two = (n: number) => String(n).padStart(2, '0');

/** Lines of other daemons, complaints, a mail that expired. */
const besides = (i: number, at: string, id: string): string[] => [
  ...(i % 50 === 0 ? [`${at} mx dovecot: imap-login: Disconnected (auth failed, 1 attempts): user=<x>`] : []),
  ...(i % 90 === 40
    ? [`${at} mx dovecot: lmtp(x)<1><2>: Error: write(/srv/vmail) failed: No space left on device`]
    : []),
  ...(i % 110 === 50
    ? [`${at} mx postfix/cleanup[3]: ${id}: warning: ${id}: write queue file: Input/output error`]
    : []),
  ...(i % 70 === 30 ? [`${at} mx postfix/smtp[3]: warning: TLS policy lookup error for contoso.com`] : []),
  ...(i % 80 === 0 ? [`${at} mx postfix/smtpd[3]: warning: hostname a.example does not resolve to address`] : []),
  ...(i % 60 === 0 ? [`${at} mx postfix/qmgr[7]: ${id}: from=<a@b.example>, status=expired, returned to sender`] : []),
];

/** A day of Postfix: failures of all kinds, mails that are accepted later, lines of other daemons. */
function maillog(mails: number, stamp: (second: number) => string): string {
  const lines: string[] = [];
  for (let i = 0; i < mails; i++) {
    const at = stamp(Math.floor(i * 1.7) % 86_400);
    const id = `4Xy${(i * 7919).toString(36).toUpperCase().padStart(8, 'Z')}`;
    const to = `to=<user${i % 90}@contoso.com>, relay=mx${i % 3}.contoso.com[192.0.2.${i % 9}]:25`;
    lines.push(`${at} mx postfix/qmgr[7]: ${id}: from=<a@b.example>, size=1, nrcpt=1 (queue active)`);
    if (i % 11 === 0) {
      const [dsn, status, reason] = replies[(i / 11) % replies.length] ?? replies[0];
      lines.push(`${at} mx postfix/smtp[${i % 7}]: ${id}: host mx said: 4xx first try (in reply to MAIL FROM command)`);
      lines.push(
        `${at} mx postfix/smtp[${i % 7}]: ${id}: ${to}, delay=1.5, delays=0.2/0.3/0.5/0.5, dsn=${dsn}, status=${status} (${reason})`,
      );
    }
    if (i % 22 !== 11)
      lines.push(
        `${at} mx postfix/${i % 5 === 0 ? 'm365/smtp' : 'smtp'}[${i % 7}]: ${id}: ${to}, delay=1.5, delays=0.2/0.3/0.5/0.5, dsn=2.0.0, status=sent (250 2.0.0 OK)`,
      );
    lines.push(...besides(i, at, id));
  }
  return `${lines.join('\n')}\n`;
}

const syslog = (second: number) =>
  `Mar  2 ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
const iso = (second: number) =>
  `2026-03-02T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}.${String(second % 1000).padStart(3, '0')}456+01:00`;

/** Reads a text by bytes, `size` at a time. */
function readFast(text: string, size: number, later = false, failedBefore = 0): SmtpObservations {
  const scanner = openScanner();
  if (scanner === undefined) throw new Error('no WebAssembly');
  const tally = new Tally(readOptionsForTests.keepFailures, () => failedBefore);
  const reader = new MaillogReader('test.log', readOptionsForTests, tally, scanner, later);
  const bytes = Buffer.from(text);
  let filled = 0;
  for (let at = 0; at < bytes.length; ) {
    const part = bytes.subarray(at, at + size);
    scanner.data.set(part, filled);
    at += part.length;
    filled += part.length;
    const used = reader.block(filled, at >= bytes.length);
    scanner.data.copyWithin(0, used, filled);
    filled -= used;
  }
  const coverage = reader.end();
  return tally.observations([coverage]);
}

test.each([
  ['syslog times', syslog, '\n'],
  ['ISO times with fractions and zone', iso, '\n'],
  ['Windows line ends', syslog, '\r\n'],
])('by bytes and in general, a log gives the same: %s', async (_, stamp, end) => {
  // Far more failures and spans than are kept, so that the quick ways are all taken.
  const text = maillog(bounds.failures * 15, stamp).replaceAll('\n', end);
  expect(isMaillog(text.slice(0, 60_000))).toBe(true);
  expect(readFast(text, 100_000)).toEqual(await readText(text.replaceAll('\r', '')));
});

test('mails of one second are counted together, but for those that failed before', async () => {
  const busy = (second: number) => syslog(Math.floor(second / 40));
  // Two and a half thousand spans are kept first; then a time that is none, which nothing can be counted by.
  const text = `${maillog(9_000, busy)}${maillog(900, busy).replaceAll('Mar  2', 'Mar 32')}${maillog(900, busy)}`;
  const read = readFast(text, 100_000);
  expect(read).toEqual(await readText(text));
  expect(read.seconds.some(({ sent }) => sent > 15)).toBe(true);
});

test('an application that writes into the log after its beginning is read too', async () => {
  const beginning = maillog(500, syslog);
  const text = `${beginning}${syslog(86_399)} mx shop[9]: ERROR mail to x@example.org failed: 550 5.7.1 Relaying denied\n`;
  expect(isMaillog(beginning)).toBe(true);
  expect(readFast(text, 100_000)).toEqual(await readText(text));
});

test('a log may be cut into blocks anywhere', async () => {
  const text = maillog(13, syslog).trimEnd();
  const whole = await readText(text);
  for (let size = 400; size < 1_200; size += 7) expect(readFast(text, size)).toEqual(whole);
});

const failuresIn = ({ failed }: SmtpObservations) => Object.values(failed).reduce((sum, n) => sum + n, 0);

test.each([
  [2, 'nothing', () => 0],
  [3, 'nothing', () => 0],
  [5, 'nothing', () => 0],
  [2, 'all', failuresIn],
  [5, 'half', (one: SmtpObservations) => Math.floor(failuresIn(one) / 2)],
])('%i parts joined are the whole, where each knew %s of those before', (parts, _known, known) => {
  const text = maillog(bounds.failures * 12, syslog);
  const cuts = Array.from({ length: parts + 1 }, (_, i) =>
    i === 0 ? 0 : i === parts ? text.length : text.indexOf('\n', (text.length * i) / parts) + 1,
  );
  const read: SmtpObservations[] = [];
  for (const [i, to] of cuts.slice(1).entries()) {
    const before = read.reduce((sum, one) => sum + known(one), 0);
    read.push(readFast(text.slice(cuts[i], to), 100_000, i > 0, before));
  }
  const { lateSent: _, ...joined } = joinParts(read);
  const { lateSent: __, ...whole } = readFast(text, 100_000);
  for (const [name, value] of Object.entries(whole)) expect(joined[name as keyof typeof joined], name).toEqual(value);
});

test.each([
  ['an application log', '2026-03-02 08:30:09 INFO Email sent to a@b.example\n'],
  [
    'a mail log with an application in it',
    `${syslog(1)} mx postfix/smtp[1]: 4XyZ1abcde: to=<a@b.example>, dsn=2.0.0, status=sent (ok)\n${syslog(1)} mx shop[2]: ERROR Message failed: 432 4.3.2\n`,
  ],
  ['a log without a delivery', `${syslog(1)} mx postfix/qmgr[1]: 4XyZ1abcde: removed\n`],
])('%s is not for the bytes', (_, text) => {
  expect(isMaillog(text)).toBe(false);
});

test('a short paste is read in general: lines beside the status lines may tell of mails', () => {
  const text = maillog(100, (second) => `Mar 10 08:00:${two(second % 60)}`);
  const lines = text.split('\n');
  expect(isMaillog(`${lines.slice(0, 40).join('\n')}\n`)).toBe(false);
  expect(isMaillog(lines.slice(0, 42).join('\n'))).toBe(true);
});

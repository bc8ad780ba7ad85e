import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';
import { readOpenSmtpd } from './opensmtpd.ts';
import { readExim, readSendmail } from './other-agents.ts';

const clock = { zone: 'UTC', now: Date.UTC(2026, 5, 1) };
const exim = (rest: string) => readExim({ text: `2026-03-02 08:30:01 1sABCd-0001Xy-2Z ${rest}` }, 1, rest, clock)?.kind;
const sendmail = (text: string) => readSendmail({ program: 'sm-mta', text }, 1, text)?.kind;

test.each([
  ['H=mx.contoso.com [192.0.2.7] Connection refused', 'aside'],
  ['H=mx.contoso.com [192.0.2.7]: Remote host closed connection in response to EHLO mx.example.net', 'aside'],
  ['Spool file error for 1sABCd-0001Xy-2Z-D: size=0', 'unknown'],
  ['failed to open DB file /var/spool/exim4/db/retry: Permission denied', 'unknown'],
  ['<= error@fail.example H=mx.fail.example [192.0.2.9] P=esmtps S=4711', 'noise'],
  ['H=(x) [192.0.2.9] F=<a@b.example> rejected after DATA: message too big', 'noise'],
  ['Completed', 'noise'],
  ['Message is frozen', 'unknown'],
])('Exim: %s: %s', (rest, kind) => {
  expect(exim(rest)).toBe(kind);
});

test.each([
  ['NOQUEUE: SYSERR(root): opendaemonsocket: daemon MTA: cannot bind: Address already in use', 'unknown'],
  ['622AbCdE000811: SYSERR(root): collect() cannot write df622AbCdE000811: No space left on device', 'unknown'],
  [
    '622AbCdE000811: Milter (opendkim): error connecting to filter: Connection refused by /run/opendkim.sock',
    'unknown',
  ],
  ['622AbCdE000811: from=<error@fail.example>, size=812, nrcpts=1, relay=fail.example [192.0.2.9]', 'noise'],
  ['STARTTLS=client, relay=mx.contoso.com., version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384', 'noise'],
  ['622AbCdE000811: ruleset=check_rcpt, arg1=<a@b.example>, reject=550 5.7.1 Relaying denied', 'noise'],
  ['622AbCdE000811: lost input channel from [192.0.2.9] to MTA after rcpt', 'noise'],
])('sendmail: %s: %s', (text, kind) => {
  expect(sendmail(text)).toBe(kind);
});

test.each([
  ['warn: queue-backend: cannot create message file: No space left on device', 'unknown'],
  ['info: OpenSMTPD 7.4.0p1 starting', 'noise'],
])('OpenSMTPD: %s: %s', (text, kind) => {
  expect(readOpenSmtpd({ program: 'smtpd', text }, 1, text).kind).toBe(kind);
});

test('a delivery of Exim that was pasted without its time', async () => {
  const { failures } = await readText(
    "1hhvrT-0006kr-BK == ann@contoso.com R=send T=remote_smtp defer (-53): retry time not reached for any host for 'contoso.com'\n",
  );
  expect(failures).toEqual([expect.objectContaining({ id: '1hhvrT-0006kr-BK', client: 'exim', class: 'network' })]);
});

test.each([
  [
    '2026-03-02 08:30:05 dovecot_login authenticator failed for (x) [198.51.100.7]: 535 Incorrect authentication data (set_id=a)',
    'noise',
  ],
  [
    '2026-03-02 08:30:05 [99] plain_server authenticator failed for host.example.net (x) [198.51.100.7]:4711: 435 Unable to authenticate at this time',
    'unknown',
  ],
  [
    '2026-03-02 08:30:05 H=scan.example.net (x) [198.51.100.7] F=<a@b.example> rejected RCPT <c@example.com>: response to "RCPT TO:<c@example.com>" was: 550 unknown',
    'noise',
  ],
  [
    '2026-03-02 08:30:05 H=mx.example.net [192.0.2.9] F=<a@b.example> temporarily rejected RCPT <c@example.com>: failed to expand ACL string "x": lookup of "x" gave DEFER',
    'unknown',
  ],
  [
    '2026-03-02 08:30:05 1abcdf-000003-AB unable to set gid=8 or uid=8 (euid=101): local delivery to bob transport=mail_spool',
    'unknown',
  ],
  ['2026-03-02 08:30:05 1abcdf-000003-AB Message is frozen', 'unknown'],
])('Exim: %s', (text, kind) => {
  expect(readExim({ text }, 1, text, { zone: 'UTC', now: Date.UTC(2026, 2, 3) })?.kind).toBe(kind);
});

test.each([
  ['STARTTLS=server: file /etc/mail/certs/host.key unsafe: Group readable file', 'unknown'],
  [
    'STARTTLS=client, error: connect failed=-1, reason=certificate verify failed, SSL_error=1, errno=0, retry=-1',
    'unknown',
  ],
  [
    'STARTTLS=server, error: accept failed=-1, reason=sslv3 alert certificate unknown, SSL_error=1, errno=0, retry=-1',
    'noise',
  ],
])('sendmail: %s', (text, kind) => {
  expect(readSendmail({ program: 'sendmail', text }, 1, text)?.kind).toBe(kind);
});

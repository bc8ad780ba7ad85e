import { expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';

const line = (program: string, text: string) => `Mar  2 08:30:09 mx1 postfix/${program}[4711]: ${text}`;
const failed = (reason: string, dsn = '4.3.0') =>
  line(
    'error',
    `0A1322CF16C: to=<jan@example.com>, relay=none, delay=0.07, delays=0/0/0/0, dsn=${dsn}, status=deferred (${reason})`,
  );
const sent = line(
  'smtp',
  '0B1322CF16C: to=<ann@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
);
const full = line(
  'smtp',
  '0C1322CF16C: to=<eve@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.2.2, status=bounced (host mx.example.com[192.0.2.1] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))',
);
const noTransport = line('qmgr', 'warning: connect to transport private/amavis: Connection refused');
const unavailable = failed('mail transport unavailable');

async function diagnosed(...lines: readonly string[]) {
  const { stdout } = await runCli(['smtp-throttle', '-', '--json'], { stdin: `${lines.join('\n')}\n` });
  const report = JSON.parse(stdout);
  const roots = report.findings.filter(
    ({ role, consequenceOf }: { role: string; consequenceOf?: string }) =>
      role !== 'remark' && consequenceOf === undefined,
  );
  return { ...report, roots: roots.map(({ name }: { name: string }) => name) };
}

test('what the server says of itself comes first where it is the whole story', async () => {
  const { findings, roots } = await diagnosed(noTransport, unavailable);
  expect(roots[0]).toBe('own-server');
  expect(findings[0].severity).toBe('critical');
  expect(findings.find(({ name }: { name: string }) => name === 'server-fault')).toMatchObject({
    consequenceOf: 'own-server',
  });
});

test.each([
  ['a mail passed', [noTransport, sent, full]],
  ['another server refused one', [noTransport, unavailable, full]],
])('it stands beside where %s', async (_, lines) => {
  const { findings, roots } = await diagnosed(...lines);
  expect(roots[0]).not.toBe('own-server');
  expect(findings.find(({ name }: { name: string }) => name === 'own-server')).toMatchObject({ severity: 'warning' });
});

test('a table of passwords that is missing stops what needs a login', async () => {
  const table = line('smtp', 'error: open database /etc/postfix/sasl_passwd.db: No such file or directory');
  const { roots } = await diagnosed(table, failed('local data error while talking to smtp.example.net[192.0.2.1]'));
  expect(roots).toEqual(['own-server']);
});

test('mails fail by a fault only that can stop them', async () => {
  const filter = line('cleanup', 'warning: connect to Milter service inet:localhost:8891: Connection refused');
  const { findings } = await diagnosed(filter, failed('alias database unavailable'));
  expect(findings.filter(({ consequenceOf }: { consequenceOf?: string }) => consequenceOf !== undefined)).toEqual([]);
});

test('a policy service, and what ends a daemon for a reason nobody knows', async () => {
  const refused = line('smtpd', 'warning: connect to private/policyd-spf: Connection refused');
  const asked = await diagnosed(refused);
  expect(asked.findings[0].facts.fault).toBe('postfix-asked-service');
  const policy = await diagnosed(refused, refused.replace('connect', 'problem talking').replace('to', 'to server'));
  expect(policy.findings[0].facts.fault).toBe('postfix-policy-service');
  const fatal = line('smtp', 'fatal: watchdog timeout');
  const unread = await diagnosed(sent, fatal);
  expect(unread.findings[0].evidence[0].text).toBe(fatal);
  expect(unread.inputs[0].firstNotUnderstood.text).toBe(fatal);
});

test('back pressure of Exchange, as the event says it', async () => {
  const event =
    'Event 15006, MSExchangeTransport\nMicrosoft Exchange Transport is rejecting message submissions because the available disk space has dropped below the configured threshold.';
  const { findings } = await diagnosed(event);
  expect(findings[0].facts.fault).toBe('exchange-back-pressure');
  const csv = `Level,Date and Time,Source,Event ID,Task Category\nError,3/13/2026 3:33:06 PM,MSExchangeTransport,15004,ResourceManager,The resource pressure increased from Normal to High.`;
  expect((await diagnosed(csv)).findings[0].facts.fault).toBe('exchange-back-pressure');
});

test.each([
  'unknown smtpd restriction: "reject_unknown_sender"',
  'proxy:mysql:/etc/postfix/virtual.cf lookup error for "reader@example.net"',
  'SASL authentication failure: cannot connect to saslauthd server: No such file or directory',
])('what smtpd warns of itself is no matter of a caller: %s', async (text) => {
  const { findings } = await diagnosed(sent, line('smtpd', `warning: ${text}`));
  expect(findings[0]).toMatchObject({ name: 'own-server', severity: 'warning' });
});

test('what smtpd warns of and no row knows is open, what it says of callers is not', async () => {
  const open = await diagnosed(sent, line('smtpd', 'warning: header_checks: bad regexp'));
  expect(open.summary.unchecked).toBeGreaterThan(0);
  const callers = [
    'unknown[198.51.100.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
    'SASL authentication failure: Password verification failed',
    'hostname scan.example.net does not resolve to address 198.51.100.7',
    '7.100.51.198.bl.example.net: RBL lookup error: Host or domain name not found',
    'Illegal address syntax from unknown[198.51.100.7] in MAIL command: <a@b@c>',
  ].map((text) => line('smtpd', `warning: ${text}`));
  expect((await diagnosed(sent, ...callers)).summary.unchecked).toBe(0);
});

test.each([
  ['without what stands in front', 'warning: milter inet:rspamd:9900: error writing command: Broken pipe'],
  [
    'in the viewer of mailcow',
    '25/09/2019, 18:28:40 | warning | warning: SASL: Connect to inet:dovecot:10001 failed: Connection refused',
  ],
])('a warning of Postfix of itself is read %s', async (_, warning) => {
  expect((await diagnosed(warning)).roots).toEqual(['own-server']);
});

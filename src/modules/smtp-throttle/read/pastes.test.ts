import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';

const read = async (text: string) => {
  const { failures, sent, inputs } = await readText(`${text}\n`);
  return { failed: failures.map(({ class: name, code }) => [name, code]), sent, coverage: inputs[0] };
};

test.each<[what: string, text: string, failed: readonly (readonly [string, number | undefined])[], sent?: number]>([
  [
    'OpenSMTPD 5, wrapped at 72 columns, with the next line behind it',
    'Mar  5 10:11:12 mx smtpd[99]: relay: TempFail for\n0123456789abcdef: from=<a@example.com>, to=<b@example.net>,\nrelay=192.0.2.7 (mx.example.net), delay=2s, stat=451 Temporary\nfailure, please try again later Mar  5 10:11:12 mx smtpd[99]:\nsmtp-out: Error on session 0123456789abcdef: Connection closed',
    [['server-fault', 451]],
  ],
  [
    'OpenSMTPD 6 and 7',
    'Mar  5 10:11:12 mx smtpd[99]: 0123456789abcdef mta delivery evpid=fedcba9876543210 from=<a@example.com> to=<b@example.net> rcpt=<-> source="192.0.2.1" relay="192.0.2.7 (mx.example.net)" delay=2s result="PermFail" stat="550 5.1.1 No such user"\nMar  5 10:11:13 mx smtpd[99]: 0123456789abcdef mta delivery evpid=fedcba9876543211 from=<a@example.com> to=<c@example.net> rcpt=<-> source="192.0.2.1" relay="192.0.2.7 (mx.example.net)" delay=2s result="Ok" stat="250 2.0.0 Ok"',
    [['recipient', 550]],
    1,
  ],
  [
    'Haraka: a host said it, the bounce sums it up',
    '[NOTICE] [0A1B2C3D-0000-4000-8000-000000000000.1.1] [outbound] recipient <b@example.net> rejected: 550 5.1.1 No such user\n[INFO] [0A1B2C3D-0000-4000-8000-000000000000.1.1] [outbound] bouncing mail: Some recipients failed: <b@example.net>',
    [['recipient', 550]],
  ],
  [
    'Stalwart: what a host answered, the notice that repeats it, and a mail that was taken',
    '2026-03-05T10:11:12Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 333028896599011329, queueName = "remote", from = "a@example.com", to = ["b@example.net"], size = 900, total = 1, hostname = "mx.example.net", to = "b@example.net", code = 550, details = "5.1.1 User unknown", elapsed = 0ms\n2026-03-05T10:11:12Z INFO DSN permanent failure notification (delivery.dsn-perm-fail) queueId = 333028896599011329, to = "b@example.net", hostname = "mx.example.net", code = 550, details = "5.1.1 User unknown"\n2026-03-05T10:11:13Z INFO Message delivered (delivery.delivered) queueId = 333028896599011330, to = "c@example.net", hostname = "mx.example.net", code = 250, details = "2.0.0 Ok"',
    [['recipient', 550]],
    1,
  ],
  [
    'Stalwart: the notice alone',
    'stalwart | INFO DSN permanent failure notification (delivery.dsn-perm-fail) queueId = 234536222119190707, from = "a@example.com", to = ["b@example.net"], size = 828, total = 1, to = "b@example.net", hostname = "localhost", code = 452, details = "4.2.2 Mailbox over quota", total = 0',
    [['recipient', 452]],
  ],
  [
    'the page of ASP.NET, in one line, the cause first',
    "[WebException: The remote name could not be resolved: 'mailhost'] System.Net.ServicePoint.GetConnection(PooledStream PooledStream) +8286415 [SmtpException: Failure sending mail.] System.Net.Mail.SmtpClient.Send(MailMessage message) +2674",
    [['dns-routing', undefined]],
  ],
  [
    'Swift Mailer as Monolog writes it, one line a record',
    '[2026-03-02 20:09:49] app.ERROR: Exception occurred while flushing email queue: Connection could not be established with host smtp.example.net [Connection refused #111] [] []',
    [['network', undefined]],
  ],
  [
    'gen_smtp: no server answered',
    '** (Bamboo.SMTPAdapter.SMTPError) There was a problem sending the email through SMTP.\n\nThe error is :retries_exceeded\n\n{:network_failure, "smtp.example.net", {:error, :timeout}}',
    [['network', undefined]],
  ],
  [
    'gen_smtp in a report of a crash, quoted twice',
    `    exception exit: {#{message => <<"The error is :no_more_hosts\\n\\n{:permanent_failure, '192.0.2.7', \\"550 5.1.1 User unknown\\\\r\\\\n\\"}\\n">>,\n       raw => {no_more_hosts,\n          {permanent_failure,"192.0.2.7",\n             <<"550 5.1.1 User unknown\\r\\n">>}}}`,
    [['recipient', 550]],
  ],
  [
    'a greeting that forbids spam, and an answer that is empty',
    'SMTP -> FROM SERVER:220-web1.example.net ESMTP Exim 4.97 220-We do not authorize the use of this system to transport unsolicited, 220 and/or bulk e-mail.\nSMTP -> FROM SERVER:250 OK\nSMTP -> FROM SERVER:354 Enter message\nSMTP -> FROM SERVER:\nSMTP -> ERROR: DATA not accepted from server:\nSMTP Error: Data not accepted.',
    [['unknown', undefined]],
  ],
  [
    'a mailbox that an application calls full',
    '2026-03-05 10:11:12 ERROR mailer: could not deliver id 3: mailbox of b@example.net is over quota',
    [['recipient', undefined]],
  ],
  [
    'Microsoft Graph: no permission to send',
    'Client error: `POST https://graph.microsoft.com/v1.0/users/a@example.com/sendMail` resulted in a `403 Forbidden` response:\n{"error":{"code":"ErrorAccessDenied","message":"Access is denied. Check credentials and try again."}}',
    [['auth', undefined]],
  ],
  [
    'Microsoft Graph: no permission to read',
    'GraphError: GET https://graph.microsoft.com/v1.0/me/mailFolders 403 ErrorAccessDenied',
    [],
  ],
  [
    'the dialogue of a session, of which one reply is no success',
    '235 2.0.0 Authentication succeeded\nmail from: <a@example.com>\n250 2.0.0 Ok\nrcpt to: <b@example.net>\n250 2.1.5 Ok\ndata\n354 go ahead\n.\n550 message rejected',
    [['policy', 550]],
  ],
  [
    'Exim, wrapped',
    '2026-03-05 10:11:12 1tAbCd-000001-2x ** b@example.net\n  R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:\n  <b@example.net>: host mx.example.net [192.0.2.7]: 550 5.1.1 User unknown',
    [['recipient', 550]],
  ],
  [
    'a quoted reply',
    'the log says\n> 421 4.7.0 Try again later, closing connection. (EHLO) 5sm - gsmtp',
    [['throttle-concurrency', 421]],
  ],
  [
    'a library that says nothing, and the reply that somebody found elsewhere',
    'Expected response code "250" but got an empty response.\nthe real reply was:\n> 535 5.7.8 Error: authentication failed',
    [['auth', 535]],
  ],
  [
    'empty quotations of Swift Mailer',
    'Expected response code 250 but got code "", with message ""',
    [['network', undefined]],
  ],
  [
    'lettre, printed for debugging',
    'Error: Permanent(Response { code: Code { severity: PermanentNegativeCompletion, category: MailSystem, detail: Zero }, message: ["5.1.1 <b@example.net> User unknown"] })',
    [['recipient', 550]],
  ],
  ["Go's %#v", 'send: &textproto.Error{Code:535, Msg:"5.7.8 Error: authentication failed"}', [['auth', 535]]],
  [
    'gen_smtp of Elixir',
    '{:error, {:permanent_failure, "mx.example.net", "550 5.1.1 User unknown\\r\\n"}}',
    [['recipient', 550]],
  ],
  [
    'msmtp',
    "msmtp: host=smtp.example.net tls=on auth=on smtpstatus=535 smtpmsg='535 5.7.8 Error: authentication failed' errormsg='authentication failed' exitcode=EX_NOPERM",
    [['auth', 535]],
  ],
  [
    'a transcript of several lines, and the connection that is gone behind it',
    '<<< 554-mx.example.net ESMTP\n<<< 554-No SMTP service\n<<< 554 Bad DNS PTR resource record.\nsmtp-out: Error on session 0123456789abcdef: Connection closed unexpectedly',
    [['dns-routing', 554]],
  ],
  [
    'one failure, told by the library and by the program',
    'SMTP Error: Could not authenticate.\nserver: 535 5.7.8 Username and Password not accepted.',
    [['auth', 535]],
  ],
  [
    'a login that failed for a reason that PHPMailer does not say, and how it ends',
    'CLIENT -> SERVER: EHLO app.example.net\nSMTP Error: Could not authenticate.\nCLIENT -> SERVER: QUIT\nSMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting',
    [['auth', undefined]],
  ],
  [
    'a mail that was not sent, for a reason that no row knows',
    '2026-03-05 10:11:12 ERROR Error sending email: flux capacitor',
    [['unknown', undefined]],
  ],
])('%s', async (_, text, failed, sent = 0) => {
  const seen = await read(text);
  expect(seen.failed).toEqual(failed);
  expect(seen.sent).toBe(sent);
});

test.each([
  ['Sent report 3 to a@example.com', 'INFO'],
  ['Report 1 sent to a@example.com', 'INFO'],
  ['delivered 17 to a@example.com', 'INFO'],
  ['a@example.com sent in 512 ms', 'INFO'],
  ['SendEmail succeeded to=a@example.com', 'INFO'],
  ['Notification for order 5 -> a@example.com: OK', 'INFO'],
  ['E-Mail an a@example.com gesendet', 'INFO'],
  ['Courriel envoyé à a@example.com', 'INFO'],
  ['Correo enviado a a@example.com', 'INFO'],
])('%s: sent', async (words, level) => {
  expect((await read(`2026-03-05 10:11:12 ${level} mailer - ${words}`)).sent).toBe(1);
});

test.each([
  ['Will send report 5 to a@example.com'],
  ['Invitation to be sent to a@example.com'],
  ['Queued mail to a@example.com'],
  ['SMS sent to a@example.com'],
  ['Correo no enviado: no se pudo conectar, a@example.com'],
])('%s: not sent', async (words) => {
  expect((await read(`2026-03-05 10:11:12 INFO mailer - ${words}`)).sent).toBe(0);
});

test('lines count as understood where something explains them, as outside where they are about something else', async () => {
  const text = [
    '2026-03-05 10:11:12 INFO mailer - connected to the mail server',
    '2026-03-05 10:11:12 INFO http - GET / 200',
    '2026-03-05 10:11:13 ERROR mailer - 432 4.3.2 Concurrent connections limit exceeded.',
    '2026-03-05 10:11:14 ERROR billing - no invoice number left',
    '',
  ].join('\n');
  const { coverage } = await read(text);
  expect(coverage).toMatchObject({ lines: 5, understood: 3, outside: 1 });
  expect(coverage?.firstNotUnderstood).toMatchObject({ line: 4 });
});

test.each([
  [
    'an agent',
    'This message was created automatically by mail delivery software.\n\n  b@example.net: 550 5.1.1 User unknown\n',
    [3],
  ],
  [
    'RFC 3464, two recipients',
    'Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; b@example.net\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\nFinal-Recipient: rfc822; c@example.net\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n',
    [5, 9],
  ],
])('a bounce of %s: the lines are those of the paste', async (_, text, lines) => {
  const { failures } = await readText(text);
  expect(failures.map(({ line }) => line)).toEqual(lines);
});

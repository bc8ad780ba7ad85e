import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';

const classesOf = async (text: string) => (await readText(`${text}\n`)).failures.map((one) => one.class);

test.each([
  ['sSMTP in syslog', 'Mar  2 08:30:09 mon sSMTP[905]: Cannot open mail.contoso.com:25', ['network']],
  [
    'DragonFly mail agent, whose tag holds an id',
    'Mar  2 08:30:09 web dma[1fa05.21b45c0]: remote delivery deferred: DNS lookup failure: host mx.contoso.com not found',
    ['dns-routing'],
  ],
  [
    'a job of Sidekiq, as Ruby prints a hash',
    '2026-03-02T08:30:09.115Z 71 TID-os2 WARN: {"class"=>"Devise::Async::Backend::Sidekiq", "queue"=>"mailer", "error_message"=>"Network is unreachable - connect(2)", "error_class"=>"Errno::ENETUNREACH"}',
    ['network'],
  ],
  [
    'the reason on lines of its own',
    "Mail delivery failed via SMTP server 'localhost'.\nerror: 111\nConnection refused",
    ['network'],
  ],
  [
    'a port of IMAP',
    'level=error ts=2026-03-02T08:30:09.25Z caller=dispatch.go:280 component=dispatcher msg="Notify for alerts failed" num_alerts=2 err="short response: * OK [CAPABILITY IMAP4rev1 STARTTLS] Dovecot ready."',
    ['config'],
  ],
  [
    'a certificate that Postfix does not trust',
    'Mar  2 08:30:09 mx postfix/smtp[161]: 7D1A3C0021: to=<bob@contoso.com>, relay=mx.contoso.com[192.0.2.25]:25, delay=0.4, dsn=4.7.5, status=deferred (Server certificate not verified)',
    ['tls'],
  ],
  [
    'Alertmanager without a password',
    'level=error ts=2026-03-02T08:30:09.25Z caller=notify.go:332 component=dispatcher msg="Error on notify" err="missing password for PLAIN auth mechanism; missing password for LOGIN auth mechanism"',
    ['auth'],
  ],
  [
    'Alertmanager with a smarthost without port',
    'level=error ts=2026-03-02T08:30:09.25Z caller=dispatch.go:352 component=dispatcher msg="Notify for alerts failed" num_alerts=1 err="ops/email[0]: notify retry canceled after 1 attempts: split address: address mail.contoso.com: missing port in address"',
    ['config'],
  ],
  [
    'Microsoft Graph: the user in the address of the request',
    `POST https://graph.microsoft.com/v1.0/users/app@contoso.com/sendMail\nHTTP/1.1 404 Not Found\n{"error":{"code":"ErrorInvalidUser","message":"The requested user 'app@contoso.com' is invalid."}}`,
    ['config'],
  ],
  [
    'an application that names no more than its exception',
    'WARN c.a.backend.service.EmailService : Verification email failed: MailSendException',
    ['unknown'],
  ],
  [
    'Jakarta Mail without a message',
    'javax.mail.AuthenticationFailedException\n\tat javax.mail.Service.connect(Service.java:306)',
    ['auth'],
  ],
  ['Mailgun in Ruby', 'Failed to send the message: Mailgun::CommunicationError: 401 Unauthorized: Forbidden', ['auth']],
  [
    'Microsoft Graph: the mailbox of the sender',
    'POST https://graph.microsoft.com/v1.0/users/app@contoso.com/sendMail failed: {"error":{"code":"ErrorQuotaExceeded","message":"The mailbox has exceeded its quota."}}',
    ['config'],
  ],
])('%s', async (_, text, classes) => {
  expect(await classesOf(text)).toEqual(classes);
});

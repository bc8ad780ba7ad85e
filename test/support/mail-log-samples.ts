import type { SmtpObservations } from '../../src/modules/smtp-throttle/observations.ts';

/** A log as some program writes it, and what is in it. */
export interface Sample {
  readonly shape: string;
  readonly text: string;
  /** Failed attempts by class, and how many were sent. */
  readonly failed: SmtpObservations['failed'];
  readonly sent?: number;
  readonly client?: string;
  readonly first?: Partial<SmtpObservations['failures'][number]>;
}

const m365 =
  '4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=AM0PR04MB1234.eurprd04.prod.outlook.com]';
const throttled = { 'throttle-concurrency': 1 };

export const mailLogSamples: readonly Sample[] = [
  {
    shape: 'System.Net.Mail, which calls 432 a syntax error',
    text: `2026-03-02 08:30:09,123 [12] ERROR Mailer - could not send\nSystem.Net.Mail.SmtpException: Syntax error, command unrecognized. The server response was: ${m365}\n   at System.Net.Mail.DataStopCommand.CheckResponse(SmtpStatusCode statusCode, String serverResponse)\n   at System.Net.Mail.SmtpClient.Send(MailMessage message)\n`,
    failed: throttled,
    client: 'system-net-mail',
    first: { enhanced: '4.3.2', phase: 'data-end', line: 1, at: Date.UTC(2026, 2, 2, 8, 30, 9, 123) },
  },
  {
    shape: 'a .NET console logger without times',
    text: `fail: Shop.Mail.Sender[0]\n      Sending failed\n      MailKit.Net.Smtp.SmtpCommandException: ${m365}\n         at MailKit.Net.Smtp.SmtpClient.DataAsync(FormatOptions options)\ninfo: Shop.Mail.Sender[0]\n      Email sent to order@contoso.com\n`,
    failed: throttled,
    sent: 1,
    client: 'mailkit',
  },
  {
    shape: 'NLog with bars, and the inner exception printed twice',
    text: `2026-03-02 08:30:09.1234|ERROR|App.Mail|Failed to send mail 4711 to bob@fabrikam.com|MailKit.Net.Smtp.SmtpCommandException: ${m365}\n ---> MailKit.Net.Smtp.SmtpCommandException: ${m365}\n   --- End of inner exception stack trace ---\n`,
    failed: throttled,
    client: 'mailkit',
    first: { recipient: 'bob@fabrikam.com' },
  },
  {
    shape: 'Serilog with the time only',
    text: `[08:30:09 ERR] Mail to x@contoso.com failed\nSystem.Net.Mail.SmtpException: Service not available, closing transmission channel. The server response was: 4.4.2 Message submission rate for this client has exceeded the configured limit\n   at System.Net.Mail.MailCommand.CheckResponse(SmtpStatusCode statusCode, String response)\n`,
    failed: { 'throttle-rate': 1 },
    client: 'system-net-mail',
  },
  {
    shape: 'Spring and Angus Mail',
    text: `2026-03-02T08:30:09.123Z ERROR 1 --- [task-3] c.e.Mailer : send failed\norg.springframework.mail.MailSendException: Failed messages: org.eclipse.angus.mail.smtp.SMTPSendFailedException: 432 ${m365}\n; message exceptions (1) are:\nFailed message 1: org.eclipse.angus.mail.smtp.SMTPSendFailedException: 432 ${m365}\n\tat org.eclipse.angus.mail.smtp.SMTPTransport.issueSendCommand(SMTPTransport.java:2423)\n`,
    failed: throttled,
    client: 'javamail',
    first: { code: 432, enhanced: '4.3.2' },
  },
  {
    shape: 'JavaMail behind the Java Service Wrapper, its cause below a long stack',
    text: `jvm 1    | javax.mail.MessagingException: Could not connect to SMTP host: smtp.example.net, port: 587\n${'jvm 1    | \tat com.sun.mail.smtp.SMTPTransport.openServer(SMTPTransport.java:1961)\n'.repeat(20)}jvm 1    | Caused by: javax.net.ssl.SSLHandshakeException: No appropriate protocol\n`,
    failed: { tls: 1 },
    client: 'javamail',
  },
  {
    shape: 'the file of the Java Service Wrapper',
    text: 'INFO   | jvm 1    | 2026/03/02 08:30:09 | javax.mail.AuthenticationFailedException: 535 5.7.8 Error: authentication failed\nINFO   | jvm 1    | 2026/03/02 08:30:09 | \tat com.sun.mail.smtp.SMTPTransport.protocolConnect(SMTPTransport.java:685)\n',
    failed: { auth: 1 },
    client: 'javamail',
    first: { at: Date.UTC(2026, 2, 2, 8, 30, 9) },
  },
  {
    shape: 'System.Net.Mail, whose look-up of the name failed in other words',
    text: 'fail: Shop.Mail.Sender[0]\n      Mail send failed.\nSystem.Net.Mail.SmtpException: Failure sending mail. ---> System.Net.Internals.SocketExceptionFactory+ExtendedSocketException: Resource temporarily unavailable\n   at System.Net.Dns.InternalGetHostByName(String hostName)\n   at System.Net.Dns.ResolveCallback(Object context)\n',
    failed: { 'dns-routing': 1 },
    client: 'system-net-mail',
  },
  {
    shape: "Gmail's report as it is shown, its headline copied too",
    text: "Address not found\n\nYour message wasn't delivered to ann@contoso.com because the address couldn't be found, or is unable to receive mail.\n\nLEARN MORE\nThe response was:\n\n550 5.1.1 The email account that you tried to reach does not exist. https://support.google.com/mail/?p=NoSuchUser a1-20020a1sor123 - gsmtp\n",
    failed: { recipient: 1 },
  },
  {
    shape: "Roundcube's log of SMTP, by PEAR's Net_SMTP",
    text: '[02-Mar-2026 08:30:09 +0000]: <n6lkis24> Send: RCPT TO:<ann@contoso.com>\n[02-Mar-2026 08:30:09 +0000]: <n6lkis24> Recv: 550-Message rejected because [192.0.2.31]:10503 is blacklisted see Blocked -\n[02-Mar-2026 08:30:09 +0000]: <n6lkis24> Recv: 550 Too many failed logins\n',
    failed: { reputation: 1 },
  },
  {
    shape: "SendGrid's client, which shows the status and hides what the service said",
    text: 'ResponseError: Forbidden\n    at Request._callback (node_modules/@sendgrid/client/src/classes/client.js:124:25)\n    at processTicksAndRejections (internal/process/task_queues.js:84:21) {\n  code: 403,\n  response: { body: { errors: [Array] } }\n}\n',
    failed: { unknown: 1 },
    client: 'sendgrid',
  },
  {
    shape: 'a trace of Python whose beginning was cut off',
    text: '    backend.send_messages([message])\n  File "/app/django/core/mail/backends/smtp.py", line 136, in send_messages\n    sent = self._send(message)\nsmtplib.SMTPDataError: (450, b\'4.7.1 <END-OF-MESSAGE>: End-of-data rejected: Sorry, too many requests per time unit\')\n',
    failed: { 'throttle-rate': 1 },
    client: 'smtplib',
  },
  {
    shape: 'pm2 logs',
    text: `0|web    | Error: Message failed: 432 ${m365}\n0|web    |     at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:809:19) {\n0|web    |   code: 'EMESSAGE',\n0|web    |   responseCode: 432\n0|web    | }\n`,
    failed: throttled,
    client: 'nodemailer',
  },
  {
    shape: 'nodemailer with the dump of its error',
    text: `Error: Message failed: 432 ${m365}\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:809:19)\n    at SMTPConnection._actionStream {\n  code: 'EMESSAGE',\n  response: '432 ${m365}',\n  responseCode: 432,\n  command: 'DATA'\n}\n`,
    failed: throttled,
    client: 'nodemailer',
    first: { code: 432 },
  },
  {
    shape: 'a reply that wraps in the middle',
    text: `2026-03-02T08:30:12Z [Error] Failed to send email to Message failed: 432 4.3.2 \nConcurrent connections limit exceeded.\nVisit https://aka.ms/concurrent_sending\n2026-03-02T08:30:13Z [Information] Email sent to a@b.example\n`,
    failed: throttled,
    sent: 1,
    client: 'nodemailer',
  },
  {
    shape: 'pino with an error object',
    text: `{"level":50,"time":1772440209123,"pid":1,"hostname":"web-1","err":{"type":"Error","message":"Message failed: 432 4.3.2 Concurrent connections limit exceeded.","code":"EMESSAGE","response":"432 4.3.2 Concurrent connections limit exceeded.","responseCode":432,"command":"DATA"},"mailId":"m-17","to":"ann@contoso.com","msg":"mail failed"}\n{"level":30,"time":1772440210123,"hostname":"web-1","msg":"email sent","mailId":"m-18","to":"bo@contoso.com","durationMs":900}\n`,
    failed: throttled,
    sent: 1,
    client: 'nodemailer',
    first: { id: 'm-17', recipient: 'ann@contoso.com', at: 1772440209123, code: 432 },
  },
  {
    shape: 'winston through Docker',
    text: `{"log":"{\\"level\\":\\"error\\",\\"message\\":\\"send failed: Message failed: 432 4.3.2 Concurrent connections limit exceeded.\\",\\"timestamp\\":\\"2026-03-02T08:30:09Z\\"}\\n","stream":"stderr","time":"2026-03-02T08:30:09.5Z"}\n`,
    failed: throttled,
    client: 'nodemailer',
  },
  {
    shape: 'smtplib behind a traceback in a pod',
    text: `2026-03-02T08:30:09.1Z stderr F 2026-03-02 08:30:09,001 - mail - ERROR - sending failed\n2026-03-02T08:30:09.1Z stderr F Traceback (most recent call last):\n2026-03-02T08:30:09.1Z stderr F   File "/usr/lib/python3.11/smtplib.py", line 885, in sendmail\n2026-03-02T08:30:09.1Z stderr F     raise SMTPDataError(code, resp)\n2026-03-02T08:30:09.1Z stderr F smtplib.SMTPDataError: (432, b'4.3.2 Concurrent connections limit exceeded.')\n`,
    failed: throttled,
    client: 'smtplib',
    first: { code: 432, line: 1 },
  },
  {
    shape: 'recipients that smtplib lists',
    text: `smtplib.SMTPRecipientsRefused: {'nobody@contoso.com': (550, b'5.1.1 <nobody@contoso.com>: Recipient address rejected: User unknown in virtual mailbox table')}\n`,
    failed: { recipient: 1 },
    client: 'smtplib',
    first: { code: 550, permanence: 'permanent', retry: 'no' },
  },
  {
    shape: 'Symfony, where the first number is the expected one',
    text: `[2026-03-02T08:30:09.123456+01:00] app.ERROR: Expected response code "250" but got code "421", with message "421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit, closing transmission channel". {"exception":"[object] (Symfony\\\\Component\\\\Mailer\\\\Exception\\\\TransportException)"} []\n`,
    failed: throttled,
    client: 'symfony',
    first: { code: 421, provider: 'exchange', at: Date.UTC(2026, 2, 2, 7, 30, 9, 123) },
  },
  {
    shape: 'PHPMailer, which puts the codes behind the text',
    text: `Mailer Error: SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message SMTP code: 554 Additional SMTP info: 5.2.0\n`,
    failed: { auth: 1 },
    client: 'phpmailer',
    first: { code: 554, enhanced: '5.2.0', permanence: 'permanent' },
  },
  {
    shape: 'Ruby, with the class behind the message',
    text: `E, [2026-03-02T08:30:09.123 #12] ERROR -- : 454 Throttling failure: Maximum sending rate exceeded. (Net::SMTPServerBusy)\n`,
    failed: { 'throttle-rate': 1 },
    client: 'net-smtp',
    first: { provider: 'ses', code: 454 },
  },
  {
    shape: 'Oracle, and the tail of its stack',
    text: `ORA-29279: SMTP permanent error: 550 5.7.60 SMTP; Client does not have permissions to send as this sender\nORA-06512: at "SYS.UTL_SMTP", line 57\nORA-06512: at "APP.SEND_MAIL", line 12\n`,
    failed: { auth: 1 },
    client: 'oracle',
  },
  {
    shape: 'Oracle without rights to the network',
    text: `ORA-29278: SMTP transient error: 421 Service not available\nORA-24247: network access denied by access control list (ACL)\n`,
    failed: { config: 1 },
    client: 'oracle',
  },
  {
    shape: 'SQL Server Database Mail',
    text: `The mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account 1 (2026-03-02T08:30:09). Exception Message: Cannot send mails to mail server. (Mailbox unavailable. The server response was: 5.7.1 Unable to relay for bob@fabrikam.com). )\n`,
    failed: { config: 1 },
    client: 'database-mail',
  },
  {
    shape: 'Postfix: a warning and its status line are one attempt',
    text: `Mar  2 08:30:09 mx postfix/smtp[312]: 4XyZ1abcde: host smtp.office365.com[52.96.1.2] said: 432 ${m365} (in reply to end of DATA command)\nMar  2 08:30:09 mx postfix/smtp[312]: 4XyZ1abcde: to=<ann@contoso.com>, relay=smtp.office365.com[52.96.1.2]:587, delay=1.2, delays=0.1/0.1/0.5/0.5, dsn=4.3.2, status=deferred (host smtp.office365.com[52.96.1.2] said: 432 ${m365} (in reply to end of DATA command))\nMar  2 08:35:10 mx postfix/m365/smtp[312]: 4XyZ1abcde: to=<ann@contoso.com>, relay=smtp.office365.com[52.96.1.2]:587, delay=302, delays=300/0.1/0.5/1.4, dsn=2.0.0, status=sent (250 2.0.0 OK)\n`,
    failed: throttled,
    sent: 1,
    client: 'postfix',
    first: { code: 432, phase: 'data-end', id: '4XyZ1abcde', startedAt: Date.UTC(2026, 2, 2, 8, 30, 8) },
  },
  {
    shape: 'Postfix: a warning without the status line of its mail, beside that of another mail, in a short paste',
    text: `Mar  2 08:30:08 mx postfix/smtp[311]: 4XyZ1abcdg: to=<bob@contoso.com>, relay=mx.contoso.com[192.0.2.7]:25, delay=0.4, delays=0/0/0.1/0.3, dsn=2.0.0, status=sent (250 2.0.0 OK)\nMar  2 08:30:09 mx postfix/smtp[312]: 4XyZ1abcde: host smtp.office365.com[52.96.1.2] said: 432 ${m365} (in reply to end of DATA command)\nMar  2 08:30:10 mx postfix/smtp[311]: 4XyZ1abcdg: host mx2.contoso.com[192.0.2.8] said: 451 4.7.1 Greylisted (in reply to RCPT TO command)\n`,
    failed: throttled,
    sent: 1,
    client: 'postfix',
    first: { code: 432, phase: 'data-end', id: '4XyZ1abcde' },
  },
  {
    shape: 'Exim, old and new message ids',
    text: `2026-03-02 08:30:09 1abcDE-0000Fg-Hi == ann@contoso.com R=smarthost T=remote_smtp_smarthost defer (-46) H=smtp.office365.com [52.96.1.2]: SMTP error from remote mail server after end of data: 432 ${m365}\n2026-03-02 08:30:11 10HmbH-000000005vi-0000 => bob@contoso.com R=smarthost T=remote_smtp H=smtp.office365.com [52.96.1.2] C="250 2.0.0 OK" DT=0.512s\n2026-03-02 08:30:11 10HmbH-000000005vi-0000 Completed\n2026-03-02 08:30:12 1abcDE-0000Fh-Hi ** nobody@contoso.com R=smarthost T=remote_smtp H=smtp.office365.com [52.96.1.2]: SMTP error from remote mail server after RCPT TO:<nobody@contoso.com>: 550 5.1.10 RESOLVER.ADR.RecipientNotFound\n`,
    failed: { 'throttle-concurrency': 1, recipient: 1 },
    sent: 1,
    client: 'exim',
    first: { phase: 'data-end', recipient: 'ann@contoso.com' },
  },
  {
    shape: 'Exim: what a host said, without the line that says what became of the mail',
    text: `2026-03-02 08:30:09 1abcDE-0000Fg-Hi H=smtp.office365.com [52.96.1.2]: SMTP error from remote mail server after end of data: 432 ${m365}\n`,
    failed: throttled,
    client: 'exim',
    first: { phase: 'data-end', id: '1abcDE-0000Fg-Hi' },
  },
  {
    shape: 'a reply of two lines',
    text: 'Error: Invalid login: 534-5.7.9 Application-specific password required. For more information, go to\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor\n',
    failed: { auth: 1 },
    client: 'nodemailer',
  },
  {
    shape: 'Roundcube',
    text: 'SMTP Error (451): Failed to add recipient "ann@contoso.com" (4.7.1 Greylisted, please try again)\n',
    failed: { greylist: 1 },
    client: 'roundcube',
  },
  {
    shape: 'sendmail',
    text: `Mar  2 08:30:09 mx sm-mta[99]: 62286a0x012345: to=<ann@contoso.com>, delay=00:00:15, xdelay=00:00:02, mailer=esmtp, pri=120, relay=smtp.office365.com [52.96.1.2], dsn=4.3.2, stat=Deferred: 432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded\nMar  2 08:30:12 mx sm-mta[99]: 62286a0x012346: to=<bo@contoso.com>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, relay=x. [1.2.3.4], dsn=2.0.0, stat=Sent (OK)\n`,
    failed: throttled,
    sent: 1,
    client: 'sendmail',
    first: { startedAt: Date.UTC(2026, 2, 2, 8, 30, 7) },
  },
  {
    shape: 'journald as JSON around Postfix',
    text: `{"__REALTIME_TIMESTAMP":"1772440209000000","_HOSTNAME":"mx","SYSLOG_IDENTIFIER":"postfix/smtp","MESSAGE":"4XyZ1abcde: to=<a@gmail.com>, relay=gmail-smtp-in.l.google.com[1.2.3.4]:25, delay=1, delays=0/0/1/0, dsn=4.2.1, status=deferred (host gmail-smtp-in.l.google.com[1.2.3.4] said: 450-4.2.1 The user you are trying to contact is receiving mail too quickly. 450 4.2.1 Please resend later. gsmtp (in reply to RCPT TO command))"}\n`,
    failed: { 'throttle-recipient': 1 },
    client: 'postfix',
    first: { at: 1772440209000 },
  },
  {
    shape: 'a table with column names of its own, times day first',
    text: `LOG_ID;EMPFAENGER_EMAIL;SENT_DATE;STATUS;ERROR_MESSAGE\n1;a@contoso.com;26.07.2021 05:23:57;S;\n2;b@contoso.com;26.07.2021 05:23:58;F;"432 4.3.2 Concurrent connections\n limit exceeded."\n3;c@contoso.com;26.07.2021 05:23:58;F;550 5.1.1 User unknown\n`,
    failed: { 'throttle-concurrency': 1, recipient: 1 },
    sent: 1,
    first: { id: '2', at: Date.UTC(2021, 6, 26, 5, 23, 58), line: 3 },
  },
  {
    shape: 'a table in which 1 stands beside the errors',
    text: `id,created_at,state,last_error\n1,2026-03-02T08:30:09Z,0,NULL\n2,2026-03-02T08:30:09Z,1,4.3.2 Concurrent connections limit exceeded.\n`,
    failed: throttled,
    sent: 1,
  },
  {
    shape: 'psql output',
    text: ` id | status | sent_at             | error\n----+--------+---------------------+-------\n  1 | sent   | 2026-03-02 08:30:09 |\n  2 | failed | 2026-03-02 08:30:09 | 421 4.4.2 Connection dropped\n(2 rows)\n`,
    failed: { network: 1 },
    sent: 1,
  },
  {
    shape: 'an Exchange protocol log with interleaved sessions',
    text: `#Software: Microsoft Exchange Server\n#Log-type: SMTP Send Protocol Log\n#Date: 2026-03-02T08:30:00.000Z\n#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n2026-03-02T08:30:09.000Z,Out,08DA1,0,10.0.0.1:5000,52.96.1.2:587,+,,\n2026-03-02T08:30:09.050Z,Out,08DA2,0,10.0.0.1:5001,52.96.1.2:587,+,,\n2026-03-02T08:30:09.100Z,Out,08DA1,1,10.0.0.1:5000,52.96.1.2:587,<,"220 AM0PR.outlook.office365.com Microsoft ESMTP MAIL Service ready",\n2026-03-02T08:30:09.200Z,Out,08DA1,2,10.0.0.1:5000,52.96.1.2:587,>,MAIL FROM:<app@contoso.com> SIZE=100,\n2026-03-02T08:30:09.300Z,Out,08DA2,2,10.0.0.1:5001,52.96.1.2:587,>,MAIL FROM:<app@contoso.com> SIZE=100,\n2026-03-02T08:30:09.400Z,Out,08DA1,3,10.0.0.1:5000,52.96.1.2:587,>,BDAT 100 LAST,\n2026-03-02T08:30:09.450Z,Out,08DA2,3,10.0.0.1:5001,52.96.1.2:587,>,BDAT 100 LAST,\n2026-03-02T08:30:10.000Z,Out,08DA1,4,10.0.0.1:5000,52.96.1.2:587,<,"432 4.3.2 Concurrent connections limit exceeded. [Hostname=AM0PR.prod.outlook.com]",\n2026-03-02T08:30:10.100Z,Out,08DA2,4,10.0.0.1:5001,52.96.1.2:587,<,"250 2.6.0 <1@contoso.com> Queued mail for delivery",\n2026-03-02T08:30:10.200Z,Out,08DA1,5,10.0.0.1:5000,52.96.1.2:587,-,,Local\n`,
    failed: throttled,
    sent: 1,
    first: { code: 432, phase: 'data-end', startedAt: Date.UTC(2026, 2, 2, 8, 30, 9, 200), mailbox: 'app@contoso.com' },
  },
  {
    shape: 'a message trace of Exchange Online',
    text: `origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,network_message_id\n2026-03-02T08:30:09.0000000Z,app@contoso.com,ann@fabrikam.com##Receive; Deliver,Hello,1200,<1@contoso.com>,a1\n2026-03-02T08:30:10.0000000Z,app@contoso.com,"nobody@fabrikam.com##Receive, Fail",Hello,1200,<2@contoso.com>,a2\n`,
    failed: { unknown: 1 },
    sent: 1,
    first: { recipient: 'nobody@fabrikam.com', mailbox: 'app@contoso.com' },
  },
  {
    shape: 'a debug log that shows the dialogue and then the error',
    text: `[2026-03-02 08:30:09] DEBUG [a1] S: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.\n[2026-03-02 08:30:09] INFO  [a1] User "x@y.example" failed to authenticate\n[2026-03-02 08:30:09] ERROR Send Error: Invalid login: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.\n`,
    failed: { auth: 1 },
  },
  {
    shape: 'mixed formats in one pipe',
    text: `2026-03-02 08:30:09,001 ERROR mail - Message failed: 432 4.3.2 Concurrent connections limit exceeded.\nMar  2 08:30:10 mx postfix/smtp[1]: 4XyZ1abcdf: to=<a@b.example>, relay=x[1.2.3.4]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)\n{"level":"error","time":"2026-03-02T08:30:11Z","message":"450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted, see http://postgrey.example"}\n`,
    failed: { 'throttle-concurrency': 1, greylist: 1 },
    sent: 1,
  },
];

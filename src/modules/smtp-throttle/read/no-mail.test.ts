import { expect, test } from 'vitest';
import { replyRows } from '../replies/table.ts';
import { parseReply } from '../reply.ts';
import { readText } from '../testing/read-text.ts';
import { saysWrong } from './context.ts';

test.each([
  ['a library of that version', '2026-03-02 08:30:09 INFO using jackson 4.3.2 and mail-api 5.1.1'],
  ['an upgrade', 'Upgrade: exment 4.3.3 -> 4.4.0\nerror handling: debug@4.3.2 failed before'],
  ['an address', '2026-03-02 08:30:09 ERROR connection to 10.4.3.2 failed'],
  ['a section of a standard', 'see RFC 5321 section 4.3.2 for the error replies'],
  [
    'another protocol',
    '2026/03/02 08:30:09 http: TLS handshake error from 1.2.3.4: remote error: tls: unknown certificate',
  ],
  [
    'a mailbox that is polled',
    'SEVERE: failure occurred while polling for mail; nested exception is javax.mail.AuthenticationFailedException: failed to connect, no password specified?\n\tat org.springframework.integration.mail.MailReceivingMessageSource.receive(MailReceivingMessageSource.java:131)',
  ],
  [
    'a mailbox that is read',
    'javax.mail.AuthenticationFailedException: [AUTHENTICATIONFAILED] Invalid credentials\n\tat com.sun.mail.imap.IMAPStore.protocolConnect(IMAPStore.java:661)',
  ],
  [
    'constants of a program',
    'RETRYABLE_ERROR_TYPES = [Net::SMTPServerBusy, Net::SMTPAuthenticationError]\nRETRYABLE_ERROR_MATCH = /(Too many connections, try again later)|(Temporary authentication failure)/',
  ],
  ['what a test got', "  1) Mailer sends:\n+ '535 5.7.8 Authentication failed'\n- '250 OK'"],
  [
    'a package that is not fetched',
    '#12 41.22 npm warn deprecated nodemailer@4.7.0: old\n#12 44.91 npm error network request failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org',
  ],
  [
    'a test that makes a mailer fail',
    "describe('mailer', () => {\n  send.mockRejectedValue(new Error('Invalid login: 535 5.7.8 Authentication failed'));\n});",
  ],
  ['what a test wanted', "AssertionError: expected '535 5.7.8 Authentication failed' to equal '250 OK'"],
  ['a reply that was good, as Python prints it', "data: (250, b'2.0.0 Ok: queued as 3A408850C9')"],
  ['an example', 'A hard bounce is a permanent failure such as 550 5.1.1 user unknown; the address is dropped.'],
  ['advice', 'If you see "550 5.7.1", your message was blocked. Check SPF and DKIM.'],
  [
    'what an error means',
    '452 4.3.1 Insufficient system resources: This normally means that the server has not enough memory or disk.',
  ],
  [
    'a change of a program',
    '-\treturn fmt.Errorf("starttls failed: %s", err)\n+\treturn false, fmt.Errorf("require_tls: true, but %q does not advertise the STARTTLS extension", host)',
  ],
  ['fields of a program', '| `rejected` | An array of recipient addresses that the server rejected. |'],
  [
    'a login that a server refused a caller',
    'submission: authentication failed {"reason":"invalid credentials","src_ip":"198.51.100.7:4711","username":"bob"}',
  ],
  ['headings of a page', '#### ETLS\n\n### Authentication failed: 535'],
  ['a process of a unit', '   CGroup: /system.slice/k3s.service\n           └─473 "/usr/local/bin/k3s agent"'],
  ['a database', 'FATAL: sorry, too many connections already'],
  [
    'a cluster that does not come up',
    '[kubelet-check] Initial timeout of 40s passed.\n\nUnfortunately, an error has occurred:\ntimed out waiting for the condition\n',
  ],
  [
    'a health check of etcd',
    '$ etcdctl endpoint health\n127.0.0.1:2379 is unhealthy: failed to connect: connection refused',
  ],
  [
    'members of etcd as a table',
    '|         ENDPOINT         |        ID        | VERSION | DB SIZE | IS LEADER | ERRORS |\n| https://192.0.2.11:2379 | 8e9e05c52164694d | 3.5.9 | 25 MB | true | |\n',
  ],
  ['what curl was asked to write', '$ curl -so /dev/null -w %{http_code} http://192.0.2.3/\n503\n'],
  [
    'a DMARC report',
    '<?xml version="1.0"?><feedback><policy_published><domain>example.com</domain><p>reject</p></policy_published><record><row><policy_evaluated><disposition>reject</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row></record></feedback>',
  ],
  [
    'an FTP client',
    'Status: Connecting to 192.0.2.4:21...\nResponse: 421 Too many connections (8) from this IP\nError: Critical error: Could not connect to server',
  ],
  ['an FTP dialogue', '220 ProFTPD Server ready.\nUSER a\n421 Too many users connected, try again later'],
  [
    'a job about mails',
    '2026-03-05 02:00:05 ERROR JobRunner - Bulk mail job failed: java.sql.SQLException: Deadlock found',
  ],
  ['a header', 'Authentication-Results: mx.example.net; spf=fail smtp.mailfrom=example.com; dmarc=fail'],
  ['a debug line', '2026-03-05 10:11:12 DEBUG mailer - using SMTP authentication, read timeout 10000'],
  [
    'a database of mails',
    '2026-03-05 10:11:12 ERROR mail_queue: could not connect to server: Connection refused, port 5432',
  ],
  ['a web server', '192.0.2.7 - - [05/Mar/2026:10:11:12 +0000] "POST /api/mail/send HTTP/1.1" 550 12 "-" "curl/8"'],
  [
    'a time with the number of a port',
    '2026-03-01T00:00:25.086Z WARN  OrderJob retrying 12 after connection reset by peer',
  ],
  ['a minute with the number of a port', '2026-03-01 09:25 ERROR OrderJob connection reset by peer'],
  ['an API', '2026-03-05 10:11:12 ERROR crm: HTTP 429 Too Many Requests, contact email: ops@example.com'],
  ['a text message', '2026-03-05 10:11:12 ERROR SMS to +49170 failed: 421 Too many requests, rate limit exceeded'],
  [
    'a webhook whose path has the word',
    'level=error msg="webhook delivery failed" url=https://hooks.example.org/mail err="context deadline exceeded"',
  ],
  [
    'a topic whose name has the word',
    '2026-03-05 10:11:12 ERROR Failed to send message to emails-3: org.apache.kafka.common.errors.TimeoutException: Expiring 2 record(s)',
  ],
  [
    'a build that tells by mail',
    'ERROR: Timeout after 20 minutes\nERROR: script returned exit code 143\nSending e-mails to: dev@example.org\nFinished: FAILURE',
  ],
  ['records of DNS', '$ dig +short txt contoso.com\n"v=spf1 include:spf.protection.example ~all"\n"v=DMARC1; p=none"'],
  ['a list of checks', 'SPF record: present\nDKIM: selector mail\nPTR: mail.contoso.com\nzen.spamhaus.example: OK'],
  [
    'settings of Postfix',
    'smtpd_client_restrictions = reject_rbl_client zen.spamhaus.example,\n    check_policy_service unix:private/policyd-spf',
  ],
  ['what Exim was built with', 'Support for: crypteq GnuTLS DANE DKIM DNSSEC PRDR SOCKS SPF TCP_Fast_Open'],
  ['a limit that is told', 'Maximum message size: 25 MB\nSMTP authentication: enabled'],
  [
    'advice',
    'SSL/TLS handshake must use TLS 1.2.\nThe sending IP needs a reverse DNS name.\nMail without SPF is marked as spam.',
  ],
  [
    'a program in JavaScript',
    "const transporter = createTransport({\n  host: 'smtp.example.net',\n});\ntransporter.verify().catch((err) => console.error('SMTP connection failed', err));",
  ],
  [
    'a program in PHP',
    'try {\n    $mail->send();\n} catch (Exception $e) {\n    echo "Message could not be sent. Mailer Error: {$mail->ErrorInfo}";\n}',
  ],
  [
    'a program in Python',
    'def send(to):\n    try:\n        s.sendmail(FROM, [to], msg)\n    except smtplib.SMTPAuthenticationError as e:\n        log.error("authentication failed: %s", e)',
  ],
  ['a statement of SQL', "SELECT * FROM email_log WHERE status = 'F' AND error LIKE '%432 4.3.2 Concurrent%';"],
  [
    'a letter',
    'Return-Path: <news@fabrikam.com>\nMIME-Version: 1.0\nSubject: Your mailbox is almost full\nTo: ann@contoso.com\n\nYour mailbox has exceeded its quota.',
  ],
  [
    'the line of a file',
    "plugin/kubernetes: /etc/coredns/Corefile:25 - Error during parsing: unknown property 'upstream'",
  ],
  ['the line of a program', '2026-03-01 09:12:01 ERROR main.go:587: cannot reach the server: connection refused'],
  [
    'prose with the word that begins a mailbox',
    'from the start: there is a window open for race conditions, and 550 permission denied is what the test may say',
  ],
  ['a program that imports', 'from typing import List\nraise ReaderError("permission denied")'],
  ['prose with a number', 'The disks have\n512 byte sector sizes.\nThat is\n440 prefix matching, of all'],
  [
    'a log of npm',
    '421 silly packumentCache corgi:https://registry.example/once set size:5463 disposed:false\n530 http fetch GET 200 https://registry.example/get-proto 1488ms (cache updated)\n550 verbose stack Error: not found\n551 error code E404',
  ],
  ['a guess', 'Can someone look at the mail server? Maybe the IP is blocked or the certificate is expired.'],
  ['IMAP', 'imap: a NO [ALERT] Too many simultaneous connections. (Failure)'],
])('%s is no failed mail', async (_, text) => {
  expect((await readText(`${text}\n`)).failed).toEqual({});
});

test('what a row takes without a code says of itself that something is wrong', () => {
  const bare = replyRows
    .flatMap(({ samples }) => samples)
    .filter((sample) => !/^\W{0,3}[245][.\d]/.test(sample) && parseReply(sample).enhanced === undefined);
  expect(bare.filter((sample) => !saysWrong(sample))).toEqual([]);
});

test.each(['mx10:25', '192.0.2.10:25', '[2001:db8::1]:587', 'relay-2:25'])('%s is a host of mail', async (host) => {
  const text = `2026-03-01 09:12:01 ERROR Jobs could not connect to ${host}: connection reset by peer\n`;
  expect((await readText(text)).failed).toEqual({ network: 1 });
});

test.each([
  ['2026-03-02 08:30:09 INFO Email sent to ann@contoso.com\n2026-03-02 08:31:09 CRITICAL worker stopped'],
  [
    '2026-03-02 08:30:09 INFO Email sent to ann@contoso.com\n2026-03-02 08:31:09 INFO Email to bob@contoso.com could not be sent: zonk',
  ],
  [
    '{"level":30,"time":1772440209000,"msg":"Email sent to ann@contoso.com"}\n{"level":50,"time":1772440219000,"msg":"worker stopped"}',
  ],
  [
    '{"time":"2026-03-02T08:30:09Z","severity":"INFO","message":"Email sent to ann@contoso.com"}\n{"time":"2026-03-02T08:31:09Z","severity":"ALERT","message":"worker stopped"}',
  ],
])('an error beside a mail that was sent is shown: %s', async (text) => {
  const { sent, inputs } = await readText(`${text}\n`);
  expect(sent).toBe(1);
  expect(inputs[0]).toMatchObject({ understood: 1, firstNotUnderstood: { line: 2 } });
});

test('a status of HTTP is none of a mail for a word in its address', async () => {
  const asked =
    '2026-03-02 08:30:09 ERROR c.s.Client - POST https://api.example.com/v1/emails/templates failed: 503 Service Unavailable\n';
  expect((await readText(asked)).failed).toEqual({});
  const sent = asked.replace('api.example.com/v1/emails/templates', 'api.sendgrid.com/v3/mail/send');
  expect((await readText(sent)).failed).not.toEqual({});
});

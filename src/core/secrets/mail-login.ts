import type { SecretShape } from './shape.ts';

/** How mailers mark what the client says; the last of them mark much else too. */
const client = String.raw`(?:(?:C:|C>|CLIENT -> (?:SERVER|SMTP):|-{2}>|={1,2}>|>{2,3}|<{2,3}|~>|SMTP>>|SMTP ->|,>,|send:|sent:|Sent:|write:|[Cc]lient:|CLIENT:)\s{0,4}|(?:->|[><])\s{1,4}(?=[A-Za-z+/]{0,4000}[\d=]))`;
const command = String.raw`(?!(?:EHLO|HELO|LHLO|MAIL|RCPT|AUTH|DATA|RSET|QUIT|NOOP|VRFY|HELP|BDAT|STARTTLS)\b)`;
/** Not a word, a word like this in camel case, or a number of hexadecimal digits. */
const noWord = String.raw`(?!(?:[A-Za-z][a-z]{1,20})(?:[A-Z][a-z]{1,20}){0,8}\d{0,4}(?![A-Za-z0-9+/=])|(?:0x)?[0-9a-f]{1,400}(?![A-Za-z0-9+/=]))`;
const base64 = `(?:[A-Za-z0-9+/]{4}){1,2000}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)`;

/** Logins of SMTP, IMAP and POP3 as logs of mailers show them. */
export const mailLoginShapes: readonly SecretShape[] = [
  {
    id: 'smtp-auth',
    pattern:
      /\b(AUTH(?:ENTICATE)?\s{1,4}(?:PLAIN|LOGIN|XOAUTH2?|OAUTHBEARER|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI|EXTERNAL|SCRAM-[\w-]{1,20}|XYMCOOKIE)(?:\s{1,4}|[^\S\r\n]{1,4}[A-Za-z]{1,12}:[^\S\r\n]{1,4}))(?!AUTH|PLAIN|LOGIN|XOAUTH|CRAM|NTLM|OAUTH|GSSAPI|SCRAM|DIGEST|EXTERNAL|\[)(?![A-Za-z]{1,12}(?:[\s:]|$))[A-Za-z0-9+/]{4,8000}={0,2}(?=[\s"'\\,;)\]}<]|$)/gi,
    replacement: '$1[secret]',
    only: /auth/i,
    samples: [
      ['AUTH  plain AGJvYgBodW50ZXI=', 'AGJvYgBodW'],
      ['DEBUG SMTP: AUTH PLAIN trace: AGJvYgBodW50ZXI=', 'AGJvYgBodW'],
    ],
    not: [
      '250-AUTH PLAIN LOGIN',
      '250-AUTH LOGIN PLAIN XOAUTH2 CRAM-MD5',
      'AUTH LOGIN failed',
      'auth plain mechanism',
      'C: AUTH LOGIN\n2026-03-10T08:30:09Z ERROR',
    ],
    source: 'RFC 4954 §4, RFC 3501 §6.2.2',
  },
  {
    // The line that answers a prompt (334); what stands before the answer there stays
    id: 'sasl-answer-line',
    pattern:
      /(\b334[ -][^\r\n]{0,400}\r?\n(?:[^\r\n]{0,80}[\s<>:"'])?)(?!(?:235|334|5\d\d|4\d\d)\b)(?!\[secret\])[A-Za-z0-9+/]{4,8000}={0,2}(?=["'\\]{0,3}(?:[\r\n,<]|$))/g,
    replacement: '$1[secret]',
    only: /334/,
    samples: [
      ['334 UGFzc3dvcmQ6\nWnE3eENhbmFy', 'WnE3eENhbmFy'],
      ['S: 334 UGFzc3dvcmQ6\r\n<< WnE3eENhbmFyeQ==', 'WnE3eENhbmFy'],
    ],
    not: ['port 334\n235 ok'],
    source: 'RFC 4954 §4',
  },
  {
    // The server's prompts
    id: 'sasl-challenge',
    pattern: /\b(334[ -])[A-Za-z0-9+/]{4,8000}={0,2}/g,
    replacement: '$1[secret]',
    only: /334/,
    samples: [['S: 334 UGFzc3dvcmQ6', 'UGFzc3dvcmQ6']],
    not: ['port 334'],
    source: 'RFC 4954 §4',
  },
  {
    id: 'sasl-answer',
    pattern: new RegExp(
      String.raw`((?:^|[\s"'([>]|(?=,>,))${client}b?["']?)(?=[A-Za-z+/]{0,4000}(?:\d|[a-z][A-Z]|=))${command}${noWord}${base64}(?=["'\\\s,<]|$)`,
      'gm',
    ),
    replacement: '$1[secret]',
    samples: [
      ['CLIENT -> SERVER: aHVudGVyMjI=', 'aHVudGVyMjI'],
      ["send: 'aHVudGVyMjIy\\r\\n'", 'aHVudGVyMjIy'],
      ['--> aHVudGVyMjIy', 'aHVudGVy'],
      ['  SMTP>> aHVudGVyMjIy', 'aHVudGVy'],
      ['<<< aHVudGVyMjI=', 'aHVudGVy'],
      ['client: aHVudGVyMjI=', 'aHVudGVy'],
      ['08D,6,10.0.0.1:25,10.0.0.2:587,>,aHVudGVyMjI=,', 'aHVudGVy'],
    ],
    not: ['C: STARTTLS', '--> connecting', '>>> RCPT TO:<x>', '-> NodeReady', '==> FailedScheduling', '> 0x57899b8a'],
    source: 'what PHPMailer, smtplib, nodemailer, Exim and swaks print',
  },
  {
    // Dovecot: client in: AUTH 1 PLAIN service=smtp resp=…
    id: 'sasl-response-field',
    pattern: /(\bresp=)(?!\[)[A-Za-z0-9+/]{4,8000}={0,2}(?=[\s"',;)]|$)/g,
    replacement: '$1[secret]',
    samples: [['AUTH 1 PLAIN service=smtp resp=AGJvYgBodW50ZXI=', 'AGJvYgBo']],
    not: ['resp=[hidden]', 'resp=200 '],
    source: 'Dovecot authentication protocol',
  },
  {
    // What the server could not accept, as it came; the words of its own prompt (Password:, Username:) are none
    id: 'sasl-failed',
    pattern:
      /(authentication fail(?:ed|ure): )(?!UGFzc3dvcmQ6|VXNlcm5hbWU6|\[)(?=[A-Za-z+/]{0,400}(?:\d|[a-z][A-Z]|=))(?:[A-Za-z0-9+/]{4}){2,2000}(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?(?=[\s"',;]|$)/g,
    replacement: '$1[secret]',
    only: /authentication fail/,
    samples: [['535 5.7.8 Error: authentication failed: aHVudGVyMjI=', 'aHVudGVy']],
    not: ['SASL LOGIN authentication failed: UGFzc3dvcmQ6', 'authentication failed: generic failure'],
    source: 'Postfix smtpd_sasl_glue.c',
  },
  {
    // The same, whatever the word is, where the log marks what the client says
    id: 'marked-pass-command',
    pattern:
      /((?:^|[\s"'>])(?:C:|C>|-{2,3}>|>{1,3}|={1,2}>|send:|sent:|[Cc]lient:)\s{0,4}["']?(?:PASS |[\w.]{1,8} LOGIN "?[^\s"]{1,100}"? )"?)(?!tests?\b|\[)[^\s"]{3,200}/gm,
    replacement: '$1[secret]',
    only: /PASS |LOGIN /,
    samples: [
      ['C: PASS hunter', 'hunter'],
      ['---> PASS hunter', 'hunter'],
      ['C: A1 LOGIN bob "hunter"', 'hunter'],
    ],
    not: ['C: USER bob', 'S: PASS hunter'],
    source: 'RFC 1939 §7, RFC 959 §4.1.1, RFC 3501 §6.2.3',
  },
  {
    // PASS of POP3 and FTP, LOGIN of IMAP: the rest of a line that a client says
    id: 'pass-command',
    pattern:
      /((?:^|[\s"':>])(?:PASS |[\w.]{1,8} LOGIN "?[^\s"]{1,100}"? )"?)(?!tests?\b|\[)(?=[^\s]{0,200}[\dA-Z!$%^&*_+=~-])[^\s/":]{3,200}(?="?[ \t]{0,4}\r?$)/gm,
    replacement: '$1[secret]',
    only: /PASS |LOGIN /,
    samples: [
      ['C: PASS Hunter22', 'Hunter22'],
      ['a001 LOGIN bob hunter22', 'hunter22'],
    ],
    not: ['PASS src/a.test.ts', 'PASS: 12', 'AUTH LOGIN PLAIN'],
    source: 'RFC 1939 §7, RFC 959 §4.1.1, RFC 3501 §6.2.3',
  },
];

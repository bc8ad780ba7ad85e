import { defineCode } from '../../../core/code.ts';
import { countOf } from './reply-code.ts';
import { docs } from './sources.ts';

export const basicAuthEnding = defineCode<{ method: string; daysLeft: number }>({
  code: 'SMTP111',
  name: 'm365-basicauth-ending',
  role: 'remark',
  severity: 'info',
  summary: 'A program logs in to Microsoft 365 with user name and password, which ends by default.',
  title: (f) =>
    f.daysLeft > 0
      ? `${f.method} to Microsoft 365 stops working by default at the end of December 2026, in ${f.daysLeft} days.`
      : `${f.method} to Microsoft 365 is off by default since the end of December 2026.`,
  why: () =>
    'Existing tenants lose basic authentication for SMTP AUTH by default then; administrators can allow it again until its removal, to be announced in the second half of 2027.',
  next: () => ['Plan OAuth (XOAUTH2) or SMTP relay through a connector for this program.'],
  docs: [docs.basicAuth],
});

export const authLoop = defineCode<{ failures: number; seconds: number; mailbox?: string }>({
  code: 'SMTP127',
  name: 'auth-loop',
  severity: 'critical',
  summary: 'A program repeats a refused login.',
  title: (f) =>
    `${f.failures} logins${f.mailbox === undefined ? '' : ` of ${f.mailbox}`} were refused within ${f.seconds} s: a retry loop.`,
  why: () => 'Repeated refused logins lock the account and bring the continuous-error throttle on the mailbox.',
  next: () => ['Stop the program, and let it give up after a refused login (535, 534).'],
  docs: [docs.smtpAuth],
});

export const permanentRetried = defineCode<{ mails: number; codes: readonly string[] }>({
  code: 'SMTP142',
  name: 'perm-as-temp',
  role: 'remark',
  severity: 'warning',
  summary: 'Mails are retried that can never succeed, because their code begins with a 4.',
  title: (f) =>
    `${f.mails === 1 ? 'A mail is' : `${f.mails} mails are`} retried in vain: ${f.codes.join(', ')} here means something that must be fixed first.`,
  why: () => 'The first digit is not enough: some servers answer 4xx to what never clears by waiting.',
  next: () => ['Decide by the text of the reply, not by the first digit.'],
  docs: [docs.enhanced],
});

export const temporaryDropped = defineCode<{ mails: number; codes: readonly string[] }>({
  code: 'SMTP143',
  name: 'temp-as-perm',
  role: 'remark',
  severity: 'warning',
  summary: 'Mails are given up that would pass later, because their code begins with a 5.',
  title: (f) =>
    `${f.mails === 1 ? 'A mail was' : `${f.mails} mails were`} given up although waiting helps: ${f.codes.join(', ')} here is a quota.`,
  why: () => 'The first digit is not enough: quotas are refused with 5xx and clear as their window slides.',
  next: () => ['Send these again when the window has passed.'],
  docs: [docs.enhanced, docs.ndr],
});

export const libraryMislabel = defineCode<{ library: string; says: string; means: string }>({
  code: 'SMTP144',
  name: 'lib-mislabel',
  role: 'remark',
  severity: 'info',
  summary: 'The words of the client library hide what the server said.',
  title: (f) => `"${f.says}" are the words of ${f.library}, not of the server: the server said ${f.means}.`,
  why: () =>
    'The library has no name for reply code 432, or names it after RFC 4954, and so puts another text in front.',
  next: () => ['Search logs for the text of the server, and let the program log the whole reply.'],
  docs: [docs.netMail],
});

export const silentFailures = defineCode<{ missing: number; said: string }>({
  code: 'SMTP147',
  name: 'silent-failures',
  severity: 'critical',
  summary: 'Mails failed without an error in the log.',
  title: (f) => `${f.missing === 1 ? 'A mail' : `${f.missing} mails`} failed without an error in the log (${f.said}).`,
  why: () => 'The program swallows the exception, so that the server reply, which tells what to do, is lost.',
  next: () => ['Log the exception of each mail with its reply, and alert on failed mails.'],
  docs: [docs.rfc5321],
});

export const countMismatch = defineCode<{ inLog: number; inTable: number }>({
  code: 'SMTP148',
  name: 'count-mismatch',
  role: 'remark',
  severity: 'warning',
  summary: 'The log and the table of mails tell different numbers of failures.',
  title: (f) => `The log shows ${f.inLog} failed attempts, the table ${f.inTable}.`,
  why: () => 'A resend by the table would miss mails, or send some again that a later try delivered.',
  next: () => ['Reconcile both by id before resending.'],
  docs: [docs.rfc1047],
});

export const noTimestamps = defineCode<{ undated: number }>({
  code: 'SMTP149',
  name: 'no-timestamps',
  role: 'remark',
  severity: 'info',
  summary: 'The failures have no time, so nothing can be said about bursts.',
  title: (f) =>
    `${f.undated === 1 ? 'The failure has' : `All ${f.undated} failures have`} no time: bursts and limits per minute cannot be told.`,
  next: () => ['Give the whole log with its time stamps, or an export of the table of mails with the sending time.'],
  docs: [docs.submission],
});

export const noSuccesses = defineCode<{
  failures: number;
  candidates: readonly { form: string; lines: number }[];
}>({
  code: 'SMTP150',
  name: 'no-successes',
  role: 'remark',
  severity: 'info',
  summary: 'The input shows failures only, so the failure rate is unknown.',
  title: (f) =>
    `${f.failures === 1 ? 'One failure' : `${f.failures} failures`} and no success in this input: the rate is unknown.`,
  why: ({ candidates: [first] }) =>
    first === undefined
      ? ''
      : `The logger that told of failures also wrote ${first.lines === 1 ? 'a line that names' : `${first.lines} lines that name`} a recipient and no failure, "${first.form}": perhaps of mails that were sent. Only the program knows, so none is counted.`,
  next: () => [
    'Give the success lines too, or: SELECT status, COUNT(*) FROM email_log WHERE sent_date >= CURRENT_DATE GROUP BY status',
  ],
  docs: [docs.submission],
});

export const clockAmbiguous = defineCode<{ assumed: readonly string[]; known: readonly string[] }>({
  code: 'SMTP151',
  name: 'clock-ambiguous',
  role: 'remark',
  severity: 'info',
  summary: 'Inputs with and without a time zone are put together.',
  title: (f) => `${f.assumed.join(', ')} names no time zone, ${f.known.join(', ')} does: their order is a guess.`,
  next: () => ['Say in which zone the others were written: --tz Europe/Berlin'],
  docs: [docs.submission],
});

/** PHPMailer 6 and 7, `lang('data_not_accepted')`: the exception has these words, ErrorInfo the server's behind them. */
const phpmailerAlone = /SMTP Error: data not accepted\.?(?! ?SMTP)/i;

export const unknownReply = defineCode<{ failures: number; templates: readonly { template: string; count: number }[] }>(
  {
    code: 'SMTP153',
    name: 'unknown-reply',
    severity: 'info',
    summary: 'Mails failed for reasons that no rule knows.',
    title: (f) =>
      `${countOf(f.failures, null)} failed for a reason that no rule knows, in ${f.templates.length} ${f.templates.length === 1 ? 'form' : 'forms'}.`,
    next: (f) => [
      ...(f.templates.some(({ template }) => phpmailerAlone.test(template))
        ? ["PHPMailer's exception leaves out what the server said: log $mail->ErrorInfo, which has it and the code."]
        : []),
      ...f.templates.slice(0, 5).map(({ template, count }) => `${count} × ${template}`),
    ],
    docs: [docs.enhanced],
  },
);

export const credentialsInLog = defineCode<{ places: number }>({
  code: 'SMTP161',
  name: 'credentials-in-log',
  role: 'remark',
  severity: 'warning',
  summary: 'The log contains credentials in clear.',
  title: (f) => `The log shows login data in clear in ${f.places === 1 ? 'one place' : `${f.places} places`}.`,
  why: () => 'Protocol debug output contains user name and password in base64, which anybody can read.',
  next: () => ['Change the password, switch debug output off, and remove the log from where others read it.'],
  docs: [docs.smtpAuth],
});

export const inboundRefused = defineCode<{ failures: number; classes: Readonly<Record<string, number>> }>({
  code: 'SMTP162',
  name: 'inbound-refused',
  role: 'remark',
  severity: 'info',
  summary: 'The server that wrote the log refused mails of others.',
  title: (f) => `This server refused ${countOf(f.failures, null)} of others to hand it mail.`,
  why: (f) =>
    `By class: ${Object.entries(f.classes)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}. These are its own rules at work, not failures of mail sent from here.`,
  docs: [docs.rfc5321],
});

export const readingCodes = [
  basicAuthEnding,
  authLoop,
  permanentRetried,
  temporaryDropped,
  libraryMislabel,
  silentFailures,
  countMismatch,
  noTimestamps,
  noSuccesses,
  clockAmbiguous,
  unknownReply,
  credentialsInLog,
  inboundRefused,
];

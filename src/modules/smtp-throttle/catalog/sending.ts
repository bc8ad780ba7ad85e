import { defineCode } from '../../../core/code.ts';
import { countOf } from './reply-code.ts';
import { docs } from './sources.ts';

const was = (count: number): string => (count === 1 ? 'was' : 'were');
const mails = (count: number): string => `${count} ${count === 1 ? 'mail' : 'mails'}`;

export const sharedMailbox = defineCode<{
  hosts: readonly string[];
  /** Refusals at which this log had no more than three in flight; absent where none is sure. */
  unexplained?: number;
}>({
  code: 'SMTP102',
  name: 'm365-shared-mailbox',
  severity: 'warning',
  summary: 'Several programs or hosts send through the same Microsoft 365 mailbox.',
  title: ({ hosts, unexplained }) =>
    unexplained === undefined
      ? `${hosts.length} hosts or processes were refused on what may be one mailbox.`
      : `${unexplained} mails were refused with no more than 3 of this log in flight: somebody else uses the mailbox too.`,
  why: () => 'The limit of three counts all programs and devices that log in to the mailbox together.',
  next: () => ['Give each program a mailbox of its own, or cap each so that the caps add up to 3.'],
  docs: [docs.submission],
});

export const burst = defineCode<{
  from: string;
  to: string;
  failures: number;
  attempts: number;
  outside: { failures: number; attempts: number };
  pValue: number;
  bursts: number;
  /** Whether it is throttled mails that crowd; else they failed for network, name or server. */
  throttled: boolean;
}>({
  code: 'SMTP136',
  name: 'burst',
  severity: 'critical',
  summary: 'Failures crowd in a moment in which many mails are sent.',
  title: (f) =>
    `${countOf(f.failures, f.attempts)} ${f.from === f.to ? `at ${f.from}` : `between ${f.from} and ${f.to}`} ${f.throttled ? (f.failures === 1 ? 'was throttled' : 'were throttled') : 'failed for the network or the server'}, and ${f.outside.failures} of ${f.outside.attempts} outside${f.bursts > 1 ? ` (${f.bursts} such bursts)` : ''}.`,
  why: (f) =>
    `By chance so many failures would fall into that window with probability ${f.pValue < 0.0001 ? 'below 0.0001' : f.pValue.toFixed(4)} (Fisher's exact test, corrected for the windows that could have been picked).`,
  next: (f) =>
    f.throttled
      ? ['Spread the start of the batch, and cap the submissions in flight.']
      : ['Look at what else happened then: network, name service, the mail server.'],
  docs: [docs.submission],
});

export const periodicBurst = defineCode<{
  every: 'hour' | 'day';
  minute: number;
  bursts: number;
  of: number;
  at: string;
}>({
  code: 'SMTP137',
  name: 'periodic-burst',
  severity: 'warning',
  summary: 'Bursts of failures come at the same time of the hour or the day.',
  title: (f) => `${f.bursts} of ${f.of} bursts begin ${f.at}: a scheduled job.`,
  why: () => 'Jobs that start at the same moment compete for the same few submissions.',
  next: () => ['Let the jobs start at different minutes, or wait a random time first.'],
  docs: [docs.submission],
});

export const noRetry = defineCode<{
  safe: number;
  ambiguous: number;
  not: number;
  /** Whether retries would show: the mails have ids, successes are logged, and the log goes on for 15 minutes. */
  followed: boolean;
  /** Whether all failures were looked at; `--resend-list` makes it so. */
  complete: boolean;
}>({
  code: 'SMTP138',
  name: 'no-retry',
  role: 'remark',
  severity: 'critical',
  summary: 'Mails with a temporary refusal were not tried again.',
  title: (f) =>
    f.followed
      ? `${f.complete ? '' : 'At least '}${mails(f.safe)} that failed for a moment ${was(f.safe)} never tried again, and lost until somebody resends.`
      : `Nothing here shows that ${f.complete ? '' : 'at least '}${mails(f.safe)} that failed for a moment ${was(f.safe)} tried again.`,
  why: () =>
    'The server refused these mails or was never reached, and no later line shows them sent: one more try usually works.',
  next: (f) => [
    `Resend ${mails(f.safe)}: --resend-list FILE lists them.`,
    ...(f.ambiguous > 0 ? [`Leave out ${mails(f.ambiguous)} that may have arrived.`] : []),
    'Let the program retry temporary replies by itself.',
  ],
  docs: [docs.submission, docs.rfc5321],
});

export const retryStorm = defineCode<{ hasty: number; synchronized: number; followed: number }>({
  code: 'SMTP139',
  name: 'retry-storm',
  severity: 'warning',
  summary: 'Refused mails are tried again at once, or all in the same moment.',
  title: (f) =>
    f.hasty > 0
      ? `${f.hasty} of ${f.followed} refused mails were tried again within a second, and refused again.`
      : `${f.synchronized} of ${f.followed} refused mails were tried again in the same second, and refused again.`,
  why: () => 'A retry without a pause meets the limit that refused the first try, and takes a place from other mails.',
  next: () => ['Wait 2, 4, 8, 16, 32 s, each times a random number between 0 and 1 (full jitter).'],
  docs: [docs.submission],
});

export const wholeBatchRetry = defineCode<{ sentAgain: number }>({
  code: 'SMTP140',
  name: 'whole-batch-retry',
  severity: 'critical',
  summary: 'Mails that had been accepted were sent again.',
  title: (f) => `${mails(f.sentAgain)} that had been accepted went out again: recipients got them twice.`,
  why: () => 'A job that repeats the whole batch after one failure also repeats what had worked.',
  next: () => ['Record each mail as sent when it is accepted, and retry single mails, not the job.'],
  docs: [docs.rfc1047],
});

export const duplicateRisk = defineCode<{ ambiguous: number }>({
  code: 'SMTP141',
  name: 'duplicate-risk',
  severity: 'critical',
  summary: 'A connection broke after the message was sent: it may have been accepted.',
  title: (f) => `${mails(f.ambiguous)} may have arrived, although called failed here.`,
  why: () => 'The connection broke between the end of the message and the reply, so nobody knows who has the mail.',
  next: () => ['Ask the receiving side for the Message-ID (message trace) before sending again.'],
  docs: [docs.rfc1047],
});

export const capTooHigh = defineCode<{ setting: string; cap: number }>({
  code: 'SMTP145',
  name: 'default-cap-too-high',
  severity: 'warning',
  summary: 'A setting allows more submissions at once than Microsoft 365 takes.',
  title: (f) => `${f.setting} allows ${f.cap} submissions at once; a Microsoft 365 mailbox takes 3.`,
  why: () => "nodemailer's pool has 5 by default, Postfix starts with 5 and goes up to 20.",
  next: () => ['Set it to 3, or to 2 where other programs share the mailbox.'],
  docs: [docs.submission, docs.nodemailerPool, docs.postfixRate],
});

export const capOfFour = defineCode<{ setting: string }>({
  code: 'SMTP146',
  name: 'cap-of-4',
  severity: 'warning',
  summary: 'A cap of four is one more than Microsoft 365 takes.',
  title: (f) => `${f.setting} is one too many: a Microsoft 365 mailbox takes 3 submissions at once.`,
  why: () => 'Four in flight is exactly where the refusals begin.',
  next: () => ['Set it to 3, or to 2 where other programs share the mailbox.'],
  docs: [docs.submission],
});

export const alertBlind = defineCode<{ throttled: number; attempts: number | null }>({
  code: 'SMTP163',
  name: 'ratio-alert-blind',
  role: 'remark',
  severity: 'info',
  summary: 'So few mails are throttled that an alert on the failure ratio stays silent.',
  title: (f) =>
    f.attempts === null
      ? `An alert on the failure ratio would hardly notice ${countOf(f.throttled, null)}.`
      : `An alert on the failure ratio would hardly notice ${countOf(f.throttled, f.attempts)}.`,
  why: () => 'A handful of mails is lost at every batch and nobody hears of it; count throttled attempts instead.',
  next: () => ['Alert on any throttled attempt, and on any mail that is not accepted after 15 minutes.'],
  docs: [docs.submission],
});

export const fullWindow = defineCode<{
  /** Most attempts in 60 s, and most accepted mails in 24 h. */
  minute: number;
  day: number;
  /** ISO 8601 UTC: when the fullest 24 h have passed. */
  resumeAt?: string;
}>({
  code: 'SMTP164',
  name: 'm365-full-window',
  role: 'remark',
  severity: 'info',
  summary: 'More mails were sent than a Microsoft 365 mailbox takes in a minute or a day.',
  title: (f) =>
    f.resumeAt === undefined
      ? `${f.minute} mails were submitted within a minute; a Microsoft 365 mailbox takes 30, the rest waits.`
      : `${f.day} mails were accepted within 24 hours; a Microsoft 365 mailbox takes 10,000 recipients, the next from ${f.resumeAt}.`,
  why: () => 'The excess of a minute is delayed and carried over, as documented, and sometimes refused (4.4.2).',
  next: () => ['Pace at 25 a minute; above that, no cap on connections makes a batch faster.'],
  docs: [docs.submission],
});

export const sendingCodes = [
  sharedMailbox,
  burst,
  periodicBurst,
  noRetry,
  retryStorm,
  wholeBatchRetry,
  duplicateRisk,
  capTooHigh,
  capOfFour,
  alertBlind,
  fullWindow,
];

import { classify } from '../classify.ts';
import { parseReply, type Reply } from '../reply.ts';
import { type Attempt, defined, phaseIn } from './attempt.ts';
import { telling } from './words/telling.ts';
import { fingerprints, wrappers } from './wrappers.ts';

/** A record of an application log: its text, lines joined by line feeds. */
export interface AppRecord {
  readonly line: number;
  readonly text: string;
  readonly at?: number;
  readonly host?: string;
}

/** Whether a transcript shows the server's words and a later record may show them again. */
export interface AppReading {
  readonly attempt: Attempt;
  readonly transcript: boolean;
  /** Without a word of mail in it: counts only if nothing else in the input is better. */
  readonly weak?: true;
}

const smtpCodes =
  '(?:421|422|432|450|451|452|454|455|458|459|471|50[0-4]|510|511|512|513|515|521|523|530|534|535|538|541|542|55[0-6]|57[01])';
/** Words that make a text one about sending mail. */
export const mailWords =
  /smtp|e-?mails?\b|\bmails?\b|mailer|MAIL FROM|RCPT|EHLO|HELO|STOREDRV|recipient|mailbox|sendmail|nodemailer|Hostname=|gsmtp|\bDSN\b|\bESMTP\b|aka\.ms\/(?:concurrent|smtp)|MSExchange|\bses\b|Receive connector|Transcript of session/i;
/** Words of texts that are about something else than mail. */
export const otherTrade =
  /\bimap|\bpop3\b|https?:(?!\/\/)|\bhttp: |postgres|connection slots|mysql|mariadb|redis|mongo|kafka|rabbit|kube|\betcd|\bcni\b|containerd|\bk8s|apiserver|\bAPI server|\bldap|\bssh[d:]|nginx|apache|\bsql ?server|NO \[ALERT\]|dial tcp .{0,60}:(?:443|80|5432|3306|6379)\b|yarn|\bnpm\b/i;
const codeAndStatus = new RegExp(
  `(?<![\\d.:/#-])(?<reply>${smtpCodes}[ -]#?[245]\\.\\d{1,3}\\.\\d{1,3}\\b(?!\\.\\d).{0,2000})`,
  's',
);
/** `Slow query: 530 ms`, `read: 512 KB`: a number with its unit is no reply code. */
const unit = '(?:ms|msec|secs?|seconds|minutes|[KMGT]i?B|bytes|rows|items|records)\\b';
const codeFirst = new RegExp(
  `(?:^|[:>] ?|^.{0,40} - |^.{0,60}\\bcode:? )['"(]?(?<reply>${smtpCodes}[ -](?!${unit})(?=[A-Za-z<#*'"]).{0,2000})`,
  's',
);
const statusAlone =
  /(?:^|[:>({"'-] ?|\bresponse |\berror |\bwas )(?<reply>#?[45]\.\d{1,3}\.\d{1,3}(?![.\d\w-])(?: -)? ?['"“]?[A-Za-z<(#].{0,2000})/s;
const transcript =
  /(?:^|\s)(?:S: |<<< |SERVER -> CLIENT: ?|SMTP -> FROM SERVER: ?|\u2514\u2500{1,3} ?|\bIn: |\bOut: |← )(?<reply>[45]\d\d[ -].{0,800})/s;
const notFailing = /^[\s'"(]{0,4}[23]\d\d\b/;
/** Codes of Node and of sockets: `ECONNRESET`. */
const errorName = /\bE[A-Z]{4,14}\b/;
export const failing =
  /error|fail|exception|fatal|refus|reject|timed? ?-?out|unable|could ?n|cannot|can't|denied|not (?:be )?(?:sent|delivered)|exceeded|limit|bounced|unsuccessful|throttl|too many|did not|unknown|no such|does ?n.t exist|not (?:found|exist|accept)|\bfull\b|quota|blocked|disabled|expired|gr[ea]ylist|invalid|lost connection|no mailbox|no (?:mx|valid)\b|illegal|not listed|not a member/i;

/** Calls that look up names. */
export const nameLookup = /System\.Net\.Dns|InetAddress|getaddrinfo/;

/** Rules too vague for an error that names no code: `fromWords` takes them for none. */
export const vague: readonly string[] = ['none', 'policy', 'server-fault', 'not-accepting', 'enhanced-code'];

/** A log line has a word of failure in it; a text without a time may be just the words of a server. */
const mayFail = ({ at, text }: AppRecord): boolean => at === undefined || failing.test(text) || errorName.test(text);

/**
 * Reads a record; undefined where it tells of no failed mail. `client` is what earlier records showed,
 * `tells` what the record may tell of by its words.
 */
export function readFailure(record: AppRecord, client: string | undefined, tells: number): AppReading | undefined {
  const { text } = record;
  const answered = (tells & telling.reply) !== 0;
  const fails = (record.at === undefined || (tells & telling.failing) !== 0) && mayFail(record);
  if (!fails && !(answered && /\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(text))) return undefined;
  const reading = answered
    ? (fromTranscript(record, client) ?? fromWrapper(record, client) ?? fromCodes(record, client))
    : undefined;
  if (reading !== undefined || !fails || ((tells & telling.rule) === 0 && !hasCode(text))) return reading;
  return fromWords(record, client);
}

/** Behind a time no code stands first; PHPMailer writes its codes last. */
const hasCode = (text: string): boolean =>
  (!/^\[?\d{4}-\d\d-/.test(text) || text.includes('SMTP code: ')) && parseReply(words(text)).code !== undefined;

function fromTranscript(record: AppRecord, client: string | undefined): AppReading | undefined {
  const reply = transcript.exec(record.text)?.groups?.['reply'];
  if (reply === undefined) return undefined;
  return { attempt: attemptOf(record, parseReply(firstReply(reply)), client), transcript: true };
}

function fromWrapper(record: AppRecord, client: string | undefined): AppReading | undefined {
  for (const { client: wrapped, pattern, own } of wrappers) {
    const groups = pattern.exec(record.text)?.groups;
    const raw = groups?.['reply'];
    if (raw === undefined || notFailing.test(raw)) continue;
    const inner = own === true ? undefined : nested(raw);
    const code = groups?.['code'];
    const reply = parseReply(firstReply(code === undefined ? (inner ?? raw) : `${code} ${raw}`));
    const name = fingerprint(record.text) ?? (wrapped === 'other' ? client : wrapped);
    return { attempt: attemptOf(record, reply, name), transcript: false };
  }
  return undefined;
}

/** An Exchange that relays what another said, a library that wraps a library. */
function nested(raw: string): string | undefined {
  return /(?:responded with:? ?"|said: ?|server response was: ?)(?<inner>[245]\d\d[ -].{3,1000})/s.exec(raw)?.groups?.[
    'inner'
  ];
}

function fromCodes(record: AppRecord, client: string | undefined): AppReading | undefined {
  const { text } = record;
  const mailing = client !== undefined || mailWords.test(text);
  const strong = codeAndStatus.exec(text)?.groups?.['reply'];
  if (strong !== undefined && (mailing || !otherTrade.test(text))) {
    return { attempt: attemptOf(record, parseReply(firstReply(strong)), client), transcript: false };
  }
  const raw = codeFirst.exec(text)?.groups?.['reply'] ?? statusAlone.exec(text)?.groups?.['reply'];
  if (raw === undefined || (otherTrade.test(text) && !/smtp|e-?mail/i.test(text))) return undefined;
  const reply = parseReply(firstReply(raw));
  const { rule } = classify(reply);
  const known = rule !== 'reply-code' && !vague.includes(rule);
  const whole = text.trimStart().startsWith(raw.slice(0, 20)) && reply.code !== undefined;
  if (!mailing && !known && !whole) return undefined;
  return { attempt: attemptOf(record, reply, client), transcript: false };
}

/** No code at all: a library that cannot connect, a quota in words. */
function fromWords(record: AppRecord, client: string | undefined): AppReading | undefined {
  const { text } = record;
  if (/^\s*(?:DEBUG|TRACE|INFO)\b|\b(?:DEBUG|TRACE|INFO)\b.{0,40}$/m.test(text.split('\n', 1)[0] ?? ''))
    return undefined;
  const mailing = client !== undefined || mailWords.test(text) || fingerprint(text) !== undefined;
  if (otherTrade.test(text) && !/smtp/i.test(text)) return undefined;
  const reply: Reply = parseReply(nameLookup.test(text) ? `name service error: ${words(text)}` : words(text));
  const verdict = classify(reply);
  if (vague.includes(verdict.rule)) return undefined;
  const attempt = attemptOf(record, reply, client);
  if (mailing) return { attempt, transcript: false };
  // Someone pasted just the error: no time, no daemon's warning.
  return record.at === undefined && !/^warning: /.test(text) ? { attempt, transcript: false, weak: true } : undefined;
}

/** The part of a record that says what failed: without stack frames, at most 600 characters. */
const words = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s+(?:at |in )\S|^\s*File "|^\s*\.\.\. \d/.test(line))
    .join(' ')
    .slice(0, 600);

/** A reply ends where the stack trace, the next field or the library's own words begin. */
function firstReply(raw: string): string {
  const end = raw.search(
    /\n\s{0,12}(?:at |File "|in \/|#\d{1,3} |from \/|\.\.\. \d|--- End)|\sat [\w.$<>]{3,200}\(|['"]\)?,? ?(?:\n\s*)?(?:['"]?(?:responseCode|command|code|rejected|errno|stack)['"]?:)|\(in reply to |\n\s*(?:nested exception|Caused by|ORA-06512|com\.sun\.mail|javax\.mail|>>> |<<< |Original message|-----)|\);\s*nested/,
  );
  return (end === -1 ? raw : raw.slice(0, end)).slice(0, 1000);
}

const fingerprint = (text: string): string | undefined => fingerprints.find(([, pattern]) => pattern.test(text))?.[0];

function attemptOf(record: AppRecord, reply: Reply, client: string | undefined): Attempt {
  const { text } = record;
  return {
    outcome: 'failed',
    line: record.line,
    text: text.slice(0, 1000),
    reply,
    ...defined({
      at: record.at,
      host: record.host,
      client: fingerprint(text) ?? client,
      phase: phaseIn(text),
      ...mailFields(text),
    }),
  };
}

const recipientField =
  /(?:\bto|recipients?|rcpt|mailto|destination|for|address)['"]?\s?[:= ]\s?\[?['"<]{0,2}([^\s<>'",;:=[\]()]{1,64}@[A-Za-z0-9.-]{1,200})/i;
const idField =
  /(?:message-?id|mail_?id|email_?id|mailitem_?id|queue_?id|job_?id|notification_?id|\bmsgid|\bid)['"]?\s?[:=#]\s?['"<]{0,2}([\w.@+-]{1,120})/i;
const mailboxField =
  /(?:\bfrom|sender|auth_?user|username|user|account|mailbox)['"]?\s?[:= ]\s?['"<]{0,2}([^\s<>'",;:=[\]()]{1,64}@[A-Za-z0-9.-]{1,200})/i;
const durationField = /(?:duration|elapsed|took)(?:_?ms)?['"]?\s?[:= ]\s?['"]?(\d{1,7})\s?ms\b/i;

/** Ids and addresses that application logs put beside their text. */
export function mailFields(text: string): { id?: string; recipient?: string; mailbox?: string } {
  const head = text.slice(0, 2000);
  return defined({
    id: idField.exec(head)?.[1],
    recipient: recipientField.exec(head)?.[1],
    mailbox: mailboxField.exec(head)?.[1],
  });
}

/** Milliseconds that a record says its attempt took. */
export function durationIn(text: string): number | undefined {
  const ms = durationField.exec(text)?.[1];
  return ms === undefined ? undefined : Number(ms);
}

export const sentWords =
  /\b(?:e-?mails?|messages?|mails?|notifications?|newsletter|invoice|reminder|password reset)\b[^.;:!?]{0,80}\b(?:(?:was |were |has been |have been )?(?:successfully )?(?:sent|delivered|dispatched)|accepted for delivery)\b|\b(?:successfully )?(?:sent|delivered) (?:successfully )?(?:an? |the |one )?(?:\S{1,30} ){0,3}?(?:e-?mails?|messages?|mails?|notifications?) (?:to|for)\b|\bMessage sent: |\bqueued (?:as|mail for delivery)\b|\b250 2\.[0-9]\.\d{1,2} (?:OK|Ok|Message|Queued|\d{6,})|\bsent (?:ok|successfully) (?:to|in)\b|\bSent mail to \S{1,64}@/i;
const notSent =
  /\bnot (?:be |been )?(?:sent|delivered)|fail|error|exception|unable|could ?n|cannot|can't|won't|will be sent|to be sent|waiting|pending|\bqueu(?:ing|ed for)|retry|before sent|unsent|warn|would|if sent|sent_date|0 (?:e?mails?|messages?) sent|\bsent:? ?\d{1,6} ?(?:of|\/) ?\d/i;

/** A record that says that one mail was sent; undefined otherwise. */
export function readSuccess(record: AppRecord, client: string | undefined): Attempt | undefined {
  const { text } = record;
  const head = text.length > 600 ? text.slice(0, 600) : text;
  if (!sentWords.test(head) || notSent.test(head)) return undefined;
  const took = durationIn(head);
  return {
    outcome: 'sent',
    line: record.line,
    text: head,
    ...defined({
      at: record.at,
      host: record.host,
      client,
      startedAt: took === undefined || record.at === undefined ? undefined : record.at - took,
      ...mailFields(head),
    }),
  };
}

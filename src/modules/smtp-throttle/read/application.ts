import { headOf } from '../../../core/safe-text.ts';
import { supposes } from '../../../core/supposed.ts';
import { classify } from '../classify.ts';
import { vagueRows } from '../replies/table.ts';
import { oneLine, parseReply, type Reply } from '../reply.ts';
import { codeAndStatus, codeFirst, statusAlone, transcript } from './answers.ts';
import type { AppReading, AppRecord } from './app-record.ts';
import { type Attempt, defined, phaseIn } from './attempt.ts';
import { errorName, failing, mailBeside, mailWords, nameLookup, otherTrade, saysWrong, smtpWords } from './context.ts';
import { isQuiet } from './harmless.ts';
import { mailFields } from './mail-fields.ts';
import { tellsOfNone } from './none-sent.ts';
import { structured } from './structs.ts';
import { telling } from './words/telling.ts';
import { fingerprints, wrappers } from './wrappers.ts';

/** A library that says that it waited for another reply. */
const unexpected = /Expected response code|could not get 3xx/;
const notFailing = /^[\s'"(]{0,4}[23]\d\d\b/;
/** Whether what decided is too vague for an error that names no code: `fromWords` takes it for none. */
const isVague = (rule: string): boolean => rule === 'none' || rule === 'enhanced-code' || vagueRows.has(rule);

/** A log line has a word of failure in it; a text without a time may be just the words of a server. */
const mayFail = ({ at, text }: AppRecord): boolean => at === undefined || failing.test(text) || errorName.test(text);

/**
 * Reads a record; undefined where it tells of no failed mail. `client` is what earlier records showed,
 * `tells` what the record may tell of by its words.
 */
export function readFailure(record: AppRecord, client: string | undefined, tells: number): AppReading | undefined {
  const { text } = record;
  if (tellsOfNone(record)) return undefined;
  const answered = (tells & telling.reply) !== 0;
  const fails = (record.at === undefined || (tells & telling.failing) !== 0) && mayFail(record);
  if (!fails && !(answered && /\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(text))) return undefined;
  const reading = answered
    ? (fromTranscript(record, client) ??
      fromStruct(record, client) ??
      fromWrapper(record, client) ??
      fromCodes(record, client))
    : undefined;
  if (reading !== undefined || !fails) return reading;
  const known = (tells & telling.rule) !== 0 || hasCode(text) ? fromWords(record, client) : undefined;
  return known ?? fromUnsent(record, client);
}

/** Behind a time no code stands first; PHPMailer writes its codes last. */
const hasCode = (text: string): boolean =>
  (!/^\[?\d{4}-\d\d-/.test(text) || text.includes('SMTP code: ')) && parseReply(words(text)).code !== undefined;

function fromTranscript(record: AppRecord, client: string | undefined): AppReading | undefined {
  const reply = transcript.exec(record.text)?.groups?.['reply'];
  if (reply === undefined) return undefined;
  const more = reply[3] === '-' ? { goesOn: reply.slice(0, 3) } : {};
  return { attempt: attemptOf(record, parseReply(firstReply(reply)), client), transcript: true, ...more };
}

/** A value that a debugger's format printed. */
function fromStruct(record: AppRecord, client: string | undefined): AppReading | undefined {
  const found = structured(record.text);
  if (found === undefined) return undefined;
  const attempt = attemptOf(record, parseReply(found.reply), found.client ?? client);
  return { attempt, transcript: false };
}

function fromWrapper(record: AppRecord, client: string | undefined): AppReading | undefined {
  for (const wrapper of wrappers) {
    const groups = wrapper.pattern.exec(record.text)?.groups;
    const raw = groups?.['reply'];
    if (raw === undefined) continue;
    const told = toldBy(record, raw, groups?.['code'], wrapper.own);
    if (told === undefined) continue;
    const name = fingerprint(record.text) ?? (wrapper.client === 'other' ? client : wrapper.client);
    const reply = wrapper.own === true ? lookedUp(innerFirst(told, record.text), record.text) : told;
    const bare = wrapper.own === true && isBare(reply) ? { bare: true as const } : {};
    return { attempt: attemptOf(record, reply, name), transcript: false, ...bare };
  }
  return undefined;
}

/** Words of a library that say that it failed and no more. */
const isBare = (reply: Reply): boolean => {
  if (reply.code !== undefined || reply.enhanced !== undefined) return false;
  const { rule } = classify(reply);
  return rule === 'no-answer' || isVague(rule);
};

/** What a library told of: a failure, or a positive reply where it waited for another one. */
const toldBy = (record: AppRecord, raw: string, code: string | undefined, own: true | undefined): Reply | undefined =>
  notFailing.test(code ?? raw) ? outOfStep(record, raw) : wrappedReply(raw, code, own);

function wrappedReply(raw: string, code: string | undefined, own: true | undefined): Reply {
  const inner = own === true ? undefined : nested(raw);
  const reply = parseReply(firstReply(code === undefined ? (inner ?? raw) : `${code} ${raw}`));
  return own === true ? { ...reply, own } : reply;
}

/** A library that says no more than that it failed, in a call that looks up names. */
const lookedUp = (reply: Reply, text: string): Reply =>
  nameLookup.test(text) && isBare(reply) ? { ...reply, text: `name service error: ${reply.text}` } : reply;

/** ASP.NET's page of an error has what caused an exception before it: `[WebException: …] … [SmtpException: Failure sending mail.]`. */
function innerFirst(reply: Reply, text: string): Reply {
  const inner = /^\W{0,4}\[(?:Web|Socket|IO)Exception(?: \(0x[\da-f]{1,8}\))?: ([^\]]{5,300})\]/.exec(text)?.[1];
  return inner !== undefined && isBare(reply) ? { ...reply, text: inner } : reply;
}

/** A positive reply is no failure, unless the library says that it waited for another one. */
const outOfStep = ({ text }: AppRecord, raw: string): Reply | undefined =>
  unexpected.test(text) ? { text: `out of step: ${headOf(oneLine(raw), 200)}` } : undefined;

/** An Exchange that relays what another said, a library that wraps a library. */
function nested(raw: string): string | undefined {
  return /(?:responded with:? ?"|said: ?|server response was: ?)(?<inner>[245]\d\d[ -].{3,1000})/s.exec(raw)?.groups?.[
    'inner'
  ];
}

function fromCodes(record: AppRecord, client: string | undefined): AppReading | undefined {
  const { text } = record;
  if (client === undefined && isOfWeb(text)) return undefined;
  const mailing = client !== undefined || mailWords.test(text);
  const strong = codeAndStatus.exec(text)?.groups?.['reply'];
  if (strong !== undefined && (mailing || !otherTrade.test(text))) {
    return { attempt: attemptOf(record, parseReply(firstReply(strong)), client), transcript: false };
  }
  const raw = codeFirst.exec(text)?.groups?.['reply'] ?? statusAlone.exec(text)?.groups?.['reply'];
  if (raw === undefined || (otherTrade.test(text) && !mailBeside.test(text))) return undefined;
  const reply = parseReply(firstReply(raw));
  const { rule } = classify(reply);
  const known = rule !== 'reply-code' && !isVague(rule);
  // A number that begins a line of prose does no harm: `512 byte sectors`; what an unknown reply says does.
  const whole =
    text.trimStart().startsWith(raw.slice(0, 20)) &&
    reply.code !== undefined &&
    (!/^\d{3} [a-z]/.test(raw) || saysWrong(raw));
  if (!mailing && !known && !whole) return undefined;
  return { attempt: attemptOf(record, reply, client), transcript: false };
}

const url = /https?:\/\/[^\s"'<>)\]]{1,500}/g;
/** A status of HTTP behind the address it was asked for, of no mail but for a word in that address: mail has the same numbers. */
const isOfWeb = (text: string): boolean =>
  /https?:\/\/\S{1,500}.{0,80}\b[45]\d\d [A-Z]/.test(text) &&
  !/sendgrid|mailgun|postmark|sparkpost|mandrill|mailjet|brevo|sendinblue|resend\.com|amazonaws|sendMail/i.test(text) &&
  !/\b[245]\.\d{1,3}\.\d{1,3}\b/.test(text) &&
  !mailWords.test(text.replace(url, ' '));

/** A record says by its level that it is no complaint; a text without a time must say that something went wrong. */
const isNoComplaint = ({ text, at }: AppRecord): boolean =>
  isQuiet(text) || (at === undefined && (!saysWrong(text) || supposes(text)));

/** Programs that hand mails to a server and do nothing else: what they complain of is about a mail. */
const mailer = /^(?:[sme]|half)smtp$|^(?:nullmailer|dma|mailx?)(?:-\w{1,20})?$/i;

/**
 * No code at all: a library that cannot connect, a quota in words. Words alone are no failure of a mail: what any
 * program says of a network, a policy or a content needs a word of SMTP, or of a mail that was not sent, beside it.
 */
function fromWords(record: AppRecord, client: string | undefined): AppReading | undefined {
  const { text, at, program = '' } = record;
  if (isNoComplaint(record)) return undefined;
  const mailing = client !== undefined || mailWords.test(text) || fingerprint(text) !== undefined;
  if (otherTrade.test(text) && !smtpWords.test(text)) return undefined;
  const reply: Reply = parseReply(nameLookup.test(text) ? `name service error: ${words(text)}` : words(text));
  const { rule, provider } = classify(reply);
  if (isVague(rule)) return undefined;
  const attempt = attemptOf(record, reply, client);
  const spoken =
    mailer.test(program) || smtpWords.test(text) || fingerprint(text) !== undefined || unsent.test(text.slice(0, 600));
  // Where a library of mail writes the log, a record that failed to send speaks of a mail.
  const sending =
    client !== undefined && /\bsend(?:ing)? (?:error|fail)|\b(?:error|fail\w{0,4}) (?:to send|sending)\b/i.test(text);
  if (spoken || sending || (mailing && provider !== undefined)) return { attempt, transcript: false };
  // Someone pasted just the error: no time, no daemon's warning, and not the number alone, which HTTP has too.
  return at === undefined && !/^warning: |^\W{0,8}[45]\d\d\W{0,8}$/.test(text)
    ? { attempt, transcript: false, weak: true }
    : undefined;
}

/** `Failed to send email: …`, `Error sending password_reset email to …`, `could not be delivered`. */
const unsent =
  /\b(?:fail(?:ed|ure|s)?|error|unable|could ?n[o']t|cannot|can't|not able|exception)\b.{0,60}?\b(?:send(?:ing)?|sent|deliver(?:ed|ing|y)?)\b.{0,80}?(?:e-?mail|(?<![A-Za-z])mails?(?![A-Za-z])|mailbox|message to \S{1,64}@)|(?:e-?mail|(?<![A-Za-z])mail(?![A-Za-z])).{0,80}?\b(?:not (?:be )?(?:sent|delivered)|(?:sending|delivery) failed|failed to (?:send|be (?:sent|delivered)))\b|(?<![A-Za-z])mailer\b.{0,40}?\b(?:could ?n[o']t|cannot|unable to|failed to) (?:be )?(?:deliver|send)|\b(?:could ?n[o']t|cannot|unable to|failed to) send (?:the )?message:.{0,80}?smtp|\be-?mail failed: (?=\S{0,60}(?:Mail\w{0,20}Exception|SMTP))/i;

/** A record that says that a mail was not sent, for a reason that no row knows or that it does not say. */
function fromUnsent(record: AppRecord, client: string | undefined): AppReading | undefined {
  const head = record.text.slice(0, 600);
  const m = unsent.exec(head);
  if (m === null || isQuiet(record.text) || (otherTrade.test(head) && !mailBeside.test(head))) return undefined;
  const reason = /^[^:\n]{0,120}?: ?(\S.{0,400})/s.exec(head.slice(m.index + m[0].length))?.[1] ?? '';
  const text = oneLine(reason === '' ? head.slice(m.index, m.index + 200) : reason);
  return { attempt: attemptOf(record, { text, own: true }, client), transcript: false, bare: true };
}

/** A line of the dialogue that is no failure: a greeting tells of spam and of limits that nobody met. */
const isPositive = (line: string): boolean =>
  /(?:FROM SERVER|-> CLIENT|RECEIVED|[Rr]eply|Read|Recv|RECV|^\s*S|^\s*<{1,3}|^\s*\S{1,40} <<):? ?b?["']?[23]\d\d[ -]/.test(
    line,
  );

/** The part of a record that says what failed: without stack frames and what a server granted, at most 600 characters. */
const words = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s+(?:at |in )\S|^\s*File "|^\s*\.\.\. \d/.test(line) && !isPositive(line))
    .join(' ')
    .slice(0, 600);

/** A reply ends where the stack trace, the next field or the library's own words begin. */
function firstReply(raw: string): string {
  const end = raw.search(
    /\n\s{0,12}(?:at |File "|in \/|#\d{1,3} |from \/|\.\.\. \d|--- End)|\sat [\w.$<>]{3,200}\(|['"]\)?,? ?(?:\n\s*)?(?:['"]?(?:responseCode|command|code|rejected|errno|stack)['"]?:)|\(in reply to |\n\s*(?:nested exception|Caused by|ORA-06512|com\.sun\.mail|javax\.mail|>>> |<<< |Original message|-----)|\);\s*nested/,
  );
  return headOf(end === -1 ? raw : raw.slice(0, end), 1000);
}

const fingerprint = (text: string): string | undefined => fingerprints.find(([, pattern]) => pattern.test(text))?.[0];

function attemptOf(record: AppRecord, reply: Reply, client: string | undefined): Attempt {
  const { text } = record;
  return {
    outcome: 'failed',
    line: record.line,
    text: headOf(text, 1000),
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

import { headOf } from '../../../core/safe-text.ts';
import { parseReply, type Reply } from '../reply.ts';
import { type Attempt, defined, phaseIn } from './attempt.ts';
import { type Clock, findTime } from './record-time.ts';

/** `From MAILER-DAEMON  Mon Mar  2 08:30:09 2026`: a mail of a mailbox begins (RFC 4155); other texts have the word, too. */
const separator = /^From \S{1,320} {1,3}[A-Z].{2,30} \d\d:\d\d/;
/** First lines of non-delivery reports and of mails that carry one. */
const opening =
  /^(?:Return-Path:|Received: |Delivered-To:|X-Original-To:|Reporting-MTA:|Final-Recipient:|Original-Recipient:|Arrival-Date:|MIME-Version: |Message-ID: |Subject: )|^This (?:is the (?:mail system|Postfix program|MAILER-DAEMON)|message was created automatically)|^Delivery has failed to these recipients|^Your message (?:to |couldn't|wasn't|did not)|^The original message was received at|^\s*\*\* (?:Address not found|Message (?:blocked|not delivered)|Delivery incomplete)|^Hi\. This is the|^I'm (?:sorry|afraid)|^Diagnosti\w{1,20} .{0,40}(?:administrators|beheerders|administrateurs|Administratoren)|^Transcript of session follows|^Status code: [45]\d\d [45]\.\d{1,3}\.\d|^\s{2,6}-{3,10} (?:The following addresses|Transcript of session)|^Sorry, we were unable to deliver|^Uw bericht|^Ihre Nachricht|^Votre message|^A message that you (?:sent|have sent) could not/i;

/** Whether a text that begins with this line is a mail or a non-delivery report. */
export const opensBounce = (line: string): boolean => opening.test(line) || separator.test(line);

/** Whether a line is no more of a bounce: it begins a log record or the next mail of a mailbox. */
export const endsBounce = (line: string): boolean =>
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\[\d{4}-\d\d-\d\d/.test(line) || separator.test(line);

/** A bounce is at most this long; what follows is the returned mail. */
export const maxBounceLength = 256 * 1024;

/** Where the returned mail begins: nothing behind is about the failure. */
const returned =
  /\n(?:-{3,10} ?(?:Below this line is a copy|This is a copy|Original message|The header of the original|Undelivered message|Forwarded message)|Content-Type: (?:message\/rfc822|text\/rfc822-headers)|-{3,10} Forwarded|Reporting-MTA: (?=[\s\S]{0,40}$)| {2,6}-{3,8} (?:Original message|Message header|Unsent message))/i;

/** A mail from a daemon, about a delivery, with the fields or the words of a report (RFC 3464, RFC 3834). */
const report =
  /^Return-Path: ?<>|^(?:Final|Original)-Recipient:|^Diagnostic-Code:|^X-Failed-Recipients:|multipart\/report|^Auto-Submitted: *auto-|mailer-?daemon|postmaster|^(?:From|Sender|Subject):.{0,200}(?:deliver|undeliv|unzustell|zustell|return|fail|bounce|bericht|remis|entreg|notif|status|error|\?(?:B|Q)\?)|(?:could|can) ?not be delivered|(?:was|were|been) (?:not |un)(?:able|delivered)|\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d|\b[45]\d\d \S/im;
/** A letter like any other, whatever it says of quotas and passwords. */
const isLetter = (text: string): boolean => /^(?:Subject|From): /im.test(text) && !report.test(text);

/** Reads the failures of a non-delivery report: one attempt a recipient. */
export function readBounce(text: string, line: number, clock: Clock): readonly Attempt[] {
  const plain = decoded(text);
  if (isLetter(plain)) return [];
  const cut = plain.search(returned);
  const body = cut > 200 && !/\nDiagnostic-Code:/i.test(plain.slice(cut)) ? plain.slice(0, cut) : plain;
  const at = timeOf(body, clock);
  const found = fromFields(body) ?? fromText(body);
  const pasted = text.split('\n');
  return found.map(({ reply, recipient, context }) => ({
    outcome: 'failed',
    line: line + offsetOf(pasted, reply, recipient),
    client: 'bounce',
    reply,
    text: headOf(context, 1000),
    ...defined({ at, recipient, phase: phaseIn(context) }),
  }));
}

/**
 * How many lines into a report the words of the server stand: those behind the address that it names, where it names
 * several. 0 where they are in no line as they are, as in base64.
 */
function offsetOf(lines: readonly string[], { code: digits, enhanced, text }: Reply, recipient?: string): number {
  const named = recipient === undefined ? -1 : lines.findIndex((line) => line.includes(recipient));
  const codes = [digits, enhanced].filter((part) => part !== undefined).join(' ');
  const words = text.split(' ').slice(0, 2).join(' ');
  for (const sought of [`${codes} ${words}`.trim(), codes, words, enhanced ?? '', text.split(' ')[0] ?? '']) {
    if (sought.length < 3) continue;
    const holds = (line: string) => line.includes(sought);
    const behind = lines.slice(Math.max(named, 0)).findIndex(holds);
    if (behind !== -1) return Math.max(named, 0) + behind;
    const anywhere = lines.findIndex(holds);
    if (anywhere !== -1) return anywhere;
  }
  return 0;
}

interface Found {
  readonly reply: Reply;
  readonly recipient?: string | undefined;
  readonly context: string;
}

/** `Final-Recipient`, `Status`, `Diagnostic-Code` of RFC 3464, one group a recipient. */
function fromFields(body: string): readonly Found[] | undefined {
  const groups = body.split(/\n\s*\n/).filter((group) => /^(?:Final|Original)-Recipient:/im.test(group));
  const found = groups.flatMap((group) => fromGroup(group, body) ?? []);
  return found.length === 0 ? undefined : found;
}

function fromGroup(group: string, body: string): Found | undefined {
  const context = group.replace(/\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(context)?.[1]?.trim() ?? '';
  if (/^(?:delivered|relayed|expanded)/i.test(field('Action'))) return undefined;
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(field('Status'))?.[0];
  const diagnostic = field('Diagnostic-Code').replace(/^(?:smtp|x-[\w-]{1,40}|dns|unix|lmtp|X\.\d)\s*;\s*/i, '');
  const recipient = field('Final-Recipient')
    .replace(/^\s*(?:rfc822|utf-8|lotus|x-\S+)\s*;\s*/i, '')
    .replace(/^<|>$/g, '');
  const told = diagnostic === '' ? undefined : inner(diagnostic);
  const reply = told === undefined || vague(told) ? (fromText(body)[0]?.reply ?? told) : told;
  if (reply === undefined)
    return status === undefined ? undefined : { reply: { enhanced: status, text: '' }, recipient, context };
  const coded = status === undefined || reply.enhanced !== undefined ? reply : { ...reply, enhanced: status };
  return { reply: coded, recipient, context };
}

/** Says nothing of its own: the human part of the report may. */
const vague = (reply: Reply): boolean =>
  /^(?:\d{1,3}\.\d\.\d)?\W{0,6}(?:failed|failure|unknown|undeliverable|delivery error|permanent (?:fatal )?errors?|error)?\W{0,6}$/i.test(
    reply.text,
  );

/** The server's own words inside what an agent wrote about them. */
function inner(text: string): Reply {
  const one = text.replace(/\s+/g, ' ');
  for (const pattern of quotes) {
    const reply = pattern.exec(one)?.groups?.['reply'];
    if (reply !== undefined) return parseReply(reply.slice(0, 1000));
  }
  return parseReply(one.slice(0, 1000));
}

const code = '(?:#{0,2}\\s?(?:smtp; ?)?[45]\\d\\d[ :#-]|#?[45]\\.\\d{1,3}\\.\\d{1,3}[ ,;])';
/** How agents quote a server; on one line. */
const quotes: readonly RegExp[] = [
  /(?:Remote|Remove) [Ss]erver (?:returned|said):? ?['"<](?<reply>.{3,1000}?)(?:'(?: |$)|"$|$)/,
  /(?:host|server) \S{1,255}(?: \[[\d.:a-fA-F]{1,45}\])? (?:said|refused to talk to me): (?<reply>.{3,1000}?)(?: \(in reply to|$)/,
  /(?:SMTP|LMTP) error (?:from remote (?:mail )?server )?(?:after|for) .{1,300}?: (?:host \S{1,255} \[[\d.:a-f]{1,45}\]: ?)?(?<reply>\S.{2,1000})/,
  new RegExp(
    `(?:response from the remote server was|error that the other server returned was|remote server (?:responded|replied)(?: with)?|Remote host said|Reported error|responded with failure|following error message): ?\\[?(?<reply>${code}.{2,1000})`,
    'i',
  ),
  /Remote host said: (?<reply>.{3,600})/i,
  /did not like our (?:RCPT TO|final DATA|MAIL FROM|DATA|EHLO|HELO): ?(?<reply>.{3,1000})/i,
  /\d\.\d\.\d - .{1,80} '(?<reply>[^']{3,600})' \(delivery attempts/,
  /failed after I sent the message\. ?Remote host said: (?<reply>.{3,600})/i,
  /(?:reason|Reason): ?(?<reply>[45]\d\d[ -].{3,600}?)\)/,
];
/** Lines that are an answer of a server, or say in words what failed. */
const answers: readonly RegExp[] = [
  /<<< ?(?<reply>[45]\d\d[ -][^\n]{3,600}(?:\n<<< ?[45]\d\d[ -][^\n]{0,600}){0,12})/,
  new RegExp(`(?:^|\\n)[ \\t]{0,12}['"]?(?<reply>${code}[^\\n]{3,800}(?:\\n[ \\t]{2,12}[^\\n]{1,400}){0,6})`),
  /\bOut: (?<reply>[45]\d\d .{3,400}(?:\n {5,}[^\n]{1,200}){0,4})/,
  /'(?<reply>[45]\d\d [45]\.\d{1,3}\.\d{1,3} [^']{3,800})'/,
  /(?:^|\s)(?<reply>[45]\d\d [#(]?[45]\.\d{1,3}\.\d{1,3}[ ,;)][^\n]{3,600})/,
  /(?:^|\s)(?<reply>[45]\d\d (?=[A-Za-z<])[^\n]{3,600})/,
];

function fromText(body: string): readonly Found[] {
  const content = /^[\w-]{1,60}:\s/.test(body) ? body.slice(Math.max(body.search(/\n\s*\n/), 0)) : body;
  const one = content.replace(/\s+/g, ' ');
  for (const pattern of quotes) {
    const match = pattern.exec(one);
    const reply = match?.groups?.['reply'];
    if (reply !== undefined)
      return [{ reply: parseReply(reply), recipient: recipientIn(one), context: match?.[0] ?? '' }];
  }
  for (const pattern of answers) {
    const match = pattern.exec(content);
    const reply = match?.groups?.['reply'];
    if (reply !== undefined)
      return [
        { reply: parseReply(reply.replace(/\n<<< ?/g, ' ')), recipient: recipientIn(one), context: match?.[0] ?? '' },
      ];
  }
  return fromWords(content, one);
}

const boilerplate =
  /^(?:This is the mail system|I'm (?:sorry|afraid)|be delivered to one|For further assistance|If you do so|delete your own|The mail system|This message was created|A message that you sent|recipients\.|Hi\. This is|This is a permanent error|Content-|--|MIME-|X-|Received:|Date:|From:|To:|Subject:|Message-I)/i;

/** No answer of a server anywhere: the words of the agent itself. */
function fromWords(content: string, one: string): readonly Found[] {
  const lines = content.split('\n').filter((line) => line.trim() !== '' && !boilerplate.test(line.trim()));
  const text = headOf(lines.join(' ').replace(/\s+/g, ' ').trim(), 600);
  if (text === '') return [];
  return [{ reply: parseReply(text), recipient: recipientIn(one), context: text }];
}

const recipientIn = (one: string): string | undefined =>
  /(?:^|\s)<?([^\s<>"'(),;:]{1,64}@[A-Za-z0-9.-]{1,200})>?(?:: (?:host|User|mail|Recipient|connect)|<mailto)/.exec(
    one,
  )?.[1];

function timeOf(body: string, clock: Clock): number | undefined {
  const stated = /^(?:Last-Attempt-Date|Arrival-Date|Date):\s*(.{10,60})$/im.exec(body)?.[1];
  return stated === undefined ? undefined : findTime(stated, clock)?.at;
}

/** Quoted-printable is undone as far as it hides text: soft line breaks and escapes of ASCII. */
function decoded(text: string): string {
  if (!/Content-Transfer-Encoding:\s*quoted-printable/i.test(text)) return base64Parts(text);
  return text
    .replace(/=\n/g, '')
    .replace(/=([2-7][0-9A-F])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Text parts in base64, decoded in place. */
function base64Parts(text: string): string {
  return text.replace(
    /(Content-Transfer-Encoding:\s*base64[^\n]*\n(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*\n)((?:[A-Za-z0-9+/=]{1,100}\n){1,400})/gi,
    (_, headers: string, data: string) => `${headers}${Buffer.from(data, 'base64').toString('utf8')}\n`,
  );
}

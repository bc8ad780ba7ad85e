import { parseReply } from '../reply.ts';
import { type AgentLine, defined, phaseIn } from './attempt.ts';
import { troubleWords } from './beside.ts';
import type { InnerLine } from './container.ts';
import { type Clock, findTime } from './record-time.ts';

const noise: AgentLine = { kind: 'noise' };
/** A line of the agent that is no delivery: it complains, or tells what is being done. */
const remark = (complains: boolean): AgentLine => (complains ? { kind: 'unknown' } : noise);

/** Exim's main log: a time, perhaps a process id, a message id of the old or the new form, a flag; a delivery alone may be pasted without its time. */
const exim =
  /^(?:\[\d{1,8}\] )?(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?(?: [+-]\d{4})?) |(?=\S{16,25} (?:==|\*\*|=>|->) ))(?:\[\d{1,8}\] )?([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) (=>|->|==|\*\*|<=|>>|\*>|Completed|SMTP|\S+) ?(.*)$/s;

/** `H=host [address]: SMTP error …`: one host of several; the line with == or ** says what became of the mail. */
const hostFailed =
  /^(?:H=\S{1,255} \[[\d.:a-fA-F]{1,45}\](?::\d{1,5})?:? )?(?:SMTP error from remote |(?:Connection (?:refused|timed out|reset)|No route to host|Network is unreachable|Remote host closed connection)\b)/;
/** What came in, what was refused there, what goes on with a mail. */
const eximQuiet =
  /^(?:<=|\*>|Completed$|DKIM: (?:d=|signature)|(?:Unfrozen|SMTP connection|no immediate delivery|retry time not reached|removed by|cancelled by|PRDR)|(?:H=|U=|F=|host_lookup).{0,1000}?(?:rejected|deferred|sender verify))/;

/** A frozen mail could be neither delivered nor returned, and lies there. */
const eximTroubles = (text: string): boolean =>
  /^(?:Message is frozen|Frozen)\b/.test(text) || (!eximQuiet.test(text) && troubleWords.test(text));

const logTime = String.raw`^(?:\[\d{1,8}\] )?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S{0,4} (?:[+-]\d{4} )?(?:\[\d{1,8}\] )?`;
/** A caller whom Exim refused, at login or at a command (src/smtp_in.c): of no mail that somebody sends from here. */
const ofCaller = new RegExp(
  `${logTime}(?:[\\w-]{1,80} authenticator failed for .{0,400}?\\[|H=.{1,600}? (?:rejected|refused|deferred) (?:RCPT|MAIL|EHLO|HELO|AUTH|STARTTLS|VRFY|EXPN|ETRN|DATA|PRDR|after|during|connection)\\b)`,
);
/** What Exim itself could not do for a caller. */
const notDone =
  /: 4\d\d Unable to authenticate|failed to expand|gave DEFER|acl condition: |unable to |cannot open|Permission denied/;

/** Reads a line of Exim's main log; undefined where it is none. */
export const readExim = (inner: InnerLine, line: number, raw: string, clock: Clock): AgentLine | undefined =>
  / (?:failed for|rejected|refused|deferred) /.test(inner.text) && ofCaller.test(inner.text)
    ? remark(notDone.test(inner.text))
    : readEximMail(inner, line, raw, clock);

function readEximMail(inner: InnerLine, line: number, raw: string, clock: Clock): AgentLine | undefined {
  const m = exim.exec(inner.text);
  if (m === null) return undefined;
  const [, time = '', id = '', flag, rest = ''] = m;
  const told = ['=>', '->', '==', '**', '>>'].includes(flag ?? '');
  const ofHost = !told && hostFailed.test(`${flag} ${rest}`);
  if (!told && !ofHost) return remark(eximTroubles(`${flag} ${rest}`));
  const at = findTime(time, clock)?.at ?? inner.at;
  const took = / DT=([\d.]{1,12})(ms|s)?/.exec(rest);
  const ms = took === null ? undefined : Number(took[1]) * (took[2] === 'ms' ? 1 : 1000);
  const recipient = /(?:^|<)([^\s<>:@]{1,64}@[^\s<>:]{1,255})/.exec(rest)?.[1];
  const common = {
    line,
    client: 'exim',
    text: raw,
    ...defined({
      at,
      host: inner.host,
      id,
      recipient,
      startedAt: at === undefined || ms === undefined ? undefined : at - ms,
    }),
  };
  if (ofHost) return { kind: 'aside', attempt: { outcome: 'failed', ...common, ...eximFailure(`${flag} ${rest}`) } };
  if (flag !== '==' && flag !== '**') return { kind: 'attempt', attempt: { outcome: 'sent', ...common } };
  return { kind: 'attempt', attempt: { outcome: 'failed', ...common, ...eximFailure(rest) } };
}

function eximFailure(rest: string): {
  reply: ReturnType<typeof parseReply>;
  phase?: NonNullable<ReturnType<typeof phaseIn>>;
} {
  const after =
    /SMTP error from remote (?:mail )?server after ((?:RCPT TO|MAIL FROM):\s?<[^>]{0,320}>|.{1,400}?): (?:host \S{1,255} \[[\d.:a-f]{1,45}\]: )?(\S.*)$/s.exec(
      rest,
    );
  const plain = /(?:defer \((-?\d{1,4})\)|R=\S{1,80}(?: T=\S{1,80})?)(?:[^:]{0,120})?: (.*)$/s.exec(rest);
  const text = after?.[2] ?? plain?.[2] ?? rest;
  return { reply: parseReply(text), ...defined({ phase: phaseIn(after?.[1] ?? rest) }) };
}

const sendmailBody =
  /^([0-9A-Za-z]{10,20}): (?:to=(.{1,1000}?), )(?:.{0,600}?, )?(?:delay=[\d+:]{5,20}, )?(?:xdelay=([\d+:]{5,20}), )?.{0,400}?(?:dsn=(\d\.\d{1,3}\.\d{1,3}), )?stat=(.*)$/s;

/** What sendmail says of mails that came and of callers, and of the certificates it does not ask for. */
const sendmailQuiet =
  /\bfrom=|ruleset=|STARTTLS=(?!client, error|\w{6}: file .{1,200} unsafe|\w{6}, error: load)|AUTH failure|did not issue|lost input channel|putoutmsg|\bcollect: |possible SMTP attack|tcpwrappers|Milter (?:add|change|delete|insert|accept|reject|data)|^(?:[0-9A-Za-z]{10,20}: )?(?:timeout waiting for input|rejecting commands)/;

const sendmailTroubles = new RegExp(`${troubleWords.source}|\\bfile .{1,200} unsafe: `, troubleWords.flags);

/** Reads a line of sendmail; undefined where it is none. */
export function readSendmail(inner: InnerLine, line: number, raw: string): AgentLine | undefined {
  if (!inner.text.includes('stat=')) {
    const own = inner.program !== undefined && /^(?:sendmail|sm-mta|sm-msp)/.test(inner.program);
    return own ? remark(sendmailTroubles.test(inner.text) && !sendmailQuiet.test(inner.text)) : undefined;
  }
  const m = sendmailBody.exec(inner.text);
  if (m === null) return undefined;
  const [, id, recipient, xdelay, dsn, stat = ''] = m;
  const took = xdelay === undefined ? undefined : secondsOf(xdelay);
  const common = {
    line,
    client: 'sendmail',
    text: raw,
    ...defined({
      at: inner.at,
      host: inner.host,
      id,
      recipient: recipient?.replace(/^<|>.*$/g, ''),
      startedAt: took === undefined || inner.at === undefined ? undefined : inner.at - took * 1000,
    }),
  };
  if (/^Sent\b/.test(stat)) return { kind: 'attempt', attempt: { outcome: 'sent', ...common } };
  if (/^queued\b/.test(stat)) return noise;
  const answer = parseReply(
    stat.replace(/^(?:Deferred|Service unavailable|Data format error|User unknown(?= \())[: ]{0,2}/, '') || stat,
  );
  const reply = answer.enhanced === undefined && dsn !== undefined ? { ...answer, enhanced: dsn } : answer;
  const words = reply.text === '' ? { ...reply, text: stat } : reply;
  return {
    kind: 'attempt',
    attempt: { outcome: 'failed', ...common, reply: words, ...defined({ phase: phaseIn(stat) }) },
  };
}

/** `00:00:15` or `1+02:03:04` (days first) as seconds. */
function secondsOf(text: string): number {
  const parts = text.split(/[+:]/).map(Number);
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = parts.reverse();
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

import { parseReply } from '../reply.ts';
import { type AgentLine, type Attempt, defined, phaseIn } from './attempt.ts';
import type { InnerLine } from './container.ts';

const noise: AgentLine = { kind: 'noise' };

/**
 * How OpenSMTPD tells of a delivery (usr.sbin/smtpd/mta.c and mda.c, `log_info`), oldest form first:
 * `relay: TempFail for 66251a4092099e2d: session=…, from=<a@b>, to=<c@d>, relay=192.0.2.7 (mx), delay=2s, stat=451 …`,
 * `0661f43010a2bb10 mta delivery evpid=… from=<a@b> to=<c@d> … relay="192.0.2.7 (mx)" delay=2s result="PermFail" stat="550 …"`.
 */
const told =
  /(?:^|\s)(?:relay|delivery): (Ok|TempFail|PermFail|Loop) for\s+([0-9a-f]{16}): (.{0,900}?)\bstat=(.{0,2000})$/s;
const event =
  /^[0-9a-f]{16} (?:mta|mda) (?:event=)?delivery evpid=([0-9a-f]{16}) (.{0,900}?)\bresult="?(Ok|TempFail|PermFail|Loop)"? stat="?(.{0,2000}?)"?$/s;
/** The form between: `smtp-out: session 0000000000000000: evpid=…, status=PermFail, from=<>, to=<c@d>, …, stat=Invalid domain name`. */
const between =
  /^smtp-out: session [0-9a-f]{16}: evpid=([0-9a-f]{16}), status=(Ok|TempFail|PermFail|Loop), (.{0,900}?)\bstat=(.{0,2000})$/s;
/** A session that failed, of a mail or before any; the line of the delivery says what became of the mail. */
const session =
  /(?:smtp-out: (?:routing: )?(?:Error on session [0-9a-f]{16}|Failed to resolve MX for \S{1,300}|Failed to connect \S{0,200}): |^[0-9a-f]{16} (?:mta|smtp-out) (?:event=)?error reason="?)(.{3,600}?)"?$/s;
/** `RCPT TO` that this server turned down. */
const inbound =
  /smtp-in: Failed command on session [0-9a-f]{16}: "(.{1,400}?)" => (.{3,600})$|^[0-9a-f]{16} smtp (?:event=)?failed-command .{0,200}?command="(.{1,400}?)" result="(.{3,600}?)"$/s;
const anyLine =
  /^(?:[0-9a-f]{16} (?:mta|mda|smtp|queue|bounce|filter)[ :]|smtp-(?:in|out): |(?:relay|delivery): (?:Ok|TempFail|PermFail|Loop) for\b|(?:debug: )?(?:mta|mta-routing|queue|scheduler|lookup): |(?:info|warn): )/;

/** Whether a line is OpenSMTPD's. */
export const isOpenSmtpd = ({ program, text }: InnerLine): boolean =>
  program === undefined ? told.test(text) || event.test(text) || /^smtp-(?:in|out): /.test(text) : anyLine.test(text);

/** Result, id, fields and status of a delivery, in whichever form. */
function deliveryIn(text: string): [result: string, id: string, fields: string, stat: string] | undefined {
  const [, result, id = '', fields = '', stat = ''] = told.exec(text) ?? [];
  if (result !== undefined) return [result, id, fields, stat];
  const [, then, was, some = '', status = ''] = between.exec(text) ?? [];
  if (was !== undefined) return [was, then ?? '', some, status];
  const [, now = '', more = '', is, answer = ''] = event.exec(text) ?? [];
  return is === undefined ? undefined : [is, now, more, answer];
}

/** Reads a line of OpenSMTPD. `line` is its number. */
export function readOpenSmtpd(inner: InnerLine, line: number, raw: string): AgentLine {
  const common = { line, client: 'opensmtpd', text: raw, ...defined({ at: inner.at, host: inner.host }) };
  const delivered = deliveryIn(inner.text);
  if (delivered !== undefined) return delivery(common, ...delivered);
  const refused = inbound.exec(inner.text);
  if (refused !== null) {
    const command = refused[1] ?? refused[3] ?? '';
    const reply = parseReply(refused[2] ?? refused[4] ?? '');
    const phase = phaseIn(command);
    return aside({
      outcome: 'failed',
      ...common,
      reply,
      inbound: true,
      ...defined({ phase, recipient: address(command) }),
    });
  }
  const failed = session.exec(inner.text)?.[1];
  return failed === undefined ? remark(inner.text) : aside({ outcome: 'failed', ...common, reply: parseReply(failed) });
}

/** What it complains of, or tells it is doing. */
const remark = (text: string): AgentLine => (/^(?:warn|fatal): /.test(text) ? { kind: 'unknown' } : noise);

const aside = (attempt: Attempt): AgentLine => ({ kind: 'aside', attempt });

const address = (text: string): string | undefined => /<([^<>\s]{1,320}@[^<>\s]{1,255})>/.exec(text)?.[1];

function delivery(
  common: Pick<Attempt, 'line' | 'client' | 'text' | 'at' | 'host'>,
  result: string,
  id: string,
  fields: string,
  stat: string,
): AgentLine {
  const recipient = /\bto=<?([^<>,\s]{1,320})/.exec(fields)?.[1];
  const took = tookOf(fields);
  const startedAt = took === undefined || common.at === undefined ? undefined : common.at - took;
  const known = { ...common, ...defined({ id, recipient }) };
  if (result === 'Ok') return { kind: 'attempt', attempt: { outcome: 'sent', ...known, ...defined({ startedAt }) } };
  // `Error (temporary failure: "mail.lmtp: LMTP server error: 550 5.7.1 …")`: a program that delivers, and whom it asked.
  const nested = /(?:error|failed): ([245]\d\d[ -].{3,800}?)"?\)?$/is.exec(stat)?.[1];
  const reply = parseReply(nested ?? stat);
  return { kind: 'attempt', attempt: { outcome: 'failed', ...known, reply, ...defined({ phase: phaseIn(stat) }) } };
}

/** `delay=1s` of a mail that was handed over at once; the delay of one that waited says nothing of the hand-over. */
function tookOf(fields: string): number | undefined {
  const seconds = /\bdelay=(\d{1,2})s\b/.exec(fields)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

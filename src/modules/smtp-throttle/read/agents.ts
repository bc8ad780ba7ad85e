import { faultOfOthers, isUnread } from '../faults/table.ts';
import type { AgentLine } from './attempt.ts';
import { complainsBeside, isBeside } from './beside.ts';
import type { InnerLine } from './container.ts';
import { isHaraka, readHaraka } from './haraka.ts';
import { isIisSmtp, isLogHead, readIisSmtp } from './iis-smtp.ts';
import { isOpenSmtpd, readOpenSmtpd } from './opensmtpd.ts';
import { readExim, readSendmail } from './other-agents.ts';
import { isPostfix, readPostfix } from './postfix.ts';
import { isQmail, readQmail } from './qmail.ts';
import type { Clock } from './record-time.ts';
import { isStalwart, readStalwart } from './stalwart.ts';

/** An agent whose lines begin with a time as those of applications do, so that none of them may be spared; Exim's are told apart. */
export const datedAgent = (formats: ReadonlySet<string>): string | undefined =>
  ['haraka', 'iis-smtp', 'stalwart'].find((name) => formats.has(name));

/** Words of which one stands in every line of Exim, sendmail or Exchange about itself. */
const ofOthers =
  /Exim configuration error|socket bind\(\) to port| log file |SYSERR|host name \(|domain name \(|message submissions because|resource pressure/i;

/** What Exim and sendmail say of themselves. */
function readOwnFault({ program = '', text }: InnerLine, line: number, raw: string) {
  // In the log of an application another server says it, of a mail.
  const ofDaemon = text.includes(' connections on daemon ') && /^(?:sendmail|sm-mta)/.test(program);
  const id = ofDaemon || ofOthers.test(text) ? faultOfOthers(text)?.id : undefined;
  return id === undefined ? undefined : ({ kind: 'fault', id, line, text: raw } as const);
}

/** Whether a line of an agent complains of what nothing here explains. */
export const isUnreadLine = (line: AgentLine): boolean =>
  line.kind === 'unknown' || (line.kind === 'fault' && isUnread(line.id));

/** Reads a line of a delivery agent, or of a daemon beside it; undefined where it is none. The agent's name goes to `formats`. */
export function readAgent(
  inner: InnerLine,
  number: number,
  raw: string,
  clock: Clock,
  formats: Set<string>,
): AgentLine | undefined {
  const named = (format: string, line: AgentLine | undefined) => {
    if (line !== undefined) formats.add(format);
    return line;
  };
  if (inner.program !== undefined && isBeside(inner.program))
    return { kind: complainsBeside(inner) ? 'unknown' : 'beside' };
  if (isOpenSmtpd(inner)) return named('opensmtpd', readOpenSmtpd(inner, number, raw));
  if (isHaraka(inner)) return named('haraka', readHaraka(inner, number, raw, clock));
  if (isStalwart(inner)) return named('stalwart', readStalwart(inner, number, raw, clock));
  if (isLogHead(inner)) return { kind: 'noise' };
  if (isIisSmtp(inner)) return named('iis-smtp', readIisSmtp(inner, number, raw, clock));
  if (isQmail(inner)) return named('qmail', readQmail(inner, number, raw));
  if (isPostfix(inner)) return named('postfix', readPostfix(inner, number, raw));
  const own = readOwnFault(inner, number, raw);
  if (own !== undefined) return named(own.id.replace(/-.*/, ''), own);
  return named('exim', readExim(inner, number, raw, clock)) ?? named('sendmail', readSendmail(inner, number, raw));
}

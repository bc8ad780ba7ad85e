import { parseReply } from '../reply.ts';
import { type AgentLine, defined, phaseIn } from './attempt.ts';
import type { InnerLine } from './container.ts';
import { type Clock, findTime } from './record-time.ts';

const noise: AgentLine = { kind: 'noise' };

/** IIS's SMTP service in W3C form: what it asked another server, and what that answered, blanks written as `+`. */
const outbound =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \S{1,64} OutboundConnection(Response|Command) SMTPSVC\d{1,3} (?:\S{1,255} ){1,4}- - (?:([245]\d\d[-+]\S{2,1000}) )?/;
/** What others asked of it: the command, and the code of its answer. */
const inbound =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S{1,64} \S{1,255} SMTPSVC\d{1,3} (?:\S{1,255} ){1,3}(?:EHLO|HELO|MAIL|RCPT|DATA|BDAT|QUIT|AUTH|RSET|STARTTLS|TIMEOUT) /;
const command = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S{1,64} OutboundConnectionCommand SMTPSVC\d{1,3} /;

/** The head of a W3C log, which tells nothing. */
export const isLogHead = ({ text }: InnerLine): boolean => /^#(?:Version: \d\.\d|Date: \d{4}-\d\d-\d\d )/.test(text);

/** Whether a line is of the SMTP service of IIS. */
export const isIisSmtp = ({ text }: InnerLine): boolean =>
  text.includes(' SMTPSVC') && (outbound.test(text) || command.test(text) || inbound.test(text));

/** Reads a line of the SMTP service of IIS. `number` is its line. */
export function readIisSmtp(inner: InnerLine, number: number, raw: string, clock: Clock): AgentLine {
  const [, time = '', kind, answer] = outbound.exec(inner.text) ?? [];
  if (kind !== 'Response' || answer === undefined || answer.startsWith('2')) return noise;
  const said = answer.replaceAll('+', ' ');
  const reply = parseReply(said);
  // As it stands, all of the answer were the local part of an address in it.
  const text = raw.replace(answer, said);
  const attempt = { outcome: 'failed', line: number, client: 'iis-smtp', text, reply } as const;
  const at = findTime(time, clock)?.at ?? inner.at;
  return { kind: 'attempt', attempt: { ...attempt, ...defined({ at, phase: phaseIn(reply.text) }) } };
}

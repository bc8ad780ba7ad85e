import { parseReply } from '../reply.ts';
import { type AgentLine, defined, phaseIn } from './attempt.ts';
import type { InnerLine } from './container.ts';

/** multilog's label (TAI64N) or splogger's seconds in front; behind them what qmail-send says (qmail-send.c). */
const line =
  /^(?:@([0-9a-f]{16})[0-9a-f]{8} |(\d{9,10})\.\d{6} )?(?:(delivery) \d{1,9}: (success|failure|deferral): (.{0,2000})|(?:new|info|end|bounce) msg \d|starting delivery \d|status: local \d|(?:double|triple) bounce: |(warning|alert): .{0,400}|(?:running|exiting|got HUP|number of recipients))/s;

/** Whether a line is of qmail-send: by its label, or by its tag. */
export const isQmail = ({ program, text }: InnerLine): boolean =>
  (program === 'qmail' || text.startsWith('@4') || /^\d{9,10}\.\d{6} /.test(text)) && line.test(text);

/** Reads a line of qmail-send. `number` is its line. */
export function readQmail(inner: InnerLine, number: number, raw: string): AgentLine {
  const m = line.exec(inner.text);
  const [, tai, seconds, delivery, result, report = '', complaint] = m ?? [];
  if (delivery === undefined) return { kind: complaint === undefined ? 'noise' : 'unknown' };
  const common = { line: number, client: 'qmail', text: raw, ...defined({ at: inner.at ?? timeOf(tai, seconds) }) };
  if (result === 'success') return { kind: 'attempt', attempt: { outcome: 'sent', ...common } };
  // Blanks are written as `_`, line ends as `/`.
  const said = report.replaceAll('_', ' ').replace(/\/(?:Giving up on .{0,300})?$/, '');
  const remote = /Remote host said: (.{3,1500}?)(?:\/(?:Giving up|I'm not going|STARTTLS)|$)/s.exec(said)?.[1];
  const reply = parseReply((remote ?? said).replaceAll('/', ' '));
  const phase = /greeting failed/.test(said)
    ? 'greeting'
    : /does not like recipient/.test(said)
      ? 'rcpt'
      : phaseIn(said);
  return { kind: 'attempt', attempt: { outcome: 'failed', ...common, reply, ...defined({ phase }) } };
}

/** TAI64 counts from 2^62 and is ten seconds ahead of the epoch, as tai64nlocal(8) takes it. */
function timeOf(tai: string | undefined, seconds: string | undefined): number | undefined {
  if (seconds !== undefined) return Number(seconds) * 1000;
  return tai === undefined ? undefined : (Number.parseInt(tai.slice(1), 16) - 10) * 1000;
}

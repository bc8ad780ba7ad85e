import { parseReply } from '../reply.ts';
import { type AgentLine, type Attempt, defined } from './attempt.ts';
import type { InnerLine } from './container.ts';
import { type Clock, findTime } from './record-time.ts';

const noise: AgentLine = { kind: 'noise' };

/**
 * `2026-03-05T10:11:12Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = …, code = 550, details = "…"`
 * (stalwart crates/trc, `event_type` names in parentheses).
 */
const line =
  /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) )?(TRACE|DEBUG|INFO|WARN|ERROR) [^()=]{3,120} \((delivery|queue|smtp|auth|dane|mta-sts)\.([a-z-]{2,40})\)(.*)$/s;

/** Whether a line is Stalwart's, about mail. */
export const isStalwart = ({ text }: InnerLine): boolean => text.includes('.') && line.test(text);

/** What a host answered to one mail; `smtp.*` events are of mail that comes in. */
const refusals: Readonly<Record<string, Attempt['phase']>> = {
  'mail-from-rejected': 'mail',
  'rcpt-to-rejected': 'rcpt',
  'rcpt-to-failed': 'rcpt',
  'message-rejected': 'data-end',
  'ehlo-rejected': 'ehlo',
  'auth-failed': 'auth',
  'greeting-failed': 'greeting',
  'start-tls-error': 'tls',
  'connect-error': 'connect',
  'implicit-tls-error': 'tls',
  'missing-outbound-hostname': 'connect',
};
const hosts = new Set(['connect-error', 'start-tls-error', 'implicit-tls-error', 'greeting-failed']);

/** Reads a line of Stalwart. `number` is its line. */
export function readStalwart(inner: InnerLine, number: number, raw: string, clock: Clock): AgentLine {
  const m = line.exec(inner.text);
  if (m === null) return noise;
  const [, stamp, level = '', group = '', event = '', fields = ''] = m;
  const at = stamp === undefined ? inner.at : findTime(stamp, clock)?.at;
  const id = /\bqueueId = (\d{1,20})/.exec(fields)?.[1];
  const recipient = /[,\]] to = "([^"]{1,320})"/.exec(fields)?.[1] ?? /\bto = \["([^"]{1,320})"\]/.exec(fields)?.[1];
  const common = { line: number, client: 'stalwart', text: raw, ...defined({ at, host: inner.host, id, recipient }) };
  if (group !== 'delivery') return /^(?:WARN|ERROR)$/.test(level) && group === 'queue' ? { kind: 'unknown' } : noise;
  if (event === 'delivered') return { kind: 'attempt', attempt: { outcome: 'sent', ...common } };
  return delivery(event, fields, common);
}

/** What an event says of a mail that was not taken. */
function delivery(event: string, fields: string, common: Pick<Attempt, 'line' | 'text'>): AgentLine {
  const isRefusal = Object.hasOwn(refusals, event);
  const said = event === 'dsn-success' ? undefined : saidIn(fields);
  if (said === undefined) return isRefusal ? { kind: 'unknown' } : noise;
  const phase = refusals[event];
  const attempt: Attempt = { outcome: 'failed', ...common, reply: parseReply(said), ...defined({ phase }) };
  // One host of several; and the notice to the sender repeats what a refusal said.
  if (hosts.has(event) || event.startsWith('dsn-')) return { kind: 'aside', attempt };
  return isRefusal ? { kind: 'attempt', attempt } : noise;
}

/** `code = 550, details = "5.1.1 …"`; of an error the reason it gives. */
function saidIn(fields: string): string | undefined {
  const details = /\bdetails = "((?:[^"\\]|\\.){1,1000})"/.exec(fields)?.[1];
  const reason = /\breason = "((?:[^"\\]|\\.){1,1000})"/.exec(fields)?.[1];
  const code = /\bcode = ([245]\d\d)\b/.exec(fields)?.[1];
  const words = [details, reason].filter((part) => part !== undefined).join(': ');
  if (code?.startsWith('2') === true) return undefined;
  return words === '' && code === undefined ? undefined : `${code ?? ''} ${words}`.trim();
}

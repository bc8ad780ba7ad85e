import { parseReply } from '../reply.ts';
import { type AgentLine, type Attempt, defined, phaseIn } from './attempt.ts';
import type { InnerLine } from './container.ts';
import { type Clock, findTime } from './record-time.ts';

const noise: AgentLine = { kind: 'noise' };

/** `2026-03-05T10:11:12.345Z [INFO] [UUID.1.1] [outbound] …` (haraka logger.js `format_default`); a syslog has its own time. */
const line =
  /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) )?\[(DATA|PROTOCOL|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|EMERG)\] \[(-|[0-9A-F]{8}-[0-9A-F]{4}-[^\]\s]{10,60})\] (?:\[[\w/.-]{1,60}\]\s{1,2}){1,2}(.*)$/s;

/** Whether a line is Haraka's. */
export const isHaraka = ({ text }: InnerLine): boolean =>
  (text.startsWith('[') || /^\d{4}-/.test(text)) && line.test(text);

/** What a host said of a mail, or what became of it (haraka outbound/hmail.js). */
const refused = /^recipient <([^<>\s]{1,320})> (?:rejected|deferred): (.{3,2000})$/s;
const bounced = /^(?:bouncing mail|bounced): (?!Some recipients)(.{3,1000})$/s;
const waits = /^Temp failing \S{1,200} for \d{1,7} seconds: (.{3,1000})$/s;
const delivered = /^delivered (?:file=\S{0,200} )?(?=.{0,600}response=)/s;
/** One host of several, or one connection: the line of the mail sums up. */
const ofHost =
  /^(?:Remote end \S{1,80} (closed connection) while .{0,200}|Failed to get (?:pool entry|socket): (.{3,400})|(?:Ongoing connection|Outbound connection) (?:to \S{1,80} )?(.{3,400})|Upstream error: (.{3,400}))$/s;
/** What only sums up hosts of which lines before tell. */
const sums = /^Tried all MXs/;

/** Reads a line of Haraka. `number` is its line. */
export function readHaraka(inner: InnerLine, number: number, raw: string, clock: Clock): AgentLine {
  const m = line.exec(inner.text);
  if (m === null) return noise;
  const [, stamp, level = '', id = '', text = ''] = m;
  const at = stamp === undefined ? inner.at : findTime(stamp, clock)?.at;
  const common = {
    line: number,
    client: 'haraka',
    text: raw,
    ...defined({ at, host: inner.host, id: id === '-' ? undefined : id.slice(0, 36) }),
  };
  const failed = (reply: string, recipient?: string): Attempt => ({
    outcome: 'failed',
    ...common,
    reply: parseReply(reply),
    ...defined({ recipient, phase: recipient === undefined ? phaseIn(text) : 'rcpt' }),
  });
  if (delivered.test(text)) return { kind: 'attempt', attempt: { outcome: 'sent', ...common } };
  const turnedDown = refused.exec(text);
  if (turnedDown !== null) return { kind: 'attempt', attempt: failed(turnedDown[2] ?? '', turnedDown[1]) };
  const end = (bounced.exec(text) ?? waits.exec(text))?.[1];
  if (end !== undefined) return sums.test(end) ? noise : { kind: 'attempt', attempt: failed(end) };
  const host = ofHost.exec(text);
  if (host !== null)
    return { kind: 'aside', attempt: failed(host.slice(1).find((part) => part !== undefined) ?? text) };
  return /^(?:ERROR|CRIT|ALERT|EMERG)$/.test(level) ? { kind: 'unknown' } : noise;
}

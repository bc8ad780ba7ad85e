import { splitRow } from '../../../core/csv-row.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { Phase } from '../failure-class.ts';
import { parseReply } from '../reply.ts';
import { type Attempt, defined } from './attempt.ts';
import { type Clock, cellTime } from './record-time.ts';

interface Session {
  readonly from: number | undefined;
  phase: Phase;
  recipient: string | undefined;
  mailbox: string | undefined;
  /** When the client began to hand over the mail. */
  mailAt: number | undefined;
}

const maxSessions = 10_000;
const needed = ['session-id', 'event', 'data', 'date-time'];
const commands: readonly (readonly [RegExp, Phase])[] = [
  [/^(?:EHLO|HELO)\b/i, 'ehlo'],
  [/^(?:X-ANONYMOUSTLS|STARTTLS)\b/i, 'tls'],
  [/^AUTH\b/i, 'auth'],
  [/^MAIL FROM/i, 'mail'],
  [/^RCPT TO/i, 'rcpt'],
  [/^(?:DATA|BDAT)\b/i, 'data-end'],
];

/**
 * Reads SMTP protocol logs of Exchange (SmtpReceive, SmtpSend): sessions run interleaved, `+` opens and
 * `-` ends one; `>` is what this server sends, `<` what it gets. In a send log the answers are `<`.
 */
export class ExchangeLog {
  readonly #columns: readonly string[];
  readonly #clock: Clock;
  readonly #sessions = new Map<string, Session>();
  /** Whether this server is the client: in a send log it speaks the commands. */
  #sends: boolean | undefined;

  private constructor(columns: readonly string[], clock: Clock) {
    this.#columns = columns;
    // Exchange logs in UTC.
    this.#clock = { ...clock, zone: 'UTC' };
  }

  /** A reader for the log that this `#Fields:` line opens; undefined where it is another's. */
  static open(line: string, clock: Clock): ExchangeLog | undefined {
    const fields = /^#Fields:\s*(.*)$/i
      .exec(line)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    return fields !== undefined && needed.every((name) => fields.includes(name))
      ? new ExchangeLog(fields, clock)
      : undefined;
  }

  /** Whether a line belongs to this log. */
  accepts(line: string): boolean {
    return /^(?:#(?!Fields)|\d{4}-\d\d-\d\dT[\d:.]{8,16}Z,|\s*$)/.test(line);
  }

  /** Reads a line; an attempt where it ends one. */
  line(text: string, line: number): Attempt | undefined {
    if (text.startsWith('#') || text.trim() === '') return undefined;
    const cells = splitRow(text, ',');
    const cell = (name: string) => cells[this.#columns.indexOf(name)] ?? '';
    const at = cellTime(cell('date-time'), this.#clock);
    const id = cell('session-id');
    const event = cell('event');
    if (event === '-') {
      this.#sessions.delete(id);
      return undefined;
    }
    const session = this.#session(id, at);
    const data = cell('data');
    if (event !== '<' && event !== '>') return undefined;
    const command = commands.find(([pattern]) => pattern.test(data));
    if (command !== undefined) {
      this.#sends ??= event === '>';
      this.#command(session, command[1], data, at);
      return undefined;
    }
    return this.#answer(session, { data, at, line, text, id, sends: event === '>' });
  }

  #session(id: string, at: number | undefined): Session {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    if (this.#sessions.size >= maxSessions) this.#sessions.clear();
    const session: Session = {
      from: at,
      phase: 'greeting',
      recipient: undefined,
      mailbox: undefined,
      mailAt: undefined,
    };
    this.#sessions.set(id, session);
    return session;
  }

  #command(session: Session, phase: Phase, data: string, at: number | undefined): void {
    session.phase = phase;
    const address = /<([^>]{1,320})>/.exec(data)?.[1];
    if (phase === 'rcpt') session.recipient = address;
    if (phase !== 'mail') return;
    session.mailbox = address;
    session.mailAt = at;
  }

  #answer(
    session: Session,
    {
      data,
      at,
      line,
      text,
      id,
      sends,
    }: { data: string; at: number | undefined; line: number; text: string; id: string; sends: boolean },
  ): Attempt | undefined {
    const isAnswer = this.#sends === undefined || sends !== this.#sends;
    const accepted = isAnswer && session.phase === 'data-end' && /^250[ -]/.test(data);
    if (!accepted && !(isAnswer && /^[45]\d\d[ -]/.test(data))) return undefined;
    const common = {
      line,
      text: headOf(text, 1000),
      ...defined({ at, id, startedAt: session.mailAt, recipient: session.recipient, mailbox: session.mailbox }),
    };
    session.mailAt = undefined;
    const phase = session.phase;
    session.phase = 'mail';
    if (accepted) return { outcome: 'sent', client: 'exchange-log', ...common };
    return { outcome: 'failed', client: 'exchange-log', ...common, reply: parseReply(data), phase };
  }
}

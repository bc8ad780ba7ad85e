import type { AppReading } from './app-record.ts';
import type { Attempt } from './attempt.ts';

/**
 * `agent`: lines beside the status lines of a delivery agent. `transcript`: the server's words as a
 * debug log shows them, which the library's own error repeats. `weak`: failures without a word of mail.
 */
type Kind = 'agent' | 'transcript' | 'weak';

const most = 2_000;
/** In a text this short someone pasted just the error: weak failures count, and mails of which no status line is there. */
export const shortText = 40;

/** Failures that count only where nothing better tells of them. */
export class Asides {
  #held: Record<Kind, Attempt[]> = { agent: [], transcript: [], weak: [] };
  #dropped = new Set<Kind>();
  /** The last line of a transcript, if its reply goes on. */
  #reply: { readonly code: number | undefined; readonly line: number } | undefined;
  /** Queue ids of the mails whose status lines are there, of the first ones only. */
  readonly #delivered = new Set<string>();

  add(kind: Kind, attempt: Attempt): void {
    const better = this.#dropped.has(kind) && !(kind === 'agent' && attempt.line <= shortText);
    if (!better && this.#held[kind].length < most) this.#held[kind].push(attempt);
  }

  /** Whether a line of a transcript goes on with the reply of the line before, which then has its words too. */
  goesOn({ attempt, goesOn }: Pick<AppReading, 'attempt' | 'goesOn'>): boolean {
    const open = this.#reply;
    const code = attempt.reply?.code;
    this.#reply = goesOn === undefined ? undefined : { code, line: attempt.line };
    const last = this.#held.transcript.at(-1);
    if (open === undefined || last?.reply === undefined || code !== open.code || attempt.line - open.line > 2)
      return false;
    const text = `${last.reply.text} ${attempt.reply?.text ?? ''}`.slice(0, 1000);
    this.#held.transcript[this.#held.transcript.length - 1] = { ...last, reply: { ...last.reply, text } };
    return true;
  }

  /** The status line of a mail: what is held of this mail is in it, and in a log so are those of all others. */
  delivered({ id, line }: Attempt): void {
    if (id !== undefined && line <= shortText) this.#delivered.add(id);
    this.#dropped.add('agent');
    this.drop('weak');
  }

  /** Better is there: forget what is held and what comes. */
  drop(kind: Kind): void {
    if (this.#dropped.has(kind)) return;
    this.#dropped.add(kind);
    this.#held[kind] = [];
  }

  /** A failure was told in full: the transcript lines with the same codes told of it too. */
  matched({ reply }: Attempt): void {
    const held = this.#held.transcript;
    if (held.length === 0) return;
    this.#held.transcript = held.filter(
      (one) => one.reply?.code !== reply?.code || one.reply?.enhanced !== reply?.enhanced,
    );
  }

  /** What still counts at the end of an input of so many lines. */
  rest(lines: number): readonly Attempt[] {
    const { transcript, weak } = this.#held;
    const agents = this.#agents(lines).filter(
      (one) => transcript.length === 0 || lines > shortText || one.reply?.code !== undefined,
    );
    return [...agents, ...oncePerMail(transcript), ...(lines <= shortText ? weak : [])].toSorted(
      (a, b) => a.line - b.line,
    );
  }

  /** Beside status lines a refusal counts where the paste ends before its own mail's status line. */
  #agents(lines: number): readonly Attempt[] {
    if (!this.#dropped.has('agent')) return this.#held.agent;
    if (lines > shortText) return [];
    return this.#held.agent.filter(
      ({ id, inbound }) => id !== undefined && inbound !== true && !this.#delivered.has(id),
    );
  }
}

/** One refusal makes a server answer the following commands with `503` too. */
const oncePerMail = (attempts: readonly Attempt[]): readonly Attempt[] => {
  const first = attempts.filter(({ reply }) => reply?.code !== 503);
  return first.length > 0 ? first : attempts;
};

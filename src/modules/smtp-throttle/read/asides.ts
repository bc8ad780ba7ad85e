import type { Attempt } from './attempt.ts';

/**
 * `agent`: lines beside the status lines of a delivery agent. `transcript`: the server's words as a
 * debug log shows them, which the library's own error repeats. `weak`: failures without a word of mail.
 */
type Kind = 'agent' | 'transcript' | 'weak';

const most = 2_000;
/** Weak failures count only in a text this short: someone pasted just the error. */
const shortText = 40;

/** Failures that count only where nothing better tells of them. */
export class Asides {
  #held: Record<Kind, Attempt[]> = { agent: [], transcript: [], weak: [] };
  #dropped = new Set<Kind>();

  add(kind: Kind, attempt: Attempt): void {
    if (!this.#dropped.has(kind) && this.#held[kind].length < most) this.#held[kind].push(attempt);
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
    const { agent, transcript, weak } = this.#held;
    return [...agent, ...oncePerMail(transcript), ...(lines <= shortText ? weak : [])].toSorted(
      (a, b) => a.line - b.line,
    );
  }
}

/** One refusal makes a server answer the following commands with `503` too. */
const oncePerMail = (attempts: readonly Attempt[]): readonly Attempt[] => {
  const first = attempts.filter(({ reply }) => reply?.code !== 503);
  return first.length > 0 ? first : attempts;
};

import { headOf } from '../../core/safe-text.ts';

/** Longest text shown of what was not understood. */
const shownLength = 200;

/** Counts the lines (records of a binary format) that were read, and those that nobody understood. */
export class Tally {
  lines = 0;
  first: { readonly line: number; readonly text: string } | undefined;
  #missed = 0;
  #lastMissed = 0;

  get understood(): number {
    return Math.max(0, this.lines - this.#missed);
  }

  /** Takes note of text that was not understood and begins in a line. Told twice of a line, it counts it once. */
  miss(line: number, text: string): void {
    const shown = text.trimStart();
    const begins = line + text.slice(0, text.length - shown.length).split('\n').length - 1;
    const lines = shown.trimEnd().split('\n');
    const ends = begins + lines.length - 1;
    this.#missed += Math.max(0, ends - Math.max(begins, this.#lastMissed + 1) + 1);
    this.#lastMissed = Math.max(this.#lastMissed, ends);
    this.first ??= { line: begins, text: headOf((lines[0] ?? '').trim(), shownLength) };
  }
}

import type { Attempt } from './attempt.ts';
import { endsBounce, maxBounceLength, readBounce } from './bounce.ts';
import type { Clock } from './record-time.ts';

/** The lines of one non-delivery report, until the next record begins. */
export class BounceLines {
  readonly #line: number;
  readonly #lines: string[];
  #size: number;
  /** Lines behind the bound, which hold the returned mail. */
  #beyond = 0;

  constructor(line: number, text: string) {
    this.#line = line;
    this.#lines = [text];
    this.#size = text.length;
  }

  /** Takes a line; false where it is no more of this report. */
  takes(text: string): boolean {
    if (endsBounce(text)) return false;
    if (this.#size < maxBounceLength) this.#lines.push(text);
    else this.#beyond++;
    this.#size += text.length + 1;
    return true;
  }

  /** The failures it tells of, its first line, and how many lines it has. */
  read(clock: Clock): { attempts: readonly Attempt[]; line: number; first: string; lines: number } {
    const attempts = readBounce(this.#lines.join('\n'), this.#line, clock);
    return { attempts, line: this.#line, first: this.#lines[0] ?? '', lines: this.#lines.length + this.#beyond };
  }
}

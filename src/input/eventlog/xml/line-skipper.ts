import { idBefore, isStart } from './marks.ts';
import { Needle } from './needle.ts';

const closing = Buffer.from('</Event>');

/**
 * Passes over lines that each hold one whole event which is not wanted, as `wevtutil` prints them.
 * Two searches a line instead of the four that events anywhere take.
 */
export class LineSkipper {
  readonly #bytes: Buffer;
  readonly #wants: (id: number) => boolean;
  readonly #lineFeed: Needle;
  readonly #idEnd: Needle;

  constructor(bytes: Buffer, wants: (id: number) => boolean) {
    this.#bytes = bytes;
    this.#wants = wants;
    this.#lineFeed = new Needle(bytes, '\n');
    this.#idEnd = new Needle(bytes, '</EventID>');
  }

  /** Where the first line begins, from `from` on, that has to be looked at, and how many were passed. */
  pass(from: number): { at: number; lines: number } {
    let at = from;
    let lines = 0;
    while (isStart(this.#bytes, at)) {
      const end = this.#lineFeed.after(at);
      if (end >= this.#bytes.length || !this.#isUnwanted(at, end)) break;
      at = end + 1;
      lines++;
    }
    return { at, lines };
  }

  #isUnwanted(start: number, lineEnd: number): boolean {
    const end = this.#bytes[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd;
    for (let i = 1; i <= closing.length; i++) {
      if (this.#bytes[end - i] !== closing[closing.length - i]) return false;
    }
    const idEnd = this.#idEnd.after(start);
    const id = idBefore(this.#bytes, start, idEnd, end);
    return id !== undefined && !this.#wants(id) && this.#idEnd.after(idEnd + 1) > end;
  }
}

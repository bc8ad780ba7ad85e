/**
 * Finds where ids and events end in a block, `</EventID>` and `</Event>`, in one pass. A compiled expression over text of one byte a character
 * takes less time than a search for each of the two.
 */
export class Marks {
  /** The block, one character a byte. */
  readonly text: string;
  /** Of the mark found last: where it begins, and which of the two it is. */
  at = 0;
  isId = false;
  readonly #pattern = /<\/Event(?:ID)?>/g;

  constructor(bytes: Buffer) {
    this.text = bytes.toString('latin1');
  }

  /** Goes on to the next mark from `from` on; false where there is none. */
  next(from: number): boolean {
    if (this.#pattern.lastIndex < from) this.#pattern.lastIndex = from;
    if (!this.#pattern.test(this.text)) return false;
    const end = this.#pattern.lastIndex;
    this.isId = this.text.charCodeAt(end - 2) === 68;
    this.at = end - (this.isId ? '</EventID>' : '</Event>').length;
    return true;
  }
}

/** Whether an `<Event>` or `<Event xmlns=…>` begins there. */
export function isStart(text: string, at: number): boolean {
  if (!text.startsWith('<Event', at)) return false;
  const next = text.charCodeAt(at + '<Event'.length);
  return next === 62 || next === 32;
}

/** The number before `</EventID>`; undefined where it does not look as it should. */
export function idBefore(text: string, idEnd: number): number | undefined {
  let id = 0;
  let at = idEnd - 1;
  for (let scale = 1; scale < 1e11; at--, scale *= 10) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    id += digit * scale;
  }
  return at === idEnd - 1 || text.charCodeAt(at) !== 62 || id >= 2 ** 32 ? undefined : id % 65_536;
}

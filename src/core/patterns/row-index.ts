import { holds, type Required } from './required-texts.ts';

/** So many characters of a text are looked for first. */
const gramLength = 4;
/** Bits of the table that says where a text may begin. */
const tableBits = 16;
/** Letters from frequent to rare in English; digits and signs of logs count as the first. */
const letters = 'etaoinsrhldcumfpgwybvkxjqz';

interface Sought {
  readonly text: string;
  /** Where its four characters are in it. */
  readonly offset: number;
  readonly row: number;
}

/**
 * The rows of a table by texts that their matches contain: of hundreds of patterns a line of a log is tried on the
 * few that it may match.
 */
export class RowIndex {
  /** Whether some text has four characters of this hash. */
  readonly #table = new Uint8Array(1 << tableBits);
  readonly #sought = new Map<number, Sought[]>();
  /** Rows that ask for no text, or for one of three characters. */
  readonly #always: readonly number[];
  readonly #required: readonly Required[];

  /** What each row requires, see `requiredTexts`. */
  constructor(rows: readonly Required[]) {
    const always: number[] = [];
    this.#required = rows;
    for (const [row, required] of rows.entries()) {
      const texts = new Set(required.map(([longest = '']) => longest));
      if (texts.size === 0 || [...texts].some(({ length }) => length < gramLength)) always.push(row);
      else for (const text of texts) this.#add(text, row);
    }
    this.#always = always;
  }

  /** Numbers of the rows that may match a text in lower case, in the order of the table. */
  candidates(text: string): readonly number[] {
    const found = new Set(this.#always);
    let gram = 0;
    for (let i = 0; i < text.length; i++) {
      gram = (gram << 8) | (text.charCodeAt(i) & 255);
      if (this.#table[hashOf(gram)] === 0) continue;
      for (const { text: sought, offset, row } of this.#sought.get(gram) ?? []) {
        if (text.startsWith(sought, i - gramLength + 1 - offset)) found.add(row);
      }
    }
    return [...found].filter((row) => holds(text, this.#required[row] as Required)).toSorted((a, b) => a - b);
  }

  #add(text: string, row: number): void {
    const offset = rarest(text);
    const gram = gramAt(text, offset);
    this.#table[hashOf(gram)] = 1;
    const known = this.#sought.get(gram);
    if (known === undefined) this.#sought.set(gram, [{ text, offset, row }]);
    else known.push({ text, offset, row });
  }
}

const hashOf = (gram: number): number => Math.imul(gram, 0x9e3779b1) >>> (32 - tableBits);

/** Four characters, by their last eight bits. */
function gramAt(text: string, at: number): number {
  let gram = 0;
  for (let i = at; i < at + gramLength; i++) gram = (gram << 8) | (text.charCodeAt(i) & 255);
  return gram;
}

/** Where the four characters begin that are rarest in logs, by their letters. */
function rarest(text: string): number {
  let best = { at: 0, sum: -1 };
  for (let at = 0; at + gramLength <= text.length; at++) {
    let sum = 0;
    for (let i = at; i < at + gramLength; i++) sum += letters.indexOf(text[i] as string) + 1;
    if (sum > best.sum) best = { at, sum };
  }
  return best.at;
}

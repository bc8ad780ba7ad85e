import type { Word } from '../../../../core/patterns/places.ts';

/** Most states kept; where a text needs more, all are forgotten and found again. */
const maxStates = 4096;
/** Added to the number of a state in which a word is complete. */
const complete = maxStates;
const unknown = -1;
/** The line ends; less the groups of words that end with it. */
const lineEnd = -2;
const lineFeed = 10;
const blank = 32;
/** Texts of so many characters are written to one place, three bytes a character at most. */
const maxWritten = 1 << 15;
const written = Buffer.alloc(3 * maxWritten);

/**
 * Searches lines for many words at once, in one pass: a deterministic automaton whose states are made
 * when a text first needs them. Words are in groups, each a bit, and it tells of which it met one.
 */
export class WordScan {
  /** Groups met by `lineEnd`, until the caller forgets them. */
  met = 0;
  readonly #words: readonly (readonly Uint8Array[])[];
  /** Group of each word. */
  readonly #groups: readonly number[];
  /** Words by the byte that can begin them. */
  readonly #beginning: readonly (readonly number[])[];
  #table = new Int16Array(maxStates << 8);
  /** Places reached in words, `word << 6 | place`, by state. */
  #states: (readonly number[])[] = [];
  /** Groups of the words that end in a state. */
  #ended: number[] = [];
  #numbers = new Map<string, number>();
  #first = 0;

  /** Words by the bit of their group. */
  constructor(groups: ReadonlyMap<number, readonly Word[]>) {
    const words = [...groups].flatMap(([group, members]) => members.map((word) => ({ group, word })));
    this.#words = words.map(({ word }) => word.map(setOf));
    this.#groups = words.map(({ group }) => group);
    this.#beginning = Array.from({ length: 256 }, (_, byte) =>
      this.#words.flatMap((word, i) => (word[0]?.[byte] === 1 ? [i] : [])),
    );
    this.#forget();
  }

  /** Where the line ends, `end` if it does not before. */
  lineEnd(bytes: Uint8Array, at: number, end: number): number {
    const table = this.#table;
    let state = this.#first;
    for (let i = at; i < end; i++) {
      let next = table[(state << 8) | (bytes[i] as number)] as number;
      if (next === unknown) next = this.#step(state, bytes[i] as number);
      if (next <= lineEnd) {
        this.met |= lineEnd - next;
        return i;
      }
      state = next < complete ? next : this.#complete(next);
    }
    let last = table[(state << 8) | lineFeed] as number;
    if (last === unknown) last = this.#step(state, lineFeed);
    this.met |= lineEnd - last;
    return end;
  }

  /** Groups of which a word is in a text of one or more lines. */
  groupsIn(text: string): number {
    const bytes = text.length > maxWritten ? Buffer.from(text) : written;
    const length = bytes === written ? written.write(text) : bytes.length;
    return this.groupsInBytes(bytes, 0, length);
  }

  /** Groups of which a word is in the lines [at, end). */
  groupsInBytes(bytes: Uint8Array, at: number, end: number): number {
    this.met = 0;
    for (let line = at; line <= end; ) line = this.lineEnd(bytes, line, end) + 1;
    return this.met;
  }

  #complete(next: number): number {
    const state = next - complete;
    this.met |= this.#ended[state] as number;
    return state;
  }

  #forget(): void {
    this.#table.fill(unknown);
    this.#numbers.clear();
    this.#states = [];
    this.#ended = [];
    const { places } = this.#reach(this.#reach([], lineFeed).places, blank);
    this.#first = this.#numberOf(places, 0);
  }

  #step(state: number, byte: number): number {
    const { places, ended } = this.#reach(this.#states[state] ?? [], byte);
    const full = this.#states.length >= maxStates;
    // Words under way go on; what is forgotten is only what other states lead to.
    if (full) this.#forget();
    const next = byte === lineFeed ? lineEnd - ended : this.#numberOf(places, ended) + (ended === 0 ? 0 : complete);
    if (!full) this.#table[(state << 8) | byte] = next;
    return next;
  }

  #numberOf(places: readonly number[], ended: number): number {
    const key = `${ended}:${places.join()}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push(places) - 1;
    this.#ended.push(ended);
    this.#numbers.set(key, number);
    return number;
  }

  /** Places reached by one more byte, and groups of the words that it completes. */
  #reach(before: readonly number[], byte: number): { readonly places: readonly number[]; readonly ended: number } {
    const places: number[] = [];
    let ended = 0;
    const starts = (this.#beginning[byte] ?? []).map((word) => word << 6);
    for (const place of [...before, ...starts]) {
      const word = this.#words[place >> 6] as readonly Uint8Array[];
      const at = place & 63;
      if (word[at]?.[byte] !== 1) continue;
      if (at + 1 === word.length) ended |= this.#groups[place >> 6] as number;
      else places.push(place + 1);
    }
    return { places: places.toSorted((a, b) => a - b), ended };
  }
}

const isWordByte = (byte: number): boolean => /\w/.test(String.fromCharCode(byte));

const sets = new Map<string, Uint8Array>();

/** Which bytes may stand at a place. */
export function setOf(place: string): Uint8Array {
  const known = sets.get(place);
  if (known !== undefined) return known;
  const fits = fitsIn(place);
  const set = Uint8Array.from({ length: 256 }, (_, byte) => (fits(byte) ? 1 : 0));
  sets.set(place, set);
  return set;
}

function fitsIn(place: string): (byte: number) => boolean {
  if (place === '\\d') return (byte) => byte >= 48 && byte <= 57;
  if (place === '\\w') return isWordByte;
  if (place === '\\W') return (byte) => byte > 127 || !isWordByte(byte);
  if (place.length === 1) {
    const cases = [place.toLowerCase().charCodeAt(0), place.toUpperCase().charCodeAt(0)];
    return (byte) => cases.includes(byte);
  }
  const set = new RegExp(place);
  return (byte) => set.test(String.fromCharCode(byte));
}

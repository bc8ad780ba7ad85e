/** Most states kept; where a text needs more, all are forgotten and found again. */
const maxStates = 4096;
const [unknown, hit, lineEnd] = [-1, -2, -3];
const lineFeed = 10;
const blank = 32;

/** Bytes that may stand at each place of a word. */
type Word = readonly Uint8Array[];

/**
 * Searches bytes for many words at once, in one pass that ends with the line: a deterministic automaton
 * whose states are made when a text first needs them.
 */
export class WordScan {
  readonly #words: readonly Word[];
  /** Words by the byte that can begin them. */
  readonly #beginning: readonly (readonly number[])[];
  #table = new Int16Array(maxStates << 8).fill(unknown);
  /** Places reached in words, `word << 6 | place`, by state. */
  #states: (readonly number[])[] = [];
  #numbers = new Map<string, number>();
  #first = 0;

  /**
   * Words of letters in either case; `\d` is a digit, `\W` no letter, digit or underscore, the end of the
   * line included, and `[…]` one of a set, its letters as given.
   */
  constructor(words: readonly string[]) {
    this.#words = words.map(placesOf);
    this.#beginning = Array.from({ length: 256 }, (_, byte) =>
      this.#words.flatMap((word, i) => (word[0]?.[byte] === 1 ? [i] : [])),
    );
    this.#forget();
  }

  /** Where the line ends, `end` if it does not; -1 where a word comes first. A word may begin before `at`. */
  lineEnd(bytes: Uint8Array, at: number, end: number): number {
    let state = this.#first;
    const table = this.#table;
    for (let i = at; i < end; i++) {
      let next = table[(state << 8) | (bytes[i] as number)] as number;
      if (next === unknown) next = this.#step(state, bytes[i] as number);
      if (next < 0) return next === hit ? -1 : i;
      state = next;
    }
    return end;
  }

  #forget(): void {
    this.#table.fill(unknown);
    this.#numbers.clear();
    this.#states = [[]];
    this.#numbers.set('', 0);
    // A line begins as behind a blank.
    this.#first = this.#step(0, blank);
  }

  #step(state: number, byte: number): number {
    const reached = this.#reach(this.#states[state] ?? [], byte);
    if (this.#states.length >= maxStates) {
      // The words under way go on; what is forgotten is only what other states lead to.
      this.#forget();
      return reached === undefined ? hit : byte === lineFeed ? lineEnd : this.#numberOf(reached);
    }
    const next = reached === undefined ? hit : byte === lineFeed ? lineEnd : this.#numberOf(reached);
    this.#table[(state << 8) | byte] = next;
    return next;
  }

  #numberOf(reached: readonly number[]): number {
    const key = reached.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push(reached) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** Places reached by one more byte; undefined where a word is complete. */
  #reach(places: readonly number[], byte: number): readonly number[] | undefined {
    const reached: number[] = [];
    const starts = (this.#beginning[byte] ?? []).map((word) => word << 6);
    for (const place of [...places, ...starts]) {
      const word = this.#words[place >> 6] as Word;
      const at = place & 63;
      if (word[at]?.[byte] !== 1) continue;
      if (at + 1 === word.length) return undefined;
      reached.push(place + 1);
    }
    return reached.toSorted((a, b) => a - b);
  }
}

const isWordByte = (byte: number): boolean => /\w/.test(String.fromCharCode(byte));

const sets = new Map<string, Uint8Array>();

function placesOf(word: string): Word {
  const places = word.match(/\\[dW]|\[[^\]]+\]|[\s\S]/g) ?? [];
  return places.map((place) => {
    const known = sets.get(place);
    if (known !== undefined) return known;
    const fits = setOf(place);
    const set = Uint8Array.from({ length: 256 }, (_, byte) => (fits(byte) ? 1 : 0));
    sets.set(place, set);
    return set;
  });
}

function setOf(place: string): (byte: number) => boolean {
  if (place === '\\d') return (byte) => byte >= 48 && byte <= 57;
  if (place === '\\W') return (byte) => byte > 127 || !isWordByte(byte);
  if (place.length === 1) {
    const cases = [place.toLowerCase().charCodeAt(0), place.toUpperCase().charCodeAt(0)];
    return (byte) => cases.includes(byte);
  }
  const set = new RegExp(place);
  return (byte) => set.test(String.fromCharCode(byte));
}

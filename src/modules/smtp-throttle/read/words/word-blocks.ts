import type { Word } from '../../../../core/patterns/places.ts';
import { compile, instantiate } from '../../../../core/web-assembly.ts';
import type { BlockLines } from './block-lines.ts';
import { folded, type Gram, gramsOf } from './word-grams.ts';
import { setOf } from './word-scan.ts';
import { wordScannerCode } from './word-scanner-code.ts';

/** Bytes of text from the beginning of the scanner's memory, places behind them, line ends behind the tables. */
const capacity = (1 << 20) - 64;
const [placesAt, endsAt] = [1 << 20, 4 << 20];
const lineFeed = 10;

/** Where the tables of the scanner are, a bit for each hash; by which factor each is hashed. */
const tables = [
  { at: 0x300000, factor: 0x9e3779b1 },
  { at: 0x304000, factor: 0x85ebca6b },
];

type Find = (at: number, end: number, out: number) => number;

/** What `word-scanner.wat` exports. */
interface Scanner {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly words: Find;
  readonly lines: Find;
  readonly codes: Find;
}

function openScanner(): Scanner | undefined {
  const module = compile(wordScannerCode);
  return module && instantiate<Scanner>(module);
}

/** Finds the lines of large blocks and the words in them, 2 GB a second: a twentieth of the time of `WordScan`. */
export class WordBlocks {
  readonly #find: Omit<Scanner, 'memory'>;
  readonly #data: Uint8Array;
  readonly #bytes: DataView;
  readonly #places: Uint32Array;
  readonly #ends: Uint32Array;
  #groups = new Uint16Array(1 << 12);
  readonly #grams: ReadonlyMap<number, readonly Gram[]>;
  readonly #words: readonly (readonly Uint8Array[])[];
  readonly #groupOf: readonly number[];
  readonly #codeGroup: number;

  /** Words by the bit of their group; `codeGroup` is that of names such as ECONNRESET. Undefined where WebAssembly is switched off. */
  static open(groups: ReadonlyMap<number, readonly Word[]>, codeGroup: number): WordBlocks | undefined {
    const found = openScanner();
    return found === undefined ? undefined : new WordBlocks(found, groups, codeGroup);
  }

  private constructor({ memory, ...find }: Scanner, groups: ReadonlyMap<number, readonly Word[]>, codeGroup: number) {
    this.#find = find;
    this.#data = new Uint8Array(memory.buffer);
    this.#bytes = new DataView(memory.buffer);
    this.#places = new Uint32Array(memory.buffer, placesAt);
    this.#ends = new Uint32Array(memory.buffer, endsAt);
    const words = [...groups].flatMap(([group, members]) => members.map((word) => ({ group, word })));
    this.#words = words.map(({ word }) => word.map(setOf));
    this.#groupOf = words.map(({ group }) => group);
    this.#grams = gramsOf(words.map(({ word }) => word));
    this.#codeGroup = codeGroup;
    for (const bytes of this.#grams.keys()) {
      for (const { at, factor } of tables) {
        const hash = Math.imul(bytes, factor);
        const word = at + ((hash >>> 18) & 0x3ffc);
        this.#bytes.setInt32(word, this.#bytes.getInt32(word, true) | (1 << ((hash >>> 13) & 31)), true);
      }
    }
  }

  /** Lines of a block; undefined for one that is too long. Valid until the next call. */
  scan(block: Uint8Array): BlockLines | undefined {
    const { length } = block;
    if (length > capacity) return undefined;
    this.#data.set(block);
    this.#data.fill(0, length, length + 64);
    let count = (this.#find.lines(0, length, endsAt) - endsAt) / 4;
    if (length > 0 && block[length - 1] !== lineFeed) this.#ends[count++] = length;
    // The last line may have no end, and words may end with it.
    this.#data[length] = lineFeed;
    if (this.#groups.length <= count) this.#groups = new Uint16Array(count * 2);
    this.#groups.fill(0, 0, count + 1);
    this.#mark(count, this.#find.words(0, length, placesAt), (place) => this.#groupsAt(place));
    this.#mark(count, this.#find.codes(0, length, placesAt), (place) =>
      this.#isWordByte(place - 1) ? 0 : this.#codeGroup,
    );
    return { count, ends: this.#ends, groups: this.#groups };
  }

  /** Adds to the groups of lines those of the places that were found. */
  #mark(lines: number, end: number, groupsAt: (place: number) => number): void {
    const places = this.#places;
    const count = (end - placesAt) / 4;
    let line = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i] as number;
      const found = groupsAt(place);
      if (found === 0) continue;
      // What is found may begin with the line feed in front of its line.
      while (line < lines && (this.#ends[line] as number) <= place) line++;
      this.#groups[line] = (this.#groups[line] as number) | found;
    }
  }

  /** Groups of the words whose four bytes stand here. */
  #groupsAt(place: number): number {
    let groups = 0;
    for (const { word, offset } of this.#grams.get(folded(this.#bytes.getInt32(place, true))) ?? []) {
      const group = this.#groupOf[word] as number;
      if ((groups & group) === 0 && this.#stands(this.#words[word] as readonly Uint8Array[], place - offset)) {
        groups |= group;
      }
    }
    return groups;
  }

  #stands(word: readonly Uint8Array[], at: number): boolean {
    for (let i = 0; i < word.length; i++) {
      const byte = at + i < 0 ? lineFeed : (this.#data[at + i] as number);
      if ((word[i] as Uint8Array)[byte] !== 1) return false;
    }
    return true;
  }

  #isWordByte(at: number): boolean {
    return at >= 0 && wordBytes[this.#data[at] as number] === 1;
  }
}

const wordBytes = setOf('\\w');

import { complainsBeside, isBeside } from '../read/beside.ts';
import { unwrap } from '../read/container.ts';
import { complains, isPostfixDaemon } from '../read/postfix.ts';
import type { Clock } from '../read/record-time.ts';
import { hashOfBytes } from './line-bytes.ts';

const [lineFeed, blank, slash, colon, bracket, closing] = [10, 32, 47, 58, 91, 93];
/** The first letters of `warning`, `error`, `fatal`, `panic`. */
const markLetters = new Set([119, 101, 102, 112]);
const maxPrograms = 1_000;

/** What a line that is no delivery is to the reader. */
export interface OtherLines {
  /** A line that complains of what nothing here knows. */
  readonly complaint: (line: number, text: string) => void;
  /** A line that is neither Postfix's nor of a daemon beside it. */
  readonly foreign: (line: number, text: string) => void;
}

/** Looks at every line of a mail log, by its bytes: whose it is and whether it complains. */
export class LineWatch {
  readonly #data: Uint8Array;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #clock: Clock;
  readonly #to: OtherLines;
  readonly #programs = new Map<number, boolean>();
  /** ` mx1 postfix/`, as on the line of Postfix before. */
  readonly #tag = new Uint8Array(64);
  readonly #tagView = new DataView(this.#tag.buffer);
  #tagLength = 0;
  /** Where the tag is of a line that has another one. */
  #tagAt = 0;
  #tagEnd = 0;

  constructor(data: Uint8Array, clock: Clock, to: OtherLines) {
    this.#data = data;
    this.#bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
    this.#view = new DataView(data.buffer, data.byteOffset, data.length);
    this.#clock = clock;
    this.#to = to;
  }

  /** Looks at the complete lines of the first `end` bytes; `before`: how many lines came before them. */
  block(end: number, before: number): void {
    const bytes = this.#bytes.subarray(0, end);
    let [start, number] = [0, before];
    for (let stop = bytes.indexOf(lineFeed); stop !== -1; stop = bytes.indexOf(lineFeed, start)) {
      number++;
      if (stop > start && !this.#isUsual(start, stop)) this.#look(start, stop, number);
      start = stop + 1;
    }
  }

  /** Whether Postfix just tells what it does. */
  #isUsual(start: number, stop: number): boolean {
    const data = this.#data;
    let i = this.#daemonAt(start, stop);
    if (i < 0) return this.#isQuietBeside(stop);
    const daemon = i;
    while (i < stop && data[i] !== bracket && data[i] !== colon) i++;
    if (!this.#isDaemon(daemon, i)) return false;
    while (i < stop && data[i] !== closing) i++;
    i += 3;
    if (markLetters.has(data[i] as number)) return !this.#isMarked(i);
    while (i < stop && data[i] !== colon && data[i] !== blank) i++;
    return !(data[i] === colon && markLetters.has(data[i + 2] as number) && this.#isMarked(i + 2));
  }

  /** Whether the line is of a daemon beside Postfix, and no complaint. */
  #isQuietBeside(stop: number): boolean {
    const data = this.#data;
    let i = this.#tagEnd;
    const program = this.#bytes.toString('latin1', this.#tagAt, data[i - 1] === colon ? i - 1 : i);
    if (!isBeside(program)) return false;
    if (data[i] === bracket) while (i < stop && data[i] !== closing) i++;
    while (i < stop && data[i] !== blank) i++;
    return !complainsBeside({ program, text: this.#bytes.toString('latin1', i + 1, stop) });
  }

  #isMarked(at: number): boolean {
    return /^(?:warning|error|fatal|panic):/.test(this.#bytes.toString('latin1', at, at + 8));
  }

  /** Where the name of the daemon begins, behind `postfix/`; host and tag are often those of the line before. */
  #daemonAt(start: number, stop: number): number {
    const data = this.#data;
    let i = start + 15;
    if ((data[start] as number) < 58) for (i = start; i < stop && data[i] !== blank; ) i++;
    const from = i;
    if (this.#same(from)) return from + this.#tagLength;
    for (i++; i < stop && data[i] !== blank; ) i++;
    const tag = i + 1;
    for (i++; i < stop && data[i] !== slash && data[i] !== bracket && data[i] !== blank; ) i++;
    this.#tagAt = tag;
    this.#tagEnd = i;
    if (data[i] !== slash) return -1;
    const length = i + 1 - from;
    if (length > this.#tag.length || !/^postfix/.test(this.#bytes.toString('latin1', tag, i))) return -1;
    this.#tagLength = length;
    this.#tag.set(data.subarray(from, i + 1));
    return i + 1;
  }

  #same(start: number): boolean {
    const length = this.#tagLength;
    if (length < 4) return false;
    for (let i = 0; i < length - 4; i += 4)
      if (this.#view.getInt32(start + i) !== this.#tagView.getInt32(i)) return false;
    return this.#view.getInt32(start + length - 4) === this.#tagView.getInt32(length - 4);
  }

  #isDaemon(at: number, end: number): boolean {
    const hash = hashOfBytes(this.#data, at, end);
    let known = this.#programs.get(hash);
    if (known === undefined) {
      known = isPostfixDaemon(`postfix/${this.#bytes.toString('latin1', at, end)}`);
      if (this.#programs.size < maxPrograms) this.#programs.set(hash, known);
    }
    return known;
  }

  #look(start: number, stop: number, number: number): void {
    const text = this.#bytes.toString('utf8', start, stop).replace(/\r$/, '');
    if (text === '') return;
    const inner = unwrap(text, this.#clock);
    const program = inner.program ?? '';
    if (isBeside(program) ? complainsBeside(inner) : isPostfixDaemon(program) && complains(inner))
      this.#to.complaint(number, text);
    // A status line was read where it was found.
    else if (!isBeside(program) && !isPostfixDaemon(program) && !text.includes('status='))
      this.#to.foreign(number, text);
  }
}

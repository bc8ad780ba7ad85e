import { isPostfixDaemon } from '../read/postfix.ts';
import { type Clock, findTime } from '../read/record-time.ts';
import { hashOfBytes } from './line-bytes.ts';

const [blank, bracket, closing, colon] = [32, 91, 93, 58];
/** Daemons of which the answer is remembered. */
const maxPrograms = 1_000;

/** Reads what stands first on a line of Postfix, by its bytes: time, host, daemon, queue id. */
export class LinePrefix {
  /** Seconds since the epoch, of the line read last. */
  second = 0;
  /** Where its queue id ends. */
  idEnd = 0;
  readonly #data: Uint8Array;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #clock: Clock;
  readonly #programs = new Map<number, boolean>();
  readonly #stamp = new Uint8Array(19);
  readonly #stampView = new DataView(this.#stamp.buffer);
  #stampLength = 0;
  /** Second in which the minute of the last time began. */
  #minute = 0;

  constructor(data: Uint8Array, clock: Clock) {
    this.#data = data;
    this.#bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
    this.#view = new DataView(data.buffer, data.byteOffset, data.length);
    this.#clock = clock;
  }

  /**
   * Time, program and queue id of a line; false where one of them is not as usual. `idEnd` where the scanner has read
   * all but the time.
   */
  read(start: number, at: number, idEnd: number): boolean {
    const data = this.#data;
    const stampEnd = this.#time(start);
    if (stampEnd < 0) return false;
    this.idEnd = idEnd;
    if (idEnd > 0) return true;
    let i = this.#behindTag(stampEnd, at);
    if (i < 0) return false;
    while (i < at && data[i] !== closing) i++;
    if (data[i + 1] !== colon || data[i + 2] !== blank) return false;
    for (i += 3; i < at && data[i] !== colon; i++);
    this.idEnd = i;
    return data[i + 1] === blank && data[i + 2] === 116 && data[i + 3] === 111 && data[i + 4] === 61;
  }

  /** Where the bracket is behind host and daemon, -1 where none is. */
  #behindTag(from: number, at: number): number {
    const data = this.#data;
    let i = from + 1;
    while (i < at && data[i] !== blank) i++;
    const tag = ++i;
    while (i < at && data[i] !== bracket && data[i] !== blank) i++;
    return data[i] === bracket && this.#isPostfix(tag, i) ? i : -1;
  }

  /** Reads the time; most lines have the time of the line before. Returns where it ends, -1 where it is none. */
  #time(start: number): number {
    const data = this.#data;
    const stamp = this.#stamp;
    const digit = (data[start] as number) < 58;
    const length = digit ? 19 : 15;
    let end = start + length;
    if (digit) while (data[end] !== blank && end < start + 40) end++;
    if (length === this.#stampLength && this.#same(start, length - 2)) {
      const tens = data[start + length - 2] as number;
      const ones = data[start + length - 1] as number;
      const second = this.#minute + (tens - 48) * 10 + ones - 48;
      this.second = second;
      return end;
    }
    const time = findTime(this.#bytes.toString('latin1', start, end), this.#clock, 0);
    if (time === undefined || data[end] !== blank) return -1;
    const second = Math.floor(time.at / 1000);
    this.second = second;
    this.#minute = second - (second % 60);
    this.#stampLength = length;
    stamp.set(data.subarray(start, start + length));
    return end;
  }

  /** Four bytes a step, in the order that processors have them; the last step overlaps the one before. */
  #same(start: number, length: number): boolean {
    const [view, known] = [this.#view, this.#stampView];
    for (let i = 0; i < length - 4; i += 4)
      if (view.getInt32(start + i, true) !== known.getInt32(i, true)) return false;
    return view.getInt32(start + length - 4, true) === known.getInt32(length - 4, true);
  }

  #isPostfix(at: number, end: number): boolean {
    const hash = hashOfBytes(this.#data, at, end);
    let known = this.#programs.get(hash);
    if (known === undefined) {
      known = isPostfixDaemon(this.#bytes.toString('latin1', at, end));
      if (this.#programs.size < maxPrograms) this.#programs.set(hash, known);
    }
    return known;
  }

  id(): string {
    return this.#bytes.toString('latin1', this.#bytes.lastIndexOf(blank, this.idEnd) + 1, this.idEnd);
  }

  /** Of a time with a fraction: its first three digits. */
  milliseconds(start: number): number {
    if (this.#stampLength !== 19 || this.#data[start + 19] !== 46) return 0;
    const text = /^\d{1,3}/.exec(this.#bytes.toString('latin1', start + 20, start + 23))?.[0] ?? '0';
    return Number(text.padEnd(3, '0'));
  }
}

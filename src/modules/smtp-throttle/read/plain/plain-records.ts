import { unwrap } from '../container.ts';
import { isDatedObject } from '../json-line.ts';
import type { LogReader } from '../reader.ts';
import { type Clock, findTime } from '../record-time.ts';
import { isIndented, mayBeExim, stampEnd } from './stamp.ts';
import { tellingWords } from './telling-words.ts';
import { WordScan } from './word-scan.ts';

const [lineFeed, carriageReturn, backslash, brace, letterT] = [10, 13, 92, 123, 84];
/** Records as long as this are left to the general reader, which cuts them. */
const maxRecord = 16_384;
const maxRecordLines = 250;
/** A line longer than this is cut, as everywhere. */
const maxLine = 1 << 20;

let scan: WordScan | undefined;
/** One for all inputs: what it has learned of one text helps with the next. */
function tellingScan(): WordScan {
  scan ??= new WordScan(tellingWords);
  return scan;
}

/**
 * Reads UTF-8 text for a reader of lines, and spares it the records that say nothing of mails: those
 * that begin with an ISO time and have no telling word. The reader gets all others, line by line.
 */
export class PlainRecords {
  readonly #reader: LogReader;
  readonly #clock: Clock;
  readonly #scan = tellingScan();
  #number = 0;
  /** Begin of the last record that was spared since the reader saw a time; -1 for none. */
  #spared = -1;
  /** Begin of the last line that was seen to stand alone. */
  #bare = -1;

  constructor(reader: LogReader, clock: Clock) {
    this.#reader = reader;
    this.#clock = clock;
  }

  /** Reads the complete records of a text, or all of it if it is the last; returns how many bytes it used. */
  block(bytes: Buffer, last: boolean): number {
    let at = 0;
    this.#bare = -1;
    while (at < bytes.length) {
      const next = this.#reader.readsRecords ? this.#plain(bytes, at, last) : -1;
      if (next === 0) break;
      const after = next > 0 ? next : this.#line(bytes, at, last);
      if (after === 0) break;
      at = after;
    }
    this.#tellZone(bytes);
    return at;
  }

  /** Where the next record begins behind one that needs no reading; -1 where it does, 0 where its end is not here. */
  #plain(bytes: Buffer, at: number, last: boolean): number {
    if (bytes[at] === brace) return this.#json(bytes, at);
    const seconds = stampEnd(bytes, at);
    if (seconds === -1) return -1;
    let line = at;
    let lines = 0;
    do {
      const end = this.#scan.lineEnd(bytes, lines === 0 ? seconds : line, bytes.length);
      const goesOn = lines === 0 || isIndented(bytes, line, end);
      if (end === -1 || !goesOn || end - at > maxRecord || lines > maxRecordLines) return -1;
      lines++;
      line = end + 1;
      if (line >= bytes.length && !last) return 0;
    } while (line < bytes.length && stampEnd(bytes, line) === -1);
    return this.#isApart(bytes, at, line) ? this.#spare(at, lines, Math.min(line, bytes.length)) : -1;
  }

  /** What follows must end this record, which a line of a container or an agent does not. */
  #isApart(bytes: Buffer, at: number, next: number): boolean {
    return this.#isBare(bytes, at) && (next >= bytes.length || this.#isBare(bytes, next));
  }

  /** Whether a line with a time stands alone: in no container, and of no agent. */
  #isBare(bytes: Buffer, at: number): boolean {
    if (at === this.#bare) return true;
    const seconds = stampEnd(bytes, at);
    if (mayBeExim(bytes, seconds)) return false;
    if (bytes[seconds - 9] === letterT) {
      const line = bytes.toString('latin1', at, Math.min(seconds + 400, lineEndOf(bytes, at)));
      if (unwrap(line, this.#clock).text !== line) return false;
    }
    this.#bare = at;
    return true;
  }

  #spare(at: number, lines: number, next: number): number {
    this.#spared = at;
    this.#number += lines;
    this.#reader.spared(lines, false);
    return next;
  }

  /** The same for an object on one line. */
  #json(bytes: Buffer, at: number): number {
    const end = this.#scan.lineEnd(bytes, at, bytes.length);
    if (end === -1 || end === bytes.length || end - at > maxRecord) return -1;
    for (let i = at; i < end; i++) if (bytes[i] === backslash || bytes[i] === carriageReturn) return -1;
    const line = bytes.toString('utf8', at, end);
    if (!isDatedObject(line, this.#clock)) return -1;
    this.#reader.spared(1, true);
    this.#number++;
    return end + 1;
  }

  /** Hands a line on; returns where the next begins, 0 where its end is not here. */
  #line(bytes: Buffer, at: number, last: boolean): number {
    const found = bytes.indexOf(lineFeed, at);
    if (found === -1 && !last && bytes.length - at < maxLine) return 0;
    const end = found === -1 ? bytes.length : found;
    if (stampEnd(bytes, at) === -1) this.#tellZone(bytes);
    this.#spared = -1;
    const text = bytes.toString('utf8', at, end).replaceAll('\0', '').replace(/\r$/, '');
    for (const line of text.includes('\r') ? text.split('\r') : [text]) {
      this.#reader.line(line.slice(0, maxLine), ++this.#number);
    }
    return Math.min(end + 1, bytes.length);
  }

  /** Whether times name their zone shows in the last one. */
  #tellZone(bytes: Buffer): void {
    if (this.#spared === -1) return;
    const head = bytes.toString('latin1', this.#spared, Math.min(this.#spared + 80, lineEndOf(bytes, this.#spared)));
    const time = findTime(head, this.#clock, 32);
    if (time !== undefined) this.#reader.sparedZone(time.zoned);
    this.#spared = -1;
  }
}

function lineEndOf(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(lineFeed, at);
  return end === -1 ? bytes.length : end;
}

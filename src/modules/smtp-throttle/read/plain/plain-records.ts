import { unwrap } from '../container.ts';
import type { LogReader } from '../reader.ts';
import { type Clock, findTime } from '../record-time.ts';
import { continuesDated } from '../records.ts';
import { telling } from '../words/telling.ts';
import { tellingScan } from '../words/telling-words.ts';
import { looksDated } from './dated-object.ts';
import { isIndented, mayBeExim, stampEnd } from './stamp.ts';

const [lineFeed, brace] = [10, 123];
const [letterT, letterA, letterZ] = [84, 97, 122];
/** Records as long as this are left to the general reader, which cuts them. */
const maxRecord = 16_384;
const maxRecordLines = 250;
/** A line longer than this is cut, as everywhere. */
const maxLine = 1 << 20;

/**
 * Reads UTF-8 text for a reader of lines, and spares it the records that say nothing of mails: those
 * that begin with an ISO time and have no telling word. Of the others the reader gets those that stand
 * alone whole, all else line by line.
 */
export class PlainRecords {
  readonly #reader: LogReader;
  readonly #clock: Clock;
  #number = 0;
  /** Lines of the record looked at. */
  #lines = 0;
  /** Begin of the last record that was spared since the reader saw a time; -1 for none. */
  #spared = -1;
  /** Begin of the last line that was seen to stand alone. */
  #bare = -1;

  constructor(reader: LogReader, clock: Clock) {
    this.#reader = reader;
    this.#clock = clock;
  }

  /** Reads the complete records of a text, or all of it if it is the last; returns how many bytes it used. */
  block(all: Buffer, last: boolean): number {
    const lines = all.lastIndexOf(lineFeed) + 1;
    const bytes = last || all.length - lines >= maxLine ? all : all.subarray(0, lines);
    let at = 0;
    this.#bare = -1;
    while (at < bytes.length) {
      const next = this.#reader.readsRecords ? this.#plain(bytes, at, last) : -1;
      if (next === 0) break;
      at = next > 0 ? next : this.#line(bytes, at);
    }
    this.#tellZone(bytes);
    return at;
  }

  /** Reads a record that stands alone; returns where the next begins, -1 where it is another, 0 where its end is not here. */
  #plain(bytes: Buffer, at: number, last: boolean): number {
    if (bytes[at] === brace) return this.#json(bytes, at);
    const next = this.#end(bytes, at, last);
    if (next <= 0) return next;
    const { met } = tellingScan();
    if ((met & telling.otherLines) !== 0 || !this.#isApart(bytes, at, next)) return -1;
    if (this.#reader.wants(met, false)) this.#read(bytes, at, next, met);
    else {
      this.#spared = at;
      this.#reader.spared(this.#lines, false);
    }
    this.#number += this.#lines;
    return next;
  }

  /** Where the record ends that begins here, and of how many lines it is; -1 and 0 as above. */
  #end(bytes: Buffer, at: number, last: boolean): number {
    let from = stampEnd(bytes, at);
    if (from === -1) return -1;
    const scan = tellingScan();
    scan.met = 0;
    this.#lines = 0;
    let line = at;
    do {
      const end = scan.lineEnd(bytes, from, bytes.length);
      if (end - at > maxRecord || this.#lines > maxRecordLines) return -1;
      if (line !== at && !this.#goesOn(bytes, line, end)) return -1;
      this.#lines++;
      line = end + 1;
      from = line;
      if (line >= bytes.length) return last ? bytes.length : 0;
    } while (stampEnd(bytes, line) === -1);
    return line;
  }

  /** Whether a line is of the record before it: one that is indented, or the words of an exception. */
  #goesOn(bytes: Buffer, at: number, end: number): boolean {
    if (isIndented(bytes, at, end)) return true;
    const first = (bytes[at] as number) | 32;
    return first >= letterA && first <= letterZ && continuesDated(bytes.toString('utf8', at, end), this.#clock);
  }

  #read(bytes: Buffer, at: number, next: number, tells: number): void {
    const text = bytes.toString('utf8', at, bytes[next - 1] === lineFeed ? next - 1 : next);
    const plain = text.includes('\r') ? text.replace(/\r(?=\n|$)/g, '') : text;
    this.#spared = -1;
    this.#reader.dated(plain, this.#number + 1, this.#lines, tells);
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

  /** The same for an object on one line. */
  #json(bytes: Buffer, at: number): number {
    const scan = tellingScan();
    scan.met = 0;
    const end = scan.lineEnd(bytes, at, bytes.length);
    if (end === bytes.length || end - at > maxRecord || this.#reader.wants(scan.met, true)) return -1;
    const line = bytes.toString('latin1', at, end);
    if (line.includes('\\') || line.endsWith('\r')) return -1;
    if (!looksDated(line, this.#clock)) return -1;
    this.#reader.spared(1, true);
    this.#number++;
    return end + 1;
  }

  /** Hands a line on; returns where the next begins. */
  #line(bytes: Buffer, at: number): number {
    const end = lineEndOf(bytes, at);
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

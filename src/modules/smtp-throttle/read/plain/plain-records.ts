import { unwrap } from '../container.ts';
import type { LogReader } from '../reader.ts';
import { type Clock, findTime } from '../record-time.ts';
import { continuesDated } from '../records.ts';
import type { BlockLines } from '../words/block-lines.ts';
import { telling } from '../words/telling.ts';
import { tellingInBytes, tellingLines } from '../words/telling-words.ts';
import { looksDated } from './dated-object.ts';
import { isIndented, mayBeExim, stampEnd } from './stamp.ts';

const [lineFeed, brace] = [10, 123];
const [letterT, letterA, letterZ] = [84, 97, 122];
/** Records as long as this are left to the general reader, which cuts them. */
const maxRecord = 16_384;
const maxRecordLines = 250;
/** A line longer than this is cut, as everywhere. */
const maxLine = 1 << 20;

/** Fields of an object that are put into words, and a code in front of what a field says. */
const wordyFields = /"(?:code|command)"|"[\s'[(>*-]{0,8}(?:smtp|#|<|[245]\d\d)/i;

/**
 * Reads UTF-8 text for a reader of lines, and spares it the records that say nothing of mails: those
 * that begin with an ISO time and have no telling word. Of the others the reader gets those that stand
 * alone whole, all else line by line.
 */
export class PlainRecords {
  readonly #reader: LogReader;
  readonly #clock: Clock;
  #bytes: Buffer = Buffer.alloc(0);
  /** Lines of the block, once they are asked for. */
  #lines: BlockLines | undefined;
  /** The line of the block that is next. */
  #line = 0;
  /** Lines of all blocks so far. */
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
  block(all: Buffer, last: boolean): number {
    const lines = all.lastIndexOf(lineFeed) + 1;
    const bytes = last || all.length - lines >= maxLine ? all : all.subarray(0, lines);
    this.#bytes = bytes;
    this.#lines = undefined;
    this.#line = 0;
    this.#bare = -1;
    let at = 0;
    while (at < bytes.length) {
      const next = this.#reader.readsRecords ? this.#record(at, last) : -1;
      if (next === 0) break;
      at = next > 0 ? next : this.#general(at);
    }
    this.#tellZone();
    return at;
  }

  /** Reads a record that stands alone; returns where the next begins, -1 where it is another, 0 where its end is not here. */
  #record(at: number, last: boolean): number {
    this.#lines ??= tellingLines(this.#bytes);
    if (this.#bytes[at] === brace) return this.#object(at, this.#lines);
    return stampEnd(this.#bytes, at) === -1 ? -1 : this.#dated(at, this.#lines, last);
  }

  #dated(at: number, { count, ends, groups }: BlockLines, last: boolean): number {
    const bytes = this.#bytes;
    let tells = 0;
    let line = this.#line;
    let next = at;
    do {
      const end = ends[line] as number;
      if (end - at > maxRecord || line - this.#line > maxRecordLines) return -1;
      if (line !== this.#line && !this.#goesOn(next, end)) return -1;
      tells |= groups[line] as number;
      line++;
      next = end + 1;
    } while (line < count && stampEnd(bytes, next) === -1);
    if (line === count && !last) return 0;
    if ((tells & telling.otherLines) !== 0 || !this.#isApart(at, next)) return -1;
    next = Math.min(next, bytes.length);
    this.#take(at, next, line - this.#line, tells);
    this.#line = line;
    return next;
  }

  /** Reads or spares a record that stands alone. */
  #take(at: number, next: number, lines: number, tells: number): void {
    const bytes = this.#bytes;
    // The words of rules are looked for in the few records that may need them.
    const all = this.#reader.wants(tells | telling.rule, false) ? tellingInBytes(bytes, at, next) : 0;
    if (all !== 0 && this.#reader.wants(all, false)) {
      const text = bytes.toString('utf8', at, bytes[next - 1] === lineFeed ? next - 1 : next);
      this.#spared = -1;
      this.#reader.dated(text.replace(/\r(?=\n|$)/g, ''), this.#number + 1, lines, all);
    } else {
      this.#spared = at;
      this.#reader.spared(lines, false);
    }
    this.#number += lines;
  }

  /** Whether a line is of the record before it: one that is indented, or the words of an exception. */
  #goesOn(at: number, end: number): boolean {
    const bytes = this.#bytes;
    if (isIndented(bytes, at, end)) return true;
    const first = (bytes[at] as number) | 32;
    return first >= letterA && first <= letterZ && continuesDated(bytes.toString('utf8', at, end), this.#clock);
  }

  /** What follows must end this record, which a line of a container or an agent does not. */
  #isApart(at: number, next: number): boolean {
    return this.#isBare(at) && (next >= this.#bytes.length || this.#isBare(next));
  }

  /** Whether a line with a time stands alone: in no container, and of no agent. */
  #isBare(at: number): boolean {
    if (at === this.#bare) return true;
    const bytes = this.#bytes;
    const seconds = stampEnd(bytes, at);
    if (mayBeExim(bytes, seconds)) return false;
    if (bytes[seconds - 9] === letterT) {
      const line = bytes.toString('latin1', at, Math.min(seconds + 400, lineEndOf(bytes, at)));
      if (unwrap(line, this.#clock).text !== line) return false;
    }
    this.#bare = at;
    return true;
  }

  /** Spares an object on one line. */
  #object(at: number, { ends, groups }: BlockLines): number {
    const end = ends[this.#line] as number;
    const tells = groups[this.#line] as number;
    if (end - at > maxRecord || (tells & (telling.reply | telling.sent | telling.otherLines)) !== 0) return -1;
    const line = this.#bytes.toString('latin1', at, end);
    if (line.includes('\\') || line.endsWith('\r')) return -1;
    if (this.#reader.wants(tells | telling.rule, true) && this.#mayFail(line, at, end)) return -1;
    if (!looksDated(line, this.#clock)) return -1;
    this.#reader.spared(1, true);
    this.#line++;
    this.#number++;
    return Math.min(end + 1, this.#bytes.length);
  }

  /** Whether an object may tell of a failure, by the words of a rule, or what becomes one when it is read. */
  #mayFail(line: string, at: number, end: number): boolean {
    return wordyFields.test(line) || this.#reader.wants(tellingInBytes(this.#bytes, at, end), true);
  }

  /** Hands a line on; returns where the next begins. */
  #general(at: number): number {
    const bytes = this.#bytes;
    const end = lineEndOf(bytes, at);
    if (stampEnd(bytes, at) === -1) this.#tellZone();
    this.#spared = -1;
    this.#line++;
    const text = bytes.toString('utf8', at, end).replaceAll('\0', '').replace(/\r$/, '');
    for (const line of text.includes('\r') ? text.split('\r') : [text]) {
      this.#reader.line(line.slice(0, maxLine), ++this.#number);
    }
    return Math.min(end + 1, bytes.length);
  }

  /** Whether times name their zone shows in the last one. */
  #tellZone(): void {
    if (this.#spared === -1) return;
    const bytes = this.#bytes;
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

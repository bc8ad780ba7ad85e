import { unwrap } from '../container.ts';
import type { LogReader } from '../reader.ts';
import { type Clock, findTime } from '../record-time.ts';
import { continuesDated } from '../records.ts';
import type { BlockLines } from '../words/block-lines.ts';
import { anySent, telling } from '../words/telling.ts';
import { tellingIn, tellingInBytes, tellingLines } from '../words/telling-words.ts';
import { looksDated } from './dated-object.ts';
import { InnerLine } from './inner-line.ts';
import { isIndented, mayBeExim, stampEnd } from './stamp.ts';

const [lineFeed, atSign, brace] = [10, 64, 123];
const [letterT, letterA, letterZ] = [84, 97, 122];
/** Records as long as this are left to the general reader, which cuts them. */
const maxRecord = 16_384;
const maxRecordLines = 250;
/** A line longer than this is cut, as everywhere. */
const maxLine = 1 << 20;

/** Fields of an object that are put into words, and a code in front of what a field says. */
const wordyFields = /"(?:code|command)"|"[\s'[(>*-]{0,8}(?:smtp|#|<|[245]\d\d)/i;

/** A field that begins with a recipient, which is a failure without any other word: `<a@b.example>: connect to …`. */
const addressed = /"[\s'[(>*-]{0,8}<[^"<>@\s]{1,64}@/;

/** Whether a record with such words must be looked at to say what it is, though it tells of no mail. */
const looksInto = (tells: number): boolean => (tells & (telling.mail | telling.failing)) !== 0;

/** A record in a block: where it begins, and the words in its first line; where the next one begins; its lines. */
interface Extent {
  readonly at: number;
  readonly begin: number;
  readonly next: number;
  readonly lines: number;
  readonly contained: boolean;
}

/**
 * Reads UTF-8 text for a reader of lines, and spares it the records that say nothing of mails: those
 * that begin with an ISO time and have no telling word. Of the others the reader gets those that stand
 * alone whole, all else line by line.
 */
export class PlainRecords {
  readonly #reader: LogReader;
  readonly #clock: Clock;
  readonly #inner = new InnerLine();
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
  /** The first sign of an address from the record on that was asked for last. */
  #sign = -1;

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
    this.#sign = -1;
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
    this.#inner.find(this.#bytes, at, this.#lines.ends[this.#line] as number);
    if (this.#bytes[this.#inner.at] === brace) return this.#object(this.#lines);
    return stampEnd(this.#bytes, this.#inner.at) === -1 ? -1 : this.#dated(at, this.#lines, last);
  }

  #dated(at: number, lines: BlockLines, last: boolean): number {
    const begin = this.#inner.at;
    const found = this.#extent(at, lines);
    if (found === undefined) return -1;
    const { extent, tells } = found;
    const line = this.#line + extent.lines;
    if (line === lines.count && !last) return 0;
    // What follows must end this record, which a line of another container or of an agent does not.
    const apart = this.#isBare(begin) && (line === lines.count || this.#isBare(this.#inner.at));
    if ((tells & telling.otherLines) !== 0 || !apart) return -1;
    if (extent.contained) this.#reader.contained();
    this.#take(extent, tells);
    this.#line = line;
    return extent.next;
  }

  /** The record that begins here; undefined where a line of it may be of something else. */
  #extent(at: number, { count, ends, groups }: BlockLines): { extent: Extent; tells: number } | undefined {
    const inner = this.#inner;
    const begin = inner.at;
    let { contained } = inner;
    let tells = 0;
    let line = this.#line;
    let next = at;
    do {
      const end = ends[line] as number;
      const fits = end - at <= maxRecord && line - this.#line <= maxRecordLines;
      if (!fits || (line !== this.#line && !this.#goesOn(inner.at, inner.end))) return undefined;
      contained ||= inner.contained;
      tells |= groups[line] as number;
      line++;
      next = end + 1;
      if (line < count) inner.find(this.#bytes, next, ends[line] as number);
    } while (line < count && stampEnd(this.#bytes, inner.at) === -1);
    next = Math.min(next, this.#bytes.length);
    return { extent: { at, begin, next, lines: line - this.#line, contained }, tells: this.#sure(tells, at, next) };
  }

  /** What [at, end) may tell of: where no address stands there, nothing was sent to one. */
  #sure(tells: number, at: number, end: number): number {
    if ((tells & telling.sentTo) === 0) return tells;
    if (this.#sign < at) this.#sign = indexOf(this.#bytes, atSign, at);
    return this.#sign < end ? tells : tells & ~telling.sentTo;
  }

  /** Reads or spares a record that stands alone. */
  #take(extent: Extent, tells: number): void {
    const { begin, lines } = extent;
    // The words of rules are looked for in the few records that may need them, and only in their own words.
    const text = this.#reader.wants(tells | telling.rule, false) ? this.#textOf(extent) : '';
    const all = text === '' ? 0 : tellingIn(text);
    if (all !== 0 && this.#reader.wants(all, false)) {
      this.#spared = -1;
      this.#reader.dated(text, this.#number + 1, lines, all);
    } else {
      this.#spared = begin;
      const known = text !== '' || !looksInto(tells) ? text : this.#textOf(extent);
      this.#reader.spared(lines, false, known, this.#number + 1, tells);
    }
    this.#number += lines;
  }

  #textOf({ at, next, lines, contained }: Extent): string {
    const text = contained ? this.#wordsOf(at, lines) : this.#bytes.toString('utf8', at, next).replace(/\n$/, '');
    return text.includes('\r') ? text.replace(/\r(?=\n|$)/g, '') : text;
  }

  /** Lines without their container. */
  #wordsOf(at: number, count: number): string {
    const inner = new InnerLine();
    let begin = at;
    const texts = Array.from({ length: count }, (_, i) => {
      const end = this.#lines?.ends[this.#line + i] as number;
      inner.find(this.#bytes, begin, end);
      begin = end + 1;
      return this.#bytes.toString('utf8', inner.at, inner.end);
    });
    return texts.join('\n');
  }

  /** Whether a line is of the record before it: one that is indented, or the words of an exception. */
  #goesOn(at: number, end: number): boolean {
    const bytes = this.#bytes;
    if (isIndented(bytes, at, end)) return true;
    const first = (bytes[at] as number) | 32;
    return first >= letterA && first <= letterZ && continuesDated(bytes.toString('utf8', at, end), this.#clock);
  }

  /** Whether a line with a time stands alone: in no container, and of no agent. */
  #isBare(at: number): boolean {
    if (at === this.#bare) return true;
    const bytes = this.#bytes;
    const seconds = stampEnd(bytes, at);
    if (mayBeExim(bytes, seconds)) return false;
    if (bytes[seconds - 9] === letterT) {
      const line = bytes.toString('latin1', at, Math.min(seconds + 400, indexOf(bytes, lineFeed, at)));
      if (unwrap(line, this.#clock).text !== line) return false;
    }
    this.#bare = at;
    return true;
  }

  /** Spares an object on one line. */
  #object({ ends, groups }: BlockLines): number {
    const { at, end, contained } = this.#inner;
    const tells = this.#sure(groups[this.#line] as number, at, end);
    if (end - at > maxRecord || (tells & (telling.reply | anySent | telling.otherLines)) !== 0) return -1;
    const line = this.#bytes.toString('latin1', at, end);
    if (line.includes('\\') || line.endsWith('\r')) return -1;
    if (line.includes('<') && addressed.test(line)) return -1;
    if (this.#reader.wants(tells | telling.rule, true) && this.#mayFail(line, at, end)) return -1;
    if (!looksDated(line, this.#clock)) return -1;
    if (contained) this.#reader.contained();
    const known = looksInto(tells) ? this.#bytes.toString('utf8', at, end) : '';
    this.#reader.spared(1, true, known, this.#number + 1, tells);
    this.#number++;
    return Math.min((ends[this.#line++] as number) + 1, this.#bytes.length);
  }

  /** Whether an object may tell of a failure, by the words of a rule, or what becomes one when it is read. */
  #mayFail(line: string, at: number, end: number): boolean {
    return wordyFields.test(line) || this.#reader.wants(tellingInBytes(this.#bytes, at, end), true);
  }

  /** Hands a line on; returns where the next begins. */
  #general(at: number): number {
    const bytes = this.#bytes;
    const end = indexOf(bytes, lineFeed, at);
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
    const head = bytes.toString(
      'latin1',
      this.#spared,
      Math.min(this.#spared + 80, indexOf(bytes, lineFeed, this.#spared)),
    );
    const time = findTime(head, this.#clock, 32);
    if (time !== undefined) this.#reader.sparedZone(time.zoned);
    this.#spared = -1;
  }
}

/** Where a byte stands from `at` on; the length where it does not. */
function indexOf(bytes: Buffer, byte: number, at: number): number {
  const found = bytes.indexOf(byte, at);
  return found === -1 ? bytes.length : found;
}

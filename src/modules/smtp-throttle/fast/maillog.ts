import type { InputCoverage } from '../../../core/coverage.ts';
import { headOf } from '../../../core/safe-text.ts';
import { isUnread } from '../faults/table.ts';
import { shortText } from '../read/asides.ts';
import { isBeside } from '../read/beside.ts';
import { unwrap } from '../read/container.ts';
import { isPostfixDaemon, tookMs } from '../read/postfix.ts';
import { LogReader } from '../read/reader.ts';
import type { ReadOptions } from '../read-options.ts';
import type { Counted, Tally } from '../tally.ts';
import { hashOfFailure } from './line-bytes.ts';
import { LinePrefix } from './line-prefix.ts';
import { LineWatch } from './other-lines.ts';
import type { Scanner } from './scanner.ts';

/** Replies of which the class is remembered. */
const maxReplies = 20_000;
const [lineFeed, blank, comma] = [10, 32, 44];
/** A mail that was tried again has waited at least so long. */
const soonSeconds = 10;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/**
 * Whether a log is nothing but Postfix and the daemons beside it, so that its status lines tell all:
 * then the general reader would ignore every other line too. Judged by the lines of its beginning.
 * Of a few lines that were pasted, those beside the status lines matter too: the general reader's work.
 */
export function isMaillog(head: string): boolean {
  const all = head.split('\n');
  if (all.length <= shortText + 1) return false;
  const lines = all.slice(0, -1);
  const clock = { zone: 'UTC', now: Number.MAX_SAFE_INTEGER };
  const programs = lines.filter((line) => line !== '').map((line) => unwrap(line, clock).program ?? '');
  const status = lines.some((line) => line.includes(', status='));
  return status && programs.every((program) => isPostfixDaemon(program) || isBeside(program));
}

/** A failure that came before, and how often it came again. */
interface Reply {
  readonly counted: Counted;
  settled: boolean;
  again: number;
}

/**
 * Reads a Postfix log by its bytes: successes are counted where they stand, failures of a kind that
 * was seen before too; whatever is new goes through the general reader, whose results these are.
 */
export class MaillogReader {
  readonly #scanner: Scanner;
  readonly #data: Uint8Array;
  readonly #bytes: Buffer;
  readonly #reader: LogReader;
  readonly #tally: Tally;
  readonly #prefix: LinePrefix;
  readonly #watch: LineWatch;
  readonly #replies = new Map<number, Reply>();
  /** Whether the scanner may fold: what it takes for a delivery always was one. */
  #folds = true;
  #second = Number.NaN;
  readonly #later: boolean;
  #firstSecond = Number.NaN;
  #sentThen = 0;
  #lines = 0;
  #general = 0;
  /** Lines that complain of what nothing here knows. */
  #complaints = 0;
  #firstComplaint: { readonly line: number; readonly text: string } | undefined;

  /** `later`: another part of the log comes before, in which a mail accepted here may have failed. */
  constructor(source: string, options: ReadOptions, tally: Tally, scanner: Scanner, later: boolean) {
    this.#later = later;
    this.#scanner = scanner;
    this.#data = scanner.data;
    this.#bytes = Buffer.from(scanner.data.buffer, scanner.data.byteOffset, scanner.data.length);
    this.#prefix = new LinePrefix(scanner.data, options);
    this.#reader = new LogReader(source, options, tally);
    this.#tally = tally;
    this.#watch = new LineWatch(scanner, options, {
      complaint: (line, text) => this.#complain(line, text),
      fault: (id, line, text) => {
        tally.fault(id, source, line, text);
        if (isUnread(id)) this.#complain(line, text);
      },
      foreign: (line, text) => {
        this.#general++;
        this.#reader.line(text, line);
      },
    });
  }

  #complain(line: number, text: string): void {
    this.#complaints++;
    this.#firstComplaint ??= { line, text: headOf(text, 200) };
  }

  /** Reads the complete lines of the first `filled` bytes; returns how many bytes those are. */
  block(filled: number, last: boolean): number {
    const data = this.#data;
    let end = this.#bytes.subarray(0, filled).lastIndexOf(lineFeed) + 1;
    if (last && end < filled && filled < data.length) {
      data[filled] = lineFeed;
      end = filled + 1;
    }
    data.fill(0, Math.max(end, filled), Math.max(end, filled) + 64);
    const { odd, lines } = this.#deliveries(end);
    const lineOf = this.#scanner.odd;
    for (let i = 0; i < odd; i += 3)
      this.#watch.line(lineOf[i] as number, lineOf[i + 1] as number, this.#lines + (lineOf[i + 2] as number) + 1);
    this.#lines += lines;
    return Math.min(end, filled);
  }

  /** Reads the deliveries of a block from the line on that begins at `from`. */
  #deliveries(end: number, from = 0): { readonly odd: number; readonly lines: number } {
    const fold = this.#folds && !this.#later && !this.#tally.wantsSpans;
    const found = this.#scanner.scan(end, { fold, follow: !this.#tally.histories.full });
    const numbers = this.#scanner.deliveries;
    for (let i = 0; i < found.deliveries; i += 5) {
      const at = numbers[i] as number;
      const start = numbers[i + 1] as number;
      const folded = numbers[i + 3] as number;
      const idEnd = numbers[i + 4] as number;
      if (start < from) continue;
      if (this.#quick(start, at, idEnd)) {
        this.#tally.sent += folded;
        this.#sentThen += folded;
      } else if (folded > 0) {
        this.#folds = false;
        return this.#deliveries(end, start);
      } else this.#slow(start, this.#lines + (numbers[i + 2] as number) + 1, at, idEnd);
    }
    return found;
  }

  /** Counts a mail that was sent; false where the line needs a closer look. */
  #quick(start: number, at: number, idEnd: number): boolean {
    const data = this.#data;
    const sent = data[at + 7] === 115 && data[at + 8] === 101 && data[at + 9] === 110 && data[at + 10] === 116;
    if (!sent || data[at + 11] !== blank || data[at - 2] !== comma) return false;
    if (!this.#prefix.read(start, at, idEnd)) return false;
    if (this.#later) this.#sentLate(start, at);
    if (this.#isFollowed()) return false;
    if (this.#tally.wantsSpans && !this.#spanned(start, at)) return false;
    if (this.#prefix.second !== this.#second) this.#nextSecond(this.#prefix.second);
    this.#tally.sent++;
    this.#sentThen++;
    return true;
  }

  /** Notes how long it took to hand over a mail; false where the line does not tell as usual. */
  #spanned(start: number, at: number): boolean {
    // What the general reader learns of a log from any attempt in it, it has to learn first.
    if (!this.#tally.successesLogged) return false;
    const from = this.#bytes.indexOf(', delay=', this.#prefix.idEnd, 'latin1');
    if (from < 0 || from > at) return false;
    const took = tookMs(this.#bytes.toString('latin1', from + 2, at));
    if (took === undefined) return false;
    const end = this.#prefix.second * 1000 + this.#prefix.milliseconds(start);
    this.#tally.sentSpan(end - Math.round(took), end);
    return true;
  }

  /** A mail that waited, or comes so soon that the part before may hold its failure. */
  #sentLate(start: number, at: number): void {
    const { second } = this.#prefix;
    if (Number.isNaN(this.#firstSecond)) this.#firstSecond = second;
    const delay = this.#bytes.indexOf('delay=', this.#prefix.idEnd, 'latin1') + 6;
    const waited = delay > 5 && delay + 1 < at && isDigit(this.#data[delay]) && isDigit(this.#data[delay + 1]);
    if (!waited && second - this.#firstSecond > soonSeconds) return;
    this.#tally.histories.sentLate(this.#prefix.id(), second * 1000 + this.#prefix.milliseconds(start));
  }

  /** Whether the mail of this line has failed before. */
  #isFollowed(): boolean {
    return this.#scanner.mayHaveFailed(this.#prefix.idEnd) && this.#tally.histories.has(this.#prefix.id());
  }

  /** Mails are counted by second when the second is over. */
  #nextSecond(second: number): void {
    if (this.#sentThen > 0) this.#tally.seconds.addSent(this.#second, this.#sentThen);
    this.#sentThen = 0;
    this.#second = second;
  }

  /** A failure, or anything else with `status=`. */
  #slow(start: number, number: number, at: number, idEnd: number): void {
    const usual = this.#prefix.read(start, at, idEnd);
    const key = usual ? hashOfFailure(this.#data, this.#prefix.idEnd) : 0;
    const known = usual ? this.#replies.get(key) : undefined;
    const { full } = this.#tally.histories;
    if (known !== undefined && this.#isSettled(known)) {
      known.again++;
      const id = full && !this.#isFollowed() ? undefined : this.#prefix.id();
      this.#tally.failedAgain(known.counted, this.#prefix.second * 1000 + this.#prefix.milliseconds(start), id);
    } else {
      const counted = this.#readGenerally(start, number, at);
      if (counted === undefined) return;
      if (usual && known === undefined && this.#replies.size < maxReplies)
        this.#replies.set(key, { counted, settled: false, again: 0 });
    }
    if (usual && !full) this.#scanner.remember(this.#prefix.idEnd);
  }

  /** Whether no more is wanted of a reply than its number; once it is so, it stays so. */
  #isSettled(reply: Reply): boolean {
    const { class: name, rule } = reply.counted.verdict;
    reply.settled ||= name !== 'unknown' && !this.#tally.wantsSpans && !this.#tally.wantsFailure(rule);
    return reply.settled;
  }

  /** Has the general reader read a line; what it counted as a failure. */
  #readGenerally(start: number, number: number, at: number): Counted | undefined {
    this.#tally.lastFailure = undefined;
    this.#general++;
    const end = this.#data.indexOf(lineFeed, at);
    this.#reader.line(this.#bytes.toString('utf8', start, end).replace(/\r$/, ''), number);
    return this.#tally.lastFailure;
  }

  /** Ends the log; every line of it was understood but those that the general reader did not. */
  end(): InputCoverage {
    this.#nextSecond(Number.NaN);
    for (const { counted, again } of this.#replies.values()) if (again > 0) this.#tally.countAgain(counted, again);
    const { firstNotUnderstood: other, ...general } = this.#reader.end('utf-8');
    const complaint = this.#firstComplaint;
    const first = complaint === undefined || (other !== undefined && other.line < complaint.line) ? other : complaint;
    return {
      ...general,
      lines: this.#lines,
      understood: this.#lines - (this.#general - general.understood) - this.#complaints,
      ...(first === undefined ? {} : { firstNotUnderstood: first }),
    };
  }
}

import type { InputCoverage } from '../../../core/coverage.ts';
import type { ReadOptions } from '../read-options.ts';
import type { Tally } from '../tally.ts';
import { datedAgent, isUnreadLine, readAgent } from './agents.ts';
import type { AppRecord } from './app-record.ts';
import type { Attempt } from './attempt.ts';
import { opensBounce } from './bounce.ts';
import { BounceLines } from './bounce-lines.ts';
import { type InnerLine, unwrap } from './container.ts';
import { Coverage } from './coverage.ts';
import { ExchangeLog } from './exchange-log.ts';
import { isQuiet, isQuietObject } from './harmless.ts';
import { readJsonLine } from './json-line.ts';
import { unquoted } from './quoted.ts';
import { maxText, RecordReader } from './record-reader.ts';
import type { Clock } from './record-time.ts';
import { RecordAssembler } from './records.ts';
import { TableReader } from './table-reader.ts';
import { WrappedLines } from './wrapped.ts';

const repetition = /^message repeated (\d{1,9}) times: \[ ?(.*)\]$/s;
/** More are hostile, and so are repetitions of repetitions (rsyslog's RepeatedMsgReduction). */
const maxRepetitions = 10_000;

/** Reads one input line by line, whatever it is made of, into a tally. */
export class LogReader {
  readonly #source: string;
  readonly #clock: Clock;
  readonly #tally: Tally;
  readonly #options: ReadOptions;
  readonly #records: RecordAssembler;
  readonly #told: RecordReader;
  readonly #wrapped: WrappedLines;
  #table: TableReader | undefined;
  #exchange: ExchangeLog | undefined;
  #bounce: BounceLines | undefined;
  #partial = '';
  #contained = false;
  readonly #coverage = new Coverage();

  /** `searchFrom`: behind so many lines, records without a telling word are spared. */
  constructor(source: string, options: ReadOptions, tally: Tally, searchFrom = 300) {
    this.#source = source;
    this.#clock = options;
    this.#options = options;
    this.#tally = tally;
    this.#told = new RecordReader(source, tally, this.#coverage, searchFrom);
    this.#records = new RecordAssembler(this.#clock, (record) => this.record(record));
    this.#wrapped = new WrappedLines(options);
  }

  /** What the beginning of the input shows of the whole. */
  sees = (head: readonly string[]): void => this.#told.sees(head);
  /** Reads the next line. */
  line(text: string, number: number): void {
    this.#coverage.lines++;
    if (this.#bounce?.takes(text) === true) return;
    this.#closeBounce();
    if (this.#told.isListed(number, text)) return;
    if (this.#table?.accepts(text) === true) {
      this.#tableLine(text, number);
      return;
    }
    if (this.#exchangeLine(text, number)) return;
    const outer = unwrap(unquoted(text), this.#clock);
    if (outer.partial === true) {
      this.#partial = (this.#partial + outer.text).slice(0, 1 << 20);
      return;
    }
    const inner = this.#partial === '' ? outer : { ...outer, text: this.#partial + outer.text };
    this.#partial = '';
    if (inner.zoned !== undefined) this.#coverage.zoned = inner.zoned;
    if (inner.program !== undefined || inner.host !== undefined) this.#contained = true;
    this.#inner(inner, text, number);
  }

  /** Whether lines so far were records of one stream, in no container: then a record without a telling word may be spared. */
  get readsRecords(): boolean {
    const document = this.#bounce ?? this.#table ?? this.#exchange ?? datedAgent(this.#coverage.formats);
    return this.#told.searches && !this.#contained && document === undefined && this.#partial === '';
  }

  /** Whether a record with a time that has words of these kinds must be read. */
  wants(tells: number, isObject: boolean): boolean {
    return this.#told.wants(tells, isObject);
  }

  /** Reads a whole record that stands alone and has a time in front. */
  dated(text: string, line: number, lines: number, tells: number): void {
    this.#coverage.lines += lines;
    this.#told.record(this.#records.addWhole(text, line), tells);
  }

  /**
   * Counts the lines of a record with a time that tells of no mail: it ends the record before, if it is no object.
   * `text` from `line` on, where it has a word of mail or of failure.
   */
  spared(lines: number, isObject: boolean, text: string, line: number, tells: number): void {
    if (isObject) this.#coverage.formats.add('json-lines');
    else this.#records.flush();
    this.#coverage.lines += lines;
    if (text === '') this.#coverage.outside += lines;
    else this.#told.remains(text, line, true, isObject ? isQuietObject(text) : isQuiet(text), tells);
  }

  /** A line came from a container, with a time that names its zone. */
  contained(): void {
    this.#coverage.zoned = true;
  }

  /** Whether the time of a record that was spared named its zone. */
  sparedZone(zoned: boolean): void {
    this.#records.zoned = zoned;
  }

  /** A line of an Exchange protocol log, or the one that opens it. */
  #exchangeLine(text: string, number: number): boolean {
    const opened = text.startsWith('#Fields:') ? ExchangeLog.open(text, this.#clock) : undefined;
    this.#exchange = opened ?? (this.#exchange?.accepts(text) === true ? this.#exchange : undefined);
    if (this.#exchange === undefined) return false;
    this.#coverage.understood++;
    this.#coverage.zoned = true;
    this.#coverage.formats.add('exchange-protocol-log');
    this.#tally.successesLogged = true;
    const attempt = opened === undefined ? this.#exchange.line(text, number) : undefined;
    if (attempt !== undefined) this.#tally.add(attempt, this.#source);
    return true;
  }

  /** A line that syslog wrote once for several. */
  #repeated(line: InnerLine, text: string, times: number, raw: string, number: number): void {
    this.#records.flush();
    const { understood } = this.#coverage;
    for (let i = 0; i < times; i++) {
      this.#inner({ ...line, text }, raw, number);
      this.#records.flush();
    }
    this.#coverage.understood = Math.min(this.#coverage.understood, understood + 1);
  }

  #inner(whole: InnerLine, raw: string, number: number): void {
    const [, count, text] = (whole.program === undefined ? null : repetition.exec(whole.text)) ?? [];
    if (text !== undefined) {
      const times = repetition.test(text) ? 1 : Math.min(Number(count), maxRepetitions);
      this.#repeated(whole, text, times, raw, number);
      return;
    }
    if (this.#wrapped.takes(whole, raw, number)) return;
    this.#unwrapped();
    if (this.#wrapped.takes(whole, raw, number)) return;
    this.#whole(whole, raw, number, 1);
  }

  /** A record that was wrapped is whole: another line came, or none. */
  #unwrapped(): void {
    const released = this.#wrapped.release();
    if (released === undefined) return;
    const { held, rest } = released;
    this.#whole(held.inner, held.raw, held.number, held.lines);
    if (rest !== '') this.#whole(unwrap(rest, this.#clock), rest, held.number + held.lines - 1, 0);
  }

  /** A line, or several that were one before someone wrapped them. */
  #whole(whole: InnerLine, raw: string, number: number, lines: number): void {
    // JSON can only be read whole.
    const inner = whole.text.startsWith('{') ? whole : { ...whole, text: whole.text.slice(0, maxText) };
    const agent = readAgent(inner, number, raw, this.#clock, this.#coverage.formats);
    if (agent !== undefined) {
      if (agent.kind === 'beside') this.#coverage.beside(lines);
      else if (isUnreadLine(agent)) this.#coverage.notUnderstood(number, raw);
      else this.#coverage.understood += lines;
      this.#told.agent(agent);
      return;
    }
    if (this.#opensDocument(inner, raw, number)) return;
    if (inner.text.startsWith('{') && inner.text.endsWith('}') && !this.#records.awaits(inner)) {
      const json = readJsonLine(inner.text, number, this.#clock);
      if (json !== undefined) {
        this.#told.json(json, inner.text);
        return;
      }
    }
    if (!this.#records.add(inner, number)) this.#coverage.understood += lines;
  }

  /** A table's header or the first line of a bounce. */
  #opensDocument(inner: InnerLine, raw: string, number: number): boolean {
    if (inner.host !== undefined) return false;
    const table = TableReader.open(raw, this.#options);
    if (table !== undefined) {
      this.#records.flush();
      this.#closeTable();
      this.#table = table;
      this.#coverage.understood++;
      this.#coverage.formats.add('table');
      return true;
    }
    if (!opensBounce(raw)) return false;
    this.#records.flush();
    this.#bounce = new BounceLines(number, raw);
    return true;
  }

  #closeBounce(): void {
    const bounce = this.#bounce?.read(this.#clock);
    this.#bounce = undefined;
    if (bounce?.attempts.length === 0) this.#coverage.notUnderstood(bounce.line, bounce.first);
    if (bounce === undefined || bounce.attempts.length === 0) return;
    this.#told.bounced();
    this.#coverage.formats.add('bounce');
    this.#coverage.understood += bounce.lines;
    for (const attempt of bounce.attempts) this.#tally.add(attempt, this.#source);
  }

  #tableLine(text: string, number: number): void {
    this.#coverage.understood++;
    for (const attempt of this.#table?.line(text, number, this.#clock) ?? []) this.#row(attempt);
  }

  #row(attempt: Attempt): void {
    this.#tally.successesLogged = true;
    this.#tally.add(attempt, this.#source);
  }

  #closeTable(): void {
    if (this.#table === undefined) return;
    this.#tally.table ??= this.#table.columns;
    for (const attempt of this.#table.end(this.#clock)) this.#row(attempt);
    const { count, first } = this.#table.unknown;
    this.#coverage.understood -= count;
    if (first !== undefined) this.#coverage.notUnderstood(first.line, first.text);
    this.#table = undefined;
  }

  /** Reads a whole record: lines that were joined, the message of an event. */
  record(record: AppRecord): void {
    this.#told.record(record);
  }

  /** Ends the input. */
  end(encoding: string): InputCoverage {
    this.#unwrapped();
    this.#closeBounce();
    this.#closeTable();
    this.#records.flush();
    this.#told.end();
    this.#coverage.zoned ??= this.#records.zoned;
    return this.#coverage.result(this.#source, encoding, this.#options);
  }
}

import { isSentence } from '../../../core/prose.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { Tally } from '../tally.ts';
import type { AppReading, AppRecord } from './app-record.ts';
import { readFailure } from './application.ts';
import { Asides, shortText } from './asides.ts';
import type { AgentLine } from './attempt.ts';
import { Candidates } from './candidates.ts';
import { codeListLines } from './code-list.ts';
import { mailWords, otherProtocol, otherTrade, smtpWords } from './context.ts';
import type { Coverage } from './coverage.ts';
import { Echoes } from './echoes.ts';
import { isQuiet, isQuietObject, remainderOf, silentLines } from './harmless.ts';
import { headerLines } from './header-lines.ts';
import { type JsonRecord, withFields } from './json-line.ts';
import { isGeneral, isProse } from './prose.ts';
import { signsIn } from './signs.ts';
import { readSuccess } from './successes.ts';
import { anySent, everything, telling } from './words/telling.ts';
import { tellingIn } from './words/telling-words.ts';
import { fingerprints } from './wrappers.ts';

/** Of a longer line or message the beginning is read. */
export const maxText = 24_000;

/** A reply code or a status. */
const hasCode = /\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b/;

const anyObject = telling.otherLines | telling.reply | anySent;
const anyRecord = anyObject | telling.client | telling.sign;

/** Reads whole records of one input: what they tell of mails goes into a tally. */
export class RecordReader {
  readonly #source: string;
  readonly #tally: Tally;
  readonly #coverage: Coverage;
  readonly #searchFrom: number;
  readonly #asides = new Asides();
  readonly #candidates = new Candidates();
  readonly #told: Echoes;
  /** Whether the dialogue of another protocol with reply codes stands in the text. */
  #foreign = false;
  /** Whether the input is prose: words of failure without anything else may be told of, not happened. */
  #prose = false;
  /** Lines that list codes and what they mean, and headers of mails that came. */
  #listed: ReadonlySet<number> = new Set();
  #headers: ReadonlySet<number> = new Set();
  /** Client library that the records so far showed. */
  #client: string | undefined;

  /** `searchFrom`: so many lines are read with every pattern before words are searched for first. */
  constructor(source: string, tally: Tally, coverage: Coverage, searchFrom: number) {
    this.#source = source;
    this.#tally = tally;
    this.#coverage = coverage;
    this.#searchFrom = searchFrom;
    this.#told = new Echoes((attempt) => tally.add(attempt, source));
  }

  /** Whether the input is long enough to search for words: to prepare for that takes longer than to read a few lines. */
  get searches(): boolean {
    return this.#coverage.lines >= this.#searchFrom;
  }

  /** What the beginning of the input shows of the whole: whether it is a page about mails. */
  sees(head: readonly string[]): void {
    this.#listed = codeListLines(head);
    this.#headers = headerLines(head);
    this.#prose = isProse(head);
  }

  /** Whether a line tells of no mail that failed: how a mail came, which is outside, or what a code means, which nothing here judges. */
  isListed(line: number, text: string): boolean {
    if (this.#headers.has(line)) this.#coverage.outside++;
    else if (this.#listed.has(line)) this.#coverage.notUnderstood(line, text);
    else return false;
    return true;
  }

  #tells(text: string): number {
    return this.searches ? tellingIn(text) : everything;
  }

  /** Whether a record with a time can tell anything, by the words in it: else it only counts as understood. */
  wants(tells: number, isObject: boolean): boolean {
    if ((tells & (isObject ? anyObject : anyRecord)) !== 0) return true;
    const mailing = (tells & (telling.mail | telling.client)) !== 0;
    if (mailing && !isObject && !this.#coverage.formats.has('application-log')) return true;
    if ((tells & telling.failing) === 0) return false;
    return mailing || (this.#client !== undefined && (tells & telling.rule) !== 0);
  }

  /** A line of a delivery agent. */
  agent(line: AgentLine): void {
    if (line.kind === 'attempt') {
      this.#tally.successesLogged = true;
      this.#asides.delivered(line.attempt);
      this.#tally.add(line.attempt, this.#source);
    } else if (line.kind === 'aside') this.#asides.add('agent', line.attempt);
    else if (line.kind === 'fault') this.#tally.fault(line.id, this.#source, line.line, line.text);
  }

  /** A JSON line. */
  json(whole: JsonRecord, raw: string): void {
    const json = { ...whole, text: whole.text.slice(0, maxText) };
    const tells = this.#tells(json.text);
    this.#coverage.formats.add('json-lines');
    const mayBeSent = (tells & anySent) !== 0;
    const reading =
      json.failed || !(mayBeSent && readSuccess(json, undefined)) ? readFailure(json, this.#client, tells) : undefined;
    const sent = reading === undefined && mayBeSent ? readSuccess(json, this.#client) : undefined;
    if (reading !== undefined) {
      this.#candidates.failed(raw);
      this.#failure({ ...reading, attempt: withFields(reading.attempt, json) });
    }
    if (sent !== undefined) this.#tally.add(withFields(sent, json), this.#source);
    if (reading !== undefined || sent !== undefined) this.#coverage.understood++;
    else this.remains(raw, json.line, json.at !== undefined, !json.failed && isQuietObject(raw), everything);
  }

  /** Counts the lines of a record that tells of no mail. `tells`: what it may tell of by its words. */
  remains(text: string, line: number, dated: boolean, quiet: boolean, tells: number): void {
    if (dated && (tells & telling.mail) !== 0) this.#candidates.add(text, line);
    const lines = text.split('\n');
    const remainder = remainderOf(text, dated, quiet, tells);
    // What says nothing at all needs no explanation, unless it is part of a record that is about something else.
    const silent = dated && remainder !== 'unknown' ? 0 : silentLines(lines);
    this.#coverage.understood += silent;
    const rest = lines.length - silent;
    if (rest === 0) return;
    if (remainder === 'unknown') this.#coverage.notUnderstood(line, lines[0] ?? '');
    else this.#coverage[remainder] += rest;
  }

  /** Lines that were joined, the message of an event. `tells`: what it may tell of by its words. */
  record(record: AppRecord, tells = this.#tells(record.text)): void {
    const { text } = record;
    this.#lookAround(record, tells);
    this.#foreign ||= (tells & telling.sign) !== 0 && otherProtocol.test(text);
    const about = !this.#foreign || smtpWords.test(text);
    const reading = about ? readFailure(record, this.#client, tells) : undefined;
    const sent = reading === undefined && (tells & anySent) !== 0 ? readSuccess(record, this.#client) : undefined;
    if (reading !== undefined) {
      this.#candidates.failed(text);
      this.#failure(reading);
    }
    if (sent !== undefined) this.#tally.add(sent, this.#source);
    // What is short and about something else has its own failures.
    if (reading === undefined && record.line <= shortText && otherTrade.test(text) && !mailWords.test(text))
      this.#asides.drop('weak');
    const mailing =
      reading !== undefined || sent !== undefined || ((tells & telling.mail) !== 0 && mailWords.test(text));
    if (mailing) this.#coverage.formats.add('application-log');
    if (reading !== undefined || sent !== undefined) this.#coverage.understood += text.split('\n').length;
    else this.remains(text, record.line, record.at !== undefined, isQuiet(text), tells);
  }

  /** Which client library writes the log, and what else shows. */
  #lookAround({ line, text }: AppRecord, tells: number): void {
    if ((tells & telling.client) !== 0) {
      this.#client = fingerprints.find(([, pattern]) => pattern.test(text))?.[0] ?? this.#client;
    }
    if ((tells & telling.sign) === 0) return;
    for (const sign of signsIn(text)) {
      this.#tally.sign({ ...sign, source: this.#source, line, text: headOf(text, 300) });
    }
  }

  /** Marks what may be told of, not happened, in a text that is prose; undefined where it is said of mails in general. */
  #inProse(told: AppReading): AppReading | undefined {
    if (!this.#prose) return told;
    const { code, enhanced } = told.attempt.reply ?? {};
    const { text } = told.attempt;
    const bare = code === undefined && enhanced === undefined;
    if (bare && isGeneral(text)) return undefined;
    const prose = bare || text.split('\n').some((line) => isSentence(line) && hasCode.test(line));
    return prose ? { ...told, attempt: { ...told.attempt, prose: true as const } } : told;
  }

  #failure(told: AppReading): void {
    const reading = this.#inProse(told);
    if (reading === undefined) return;
    const { attempt, transcript } = reading;
    const weak = reading.weak === true && !this.#told.explains(attempt);
    if (weak || transcript) {
      if (!weak && this.#asides.goesOn(reading)) return;
      if (!weak) this.#told.transcript(attempt);
      this.#asides.add(weak ? 'weak' : 'transcript', attempt);
      return;
    }
    this.#asides.matched(attempt);
    this.#asides.drop('weak');
    this.#told.add(reading);
  }

  /** A bounce tells of its failure itself: its headline is no failure more. */
  bounced(): void {
    this.#asides.drop('weak');
  }

  /** Ends the input: failures count that nothing told of better. */
  end(): void {
    this.#told.end();
    for (const attempt of this.#asides.rest(this.#coverage.lines)) {
      if (this.#coverage.formats.size === 0) this.#coverage.formats.add('application-log');
      this.#tally.add(attempt, this.#source);
    }
    for (const sign of this.#candidates.signs(this.#source)) this.#tally.sign(sign);
  }
}

import type { Tally } from '../tally.ts';
import { type AppRecord, mailWords, otherTrade, readFailure, readSuccess } from './application.ts';
import { Asides, shortText } from './asides.ts';
import type { AgentLine, Attempt } from './attempt.ts';
import type { Coverage } from './coverage.ts';
import { type JsonRecord, withFields } from './json-line.ts';
import { signsIn } from './signs.ts';
import { everything, telling } from './words/telling.ts';
import { tellingIn } from './words/telling-words.ts';
import { fingerprints } from './wrappers.ts';

/** Of a longer line or message the beginning is read. */
export const maxText = 24_000;

const anyObject = telling.otherLines | telling.reply | telling.sent;
const anyRecord = anyObject | telling.client | telling.sign;

/** Reads whole records of one input: what they tell of mails goes into a tally. */
export class RecordReader {
  readonly #source: string;
  readonly #tally: Tally;
  readonly #coverage: Coverage;
  readonly #searchFrom: number;
  readonly #asides = new Asides();
  /** Client library that the records so far showed. */
  #client: string | undefined;

  /** `searchFrom`: so many lines are read with every pattern before words are searched for first. */
  constructor(source: string, tally: Tally, coverage: Coverage, searchFrom: number) {
    this.#source = source;
    this.#tally = tally;
    this.#coverage = coverage;
    this.#searchFrom = searchFrom;
  }

  /** Whether the input is long enough to search for words: to prepare for that takes longer than to read a few lines. */
  get searches(): boolean {
    return this.#coverage.lines >= this.#searchFrom;
  }

  #tells(text: string): number {
    return this.searches ? tellingIn(text) : everything;
  }

  /** Whether a record with a time can tell anything, by the words in it: else it only counts as understood. */
  wants(tells: number, isObject: boolean): boolean {
    if ((tells & (isObject ? anyObject : anyRecord)) !== 0) return true;
    const mailing = (tells & (telling.mail | telling.client)) !== 0;
    if (mailing && !isObject && !this.#coverage.formats.has('application-log')) return true;
    const fails = (tells & telling.failing) !== 0 && (tells & telling.rule) !== 0;
    return fails && (mailing || this.#client !== undefined);
  }

  /** A line of a delivery agent. */
  agent(line: AgentLine): void {
    if (line.kind === 'attempt') {
      this.#tally.successesLogged = true;
      this.#asides.delivered(line.attempt);
      this.#tally.add(line.attempt, this.#source);
    } else if (line.kind === 'aside') this.#asides.add('agent', line.attempt);
  }

  /** A JSON line. */
  json(whole: JsonRecord): void {
    const json = { ...whole, text: whole.text.slice(0, maxText) };
    const tells = this.#tells(json.text);
    this.#coverage.formats.add('json-lines');
    this.#coverage.understood++;
    const mayBeSent = (tells & telling.sent) !== 0;
    const reading =
      json.failed || !(mayBeSent && readSuccess(json, undefined)) ? readFailure(json, this.#client, tells) : undefined;
    if (reading !== undefined) {
      this.#failure(withFields(reading.attempt, json), reading.transcript, reading.weak === true);
      return;
    }
    const sent = mayBeSent ? readSuccess(json, this.#client) : undefined;
    if (sent !== undefined) this.#tally.add(withFields(sent, json), this.#source);
  }

  /** Lines that were joined, the message of an event. `tells`: what it may tell of by its words. */
  record(record: AppRecord, tells = this.#tells(record.text)): void {
    const { text } = record;
    this.#lookAround(record, tells);
    const reading = readFailure(record, this.#client, tells);
    const sent = reading === undefined && (tells & telling.sent) !== 0 ? readSuccess(record, this.#client) : undefined;
    if (reading !== undefined) this.#failure(reading.attempt, reading.transcript, reading.weak === true);
    if (sent !== undefined) this.#tally.add(sent, this.#source);
    // What is short and about something else has its own failures.
    if (reading === undefined && record.line <= shortText && otherTrade.test(text) && !mailWords.test(text))
      this.#asides.drop('weak');
    const mailing =
      reading !== undefined || sent !== undefined || ((tells & telling.mail) !== 0 && mailWords.test(text));
    if (mailing) this.#coverage.formats.add('application-log');
    if (mailing || record.at !== undefined) this.#coverage.understood += text.split('\n').length;
    else this.#coverage.notUnderstood(record.line, text.split('\n', 1)[0] ?? '');
  }

  /** Which client library writes the log, and what else shows. */
  #lookAround({ line, text }: AppRecord, tells: number): void {
    if ((tells & telling.client) !== 0) {
      this.#client = fingerprints.find(([, pattern]) => pattern.test(text))?.[0] ?? this.#client;
    }
    if ((tells & telling.sign) === 0) return;
    for (const sign of signsIn(text)) {
      this.#tally.sign({ ...sign, source: this.#source, line, text: text.slice(0, 300) });
    }
  }

  #failure(attempt: Attempt, transcript: boolean, weak: boolean): void {
    if (weak || transcript) this.#asides.add(weak ? 'weak' : 'transcript', attempt);
    else {
      this.#asides.matched(attempt);
      this.#asides.drop('weak');
      this.#tally.add(attempt, this.#source);
    }
  }

  /** Ends the input: failures count that nothing told of better. */
  end(): void {
    for (const attempt of this.#asides.rest(this.#coverage.lines)) {
      this.#coverage.formats.add('application-log');
      this.#tally.add(attempt, this.#source);
    }
  }
}

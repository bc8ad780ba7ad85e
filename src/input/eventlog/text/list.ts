import { parseEventXml } from '../xml/event-xml.ts';
import type { Block, Opener, Sink } from './block.ts';
import { eventFrom, type FieldValues, fieldOf, rankOf } from './fields.ts';
import { type KeyValue, keyValueOf } from './key-value.ts';
import { descriptions, type Field, languageOf } from './labels.ts';

/** A message of more lines than this is another text. */
const maxMessageLines = 500;
const numbered = /^\s*Event\[\d{1,9}\]:?\s*$/;
const xmlHeading =
  /^(?:Event Xml|Ereignis-XML|Gebeurtenis-XML|XML de l[’']événement|XML de evento|XML evento|Xml do Evento|Xml события|イベント XML|事件 Xml)$/i;
const openingKeys: readonly (Field | undefined)[] = [
  'id',
  'provider',
  'time',
  'channel',
  'message',
  'recordId',
  'level',
];

/** `Event Log: 'Application …'`: the debug log of the ASP.NET Core Module quotes what it logged (eventlog.cpp), which is no key. */
const ofDebugLog = /^\s*Event Log: ['‘“]/;

/**
 * One event as lines of key and value: Event Viewer's Copy with or without its XML, `wevtutil /f:text`,
 * `Format-List`. Ends where a key comes a second time, which begins the next one.
 */
export const openList: Opener = (line, number, sink) => {
  if (ofDebugLog.test(line)) return undefined;
  if (numbered.test(line)) return new List(undefined, number, sink);
  const pair = keyValueOf(line);
  if (pair === undefined || !openingKeys.includes(fieldOf(pair.key))) return undefined;
  return new List(pair, number, sink);
};

class List implements Block {
  readonly #number: number;
  readonly #sink: Sink;
  readonly #values: FieldValues = {};
  readonly #ranks: Partial<Record<Field, number>> = {};
  /** Keys that came by, of whatever meaning. */
  readonly #keys = new Set<string>();
  /** What lines without a key belong to. */
  #tail: 'nothing' | 'description' | 'wrapped' | 'xml' = 'nothing';
  #column = 0;
  #lines = 0;
  #blank = false;
  #xml = '';
  format = 'event-list';

  constructor(first: KeyValue | undefined, number: number, sink: Sink) {
    this.#number = number;
    this.#sink = sink;
    if (first === undefined) this.format = 'wevtutil-text';
    else this.#key(first);
  }

  take(line: string): 'taken' | 'refused' {
    if (line.trim() === '') {
      this.#blank = true;
      return 'taken';
    }
    const answer = this.#content(line);
    this.#blank = false;
    return answer;
  }

  #content(line: string): 'taken' | 'refused' {
    if (numbered.test(line)) return 'refused';
    if (this.#tail === 'xml' || /<Event[\s>]/.test(line)) return this.#takeXml(line);
    const pair = keyValueOf(line);
    if (pair !== undefined && this.#isKey(pair)) {
      if (this.#isNext(pair)) return 'refused';
      this.#key(pair);
      return 'taken';
    }
    return this.#goesOn(line);
  }

  /** In a description any `Word: text` may stand; only keys of the list itself end it. */
  #isKey({ key }: KeyValue): boolean {
    if (this.#tail !== 'description') return true;
    return xmlHeading.test(key) || (fieldOf(key) !== undefined && this.#keys.has(key));
  }

  /** A key that was there already begins the next event, as does any opening key behind a blank line and an id. */
  #isNext({ key }: KeyValue): boolean {
    return this.#keys.has(key) && fieldOf(key) !== undefined;
  }

  #key(pair: KeyValue): void {
    this.#keys.add(pair.key);
    const field = fieldOf(pair.key);
    this.#tail = 'nothing';
    this.#lines = 0;
    const language = languageOf(pair.key);
    if (language !== undefined) this.#sink.language('dmy', `the headers are ${language}`);
    if (xmlHeading.test(pair.key)) this.#tail = 'xml';
    if (field === undefined) return;
    const rank = rankOf(pair.key);
    if (rank >= (this.#ranks[field] ?? 100)) return;
    this.#ranks[field] = rank;
    this.#values[field] = pair.value;
    if (field !== 'message') return;
    this.#tail = descriptions.has(pair.key.toLowerCase()) ? 'description' : 'wrapped';
    this.#column = pair.column;
  }

  #goesOn(line: string): 'taken' | 'refused' {
    // People leave the word "Description:" out.
    if (this.#tail === 'nothing' && this.#headed && (!this.#blank || this.#sink.speaks(line))) {
      this.#tail = 'description';
      this.#column = 0;
    }
    const indent = line.length - line.trimStart().length;
    const fits =
      this.#tail === 'description' ||
      (this.#tail === 'wrapped' && !this.#blank && (indent >= 8 || indent >= this.#column));
    if (!fits || ++this.#lines > maxMessageLines) return 'refused';
    const joint = this.#tail === 'wrapped' ? ' ' : this.#blank ? '\n\n' : '\n';
    this.#values.message = `${this.#values.message ?? ''}${joint}${line.trim()}`.trimStart();
    return 'taken';
  }

  /** Provider and id are known and the message is not. */
  get #headed(): boolean {
    const { id, provider, message } = this.#values;
    return id !== undefined && provider !== undefined && message === undefined;
  }

  #takeXml(line: string): 'taken' | 'refused' {
    if (this.#xml.includes('</Event>') || ++this.#lines > maxMessageLines) return 'refused';
    this.#tail = 'xml';
    this.#xml += `${line}\n`;
    if (this.#xml.includes('</Event>')) this.#tail = 'nothing';
    return 'taken';
  }

  end(): boolean {
    const xml = this.#xml === '' ? undefined : parseEventXml(this.#xml);
    const own = eventFrom(this.#values, this.#number);
    const event = own === undefined ? xml : { ...xml, ...own, data: { ...own.data, ...xml?.data } };
    if (event === undefined) return false;
    const utc = xml?.time !== undefined && 'utc' in xml.time ? xml.time : undefined;
    const shown = own?.time;
    if (shown !== undefined && 'text' in shown && utc !== undefined)
      this.#sink.event({ ...event, line: this.#number, utcToo: utc.utc });
    else this.#sink.event({ ...event, line: this.#number, time: shown ?? utc });
    return true;
  }
}

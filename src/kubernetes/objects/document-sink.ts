import { headOf } from '../../core/safe-text.ts';
import { asMap, readYaml } from '../yaml-text.ts';
import type { Collection, Kept, ListHead } from './collection.ts';
import type { Gap } from './gap.ts';
import type { CutHandler, DocumentEnd } from './json-cutter.ts';
import { type Raw, textAt } from './raw.ts';
import { readRefusal } from './refusal.ts';
import type { YamlHandler } from './yaml-cutter.ts';

/** How many lines of a document belong to what. */
interface Lines {
  readonly kept: boolean;
  readonly other: number;
}

/** Parses what the cutters cut and hands it to the collection. */
export class DocumentSink implements CutHandler, YamlHandler {
  readonly #collection: Collection;
  readonly #gaps: Gap[];
  #source: string;
  #line = 0;
  /** `json`, `yaml`, or absent where neither was seen. */
  format: string | undefined;
  #kept = false;
  #other = 0;
  #yamlUnderstood = 0;
  #yamlOther = 0;
  /** Items without a kind, until the list says it. */
  #waiting: Raw[] = [];
  #waitingLines = 0;
  #prefix = '';
  #head: ListHead = {};

  constructor(collection: Collection, gaps: Gap[], source: string) {
    this.#collection = collection;
    this.#gaps = gaps;
    this.#source = source;
  }

  /** The next document is of this file and begins at this line. */
  begin(source: string, line: number): void {
    this.#source = source;
    this.#line = line;
  }

  /** What the JSON document held, to be asked once at its end. */
  take(ended: boolean): Lines {
    if (!ended) this.#settle();
    const lines = { kept: this.#kept, other: this.#other };
    this.#kept = false;
    this.#other = 0;
    this.#prefix = '';
    this.#head = {};
    return lines;
  }

  yamlLines(): { readonly understood: number; readonly other: number } {
    const lines = { understood: this.#yamlUnderstood, other: this.#yamlOther };
    this.#yamlUnderstood = 0;
    this.#yamlOther = 0;
    return lines;
  }

  item(text: string, prefixOrLines: string | number, feeds = 0, value?: object): void {
    if (typeof prefixOrLines === 'number') this.#yamlItem(text, prefixOrLines);
    else this.#jsonItem(value === undefined ? this.#parse(text) : asMap(value), prefixOrLines, feeds && feeds + 1);
  }

  #jsonItem(raw: Raw | undefined, prefix: string, lines: number): void {
    this.format = 'kubernetes-json';
    if (raw === undefined) return;
    if (prefix !== this.#prefix) {
      this.#prefix = prefix;
      this.#head = listHeadOf(this.#parse(`${prefix}]}`, true) ?? {});
    }
    this.#add(raw, lines);
  }

  #yamlItem(yaml: string, lines: number): void {
    this.format = 'kubernetes-yaml';
    const reading = readYaml(yaml);
    const raw = reading.status === 'value' && Array.isArray(reading.value) ? asMap(reading.value[0]) : undefined;
    if (raw === undefined) this.#damaged(yaml);
    else if (textAt(raw, 'kind') === undefined) this.#hold(raw, lines);
    else this.#countYaml(this.#collection.add(raw, this.#source), lines);
  }

  #countYaml(kept: Kept, lines: number): void {
    if (kept === 'kept') this.#yamlUnderstood += lines;
    if (kept === 'other') this.#yamlOther += lines;
  }

  #add(raw: Raw, lines: number): void {
    if (textAt(raw, 'kind') === undefined && this.#head.kind === undefined) this.#hold(raw, lines);
    else this.#count(this.#collection.add(raw, this.#source, this.#head), lines);
  }

  #hold(raw: Raw, lines: number): void {
    this.#waiting.push(raw);
    this.#waitingLines += lines;
  }

  #count(kept: Kept, lines: number): void {
    if (kept === 'kept') this.#kept = true;
    else if (kept === 'other') this.#other += lines;
  }

  /** A JSON document is over. */
  end(document: DocumentEnd | string, lines = 0, isList = false): void {
    if (typeof document === 'string') this.#yamlEnd(document, lines, isList);
    else {
      const raw = this.#parse(document.rest);
      if (document.isList) {
        this.#head = listHeadOf(raw ?? {});
        if (this.#head.kind?.endsWith('List') === true) this.#kept ||= this.#other === 0;
        this.#settle();
      } else if (raw !== undefined) this.#count(this.#collection.add(raw, this.#source), 0);
      this.format ??= raw === undefined && !document.isList ? undefined : 'kubernetes-json';
    }
  }

  #settle(): void {
    this.#collection.sawList(this.#head);
    const each = this.#waiting.length === 0 ? 0 : this.#waitingLines / this.#waiting.length;
    for (const raw of this.#waiting) this.#count(this.#collection.add(raw, this.#source, this.#head), each);
    this.#waiting = [];
    this.#waitingLines = 0;
  }

  #yamlEnd(yaml: string, lines: number, isList: boolean): void {
    const reading = readYaml(yaml);
    const raw = reading.status === 'value' ? asMap(reading.value) : undefined;
    if (raw === undefined) {
      if (yaml.trim() !== '') this.#damaged(yaml);
      return;
    }
    this.format = 'kubernetes-yaml';
    if (!isList) {
      this.#countYaml(this.#collection.add(raw, this.#source), lines);
      return;
    }
    this.#yamlUnderstood += lines;
    this.#head = listHeadOf(raw);
    this.#settle();
    if (this.#kept) this.#yamlUnderstood += this.#waitingLines;
    this.take(true);
  }

  #parse(json: string, quiet = false): Raw | undefined {
    try {
      const value: unknown = JSON.parse(json);
      if (Array.isArray(value)) this.#errors(value);
      return asMap(value);
    } catch {
      if (!quiet) this.#damaged(json);
      return undefined;
    }
  }

  /** troubleshoot's `*-errors.json`: a list of messages. */
  #errors(values: readonly unknown[]): void {
    for (const value of values) {
      if (typeof value !== 'string') continue;
      this.format ??= 'kubernetes-json';
      this.#kept = true;
      const what = readRefusal(value);
      this.#gaps.push({ what: what ?? this.#source, refused: what !== undefined, text: value, source: this.#source });
    }
  }

  #damaged(text: string): void {
    const begins = headOf(text, 80).replaceAll(/\s+/g, ' ');
    this.#gaps.push({
      what: 'an object',
      refused: false,
      text: `cannot be parsed: ${begins}`,
      source: this.#source,
      line: this.#line,
    });
  }
}

const listHeadOf = (raw: Raw): ListHead => ({ kind: textAt(raw, 'kind'), apiVersion: textAt(raw, 'apiVersion') });

import type { InputCoverage } from '../../core/coverage.ts';
import { Collection, type LeanPod } from './collection.ts';
import { DocumentSink } from './document-sink.ts';
import type { Gap } from './gap.ts';
import { JsonCutter } from './json-cutter.ts';
import { readRefusal } from './refusal.ts';
import { type TextBlock, TextBlocks } from './text-block.ts';
import type { ClusterObjects } from './types/cluster-objects.ts';
import { YamlCutter } from './yaml-cutter.ts';

/** Format of an input without objects: what kubectl prints for people. */
export const textFormat = 'kubectl-text';

/** What one input held. */
export interface ObjectReading {
  readonly objects: ClusterObjects;
  /** How many of each kind, also of kinds that are not kept; 0 where a list of the kind was empty. */
  readonly kinds: Readonly<Record<string, number>>;
  /** What is neither JSON nor YAML. */
  readonly texts: readonly TextBlock[];
  readonly gaps: readonly Gap[];
  /** Nothing but blanks. */
  readonly isBlank: boolean;
  /** Lines that belong to objects; those of `texts` are not judged here. */
  readonly coverage: InputCoverage;
}

/** `==== FILE cluster-resources/pods/shop.json ====`: put before each file of a folder or archive. */
const fileMark = /^==== FILE (\S.{0,1000}) ====$/;
/** `==== START logs for container app of pod shop/web-1 ====`: kubectl cluster-info dump. */
const logMark = /^==== (START|END) logs for container /;
/** A line longer than this is cut: it is no line of kubectl's. */
const maxLine = 1 << 20;
/** Lines kept of a text: more is a log. */
const maxTextLines = 200_000;
/** One object larger than this is none: etcd takes 1.5 MiB (--max-request-bytes). */
const maxDocument = 64 << 20;

/** Reads the objects of one input, whatever its layout, while its bytes arrive; memory is bounded by what is kept. */
export class ObjectReader {
  readonly #source: string;
  readonly #collection: Collection;
  readonly #sink: DocumentSink;
  readonly #blocks = new TextBlocks();
  readonly #yaml: YamlCutter;
  readonly #gaps: Gap[] = [];
  #json: JsonCutter | undefined;
  #file = '';
  #inLog = false;
  #afterDocument = false;
  #isBlank = true;
  #lines = 0;
  #understood = 0;
  #outside = 0;
  #textLines = 0;

  constructor(source: string, lean?: LeanPod) {
    this.#source = source;
    this.#collection = new Collection(lean);
    this.#sink = new DocumentSink(this.#collection, this.#gaps, source);
    this.#yaml = new YamlCutter(this.#sink);
  }

  /** Takes bytes of the text (UTF-8) and returns how many of them it used; the rest is to be shown again. */
  push(bytes: Buffer, last: boolean): number {
    let at = 0;
    while (at < bytes.length) {
      const next = this.#json === undefined ? this.#line(bytes, at, last) : this.#document(bytes, at, last);
      if (next === at) break;
      at = next;
      if (this.#json !== undefined && at >= bytes.length) break;
    }
    return at;
  }

  #document(bytes: Buffer, at: number, last: boolean): number {
    const cutter = this.#json;
    if (cutter === undefined) return at;
    const { used, ended } = cutter.push(at === 0 ? bytes : bytes.subarray(at));
    if (ended || last || bytes.length - at - used > maxDocument) {
      this.#lines += cutter.feeds + 1;
      this.#afterDocument = ended;
      const { kept, other } = this.#sink.take(ended);
      const lines = cutter.feeds + 1;
      if (kept) this.#understood += Math.max(lines - other, 1);
      this.#outside += kept ? Math.min(other, lines - 1) : other;
      if (!ended)
        this.#gaps.push({
          what: 'the end of the input',
          refused: false,
          text: 'it ends within an object',
          source: this.#name,
        });
      this.#json = undefined;
      return ended ? at + used : bytes.length;
    }
    return at + used;
  }

  #line(bytes: Buffer, at: number, last: boolean): number {
    // Within YAML an indented bracket is a flow collection.
    const mayBegin = !this.#inLog && !(this.#yaml.isInside && isBlank(bytes[at]));
    if (mayBegin && beginsJson(bytes, at)) {
      this.#endText();
      this.#sink.begin(this.#name, this.#lines + 1);
      this.#isBlank = false;
      this.#json = new JsonCutter(this.#sink);
      const start = skipBlank(bytes, at);
      return start === at ? this.#document(bytes, at, last) : start;
    }
    const feed = bytes.indexOf(10, at);
    const rest = this.#afterDocument && feed >= 0 && bytes.toString('latin1', at, feed).trim() === '';
    this.#afterDocument = false;
    // The end of the line on which a document ended.
    if (rest) return feed + 1;
    if (feed < 0 && !last && bytes.length - at < maxLine) return at;
    const end = feed < 0 ? bytes.length : feed;
    this.#lines += 1;
    this.#textLine(bytes.toString('utf8', at, Math.min(end, at + maxLine)).replace(/\r$/, ''));
    return feed < 0 ? end : feed + 1;
  }

  #textLine(line: string): void {
    if (line.trim() !== '') this.#isBlank = false;
    const file = fileMark.exec(line)?.[1];
    const log = logMark.exec(line)?.[1];
    if (file !== undefined || log !== undefined) {
      this.#endText();
      if (file !== undefined) this.#file = file;
      this.#inLog = log === 'START';
      this.#understood += 1;
      return;
    }
    if (this.#inLog) {
      this.#outside += 1;
      return;
    }
    this.#sink.begin(this.#name, this.#lines);
    const refusal = readRefusal(line);
    if (refusal !== undefined) {
      this.#understood += 1;
      this.#gaps.push({ what: refusal, refused: true, text: line, source: this.#name, line: this.#lines });
    } else if (this.#yaml.line(line)) {
      const { understood, other } = this.#sink.yamlLines();
      this.#understood += understood;
      this.#outside += other;
    } else if (this.#textLines++ < maxTextLines && this.#blocks.add(line, this.#lines, this.#name)) {
      this.#understood += 1;
    } else if (line.trim() === '') this.#understood += 1;
  }

  get #name(): string {
    return this.#file === '' ? this.#source : `${this.#source}: ${this.#file}`;
  }

  #endText(): void {
    this.#yaml.end();
    const { understood, other } = this.#sink.yamlLines();
    this.#understood += understood;
    this.#outside += other;
    this.#blocks.end();
  }

  /** What was read; `encoding` is that of the input. */
  end(encoding: string): ObjectReading {
    this.#endText();
    const timeZone = { name: 'UTC', provenance: 'from log' } as const;
    return {
      objects: this.#collection.objects,
      kinds: this.#collection.kinds,
      texts: this.#blocks.blocks,
      isBlank: this.#isBlank,
      gaps: [...this.#gaps, ...this.#collection.impossible.map(nameless)],
      coverage: {
        source: this.#source,
        format: this.#sink.format ?? textFormat,
        encoding,
        lines: this.#lines,
        understood: Math.min(this.#understood, this.#lines),
        outside: Math.min(this.#outside, this.#lines),
        timeZone,
      },
    };
  }
}

/** Without the name: it stands in nothing that may be pasted into a shell. */
const nameless = ({ kind, source }: { readonly kind: string; readonly source: string }): Gap => ({
  what: 'an object',
  refused: false,
  text: `left out: a ${kind} with a name or namespace that begins with "-", which no API server takes`,
  source,
});

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;

function skipBlank(bytes: Buffer, at: number): number {
  let i = at;
  while (isBlank(bytes[i])) i++;
  return i;
}

/** `{` with a key or nothing behind it, `[` with an object, a text or nothing behind it. */
function beginsJson(bytes: Buffer, at: number): boolean {
  const head = bytes.toString('latin1', at, at + 80);
  return /^[ \t]*(?:\{\s*(?:["}]|$)|\[\s*(?:[{"\]]|$))/.test(head);
}

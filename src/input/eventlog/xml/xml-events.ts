import { JoinedBlocks } from '../../joined-blocks.ts';
import { type ExportScanner, openExportScanner } from '../../scan/export-scanner.ts';
import { decodeBytes } from '../../utf8.ts';
import type { RawEvent } from '../raw-event.ts';
import type { Tally } from '../tally.ts';
import { TextNeedle } from '../text/text-needle.ts';
import type { Wanted } from '../wanted.ts';
import { parseEventXml } from './event-xml.ts';
import { idBefore, isStart, Marks } from './marks.ts';
import { Needle } from './needle.ts';

/** An `<Event>` longer than this is damage: Windows limits an event to 64 KB. */
const maxEventBytes = 4 << 20;
/** A tag of a root or a declaration, at most. */
const maxTag = 512;
const closing = '</Event>';

/** Where things stand in the bytes at hand. */
interface Block {
  readonly bytes: Buffer;
  readonly marks: Marks;
  readonly plainStart: Needle;
  readonly start: Needle;
  readonly lineFeed: TextNeedle;
}

/** An event's place: its id where exactly one is in it, and its end. */
interface Place {
  readonly start: number;
  readonly id: number | undefined;
  readonly end: number;
}

/**
 * Finds and reads every `<Event>…</Event>` in UTF-8 bytes, whatever stands around them: a root or
 * none, one line or many. Only events whose id is accepted are decoded; the others cost a few
 * searches. Memory holds one block and one event.
 */
export class XmlEvents {
  readonly #wanted: Wanted;
  readonly #tally: Tally;
  readonly #blocks = new JoinedBlocks();
  readonly #scanner: ExportScanner | undefined;
  /** Number of the line in which what is kept begins. */
  #line = 1;
  #endsLine = true;

  constructor(wanted: Wanted, tally: Tally) {
    this.#wanted = wanted;
    this.#tally = tally;
    this.#scanner = openExportScanner(wanted.ids);
  }

  /** Takes the next block; returns the accepted events that end in it. */
  take(block: Buffer): RawEvent[] {
    const bytes = this.#blocks.add(block);
    this.#endsLine = bytes.at(-1) === 10;
    const { events, done } = this.#scan(bytes);
    const open = bytes.length - done > maxEventBytes ? bytes.length - closing.length : done;
    if (open > done) this.#miss(bytes, done, open);
    this.#blocks.keep(open);
    return events;
  }

  /** What is left when the input is over: the end of a root, or an event cut off, of which the System part tells enough. */
  end(): RawEvent[] {
    const left = this.#blocks.rest;
    const text = decodeBytes(left);
    const event = text.includes('</System>') ? parseEventXml(text, this.#line) : undefined;
    if (event === undefined) this.#between(left, 0, left.length, linesOf(left));
    else this.#countLines(linesOf(left), 0, left.length);
    this.#tally.lines = this.#endsLine ? this.#line - 1 : this.#line;
    return event !== undefined && this.#wanted.event(event) ? [event] : [];
  }

  #scan(bytes: Buffer): { events: RawEvent[]; done: number } {
    const events: RawEvent[] = [];
    const scanner = this.#scanner?.load(bytes) === true ? this.#scanner : undefined;
    let block: Block | undefined;
    for (let at = 0; ; ) {
      const passed = scanner?.events(at);
      at = passed?.at ?? at;
      this.#line += passed?.lines ?? 0;
      block ??= blockOf(bytes);
      const start = startAfter(block, at);
      const place = placeOf(block, start);
      if (place === undefined) return { events, done: this.#upTo(block, at, start) };
      this.#event(block, at, place, events);
      at = place.end;
    }
  }

  /** Counts what lies before an open event, or before what may become the beginning of one. */
  #upTo(block: Block, at: number, start: number): number {
    const { bytes } = block;
    const tag = bytes.lastIndexOf(60);
    const safe = start < bytes.length ? start : tag >= Math.max(at, bytes.length - maxTag) ? tag : bytes.length;
    this.#between(bytes, at, safe, block.lineFeed);
    return safe;
  }

  /** What lies between `from` and an event, and the event. One that another begins in was cut off: the last beginning counts. */
  #event({ bytes, marks, lineFeed }: Block, from: number, { start, id, end }: Place, events: RawEvent[]): void {
    const isWanted = id === undefined || (this.#wanted.id(id) && this.#mayWant(marks.text.slice(start, end), id));
    const begin = isWanted ? lastStart(bytes, start, end) : start;
    this.#between(bytes, from, begin, lineFeed);
    if (isWanted) this.#parse(decodeBytes(bytes.subarray(begin, end)), events);
    this.#countLines(lineFeed, begin, end);
  }

  /** Judged by the raw text: markup and escapes never make a wanted event look unwanted. */
  #mayWant(text: string, id: number): boolean {
    return this.#wanted.raw(providerOf(text), id, ({ narrow }) => narrow.test(text));
  }

  #parse(text: string, events: RawEvent[]): void {
    const event = parseEventXml(text, this.#line);
    if (event === undefined) this.#tally.miss(this.#line, text);
    else if (this.#wanted.event(event)) events.push(event);
  }

  /** Text around events: white space, a declaration and the tags of a root say nothing; the rest was not understood. */
  #between(bytes: Buffer, from: number, to: number, lineFeed: TextNeedle): void {
    if (from >= to) return;
    let at = from;
    while (at < to && (bytes[at] ?? 0) <= 32) at++;
    if (at < to) {
      const text = bytes.toString('utf8', from, to);
      if (!/^[-\s]*(?:<(?:\?xml[^>]*\?|\/?Events\b[^>]*|!--[^>]*--)>\s*(?:-\s+)?)*$/.test(text))
        this.#tally.miss(this.#line, text);
    }
    this.#countLines(lineFeed, from, to);
  }

  #miss(bytes: Buffer, from: number, to: number): void {
    this.#tally.miss(this.#line, bytes.toString('utf8', from, to));
    this.#countLines(linesOf(bytes), from, to);
  }

  #countLines(lineFeed: TextNeedle, from: number, to: number): void {
    for (let at = lineFeed.after(from); at < to; at = lineFeed.after(at + 1)) this.#line++;
  }
}

function blockOf(bytes: Buffer): Block {
  const marks = new Marks(bytes);
  return {
    bytes,
    marks,
    start: new Needle(bytes, '<Event '),
    plainStart: new Needle(bytes, '<Event>'),
    lineFeed: new TextNeedle(marks.text, '\n'),
  };
}

const linesOf = (bytes: Buffer): TextNeedle => new TextNeedle(bytes.toString('latin1'), '\n');

/** Where the next event begins: as a rule right there, behind white space. */
function startAfter({ bytes, marks, start, plainStart }: Block, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) <= 32) at++;
  return isStart(marks.text, at) ? at : Math.min(start.after(from), plainStart.after(from));
}

/** Undefined where the event's end is not in the block. */
function placeOf({ bytes, marks }: Block, start: number): Place | undefined {
  if (start >= bytes.length) return undefined;
  let id: number | undefined;
  let ids = 0;
  while (marks.next(start)) {
    if (!marks.isId) return { start, id: ids === 1 ? id : undefined, end: marks.at + closing.length };
    ids++;
    id = idBefore(marks.text, marks.at);
  }
  return undefined;
}

function lastStart(bytes: Buffer, start: number, end: number): number {
  const inner = bytes.subarray(start + 1, end);
  const last = Math.max(inner.lastIndexOf('<Event '), inner.lastIndexOf('<Event>'));
  return last < 0 ? start : start + 1 + last;
}

/** The provider of an event as its raw text has it; undefined where it is written in an unusual way. */
const providerOf = (text: string): string | undefined =>
  /<Provider Name=(?:"([^"&]+)"|'([^'&]+)')/.exec(text)?.slice(1).find(Boolean);

import { decodeBytes } from '../../utf8.ts';
import type { RawEvent } from '../raw-event.ts';
import type { Tally } from '../tally.ts';
import { parseEventXml } from './event-xml.ts';
import { Needle } from './needle.ts';

/** An `<Event>` longer than this is damage: Windows limits an event to 64 KB. */
const maxEventBytes = 4 << 20;
/** A tag of a root or a declaration, at most. */
const maxTag = 512;
const closing = '</Event>';

/** Where things stand in the bytes at hand. */
interface Block {
  readonly bytes: Buffer;
  readonly plainStart: Needle;
  readonly start: Needle;
  readonly idEnd: Needle;
  readonly end: Needle;
  readonly lineFeed: Needle;
}

/**
 * Finds and reads every `<Event>…</Event>` in UTF-8 bytes, whatever stands around them: a root or
 * none, one line or many. Only events whose id is accepted are decoded; the others cost a few
 * searches. Memory holds one block and one event.
 */
export class XmlEvents {
  readonly #accepts: (id: number) => boolean;
  readonly #tally: Tally;
  #rest: Buffer = Buffer.alloc(0);
  /** Number of the line in which `#rest` begins. */
  #line = 1;
  #endsLine = true;

  constructor(accepts: (id: number) => boolean, tally: Tally) {
    this.#accepts = accepts;
    this.#tally = tally;
  }

  /** Takes the next block; returns the accepted events that end in it. */
  take(block: Buffer): RawEvent[] {
    const bytes = this.#rest.length === 0 ? block : Buffer.concat([this.#rest, block]);
    this.#endsLine = bytes.at(-1) === 10;
    const { events, done } = this.#scan(bytes);
    const open = bytes.length - done > maxEventBytes ? bytes.length - closing.length : done;
    if (open > done) this.#miss(bytes, done, open);
    this.#rest = Buffer.from(bytes.subarray(open));
    return events;
  }

  /** What is left when the input is over: the end of a root, or an event cut off, of which the System part tells enough. */
  end(): RawEvent[] {
    const left = this.#rest;
    const text = decodeBytes(left);
    const event = text.includes('</System>') ? parseEventXml(text, this.#line) : undefined;
    if (event === undefined) this.#between(left, 0, left.length, new Needle(left, '\n'));
    else this.#countLines(new Needle(left, '\n'), 0, left.length);
    this.#tally.lines = this.#endsLine ? this.#line - 1 : this.#line;
    this.#rest = Buffer.alloc(0);
    return event !== undefined && this.#accepts(event.id) ? [event] : [];
  }

  #scan(bytes: Buffer): { events: RawEvent[]; done: number } {
    const events: RawEvent[] = [];
    const block = blockOf(bytes);
    let at = 0;
    for (;;) {
      const start = startAfter(block, at);
      const end = block.end.after(start);
      if (end >= bytes.length) return { events, done: this.#upTo(block, at, start) };
      const begin = this.#lastStart(block, start, end);
      this.#between(bytes, at, begin, block.lineFeed);
      at = end + closing.length;
      this.#event(block, begin, at, events);
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

  /** An event that another one begins in was cut off: the last beginning before the end counts. */
  #lastStart(block: Block, start: number, end: number): number {
    let begin = start;
    for (let next = startAfter(block, begin + 1); next < end; next = startAfter(block, begin + 1)) begin = next;
    return begin;
  }

  #event(block: Block, start: number, end: number, events: RawEvent[]): void {
    const id = idBefore(block.bytes, start, block.idEnd.after(start), end);
    if (id === undefined || this.#accepts(id)) {
      const text = decodeBytes(block.bytes.subarray(start, end));
      const event = parseEventXml(text, this.#line);
      if (event === undefined) this.#tally.miss(this.#line, text);
      else if (this.#accepts(event.id)) events.push(event);
    }
    this.#countLines(block.lineFeed, start, end);
  }

  /** Text around events: white space, a declaration and the tags of a root say nothing; the rest was not understood. */
  #between(bytes: Buffer, from: number, to: number, lineFeed: Needle): void {
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
    this.#countLines(new Needle(bytes, '\n'), from, to);
  }

  #countLines(lineFeed: Needle, from: number, to: number): void {
    for (let at = lineFeed.after(from); at < to; at = lineFeed.after(at + 1)) this.#line++;
  }
}

const blockOf = (bytes: Buffer): Block => ({
  bytes,
  start: new Needle(bytes, '<Event '),
  plainStart: new Needle(bytes, '<Event>'),
  idEnd: new Needle(bytes, '</EventID>'),
  end: new Needle(bytes, closing),
  lineFeed: new Needle(bytes, '\n'),
});

const startAfter = (block: Block, at: number): number => Math.min(block.start.after(at), block.plainStart.after(at));

/** The number before `</EventID>`, read from the bytes; undefined where it does not look as it should. */
function idBefore(bytes: Buffer, start: number, idEnd: number, end: number): number | undefined {
  if (idEnd >= end) return undefined;
  let id = 0;
  let at = idEnd - 1;
  for (let scale = 1; at > start && isDigit(bytes[at]); at--, scale *= 10) id += ((bytes[at] ?? 0) - 48) * scale;
  return at === idEnd - 1 || bytes[at] !== 62 || id >= 2 ** 32 ? undefined : id % 65_536;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

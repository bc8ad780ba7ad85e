import { TextDecoder } from 'node:util';
import { boundedLines } from '../bounded-lines.ts';
import type { Utf8Input } from '../utf8.ts';
import { EvtxEvents, isEvtx } from './evtx/evtx-events.ts';
import { JsonEvents } from './json/json-events.ts';
import type { RawEvent } from './raw-event.ts';
import type { Tally } from './tally.ts';
import type { Sink } from './text/block.ts';
import { unescapedText } from './text/escaped-xml.ts';
import { maxRowBytes, RowFilter } from './text/row-filter.ts';
import { TextEvents } from './text/text-events.ts';
import type { EventClock } from './time/clock.ts';
import type { Wanted } from './wanted.ts';
import { XmlEvents } from './xml/xml-events.ts';

/** What a reader works with. */
export interface Reading {
  readonly input: Utf8Input;
  readonly tally: Tally;
  readonly wanted: Wanted;
  readonly clock: EventClock;
  speaks(text: string): boolean;
  /** Told once it is known. */
  format(name: string): void;
}

export type Reader = (reading: Reading) => AsyncGenerator<readonly RawEvent[]>;

/** The reader for an input, by what it begins with. */
export function readerFor(head: Buffer): Reader {
  if (isEvtx(head)) return evtxReader;
  const text = head.toString('utf8', 0, 4096).trimStart();
  if (/^(?:- ?)?<(?:\?xml|!--|Events?[\s>])/.test(text)) return xmlReader;
  if (/^&lt;(?:\?xml|!--|Events?(?:\s|&gt;))/.test(text)) return escapedXmlReader;
  if (/^(?:\[\s*)?\{\s*"/.test(text)) return jsonReader;
  return textReader;
}

async function* evtxReader({ input, tally, wanted, format }: Reading): AsyncGenerator<RawEvent[]> {
  format('evtx');
  const events = new EvtxEvents(wanted, tally);
  for await (const block of input.blocks()) yield events.take(block);
  yield events.end();
}

async function* xmlReader({ input, tally, wanted, clock, format }: Reading): AsyncGenerator<RawEvent[]> {
  format('event-xml');
  const events = new XmlEvents(wanted, tally);
  for await (const block of input.blocks()) yield events.take(block).map((event) => clock.seeEvent(event));
  yield events.end();
}

async function* escapedXmlReader(reading: Reading): AsyncGenerator<RawEvent[]> {
  const { input } = reading;
  async function* blocks(): AsyncGenerator<Buffer> {
    for await (const text of unescapedText(textOf(input))) yield Buffer.from(text);
  }
  yield* xmlReader({ ...reading, input: { ...input, blocks } });
}

async function* jsonReader({ input, tally, clock, format }: Reading): AsyncGenerator<RawEvent[]> {
  format('json');
  const events = new JsonEvents(tally);
  let last = '\n';
  for await (const chunk of textOf(input)) {
    last = chunk.at(-1) ?? last;
    yield events.take(chunk).map((event) => clock.seeEvent(event));
  }
  events.end(last === '\n');
}

async function* textReader({ input, tally, wanted, clock, speaks, format }: Reading): AsyncGenerator<RawEvent[]> {
  let found: RawEvent[] = [];
  const sink: Sink = {
    event: (event) => found.push(clock.seeEvent(event)),
    speaks,
    missed: (line, text) => tally.miss(line, text),
    language: (order, because) => clock.order.language(order, because),
  };
  const events = new TextEvents(sink, tally);
  const rows = new RowFilter(events, wanted, tally, clock);
  for await (const block of boundedLines(input.blocks(), maxRowBytes - 1)) {
    rows.take(block);
    yield found;
    found = [];
  }
  rows.end();
  events.end();
  format([...events.formats].join('+') || 'text');
  yield found;
}

/** UTF-8 bytes as text; what is no UTF-8 is taken for the windows code page from there on. */
async function* textOf(input: Utf8Input): AsyncGenerator<string> {
  let decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const block of input.blocks()) {
    try {
      yield decoder.decode(block, { stream: true });
    } catch {
      decoder = new TextDecoder('windows-1252');
      yield decoder.decode(block, { stream: true });
    }
  }
}

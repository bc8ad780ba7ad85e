import type { RawEvent } from '../raw-event.ts';
import type { Tally } from '../tally.ts';
import type { Wanted } from '../wanted.ts';
import { BinXml, type Fragment } from './binxml.ts';
import { eventOf } from './record-event.ts';
import { idOf, providerOf } from './record-head.ts';

/** Every chunk takes this much, however full it is. */
export const chunkBytes = 65_536;
export const chunkMagic = Buffer.from('ElfChnk\0');
const firstRecord = 512;
/** Where the header says where free space begins. */
const freeOffset = 48;
const recordMagic = Buffer.from([0x2a, 0x2a, 0, 0]);
/** Signature, size, record id, time written; and the size again behind the event. */
const headBytes = 24;
const tailBytes = 4;

/**
 * The accepted events of one chunk. Records are found by their signatures: the counts in the
 * headers are stale in a log that was copied while it was open. What follows the free space with a
 * lower number than the record before is left over from the chunk that used this memory earlier,
 * where it was read already. A record that cannot be read is counted and skipped; nothing throws.
 */
export function eventsOfChunk(chunk: Buffer, wanted: Wanted, tally: Tally): RawEvent[] {
  const events: RawEvent[] = [];
  const binXml = new BinXml(chunk);
  const free = chunk.length > freeOffset + 4 ? chunk.readUInt32LE(freeOffset) : 0;
  let at = recordAt(chunk, firstRecord);
  for (let before = -1; at >= 0; ) {
    if (at >= free && before >= 0 && chunk.readBigUInt64LE(at + 8) <= chunk.readBigUInt64LE(before + 8)) break;
    before = at;
    const size = chunk.readUInt32LE(at + 4);
    const isWhole = size >= headBytes + tailBytes && at + size <= chunk.length;
    tally.lines++;
    if (isWhole) readRecord(binXml, at, size, wanted, tally, events);
    else tally.miss(tally.lines, `record ${chunk.readBigUInt64LE(at + 8)} is damaged: its size is ${size} bytes`);
    at = recordAt(chunk, isWhole ? at + size : at + recordMagic.length);
  }
  return events;
}

/** Where the next record begins: right there as a rule, else at the next signature. */
function recordAt(chunk: Buffer, at: number): number {
  if (at + headBytes > chunk.length) return -1;
  const found = chunk.readUInt32LE(at) === 0x2a2a ? at : chunk.indexOf(recordMagic, at);
  return found < 0 || found + headBytes > chunk.length ? -1 : found;
}

function readRecord(binXml: BinXml, at: number, size: number, wanted: Wanted, tally: Tally, events: RawEvent[]): void {
  try {
    const fragment = binXml.fragment(at + headBytes, at + size - tailBytes);
    const id = idOf(binXml, fragment);
    if (id !== undefined && !(wanted.id(id) && mayWant(binXml, fragment, at, size, wanted, id))) return;
    const event = eventOf(binXml, fragment);
    if (event === undefined) throw new RangeError('it has no event id');
    if (wanted.event(event)) events.push(event);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tally.miss(tally.lines, `record ${binXml.bytes.readBigUInt64LE(at + 8)} is damaged: ${why}`);
  }
}

/** Judged by the raw bytes, one character each: a search in text costs less than one in a buffer. */
function mayWant(binXml: BinXml, fragment: Fragment, at: number, size: number, wanted: Wanted, id: number): boolean {
  let text: string | undefined;
  return wanted.raw(providerOf(binXml, fragment), id, ({ wide }) => {
    text ??= binXml.bytes.toString('latin1', at, at + size);
    return wide.test(text);
  });
}

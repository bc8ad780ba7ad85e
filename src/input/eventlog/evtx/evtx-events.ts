import { JoinedBlocks } from '../../joined-blocks.ts';
import type { RawEvent } from '../raw-event.ts';
import type { Tally } from '../tally.ts';
import type { Wanted } from '../wanted.ts';
import { chunkBytes, chunkMagic, eventsOfChunk } from './chunk.ts';

const fileMagic = Buffer.from('ElfFile\0');
const headerBytes = 4096;
const firstRecord = 512;

/** Whether a file is a Windows event log (.evtx), a damaged header included. */
export const isEvtx = (head: Buffer): boolean =>
  head.subarray(0, 8).equals(fileMagic) || head.subarray(headerBytes, headerBytes + 8).equals(chunkMagic);

/** Reads an .evtx file as it arrives, a chunk at a time. */
export class EvtxEvents {
  readonly #wanted: Wanted;
  readonly #tally: Tally;
  readonly #blocks = new JoinedBlocks();
  /** Bytes of the file header still to pass over. */
  #header = headerBytes;
  #chunks = 0;

  constructor(wanted: Wanted, tally: Tally) {
    this.#wanted = wanted;
    this.#tally = tally;
  }

  take(block: Buffer): RawEvent[] {
    const skipped = Math.min(this.#header, block.length);
    this.#header -= skipped;
    const bytes = this.#blocks.add(block.subarray(skipped));
    const events: RawEvent[] = [];
    let at = 0;
    for (; at + chunkBytes <= bytes.length; at += chunkBytes) {
      events.push(...this.#chunk(bytes.subarray(at, at + chunkBytes)));
    }
    this.#blocks.keep(at);
    return events;
  }

  /** A file that was cut off ends in a part of a chunk: what is missing counts as one record that was not understood. */
  end(): RawEvent[] {
    const { rest } = this.#blocks;
    if (rest.length === 0) return [];
    const events = rest.length > firstRecord ? this.#chunk(rest) : [];
    this.#miss(`the file was cut off: ${chunkBytes - rest.length} bytes of its last chunk are missing`);
    return events;
  }

  #chunk(chunk: Buffer): RawEvent[] {
    this.#chunks++;
    const before = this.#tally.lines;
    const events = eventsOfChunk(chunk, this.#wanted, this.#tally);
    const isSound = chunk.subarray(0, 8).equals(chunkMagic);
    // A chunk of which nothing is left counts as one record that was not understood.
    if (this.#tally.lines === before && !isSound && chunk.some((byte) => byte !== 0))
      this.#miss(`chunk ${this.#chunks} is damaged: it has no signature and no records`);
    return events;
  }

  #miss(why: string): void {
    this.#tally.lines++;
    this.#tally.miss(this.#tally.lines, why);
  }
}

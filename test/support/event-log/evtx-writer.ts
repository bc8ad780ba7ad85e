import { crc32 } from 'node:zlib';
import { EvtxChunk } from './evtx-chunk.ts';
import type { LoggedEvent } from './logged-event.ts';

/**
 * Writes a Windows event log (.evtx, version 3.1) as Windows does: chunks of 64 KB, in each a shared
 * template for the System part and one for each shape of EventData, and records that hold values
 * only. evtxexport, winevtx and python3-evtx all read it.
 */
export function writeEvtx(events: readonly LoggedEvent[], computer: string): Buffer {
  const chunks: Buffer[] = [];
  let chunk = new EvtxChunk();
  for (const event of events) {
    if (chunk.add(event, computer)) continue;
    chunks.push(chunk.finish());
    chunk = new EvtxChunk();
    if (!chunk.add(event, computer)) throw new Error('an event larger than a chunk');
  }
  if (!chunk.isEmpty) chunks.push(chunk.finish());
  const next = 1 + events.reduce((last, { recordId }) => Math.max(last, recordId), 0);
  return Buffer.concat([fileHeader(chunks.length, next), ...chunks]);
}

function fileHeader(chunks: number, nextRecord: number): Buffer {
  const header = Buffer.alloc(4096);
  header.write('ElfFile\0', 'latin1');
  header.writeBigUInt64LE(BigInt(Math.max(0, chunks - 1)), 16);
  header.writeBigUInt64LE(BigInt(nextRecord), 24);
  header.writeUInt32LE(128, 32);
  header.writeUInt16LE(1, 36);
  header.writeUInt16LE(3, 38);
  header.writeUInt16LE(4096, 40);
  header.writeUInt16LE(chunks, 42);
  header.writeUInt32LE(crc32(header.subarray(0, 120)), 124);
  return header;
}

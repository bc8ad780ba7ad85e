import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Envelope } from '../core/envelope.ts';
import { DiagError, unreadableInput } from '../core/errors.ts';
import { takeTurns } from './turns.ts';

/** Something to read: a file, standard input or pasted text. A pipe can be read once. */
export interface Source {
  /** As shown to the user. */
  readonly name: string;
  /** Absent for anything but a regular file; a path lets workers read ranges of it. */
  readonly path?: string;
  /** A text that is already here: `blocks` starts anew each time. */
  readonly inMemory?: true;
  /** Bytes on disk, absent where unknown (a pipe). */
  readonly size?: number;
  /** What was around its lines, once they were read; absent where they are read as they stand. */
  envelope?(): Envelope;
  /** The bytes, gunzipped where they are gzip. Blocks are valid until the next one is asked for. */
  blocks(): AsyncGenerator<Buffer>;
}

/** Told after each block how many bytes of a source have been read. */
export type OnBytes = (source: Source, bytes: number) => void;

export interface SourceSettings {
  readonly signal?: AbortSignal;
  readonly onBytes?: OnBytes;
}

/** A string made of a block this small is young garbage: memory stays flat, and in the processor's cache. */
const blockBytes = 1 << 16;
/**
 * Logs shrink to a tenth or a fiftieth, a bomb to a thousandth: deflate can do no better than 1032 (zlib's
 * technical notes). One that grew to so many bytes, and by so much, is an attack or an accident.
 */
export const gzipLimit = { bytes: 64 * 2 ** 20, ratio: 250 } as const;

/** A file; throws an input error at once where it cannot be read. */
export async function fileSource(path: string, settings: SourceSettings = {}): Promise<Source> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadableInput(`${path}: ${reasonOf(error)}`, 'check the path, or pipe the text in and give - instead');
  });
  if (info.isDirectory()) throw unreadableInput(`${path}: is a directory`, 'give the files in it one by one');
  if (!info.isFile()) return streamSource(path, () => createReadStream(path, { highWaterMark: blockBytes }), settings);
  const source: Source = {
    name: path,
    path,
    size: info.size,
    blocks: () => inflate(source, readRegular(source, path, settings)),
  };
  return source;
}

/** A stream that is already open, such as standard input. */
export function streamSource(name: string, open: () => Readable, settings: SourceSettings = {}): Source {
  const source: Source = { name, blocks: () => inflate(source, read(source, open, settings)) };
  return source;
}

/** A text that is already here. */
export function textSource(name: string, text: string | Buffer): Source {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const source: Source = { name, inMemory: true, size: bytes.length, blocks: () => inflate(source, once(bytes)) };
  return source;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield bytes;
}

async function* read(source: Source, open: () => Readable, settings: SourceSettings): AsyncGenerator<Buffer> {
  const stream = open();
  let total = 0;
  // A pipe in which nothing arrives must not keep Ctrl-C waiting.
  const stop = () => stream.destroy();
  settings.signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const block of stream) {
      if (settings.signal?.aborted) return;
      total += block.length;
      settings.onBytes?.(source, total);
      yield block;
    }
  } catch (error) {
    if (settings.signal?.aborted) return;
    throw unreadableInput(
      `${source.name}: ${reasonOf(error as NodeJS.ErrnoException)} after ${total} bytes`,
      'check the path and its permissions',
    );
  } finally {
    settings.signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
}

/** A regular file through one buffer: a new one for each block would keep the garbage collector busy. */
async function* readRegular(source: Source, path: string, settings: SourceSettings): AsyncGenerator<Buffer> {
  let total = 0;
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      const why = `${path}: ${reasonOf(error as NodeJS.ErrnoException)} after ${total} bytes`;
      throw unreadableInput(why, 'check the path and its permissions');
    }
  };
  const file = attempt(() => openSync(path, 'r'));
  const buffer = Buffer.allocUnsafeSlow(blockBytes);
  try {
    for (const turn = takeTurns(); settings.signal?.aborted !== true; ) {
      const bytesRead = attempt(() => readSync(file, buffer, 0, blockBytes, null));
      if (bytesRead === 0) return;
      total += bytesRead;
      settings.onBytes?.(source, total);
      yield buffer.subarray(0, bytesRead);
      await turn();
    }
  } finally {
    closeSync(file);
  }
}

/** Passes plain bytes on and gunzips gzip (magic 1f 8b, RFC 1952 §2.3.1). */
async function* inflate(source: Source, blocks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await blocks.next();
  if (first.done) return;
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    try {
      yield first.value;
      yield* blocks;
    } finally {
      // A reader that stops at the first block never gets to close the second generator itself.
      await blocks.return(undefined);
    }
    return;
  }
  const { createGunzip } = await import('node:zlib');
  let packed = 0;
  let unpacked = 0;
  const gunzip = createGunzip({ chunkSize: blockBytes });
  const feed = async () => {
    for (let block: Buffer | undefined = first.value; block !== undefined; block = (await blocks.next()).value) {
      packed += block.length;
      if (!gunzip.write(Buffer.from(block))) await new Promise((resolve) => gunzip.once('drain', resolve));
      if (gunzip.destroyed) return;
    }
    gunzip.end();
  };
  const feeding = feed().catch((error: Error) => gunzip.destroy(error));
  try {
    for await (const block of gunzip) {
      unpacked += block.length;
      if (unpacked > gzipLimit.bytes && unpacked > packed * gzipLimit.ratio) {
        throw unreadableInput(
          `${source.name}: a gzip of ${packed} bytes that unpacks to more than ${unpacked}`,
          'no log shrinks so much; look at what is in it: zcat FILE | head',
        );
      }
      yield block;
    }
    await feeding;
  } catch (error) {
    if (error instanceof DiagError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw unreadableInput(
      `${source.name}: damaged gzip after ${unpacked} bytes: ${why}`,
      'unpack it and see what is left',
    );
  } finally {
    gunzip.destroy();
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'is a directory',
  };
  return reasons[error.code ?? ''] ?? error.message;
}

import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Envelope } from '../core/envelope.ts';
import { unreadableInput } from '../core/errors.ts';
import { unpacked } from './packing/unpacked.ts';
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
  /** The beginning of what can be read only once, where it was looked at. */
  readonly head?: Buffer;
  /** What was around its lines, once they were read; absent where they are read as they stand. */
  envelope?(): Envelope;
  /** The bytes, unpacked where they are packed. Blocks are valid until the next one is asked for. */
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
    blocks: () => unpacked(source, readRegular(source, path, settings)),
  };
  return source;
}

/** A stream that is already open, such as standard input. */
export function streamSource(name: string, open: () => Readable, settings: SourceSettings = {}): Source {
  const source: Source = { name, blocks: () => unpacked(source, read(source, open, settings)) };
  return source;
}

/** A text that is already here. */
export function textSource(name: string, text: string | Buffer): Source {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const source: Source = { name, inMemory: true, size: bytes.length, blocks: () => unpacked(source, once(bytes)) };
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

function reasonOf(error: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'is a directory',
  };
  return reasons[error.code ?? ''] ?? error.message;
}

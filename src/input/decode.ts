import { TextDecoder } from 'node:util';
import type { Source } from './source.ts';

/** The encodings diag reads; the windows code page is the fallback for bytes that are not UTF-8. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Finds the encoding of a text by its byte order mark, then by where NULs stand (UTF-16 without
 * one), then by whether it is valid UTF-8. `head` may end inside a character.
 */
export function detectEncoding(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  const nul = countNuls(head.subarray(0, 4096));
  // ASCII in UTF-16 has a NUL in every second byte; stray NULs of a damaged log are rarer.
  if (nul.odd > nul.length * 0.2 && nul.even < nul.odd / 4) return 'utf-16le';
  if (nul.even > nul.length * 0.2 && nul.odd < nul.even / 4) return 'utf-16be';
  return isUtf8(head) ? 'utf-8' : 'windows-1252';
}

function countNuls(bytes: Buffer): { even: number; odd: number; length: number } {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0) i % 2 === 0 ? even++ : odd++;
  }
  return { even, odd, length: bytes.length };
}

function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Decoded text of a source, block by block. Byte order marks are dropped, characters never split. */
export interface DecodedText {
  /** Known once the first block was read. */
  readonly encoding: Encoding;
  chunks(): AsyncGenerator<string>;
}

/**
 * Decodes a source. A source that looked like UTF-8 and turns out not to be is read on as
 * windows-1252 from the block where that shows.
 */
export function decode(source: Source): DecodedText {
  let decoder: BlockDecoder | undefined;
  return {
    get encoding() {
      return decoder?.encoding ?? 'utf-8';
    },
    async *chunks() {
      for await (const block of source.blocks()) {
        decoder ??= new BlockDecoder(detectEncoding(block.subarray(0, 1 << 16)));
        yield decoder.decode(block);
      }
      if (decoder !== undefined) yield decoder.end();
    },
  };
}

class BlockDecoder {
  encoding: Encoding;
  #decoder: TextDecoder;

  constructor(encoding: Encoding) {
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  }

  decode(block: Buffer): string {
    try {
      return this.#decoder.decode(block, { stream: true });
    } catch {
      this.encoding = 'windows-1252';
      this.#decoder = new TextDecoder('windows-1252');
      return this.#decoder.decode(block, { stream: true });
    }
  }

  end(): string {
    try {
      return this.#decoder.decode();
    } catch {
      return '\ufffd';
    }
  }
}

import { isUtf8 } from 'node:buffer';
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
  return beginsUtf8(head) ? 'utf-8' : 'windows-1252';
}

/** NULs at even and at odd places. */
export function countNuls(bytes: Buffer): { even: number; odd: number; length: number } {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0) i % 2 === 0 ? even++ : odd++;
  }
  return { even, odd, length: bytes.length };
}

function beginsUtf8(head: Buffer): boolean {
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
  /** The same as UTF-8 bytes; text that is UTF-8 already passes as it is. */
  utf8(): AsyncGenerator<Buffer>;
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
    async *utf8() {
      let cut: Buffer = Buffer.alloc(0);
      for await (const block of source.blocks()) {
        const bytes: Buffer = cut.length === 0 ? block : Buffer.concat([cut, block]);
        decoder ??= new BlockDecoder(detectEncoding(bytes.subarray(0, 1 << 16)));
        const end = decoder.encoding === 'utf-8' ? lastCharacterEnd(bytes) : bytes.length;
        cut = Buffer.from(bytes.subarray(end));
        yield decoder.utf8(bytes.subarray(0, end));
      }
      if (decoder !== undefined) yield Buffer.from(cut.length === 0 ? decoder.end() : '\ufffd');
    },
  };
}

/** Length of the byte order mark of UTF-8, 0 where there is none. */
const markLength = (bytes: Buffer): number => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);

/** Where the last character ends that is there as a whole: bytes 10xxxxxx go on with one (RFC 3629). */
function lastCharacterEnd(bytes: Buffer): number {
  const tail = bytes.subarray(-3);
  const begin = tail.findLastIndex((byte) => byte >= 0xc0);
  const first = tail[begin];
  if (first === undefined) return bytes.length;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return tail.length - begin < length ? bytes.length - tail.length + begin : bytes.length;
}

class BlockDecoder {
  encoding: Encoding;
  #decoder: TextDecoder;
  #begun = false;

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

  /** A block of whole characters as UTF-8. */
  utf8(block: Buffer): Buffer {
    if (this.encoding !== 'utf-8' || !isUtf8(block)) return Buffer.from(this.decode(block));
    const mark = this.#begun ? 0 : markLength(block);
    this.#begun = true;
    return block.subarray(mark);
  }

  end(): string {
    try {
      return this.#decoder.decode();
    } catch {
      return '\ufffd';
    }
  }
}

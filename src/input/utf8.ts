import { TextDecoder } from 'node:util';
import { decode, detectEncoding, type Encoding } from './decode.ts';
import type { Source } from './source.ts';

/** Enough to tell encoding and format by. */
const headBytes = 1 << 16;

/** A source opened: what it begins with, and all of it as UTF-8 bytes. */
export interface Utf8Input {
  readonly encoding: Encoding | 'binary';
  /** The first bytes, undecoded where `binary`; at least 64 KiB where the source has them. */
  readonly head: Buffer;
  /** Everything, `head` included, without byte order mark. Each block is valid until the next is asked for. */
  blocks(): AsyncGenerator<Buffer>;
}

/**
 * Opens a source for readers that search bytes: UTF-8 passes through as it is, other encodings
 * are recoded. `isBinary` tells from the first bytes that it is no text.
 */
export async function openUtf8(source: Source, isBinary: (head: Buffer) => boolean): Promise<Utf8Input> {
  const blocks = source.blocks();
  const first = await gather(blocks);
  const whole = () => join(first, blocks);
  if (isBinary(first)) return { encoding: 'binary', head: first, blocks: whole };
  const encoding = detectEncoding(first.subarray(0, headBytes));
  if (encoding === 'utf-8') {
    const begin = first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 3 : 0;
    const text = first.subarray(begin);
    return { encoding, head: text, blocks: () => join(text, blocks) };
  }
  const chunks = decode({ name: source.name, blocks: whole }).chunks();
  const head = Buffer.from((await chunks.next()).value ?? '');
  return { encoding, head, blocks: () => join(head, recode(chunks)) };
}

/** The first blocks as one of at least `headBytes`. */
async function gather(blocks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < headBytes) {
    const next = await blocks.next();
    if (next.done) break;
    parts.push(Buffer.from(next.value));
    length += next.value.length;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

async function* join(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  yield* rest;
}

async function* recode(chunks: AsyncGenerator<string>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

/** Bytes as text: UTF-8, or the windows code page where they are none. NULs are dropped. */
export function decodeBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const sound = text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text;
  return sound.includes('\0') ? sound.replaceAll('\0', '') : sound;
}

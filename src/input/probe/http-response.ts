import type { ProbeAnswer } from './answer.ts';

/** What of an answer has come. */
export type ResponseSoFar = Pick<ProbeAnswer, 'status' | 'headers' | 'body' | 'cut'>;

/** Reads one HTTP/1 answer (RFC 9112) block by block; of a hostile one it keeps no more than its bounds. */
export interface ResponseReader {
  /** True once the answer is complete, or longer than is kept. Throws an error with a `code` for what is no HTTP. */
  push(block: Buffer): boolean;
  /** The connection was closed: true where that is how this answer ends. */
  end(): boolean;
  seen(): ResponseSoFar;
  /** Whether anything has come at all. */
  begun(): boolean;
  /** Whether the connection may carry another answer: this one ended where its length said, and nothing followed. */
  mayGoOn(): boolean;
}

/** Room for all headers together, those of interim answers too; Node's own default is the same. */
const maxHeadBytes = 16 * 1024;
/** Sizes and extensions of all chunks together; a chunk of one byte has three. */
const maxFramingBytes = 1 << 20;
const headersKept = new Set(['date', 'content-type', 'location', 'server', 'retry-after', 'www-authenticate']);
const maxHeaderText = 500;

type Headers = ReadonlyMap<string, string>;

interface Head {
  readonly status: number;
  readonly headers: Headers;
  /** The server leaves the connection open (RFC 9112 §9.3). */
  readonly persistent: boolean;
}

/** `maxBytes` of the body are kept, the rest is not waited for. */
export function createResponseReader(maxBytes: number): ResponseReader {
  const body = createBody(maxBytes);
  let text = '';
  let bytes = 0;
  let head: Head | undefined;
  let take: ((block: Buffer) => boolean) | undefined;
  let begun = false;
  /** Bytes after the head. */
  let came = 0;
  const readHead = (block: Buffer): Buffer | undefined => {
    text += block.toString('latin1');
    refuseGarbage(text);
    const end = /\r?\n\r?\n/.exec(text);
    bytes += block.length;
    if (bytes - (end === null ? 0 : text.length - end.index) > maxHeadBytes)
      throw badAnswer('HPE_HEADER_OVERFLOW', 'Header overflow');
    if (end === null) return undefined;
    const rest = Buffer.from(text.slice(end.index + end[0].length), 'latin1');
    const read = parseHead(text.slice(0, end.index));
    text = '';
    bytes -= rest.length;
    if (read.status < 200 && read.status !== 101) return readHead(rest);
    head = read;
    take = framing(read, body);
    return rest;
  };
  return {
    push: (block) => {
      begun = true;
      const rest = take === undefined ? readHead(block) : block;
      came += rest?.length ?? 0;
      return rest === undefined ? false : (take?.(rest) ?? false);
    },
    end: () => head !== undefined && untilClose(head),
    begun: () => begun,
    mayGoOn: () => head?.persistent === true && came === lengthOf(head) && !body.seen().cut,
    seen: () => (head === undefined ? {} : { status: head.status, headers: keptOf(head.headers), ...body.seen() }),
  };
}

const badAnswer = (code: string, message: string): Error =>
  Object.assign(new Error(`Parse Error: ${message}`), { code });

/** What is no HTTP is known by its first bytes; nobody waits for more of it. */
function refuseGarbage(text: string): void {
  const start = 'HTTP/1.';
  if (!start.startsWith(text.slice(0, start.length))) throw badAnswer('HPE_INVALID_CONSTANT', 'Expected HTTP/');
}

function parseHead(text: string): Head {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? [];
  if (status === undefined) throw badAnswer('HPE_INVALID_STATUS', 'Invalid status line');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon < 1 || !/^[!#$%&'*+\-.^_`|~\w]+$/.test(name))
      throw badAnswer('HPE_INVALID_HEADER_TOKEN', 'Invalid header');
    const value = line.slice(colon + 1).trim();
    const known = headers.get(name);
    if (name === 'content-length' && known !== undefined && known !== value) throw badLength();
    if (known === undefined) headers.set(name, value);
  }
  const persistent = minor === '1' && !/\bclose\b/i.test(headers.get('connection') ?? '');
  return { status: Number(status), headers, persistent };
}

const badLength = (): Error => badAnswer('HPE_INVALID_CONTENT_LENGTH', 'Invalid Content-Length');

const isChunked = ({ headers }: Head): boolean => /(?:^|,)\s*chunked$/i.test(headers.get('transfer-encoding') ?? '');
const isEmpty = ({ status }: Head): boolean => status === 204 || status === 304 || status === 101;
const untilClose = (head: Head): boolean =>
  !isEmpty(head) && !isChunked(head) && (head.headers.has('transfer-encoding') || !head.headers.has('content-length'));

/** Bytes of the body where its length is told, and is how it ends. */
function lengthOf(head: Head): number | undefined {
  if (isEmpty(head)) return 0;
  return isChunked(head) || untilClose(head) ? undefined : Number(head.headers.get('content-length'));
}

/** How the end of the body is known (RFC 9112 §6.3). */
function framing(head: Head, body: Body): (block: Buffer) => boolean {
  if (isEmpty(head)) return () => true;
  if (isChunked(head)) return chunked(body);
  if (untilClose(head)) return (block) => body.add(block);
  const length = head.headers.get('content-length') ?? '';
  if (!/^\d{1,15}$/.test(length)) throw badLength();
  let left = Number(length);
  return (block) => {
    const full = body.add(block.subarray(0, left));
    left -= Math.min(left, block.length);
    return full || left === 0;
  };
}

/** Chunks (RFC 9112 §7.1): a line with the size, so many bytes, a line end; size 0 is the last. Trailers are not read. */
function chunked(body: Body): (block: Buffer) => boolean {
  const readSize = sizeReader();
  let left = 0;
  return (block) => {
    for (let at = 0; at < block.length; ) {
      if (left === 0) {
        const { used, size } = readSize(block.subarray(at));
        if (size === 0) return true;
        left = size ?? 0;
        at += used;
      } else {
        const used = Math.min(left, block.length - at);
        if (body.add(block.subarray(at, at + used))) return true;
        left -= used;
        at += used;
      }
    }
    return false;
  };
}

/** Reads a line that may come in pieces; no size for a piece, and for the line end after the bytes of a chunk. */
function sizeReader(): (block: Buffer) => { readonly used: number; readonly size?: number } {
  let line = '';
  let all = 0;
  return (block) => {
    const end = block.indexOf('\n');
    const used = end < 0 ? block.length : end + 1;
    line += block.toString('latin1', 0, used);
    all += used;
    if (all > maxFramingBytes || line.length > maxHeadBytes)
      throw badAnswer('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'Chunk extensions overflow');
    if (end < 0) return { used };
    const whole = line;
    line = '';
    return whole.trim() === '' ? { used } : { used, size: sizeOf(whole) };
  };
}

function sizeOf(line: string): number {
  const size = /^([\da-f]{1,12})[ \t]*(?:;|\r?\n$)/i.exec(line)?.[1];
  if (size === undefined) throw badAnswer('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
  return Number.parseInt(size, 16);
}

interface Body {
  /** True where more came than is kept. */
  add(block: Buffer): boolean;
  seen(): Pick<ProbeAnswer, 'body' | 'cut'>;
}

function createBody(maxBytes: number): Body {
  const blocks: Buffer[] = [];
  let total = 0;
  return {
    add: (block) => {
      if (total <= maxBytes && block.length > 0) blocks.push(block);
      total += block.length;
      return total > maxBytes;
    },
    seen: () => ({
      body: Buffer.concat(blocks).subarray(0, maxBytes).toString('utf8'),
      ...(total > maxBytes ? { cut: true } : {}),
    }),
  };
}

const keptOf = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...headers]
      .filter(([name]) => headersKept.has(name))
      .map(([name, value]) => [name, value.slice(0, maxHeaderText)]),
  );

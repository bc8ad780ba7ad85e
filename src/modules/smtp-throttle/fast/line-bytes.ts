/** FNV-1a, 32 bits. */
const offset = 0x811c9dc5;
const prime = 0x01000193;

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** Tokens longer than this that hold a digit are ids, addresses and the like: they vary from mail to mail. */
const longest = 12;

/**
 * Hash of what a failing status line says, from `at` to `end`, without what varies from mail to mail:
 * addresses, delays, ids. Of `host[address]` the host counts.
 */
export function hashOfFailure(data: Uint8Array, at: number, end: number): number {
  let hash = offset;
  for (let begin = at; begin < end; ) {
    const stop = endOfToken(data, begin, end);
    if (!startsDelay(data, begin)) hash = withToken(hash, data, begin, stop);
    begin = stop + 1;
  }
  return hash | 0;
}

function endOfToken(data: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && data[i] !== 32) i++;
  return i;
}

function withToken(before: number, data: Uint8Array, begin: number, end: number): number {
  let hash = before;
  let host = 0;
  let digits = false;
  for (let i = begin; i < end; i++) {
    const byte = data[i] as number;
    if (byte === 64) return before;
    if (byte === 91 && host === 0) host = hash;
    if (isDigit(byte)) digits = true;
    hash = Math.imul(hash ^ byte, prime);
  }
  if (!digits || end - begin <= longest) return hash;
  return host === 0 ? Math.imul(before ^ 1, prime) : host;
}

/** `delay=`, `delays=`, `conn_use=`. */
const startsDelay = (data: Uint8Array, at: number): boolean =>
  (data[at] === 100 && data[at + 1] === 101 && data[at + 2] === 108) ||
  (data[at] === 99 && data[at + 1] === 111 && data[at + 4] === 95);

/** Hash of the bytes [at, end). */
export function hashOfBytes(data: Uint8Array, at: number, end: number): number {
  let hash = offset;
  for (let i = at; i < end; i++) hash = Math.imul(hash ^ (data[i] as number), prime);
  return hash | 0;
}

/** A set of ids that may also say yes to one it does not hold: the caller then looks closer. */
export class IdFilter {
  readonly #bits = new Uint8Array(1 << 18);

  add(hash: number): void {
    const bit = hash >>> 11;
    this.#bits[bit >> 3] = (this.#bits[bit >> 3] as number) | (1 << (bit & 7));
  }

  mayHave(hash: number): boolean {
    const bit = hash >>> 11;
    return ((this.#bits[bit >> 3] as number) & (1 << (bit & 7))) !== 0;
  }
}

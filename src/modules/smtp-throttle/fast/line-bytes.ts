/** FNV-1a, 32 bits. */
const offset = 0x811c9dc5;
const prime = 0x01000193;

const lineFeed = 10;
/** What bytes mean to `hashOfFailure`, a bit each; most mean nothing. */
const [digit, at, bracket, delimiter] = [1, 2, 4, 8];
const meanings = new Uint8Array(256);
for (const char of '0123456789') meanings[char.charCodeAt(0)] = digit;
meanings['@'.charCodeAt(0)] = at;
meanings['['.charCodeAt(0)] = bracket;
meanings[' '.charCodeAt(0)] = delimiter;
meanings[lineFeed] = delimiter;

/** Tokens longer than this that hold a digit are ids, addresses and the like: they vary from mail to mail. */
const longest = 12;

/**
 * Hash of what a failing status line says, from `from` to the end of the line, without what varies from
 * mail to mail: addresses, delays, ids. Of `host[address]` the host counts.
 */
export function hashOfFailure(data: Uint8Array, from: number): number {
  let hash = offset;
  for (let i = from; ; i++) {
    const { end, hash: after, host, seen } = readToken(data, i, hash);
    const kept = varies(seen, end - i) ? host || Math.imul(hash ^ 1, prime) : after;
    if (!isOfTheMail(data, i, seen)) hash = kept;
    i = end;
    if (data[i] === lineFeed) return hash | 0;
  }
}

/** A token up to the blank or line end behind it: the hash with it, the hash before its bracket, the meanings in it. */
function readToken(data: Uint8Array, begin: number, before: number) {
  let [end, hash, host, seen] = [begin, before, 0, 0];
  for (; ; end++) {
    const byte = data[end] as number;
    const meaning = meanings[byte] as number;
    if (meaning === delimiter) return { end, hash, host, seen };
    if (meaning === bracket && host === 0) host = hash;
    seen |= meaning;
    hash = Math.imul(hash ^ byte, prime);
  }
}

/** An address, or how long the mail took: left out altogether. */
const isOfTheMail = (data: Uint8Array, begin: number, seen: number): boolean =>
  (seen & at) !== 0 || startsDelay(data, begin);

const varies = (seen: number, length: number): boolean => (seen & digit) !== 0 && length > longest;

/** `delay=`, `delays=`, `conn_use=`. */
const startsDelay = (data: Uint8Array, begin: number): boolean =>
  (data[begin] === 100 && data[begin + 1] === 101 && data[begin + 2] === 108) ||
  (data[begin] === 99 && data[begin + 1] === 111 && data[begin + 4] === 95);

/** Hash of the bytes [from, end). */
export function hashOfBytes(data: Uint8Array, from: number, end: number): number {
  let hash = offset;
  for (let i = from; i < end; i++) hash = Math.imul(hash ^ (data[i] as number), prime);
  return hash | 0;
}

const feed = 0x0a;
const blank = 0x20;
const close = 0x7d;
const feeds = 0x0a0a0a0a;
const low = 0x7f7f7f7f;

/** A line that closes what was opened: where its bracket is, and how many line feeds are before it. */
export interface ClosingLine {
  readonly at: number;
  readonly feeds: number;
}

/** The first line behind `from` that begins with so many blanks and `}`; four bytes a step. */
export function closingLine(bytes: Uint8Array, from: number, blanks: number): ClosingLine | undefined {
  let count = 0;
  let at = from;
  const isClosing = (line: number): boolean => bytes[line + blanks] === close && isBlank(bytes, line, line + blanks);
  for (; at < bytes.length && (bytes.byteOffset + at) % 4 !== 0; at++) {
    if (bytes[at] !== feed) continue;
    count += 1;
    if (isClosing(at + 1)) return { at: at + 1 + blanks, feeds: count };
  }
  if (at >= bytes.length) return undefined;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, (bytes.length - at) >> 2);
  for (let i = 0; i < words.length; i++) {
    const other = (words[i] as number) ^ feeds;
    // The highest bit of each byte that is no different (Warren, Hacker's Delight, 6-1).
    let equal = ~(((other & low) + low) | other | low);
    for (; equal !== 0; equal &= equal - 1) {
      const line = at + i * 4 + ((31 - Math.clz32(equal & -equal)) >> 3) + 1;
      count += 1;
      if (isClosing(line)) return { at: line + blanks, feeds: count };
    }
  }
  // The last bytes close nothing whole: what follows them is still to come.
  return undefined;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== blank) return false;
  return true;
}

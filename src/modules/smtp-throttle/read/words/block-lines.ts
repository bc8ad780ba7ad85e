import type { WordScan } from './word-scan.ts';

/** Lines of a block of text, and the groups of words that are in each. */
export interface BlockLines {
  readonly count: number;
  /** Where each line ends: its line feed, or the end of the block. */
  readonly ends: Uint32Array;
  readonly groups: Uint16Array;
}

/** The same byte by byte: for a block of any length, with whatever line ends. */
export function linesOf(block: Uint8Array, scan: WordScan): BlockLines {
  const ends: number[] = [];
  const groups: number[] = [];
  for (let at = 0; at < block.length; ) {
    scan.met = 0;
    const end = scan.lineEnd(block, at, block.length);
    ends.push(end);
    groups.push(scan.met);
    at = end + 1;
  }
  return { count: ends.length, ends: Uint32Array.from(ends), groups: Uint16Array.from(groups) };
}

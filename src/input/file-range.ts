import { closeSync, openSync, readSync } from 'node:fs';
import { unreadableInput } from '../core/errors.ts';
import { packingOf } from './packing/packings.ts';
import { takeTurns } from './turns.ts';

/** Bytes [from, to) of a regular file. */
export interface FileRange {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Told how many bytes of the buffer are filled; returns how many of them it used, from the front. */
export type UseBytes = (filled: number, last: boolean) => number;

export interface RangeSettings {
  readonly signal: AbortSignal;
  /** Told how many bytes of the range were read. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads a range into one buffer again and again, which is what makes large logs fast: no block is
 * allocated, none is copied but the unused end. Throws an input error where the file cannot be read.
 */
export async function readRange(
  { path, from, to }: FileRange,
  buffer: Uint8Array,
  use: UseBytes,
  { signal, onBytes }: RangeSettings,
): Promise<void> {
  const file = attempt(path, () => openSync(path, 'r'));
  // One byte stays free: the user may end the last line.
  const room = buffer.length - 1;
  let at = from;
  let kept = 0;
  const turn = takeTurns();
  try {
    for (let last = false; !last && !signal.aborted; ) {
      const wanted = Math.min(room - kept, to - at);
      const read = wanted === 0 ? 0 : attempt(path, () => readSync(file, buffer, kept, wanted, at));
      at += read;
      last = read === 0 || at >= to;
      const filled = kept + read;
      const used = use(filled, last);
      kept = keep(buffer, filled, used);
      const others = turn();
      if (others === undefined) continue;
      onBytes?.(at - from);
      await others;
    }
    onBytes?.(at - from);
  } finally {
    closeSync(file);
  }
}

/**
 * Moves what was not used to the front; returns how much that is. A line that fills the buffer is no line of a log: its
 * second half is dropped rather than to stand still, and what follows goes on with the first, so that it stays one line.
 */
function keep(buffer: Uint8Array, filled: number, used: number): number {
  if (used === 0 && filled === buffer.length - 1) return filled >> 1;
  const kept = filled - used;
  if (kept > 0) buffer.copyWithin(0, filled - kept, filled);
  return kept;
}

/** The same for what is no plain file: a pipe, something packed. Blocks are copied. */
export async function readBlocks(
  blocks: AsyncIterable<Uint8Array>,
  buffer: Uint8Array,
  use: UseBytes,
  signal: AbortSignal,
): Promise<void> {
  const room = buffer.length - 1;
  let filled = 0;
  const useUp = (last: boolean): void => {
    filled = keep(buffer, filled, use(filled, last));
  };
  for await (const block of blocks) {
    for (let at = 0; at < block.length; ) {
      const part = block.subarray(at, at + room - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === room) useUp(false);
    }
    if (signal.aborted) break;
  }
  useUp(true);
}

/** Whether a file begins like one that is packed. */
export function isPacked(path: string): boolean {
  const file = attempt(path, () => openSync(path, 'r'));
  try {
    const head = Buffer.alloc(8);
    return packingOf(head.subarray(0, readSync(file, head, 0, head.length, 0))) !== undefined;
  } finally {
    closeSync(file);
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw unreadableInput(`${path}: ${(error as Error).message}`, 'check the path and its permissions');
  }
}

/** Splits a file into at most `parts` ranges that begin where lines do. */
export function lineRanges(path: string, size: number, parts: number): readonly FileRange[] {
  const file = attempt(path, () => openSync(path, 'r'));
  try {
    const starts = [0];
    for (let part = 1; part < parts; part++) {
      const start = nextLine(file, Math.floor((size * part) / parts), size);
      if (start > (starts.at(-1) ?? 0) && start < size) starts.push(start);
    }
    return starts.map((from, i) => ({ path, from, to: starts[i + 1] ?? size }));
  } finally {
    closeSync(file);
  }
}

/** Where the first line begins that begins behind `at`. */
function nextLine(file: number, at: number, size: number): number {
  const block = Buffer.alloc(1 << 16);
  for (let from = at; from < size; ) {
    const read = readSync(file, block, 0, block.length, from);
    const feed = block.subarray(0, read).indexOf(10);
    if (feed !== -1) return from + feed + 1;
    if (read === 0) break;
    from += read;
  }
  return size;
}

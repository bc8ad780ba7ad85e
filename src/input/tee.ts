import type { Source } from './source.ts';

/** What a source begins with, and the source as if it had not been looked at. */
export interface Peeked {
  readonly head: Buffer;
  readonly source: Source;
}

/** A file is read anew later; what can be read only once gets its beginning put back. */
export async function peek(source: Source, bytes: number): Promise<Peeked> {
  const blocks = source.blocks();
  const held: Buffer[] = [];
  let size = 0;
  while (size < bytes) {
    const next = await blocks.next();
    if (next.done) break;
    held.push(Buffer.from(next.value));
    size += next.value.length;
  }
  const head = Buffer.concat(held).subarray(0, bytes);
  if (source.path !== undefined || source.inMemory === true) {
    await blocks.return(undefined);
    return { head, source };
  }
  async function* replay(): AsyncGenerator<Buffer> {
    yield* held.splice(0);
    yield* blocks;
  }
  return { head, source: { ...source, head, blocks: replay } };
}

/** A reader of a shared source: it is done once it has returned, thrown or been closed. */
export interface Branch {
  readonly source: Source;
  /** Lets the other branches go on although this one reads no further. */
  close(): void;
}

/**
 * Lets several readers read a source that can be read only once, in step: a block is fetched when
 * every open branch asks for it, so memory stays that of one block.
 */
export function tee(source: Source, count: number): Branch[] {
  const blocks = source.blocks();
  const waiting = new Map<number, { resolve(block: IteratorResult<Buffer>): void; reject(error: unknown): void }>();
  const open = new Set(Array.from({ length: count }, (_, i) => i));
  let fetching = false;
  const fetchIfAllWait = async (): Promise<void> => {
    if (fetching || open.size === 0 || waiting.size < open.size) return;
    fetching = true;
    const readers = [...waiting.values()];
    try {
      const next = await blocks.next();
      // Each branch gets its own bytes: a block is valid only until the next one is asked for.
      const result = next.done ? next : { done: false as const, value: Buffer.from(next.value) };
      waiting.clear();
      for (const reader of readers) reader.resolve(result);
    } catch (error) {
      waiting.clear();
      for (const reader of readers) reader.reject(error);
    }
    fetching = false;
    await fetchIfAllWait();
  };
  const close = (i: number): void => {
    open.delete(i);
    waiting.delete(i);
    void fetchIfAllWait();
  };
  async function* branch(i: number): AsyncGenerator<Buffer> {
    try {
      while (open.has(i)) {
        const result = await new Promise<IteratorResult<Buffer>>((resolve, reject) => {
          waiting.set(i, { resolve, reject });
          void fetchIfAllWait();
        });
        if (result.done) return;
        yield result.value;
      }
    } finally {
      close(i);
    }
  }
  // A branch can be read once, whatever is shared.
  const { inMemory: _, ...shared } = source;
  return [...open].map((i) => ({ source: { ...shared, blocks: () => branch(i) }, close: () => close(i) }));
}

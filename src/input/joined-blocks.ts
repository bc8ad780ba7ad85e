/**
 * Joins what is left of one block with the next, in one buffer for all: a new one for each block
 * would keep the garbage collector busier than the reading.
 */
export class JoinedBlocks {
  #buffer: Buffer = Buffer.alloc(0);
  #length = 0;

  /** What was kept, and behind it the block; valid until the next call. */
  add(block: Buffer): Buffer {
    const length = this.#length + block.length;
    if (this.#length === 0 && this.#buffer.length < length) this.#buffer = Buffer.allocUnsafe(length + (length >> 2));
    else if (this.#buffer.length < length) this.#grow(length);
    block.copy(this.#buffer, this.#length);
    this.#length = length;
    return this.#buffer.subarray(0, length);
  }

  /** Keeps what begins at `from` for the next call. */
  keep(from: number): void {
    this.#buffer.copyWithin(0, from, this.#length);
    this.#length -= from;
  }

  /** What is kept. */
  get rest(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafe(length * 2);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** Searches one byte sequence forward in a block and remembers the hit until it is passed. */
export class Needle {
  readonly #bytes: Buffer;
  readonly #what: Buffer | number;
  #found = -2;

  constructor(bytes: Buffer, what: string) {
    this.#bytes = bytes;
    this.#what = what.length === 1 ? what.charCodeAt(0) : Buffer.from(what);
  }

  /** Where it stands at or after `at`; the length of the block where it does not. */
  after(at: number): number {
    if (this.#found < at) {
      const found = this.#bytes.indexOf(this.#what, at);
      this.#found = found < 0 ? this.#bytes.length : found;
    }
    return this.#found;
  }
}

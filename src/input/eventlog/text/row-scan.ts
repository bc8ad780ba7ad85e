/** What the scan of a row needs to know of its table. */
export interface RowShape {
  /** Byte between cells. */
  readonly delimiter: number;
  readonly id: number;
  readonly provider: number | undefined;
  readonly time: number | undefined;
  /** Column of the last cell: nothing but the line's end ends it. */
  readonly last: number;
  /** Cells a row has at least. */
  readonly named: number;
}

const lineFeed = 10;
const quote = 34;

/** Where the cells that matter stand in one row of a table; one object for all rows of a block. */
export class RowScan {
  readonly #bytes: Buffer;
  readonly #shape: RowShape;
  /** Behind the row and its line feed; -1 where the row is not all there. */
  end = -1;
  /** Line feeds in the row, its own included. */
  lines = 0;
  #cells = 0;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(bytes: Buffer, shape: RowShape) {
    this.#bytes = bytes;
    this.#shape = shape;
  }

  /** Scans the row that begins at `at`; false where its end is not in the block. */
  scan(at: number): boolean {
    this.#cells = 0;
    this.lines = 1;
    for (let start = at; ; ) {
      const cell = this.#cells;
      const end = this.#bytes[start] === quote ? this.#quoted(start) : this.#plain(start, cell);
      if (end < 0) return false;
      this.#starts[cell] = start;
      this.#ends[cell] = end;
      this.#cells++;
      if (this.#bytes[end] === lineFeed) {
        this.end = end + 1;
        return true;
      }
      start = end + 1;
    }
  }

  /** The event id of the row; -1 where it has none or too few cells. */
  get id(): number {
    const { id, named } = this.#shape;
    if (this.#cells < named) return -1;
    let [start, end] = [this.#starts[id] ?? 0, this.#ends[id] ?? 0];
    if (this.#bytes[start] === quote) [start, end] = [start + 1, end - 1];
    let value = 0;
    for (let at = start; at < end; at++) {
      const digit = (this.#bytes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return end > start && value < 2 ** 32 ? value % 65_536 : -1;
  }

  get provider(): string | undefined {
    return this.#text(this.#shape.provider);
  }

  get time(): string | undefined {
    return this.#text(this.#shape.time);
  }

  /** A cell as text; one with quotes in it is left to the reader of rows. */
  #text(column: number | undefined): string | undefined {
    if (column === undefined || column >= this.#cells) return undefined;
    const text = this.#bytes.toString('latin1', this.#starts[column], this.#ends[column]);
    const bare = text.startsWith('"') ? text.slice(1, -1) : text;
    return bare.includes('"') || bare.trim() === '' ? undefined : bare;
  }

  /** Where the delimiter or line feed behind a quoted cell stands. */
  #quoted(start: number): number {
    const bytes = this.#bytes;
    let at = bytes.indexOf(quote, start + 1);
    while (at >= 0 && bytes[at + 1] === quote) at = bytes.indexOf(quote, at + 2);
    if (at < 0) return -1;
    for (let feed = bytes.indexOf(lineFeed, start); feed >= 0 && feed < at; feed = bytes.indexOf(lineFeed, feed + 1))
      this.lines++;
    return this.#stop(at + 1);
  }

  #plain(start: number, cell: number): number {
    return cell >= this.#shape.last ? this.#bytes.indexOf(lineFeed, start) : this.#stop(start);
  }

  #stop(from: number): number {
    const bytes = this.#bytes;
    const { delimiter } = this.#shape;
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === delimiter || byte === lineFeed) return at;
    }
    return -1;
  }
}

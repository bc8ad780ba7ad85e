import { TextNeedle } from './text-needle.ts';

/** What the scan of a row needs to know of its table. */
export interface RowShape {
  /** Character between cells. */
  readonly delimiter: string;
  readonly id: number;
  readonly provider: number | undefined;
  readonly time: number | undefined;
  /** Column of the last cell: nothing but the line's end ends it. */
  readonly last: number;
  /** Cells a row has at least. */
  readonly named: number;
}

/** A block of rows, one character a byte: in a text, characters are found many times faster than in a buffer. */
export class RowBlock {
  readonly text: string;
  readonly lineFeed: TextNeedle;
  readonly quote: TextNeedle;

  constructor(bytes: Buffer) {
    this.text = bytes.toString('latin1');
    this.lineFeed = new TextNeedle(this.text, '\n');
    this.quote = new TextNeedle(this.text, '"');
  }
}

/** Where the cells that matter stand in one row of a table; one object for all rows of a block. */
export class RowScan {
  readonly shape: RowShape;
  readonly #block: RowBlock;
  readonly #text: string;
  readonly #delimiter: TextNeedle;
  /** The last column that anyone asks for. */
  readonly #asked: number;
  /** Behind the row and its line feed; -1 where the row is not all there. */
  end = -1;
  /** Line feeds in the row, its own included. */
  lines = 0;
  #cells = 0;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(block: RowBlock, shape: RowShape) {
    this.shape = shape;
    this.#block = block;
    this.#text = block.text;
    this.#delimiter = new TextNeedle(block.text, shape.delimiter);
    this.#asked = Math.max(shape.named - 1, shape.id, shape.provider ?? 0, shape.time ?? 0);
  }

  /** Scans the row that begins at `at`; false where its end is not in the block. */
  scan(at: number): boolean {
    const line = this.#block.lineFeed.after(at);
    this.#cells = 0;
    this.lines = 1;
    return this.#block.quote.after(at) > line ? this.#bare(at, line) : this.#quotable(at);
  }

  /** A row without quotes ends with its line. */
  #bare(at: number, line: number): boolean {
    if (line >= this.#text.length) return false;
    for (let start = at; this.#cells <= this.#asked; ) {
      const end = this.#plain(start, line);
      this.#cell(start, end);
      if (end === line) break;
      start = end + 1;
    }
    this.end = line + 1;
    return true;
  }

  #quotable(at: number): boolean {
    const { length } = this.#text;
    for (let start = at; ; ) {
      const end =
        this.#text.charCodeAt(start) === 34
          ? this.#quoted(start)
          : this.#plain(start, this.#block.lineFeed.after(start));
      if (end >= length) return false;
      this.#cell(start, end);
      if (this.#text.charCodeAt(end) === 10) {
        this.end = end + 1;
        return true;
      }
      start = end + 1;
    }
  }

  #cell(start: number, end: number): void {
    this.#starts[this.#cells] = start;
    this.#ends[this.#cells] = end;
    this.#cells++;
  }

  /** The row that was scanned last, from where it began. */
  text(at: number): string {
    return this.#text.slice(at, this.end);
  }

  /** The event id of the row; -1 where it has none or too few cells. */
  get id(): number {
    const { id, named } = this.shape;
    if (this.#cells < named) return -1;
    const from = this.#starts[id] ?? 0;
    const to = this.#ends[id] ?? 0;
    return this.#text.charCodeAt(from) === 34 ? this.#number(from + 1, to - 1) : this.#number(from, to);
  }

  #number(from: number, to: number): number {
    let value = 0;
    for (let at = from; at < to; at++) {
      const digit = this.#text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) return -1;
      value = value * 10 + digit;
    }
    return to > from && value < 2 ** 32 ? value % 65_536 : -1;
  }

  get provider(): string | undefined {
    return this.#bareText(this.shape.provider);
  }

  get time(): string | undefined {
    return this.#bareText(this.shape.time);
  }

  /** A cell as text; one with quotes in it is left to the reader of rows. */
  #bareText(column: number | undefined): string | undefined {
    if (column === undefined || column >= this.#cells) return undefined;
    const text = this.#text.slice(this.#starts[column], this.#ends[column]);
    const bare = text.startsWith('"') ? text.slice(1, -1) : text;
    return bare.includes('"') || bare.trim() === '' ? undefined : bare;
  }

  /** Where the delimiter or line feed behind a quoted cell stands. */
  #quoted(start: number): number {
    const { lineFeed, quote } = this.#block;
    let at = quote.after(start + 1);
    while (this.#text.charCodeAt(at + 1) === 34) at = quote.after(at + 2);
    for (let feed = lineFeed.after(start); feed < at; feed = lineFeed.after(feed + 1)) this.lines++;
    return Math.min(this.#delimiter.after(at + 1), lineFeed.after(at + 1));
  }

  /** Where a cell without quotes ends, in a line that ends at `line`. */
  #plain(start: number, line: number): number {
    return this.#cells >= this.shape.last ? line : Math.min(this.#delimiter.after(start), line);
  }
}

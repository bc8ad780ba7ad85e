import { JoinedBlocks } from '../../joined-blocks.ts';
import { type ExportScanner, openExportScanner } from '../../scan/export-scanner.ts';
import { decodeBytes } from '../../utf8.ts';
import type { Tally } from '../tally.ts';
import type { Wanted } from '../wanted.ts';
import { RowBlock, RowScan, type RowShape } from './row-scan.ts';
import type { TextEvents } from './text-events.ts';

/** A row longer than this is no row: a lost quote. No line may be: it would be taken in pieces. */
export const maxRowBytes = 1 << 18;
const lineFeed = 10;

/** Who finds out the order of dates. */
export interface Dates {
  readonly needsMore: boolean;
  see(date: string): void;
}

/**
 * Stands before the reader of text and, while that is in a table, passes over rows that are not
 * wanted without decoding them. Everything else goes through line by line, so that the events are
 * the same with it and without.
 */
export class RowFilter {
  readonly #events: TextEvents;
  readonly #wanted: Wanted;
  readonly #tally: Tally;
  /** Sees the dates of rows that are passed over, as long as their order is not settled. */
  readonly #dates: Dates;
  #line = 1;
  readonly #blocks = new JoinedBlocks();
  #scanner: ExportScanner | undefined;
  /** Whether the scanner has the block at hand. */
  #loaded = false;

  constructor(events: TextEvents, wanted: Wanted, tally: Tally, dates: Dates) {
    this.#events = events;
    this.#wanted = wanted;
    this.#tally = tally;
    this.#dates = dates;
  }

  take(block: Buffer): void {
    this.#blocks.keep(this.#run(this.#blocks.add(block)));
  }

  end(): void {
    const { rest } = this.#blocks;
    if (rest.length > 0) this.#feed(rest);
    this.#tally.lines = this.#line - 1;
  }

  /** Reads rows and lines; returns where the one that is not all there begins. */
  #run(bytes: Buffer): number {
    let at = 0;
    let block: RowBlock | undefined;
    const rowsOf = (shape: RowShape) => {
      if (block === undefined) {
        block = new RowBlock(bytes);
        this.#scanner ??= openExportScanner(this.#wanted.ids);
        this.#loaded = this.#scanner?.load(bytes) === true;
      }
      return new RowScan(block, shape);
    };
    while (at < bytes.length) {
      const shape = this.#events.rowShape;
      const next = shape === undefined ? this.#oneLine(bytes, at) : this.#rows(bytes, at, rowsOf(shape));
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** Passes over rows up to one that the reader has to see, and hands it that; -1 where that row is not all there. */
  #rows(bytes: Buffer, from: number, row: RowScan): number {
    let at = this.#passed(from, row.shape);
    while (row.scan(at)) {
      if (this.#isWanted(at, row)) {
        this.#feed(bytes.subarray(at, row.end));
        return row.end;
      }
      this.#line += row.lines;
      at = this.#passed(row.end, row.shape);
      if (at >= bytes.length) return at;
    }
    if (bytes.length - at > maxRowBytes) return this.#oneLine(bytes, at);
    return at > from ? at : -1;
  }

  /** Where the first row begins, from one that begins at `at` on, of which the scanner is not sure. */
  #passed(at: number, shape: RowShape): number {
    if (!this.#loaded || this.#dates.needsMore) return at;
    const passed = this.#scanner?.rows(at, shape);
    this.#line += passed?.lines ?? 0;
    return passed?.at ?? at;
  }

  #isWanted(at: number, row: RowScan): boolean {
    const { id } = row;
    if (id < 0) return true;
    const unwanted = !this.#wanted.id(id) || !this.#mayWant(at, row, id);
    if (unwanted && this.#dates.needsMore) this.#dates.see(row.time ?? '');
    return !unwanted;
  }

  #mayWant(at: number, row: RowScan, id: number): boolean {
    return this.#wanted.raw(row.provider, id, ({ narrow }) => narrow.test(row.text(at)));
  }

  #oneLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(lineFeed, at);
    if (end < 0 && bytes.length - at <= maxRowBytes) return -1;
    const next = end < 0 ? bytes.length : end + 1;
    this.#feed(bytes.subarray(at, next));
    return next;
  }

  #feed(bytes: Buffer): void {
    const lines = decodeBytes(bytes).split(/\r\n?|\n/);
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) this.#events.take(line, this.#line++);
  }
}

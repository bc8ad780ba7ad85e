import { isOpenRow, splitRow } from '../../../core/csv-row.ts';
import type { TableColumns } from '../observations.ts';
import type { ColumnRole, ReadOptions } from '../read-options.ts';
import type { Attempt } from './attempt.ts';
import type { Clock, DayOrder } from './record-time.ts';
import { meaningOf, type NumberMeaning, orderOf, type Row, readRow } from './table.ts';
import { type TableShape, tableShape } from './table-shape.ts';

/** Rows looked at before the first is read: they tell the order of days and what numbers mean. */
const sampleRows = 100;
const maxRowLength = 1 << 18;

/** Reads the rows behind a header. */
export class TableReader {
  readonly #shape: TableShape;
  #sample: Row[] | undefined = [];
  #meaning: NumberMeaning = 'one-is-sent';
  #order: DayOrder | undefined;
  #open: { line: number; text: string } | undefined;

  /** Rows whose status is a word nobody here knows. */
  readonly unknown: { count: number; first?: Row } = { count: 0 };

  constructor(shape: TableShape) {
    this.#shape = shape;
  }

  /** A reader for the table that this line is the header of. */
  static open(line: string, options: ReadOptions): TableReader | undefined {
    if (
      line.length > 4_000 ||
      !/[,;\t|]/.test(line) ||
      (/^\s/.test(line) && !line.includes(' | ')) ||
      /\d{4}-\d\d-\d\d|@/.test(line.slice(0, 40))
    )
      return undefined;
    const shape = tableShape(line.replace(/^#Fields:\s*/i, ''), options.map);
    return shape === undefined ? undefined : new TableReader(shape);
  }

  /** Whether a line goes on with this table: as many cells, give or take, or inside a quoted one. */
  accepts(line: string): boolean {
    if (this.#open !== undefined || line.trim() === '' || /^[-+|\s]+$/.test(line)) return true;
    if (isOpenRow(line)) return true;
    const cells = splitRow(line, this.#shape.delimiter).length;
    const columns = this.#shape.header.length;
    return cells === columns || (cells > 1 && Math.abs(cells - columns) <= 2 && columns > 3);
  }

  line(text: string, number: number, clock: Clock): readonly Attempt[] {
    const row =
      this.#open === undefined
        ? { line: number, text }
        : { line: this.#open.line, text: `${this.#open.text}\n${text}` };
    if (isOpenRow(row.text) && row.text.length < maxRowLength) {
      this.#open = row;
      return [];
    }
    this.#open = undefined;
    if (row.text.trim() === '' || /^[-+|\s]+$/.test(row.text)) return [];
    if (this.#sample === undefined) return this.#read([row], clock);
    this.#sample.push(row);
    return this.#sample.length < sampleRows ? [] : this.end(clock);
  }

  /** Rows held back so far. */
  end(clock: Clock): readonly Attempt[] {
    const rows = this.#sample ?? [];
    this.#meaning = this.#sample === undefined ? this.#meaning : meaningOf(this.#shape, rows);
    this.#order ??= orderOf(this.#shape, rows);
    this.#sample = undefined;
    return this.#read(rows, clock);
  }

  #read(rows: readonly Row[], clock: Clock): readonly Attempt[] {
    return rows.flatMap((row) => {
      const attempt = readRow(row, this.#shape, this.#meaning, this.#order, clock);
      if (attempt !== 'unknown') return attempt ?? [];
      this.unknown.count++;
      this.unknown.first ??= row;
      return [];
    });
  }

  /** The columns by role, for the report and for scripts. */
  get columns(): TableColumns {
    const entries = Object.entries(this.#shape.roles).map(([role, index]) => [role, this.#shape.header[index] ?? '']);
    return { columns: Object.fromEntries(entries) as Record<ColumnRole, string>, guessed: this.#shape.guessed };
  }
}

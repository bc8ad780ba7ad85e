import { rowCells } from '../../../core/csv-row.ts';
import { parseDateText } from '../time/date-text.ts';
import type { Opener, Sink } from './block.ts';
import { eventFrom, type FieldValues, fieldOf, rankOf } from './fields.ts';
import type { Field } from './labels.ts';
import type { RowShape } from './row-scan.ts';

/** A quoted cell may hold this many lines; a lost quote must not swallow a log. */
const maxRowLines = 500;
const maxRowLength = 1 << 18;

/** Which column is what; `message` may be the nameless one behind the last name. */
interface Layout {
  readonly delimiter: string;
  readonly columns: Readonly<Partial<Record<Field, number>>>;
  readonly format: string;
  /** Names in the header; Event Viewer names one less than it writes. */
  readonly named: number;
  readonly utc: boolean;
}

const delimiters = [',', '\t', ';', '|'];

/** Event Viewer's own order, for rows cut out of an export without its header. */
const headerless = { level: 0, time: 1, provider: 2, id: 3, message: 5 };

/** CSV and tab-separated exports: a header that names columns, or rows in Event Viewer's order. */
export const openDelimited: Opener = (line, number, sink) => {
  const layout = layoutOf(line, sink);
  if (layout !== undefined) return new Rows(layout, sink);
  const delimiter = ['\t', ',', ';'].find((one) => isRow(rowCells(line, one) ?? rowCells(`${line}"`, one)));
  if (delimiter === undefined) return undefined;
  const rows = new Rows(
    {
      delimiter,
      columns: headerless,
      format: delimiter === '\t' ? 'event-viewer-txt' : 'event-viewer-csv',
      named: 5,
      utc: false,
    },
    sink,
  );
  rows.take(line, number);
  return rows;
};

function isRow(cells: readonly string[] | undefined): boolean {
  return (
    cells !== undefined &&
    cells.length >= 5 &&
    /^\d{1,5}$/.test(cells[3] ?? '') &&
    parseDateText(cells[1] ?? '') !== undefined
  );
}

function layoutOf(line: string, sink: Sink): Layout | undefined {
  if (line.startsWith('#TYPE')) return { delimiter: ',', columns: {}, format: 'csv', named: 0, utc: false };
  const candidates = delimiters.map((delimiter) => {
    const cells = rowCells(line, delimiter) ?? [];
    return { delimiter, cells, columns: columnsOf(cells) };
  });
  const best = candidates.toSorted((a, b) => Object.keys(b.columns).length - Object.keys(a.columns).length)[0];
  if (best === undefined || !isHeader(best.columns)) return undefined;
  const { cells, columns, delimiter } = best;
  if (/datum und uhrzeit|ereignis-id/i.test(line)) sink.language('dmy', 'the headers are German');
  const viewer = columns.message === undefined && cells.length >= 5;
  return {
    delimiter,
    columns: viewer ? { ...columns, message: cells.length } : columns,
    format: viewer ? (delimiter === '\t' ? 'event-viewer-txt' : 'event-viewer-csv') : 'csv',
    named: cells.length,
    utc: /MapDescription|ChunkNumber/.test(line),
  };
}

const isHeader = (columns: Partial<Record<Field, number>>): boolean =>
  columns.id !== undefined && (columns.time ?? columns.utc) !== undefined && Object.keys(columns).length >= 3;

function columnsOf(cells: readonly string[]): Partial<Record<Field, number>> {
  const columns: Partial<Record<Field, number>> = {};
  for (const [i, cell] of cells.entries()) {
    const field = fieldOf(cell);
    if (field === undefined) continue;
    const known = columns[field];
    if (known === undefined || rankOf(cell) < rankOf(cells[known] ?? '')) columns[field] = i;
  }
  return columns;
}

/** Rows of a table, those with quoted line ends included. */
class Rows {
  readonly format: string;
  #layout: Layout;
  readonly #sink: Sink;
  #pending: { text: string; number: number; lines: number } | undefined;
  #any = false;

  constructor(layout: Layout, sink: Sink) {
    this.#layout = layout;
    this.#sink = sink;
    this.format = layout.format;
  }

  get rowShape(): RowShape | undefined {
    const { delimiter, columns, named } = this.#layout;
    if (this.#pending !== undefined || columns.id === undefined || !this.#any) return undefined;
    const last = Math.max(columns.message ?? 0, named - 1);
    return {
      delimiter,
      id: columns.id,
      provider: columns.provider,
      time: columns.utc ?? columns.time,
      last,
      named,
    };
  }

  take(line: string, number: number): 'taken' | 'refused' {
    const pending = this.#pending;
    const text = pending === undefined ? line : `${pending.text}\n${line}`;
    if (pending === undefined && line.trim() === '') return 'taken';
    const row = rowCells(text, this.#layout.delimiter);
    if (row !== undefined) {
      this.#pending = undefined;
      return this.#row(row, text, pending?.number ?? number);
    }
    this.#pending = { text, number: pending?.number ?? number, lines: (pending?.lines ?? 0) + 1 };
    if (this.#pending.lines > maxRowLines || text.length > maxRowLength) this.#giveUp(this.#pending);
    return 'taken';
  }

  /** A last row whose quote nothing closes was cut off: what there is of it still counts. */
  end(): boolean {
    const pending = this.#pending;
    this.#pending = undefined;
    const row = pending === undefined ? undefined : rowCells(`${pending.text}..."`, this.#layout.delimiter);
    if (pending !== undefined && row !== undefined) this.#row(row, pending.text, pending.number);
    return this.#any;
  }

  /** A quote that nothing closes: its line is lost, the ones after it are read anew. */
  #giveUp({ text, number }: { text: string; number: number }): void {
    this.#pending = undefined;
    const [first = '', ...rest] = text.split('\n');
    this.#sink.missed(number, first);
    for (const [i, line] of rest.entries()) {
      if (this.take(line, number + 1 + i) === 'refused') this.#sink.missed(number + 1 + i, line);
    }
  }

  #row(cells: readonly string[], text: string, number: number): 'taken' | 'refused' {
    const { columns, utc } = this.#layout;
    const values: FieldValues = {};
    for (const [field, column] of Object.entries(columns)) {
      const cell = cells[column];
      if (cell !== undefined) values[field as Field] = cell;
    }
    if (utc && values.time !== undefined) {
      values.utc = values.time;
      delete values.time;
    }
    const event = cells.length < this.#layout.named ? undefined : eventFrom(values, number);
    if (event === undefined) return this.#other(text, number);
    this.#any = true;
    this.#sink.event(event);
    return 'taken';
  }

  /** A row that is none: another header (joined exports), a damaged row, or the end of the table. */
  #other(text: string, number: number): 'taken' | 'refused' {
    const header = layoutOf(text, this.#sink);
    if (header !== undefined) {
      this.#layout = header;
      return 'taken';
    }
    const width = rowCells(text, this.#layout.delimiter)?.length ?? 0;
    if (width < this.#layout.named && !text.includes('\n')) return 'refused';
    this.#sink.missed(number, text);
    return 'taken';
  }
}

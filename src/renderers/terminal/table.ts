import Table from 'cli-table3';
import type { TableView } from '../../core/view.ts';
import { cellText, cellTone, columns, fold, type Paint } from './paint.ts';

const gap = 2;
/** A cell goes on over so many lines before it is cut. */
const linesShown = 3;

/** A column narrower than this, and than its words, cannot be read. */
const readable = 9;

/**
 * Columns shrink from the widest until the table fits; what is wider goes on below. Where that leaves a column that
 * cannot be read, each row becomes a block of lines.
 */
export function table({ columns: heads, rows }: Pick<TableView, 'columns' | 'rows'>, paint: Paint): string[] {
  const text = rows.map((row) => row.map((cell) => paint.line(cellText(cell), -10_000)));
  const columnOf = (i: number) => [heads[i]?.label ?? '', ...text.map((row) => row[i] ?? '')];
  const widths = fitWidths(
    heads.map((_, i) => Math.max(...columnOf(i).map(columns))),
    paint.width - 2 - gap * (heads.length - 1),
  );
  const breaksWords = (width: number, i: number) =>
    width < readable && columnOf(i).some((cell) => cell.split(' ').some((word) => columns(word) > width));
  if (widths.some(breaksWords)) return blocks(heads, rows, paint);
  // What is as wide as its column already is neither cut nor broken by the library, which counts wide signs its own way.
  const folded = (cells: readonly string[], tone: (text: string, i: number) => string) =>
    cells.map((cell, i) => {
      const lines = fold(cell, widths[i] ?? 0, linesShown, paint.ascii);
      return lines.map((line) => (line === '' ? '' : tone(line, i))).join('\n');
    });
  const drawn = new Table({
    chars: borderless,
    colAligns: heads.map(({ align = 'left' }) => align),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  const labels = heads.map(({ label }) => label);
  drawn.push(
    folded(labels, (cell) => paint.color.bold(cell)),
    ...rows.map((row, r) => folded(text[r] ?? [], (cell, i) => paint.tone(cell, cellTone(row[i] ?? '')))),
  );
  return drawn
    .toString()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
}

/** No line around or between cells; columns are told apart by space. */
const borderless = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
    .split(' ')
    .map((name) => [name, name === 'middle' ? ' '.repeat(gap) : '']),
);

/** The first cell of a row, and below it the others behind the names of their columns. */
function blocks(heads: TableView['columns'], rows: TableView['rows'], paint: Paint): string[] {
  return rows.flatMap((row) => {
    const [first = '', ...rest] = row;
    const others = rest.flatMap((cell, i) => {
      const label = heads[i + 1]?.label ?? '';
      const value = cellText(cell);
      if (value === '') return [];
      const lines = paint.wrap(label === '' ? value : `${label}: ${value}`, 4);
      return lines.map((line) => paint.tone(line, cellTone(cell)));
    });
    return [...paint.wrap(cellText(first), 2).map((line) => paint.tone(line, cellTone(first))), ...others];
  });
}

function fitWidths(wanted: readonly number[], room: number): number[] {
  const widths = [...wanted];
  while (widths.reduce((a, b) => a + b, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 4) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

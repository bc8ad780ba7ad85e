import type { TableView } from '../../core/view.ts';
import { cellText, cellTone, columns, fold, type Paint, pad } from './paint.ts';

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
  const format = (cells: readonly string[], tone: (text: string, i: number) => string): string[] => {
    const wrapped = cells.map((cell, i) => fold(cell, widths[i] ?? 0, linesShown, paint.ascii));
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const parts = wrapped.map((lines, i) => {
        const shown = lines[line] ?? '';
        return pad(shown === '' ? '' : tone(shown, i), widths[i] ?? 0, heads[i]?.align);
      });
      return `  ${parts.join(' '.repeat(gap))}`.trimEnd();
    });
  };
  const head = heads.map(({ label }) => label);
  return [
    ...format(head, (cell) => paint.color.bold(cell)),
    ...rows.flatMap((row, r) => format(text[r] ?? [], (cell, i) => paint.tone(cell, cellTone(row[i] ?? '')))),
  ];
}

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

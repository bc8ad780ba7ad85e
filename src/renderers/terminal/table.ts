import type { TableView } from '../../core/view.ts';
import { cellText, cellTone, columns, fold, type Paint, pad } from './paint.ts';

const gap = 2;
/** A cell goes on over so many lines before it is cut. */
const linesShown = 3;

/** Columns shrink from the widest until the table fits; what is wider goes on below. */
export function table({ columns: heads, rows }: TableView, paint: Paint): string[] {
  const text = rows.map((row) => row.map((cell) => paint.line(cellText(cell), -10_000)));
  const widths = fitWidths(
    heads.map((head, i) => Math.max(columns(head.label), ...text.map((row) => columns(row[i] ?? '')))),
    paint.width - 2 - gap * (heads.length - 1),
  );
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

function fitWidths(wanted: readonly number[], room: number): number[] {
  const widths = [...wanted];
  while (widths.reduce((a, b) => a + b, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 4) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

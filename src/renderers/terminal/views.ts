import {
  asTable,
  type CurveView,
  type DayStripsView,
  type TimelineView,
  type TreeNode,
  type TreeView,
  type View,
} from '../../core/view.ts';
import { cellText, cellTone, columns, cut, type Paint, pad } from './paint.ts';
import { path } from './path.ts';
import { table } from './table.ts';

/** A picture in text, at most as wide as the terminal. */
export function renderView(view: View, paint: Paint): string[] {
  const note =
    view.note === undefined || view.note === '' ? [] : paint.wrap(view.note, 2).map((line) => paint.color.dim(line));
  return ['', ...paint.wrap(view.title, 0), ...pictureOf(view, paint), ...note];
}

function pictureOf(view: View, paint: Paint): string[] {
  switch (view.kind) {
    case 'table':
      return table(view, paint);
    case 'day-strips':
      return dayStrips(view, paint);
    case 'timeline':
      return timeline(view, paint);
    case 'curve':
      return curve(view, paint);
    case 'tree':
      return tree(view, paint);
    case 'map':
      return table(asTable(view), paint);
    case 'path':
      return path(view, paint);
  }
}

/** 24 hours in 48 columns where they fit, else in 24 or 12. */
function dayStrips({ rows, band }: DayStripsView, paint: Paint): string[] {
  const labelWidth = Math.max(0, ...rows.map((row) => columns(row.label)));
  const room = paint.width - labelWidth - 6;
  const slots = [48, 24].find((wanted) => wanted <= room) ?? 12;
  const noteRoom = Math.max(0, room - slots);
  const note = (text = '') => (noteRoom < 4 ? '' : ` ${cut(paint.line(text, -10_000), noteRoom, paint.ascii)}`);
  return [
    `${' '.repeat(labelWidth + 4)}${hourScale(slots)}`,
    ...rows.map((row) => {
      const label = pad(paint.line(row.label, paint.width - labelWidth), labelWidth);
      return `  ${label}  ${strip(row, band, slots, paint)}${note(row.note)}`.trimEnd();
    }),
  ];
}

function strip(row: DayStripsView['rows'][number], band: DayStripsView['band'], slots: number, paint: Paint): string {
  const slotMinutes = (24 * 60) / slots;
  const inBand = (minute: number) => {
    if (band === undefined) return false;
    return band.from < band.to ? minute >= band.from && minute < band.to : minute >= band.from || minute < band.to;
  };
  const [shade, empty] = paint.ascii ? ['=', '.'] : ['▒', '·'];
  return Array.from({ length: slots }, (_, slot) => {
    const mark = row.marks.find(({ minute }) => Math.floor(minute / slotMinutes) === slot);
    if (mark !== undefined) return paint.tone(mark.label.slice(0, 1), mark.tone);
    return paint.color.dim(row.banded && inBand(slot * slotMinutes) ? shade : empty);
  }).join('');
}

/** The hours above a strip, at most every third. */
function hourScale(slots: number): string {
  const step = slots >= 24 ? 3 : 6;
  const perMark = (slots * step) / 24;
  return Array.from({ length: 24 / step }, (_, i) => String(i * step).padEnd(perMark))
    .join('')
    .concat(slots >= 24 ? '24' : '');
}

const ramp = { unicode: ' ▁▂▃▄▅▆▇█', ascii: ' .:-=+*#@' };

/** One row of bars a series; neighboring steps are added up where there are more than fit. */
function timeline({ series }: TimelineView, paint: Paint): string[] {
  const labels = series.map(({ name }) => paint.line(name, Math.floor(paint.width * 0.6)));
  const labelWidth = Math.max(0, ...labels.map((label) => columns(label)));
  const steps = Math.max(0, ...series.map(({ values }) => values.length));
  const room = Math.max(10, paint.width - labelWidth - 12);
  const perSlot = Math.max(1, Math.ceil(steps / room));
  const slotted = series.map(({ values }) =>
    Array.from({ length: Math.ceil(steps / perSlot) }, (_, slot) =>
      values.slice(slot * perSlot, (slot + 1) * perSlot).reduce((a, b) => a + b, 0),
    ),
  );
  const most = Math.max(1, ...slotted.flat());
  const signs = paint.ascii ? ramp.ascii : ramp.unicode;
  const bar = (value: number) => signs[value === 0 ? 0 : Math.max(1, Math.round((value / most) * 8))];
  return series.map(({ tone }, i) => {
    const values = slotted[i] ?? [];
    const total = values.reduce((a, b) => a + b, 0);
    return `  ${pad(labels[i] ?? '', labelWidth)} |${paint.tone(values.map(bar).join(''), tone)}| ${total}`;
  });
}

/** A bar a point. */
function curve({ points, xLabel, yLabel }: CurveView, paint: Paint): string[] {
  const labels = points.map((point) => paint.line(point.label, -10_000));
  const labelWidth = Math.max(columns(xLabel), ...labels.map((label) => columns(label)));
  const room = Math.max(10, paint.width - labelWidth - 16);
  const most = Math.max(1e-9, ...points.map(({ y }) => y));
  const block = paint.ascii ? '#' : '█';
  return [
    paint.color.dim(`  ${pad(xLabel, labelWidth)}  ${yLabel}`),
    ...points.map(({ y, tone }, i) => {
      const bar = paint.tone(block.repeat(Math.round((y / most) * room)), tone);
      return `  ${pad(labels[i] ?? '', labelWidth)}  ${bar} ${Number(y.toPrecision(3))}`;
    }),
  ];
}

function tree({ nodes }: TreeView, paint: Paint): string[] {
  return nodes.flatMap((node, i) => branch(node, '  ', i === nodes.length - 1, paint));
}

function branch(node: TreeNode, prefix: string, last: boolean, paint: Paint): string[] {
  const [tee, corner, bar] = paint.ascii ? ['|- ', '`- ', '|  '] : ['├ ', '└ ', '│ '];
  const start = prefix + (last ? corner : tee);
  const label = paint.line(cellText(node.label), columns(start));
  const room = paint.width - columns(start) - columns(label) - 2;
  const note =
    node.note === undefined || room < 8
      ? ''
      : `  ${paint.tone(cut(paint.line(cellText(node.note), -10_000), room, paint.ascii), cellTone(node.note))}`;
  const children = node.children ?? [];
  const below = prefix + (last ? ' '.repeat(bar?.length ?? 2) : bar);
  return [
    start + paint.tone(label, cellTone(node.label)) + note,
    ...children.flatMap((child, i) => branch(child, below, i === children.length - 1, paint)),
  ];
}

import { asTable, type Cell, type TableView, type TreeNode, type TreeView, type View } from '../../core/view.ts';
import { curve } from './curve.ts';
import { dayStrips } from './day-strips.ts';
import { element, escaped, toneClass } from './element.ts';
import { map } from './map/map.ts';
import { path } from './path.ts';
import { timeline } from './timeline.ts';

/** A picture with its title and note. */
export function renderFigure(view: View): string {
  const note = view.note === undefined ? '' : element('figcaption', {}, escaped(view.note));
  return element('figure', {}, `${element('div', { class: 'title' }, escaped(view.title))}${pictureOf(view)}${note}`);
}

function pictureOf(view: View): string {
  switch (view.kind) {
    case 'table':
      return table(view);
    case 'day-strips':
      return dayStrips(view);
    case 'timeline':
      return timeline(view);
    case 'curve':
      return curve(view);
    case 'tree':
      return tree(view);
    case 'map':
      return map(view) + table(asTable(view));
    case 'path':
      return path(view);
  }
}

function span(cell: Cell): string {
  if (typeof cell === 'string') return escaped(cell);
  return cell.tone === 'plain'
    ? escaped(cell.text)
    : element('span', { class: toneClass[cell.tone] }, escaped(cell.text));
}

function table({ columns, rows }: TableView): string {
  const align = (i: number) => (columns[i]?.align === 'right' ? 'right' : undefined);
  const heads = columns.map(({ label }, i) => element('th', { scope: 'col', class: align(i) }, escaped(label)));
  const lines = rows.map((row) =>
    element('tr', {}, row.map((cell, i) => element('td', { class: align(i) }, span(cell))).join('')),
  );
  return element(
    'table',
    {},
    `${element('thead', {}, element('tr', {}, heads.join('')))}${element('tbody', {}, lines.join('\n'))}`,
  );
}

const tree = ({ nodes }: TreeView): string => element('ul', { class: 'tree' }, nodes.map(branch).join('\n'));

function branch({ label, note, children = [] }: TreeNode): string {
  const behind = note === undefined ? '' : ` ${element('span', { class: 'note' }, span(note))}`;
  const below = children.length === 0 ? '' : element('ul', {}, children.map(branch).join('\n'));
  return element('li', {}, `${span(label)}${behind}${below}`);
}

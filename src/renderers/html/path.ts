import type { PathStep, PathView } from '../../core/view.ts';
import { element, escaped } from './element.ts';

/** Steps a row. */
const perRow = 6;
const step = { width: 108, height: 34, gap: 34 };
const rowHeight = 74;
const characters = 14;

const boxes: Readonly<Record<PathStep['state'], string>> = {
  done: 'box',
  stopped: 'box box-bad',
  open: 'box box-muted',
};
const calls: Readonly<Record<PathStep['state'], string>> = { done: 'call', stopped: 'call broken', open: 'open' };
const words: Readonly<Record<PathStep['state'], string>> = {
  done: 'done',
  stopped: 'stopped here',
  open: 'not reached',
};

/** Boxes in rows with an arrow before each; the broken one is marked, and below it stands who has to act. */
export function path({ title, steps, owner }: PathView): string {
  const rows = Math.max(1, Math.ceil(steps.length / perRow));
  const width = Math.min(Math.max(1, steps.length), perRow) * (step.width + step.gap) + 8;
  const height = rows * rowHeight;
  const said = steps.map(({ label, state }) => `${label}: ${words[state]}`).join('; ');
  return element(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, role: 'img', class: 'path' },
    [
      element('title', {}, escaped(title)),
      element('desc', {}, escaped(owner === '' ? said : `${said}; to act: ${owner}`)),
      ...steps.map((one, i) => drawn(one, i, owner, width)),
    ].join('\n'),
  );
}

function drawn({ label, state }: PathStep, i: number, owner: string, width: number): string {
  const x = (i % perRow) * (step.width + step.gap) + step.gap;
  const y = Math.floor(i / perRow) * rowHeight + 6;
  const middle = y + step.height / 2;
  const shown = label.length > characters ? `${label.slice(0, characters - 1)}…` : label;
  const parts = [
    element('title', {}, escaped(`${label}: ${words[state]}`)),
    element('rect', { x, y, width: step.width, height: step.height, rx: 6, class: boxes[state] }, ''),
    element(
      'text',
      { x: x + step.width / 2, y: middle + 4, 'text-anchor': 'middle', class: state === 'open' ? 'dim' : 'name' },
      escaped(shown),
    ),
  ];
  if (i > 0) parts.push(arrow(x, middle, state));
  if (state === 'stopped' && owner !== '') {
    const isRight = x > width / 2;
    const place = isRight ? { x: x + step.width, 'text-anchor': 'end' } : { x: x - step.gap / 2 };
    parts.push(element('text', { ...place, y: y + step.height + 20, class: 'bad' }, escaped(owner)));
  }
  return element('g', {}, parts.join(''));
}

function arrow(x: number, y: number, state: PathStep['state']): string {
  const from = x - step.gap + 3;
  const line = element('line', { x1: from, y1: y, x2: x - 6, y2: y, class: calls[state] }, '');
  if (state === 'stopped')
    return line + element('text', { x: x - step.gap / 2, y: y + 5, 'text-anchor': 'middle', class: 'bad' }, '×');
  return line + element('polygon', { points: `${x - 2},${y} ${x - 9},${y - 4} ${x - 9},${y + 4}`, class: 'head' }, '');
}

import type { MapNode, MapView, Tone } from '../../../core/view.ts';
import { element, escaped, toneClass } from '../element.ts';
import { type Box, boxWidth, type Calls, type Layout, layOut } from './layout.ts';

const legend = 'Arrows lead from a caller to what it calls; a dashed one, to what is down.';

/** Columns on a wide page, and on a telephone. */
const wide = 6;
const narrow = 2;
/** Characters that fit into a box. */
const characters = 22;
const namedCharacters = 18;

/** Boxes with a sign, a state and addresses, and an arrow from each that calls to what it calls. */
export function map(view: MapView): string {
  const said = view.nodes.map(({ label, state }) => `${label}: ${stateOf(state).text}`).join('; ');
  const draw = (layout: Layout, name: string) =>
    element(
      'svg',
      { viewBox: `0 0 ${layout.width} ${layout.height}`, width: layout.width, role: 'img', class: `map ${name}` },
      [
        element('title', {}, escaped(view.title)),
        element('desc', {}, escaped(said)),
        ...layout.calls.map(arrows),
        ...layout.boxes.map(box),
      ].join('\n'),
    );
  if (view.nodes.length === 0) return '';
  return [
    draw(layOut(view, wide), 'wide'),
    draw(layOut(view, narrow), 'narrow'),
    element('p', { class: 'note' }, legend),
  ].join('\n');
}

const stateOf = (cell: MapNode['state']): { text: string; tone: Tone } =>
  typeof cell === 'string' ? { text: cell, tone: 'plain' } : cell;

/** Arrows to what is down are dashed. */
function arrows({ to, paths, tip: [x, y], upwards }: Calls): string {
  const name = stateOf(to.state).tone === 'bad' ? 'call broken' : 'call';
  const back = y + (upwards ? 9 : -9);
  const drawn = paths.map((path) => element('polyline', { points: at(path), class: name }, ''));
  const head = at([
    [x, y],
    [x - 5, back],
    [x + 5, back],
  ]);
  return `${drawn.join('')}${element('polygon', { points: head, class: `${name} head` }, '')}`;
}

const at = (points: readonly (readonly [number, number])[], x = 0, y = 0): string =>
  points.map(([dx, dy]) => `${x + dx},${y + dy}`).join(' ');

function box({ node, x, y, height }: Box): string {
  const { text, tone } = stateOf(node.state);
  const line = (i: number, content: string, name?: string) =>
    element(
      'text',
      { x: x + (i < 2 ? 34 : 12), y: y + 20 + i * 16 + (i > 1 ? 2 : 0), class: name },
      escaped(i < 2 ? cutBack(content) : cutFront(content)),
    );
  return element(
    'g',
    {},
    [
      element('title', {}, escaped([`${node.label}: ${text}`, ...node.details].join('\n'))),
      element('rect', { x, y, width: boxWidth, height, rx: 6, class: `box box-${tone}` }, ''),
      sign(tone, x + 18, y + 24),
      line(0, node.label, 'name'),
      line(1, text, toneClass[tone]),
      ...node.details.map((detail, i) => line(i + 2, detail, 'dim')),
    ].join(''),
  );
}

/** The end of a path or an address tells more than its beginning. */
function cutFront(text: string): string {
  if (text.length <= characters) return text;
  const end = text.slice(text.length - characters + 1);
  return `…${end.slice(Math.max(0, end.indexOf('/')))}`;
}

/** Bold letters are wider, and the sign stands before them. */
const cutBack = (text: string): string =>
  text.length <= namedCharacters ? text : `${text.slice(0, namedCharacters - 1)}…`;

/** A shape of its own for each tone: what is down is told from what is well without its color. */
function sign(tone: Tone, x: number, y: number): string {
  const glyph = (text: string) =>
    element('text', { x, y: y + 4, 'text-anchor': 'middle', class: 'sign' }, escaped(text));
  const name = toneClass[tone];
  switch (tone) {
    case 'bad':
      return element('polygon', { points: at(octagon, x, y), class: name }, '') + glyph('×');
    case 'warning':
      return element('polygon', { points: at(triangle, x, y), class: name }, '') + glyph('!');
    case 'good':
      return element('circle', { cx: x, cy: y, r: 9, class: name }, '') + glyph('✓');
    default:
      return (
        element('circle', { cx: x, cy: y, r: 8, class: 'open' }, '') +
        element('text', { x, y: y + 4, 'text-anchor': 'middle', class: 'dim' }, '?')
      );
  }
}

const octagon = [
  [-4, -10],
  [4, -10],
  [10, -4],
  [10, 4],
  [4, 10],
  [-4, 10],
  [-10, 4],
  [-10, -4],
] as const;
const triangle = [
  [0, -12],
  [12, 9],
  [-12, 9],
] as const;

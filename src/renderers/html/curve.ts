import type { CurveView } from '../../core/view.ts';
import { element, escaped, toneClass } from './element.ts';

const left = 60;
const top = 16;
const width = 560;
const height = 220;

/** y over x as a line; every point has its label. */
export function curve({ title, xLabel, yLabel, points }: CurveView): string {
  const xs = points.map((point) => point.x);
  const lowest = xs.reduce((a, b) => Math.min(a, b), xs[0] ?? 0);
  const span = xs.reduce((a, b) => Math.max(a, b), lowest) - lowest || 1;
  const most = points.reduce((a, { y }) => Math.max(a, y), 0) || 1;
  const place = points.map((point) => ({
    ...point,
    cx: round(left + ((point.x - lowest) / span) * width),
    cy: round(top + height - (point.y / most) * height),
  }));
  const line = place.map(({ cx, cy }) => `${cx},${cy}`).join(' ');
  const marks = place.map(({ cx, cy, label, tone, x, y }) => {
    const told = element('title', {}, escaped(`${label}: ${xLabel} ${x}, ${yLabel} ${Number(y.toPrecision(4))}`));
    // A bad point is a square: told from a good one without its color.
    return tone === 'bad'
      ? element('rect', { x: cx - 5, y: cy - 5, width: 10, height: 10, class: toneClass[tone] }, told)
      : element('circle', { cx, cy, r: 4, class: toneClass[tone] }, told);
  });
  // Neighbors would write over each other: as many labels as there is room for.
  const every = Math.max(1, Math.ceil(place.length / 8));
  const labels = place
    .filter((_, i) => i % every === 0)
    .map(({ cx, label }) =>
      element('text', { x: cx, y: top + height + 16, 'text-anchor': 'middle', class: 'dim' }, escaped(label)),
    );
  const axes = [
    element('line', { x1: left, x2: left + width, y1: top + height, y2: top + height, class: 'axis' }, ''),
    element('line', { x1: left, x2: left, y1: top, y2: top + height, class: 'axis' }, ''),
    element(
      'text',
      { x: left - 6, y: top + 6, 'text-anchor': 'end', class: 'dim' },
      String(Number(most.toPrecision(3))),
    ),
    element('text', { x: left - 6, y: top + height, 'text-anchor': 'end', class: 'dim' }, '0'),
    element('text', { x: left + 6, y: top - 4, class: 'dim' }, escaped(yLabel)),
    element('text', { x: left + width, y: top + height + 32, 'text-anchor': 'end', class: 'dim' }, escaped(xLabel)),
  ];
  return element(
    'svg',
    {
      viewBox: `0 0 ${left + width + 40} ${top + height + 40}`,
      width: left + width + 40,
      role: 'img',
      'aria-label': title,
    },
    [...axes, element('polyline', { points: line, class: 'curve' }, ''), ...marks, ...labels].join('\n'),
  );
}

const round = (n: number): number => Math.round(n * 100) / 100;

import type { TimelineView } from '../../core/view.ts';
import { element, escaped, toneClass } from './element.ts';

const left = 150;
const width = 560;
const laneHeight = 60;
const gap = 14;
/** Bars drawn at most; neighboring steps are added up where there are more. */
const barsAtMost = 280;

/** A lane of bars a series over one time axis, all to the same scale. */
export function timeline({ title, from, stepSeconds, series }: TimelineView): string {
  const steps = Math.max(1, ...series.map(({ values }) => values.length));
  const perBar = Math.max(1, Math.ceil(steps / barsAtMost));
  const bars = Math.ceil(steps / perBar);
  const lanes = series.map(({ name, tone, values }) => ({ name, tone, values: sums(values, perBar) }));
  const most = lanes.reduce((top, { values }) => values.reduce((a, b) => Math.max(a, b), top), 1);
  const step = width / bars;
  const start = Date.parse(from);
  const at = (i: number) => new Date(start + i * perBar * stepSeconds * 1000).toISOString().replace('.000Z', 'Z');
  const drawn = lanes.map(({ name, tone, values }, lane) => {
    const base = (lane + 1) * (laneHeight + gap);
    const total = values.reduce((a, b) => a + b, 0);
    const rects = values.flatMap((value, i) => {
      if (value === 0) return [];
      const height = Math.max(1.5, (value / most) * laneHeight);
      const place = { x: round(left + i * step), y: round(base - height), width: round(Math.max(1, step * 0.9)) };
      const told = element('title', {}, escaped(`${at(i)}: ${value} ${name}`));
      return [element('rect', { ...place, height: round(height), class: toneClass[tone] }, told)];
    });
    return [
      element('text', { x: 0, y: base - 18 }, escaped(name)),
      element('text', { x: 0, y: base - 2, class: 'dim' }, String(total)),
      element('line', { x1: left, x2: left + width, y1: base, y2: base, class: 'axis' }, ''),
      ...rects,
    ].join('');
  });
  const bottom = lanes.length * (laneHeight + gap) + 18;
  const axis = [
    element('text', { x: left, y: bottom, class: 'dim' }, escaped(at(0))),
    element('text', { x: left + width, y: bottom, 'text-anchor': 'end', class: 'dim' }, escaped(at(bars))),
    element('text', { x: left + width + 6, y: gap + 10, class: 'dim' }, `max ${most} per ${perBar * stepSeconds} s`),
  ];
  return element(
    'svg',
    { viewBox: `0 0 ${left + width + 110} ${bottom + 6}`, width: left + width + 110, role: 'img', 'aria-label': title },
    [...drawn, ...axis].join('\n'),
  );
}

const sums = (values: readonly number[], size: number): number[] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, i) =>
    values.slice(i * size, (i + 1) * size).reduce((a, b) => a + b, 0),
  );

const round = (n: number): number => Math.round(n * 100) / 100;

import type { DayStripsView } from '../../core/view.ts';
import { element, escaped, toneClass } from './element.ts';

const left = 130;
const width = 600;
const rowHeight = 24;
const top = 20;
const dayMinutes = 24 * 60;

const x = (minute: number): number => left + (minute / dayMinutes) * width;

/** A strip a day from midnight to midnight, business hours shaded, marks with their sign in them. */
export function dayStrips({ title, rows, band }: DayStripsView): string {
  const height = top + rows.length * rowHeight + 4;
  const hours = Array.from({ length: 9 }, (_, i) =>
    element('text', { x: x(i * 180), y: 12, 'text-anchor': 'middle', class: 'dim' }, String(i * 3)),
  );
  const days = rows.map((row, i) => {
    const y = top + i * rowHeight;
    const shades = row.banded && band !== undefined ? bandParts(band) : [];
    return [
      element('text', { x: 0, y: y + 16 }, escaped(row.label)),
      element('rect', { x: left, y: y + 3, width, height: rowHeight - 6, class: 'strip' }, ''),
      ...shades.map(({ from, to }) =>
        element('rect', { x: x(from), y: y + 3, width: x(to) - x(from), height: rowHeight - 6, class: 'band' }, ''),
      ),
      ...row.marks.map(({ minute, tone, label }) => {
        const centre = x(minute);
        const mark = element('circle', { cx: centre, cy: y + 12, r: 8, class: toneClass[tone] }, '');
        const sign = element(
          'text',
          { x: centre, y: y + 16, 'text-anchor': 'middle', class: 'sign' },
          escaped(label.slice(0, 1)),
        );
        return element('g', {}, `${element('title', {}, escaped(`${row.label} ${clock(minute)}`))}${mark}${sign}`);
      }),
      element('text', { x: left + width + 10, y: y + 16, class: 'dim' }, escaped(row.note ?? '')),
    ].join('');
  });
  return element(
    'svg',
    { viewBox: `0 0 ${left + width + 110} ${height}`, width: left + width + 110, role: 'img', 'aria-label': title },
    [...hours, ...days].join('\n'),
  );
}

/** A band over midnight is two parts of a day. */
const bandParts = ({ from, to }: { from: number; to: number }): { from: number; to: number }[] =>
  from < to
    ? [{ from, to }]
    : [
        { from: 0, to },
        { from, to: dayMinutes },
      ];

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

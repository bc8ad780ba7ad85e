import { groupBy } from '../../core/group.ts';
import { byCodeUnit } from '../../core/order.ts';
import type { BusinessHours } from '../../core/time/business-hours.ts';
import { weekdays } from '../../core/time/units.ts';
import type { DayStripsView } from '../../core/view.ts';
import type { ProjectedRecycle, Projection } from './projection.ts';

/** Days drawn; the pattern of the default interval repeats after 29. */
const daysShown = 10;

/** A 24-hour strip a day with the recycles on it. */
export function driftCalendar(projection: Projection, hours: BusinessHours, note: string): DayStripsView {
  const byDay = groupBy(projection.recycles, ({ local }) => local.slice(0, 10));
  const empty = projection.emptyDays.map((day): [string, ProjectedRecycle[]] => [day, []]);
  const days = [...empty, ...byDay].toSorted(([a], [b]) => byCodeUnit(a, b)).slice(0, daysShown);
  return {
    kind: 'day-strips',
    id: 'drift-calendar',
    title: 'Recycles through the day',
    note: `# in business hours, o outside; ${note}`,
    band: { from: hours.from, to: hours.to },
    rows: days.map(([day, recycles]) => ({
      label: `${weekday(day)} ${day}`,
      banded: hours.days.includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
      note: recycles.length === 0 ? 'none' : recycles.map(({ local }) => local.slice(11, 16)).join(' '),
      marks: recycles.map(({ local, businessHours }) => ({
        minute: Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16)),
        tone: businessHours ? 'bad' : 'plain',
        label: businessHours ? '#' : 'o',
      })),
    })),
  };
}

const weekday = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

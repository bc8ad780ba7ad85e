import { groupBy } from '../../core/group.ts';
import { weekdays } from '../../core/time/units.ts';
import type { Cell, View } from '../../core/view.ts';
import { comingHits } from './diagnose/interval.ts';
import type { Outage } from './diagnose/outages.ts';
import type { IntervalPool } from './inference/drift.ts';
import type { Restart } from './inference/restart.ts';
import { isBusiness, momentOf, sayTime, sayZone } from './inference/server-clock.ts';
import type { Situation } from './inference/situation.ts';
import { sayList, saySeconds } from './wording.ts';

const rowsShown = 12;
const hitsShown = 6;

/** What recycled when, and what comes next. */
export const viewsOf = (
  situation: Situation,
  interval: readonly IntervalPool[],
  outages: readonly Outage[],
): View[] => [...recycles(situation, interval, outages), ...strips(situation), ...nextHits(situation, interval)];

function recycles(situation: Situation, interval: readonly IntervalPool[], outages: readonly Outage[]): View[] {
  const { clock, restarts } = situation;
  if (restarts.length === 0) return [];
  const manyHosts = new Set(restarts.map(({ host }) => host)).size > 1;
  const held = new Set(interval.flatMap((pool) => pool.recycles));
  const hidden = restarts.length - rowsShown;
  return [
    {
      kind: 'table',
      id: 'recycles',
      title: 'What ended worker processes',
      note: `${hidden > 0 ? `the last ${rowsShown} of ${restarts.length}; ` : ''}times in ${sayZone(clock)}`,
      columns: [
        { label: 'time' },
        ...(manyHosts ? [{ label: 'host' }] : []),
        { label: 'pool' },
        { label: 'reason' },
        { label: 'down', align: 'right' as const },
      ],
      rows: restarts.slice(-rowsShown).map((restart) => [
        {
          text: Number.isNaN(restart.at) ? 'not given' : sayTime(restart.at, clock),
          tone: isBusiness(restart.at, clock) ? ('bad' as const) : ('plain' as const),
        },
        ...(manyHosts ? [restart.host] : []),
        subject(restart),
        restart.reason === 'unexplained' && held.has(restart) ? 'interval?' : restart.reason,
        downtime(restart, outages),
      ]),
    },
  ];
}

const subject = ({ pool, stops }: Restart): string => pool ?? [...new Set(stops.map(({ app }) => app))].join(', ');

function downtime(restart: Restart, outages: readonly Outage[]): Cell {
  const own = outages.filter((one) => one.restart === restart);
  const seconds = own.flatMap((one) => (one.seconds === undefined || one.onDemand ? [] : [one.seconds]));
  if (own.some((one) => one.seconds === undefined))
    return { text: seconds.length === 0 ? 'no start' : `${saySeconds(Math.max(...seconds))}+`, tone: 'bad' };
  if (seconds.length > 0) return saySeconds(Math.max(...seconds));
  return own.length > 0 ? 'on demand' : '';
}

/** Days with restarts, midnight to midnight. */
function strips({ clock, restarts }: Situation): View[] {
  const dated = restarts.filter(({ at }) => !Number.isNaN(at));
  const byDay = groupBy(dated, ({ at }) => momentOf(at, clock).local.slice(0, 10));
  if (byDay.size < 3) return [];
  const { from, to, days } = clock.hours;
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
  return [
    {
      kind: 'day-strips',
      id: 'recycle-days',
      title: 'Through the day',
      note: '# in business hours, o outside',
      band: { from, to },
      rows: [...byDay].slice(-rowsShown).map(([day, list]) => ({
        label: `${weekdays[weekday(day)]} ${day}`,
        banded: days.includes(weekday(day)),
        note: [...new Set(list.map(({ at }) => momentOf(at, clock).local.slice(11, 16)))].join(' '),
        marks: list.map(({ at }) => {
          const { local, businessHours } = momentOf(at, clock);
          return {
            minute: Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16)),
            tone: businessHours ? ('bad' as const) : ('plain' as const),
            label: businessHours ? '#' : 'o',
          };
        }),
      })),
    },
  ];
}

function nextHits(situation: Situation, interval: readonly IntervalPool[]): View[] {
  const byMinute = groupBy(comingHits(interval), ({ local }) => local.slice(0, 16));
  if (byMinute.size === 0) return [];
  const manyHosts = new Set(interval.map(({ host }) => host)).size > 1;
  const assumed = interval.some(({ origin }) => origin === 'assumed default')
    ? 'interval assumed to be 1740 minutes; '
    : '';
  return [
    {
      kind: 'table',
      id: 'next-hits',
      title: 'Next recycles in business hours, if nothing restarts the pools before',
      note: `${assumed}local: ${sayZone(situation.clock)}`,
      columns: [{ label: 'local' }, { label: 'UTC' }, { label: 'may be later by', align: 'right' }, { label: 'pool' }],
      rows: [...byMinute].slice(0, hitsShown).map(([local, hits]) => [
        { text: local.replace('T', ' '), tone: 'bad' as const },
        hits[0]?.at ?? 'unknown zone',
        saySeconds(Math.max(...hits.map(({ uncertaintySeconds }) => uncertaintySeconds))),
        sayList(
          hits.map(({ host, pool }) => (manyHosts ? `${pool} on ${host}` : pool)),
          2,
        ),
      ]),
    },
  ];
}

import { type Finding, nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { byCodeUnit } from '../../../core/order.ts';
import { interval24hPinned, intervalDefaultInherited, latentDrift } from '../catalog/interval.ts';
import { type Configured, names, timeOf } from '../configured-pool.ts';
import { intervalFixes } from '../fixes/fix.ts';
import { forecastOf, type IntervalPool } from '../inference/drift.ts';
import { sayZone } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { isPinned } from '../projection.ts';

/** Pools whose interval is on and no recycle by it was seen: one finding an interval. */
export function forecasts(
  situation: Situation,
  on: readonly Configured[],
  interval: readonly IntervalPool[],
): Finding[] {
  const seen = new Set(interval.map(({ pool }) => pool.toUpperCase()));
  const open = on.filter(({ pool }) => !seen.has(pool.name.toUpperCase()));
  return [...groupBy(open, ({ pool }) => Math.floor(pool.time.value / 60))].map(([minutes, list]) => {
    const pools = names(list);
    const evidence = nonEmpty(list.slice(0, 20).map(timeOf));
    if (isPinned(minutes)) {
      return interval24hPinned(
        { pools, intervalMinutes: minutes, hitsBusinessHours: false, clockTimes: [] },
        { confidence: 'proven', evidence },
      );
    }
    const running = situation.timeline.workers.filter((worker) =>
      list.some(({ pool }) => pool.name.toUpperCase() === worker.pool.toUpperCase()),
    );
    const coming = running.map((worker) => forecastOf(worker.startedAt, minutes, undefined, situation));
    const recycles = coming.flatMap((one) => one.recycles);
    const hits = coming.flatMap((one) => one.businessHits).toSorted((a, b) => byCodeUnit(a.local, b.local));
    return latentDrift(
      {
        intervalMinutes: minutes,
        driftMinutes: minutes % 1440,
        pools,
        zone: sayZone(situation.clock),
        ...(recycles.length === 0 ? {} : { share: hits.length / recycles.length }),
        nextBusinessHits: hits.slice(0, 5).map(({ at, local }) => ({ ...(at === undefined ? {} : { at }), local })),
        anchor:
          running.length > 0
            ? 'counted from the start of the running worker processes'
            : 'when, depends on when the worker processes started, which neither the log nor --workers shows',
      },
      { confidence: 'likely', evidence, fixes: intervalFixes(situation, pools) },
    );
  });
}

/** Pools with the interval of the schema: nobody decided for it. */
export function inherited(on: readonly Configured[]): Finding[] {
  const list = on.filter(({ pool }) => pool.time.origin === 'schema');
  const [first] = list;
  if (first === undefined) return [];
  const facts = { pools: names(list), intervalMinutes: Math.floor(first.pool.time.value / 60) };
  return [intervalDefaultInherited(facts, { confidence: 'proven', evidence: nonEmpty(list.slice(0, 20).map(timeOf)) })];
}

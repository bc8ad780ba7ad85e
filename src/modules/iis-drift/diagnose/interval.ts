import type { Finding } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { byCodeUnit } from '../../../core/order.ts';
import {
  type ComingHit,
  idleResetsInterval,
  interval24hPinned,
  intervalAndSchedule,
  intervalDrift,
  thunderingHerdInterval,
  webGardenSpread,
} from '../catalog/interval.ts';
import { evidenceSeen } from '../evidence.ts';
import { intervalFixes } from '../fixes/fix.ts';
import type { IntervalPool } from '../inference/drift.ts';
import type { Restart } from '../inference/restart.ts';
import { momentOf, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import type { PoolName } from '../wording.ts';
import { evidenceOfRestarts } from './restart-evidence.ts';

const hitsListed = 20;

/** Recycles by interval that a log shows: drifting, or pinned to a clock time. */
export function diagnoseInterval(situation: Situation, pools: readonly IntervalPool[]): Finding[] {
  const drifting = pools.filter(({ pinned }) => !pinned);
  const pinned = pools.filter((pool) => pool.pinned);
  return [
    ...(drifting.length === 0 ? [] : [drift(situation, drifting)]),
    ...(pinned.length === 0 ? [] : [pin(situation, pinned)]),
    ...herd(situation, pools),
    ...bothSeen(situation),
    ...idleResets(situation),
    ...webGardens(situation),
  ];
}

/** Recycles in business hours to come, of all pools, soonest first. */
export const comingHits = (pools: readonly IntervalPool[]): ComingHit[] =>
  pools
    .flatMap(({ host, pool, forecast }) =>
      forecast.businessHits.map(({ businessHours: _, ...hit }) => ({ host, pool, ...hit })),
    )
    .toSorted((a, b) => byCodeUnit(a.at ?? a.local, b.at ?? b.local));

function drift(situation: Situation, pools: readonly IntervalPool[]): Finding {
  const { clock } = situation;
  const recycles = unique(pools.flatMap((pool) => pool.recycles));
  const business = unique(pools.flatMap((pool) => pool.businessRecycles));
  const assumedZone = clock.zone.provenance === 'assumed' ? clock.zone.name : undefined;
  const sure =
    (['proven', 'likely', 'possible'] as const).find((one) => pools.some((pool) => pool.confidence === one)) ??
    'possible';
  // That the hours were those of work is as sure as their zone.
  const confidence = sure === 'proven' && business.length > 0 && assumedZone !== undefined ? 'likely' : sure;
  const latest = (business.length > 0 ? business : recycles).at(-1);
  return intervalDrift(
    {
      pools: pools.map(({ minutes, origin, recycles: own, ...pool }) => ({
        ...nameOf(pool),
        intervalMinutes: minutes,
        intervalFrom: origin,
        cycles: own.length,
      })),
      intervalMinutes: mostCommon(pools.map(({ minutes }) => minutes)),
      recycles: recycles.length,
      businessRecycles: business.length,
      lastAt: `${sayTime(latest?.at ?? 0, clock)}${assumedZone === undefined ? '' : ` ${assumedZone}, a zone that is assumed`}`,
      ...(assumedZone === undefined ? {} : { assumedZone }),
      nextBusinessHits: comingHits(pools).slice(0, hitsListed),
      assumed: assumptions(situation, pools, confidence),
    },
    {
      confidence,
      severity: business.length > 0 ? 'warning' : 'info',
      evidence: evidenceOfRestarts(situation, business.length > 0 ? business : recycles),
      rulesOut: confidence === 'possible' ? [] : ruledOut(situation, recycles),
      fixes: intervalFixes(situation, pools),
    },
  );
}

const nameOf = ({
  host,
  pool,
  applicationOnly,
}: Pick<IntervalPool, 'host' | 'pool' | 'applicationOnly'>): PoolName => ({
  host,
  pool,
  ...(applicationOnly ? { isApplication: true } : {}),
});

function assumptions({ timeline, clock }: Situation, pools: readonly IntervalPool[], confidence: string): string[] {
  const { assumedDate } = timeline;
  return [
    ...(pools.some(({ origin }) => origin === 'assumed default')
      ? ['the interval is the IIS default of 1740 minutes']
      : []),
    ...(assumedDate === undefined
      ? []
      : [`the times without a day that is known are of ${assumedDate}, the last working day`]),
    ...(clock.zone.provenance === 'assumed'
      ? [`business hours are in ${clock.zone.name}, the zone of this machine (--tz)`]
      : []),
    ...(confidence === 'possible'
      ? [
          'applications that stop in the same second were recycled by a timer (iisreset, an installer or a configuration change look the same without the System log)',
        ]
      : []),
  ];
}

/** Each only by a log that would show it: WAS alone knows of no reboot, and of no app_offline.htm. */
function ruledOut({ hosts, restarts, observations }: Situation, recycles: readonly Restart[]): string[] {
  const held = new Set(recycles);
  const others = new Set(restarts.filter((one) => !held.has(one)).map(({ reason }) => reason));
  const covered = recycles.every(({ host, at }) => hosts.some((one) => one.host === host && one.systemLogCovers(at)));
  const seen = evidenceSeen(observations);
  return [
    ...(covered && seen.host.length > 0
      ? ['Reboot, iisreset, service failure: no such event within two minutes of these recycles.']
      : []),
    ...(others.has('crash') || seen.was.length === 0
      ? []
      : ['Crash: no worker process terminated unexpectedly in this log.']),
    ...(others.has('deployment') || seen.ancm.length === 0
      ? []
      : ['Deployment: no application was recycled by app_offline.htm or a changed file in this log.']),
  ];
}

function pin(situation: Situation, pools: readonly IntervalPool[]): Finding {
  const business = unique(pools.flatMap((pool) => pool.businessRecycles));
  const recycles = unique(pools.flatMap((pool) => pool.recycles));
  const shown = business.length > 0 ? business : recycles;
  const { clock } = situation;
  return interval24hPinned(
    {
      pools: pools.map(nameOf),
      intervalMinutes: mostCommon(pools.map(({ minutes }) => minutes)),
      hitsBusinessHours: business.length > 0,
      clockTimes: [...new Set(shown.map(({ at }) => momentOf(at, clock).local.slice(11, 16)))].slice(-10),
    },
    {
      confidence: pools.some(({ confidence }) => confidence === 'proven') ? 'proven' : 'likely',
      severity: business.length > 0 ? 'warning' : 'info',
      evidence: evidenceOfRestarts(situation, shown),
      fixes: intervalFixes(situation, pools),
    },
  );
}

/** Pools of one host that the interval recycled within two seconds. */
function herd(situation: Situation, pools: readonly IntervalPool[]): Finding[] {
  const told = unique(pools.flatMap(({ recycles }) => recycles)).filter(
    ({ reason, pool }) => reason === 'interval' && pool !== undefined,
  );
  const groups: Restart[][] = [];
  for (const restart of told) {
    const group = groups.findLast((one) => one[0]?.host === restart.host);
    if (group !== undefined && restart.at - (group[0]?.at ?? 0) <= 2000) group.push(restart);
    else groups.push([restart]);
  }
  const largest = groups.toSorted(
    (a, b) => poolsIn(b).length - poolsIn(a).length || (b[0]?.at ?? 0) - (a[0]?.at ?? 0),
  )[0];
  const [first] = largest ?? [];
  if (largest === undefined || first === undefined || poolsIn(largest).length < 3) return [];
  const facts = { pools: poolsIn(largest), at: sayTime(first.at, situation.clock), count: poolsIn(largest).length };
  const consequenceOf = pools.some(({ pinned }) => !pinned) ? 'interval-drift' : 'interval-24h-pinned';
  return [
    thunderingHerdInterval(facts, {
      confidence: 'proven',
      evidence: evidenceOfRestarts(situation, largest),
      consequenceOf,
    }),
  ];
}

const poolsIn = (restarts: readonly Restart[]) =>
  [...new Set(restarts.map(({ pool = '' }) => pool))].map((pool) => ({ host: restarts[0]?.host ?? '', pool }));

function bothSeen(situation: Situation): Finding[] {
  const both = situation.pools.flatMap((pool) => {
    const interval = pool.restarts.findLast(({ reason }) => reason === 'interval');
    const schedule = pool.restarts.findLast(({ reason }) => reason === 'schedule');
    return interval === undefined || schedule === undefined ? [] : [{ pool, restarts: [interval, schedule] }];
  });
  if (both.length === 0) return [];
  return [
    intervalAndSchedule(
      { pools: both.map(({ pool: { host, pool } }) => ({ host, pool })), seen: true },
      {
        confidence: 'proven',
        severity: 'warning',
        evidence: evidenceOfRestarts(
          situation,
          both.flatMap(({ restarts }) => restarts),
        ),
      },
    ),
  ];
}

/** Idle stops, and no recycle by the interval although it is on (or may be). */
function idleResets(situation: Situation): Finding[] {
  const pools = situation.pools.filter(({ restarts, config }) => {
    const idle = restarts.filter(({ reason }) => reason === 'idle').length;
    return (
      idle >= 2 &&
      !restarts.some(({ reason }) => reason === 'interval') &&
      config !== undefined &&
      config.time.value > 0
    );
  });
  const stops = pools.flatMap(({ restarts }) => restarts.filter(({ reason }) => reason === 'idle'));
  if (stops.length === 0) return [];
  const facts = { pools: pools.map(({ host, pool }) => ({ host, pool })), idleStops: stops.length };
  return [idleResetsInterval(facts, { confidence: 'likely', evidence: evidenceOfRestarts(situation, stops) })];
}

function webGardens(situation: Situation): Finding[] {
  const pools = situation.pools.filter(
    ({ webGarden, restarts }) => webGarden && restarts.some(({ reason }) => reason === 'interval'),
  );
  const recycles = pools.flatMap(({ restarts }) => restarts.filter(({ reason }) => reason === 'interval'));
  if (recycles.length === 0) return [];
  const configured = pools.some(({ config }) => (config?.maxProcesses.value ?? 1) > 1);
  const facts = {
    pools: pools.map(({ host, pool }) => ({ host, pool })),
    workers: pools[0]?.config?.maxProcesses.value ?? 2,
  };
  return [
    webGardenSpread(facts, {
      confidence: configured ? 'proven' : 'possible',
      evidence: evidenceOfRestarts(situation, recycles),
    }),
  ];
}

const unique = (restarts: readonly Restart[]): Restart[] => [...new Set(restarts)].toSorted((a, b) => a.at - b.at);

function mostCommon(values: readonly number[]): number {
  const [first] = [...groupBy(values, (value) => value)].toSorted(([, a], [, b]) => b.length - a.length);
  return first?.[0] ?? 0;
}

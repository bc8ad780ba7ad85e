import { groupBy } from '../../core/group.ts';
import { formatUtc } from '../../core/time/zone.ts';
import type { Outage } from './diagnose/outages.ts';
import { forecastStart, type IntervalPool, workerForecast } from './inference/drift.ts';
import type { Forecast } from './inference/forecast.ts';
import { isBusiness, momentOf, sayTime, sayZone, seenAt } from './inference/server-clock.ts';
import type { PoolSituation, Situation } from './inference/situation.ts';

const recyclesListed = 500;
const outagesListed = 500;

/** The `data` of the JSON report, for what logs and settings show. */
export function summaryOf(
  situation: Situation,
  interval: readonly IntervalPool[],
  outages: readonly Outage[],
): Record<string, unknown> {
  const { clock, configs, timeline } = situation;
  const start = forecastStart(situation);
  return {
    timeZone: clock.zone,
    ...(timeline.assumedDate === undefined ? {} : { assumedDate: timeline.assumedDate }),
    countedFrom: { at: formatUtc(Math.floor(start.at / 1000) * 1000), because: start.because },
    pools: situation.pools.map((pool) => poolSummary(pool, situation, interval)),
    outages: outages.slice(-outagesListed).map(({ host, application, restart, stop, seconds, onDemand }) => ({
      host,
      application,
      ...(restart.pool === undefined ? {} : { pool: restart.pool }),
      stopped: seenAt(stop.event.time, clock),
      ...(stop.start === undefined ? {} : { started: seenAt(stop.start.time, clock) }),
      ...(seconds === undefined ? {} : { seconds }),
      overlapped: stop.overlapped,
      onDemand,
    })),
    ...(configs.length === 0
      ? {}
      : { settings: configs.flatMap(({ source, pools }) => pools.map((pool) => settingsOf(source, pool))) }),
  };
}

function poolSummary(subject: PoolSituation, situation: Situation, interval: readonly IntervalPool[]) {
  const { clock } = situation;
  const { host, pool, applicationOnly, restarts, worker } = subject;
  const drift = interval.find(
    (one) => one.host === host && one.pool === pool && one.applicationOnly === applicationOnly,
  );
  return {
    host,
    [applicationOnly ? 'application' : 'pool']: pool,
    recycles: restarts.slice(-recyclesListed).map(({ at, reason, pid }) => ({
      ...seenAt(at, clock),
      reason,
      ...(pid === undefined ? {} : { pid }),
    })),
    ...(worker === undefined ? {} : { workerStarted: momentOf(worker.startedAt, clock) }),
    ...(drift === undefined
      ? comingOf(workerForecast(subject, situation))
      : {
          interval: {
            minutes: drift.minutes,
            from: drift.origin,
            ...(drift.creepMs === undefined ? {} : { creepSeconds: Math.round(drift.creepMs / 1000) }),
          },
          confidence: drift.confidence,
          ...(drift.anchor === undefined ? {} : { anchor: { ...seenAt(drift.anchor, clock), from: drift.anchorFrom } }),
          share: shareOf(restarts.filter(({ reason }) => reason === 'interval').map(({ at }) => isBusiness(at, clock))),
          ...comingOf(drift.forecast),
        }),
  };
}

const comingOf = (forecast: Forecast | undefined) =>
  forecast === undefined ? {} : { nextRecycles: forecast.recycles, nextBusinessHits: forecast.businessHits };

const shareOf = (hits: readonly boolean[]): number =>
  hits.length === 0 ? 0 : hits.filter(Boolean).length / hits.length;

function settingsOf(
  source: string,
  {
    name,
    time,
    schedule,
    requests,
    memory,
    privateMemory,
    idleTimeout,
    startMode,
    disallowOverlappingRotation,
  }: Situation['configs'][number]['pools'][number],
) {
  return {
    source,
    pool: name,
    intervalMinutes: time.value / 60,
    intervalFrom: time.origin,
    schedule: schedule.map(({ seconds }) => new Date(seconds * 1000).toISOString().slice(11, 19)),
    requests: requests.value,
    memoryKb: memory.value,
    privateMemoryKb: privateMemory.value,
    idleTimeoutMinutes: idleTimeout.value / 60,
    startMode: startMode.value,
    overlap: !disallowOverlappingRotation.value,
  };
}

/** One line where there is nothing to report: what recycled, as it should. */
export function nothingFound({ observations, configs, restarts, clock }: Situation): string {
  const counts = groupBy(restarts, ({ reason }) => reason);
  const said = [...counts].map(
    ([reason, list]) => `${list.length} by ${reason}, last ${sayTime(list.at(-1)?.at ?? 0, clock)}`,
  );
  if (said.length > 0) return `Recycles as they should be: ${said.join('; ')} (${sayZone(clock)}).`;
  if (observations.workers.length > 0 && configs.length === 0) {
    return 'When worker processes started is all there is: --config or --interval says how long they live.';
  }
  if (observations.events.events.length + configs.length + (observations.unknown?.length ?? 0) === 0) {
    return 'No application pool recycle in this input: it has no event of IIS.';
  }
  return 'No application pool recycle in this input.';
}

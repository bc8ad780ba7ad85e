import { dayMs, minuteMs } from '../../../core/time/units.ts';
import { isPinned } from '../projection.ts';
import { type Forecast, forecast } from './forecast.ts';
import { cyclesOf } from './interval-fit.ts';
import type { Restart } from './restart.ts';
import { isBusiness } from './server-clock.ts';
import { defaultIntervalMinutes, type PoolSituation, type Situation } from './situation.ts';

/** Where the length of the interval is known from. */
export type IntervalOrigin = 'measured' | 'configuration' | 'option' | 'assumed default';

/** A pool that its interval recycles, as far as logs, settings and options tell. */
export interface IntervalPool {
  readonly host: string;
  readonly pool: string;
  readonly applicationOnly: boolean;
  readonly minutes: number;
  readonly origin: IntervalOrigin;
  readonly creepMs?: number;
  readonly confidence: 'proven' | 'likely' | 'possible';
  readonly pinned: boolean;
  /** Recycles that the interval caused, or is held to have caused. */
  readonly recycles: readonly Restart[];
  readonly businessRecycles: readonly Restart[];
  /** Start of the worker process that runs now, ms; undefined where none runs or the setting is off by now. */
  readonly anchor?: number;
  readonly anchorFrom: 'worker process' | 'last restart' | 'option';
  readonly forecast: Forecast;
}

/** Pools with evidence of interval recycles in the log, or in a sentence that somebody quoted from it. */
export function intervalPools(situation: Situation): IntervalPool[] {
  const dated = situation.pools.flatMap((pool) => datedPool(pool, situation));
  const quoted = situation.restarts.filter(({ reason, at }) => reason === 'interval' && Number.isNaN(at));
  const only = quoted.filter(({ pool }) => !dated.some((one) => one.pool === pool));
  return [...dated, ...only.map((restart) => quotedPool(restart, situation))];
}

function quotedPool(restart: Restart, situation: Situation): IntervalPool {
  const { host, pool = 'unknown' } = restart;
  const config = situation.configs.flatMap(({ pools }) => pools).find(({ name }) => name === pool);
  const { minutes, origin } = intervalOf(config === undefined ? {} : { config }, situation);
  return {
    host,
    pool,
    applicationOnly: false,
    minutes,
    origin,
    confidence: confidenceOf(true, origin, true),
    pinned: isPinned(minutes),
    recycles: [restart],
    businessRecycles: [],
    anchorFrom: 'last restart',
    forecast: { recycles: [], businessHits: [] },
  };
}

function datedPool(pool: PoolSituation, situation: Situation): IntervalPool[] {
  const caused = causedByInterval(pool, situation);
  if (caused === undefined) return [];
  const { minutes, origin } = intervalOf(pool, situation);
  const creepMs = pool.fit?.creepMs;
  const anchor = anchorOf(pool, situation);
  const off = pool.config?.time.value === 0 || isDown(pool, situation);
  return [
    {
      host: pool.host,
      pool: pool.pool,
      applicationOnly: pool.applicationOnly,
      minutes,
      origin,
      ...(creepMs === undefined ? {} : { creepMs }),
      confidence: confidenceOf(caused.proven, origin, caused.phased),
      pinned: isPinned(minutes),
      recycles: caused.recycles,
      businessRecycles: caused.recycles.filter(({ at }) => isBusiness(at, situation.clock)),
      ...(off ? {} : { anchor: anchor.at }),
      anchorFrom: anchor.from,
      forecast: off ? { recycles: [], businessHits: [] } : forecastOf(anchor.at, minutes, creepMs, situation),
    },
  ];
}

/** The list of workers has others of its host, but none of this pool: no timer runs. */
const isDown = ({ worker, host, applicationOnly }: PoolSituation, { timeline }: Situation): boolean =>
  worker === undefined && !applicationOnly && timeline.workers.some((one) => one.host === host || one.host === '');

interface Caused {
  readonly recycles: readonly Restart[];
  /** WAS said so itself. */
  readonly proven: boolean;
  /** Three shutdowns keep the period, or one keeps the phase that `--anchor` gives, or the user named the setting. */
  readonly phased: boolean;
}

function causedByInterval(pool: PoolSituation, situation: Situation): Caused | undefined {
  const told = pool.restarts.filter(({ reason }) => reason === 'interval');
  if (told.length > 0) return { recycles: told, proven: true, phased: true };
  const silent = pool.restarts.filter(
    ({ reason, at, host }) => reason === 'unexplained' && !covered(host, at, situation),
  );
  if (silent.length === 0 || pool.config?.time.value === 0) return undefined;
  if (pool.fit !== undefined) return { recycles: silent, proven: false, phased: true };
  const [only] = silent;
  if (only === undefined || silent.length > 1 || applicationsIn(only, situation) < 2) return undefined;
  const { anchor, intervalMinutes } = situation.options;
  if (anchor !== undefined && intervalMinutes !== undefined && Date.parse(anchor) < only.at - minuteMs) {
    const inPhase = cyclesOf(only.at - Date.parse(anchor), intervalMinutes) !== undefined;
    return inPhase ? { recycles: silent, proven: false, phased: true } : undefined;
  }
  return { recycles: silent, proven: false, phased: intervalMinutes !== undefined };
}

const covered = (host: string, at: number, { hosts }: Situation): boolean =>
  hosts.some((one) => one.host === host && one.systemLogCovers(at));

/** Applications of a host that stopped in that second (or minute, where the export keeps no seconds). */
function applicationsIn({ host, at, stops }: Restart, { restarts }: Situation): number {
  const apart = Math.max(1000, ...stops.map(({ event }) => event.precision));
  const together = restarts.filter((one) => one.host === host && Math.abs(one.at - at) <= apart);
  return new Set(together.flatMap((one) => one.stops.map(({ app }) => app))).size;
}

function intervalOf(
  { fit, config }: Pick<PoolSituation, 'fit' | 'config'>,
  { options }: Situation,
): { minutes: number; origin: IntervalOrigin } {
  if (fit !== undefined) return { minutes: fit.minutes, origin: 'measured' };
  const configured = Math.floor((config?.time.value ?? 0) / 60);
  if (configured > 0) return { minutes: configured, origin: 'configuration' };
  if (options.intervalMinutes !== undefined) return { minutes: options.intervalMinutes, origin: 'option' };
  return { minutes: defaultIntervalMinutes, origin: 'assumed default' };
}

function confidenceOf(proven: boolean, origin: IntervalOrigin, phased: boolean): IntervalPool['confidence'] {
  if (proven) return origin === 'assumed default' ? 'likely' : 'proven';
  return phased ? 'likely' : 'possible';
}

function anchorOf(
  { worker, restarts, pool, applicationOnly }: PoolSituation,
  { options }: Situation,
): { at: number; from: IntervalPool['anchorFrom'] } {
  const last = restarts.at(-1);
  const starts = (last?.stops ?? []).filter(({ app }) => !applicationOnly || app === pool);
  const restarted = Math.max(last?.at ?? 0, ...starts.map(({ start }) => start?.time ?? 0));
  if (worker !== undefined && worker.startedAt >= (last?.at ?? 0) - 5_000)
    return { at: worker.startedAt, from: 'worker process' };
  const given = options.anchor === undefined ? undefined : Date.parse(options.anchor);
  if (given !== undefined && given > restarted) return { at: given, from: 'option' };
  return { at: last?.reason === 'interval' ? last.at : restarted, from: 'last restart' };
}

/** Recycles to come of a running worker whose interval is set, though none was seen. */
export function workerForecast(pool: PoolSituation, situation: Situation): Forecast | undefined {
  const { minutes, origin } = intervalOf(pool, situation);
  if (pool.worker === undefined || pool.config?.time.value === 0 || origin === 'assumed default') return undefined;
  return forecastOf(pool.worker.startedAt, minutes, undefined, situation);
}

/** Counted from now, or from the end of a log that is older than the horizon. */
export function forecastStart({ context, options, logEnd }: Situation): {
  at: number;
  because: 'generatedAt' | 'log end';
} {
  const now = Date.parse(context.now);
  if (logEnd === undefined) return { at: now, because: 'generatedAt' };
  const fresh = now >= logEnd && now - logEnd <= options.horizonDays * dayMs;
  return fresh ? { at: now, because: 'generatedAt' } : { at: logEnd, because: 'log end' };
}

export const forecastOf = (
  anchor: number,
  intervalMinutes: number,
  creepMs: number | undefined,
  situation: Situation,
): Forecast =>
  forecast(
    {
      anchor,
      intervalMinutes,
      ...(creepMs === undefined ? {} : { creepMs }),
      from: forecastStart(situation).at,
      horizonDays: situation.options.horizonDays,
    },
    situation.clock,
  );

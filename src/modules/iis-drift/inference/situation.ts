import { groupBy } from '../../../core/group.ts';
import type { AnalysisContext } from '../../../core/module.ts';
import { hourMs } from '../../../core/time/units.ts';
import type { IisConfig, PoolConfig } from '../../../input/iis/config.ts';
import { type Applications, applicationsOf } from '../events/applications.ts';
import { endingKinds, hostKinds } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { SeenWorker } from '../events/seen-worker.ts';
import type { IisObservations } from '../observe.ts';
import type { IisOptions } from '../options.ts';
import type { HostIncident } from './host-incidents.ts';
import { fitLives, fitShutdowns, type IntervalFit, intervalLives } from './interval-fit.ts';
import { type Restart, unnamedPool } from './restart.ts';
import { restartsOf, surelyDown } from './restarts.ts';
import type { ServerClock } from './server-clock.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** IIS's own default of periodicRestart/@time, 29 hours (iis-docs, periodicRestart). */
export const defaultIntervalMinutes = 1740;

/** What is known of a pool (or, where the log names applications only, of one of these) on a host. */
export interface PoolSituation {
  readonly host: string;
  readonly pool: string;
  /** Only applications were seen; `pool` is the application's name. */
  readonly applicationOnly: boolean;
  readonly restarts: readonly Restart[];
  readonly config?: PoolConfig;
  /** The interval as the log shows it. */
  readonly fit?: IntervalFit;
  /** Several worker processes share the pool: their intervals run side by side. */
  readonly webGarden: boolean;
  readonly worker?: SeenWorker;
}

export interface HostSituation {
  readonly host: string;
  readonly events: readonly SeenEvent[];
  readonly restarts: readonly Restart[];
  readonly incidents: readonly HostIncident[];
  /** Whether the System log was seen around a time, so that a recycle by time would have shown. */
  systemLogCovers(time: number): boolean;
}

/** All that the diagnoses look at. */
export interface Situation {
  readonly options: IisOptions;
  readonly context: AnalysisContext;
  readonly clock: ServerClock;
  readonly timeline: Timeline;
  readonly hosts: readonly HostSituation[];
  readonly pools: readonly PoolSituation[];
  readonly restarts: readonly Restart[];
  readonly configs: readonly IisConfig[];
  readonly observations: IisObservations;
  /** Ms of the last event seen; undefined without events. */
  readonly logEnd?: number;
}

export function situationOf(observations: IisObservations, options: IisOptions, context: AnalysisContext): Situation {
  const timeline = timelineOf(observations, options, context);
  const { configs } = observations;
  const hosts = timeline.hosts.map((one) => hostSituation(one, configs));
  const restarts = [...undatedRestarts(timeline), ...hosts.flatMap((host) => host.restarts)];
  const times = timeline.hosts.flatMap(({ events }) => events.at(-1)?.time ?? []);
  return {
    options,
    context,
    clock: timeline.clock,
    timeline,
    hosts,
    pools: poolsOf(hosts, timeline.workers, configs, options),
    restarts,
    configs,
    observations,
    ...(times.length === 0 ? {} : { logEnd: Math.max(...times) }),
  };
}

/** Ends that a quoted sentence tells of, without a time. */
const undatedRestarts = ({ undated }: Timeline): Restart[] =>
  undated.flatMap((event) => {
    const ofHost = surelyDown.has(event.kind) ? hostKinds[event.kind] : undefined;
    const reason = event.kind === 'app-offline' ? 'deployment' : (endingKinds[event.kind] ?? ofHost);
    const { host, pool, time: at } = event;
    return reason === undefined
      ? []
      : [{ host, ...(pool === undefined ? {} : { pool }), at, reason, events: [event], stops: [] }];
  });

function hostSituation({ host, events }: Timeline['hosts'][number], configs: readonly IisConfig[]): HostSituation {
  const apps = events.flatMap(({ app }) => app ?? []);
  const named = events.flatMap(({ pool }) => pool ?? []);
  const pools = [...new Set([...named, ...configs.flatMap((config) => config.pools.map(({ name }) => name))])];
  const applications: Applications = applicationsOf(configs, apps, pools);
  const system = events.filter(isSystemLog).map(({ time }) => time);
  return {
    host,
    events,
    ...restartsOf({ host, events }, applications),
    systemLogCovers: (time) => (system[0] ?? Number.POSITIVE_INFINITY) <= time && (system.at(-1) ?? 0) >= time,
  };
}

const systemProviders = [
  'WAS',
  'W3SVC',
  'IISRESET',
  'USER32',
  'EVENTLOG',
  'KERNEL-POWER',
  'KERNEL-GENERAL',
  'SERVICE CONTROL MANAGER',
];

const isSystemLog = ({ channel, provider }: SeenEvent): boolean =>
  channel === '' ? systemProviders.includes(provider) : channel.toLowerCase() === 'system';

function poolsOf(
  hosts: readonly HostSituation[],
  workers: readonly SeenWorker[],
  configs: readonly IisConfig[],
  options: IisOptions,
): PoolSituation[] {
  const configOf = (pool: string) =>
    configs.flatMap((config) => config.pools).find(({ name }) => name.toUpperCase() === pool.toUpperCase());
  const fromLogs = hosts.flatMap(({ host, restarts }) => subjectsOf(host, restarts));
  const seen = (host: string, pool: string) =>
    fromLogs.some((one) => one.pool.toUpperCase() === pool.toUpperCase() && (one.host === host || host === ''));
  const fromWorkers = workers
    .filter(({ host, pool }) => !seen(host, pool))
    .map(({ host, pool }) => ({ host, pool, applicationOnly: false, restarts: [] as Restart[] }));
  const onlyWorkers = [...groupBy(fromWorkers, ({ host, pool }) => `${host}\0${pool}`).values()].flatMap(
    ([one]) => one ?? [],
  );
  const subjects = [...fromLogs, ...onlyWorkers].toSorted((a, b) => compare(a.host, b.host) || compare(a.pool, b.pool));
  return subjects.map((subject) => {
    const config = configOf(subject.pool);
    const worker = latestWorker(workers, subject);
    const named = subject.pool !== unnamedPool;
    const webGarden = named && ((config?.maxProcesses.value ?? 1) > 1 || isSpread(subject.restarts));
    const fit = webGarden || !named ? undefined : fitOf(subject, config, options);
    return {
      ...subject,
      webGarden,
      ...(config === undefined ? {} : { config }),
      ...(worker === undefined ? {} : { worker }),
      ...(fit === undefined ? {} : { fit }),
    };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const latestWorker = (workers: readonly SeenWorker[], { host, pool }: { host: string; pool: string }) =>
  workers
    .filter(
      (one) => one.pool.toUpperCase() === pool.toUpperCase() && (one.host === host || one.host === '' || host === ''),
    )
    .toSorted((a, b) => b.startedAt - a.startedAt)[0];

type Subject = Pick<PoolSituation, 'host' | 'pool' | 'applicationOnly' | 'restarts'>;

/** Pools by name; applications whose pool nobody names stand for themselves. */
function subjectsOf(host: string, restarts: readonly Restart[]): Subject[] {
  const named = groupBy(
    restarts.filter(({ pool }) => pool !== undefined),
    ({ pool }) => pool ?? '',
  );
  const apps = restarts
    .filter(({ pool }) => pool === undefined)
    .flatMap((restart) => restart.stops.map(({ app }) => ({ app, restart })));
  return [
    ...[...named].map(([pool, list]) => ({ host, pool, applicationOnly: false, restarts: list })),
    ...[...groupBy(apps, ({ app }) => app)].map(([pool, list]) => ({
      host,
      pool,
      applicationOnly: true,
      restarts: [...new Set(list.map(({ restart }) => restart))],
    })),
  ];
}

/** Two workers of one pool recycled by their interval within two hours: more than one runs (cc787620: they are spread). */
function isSpread(restarts: readonly Restart[]): boolean {
  const byTime = restarts.filter(({ reason }) => reason === 'interval');
  return byTime.some((restart, i) => {
    const before = byTime[i - 1];
    return (
      before !== undefined && before.pid !== restart.pid && restart.at - before.at < 2 * hourMs && byTime.length > 2
    );
  });
}

function fitOf({ restarts }: Subject, config: PoolConfig | undefined, options: IisOptions): IntervalFit | undefined {
  const measured = fitLives(intervalLives(restarts));
  if (measured !== undefined) return measured;
  if (restarts.some(({ reason }) => reason === 'interval')) return undefined;
  const silent = restarts.filter(({ reason }) => reason === 'unexplained');
  const candidates = [options.intervalMinutes ?? 0, Math.floor((config?.time.value ?? 0) / 60), defaultIntervalMinutes];
  return fitShutdowns(
    silent.map(({ at }) => at),
    candidates,
  );
}

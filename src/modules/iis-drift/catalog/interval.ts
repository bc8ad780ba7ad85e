import { defineCode } from '../../../core/code.ts';
import { type PoolName, sayEvery, sayLocal, sayMinutes, sayPools, sentence, times } from '../wording.ts';
import { docs } from './docs.ts';

/** A recycle in business hours that is to come. */
export interface ComingHit extends PoolName {
  /** ISO 8601 UTC; absent where the zone of the input is not known. */
  readonly at?: string;
  readonly local: string;
  readonly uncertaintySeconds: number;
}

const nextOf = (hits: readonly ComingHit[]): string =>
  hits[0] === undefined ? '' : ` Next in business hours: ${sayLocal(hits[0].local)}.`;

const learnAnchor =
  'Learn when the worker processes started, the exact anchor: `Get-CimInstance Win32_Process -Filter "Name=\'w3wp.exe\'" | Select-Object ProcessId,CreationDate,CommandLine | Format-List > workers.txt`; then add --workers workers.txt';

export const intervalDrift = defineCode<{
  pools: readonly (PoolName & { intervalMinutes: number; intervalFrom: string; cycles: number })[];
  intervalMinutes: number;
  recycles: number;
  businessRecycles: number;
  /** Wall clock of the latest recycle in business hours, else of the latest at all. */
  lastAt: string;
  nextBusinessHits: readonly ComingHit[];
  /** The zone in which the hours of work were taken, where neither the input nor `--tz` says it. */
  assumedZone?: string;
  /** What was not in the input and had to be taken for granted. */
  assumed: readonly string[];
}>({
  code: 'IIS101',
  name: 'interval-drift',
  severity: 'warning',
  summary: 'The Regular Time Interval recycles pools at a clock time that moves through the day.',
  title: (f) =>
    f.businessRecycles > 0
      ? `The ${sayMinutes(f.intervalMinutes)} recycle interval drifted into business hours: ${sayPools(f.pools)}, ${f.lastAt}.`
      : `The ${sayMinutes(f.intervalMinutes)} recycle interval of ${sayPools(f.pools)} drifts; it has hit no business hours in this log.`,
  why: (f) =>
    `The interval counts from the start of each worker process, so the clock time moves on by ${sayMinutes(f.intervalMinutes % 1440)} with every recycle.${nextOf(f.nextBusinessHits)}${f.assumed.length === 0 ? '' : ` Assumed: ${f.assumed.join('; ')}.`}`,
  next: (f) => [
    ...(f.pools.every(({ isApplication }) => isApplication)
      ? ['First the System log of that time, which names the pools and the reason: `wevtutil epl System System.evtx`']
      : []),
    'Set the interval to 0 and recycle at a Specific Time off business hours, as the script does.',
    ...(f.assumedZone === undefined ? [] : ['Say where people work with it, as in --tz Europe/Berlin.']),
    ...(f.assumed.length > (f.assumedZone === undefined ? 0 : 1) ? [learnAnchor] : []),
  ],
  docs: [docs.periodicRestart, docs.recycling],
});

export const intervalDefaultInherited = defineCode<{ pools: readonly PoolName[]; intervalMinutes: number }>({
  code: 'IIS102',
  name: 'interval-default-inherited',
  severity: 'info',
  summary: 'Nobody set a recycle interval: the built-in 29 hours apply.',
  title: (f) => `Nobody set an interval for ${sayPools(f.pools)}: the built-in ${sayMinutes(f.intervalMinutes)} apply.`,
  why: () =>
    'Neither the pool nor applicationPoolDefaults writes periodicRestart/@time; 29:00:00 is the default of the IIS schema.',
  next: () => ['Set time="00:00:00" and a schedule in applicationPoolDefaults, then check which pools override it.'],
  docs: [docs.periodicRestart, docs.poolDefaults],
});

export const interval24hPinned = defineCode<{
  pools: readonly PoolName[];
  intervalMinutes: number;
  /** Whether a log shows it in business hours. */
  hitsBusinessHours: boolean;
  clockTimes: readonly string[];
}>({
  code: 'IIS103',
  name: 'interval-24h-pinned',
  severity: 'info',
  summary: 'The interval fits evenly into days, so it keeps the clock time of the last start.',
  title: (f) =>
    f.hitsBusinessHours
      ? `The ${sayMinutes(f.intervalMinutes)} interval pins ${sayPools(f.pools)} to a recycle in business hours: ${f.clockTimes.slice(0, 3).join(', ')}.`
      : `An interval of ${sayMinutes(f.intervalMinutes)} does not drift: it is pinned to the clock time at which the worker process started.`,
  why: (f) =>
    `${sentence(sayEvery(f.intervalMinutes))} from the start of the worker process is the same clock time again and again; any restart by day, a deployment or a crash, pins it to that hour from then on.`,
  next: () => ['Use a Specific Time off business hours instead of an interval.'],
  docs: [docs.periodicRestart],
});

export const intervalAndSchedule = defineCode<{ pools: readonly PoolName[]; seen: boolean }>({
  code: 'IIS104',
  name: 'interval-and-schedule',
  severity: 'info',
  summary: 'An interval and Specific Times are both set: the drift remains.',
  title: (f) =>
    `${sentence(sayPools(f.pools))} ${f.seen ? 'recycled' : 'recycle'} by interval and by Specific Time: the drift remains.`,
  why: () => 'The two are independent: a schedule that was added without setting the interval to 0 fixes nothing.',
  next: () => ['Set the interval (periodicRestart/@time) to 00:00:00.'],
  docs: [docs.periodicRestart],
});

export const thunderingHerdInterval = defineCode<{ pools: readonly PoolName[]; at: string; count: number }>({
  code: 'IIS107',
  name: 'thundering-herd-interval',
  severity: 'info',
  summary: 'Pools recycle in the same second because they were once started together.',
  title: (f) => `${f.count} pools recycled by interval in the same moment, ${f.at}: they were last started together.`,
  why: () =>
    'Pools share a phase when a boot, iisreset or a change of the defaults started them at once; all cold starts then compete for the CPU.',
  next: () => ['Give the pools Specific Times that are staggered by their start time, as the script does.'],
  docs: [docs.recycling],
});

export const idleResetsInterval = defineCode<{ pools: readonly PoolName[]; idleStops: number }>({
  code: 'IIS138',
  name: 'idle-resets-interval',
  severity: 'info',
  summary: 'The idle time-out ends workers before the interval does: the drift is latent.',
  title: (f) => `${sentence(sayPools(f.pools))} stopped idle ${times(f.idleStops)} and never reached the interval.`,
  why: () =>
    'The interval counts from the first request after each idle stop. On a day without quiet 20 minutes it will fire.',
  next: () => ['Decide both together: idleTimeout 0 with an interval of 29 h begins to drift.'],
  docs: [docs.processModel, docs.periodicRestart],
});

export const latentDrift = defineCode<{
  intervalMinutes: number;
  /** Minutes by which the clock time moves on each recycle. */
  driftMinutes: number;
  /** Absent for a bare `--interval`. */
  pools?: readonly PoolName[];
  zone: string;
  /** Of the recycles within the horizon, 0 to 1; absent where no start is known. */
  share?: number;
  nextBusinessHits: readonly { at?: string; local: string }[];
  anchor: string;
}>({
  code: 'IIS150',
  name: 'latent-drift',
  severity: 'info',
  summary: 'The recycle interval will reach business hours.',
  title: (f) => {
    const subject = `An interval of ${sayMinutes(f.intervalMinutes)}${f.pools === undefined ? '' : ` on ${sayPools(f.pools)}`} drifts`;
    const [next] = f.nextBusinessHits;
    if (next !== undefined) return `${subject} and will recycle in business hours, next at ${sayLocal(next.local)}.`;
    return f.share === undefined
      ? `${subject} and will reach business hours.`
      : `${subject}, and meets no business hours within the horizon.`;
  },
  why: (f) =>
    `It counts from the start of the worker process, so the clock time moves on by ${sayMinutes(f.driftMinutes)} with every recycle${f.share === undefined ? '' : `; ${(f.share * 100).toFixed(1)} % of the recycles land in business hours (${f.zone})`}. ${sentence(f.anchor)}.`,
  next: () => [learnAnchor, 'Replace the interval by a Specific Time off business hours.'],
  docs: [docs.periodicRestart],
});

export const webGardenSpread = defineCode<{ pools: readonly PoolName[]; workers: number }>({
  code: 'IIS152',
  name: 'web-garden-spread',
  severity: 'info',
  summary: 'A web garden spreads its workers over the interval.',
  title: (f) =>
    `${sentence(sayPools(f.pools))} run${f.pools.length === 1 ? 's' : ''} as a web garden: its workers recycle at different times by design.`,
  why: () =>
    'With maxProcesses above 1, IIS spreads the workers of a pool over the interval, so several 5074 per interval are normal and no single clock time can be predicted.',
  next: () => ['Check whether maxProcesses above 1 is wanted: few applications can use it (session state, caches).'],
  docs: [docs.processModel],
});

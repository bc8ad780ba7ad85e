import { defineCode } from '../../../core/code.ts';
import type { Severity } from '../../../core/finding.ts';
import { isQuotable, powershellLiteral } from '../../../core/quote.ts';
import { type PoolName, sayList, sayPools, sentence, times } from '../wording.ts';
import { docs } from './docs.ts';

export interface FailureFacts extends Readonly<Record<string, unknown>> {
  readonly pools: readonly PoolName[];
  /** Programs other than w3wp.exe: applications out of process. */
  readonly programs: readonly string[];
  readonly count: number;
  readonly businessCount: number;
  readonly lastAt: string;
  /** Exit codes or reasons in words; '' where the events name none. */
  readonly detail: string;
}

export const say = (f: FailureFacts): string => (f.count === 1 ? f.lastAt : `${times(f.count)}, last ${f.lastAt}`);

export const failure = (
  code: string,
  name: string,
  severity: Severity,
  summary: string,
  title: (f: FailureFacts) => string,
  why: (f: FailureFacts) => string,
  next: readonly string[] | ((f: FailureFacts) => readonly string[]),
  page: string = docs.availabilityEvents,
) =>
  defineCode<FailureFacts>({
    code,
    name,
    severity,
    summary,
    title,
    why,
    next: (f) => (typeof next === 'function' ? next(f) : next),
    docs: [page],
  });

/** For an elevated PowerShell. */
const startPool = (pool: string): string =>
  isQuotable(pool)
    ? `Start-WebAppPool -Name ${powershellLiteral(pool)}`
    : 'in IIS Manager, for its name has control characters';

const dump =
  'Get a dump of the next crash: Windows Error Reporting LocalDumps for w3wp.exe, or `procdump -e -ma -w w3wp.exe`';

export const memoryLimitLoop = failure(
  'IIS135',
  'memory-limit-loop',
  'critical',
  'The memory limit recycles the pool again and again, until it is stopped.',
  (f) => `The memory limit recycles ${sayPools(f.pools)} again and again, ${say(f)}.`,
  (f) =>
    `A limit that is reached within the hour after each start is below what the application needs.${f.detail === '' ? '' : ` ${f.detail}`}`,
  ['Raise or remove periodicRestart/@privateMemory (WSUS: WsusPool needs 4 GB or 0), then start the pool.'],
  docs.periodicRestart,
);

export const crash = failure(
  'IIS139',
  'crash',
  'warning',
  'The worker process crashed.',
  (f) =>
    f.pools.length === 0 && f.programs.length > 0
      ? `${sayList(f.programs)} crashed, ${say(f)}.`
      : `The worker process of ${sayPools(f.pools)} crashed${f.detail === '' ? '' : `: ${f.detail}`}, ${say(f)}.`,
  (f) =>
    `A crash, not a recycle: no interval or schedule is involved.${/ in \S/.test(f.detail) ? ' The module named is where it happened: its product, or what called it, is to blame more often than IIS.' : ''}`,
  [
    'Read the Application log of that minute: Application Error 1000, .NET Runtime 1026, ASP.NET Core Module 1018.',
    dump,
  ],
);

export const crashLoop = failure(
  'IIS140',
  'crash-loop-rapid-fail',
  'critical',
  'Rapid-fail protection stopped the pool: it answers 503 until somebody starts it.',
  (f) =>
    `${sentence(sayPools(f.pools))} ${f.pools.length > 1 ? 'were' : 'was'} stopped by rapid-fail protection, ${say(f)}: 503 until started by hand.`,
  (f) =>
    `WAS 5002: by default five failures within five minutes stop a pool for good.${f.detail === '' ? '' : ` Its processes died of ${f.detail}.`}`,
  (f) => [
    'Find what ended the worker processes first: Application log of that minute, Application Error 1000, .NET Runtime 1026, W3SVC-WP 2280, ASP.NET Core Module. Started again, the pool stops again until that is fixed.',
    ...f.pools.slice(0, 3).map(({ pool }) => `Then start it: ${startPool(pool)}`),
    dump,
  ],
  docs.failure,
);

export const pingKill = failure(
  'IIS141',
  'ping-kill',
  'warning',
  'WAS ended a worker that did not answer its ping.',
  (f) => `The worker process of ${sayPools(f.pools)} did not answer WAS's ping and was ended, ${say(f)}.`,
  () => 'WAS 5010: the process hung, or the machine stood still (VM snapshot, paused VM, debugger).',
  ['Compare with VM snapshots and backups; get a dump of a hang (procdump -ma PID) before raising pingResponseTime.'],
  docs.processModel,
);

export const shutdownTimeout = failure(
  'IIS142',
  'shutdown-timeout',
  'warning',
  'The old worker did not finish within the shutdown time limit.',
  (f) => `The old worker of ${sayPools(f.pools)} did not shut down in time and was ended, ${say(f)}.`,
  () =>
    'WAS 5013 or ASP.NET Core Module 1005: requests or hosted services outlive shutdownTimeLimit (90 s by default). It does not cause a recycle, it follows one.',
  ['Let hosted services honor cancellation; raise shutdownTimeLimit if requests take longer by design.'],
  docs.processModel,
);

export const startupTimeout = failure(
  'IIS143',
  'startup-timeout',
  'warning',
  'A new worker did not start within the startup time limit.',
  (f) => `A new worker of ${sayPools(f.pools)} did not start in time, ${say(f)}.`,
  () => 'WAS 5012: the start took longer than startupTimeLimit (90 s by default).',
  ['Trim the start, or raise startupTimeLimit.'],
  docs.processModel,
);

export const identityFailure = failure(
  'IIS144',
  'identity-failure',
  'critical',
  'The account of the pool cannot log on: no new worker can start.',
  (f) => `${sentence(sayPools(f.pools))} cannot start: its identity cannot log on, ${say(f)}.`,
  (f) =>
    `${f.detail === '' ? '' : `Error ${f.detail}. `}The password of the account is wrong or expired, or the account has lost the right "Log on as a batch job" (a group policy can take it away). It shows only when the next start needs it.`,
  (f) => [
    'Look at the right: secpol.msc, Local Policies, User Rights Assignment, "Log on as a batch job" must hold the account or IIS_IUSRS; gpresult /h report.html names the policy that sets it.',
    'Set the password of the account again in the pool, or use ApplicationPoolIdentity or a group managed service account.',
    ...f.pools.slice(0, 3).map(({ pool }) => `Then start the pool: ${startPool(pool)}`),
  ],
);

export const overlapFailed = failure(
  'IIS121',
  'overlap-failed',
  'warning',
  'WAS could not start a replacement beside the old worker.',
  (f) => `WAS could not replace the worker of ${sayPools(f.pools)}, ${say(f)}.`,
  () => 'WAS 5070 or 5093: the recycle was requested and no second worker could be started.',
  ['Read the error number in the event data and the events of that minute.'],
  docs.recyclingEvents,
);

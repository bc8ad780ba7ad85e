import { defineCode } from '../../../core/code.ts';
import { type PoolName, sayList, sayMinutes, sayPools, sentence } from '../wording.ts';
import { docs } from './docs.ts';

export const defaultsOnlyFix = defineCode<{ pools: readonly PoolName[] }>({
  code: 'IIS116',
  name: 'defaults-only-fix',
  severity: 'info',
  summary: 'The defaults switch the interval off, and pools override them.',
  title: (f) =>
    `applicationPoolDefaults switch the interval off, but ${sayPools(f.pools)} override${f.pools.length === 1 ? 's' : ''} it.`,
  why: () => 'An attribute that a pool writes itself wins over the defaults.',
  next: () => ['Set the interval of these pools to 00:00:00, or delete their own attribute.'],
  docs: [docs.poolDefaults],
});

export const poolOnlyFix = defineCode<{ fixed: readonly PoolName[]; pools: readonly PoolName[] }>({
  code: 'IIS117',
  name: 'pool-only-fix',
  severity: 'info',
  summary: 'Some pools have the interval switched off, others still have it.',
  title: (f) =>
    `The interval is off for ${f.fixed.length} pool${f.fixed.length === 1 ? '' : 's'} and still on for ${sayPools(f.pools)}.`,
  why: () => 'The fix was made pool by pool; what was not listed keeps the interval.',
  next: () => ['Decide for the rest, or set it once in applicationPoolDefaults.'],
  docs: [docs.poolDefaults],
});

export const fixNotLive = defineCode<{ pools: readonly PoolName[]; changedAt: string }>({
  code: 'IIS118',
  name: 'fix-not-live',
  severity: 'warning',
  summary: 'The recycle settings were changed, but the running worker still has the old ones.',
  title: (f) =>
    `The recycle settings of ${sayPools(f.pools)} were changed at ${f.changedAt}; the running worker is older and keeps the old ones.`,
  why: () =>
    'With disallowRotationOnConfigChange="true" a change recycles nothing, and takes effect with the next recycle only.',
  next: () => ['Recycle the pool once in a quiet window.'],
  docs: [docs.recycling],
});

export const overlapDisabled = defineCode<{ pools: readonly PoolName[] }>({
  code: 'IIS120',
  name: 'overlap-disabled',
  severity: 'info',
  summary: 'Overlapped recycling is switched off: every recycle is an outage of a full start.',
  title: (f) =>
    `${sentence(sayPools(f.pools))} recycle${f.pools.length === 1 ? 's' : ''} without overlap: the old worker must be gone before the new one starts.`,
  why: () => 'disallowOverlappingRotation="true".',
  next: () => ['Allow overlap if the application bears two instances at once (locks, files, singletons).'],
  docs: [docs.recycling],
});

export const loggingBlind = defineCode<{ pools: readonly PoolName[]; missing: readonly string[] }>({
  code: 'IIS145',
  name: 'logging-blind',
  severity: 'info',
  summary: 'Recycles of some reasons are not logged.',
  title: (f) =>
    `${sentence(sayPools(f.pools))} log${f.pools.length === 1 ? 's' : ''} no recycle by ${sayList(f.missing, 8)}.`,
  why: () =>
    'logEventOnRecycle leaves these out (the default before IIS 10 logs Time, Memory and PrivateMemory only), so a missing event proves nothing.',
  next: () => [
    'Set logEventOnRecycle="Time, Requests, Schedule, Memory, IsapiUnhealthy, OnDemand, ConfigChange, PrivateMemory".',
  ],
  docs: [docs.recycling],
});

export const configValueMisread = defineCode<{ pools: readonly PoolName[]; written: string; minutes: number }>({
  code: 'IIS154',
  name: 'config-value-misread',
  severity: 'warning',
  summary: 'A time span does not mean what it seems to.',
  title: (f) =>
    `The interval ${f.written} of ${sayPools(f.pools)} is ${sayMinutes(f.minutes)}, ${Math.round(f.minutes / 1440)} days: 29 hours were meant, it seems.`,
  why: () => "[TimeSpan]'29:00:00' is 29 days in .NET and IIS accepts it; 29 hours are 1.05:00:00.",
  next: () => ['Write 1.05:00:00 or, better, 00:00:00 with a schedule.'],
  docs: [docs.periodicRestart],
});

export const webconfigUseless = defineCode<{ lines: readonly number[]; source: string }>({
  code: 'IIS155',
  name: 'webconfig-useless',
  severity: 'info',
  summary: 'Recycle settings stand where IIS never reads them.',
  title: (f) => `${f.source} sets periodicRestart where IIS does not read it (line ${sayList(f.lines.map(String))}).`,
  why: () =>
    'Application pools are a section of the server: only applicationHost.config counts, web.config does nothing.',
  next: () => ['Move the setting to applicationHost.config.'],
  docs: [docs.periodicRestart],
});

export const sharedConfig = defineCode<{ path: string; source: string }>({
  code: 'IIS156',
  name: 'shared-config',
  severity: 'info',
  summary: 'Shared configuration is on: the local applicationHost.config has no effect.',
  title: (f) => `Shared configuration is on: IIS reads ${f.path}, not the local applicationHost.config.`,
  why: (f) => `configurationRedirection is enabled in ${f.source}.`,
  next: () => ['Diagnose and change the file on the share; every server of the farm gets the change, and recycles.'],
  docs: [docs.sharedConfiguration],
});

export const noRecycleAtAll = defineCode<{ pools: readonly PoolName[] }>({
  code: 'IIS158',
  name: 'no-recycle-at-all',
  severity: 'info',
  summary: 'Pools have no interval, no schedule and no limits.',
  title: (f) =>
    `${sentence(sayPools(f.pools))} never recycle${f.pools.length === 1 ? 's' : ''} by setting: no interval, no schedule, no limits.`,
  why: () => 'That is legitimate, and safe as long as the application leaks nothing.',
  next: () => ['Watch the private memory of the worker process.'],
  docs: [docs.periodicRestart],
});

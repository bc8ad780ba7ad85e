import { defineCode } from '../../../core/code.ts';
import { type PoolName, sayList, sayPools, sentence } from '../wording.ts';
import { docs } from './docs.ts';

export const thunderingHerdSchedule = defineCode<{ pools: readonly PoolName[]; time: string }>({
  code: 'IIS108',
  name: 'thundering-herd-schedule',
  severity: 'info',
  summary: 'Many pools recycle at the same Specific Time.',
  title: (f) => `${f.pools.length} pools recycle at the same time, ${f.time}: ${sayPools(f.pools)}.`,
  why: () => 'All cold starts then compete for CPU and disk, and each takes longer.',
  next: () => ['Stagger the Specific Times by at least the time a pool takes to start.'],
  docs: [docs.schedule],
});

export const scheduleInBusinessHours = defineCode<{
  pools: readonly PoolName[];
  times: readonly string[];
  seen: number;
}>({
  code: 'IIS109',
  name: 'schedule-in-business-hours',
  severity: 'warning',
  summary: 'A Specific Time recycles pools while people work.',
  title: (f) => `A Specific Time recycles ${sayPools(f.pools)} in business hours, at ${sayList(f.times)}.`,
  why: (f) =>
    f.seen > 0
      ? `WAS logged ${f.seen} scheduled recycles (5076) in business hours.`
      : 'The schedule is in local time of the server and fires every day.',
  next: () => ['Move the Specific Time off business hours; 03:30 to 04:30 is clear of daylight saving in most zones.'],
  docs: [docs.schedule],
});

export const scheduleUtcLocalMixup = defineCode<{
  pools: readonly PoolName[];
  time: string;
  zone: string;
  seen: boolean;
}>({
  code: 'IIS110',
  name: 'schedule-utc-local-mixup',
  severity: 'info',
  summary: 'A Specific Time looks as if UTC and local time had been mixed up.',
  title: (f) =>
    f.seen
      ? `The schedule ${f.time} of ${sayPools(f.pools)} fires at ${f.time} UTC: the server runs on UTC, people in ${f.zone}.`
      : `The schedule ${f.time} of ${sayPools(f.pools)} is off business hours only if read as UTC; IIS reads it as local time (${f.zone}).`,
  why: () => 'Specific Times are wall-clock times of the server.',
  next: (f) => [`Ask the server for its zone (\`Get-TimeZone\`) and write the time that is quiet in ${f.zone}.`],
  docs: [docs.schedule],
});

export const scheduleDstGap = defineCode<{
  pools: readonly PoolName[];
  time: string;
  zone: string;
  dates: readonly string[];
}>({
  code: 'IIS111',
  name: 'schedule-dst-gap',
  severity: 'info',
  summary: 'A Specific Time does not exist in the night clocks go forward.',
  title: (f) =>
    `${f.time}, the Specific Time of ${sayPools(f.pools)}, does not exist in ${f.zone} on ${sayList(f.dates, 2)}.`,
  why: () => 'Clocks skip that hour. What IIS does then is not documented.',
  next: () => ['Choose a time between 03:30 and 04:30.'],
  docs: [docs.schedule],
});

export const scheduleDstFold = defineCode<{
  pools: readonly PoolName[];
  time: string;
  zone: string;
  dates: readonly string[];
  seen: boolean;
}>({
  code: 'IIS112',
  name: 'schedule-dst-fold',
  severity: 'info',
  summary: 'A Specific Time comes twice in the night clocks go back.',
  title: (f) =>
    f.seen
      ? `${sentence(sayPools(f.pools))} recycled twice in the repeated hour of ${f.zone} on ${f.dates[0]}.`
      : `${f.time}, the Specific Time of ${sayPools(f.pools)}, comes twice in ${f.zone} on ${sayList(f.dates, 2)}.`,
  why: () => 'Clocks repeat that hour, so the pool may recycle twice.',
  next: () => ['Choose a time between 03:30 and 04:30.'],
  docs: [docs.schedule],
});

export const scheduleDoubleFire = defineCode<{ pools: readonly PoolName[]; at: string; secondsApart: number }>({
  code: 'IIS113',
  name: 'schedule-double-fire',
  severity: 'info',
  summary: 'A Specific Time fired twice: some seconds early, and again for the replacement.',
  title: (f) =>
    `The Specific Time of ${sayPools(f.pools)} fired twice within ${f.secondsApart} s at ${f.at}, the second time on the new worker.`,
  why: () =>
    'The timer can fire seconds before the mark; the replacement then reaches the mark too (dotnet/aspnetcore issue 68573).',
  next: () => [
    'Expect two cold starts at that minute; warm up with applicationInitialization, and report it to Microsoft.',
  ],
  docs: ['https://github.com/dotnet/aspnetcore/issues/68573', docs.schedule],
});

export const scheduleDuplicateApply = defineCode<{ times: readonly string[] }>({
  code: 'IIS115',
  name: 'schedule-duplicate-apply',
  severity: 'warning',
  summary: 'A script adds a Specific Time that is there already, and fails.',
  title: (f) =>
    f.times.length === 1
      ? `A script failed to add the Specific Time ${f.times[0]}: it is in the schedule already.`
      : `A script failed to add the Specific Times ${sayList(f.times)}: they are in the schedule already.`,
  why: () =>
    'A schedule holds each time once, so adding works the first time a script runs and fails the second. What the script sets after that may not be set.',
  next: () => [
    'Clear the schedule before adding: appcmd "/-recycling.periodicRestart.schedule" first, or Schedule.Clear() before Schedule.Add().',
    'Look what the pools have now: appcmd list config -section:system.applicationHost/applicationPools',
  ],
  docs: [docs.schedule, 'https://github.com/sous-chefs/iis/issues/425'],
});

export const scheduleMultipleStale = defineCode<{ pools: readonly PoolName[]; times: readonly string[] }>({
  code: 'IIS114',
  name: 'schedule-multiple-stale',
  severity: 'info',
  summary: 'Several Specific Times are set: old ones were never removed.',
  title: (f) =>
    `${sentence(sayPools(f.pools))} recycle${f.pools.length === 1 ? 's' : ''} at ${f.times.length} Specific Times a day: ${sayList(f.times, 4)}.`,
  why: () => 'appcmd /+schedule and Add-WebConfigurationProperty append; the earlier entry stays until it is cleared.',
  next: () => ['Clear the collection before adding, if one time was meant.'],
  docs: [docs.schedule],
});

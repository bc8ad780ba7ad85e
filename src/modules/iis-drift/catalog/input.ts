import { defineCode } from '../../../core/code.ts';
import { sayList } from '../wording.ts';
import { docs } from './docs.ts';

/** Exports the log that names the reason of a recycle; run on the server. */
export const exportSystemLog =
  'wevtutil epl System System.evtx "/q:*[System[Provider[@Name=\'Microsoft-Windows-WAS\']]]"';

/** The whole System log: reboots and iisreset stand beside the events of WAS. */
export const exportWholeSystemLog = 'wevtutil epl System System.evtx';

export const wrongLogOnly = defineCode<{ shutdowns: number }>({
  code: 'IIS146',
  name: 'wrong-log-only',
  severity: 'info',
  summary: 'Applications shut down, and the log that says why is not in the input.',
  title: (f) =>
    `${f.shutdowns} shutdown${f.shutdowns === 1 ? '' : 's'} without a reason: the reason is in the System log, which is not in the input.`,
  why: () =>
    'ASP.NET Core Module 1033 (Application log) says that an application ended, WAS 5074-5080 and 5117 (System log) say why.',
  next: () => [`Export it on the server and give both: ${exportSystemLog}`],
  docs: [docs.recyclingEvents],
});

export const eventIdCollision = defineCode<{ providers: readonly string[]; count: number }>({
  code: 'IIS147',
  name: 'event-id-collision',
  severity: 'info',
  role: 'remark',
  summary: 'Events with an IIS id come from other providers and say nothing about IIS.',
  title: (f) =>
    `${f.count} event${f.count === 1 ? '' : 's'} with id 1032 or 1033 come${f.count === 1 ? 's' : ''} from ${sayList(f.providers)}, not from IIS.`,
  why: () => 'An event id means something only together with its provider.',
  next: () => ['Filter by provider and id, not by id.'],
});

export const secondsLost = defineCode<{ sources: readonly string[] }>({
  code: 'IIS148',
  name: 'seconds-lost',
  severity: 'info',
  role: 'remark',
  summary: 'The export has no seconds: what happened together cannot be told from what happened within a minute.',
  title: (f) =>
    `${sayList(f.sources)}: times have no seconds, so “the same second” is “the same minute” and outages are not measured.`,
  why: () => 'Excel and the table form of Get-EventLog drop them.',
  next: () => ['Export again as XML or EVTX: `wevtutil epl System System.evtx`'],
});

export const zoneUnknown = defineCode<{ sources: readonly string[]; leftOut: number }>({
  code: 'IIS149',
  name: 'zone-unknown',
  severity: 'info',
  role: 'remark',
  summary: 'Local times without a zone: no UTC can be told.',
  title: (f) =>
    f.leftOut > 0
      ? `${f.leftOut} events of ${sayList(f.sources)} have local times of an unknown zone and were left out beside the others.`
      : `The times of ${sayList(f.sources)} are local times of an unknown zone: no UTC can be told.`,
  why: () => 'CSV, text and table exports show the wall clock of whoever exported them.',
  next: () => ['Say the zone with --tz (Europe/Berlin, America/New_York), or export XML or EVTX.'],
});

export const clockStep = defineCode<{ at: string; count: number }>({
  code: 'IIS151',
  name: 'clock-step',
  severity: 'info',
  role: 'remark',
  summary: 'The clock of the host was set: distances across that moment are wrong.',
  title: (f) => `The clock of the host was changed ${f.count === 1 ? 'once' : `${f.count} times`}, last at ${f.at}.`,
  why: () => 'Kernel-General 1. A recycle interval counts elapsed time, the log shows the clock.',
  next: () => ['Compare record ids where an interval seems off by the step.'],
});

export const twoHostsMixed = defineCode<{ hosts: readonly string[] }>({
  code: 'IIS153',
  name: 'two-hosts-mixed',
  severity: 'info',
  role: 'remark',
  summary: 'The input holds events of several hosts.',
  title: (f) =>
    `The input holds events of ${f.hosts.length} hosts: ${sayList(f.hosts)}. Each was diagnosed for itself.`,
  why: () => 'Pools of the same name on two hosts have nothing to do with each other.',
  next: () => [],
});

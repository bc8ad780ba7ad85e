import { defineCode } from '../../core/code.ts';

const periodicRestart =
  'https://learn.microsoft.com/iis/configuration/system.applicationhost/applicationpools/add/recycling/periodicrestart/';

const hours = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;

export const latentDrift = defineCode<{
  intervalMinutes: number;
  /** Minutes by which the clock time moves on each day. */
  driftMinutesPerDay: number;
  zone: string;
  share: number;
  nextBusinessHits: readonly string[];
}>({
  code: 'IIS150',
  name: 'latent-drift',
  severity: 'info',
  summary: 'The recycle interval will reach business hours.',
  title: (f) =>
    f.nextBusinessHits[0] === undefined
      ? `An interval of ${hours(f.intervalMinutes)} drifts, and meets no business hours in this horizon.`
      : `An interval of ${hours(f.intervalMinutes)} will recycle the pool in business hours, next at ${f.nextBusinessHits[0]}.`,
  why: (f) =>
    `The interval counts from the start of the worker process, so the clock time moves on by ${hours(f.intervalMinutes % 1440)} with every recycle; ${(f.share * 100).toFixed(1)} % of the recycles land in business hours (${f.zone}).`,
  next: () => [
    'Learn when the worker process started: Get-CimInstance Win32_Process -Filter "Name=\'w3wp.exe\'" | Select-Object ProcessId,CreationDate,CommandLine',
    'Replace the interval by a Specific Time off business hours.',
  ],
  docs: [periodicRestart],
});

export const codes = [latentDrift];

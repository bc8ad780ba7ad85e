import type { TimeZone } from '../../core/coverage.ts';
import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { textGiven } from '../../core/raw-options.ts';
import { type BusinessHours, parseDays, parseHours, usualBusinessHours } from '../../core/time/business-hours.ts';
import type { DateOrder } from '../../input/eventlog/event.ts';

/** What the module was asked; JSON. */
export interface IisOptions {
  /** Minutes of `--interval`, absent where it was not given. */
  readonly intervalMinutes?: number;
  /** ISO 8601 UTC of `--anchor`. */
  readonly anchor?: string;
  readonly businessHours: BusinessHours;
  /** How far to look ahead, in days. */
  readonly horizonDays: number;
  /** applicationHost.config or redirection.config files. */
  readonly configs: readonly string[];
  /** Outputs of Get-CimInstance Win32_Process. */
  readonly workers: readonly string[];
  readonly dateOrder?: DateOrder;
  /** `--tz`, for times that say no zone. */
  readonly zone?: TimeZone;
  /** ISO 8601 UTC clock of the run, for dates without a year. */
  readonly now: string;
}

/** periodicRestart/@time allows 0 to 432,000 minutes, 300 days (IIS schema `0,25920000,60`). */
const maxIntervalMinutes = 432_000;
/** Longer lists help nobody and fill the memory. */
const maxRecycles = 100_000;

export const optionSpecs: readonly OptionSpec[] = [
  { flags: '--interval <minutes>', description: 'Regular Time Interval of the pool, in minutes (IIS default: 1740)' },
  { flags: '--anchor <time>', description: 'when the worker process started, ISO 8601 (2026-03-02T04:30Z)' },
  { flags: '--business-hours <span>', description: 'when people work (default: 08:00-18:00)' },
  { flags: '--days <days>', description: 'on which days (default: mon-fri)' },
  { flags: '--horizon <days>', description: 'how far to look ahead (default: 30d)' },
  { flags: '--config <file>', description: 'applicationHost.config, for the settings of the pools', repeatable: true },
  {
    flags: '--workers <file>',
    description: 'output of Get-CimInstance Win32_Process for w3wp.exe, for the exact anchor',
    repeatable: true,
  },
  { flags: '--date-order <order>', description: 'how 3/4/2026 is meant: dmy, mdy or ymd' },
];

export function parseOptions(raw: RawOptions, context: AnalysisContext): IisOptions {
  const text = (name: string) => textGiven(raw, name);
  const list = (name: string): readonly string[] =>
    [raw[name] ?? []].flat().filter((value) => typeof value === 'string');
  const interval = text('interval');
  const anchor = text('anchor');
  const order = text('dateOrder');
  const options = {
    ...(interval === undefined ? {} : { intervalMinutes: parseInterval(interval) }),
    ...(anchor === undefined ? {} : { anchor: parseAnchor(anchor) }),
    businessHours: {
      ...parseHours(text('businessHours') ?? '08:00-18:00'),
      days: text('days') === undefined ? usualBusinessHours.days : parseDays(text('days') ?? ''),
    },
    horizonDays: parseHorizon(text('horizon') ?? '30d'),
    configs: list('config'),
    workers: list('workers'),
    ...(order === undefined ? {} : { dateOrder: parseDateOrder(order) }),
    ...(context.zone === undefined ? {} : { zone: context.zone }),
    now: context.now,
  };
  refuseTooMany(options.intervalMinutes, options.horizonDays);
  return options;
}

function parseInterval(text: string): number {
  const minutes = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (minutes === 0)
    throw usageError('--interval 0: the interval is off, nothing recycles by it', 'give minutes above 0');
  if (Number.isNaN(minutes) || minutes > maxIntervalMinutes) {
    throw usageError(
      `--interval ${text}: not a number of minutes IIS accepts`,
      'give 1 to 432000, as in --interval 1740',
    );
  }
  return minutes;
}

function parseAnchor(text: string): string {
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})$/;
  const instant = iso.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse turns 30 February into 2 March.
  const rolled =
    Number(text.slice(8, 10)) > new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  if (Number.isNaN(instant) || rolled) {
    throw usageError(
      `--anchor ${text}: not a time with its zone`,
      'write it as 2026-03-02T04:30Z or 2026-03-02T05:30+01:00',
    );
  }
  return new Date(instant).toISOString();
}

function parseHorizon(text: string): number {
  const match = /^(\d{1,4})\s*d?$/.exec(text);
  const days = match === null ? Number.NaN : Number(match[1]);
  if (!(days >= 1 && days <= 3660)) throw usageError(`--horizon ${text}: not a number of days`, 'write it as 30d');
  return days;
}

function parseDateOrder(text: string): DateOrder {
  const order = (['dmy', 'mdy', 'ymd'] as const).find((one) => one === text.toLowerCase());
  if (order === undefined)
    throw usageError(`--date-order ${text}: not an order of day, month and year`, 'write dmy, mdy or ymd');
  return order;
}

function refuseTooMany(intervalMinutes: number | undefined, horizonDays: number): void {
  const recycles = intervalMinutes === undefined ? 0 : (horizonDays * 1440) / intervalMinutes;
  if (recycles <= maxRecycles) return;
  throw usageError(
    `--horizon ${horizonDays}d: ${Math.floor(recycles)} recycles of ${intervalMinutes} min are too many to list`,
    'give a shorter horizon',
  );
}

import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { type BusinessHours, parseDays, parseHours, usualBusinessHours } from '../../core/time/business-hours.ts';

/** What the module was asked; JSON. */
export interface IisOptions {
  /** Minutes of `--interval`, absent where it was not given. */
  readonly intervalMinutes?: number;
  /** ISO 8601 UTC of `--anchor`. */
  readonly anchor?: string;
  readonly businessHours: BusinessHours;
  /** How far to look ahead from the anchor, in days. */
  readonly horizonDays: number;
}

/** periodicRestart/@time allows 0 to 432,000 minutes, 300 days (IIS schema `0,25920000,60`). */
const maxIntervalMinutes = 432_000;

export const optionSpecs: readonly OptionSpec[] = [
  { flags: '--interval <minutes>', description: 'Regular Time Interval of the pool, in minutes (IIS default: 1740)' },
  { flags: '--anchor <time>', description: 'when the worker process started, ISO 8601 (2026-03-02T04:30Z)' },
  { flags: '--business-hours <span>', description: 'when people work (default: 08:00-18:00)' },
  { flags: '--days <days>', description: 'on which days (default: mon-fri)' },
  { flags: '--horizon <days>', description: 'how far to look ahead (default: 30d)' },
];

export function parseOptions(raw: RawOptions, _context: AnalysisContext): IisOptions {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    return typeof value === 'string' ? value : undefined;
  };
  const interval = text('interval');
  const anchor = text('anchor');
  return {
    ...(interval === undefined ? {} : { intervalMinutes: parseInterval(interval) }),
    ...(anchor === undefined ? {} : { anchor: parseAnchor(anchor) }),
    businessHours: {
      ...parseHours(text('businessHours') ?? '08:00-18:00'),
      days: text('days') === undefined ? usualBusinessHours.days : parseDays(text('days') ?? ''),
    },
    horizonDays: parseHorizon(text('horizon') ?? '30d'),
  };
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
  if (Number.isNaN(instant)) {
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

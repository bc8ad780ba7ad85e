import { type Severity, severities } from './finding.ts';
import type { Summary } from './report.ts';

/** The exit codes of every format but nagios; `diag help exit-codes` and the README list them. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  incomplete: 3,
  bug: 70,
  interrupted: 130,
} as const;

/** 1 with findings at or above the threshold, else 3 where something went unchecked, else 0. */
export function exitCodeOf(summary: Summary, failOn: Severity): number {
  const counted = severities.slice(0, severities.indexOf(failOn) + 1);
  if (counted.some((severity) => summary[severity] > 0)) return exitCodes.findings;
  return summary.unchecked > 0 ? exitCodes.incomplete : exitCodes.clean;
}

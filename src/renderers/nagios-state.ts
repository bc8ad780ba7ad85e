import { exitCodes } from '../core/exit-code.ts';
import { type Severity, severities } from '../core/finding.ts';
import type { Report } from '../core/report.ts';

/** States of a monitoring plug-in (Monitoring Plugins Development Guidelines, "Plugin Return Codes"). */
export const nagiosStates = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;
export const nagiosUnknown = 3;

/** Index into `nagiosStates`. */
export function nagiosState({ findings, error, exitCode, summary }: Report, failOn: Severity): number {
  const counted = findings.filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(failOn));
  if (exitCode === exitCodes.bug || (error !== undefined && counted.length === 0)) return nagiosUnknown;
  if (counted.some(({ severity }) => severity === 'critical')) return 2;
  if (counted.length > 0) return 1;
  return summary.unchecked > 0 ? nagiosUnknown : 0;
}

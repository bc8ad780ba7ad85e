import { exitCodes } from '../core/exit-code.ts';
import { type Severity, severities } from '../core/finding.ts';
import type { Report } from '../core/report.ts';

/** The formats of `--format`. */
export const formats = ['terminal', 'json', 'markdown', 'html', 'sarif', 'junit', 'nagios'] as const;
export type Format = (typeof formats)[number];

/** What a renderer may vary; the report itself is the same in every format. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
  readonly ascii: boolean;
  /** Passed and skipped checks too. */
  readonly all: boolean;
  readonly verbose: boolean;
  readonly failOn: Severity;
  /** How many findings `forFormat` left out of the report. */
  readonly hidden: number;
}

export type Render = (report: Report, options: RenderOptions) => string;

const renderers: Readonly<Record<Format, () => Promise<{ readonly render: Render }>>> = {
  terminal: () => import('./terminal/report.ts'),
  json: () => import('./json.ts'),
  markdown: () => import('./markdown.ts'),
  html: () => import('./html/report.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  nagios: () => import('./nagios.ts'),
};

/** Loads the renderer of a format. */
export const loadRenderer = async (format: Format): Promise<Render> => (await renderers[format]()).render;

/** The formats that people read; `--min-severity` shapes these, machines always get all findings. */
const forPeople: readonly Format[] = ['terminal', 'markdown', 'html'];

/** The report as a format shows it, filtered once for whichever renderer follows. */
export function forFormat(report: Report, format: Format, minSeverity: Severity): { report: Report; hidden: number } {
  if (!forPeople.includes(format)) return { report, hidden: 0 };
  const lowest = severities.indexOf(minSeverity);
  const findings = report.findings.filter(({ severity }) => severities.indexOf(severity) <= lowest);
  return { report: { ...report, findings }, hidden: report.findings.length - findings.length };
}

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

/** The exit code of a report: the same in every format but `nagios`. */
export const exitCodeFor = (format: Format, report: Report, failOn: Severity): number =>
  format === 'nagios' ? nagiosState(report, failOn) : report.exitCode;

import { type Severity, severities } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { nagiosState } from './nagios-state.ts';
import type { Render } from './render.ts';

/** The formats of `--format`. */
export const formats = ['terminal', 'json', 'markdown', 'html', 'sarif', 'junit', 'nagios'] as const;
export type Format = (typeof formats)[number];

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

/** The exit code of a report: the same in every format but `nagios`. */
export const exitCodeFor = (format: Format, report: Report, failOn: Severity): number =>
  format === 'nagios' ? nagiosState(report, failOn) : report.exitCode;

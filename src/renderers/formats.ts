import { type Severity, severities } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { nagiosState } from './nagios-state.ts';
import type { Render } from './render.ts';

/** The formats of `--format`. */
export const formats = ['terminal', 'json', 'markdown', 'html', 'sarif', 'junit', 'nagios', 'prometheus'] as const;
export type Format = (typeof formats)[number];

const formatOfExtension: Readonly<Record<string, Format>> = {
  html: 'html',
  htm: 'html',
  md: 'markdown',
  json: 'json',
  sarif: 'sarif',
  xml: 'junit',
  txt: 'terminal',
  prom: 'prometheus',
};

/** What a name of a report may end with. */
export const reportExtensions: readonly string[] = Object.keys(formatOfExtension);

/** The format that a file name asks for: `report.html`, `run.sarif.json`. */
export function formatOfPath(path: string): Format | undefined {
  if (/\.sarif\.json$/i.test(path)) return 'sarif';
  return formatOfExtension[/\.([a-z]{1,10})$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
}

const renderers: Readonly<Record<Format, () => Promise<{ readonly render: Render }>>> = {
  terminal: () => import('./terminal/report.ts'),
  json: () => import('./json.ts'),
  markdown: () => import('./markdown/report.ts'),
  html: () => import('./html/report.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  nagios: () => import('./nagios.ts'),
  prometheus: () => import('./prometheus.ts'),
};

/** Loads the renderer of a format; of the terminal's, only what the first screen needs where that is all. */
export async function loadRenderer(format: Format, firstScreen = false): Promise<Render> {
  const loaded = format === 'terminal' && firstScreen ? import('./terminal/brief/brief.ts') : renderers[format]();
  return (await loaded).render;
}

/** The formats that people read; `--min-severity` shapes these, machines always get all findings. */
const forPeople: readonly Format[] = ['terminal', 'markdown', 'html'];

/** The report as a format shows it, filtered once for whichever renderer follows. */
export function forFormat(report: Report, format: Format, minSeverity: Severity): { report: Report; hidden: number } {
  if (!forPeople.includes(format)) return { report, hidden: 0 };
  const lowest = severities.indexOf(minSeverity);
  const findings = report.findings.filter(({ severity }) => severities.indexOf(severity) <= lowest);
  const hidden = report.findings.length - findings.length;
  return { report: hidden === 0 ? report : { ...report, findings }, hidden };
}

/** The exit code of a report: the same in every format but `nagios`. */
export const exitCodeFor = (format: Format, report: Report, failOn: Severity): number =>
  format === 'nagios' ? nagiosState(report, failOn) : report.exitCode;

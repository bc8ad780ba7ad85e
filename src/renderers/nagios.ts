import type { Report } from '../core/report.ts';
import { inertLine } from '../core/safe-text.ts';
import { nagiosState, nagiosStates } from './nagios-state.ts';
import type { RenderOptions } from './render.ts';

/** A monitoring plug-in's text: state and verdict with performance data on the first line, findings below. */
export function render(report: Report, { failOn }: RenderOptions): string {
  const { module, verdict, summary, findings, checks, error } = report;
  const state = nagiosStates[nagiosState(report, failOn)];
  const performance = [
    `critical=${summary.critical};;1;0`,
    `warning=${summary.warning};1;;0`,
    `info=${summary.info};;;0`,
    `unchecked=${summary.unchecked};;;0`,
    `passed=${summary.passed};;;0`,
  ].join(' ');
  const said = error === undefined ? verdict.title : `${error.message}: ${verdict.title}`;
  const lines = [
    `${module.toUpperCase()} ${state}: ${plain(said)} | ${performance}`,
    ...findings.map(({ severity, code, name, title }) => `${severity.toUpperCase()} ${code} ${name}: ${plain(title)}`),
    ...checks
      .filter(({ status }) => status === 'unchecked' || status === 'suppressed')
      .map(({ status, id, reason = '' }) => `${status.toUpperCase()} ${id}: ${plain(reason)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A vertical bar would begin the performance data. */
const plain = (text: string): string => inertLine(text).replaceAll('|', '/');

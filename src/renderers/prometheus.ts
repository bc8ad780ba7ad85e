import type { CheckStatus } from '../core/check.ts';
import { objectsOf } from '../core/objects-of.ts';
import type { Report } from '../core/report.ts';
import { inertLine } from '../core/safe-text.ts';

const statuses: readonly CheckStatus[] = ['pass', 'finding', 'unchecked', 'skipped', 'suppressed'];

/** Prometheus' text format, for the textfile collector of node_exporter: a gauge a finding, counts of checks, the exit code. */
export function render(report: Report): string {
  const { module, tool, verdict, findings, checks, exitCode, generatedAt, error } = report;
  const found = new Map<string, number>();
  for (const finding of findings) {
    const { code, name, severity, confidence, role } = finding;
    for (const object of objectsOf(finding)) {
      const series = labels({ module, code, name, severity, confidence, role, object });
      found.set(series, (found.get(series) ?? 0) + 1);
    }
  }
  const unchecked = checks.filter(({ status }) => status === 'unchecked');
  const lines = [
    // A comment each, for whoever looks into the file: words that change would be a new series each time.
    ...(error === undefined ? [] : [comment(error.message)]),
    comment(verdict.title),
    ...unchecked.map(({ id, reason = '' }) => comment(`unchecked ${id}: ${reason}`)),
    ...metric('diag_finding', 'Findings by code and object; the value is how many.', [...found]),
    ...metric(
      'diag_checks',
      'Checks of the last run by status.',
      statuses.map((status) => [labels({ module, status }), checks.filter((one) => one.status === status).length]),
    ),
    ...metric('diag_exit_code', '0 nothing, 1 findings, 2 input, 3 incomplete, 70 a bug.', [
      [labels({ module }), exitCode],
    ]),
    ...metric('diag_run_timestamp_seconds', 'When the last run was.', [
      [labels({ module }), Date.parse(generatedAt) / 1000],
    ]),
    ...metric('diag_build_info', 'The program.', [[labels({ version: tool.version }), 1]]),
  ];
  return `${lines.join('\n')}\n`;
}

const comment = (text: string): string => `# diag: ${inertLine(text)}`;

function metric(name: string, help: string, series: readonly (readonly [string, number])[]): string[] {
  if (series.length === 0) return [];
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...series.map(([of, value]) => `${name}${of} ${value}`)];
}

/** Escaped as the exposition format has it: backslash, quote, line feed. */
const labels = (words: Readonly<Record<string, string>>): string =>
  `{${Object.entries(words)
    .map(([name, value]) => `${name}="${inertLine(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
    .join(',')}}`;

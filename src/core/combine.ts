import type { Check } from './check.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { confidences, type Evidence, type Finding, type Severity, severities } from './finding.ts';
import type { Report } from './report.ts';
import { summarize } from './report.ts';

/** Sorts reports so that the one whose verdict matters most comes first. */
function rank({ findings }: Report): number {
  const [first] = findings;
  if (first === undefined) return Number.POSITIVE_INFINITY;
  return severities.indexOf(first.severity) * confidences.length + confidences.indexOf(first.confidence);
}

const lineOf = ({ source, line }: Evidence): string | undefined =>
  line === undefined ? undefined : `${line} ${source}`;

/** The report without general findings (see `CodeSpec.general`) that rest on lines on which a cause of another rests. */
function withoutToldTwice(report: Report, all: readonly Report[], general: ReadonlySet<string>): Report {
  const causes = all.flatMap(({ module, findings }) => (module === report.module ? [] : findings)).filter(isCause);
  const told = new Set(causes.flatMap(({ evidence }) => evidence.map(lineOf)));
  const isTold = (at: Evidence) => lineOf(at) !== undefined && told.has(lineOf(at));
  const roots = new Set(report.findings.flatMap(({ consequenceOf }) => consequenceOf ?? []));
  const isLeft = ({ code, name, evidence }: Finding) => !general.has(code) || roots.has(name) || !evidence.some(isTold);
  return { ...report, findings: report.findings.filter(isLeft) };
}

const isCause = ({ role }: Finding): boolean => role === 'cause';

/**
 * One report over several modules, the worst verdict first; `checks` are added to theirs. A single
 * module's report stays what it is, apart from these. `general`: see `CodeSpec`.
 */
export function combine(
  reports: readonly [Report, ...Report[]],
  checks: readonly Check[],
  failOn: Severity,
  general: ReadonlySet<string> = new Set(),
): Report {
  const once = reports.map((report) => withoutToldTwice(report, reports, general));
  const sorted = once.toSorted((a, b) => rank(a) - rank(b));
  const worst = sorted[0] ?? reports[0];
  const findings = sorted.flatMap((report) => report.findings);
  const allChecks = [...sorted.flatMap((report) => report.checks), ...checks];
  const summary = summarize(findings, allChecks);
  const failed = reports.some(({ exitCode }) => exitCode === exitCodes.bug);
  const exitCode = failed ? exitCodes.bug : exitCodeOf(summary, failOn);
  const whole = { ...worst, findings, checks: allChecks, summary, exitCode };
  if (reports.length === 1) return whole;
  return {
    ...whole,
    module: 'triage',
    inputs: sorted.flatMap((report) => report.inputs),
    data: Object.fromEntries(sorted.map((report) => [report.module, report.data])),
    views: sorted.flatMap((report) => report.views),
    files: sorted.flatMap((report) => report.files),
  };
}

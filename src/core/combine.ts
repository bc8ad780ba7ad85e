import type { Check } from './check.ts';
import { openTitle, unread } from './diagnose.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { confidences, type Evidence, type Finding, type Severity, severities } from './finding.ts';
import type { Report } from './report.ts';
import { summarize } from './report.ts';

/** Sorts reports so that the one whose verdict matters most comes first: what is open before what is well. */
function rank({ findings, summary }: Report): number {
  const [first] = findings;
  if (first === undefined) return severities.length * confidences.length + (summary.unchecked > 0 ? 0 : 1);
  return severities.indexOf(first.severity) * confidences.length + confidences.indexOf(first.confidence);
}

/** The line, or the record and field of what has no lines. */
const lineOf = ({ source, line, record }: Evidence): string | undefined =>
  (line ?? record) === undefined ? undefined : `${line ?? record} ${source}`;

/** As much of a quote tells it from every other: `0/5 nodes are available: 1 Insufficient cpu, …`. */
const tellingLength = 40;

/** A quote that stands in another of the same input, where one of the two names no place. */
function isWithin(a: Evidence, b: Evidence): boolean {
  if (a.source !== b.source || (lineOf(a) !== undefined && lineOf(b) !== undefined)) return false;
  const head = a.text.slice(0, 2 * tellingLength);
  return head.length >= tellingLength && b.text.includes(head);
}

const isOneOf = (at: Evidence, evidence: readonly Evidence[]): boolean =>
  evidence.some((one) => isWithin(at, one) || (lineOf(at) !== undefined && lineOf(one) === lineOf(at)));

/**
 * The report without general findings (see `CodeSpec.general`) that rest on lines or records on which a cause of another
 * rests that is no less sure, or likely. What follows from such a finding goes with it, unless it is of a code that says more. Of two
 * general ones the first report's stays.
 */
function withoutToldTwice(report: Report, all: readonly Report[], general: ReadonlySet<string>): Report {
  const own = all.indexOf(report);
  const causes = all.flatMap(({ findings }, i) =>
    i === own ? [] : findings.filter(isCause).map((cause) => ({ cause, isFirst: i < own })),
  );
  const isTold = ({ code, confidence, evidence }: Finding): boolean =>
    general.has(code) &&
    causes.some(({ cause, isFirst }) => {
      const doubt = confidences.indexOf(cause.confidence) - confidences.indexOf(confidence);
      // Of two general ones that are as sure one stays.
      // What is proven in general says less than what is likely in particular.
      const isMore = general.has(cause.code)
        ? doubt < 0 || (doubt === 0 && isFirst)
        : doubt <= 0 || cause.confidence === 'likely';
      return isMore && cause.evidence.some((at) => isOneOf(at, evidence));
    });
  const { findings } = report;
  const follows = (name: string) => findings.filter(({ consequenceOf }) => consequenceOf === name);
  const isGone = (one: Finding): boolean => isTold(one) && follows(one.name).every(({ code }) => general.has(code));
  const roots = findings.filter(({ consequenceOf }) => consequenceOf === undefined);
  const left = new Set(roots.filter((one) => !isGone(one)).map(({ name }) => name));
  const isLeft = (one: Finding): boolean =>
    one.consequenceOf === undefined
      ? !isGone(one)
      : !isTold(one) && (left.has(one.consequenceOf) || !general.has(one.code));
  return { ...report, findings: report.findings.filter(isLeft) };
}

/** The report without doubts about lines of an input of which another module explained every one. */
function withoutReadElsewhere(report: Report, all: readonly Report[]): Report {
  const isExplained = (source: string): boolean =>
    all.some(({ inputs }) =>
      inputs.some((one) => one.source === source && one.lines > 0 && one.understood === one.lines),
    );
  const told = report.inputs.filter(({ source }) => isExplained(source)).flatMap(unread);
  const isTold = ({ id, reason }: Check): boolean => told.some((one) => one.id === id && one.reason === reason);
  return { ...report, checks: report.checks.filter((one) => !isTold(one)) };
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
  const ranked = reports.toSorted((a, b) => rank(a) - rank(b));
  const once = ranked.map((report) => withoutReadElsewhere(withoutToldTwice(report, ranked, general), ranked));
  const sorted = once.toSorted((a, b) => rank(a) - rank(b));
  const worst = sorted[0] ?? reports[0];
  const findings = sorted.flatMap((report) => report.findings);
  const allChecks = [...sorted.flatMap((report) => report.checks), ...checks];
  const summary = summarize(findings, allChecks);
  const failed = reports.some(({ exitCode }) => exitCode === exitCodes.bug);
  const exitCode = failed ? exitCodes.bug : exitCodeOf(summary, failOn);
  // A report that is well is no headline over what was not read.
  const isOpen = !findings.some(isCause) && worst.summary.unchecked === 0 && summary.unchecked > 0;
  const verdict = isOpen ? { title: openTitle(worst.verdict.title) } : worst.verdict;
  const whole = { ...worst, verdict, findings, checks: allChecks, summary, exitCode };
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

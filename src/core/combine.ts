import type { Check } from './check.ts';
import { openTitle, unread } from './diagnose.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { confidences, type Evidence, type Finding, type Severity, severities } from './finding.ts';
import { quotesLog } from './log-beside.ts';
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

/** The end of a message, where the cause stands, with all that varies masked; empty where it is too short to tell. */
const endOf = (text: string): string => {
  const masked = text.replace(/[\w-]*\d[\w-]*/g, '#').slice(-tellingLength);
  return masked.length < tellingLength ? '' : masked;
};

/** Where from a connection comes, `10.0.0.4:53422->`: another port each time. */
const from = /\S{1,80}->(?=\S)/g;
/** IP addresses, and hosts with a port, in a URL or looked up; no line of a source file. */
const address =
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b|\[[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}\](?::\d{1,5})?|(?<=:\/\/)[\w.-]{1,253}(?::\d{1,5})?|(?<![\w.-])(?![\w.-]{1,80}\.(?:go|cc?|java|js|ts|py|rb|rs|php):)[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){0,8}:\d{2,5}\b|(?<=\blookup )\S{1,253}/gi;
const addressesIn = (text: string): string => [...new Set(text.replace(from, '').match(address))].sort().join();

/** The same message of another time, or of another object; of another address it is another fault. */
const isSameMessage = (a: Evidence, b: Evidence): boolean =>
  a.source === b.source &&
  endOf(a.text) !== '' &&
  endOf(a.text) === endOf(b.text) &&
  addressesIn(a.text) === addressesIn(b.text);

const isOneOf = (at: Evidence, evidence: readonly Evidence[]): boolean =>
  evidence.some(
    (one) => isWithin(at, one) || isSameMessage(at, one) || (lineOf(at) !== undefined && lineOf(one) === lineOf(at)),
  );

/** Quoted beside what is wrong: what is known of that line is told as well, a guess is not. */
const isBeside = ({ text }: Evidence, { confidence }: Finding): boolean => confidence !== 'possible' && quotesLog(text);

/** Codes by how general they are, see `CodeSpec`. */
type General = ReadonlyMap<string, true | 'state'>;

/** Whether a cause of another module says more than a general finding on the same lines. */
function saysMore(cause: Finding, { code, confidence }: Finding, isFirst: boolean, general: General): boolean {
  const doubt = confidences.indexOf(cause.confidence) - confidences.indexOf(confidence);
  const [kind, other] = [general.get(code), general.get(cause.code)];
  // Of a guess and a state the state stays, of a state and its reason the reason.
  if (kind === 'state' && other !== 'state' && cause.confidence !== 'possible') return true;
  if (kind !== 'state' && other === 'state' && confidence !== 'possible') return false;
  // Of two general ones that are as sure one stays; what is proven in general says less than what is likely in particular.
  return other === undefined ? doubt <= 0 || cause.confidence === 'likely' : doubt < 0 || (doubt === 0 && isFirst);
}

/**
 * The report without general findings (see `CodeSpec.general`) that rest on lines or records on which a cause of another
 * rests that is no less sure, or likely. What follows from such a finding goes with it, unless it is of a code that says more. Of two
 * general ones the first report's stays.
 */
function withoutToldTwice(report: Report, all: readonly Report[], general: General): Report {
  const own = all.indexOf(report);
  const causes = all.flatMap(({ findings }, i) =>
    i === own ? [] : findings.filter(isCause).map((cause) => ({ cause, isFirst: i < own })),
  );
  const isTold = (one: Finding): boolean =>
    general.has(one.code) &&
    causes.some(
      ({ cause, isFirst }) =>
        saysMore(cause, one, isFirst, general) &&
        cause.evidence.some((at) => !isBeside(at, one) && isOneOf(at, one.evidence)),
    );
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
  general: General = new Map(),
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

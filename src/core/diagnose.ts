import { asGiven, withoutRuns } from './as-given.ts';
import { type Check, unchecked } from './check.ts';
import { type InputCoverage, unexplained } from './coverage.ts';
import { DiagError } from './errors.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import type { Finding, Severity } from './finding.ts';
import type { Analysis, AnalysisContext, DiagModule, Observations } from './module.ts';
import { type Report, type Summary, schemaVersion, summarize, type Verdict } from './report.ts';
import { orderByCause } from './root-cause.ts';
import { type Selection, select } from './selection.ts';
import { type Suppression, suppress } from './suppression.ts';
import { moduleFailed } from './tool-codes.ts';

/** What a report depends on besides observations and options. */
export interface ReportSettings {
  readonly tool: { readonly name: string; readonly version: string };
  readonly failOn: Severity;
  readonly selection: Selection;
  readonly suppressions?: readonly Suppression[];
  /** What could not be read, besides what the module checked. */
  readonly checks?: readonly Check[];
}

/** What a module's `observe` returned, or what it threw. */
export type Observed<S extends Observations> = { readonly observations: S } | { readonly failure: unknown };

/** Folds observations into a report. A module that throws becomes DIAG001 with exit code 70. */
export function diagnose<O, S extends Observations>(
  module: Pick<DiagModule<never, O, S>, 'id' | 'analyze' | 'codes'>,
  observed: Observed<S>,
  options: O,
  context: AnalysisContext,
  settings: ReportSettings,
): Report {
  const { analysis, failed } = analyzeSafely(module, observed, options, context);
  const inputs = 'failure' in observed ? [] : observed.observations.inputs;
  const checks = [...analysis.checks, ...inputs.flatMap(unread), ...(settings.checks ?? [])];
  const given = asGiven(analysis.findings, inputs);
  const selected = select({ ...analysis, findings: given, checks }, settings.selection, module.codes);
  const counted = suppress(selected.findings, selected.checks, settings.suppressions ?? [], context.now);
  const findings = orderByCause(counted.findings, new Set(analysis.leads));
  const summary = summarize(findings, counted.checks);
  return {
    schemaVersion,
    tool: settings.tool,
    module: module.id,
    generatedAt: context.now,
    inputs: inputs.map(withoutRuns),
    verdict: verdictOf(findings, leftOf(summary, given, selected.findings), inputs, {
      open: analysis.open,
      said: wholeVerdict(analysis, findings),
    }),
    findings,
    checks: counted.checks,
    data: analysis.data,
    summary,
    exitCode: failed ? exitCodes.bug : exitCodeOf(summary, settings.failOn),
    views: analysis.views,
    files: analysis.files ?? [],
  };
}

function analyzeSafely<O, S extends Observations>(
  module: Pick<DiagModule<never, O, S>, 'id' | 'analyze'>,
  observed: Observed<S>,
  options: O,
  context: AnalysisContext,
): { analysis: Analysis; failed: boolean } {
  try {
    if ('failure' in observed) throw observed.failure;
    return { analysis: module.analyze(observed.observations, options, context), failed: false };
  } catch (error) {
    // Words that only the observations show to make no sense: a name that is not there.
    if (error instanceof DiagError) throw error;
    return { analysis: failedAnalysis(module.id, error), failed: true };
  }
}

function failedAnalysis(module: string, error: unknown): Analysis {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return {
    findings: [
      moduleFailed({ module, message }, { confidence: 'proven', evidence: [{ source: 'diag', text: stack }] }),
    ],
    checks: [unchecked(module, `the module failed: ${message}`)],
    data: {},
    views: [],
  };
}

/** A module's own verdict speaks of all it found: it does not hold where some of that was taken out. */
const wholeVerdict = ({ verdict, findings }: Analysis, left: readonly Finding[]): string | undefined =>
  left.length === findings.length ? verdict : undefined;

/** What was read and not understood was not checked: it may hold what was asked for. */
export function unread(input: InputCoverage): Check[] {
  const { source, lines, firstNotUnderstood: first } = input;
  const left = unexplained(input);
  if (left === 0) return [];
  const shown = first === undefined ? '' : `; the first is line ${first.line}: ${first.text}`;
  return [unchecked('unrecognized-lines', `${source}: ${left} of ${lines} lines were not recognized${shown}`)];
}

function verdictOf(
  findings: readonly Finding[],
  left: Left,
  inputs: readonly InputCoverage[],
  { said, open }: { readonly said: string | undefined; readonly open: string | undefined },
): Verdict {
  const cause = findings.find(({ role }) => role !== 'remark');
  if (cause !== undefined) {
    return { title: said ?? cause.title, code: cause.code, name: cause.name, confidence: cause.confidence };
  }
  const lines = inputs.reduce((sum, input) => sum + input.lines, 0);
  const unknown = inputs.reduce((sum, input) => sum + unexplained(input), 0);
  if (open !== undefined) return { title: open };
  if (unknown > 0) {
    const known = `Nothing that diag knows as a fault in ${lines - unknown} of ${lines} lines${left.but}`;
    return { title: `${known}; ${unknown} ${unknown === 1 ? 'was' : 'were'} not recognized.` };
  }
  if (said !== undefined) return { title: said };
  return { title: left.unchecked > 0 ? incomplete(left.but) : `Nothing wrong found in what was checked${left.but}.` };
}

const incomplete = (but: string): string => `Nothing wrong in what could be checked${but}; the check is incomplete.`;

/** The headline of several reports of which none found a cause, where something that another one was given is open. */
export const openTitle = (title: string): string =>
  incomplete(/^Nothing wrong found in what was checked(, but for .{1,200})\.$/.exec(title)?.[1] ?? '');

/** What the verdict does not speak of. */
interface Left {
  readonly unchecked: number;
  /** `, but for 1 suppressed`. */
  readonly but: string;
}

function leftOf({ unchecked, suppressed }: Summary, all: readonly Finding[], selected: readonly Finding[]): Left {
  const leftOut = all.length - selected.length;
  const parts = [
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out by --only or --skip`] : []),
  ];
  return { unchecked, but: parts.length === 0 ? '' : `, but for ${parts.join(' and ')}` };
}

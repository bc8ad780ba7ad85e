import { unchecked } from './check.ts';
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
}

/** What a module's `observe` returned, or what it threw. */
export type Observed<S extends Observations> = { readonly observations: S } | { readonly failure: unknown };

/** Folds observations into a report. A module that throws becomes DIAG001 with exit code 70. */
export function diagnose<O, S extends Observations>(
  module: Pick<DiagModule<never, O, S>, 'id' | 'analyze'>,
  observed: Observed<S>,
  options: O,
  context: AnalysisContext,
  settings: ReportSettings,
): Report {
  const { analysis, failed } = analyzeSafely(module, observed, options, context);
  const selected = select(analysis, settings.selection);
  const counted = suppress(selected.findings, selected.checks, settings.suppressions ?? [], context.now);
  const findings = orderByCause(counted.findings);
  const summary = summarize(findings, counted.checks);
  return {
    schemaVersion,
    tool: settings.tool,
    module: module.id,
    generatedAt: context.now,
    inputs: 'failure' in observed ? [] : observed.observations.inputs,
    verdict: verdictOf(findings, summary, wholeVerdict(analysis, findings)),
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

function verdictOf(findings: readonly Finding[], left: Summary, said: string | undefined): Verdict {
  const root = findings[0];
  if (root !== undefined) {
    return { title: said ?? root.title, code: root.code, name: root.name, confidence: root.confidence };
  }
  if (said !== undefined) return { title: said };
  return {
    title:
      left.unchecked > 0
        ? `Nothing wrong in what could be checked${butSuppressed(left)}; the check is incomplete.`
        : `Nothing wrong found in what was checked${butSuppressed(left)}.`,
  };
}

const butSuppressed = ({ suppressed }: Summary): string => (suppressed > 0 ? `, but for ${suppressed} suppressed` : '');

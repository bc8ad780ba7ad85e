import type { Check } from './check.ts';
import type { InputCoverage } from './coverage.ts';
import type { ErrorCode } from './errors.ts';
import type { Confidence, Finding } from './finding.ts';
import type { OutputFile } from './module.ts';
import type { View } from './view.ts';

/** Version of the JSON report; additive changes raise the minor number. */
export const schemaVersion = '1.0';

/** What to say first. `code`, `name` and `confidence` are those of the first cause. */
export interface Verdict {
  readonly title: string;
  readonly code?: string;
  readonly name?: string;
  readonly confidence?: Confidence;
}

/** How many causes and consequences of each severity, and how many checks of each status. */
export interface Summary {
  readonly critical: number;
  readonly warning: number;
  readonly info: number;
  readonly unchecked: number;
  readonly passed: number;
  readonly suppressed: number;
  /** Findings about the input or about practice; not among those counted by severity. */
  readonly remarks: number;
}

/** Why a run ended without, or with half, a report. */
export interface ReportError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** The outcome of a run; every renderer takes this and nothing else. */
export interface Report {
  readonly schemaVersion: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly module: string;
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  readonly inputs: readonly InputCoverage[];
  readonly verdict: Verdict;
  /** Flat: a root before its consequences. */
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly summary: Summary;
  readonly exitCode: number;
  /** Pictures for people; not part of the JSON report. */
  readonly views: readonly View[];
  /** Files to write beside the report; not part of any format. */
  readonly files: readonly OutputFile[];
  readonly error?: ReportError;
}

/** Counts findings by severity and role, and checks by status. */
export function summarize(findings: readonly Finding[], checks: readonly Check[]): Summary {
  const severity = (name: string) =>
    findings.filter((finding) => finding.role !== 'remark' && finding.severity === name).length;
  const status = (name: string) => checks.filter((check) => check.status === name).length;
  return {
    critical: severity('critical'),
    warning: severity('warning'),
    info: severity('info'),
    unchecked: status('unchecked'),
    passed: status('pass'),
    suppressed: status('suppressed'),
    remarks: findings.filter(({ role }) => role === 'remark').length,
  };
}

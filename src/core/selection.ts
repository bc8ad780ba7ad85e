import { type Check, skipped } from './check.ts';
import type { Finding } from './finding.ts';

/** Which findings a run is about, by code or name; both lists empty means all. */
export interface Selection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** Neither --only nor --skip. */
export const selectAll: Selection = { only: [], skip: [] };

const named = (list: readonly string[], code: string, name: string): boolean =>
  list.some((wanted) => wanted.toLowerCase() === code.toLowerCase() || wanted.toLowerCase() === name.toLowerCase());

/** Applies `--only` and `--skip` before anything is counted or rendered; what is left out is a skipped check. */
export function select(
  analysis: { readonly findings: readonly Finding[]; readonly checks: readonly Check[] },
  selection: Selection,
): { findings: readonly Finding[]; checks: readonly Check[] } {
  if (selection.only.length === 0 && selection.skip.length === 0) return analysis;
  const keeps = (code: string, name: string) =>
    (selection.only.length === 0 || named(selection.only, code, name)) && !named(selection.skip, code, name);
  const findings = analysis.findings.filter((finding) => keeps(finding.code, finding.name));
  const codes = new Map(analysis.findings.map((finding) => [finding.name, finding.code]));
  const checks = analysis.checks.map((check) =>
    keeps(codes.get(check.id) ?? check.id, check.id) ? check : skipped(check.id, 'left out by --only or --skip'),
  );
  return { findings, checks };
}

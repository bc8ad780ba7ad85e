import { type Check, skipped, unchecked } from './check.ts';
import type { AnyCode } from './code.ts';
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

interface Selected {
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
}

/**
 * Applies `--only` and `--skip` before anything is counted or rendered; what is left out is a skipped check. A check that
 * is of no code, such as an input that cannot be read, is about all that was asked and stays.
 */
export function select(analysis: Selected, selection: Selection, codes: readonly AnyCode[]): Selected {
  if (selection.only.length === 0 && selection.skip.length === 0) return analysis;
  const keeps = (code: string, name: string) =>
    (selection.only.length === 0 || named(selection.only, code, name)) && !named(selection.skip, code, name);
  const numbers = new Map(codes.map(({ entry }) => [entry.name, entry.code]));
  const findings = analysis.findings.filter((finding) => keeps(finding.code, finding.name));
  const checks = analysis.checks.map((check) => {
    const code = numbers.get(check.id);
    return code === undefined || keeps(code, check.id) ? check : skipped(check.id, 'left out by --only or --skip');
  });
  const isAsked =
    selection.only.length === 0 || codes.some(({ entry }) => named(selection.only, entry.code, entry.name));
  const isOpen = isAsked && findings.length === 0 && checks.every(({ status }) => status === 'skipped');
  const skippedFindings = analysis.findings.filter(({ code, name }) => named(selection.skip, code, name));
  return { findings, checks: isOpen ? [...checks, notLookedFor(selection, skippedFindings)] : checks };
}

/** Nothing was looked at of what `--only` and `--skip` leave, or what was found is left out: that is no pass. */
export const notLookedFor = ({ only }: Selection, leftOut: readonly Finding[] = []): Check =>
  unchecked('selection', leftOut.length > 0 ? saysLeftOut(leftOut) : saysNothing(only));

const saysLeftOut = (findings: readonly Finding[]): string =>
  `--skip leaves out what was found: ${[...new Set(findings.map(({ code }) => code))].join(', ')}`;

const saysNothing = (only: readonly string[]): string =>
  only.length === 0
    ? '--skip leaves nothing to look for'
    : `--only ${only.join(',')}: nothing here shows whether it is so`;

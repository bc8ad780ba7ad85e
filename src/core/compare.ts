import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

/** What became of the findings between two runs. */
export interface Comparison {
  /** Gone, and what it was found by was checked again. */
  readonly fixed: readonly Finding[];
  readonly added: readonly Finding[];
  /** As the second run found them. */
  readonly still: readonly Finding[];
  /** Gone from the report, but its check did not run the second time: nobody knows. */
  readonly unknown: readonly Finding[];
}

/** Pairs the findings of two reports by code, the same title first, then the same sources, then in order. */
export function compare(before: Report, after: Report): Comparison {
  const open = [...after.findings];
  const gone: Finding[] = [];
  const still: Finding[] = [];
  const unpaired = [sameTitle, sameSources, sameCode].reduce<readonly Finding[]>(
    (left, alike) =>
      left.filter((finding) => {
        const at = open.findIndex((other) => other.code === finding.code && alike(finding, other));
        if (at < 0) return true;
        still.push(...open.splice(at, 1));
        return false;
      }),
    before.findings,
  );
  gone.push(...unpaired);
  const wasChecked = ({ name }: Finding) => isChecked(name, after);
  return {
    fixed: gone.filter(wasChecked),
    unknown: gone.filter((finding) => !wasChecked(finding)),
    added: open,
    still: after.findings.filter((finding) => still.includes(finding)),
  };
}

const sameTitle = (a: Finding, b: Finding): boolean => a.title === b.title;
const sameCode = (): boolean => true;

function sameSources(a: Finding, b: Finding): boolean {
  const sources = new Set(a.evidence.map(({ source }) => source));
  return b.evidence.every(({ source }) => sources.has(source));
}

/** Whether the second run looked for it. A check it does not list counts as made where the run left nothing out. */
function isChecked(name: string, { checks, error }: Report): boolean {
  const own = checks.filter(({ id }) => id === name);
  if (own.length > 0) return own.every(({ status }) => status === 'pass' || status === 'finding');
  return error === undefined && checks.every(({ status }) => status !== 'unchecked');
}

import type { Check } from './check.ts';
import type { Finding } from './finding.ts';

/** A finding that is known and accepted for a while. */
export interface Suppression {
  /** Code or name of the finding. */
  readonly code: string;
  /** Text its title or evidence must hold, so that another host's or pool's finding still counts. */
  readonly target?: string;
  readonly reason: string;
  /** ISO date, UTC; the last day it holds. */
  readonly until: string;
}

/** Takes suppressed findings out before anything is counted; each stays visible as a suppressed check. */
export function suppress(
  findings: readonly Finding[],
  checks: readonly Check[],
  suppressions: readonly Suppression[],
  now: string,
): { findings: readonly Finding[]; checks: readonly Check[] } {
  const valid = suppressions.filter(({ until }) => now.slice(0, 10) <= until);
  const ruleOf = (finding: Finding) => valid.find((rule) => matches(rule, finding));
  const kept = findings.filter((finding) => ruleOf(finding) === undefined);
  if (kept.length === findings.length) return { findings, checks };
  const shown = findings.flatMap((finding): Check[] => {
    const rule = ruleOf(finding);
    if (rule === undefined) return [];
    const reason = `${finding.code} ${finding.title} (${rule.reason}; until ${rule.until})`;
    return [{ id: finding.name, status: 'suppressed', reason }];
  });
  const gone = new Set(shown.map(({ id }) => id).filter((id) => !kept.some(({ name }) => name === id)));
  return { findings: kept, checks: [...checks.filter(({ id }) => !gone.has(id)), ...shown] };
}

function matches({ code, target }: Suppression, finding: Finding): boolean {
  const wanted = code.toLowerCase();
  if (wanted !== finding.code.toLowerCase() && wanted !== finding.name) return false;
  if (target === undefined) return true;
  return [finding.title, ...finding.evidence.flatMap(({ source, text }) => [source, text])].some((text) =>
    text.includes(target),
  );
}

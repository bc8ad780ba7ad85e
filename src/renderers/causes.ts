import type { Finding } from '../core/finding.ts';
import { groupBy } from '../core/group.ts';

/** What is said in a line of its own, further down, and heads no report. */
export const isRemark = ({ role }: Finding): boolean => role === 'remark';

/** Remarks and side notes have a line of their own, further down. */
export const isTold = (finding: Finding): boolean => finding.severity !== 'info' && !isRemark(finding);

/** The roots worth a place of their own by their code, equal ones together; a side note only where there is nothing else. */
export function causesOf(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const names = new Set(findings.map(({ name }) => name));
  const isRoot = ({ consequenceOf }: Finding) => consequenceOf === undefined || !names.has(consequenceOf);
  const roots = findings.filter((one) => isRoot(one) && isTold(one));
  const only = findings.filter((one) => !isRemark(one)).slice(0, 1);
  return groupBy(roots.length > 0 ? roots : only, ({ code }) => code);
}

/** What follows from a cause, directly or not, and is told with it. */
export function following(cause: Finding, all: readonly Finding[]): readonly Finding[] {
  const after = new Set<Finding>();
  const collect = ({ name }: Finding): void => {
    for (const one of all) {
      if (one.consequenceOf !== name || !isTold(one) || one === cause || after.has(one)) continue;
      after.add(one);
      collect(one);
    }
  };
  collect(cause);
  return [...after];
}

/** What stands neither with the causes nor below those whose consequences are shown: side notes and remarks. */
export function asideOf(findings: readonly Finding[], unfolded: readonly Finding[]): readonly Finding[] {
  const told = new Set([...causesOf(findings).values()].flat());
  for (const one of unfolded.flatMap((cause) => following(cause, findings))) told.add(one);
  return findings.filter((one) => !told.has(one));
}

import { confidences, type Finding, severities } from './finding.ts';

/** Remarks last, whatever their severity; then by severity, then by confidence. */
const rank = ({ role, severity, confidence }: Finding): number =>
  (role === 'remark' ? severities.length * confidences.length : 0) +
  severities.indexOf(severity) * confidences.length +
  confidences.indexOf(confidence);

/**
 * Roots by severity and confidence, each followed by its consequences, remarks last; order is otherwise
 * kept. Each has the role that it has in this list: one whose cause is not in it is a cause itself.
 * `leads`: names of roots that come before all others, because they answer what was asked.
 */
export function orderByCause(findings: readonly Finding[], leads: ReadonlySet<string> = new Set()): Finding[] {
  const names = new Set(findings.map((finding) => finding.name));
  const isRoot = (finding: Finding) => finding.consequenceOf === undefined || !names.has(finding.consequenceOf);
  const ordered: Finding[] = [];
  const place = (finding: Finding): void => {
    if (ordered.includes(finding)) return;
    ordered.push(finding);
    for (const other of findings) if (other.consequenceOf === finding.name) place(other);
  };
  const later = ({ name, role }: Finding): number => (leads.has(name) && role !== 'remark' ? 0 : 1);
  const roots = findings.filter(isRoot);
  for (const root of roots.toSorted((a, b) => later(a) - later(b) || rank(a) - rank(b))) place(root);
  // What is left names each other as cause (a bug in a module); it is shown all the same.
  for (const finding of findings) place(finding);
  return ordered.map((finding) =>
    roots.includes(finding) && finding.role === 'consequence' ? { ...finding, role: 'cause' } : finding,
  );
}

/** How deep a finding stands under its root: 0 for a root. */
export function causeDepth(finding: Finding, findings: readonly Finding[]): number {
  let depth = 0;
  let current: Finding | undefined = finding;
  while (current?.consequenceOf !== undefined && depth < findings.length) {
    const cause: string = current.consequenceOf;
    current = findings.find((other) => other.name === cause);
    if (current !== undefined) depth += 1;
  }
  return depth;
}

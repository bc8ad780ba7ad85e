import type { Finding } from '../../src/core/finding.ts';
import { analyze as analyzeFlow } from '../../src/modules/k8s-flow/analyze.ts';
import { analyze as analyzePlacement } from '../../src/modules/k8s-placement/analyze.ts';
import { leanObjects } from '../../src/modules/k8s-placement/lean.ts';
import { readObjects } from '../support/k8s-objects.ts';

/** What both modules say of a dump, the dump's own newest time as its clock. */
export function diagnose(json: string): { readonly flow: readonly Finding[]; readonly place: readonly Finding[] } {
  const { objects, kinds } = readObjects(json);
  const flow = analyzeFlow({ inputs: [], objects, kinds, gaps: [] }, {}).findings;
  const lean = { inputs: [], objects: leanObjects(objects), kinds, gaps: [], sentences: [], would: [] };
  return { flow, place: analyzePlacement(lean, { limit: 20 }).findings };
}

export const causesOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ role }) => role === 'cause');

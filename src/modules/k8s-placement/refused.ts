import type { Finding } from '../../core/finding.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import { type Evaluation, type Evaluator, groupAlike } from './evaluate.ts';
import { type Judged, judge } from './findings.ts';
import { Causes, findingOf } from './gathered.ts';
import { PreemptionLimits } from './preemption-limits.ts';
import { claimInTheMaking } from './provisioning.ts';
import { Disagreements, stateFindings } from './states.ts';

/** What becomes of the pods that their scheduler has refused. */
export interface Refused {
  readonly findings: readonly Finding[];
  /** The first of each of the first causes. */
  readonly judged: readonly Judged[];
  /** The first groups, up to the limit; `groups` counts all. */
  readonly evaluations: readonly Evaluation[];
  readonly groups: number;
  /** Pods that fit a node, and wait for a volume there. */
  readonly binding: readonly Pod[];
  /** Some ask for devices that only the scheduler's own allocator can count. */
  readonly hasDevices: boolean;
}

export function judgeRefused(
  pods: readonly Pod[],
  evaluator: Evaluator,
  objects: ClusterObjects,
  limit: number,
): Refused {
  const causes = new Causes(limit);
  const evaluations: Evaluation[] = [];
  const states: Finding[] = [];
  const disagreements = new Disagreements();
  const limits = new PreemptionLimits();
  const binding: Pod[] = [];
  let hasDevices = false;
  const groups = groupAlike(pods);
  for (const group of groups) {
    const evaluation = evaluator.evaluate(group);
    const isStuck = fitsNowhere(evaluation);
    const judged = isStuck ? judge(evaluation) : undefined;
    if (judged !== undefined) {
      causes.add(judged);
      limits.add(evaluation);
    }
    if (!isStuck && claimInTheMaking(evaluation.pod, objects) !== undefined) binding.push(...evaluation.pods);
    else {
      states.push(...stateFindings(evaluation, objects));
      disagreements.add(evaluation);
    }
    hasDevices ||= (evaluation.pod.spec?.resourceClaims.length ?? 0) > 0;
    if (evaluations.length < limit) evaluations.push(evaluation);
  }
  const found = [...causes.merged.map((one) => findingOf(one, objects)), ...states];
  return {
    findings: [...found, ...disagreements.finding(objects), ...limits.findings(objects)],
    judged: causes.judged,
    evaluations,
    groups: groups.length,
    binding,
    hasDevices,
  };
}

/** Fits nowhere, and no room is being made for it. */
const fitsNowhere = ({ verdicts, pod }: Evaluation): boolean =>
  pod.status?.nominatedNode === undefined && verdicts.every(({ failure }) => failure !== undefined);

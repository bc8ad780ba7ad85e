import { type Check, passed } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import type { View } from '../../core/view.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { Evaluator } from './evaluate.ts';
import { judge } from './findings.ts';
import { Causes, findingOf } from './gathered.ts';
import { placementView } from './views.ts';

/** Where a pod that is not created yet would go. */
interface Would {
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
  readonly view: View;
  /** In one sentence. */
  readonly says: string;
}

/** Nodes that a sentence names. */
const shown = 4;

/** Runs the filters for a pod of a manifest: where it fits, or what keeps it from every node. */
export function judgeWould(pod: Pod, evaluator: Evaluator, objects: ClusterObjects): Would {
  const evaluation = evaluator.evaluate([pod]);
  const { verdicts } = evaluation;
  const fitting = verdicts.filter(({ failure }) => failure === undefined).map(({ node }) => node.node.name);
  const fits = fitting.length;
  const ref = `${pod.namespace}/${pod.name}`;
  const causes = new Causes(1);
  const judged = fits === 0 ? judge(evaluation) : undefined;
  if (judged !== undefined) causes.add(judged);
  const view = placementView({ evaluation, openings: judged?.openings ?? [] }, 0);
  return {
    findings: causes.merged.map((group) => findingOf(group, objects)),
    says: `${ref} fits ${fits} of ${verdicts.length} nodes: ${fitting.slice(0, shown).join(', ')}${fits > shown ? ' …' : '.'}`,
    checks: fits === 0 ? [] : [passed('would', [`${ref}: ${fits} of ${verdicts.length} nodes fit`])],
    view: {
      ...view,
      id: `would-${ref}`,
      asked: true,
      title: `${ref} of the manifest   ${fits} of ${verdicts.length} nodes fit`,
      note: [view.note ?? '', 'Defaults of LimitRanges and changes by webhooks are not part of it.']
        .filter(Boolean)
        .join(' '),
    },
  };
}

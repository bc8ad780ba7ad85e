import { type Evidence, type Finding, nonEmpty } from '../../core/finding.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import { preempt } from '../../kubernetes/scheduling/preemption.ts';
import { preemptionHelpless } from './catalog/state-codes.ts';
import type { Evaluation } from './evaluate.ts';
import { sayWho } from './waiting.ts';

const evidenceShown = 3;

/** Why a pod's priority gets it no room; undefined where it has none, or preemption is under way. */
function limitOf({ cycle, verdicts, answer }: Evaluation): string | undefined {
  const { info, refused } = cycle;
  const { spec } = info.pod;
  if (info.priority <= 0 || refused !== undefined || answer.preemption.candidates.length > 0) return undefined;
  if (spec?.preemptionPolicy === 'Never') {
    const may = { ...info, pod: { ...info.pod, spec: { ...spec, preemptionPolicy: undefined } } };
    const room = preempt({ ...cycle, info: may }, verdicts).candidates.length;
    return room === 0
      ? undefined
      : `its preemptionPolicy is Never, though ${room === 1 ? 'one node has' : `${room} nodes have`} room behind pods of lower priority`;
  }
  const near = verdicts.filter(({ failure }) => failure?.unresolvable === false);
  if (near.length === 0) return undefined;
  return near.every(({ node }) => node.lowest >= info.priority)
    ? 'no pod of lower priority is where room is short'
    : 'all pods of lower priority together would not make enough room on any node';
}

/** Gathers pods whose priority does not help, by why. */
export class PreemptionLimits {
  readonly #pods = new Map<string, Pod[]>();
  readonly #evidence = new Map<string, Evidence[]>();

  add(evaluation: Evaluation): void {
    const because = limitOf(evaluation);
    if (because === undefined) return;
    const { pod, pods } = evaluation;
    this.#pods.set(because, [...(this.#pods.get(because) ?? []), ...pods]);
    const evidence = this.#evidence.get(because) ?? [];
    this.#evidence.set(because, evidence);
    if (evidence.length >= evidenceShown) return;
    const { priority = 0, priorityClass = '' } = pod.spec ?? {};
    evidence.push({
      source: pod.source,
      record: `Pod ${pod.namespace}/${pod.name} spec.priority`,
      text: `${priority}${priorityClass === '' ? '' : ` (${priorityClass})`}`,
    });
  }

  findings(objects: ClusterObjects): readonly Finding[] {
    return [...this.#pods].map(([because, pods]) =>
      preemptionHelpless(
        {
          who: sayWho(pods, objects),
          pods: pods.slice(0, 20).map(({ namespace, name }) => `${namespace}/${name}`),
          because,
        },
        { confidence: 'likely', evidence: nonEmpty(this.#evidence.get(because) ?? []) },
      ),
    );
  }
}

import { filterMessage, histogram, withPostFilter } from './fit-error.ts';
import type { Cycle, Verdict } from './place.ts';
import { type Preemption, preempt } from './preemption.ts';

/** What the scheduler would say of a pod that fits nowhere, and what preemption comes to. */
export interface Answer {
  /** The condition's whole message; undefined where a node fits. */
  readonly message: string | undefined;
  readonly preemption: Preemption;
}

export function answer(cycle: Cycle, verdicts: readonly Verdict[]): Answer {
  const { refused, snapshot } = cycle;
  const { rules } = snapshot;
  if (snapshot.nodes.length === 0)
    return { message: 'no nodes available to schedule pods', preemption: { candidates: [] } };
  if (verdicts.some(({ failure }) => failure === undefined))
    return { message: undefined, preemption: { candidates: [] } };
  const preemption = preempt(cycle, verdicts);
  if (refused === undefined || rules.preFilterCounts)
    return { message: withPostFilter(filterMessage(verdicts), preemption.message, rules), preemption };
  const total = snapshot.nodes.length;
  const head = `${histogram(total, [])} ${refused.reasons.join(', ')}.`;
  // DynamicResources' PostFilter misses the state that its PreFilter never wrote: "not found".
  if (rules.dynamicResources) return { message: `${head} not found`, preemption };
  const said = rules.preFilterForgotten ? forgotten(cycle) : preemption.message;
  return { message: withPostFilter(head, said, rules), preemption };
}

/** In 1.26 and 1.27 preemption tries every node after a PreFilter refused the pod. */
function forgotten({ snapshot, info }: Cycle): string {
  if (info.pod.spec?.preemptionPolicy === 'Never') return 'preemption: not eligible due to preemptionPolicy=Never.';
  const reasons = snapshot.nodes.map(() => 'No preemption victims found for incoming pod');
  return `preemption: ${histogram(reasons.length, reasons)}`;
}

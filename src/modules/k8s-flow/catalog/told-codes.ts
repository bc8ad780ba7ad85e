import { toldBy } from '../../../kubernetes/messages/workload-table.ts';
import { describe, flowCode } from './flow-code.ts';

/** What a controller, an autoscaler, a release or a tool says, and no arrow of a pod stands for. */
export const toldFault = flowCode('FLOW240', 'told-fault', {
  severity: 'warning',
  general: true,
  summary: 'A controller or tool reports a fault of what belongs to a workload.',
  title: ({ said, subject }) => toldBy(said)?.says ?? subject,
  next: (facts) => toldBy(facts.said)?.next ?? [describe(facts)],
  docs: ['https://kubernetes.io/docs/tasks/debug/'],
});

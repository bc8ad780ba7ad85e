import { defineCode } from '../../../core/code.ts';
import { shellWord } from '../../../core/quote.ts';
import { withoutOptions } from '../../../kubernetes/kubectl-name.ts';
import { placeCode } from './place-code.ts';

export const preempting = placeCode({
  code: 'PLACE124',
  name: 'preempting',
  severity: 'info',
  summary: 'The scheduler has found a node for the pod and makes room there.',
  title: ({ who, subject, note }) => `${who} waits for ${subject}: ${note}.`,
  next: () => ['Wait: the pod is bound once they are gone.'],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
});

/** A pod whose priority makes no room for it. */
export const preemptionHelpless = defineCode<{ who: string; pods: readonly string[]; because: string }>({
  code: 'PLACE125',
  name: 'preemption-helpless',
  role: 'remark',
  severity: 'info',
  summary: 'A pod has a priority, and preemption makes no room for it.',
  title: ({ who, because }) => `The priority of ${who} does not help: ${because}.`,
  why: () => 'Preemption removes pods of lower priority only, and only where that is all that is in the way.',
  next: () => [
    'Which priorities do the pods there have? kubectl get pods -A -o custom-columns=NS:.metadata.namespace,NAME:.metadata.name,NODE:.spec.nodeName,PRIORITY:.spec.priority',
  ],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
});

export const schedulerUnknown = placeCode({
  code: 'PLACE128',
  name: 'scheduler-unknown',
  summary: 'The pod names a scheduler of which nothing is seen.',
  title: ({ who, subject }) => `${who} waits for the scheduler ${subject}, and nothing shows that it runs.`,
  why: ({ note }) => note,
  next: ({ subject }) => [`Start ${subject}, or leave spec.schedulerName out of the template to use the default one.`],
  docs: ['https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/'],
});

export const schedulerSilent = placeCode({
  code: 'PLACE129',
  name: 'scheduler-silent',
  summary: 'Pods wait that the scheduler has not looked at.',
  title: ({ who, subject }) => `${who} was never looked at by kube-scheduler: ${subject}.`,
  why: ({ note }) => note,
  next: () => ['See whether it runs: diag k8s-health on a control-plane node'],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/'],
});

export const fitsNow = placeCode({
  code: 'PLACE130',
  name: 'fits-now',
  severity: 'info',
  summary: 'The pod fits a node by now; the scheduler tries again by itself.',
  title: ({ who, nodes }) => `${who} would fit ${nodes[0] ?? 'a node'} now.`,
  why: () =>
    'The message is older than the change; a pod that did not fit is tried again at the latest after 5 minutes.',
  next: () => ['Wait 5 minutes, then look again.'],
});

/** What is bound where the scheduler would not have put it. */
export const bypassed = defineCode<{ who: string; node: string; because: string; status: string }>({
  code: 'PLACE132',
  name: 'bypassed',
  severity: 'warning',
  summary: 'A pod was put on its node by spec.nodeName: no filter looked at it.',
  title: ({ who, node, because }) => `${who} was put on ${node} by spec.nodeName, past the scheduler: ${because}.`,
  why: ({ status }) => status,
  next: ({ who }) => [
    'Take spec.nodeName out of the manifest and use nodeSelector or affinity; a pod that the kubelet rejected never recovers.',
    `See who made it: kubectl get pod -n ${shellWord(who.split('/')[0] ?? '')} ${shellWord(who.split('/')[1] ?? '')} -o yaml --show-managed-fields`,
  ],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename'],
});

/** Pods that a NoExecute taint drives away. */
export const evicting = defineCode<{
  taint: string;
  nodes: readonly string[];
  leaving: readonly string[];
  waiting: readonly { readonly pod: string; readonly seconds: number }[];
}>({
  code: 'PLACE133',
  name: 'evicting',
  severity: 'warning',
  summary: 'A NoExecute taint drives pods off their nodes.',
  title: ({ taint, nodes, leaving, waiting }) =>
    `The taint ${taint} on ${nodes[0] ?? 'a node'}${nodes.length > 1 ? ` and ${nodes.length - 1} more` : ''} evicts ${leaving.length + waiting.length} pods.`,
  why: ({ leaving, waiting }) =>
    [
      leaving.length === 0 ? '' : `Leaving now: ${leaving.slice(0, 5).join(', ')}.`,
      waiting.length === 0
        ? ''
        : `Leaving later: ${waiting
            .slice(0, 5)
            .map(({ pod, seconds }) => `${pod} after ${seconds} s`)
            .join(', ')}.`,
    ]
      .filter(Boolean)
      .join(' '),
  next: ({ taint, nodes }) =>
    withoutOptions(
      [`If it was not meant: kubectl taint node ${shellWord(nodes[0] ?? '')} ${shellWord(`${taint}-`)}`],
      [`${taint}-`, ...nodes],
    ),
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions'],
});

/** Our filters and the scheduler's message are not one. */
export const disagrees = defineCode<{ who: string; scheduler: string; ours: string }>({
  code: 'PLACE131',
  name: 'disagrees',
  role: 'remark',
  severity: 'info',
  summary: "The scheduler's message is not what its filters come to in this input.",
  title: ({ who }) => `What the scheduler says of ${who} differs from what its filters come to here.`,
  why: ({ ours }) =>
    `Here they come to: ${ours}. An extender, another profile, devices (DRA) or objects that changed or are missing may be why.`,
  next: () => ['Take the objects anew, all kinds at once: diag collect k8s-objects prints the command.'],
});

/** Only a scheduler's sentence is there. */
export const sentenceOnly = defineCode<{
  /** `shop/web-1`; empty where the text does not say. */
  who: string;
  total: number;
  main: string;
  reasons: readonly string[];
  /** What to look at for each reason. */
  advice: readonly string[];
}>({
  code: 'PLACE150',
  name: 'not-schedulable',
  severity: 'warning',
  summary: 'A scheduler says that no node fits; which nodes, only the objects tell.',
  title: ({ who, total, main, reasons }) =>
    `No node of ${total} fits${who === '' ? '' : ` ${who}`}: ${reasons.length > 1 ? reasons.join(', ') : main}.`,
  why: ({ reasons }) =>
    `In the scheduler's words: ${reasons.join('; ')}. Each node is counted at the first filter that fails.`,
  next: ({ advice }) => [
    ...advice,
    'Which node, taint, label or pod it is: diag collect k8s-objects prints the command whose output tells.',
  ],
});

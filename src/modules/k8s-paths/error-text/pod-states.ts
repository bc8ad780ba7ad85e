import type { Part } from '../../../kubernetes/messages/part.ts';
import type { PodRow } from '../../../kubernetes/tables/rows.ts';
import type { Trouble } from './trouble.ts';

/** Younger pods are merely being made; seconds. */
const young = 120;

interface State {
  readonly status: RegExp;
  readonly id: string;
  readonly kind: Trouble['kind'];
  readonly confidence: Trouble['confidence'];
  readonly says: string;
  readonly next: string;
  /** Counts from this age on only. */
  readonly lasting?: true;
  readonly part?: Part;
}

const describe = '`DESCRIBE`';

/** kubectl's summaries of a pod; `POD` stands for the pod, `STATUS` for the word. Source: printers.go, kubelet reasons. */
const states: readonly State[] = [
  {
    status: /^(?:Init:)?(?:ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|RegistryUnavailable)$/,
    id: 'image-pull',
    kind: 'cause',
    confidence: 'likely',
    says: 'An image of pod POD cannot be pulled: name or tag is wrong, the registry is not reachable, or it wants credentials.',
    next: `${describe}: its events say which image and why`,
  },
  {
    status:
      /^(?:Init:)?(?:CrashLoopBackOff|Error|ExitCode:\d+|Signal:\d+|StartError|RunContainerError|ContainerCannotRun)$/,
    id: 'container-ends',
    kind: 'state',
    confidence: 'likely',
    says: 'A container of pod POD ends again and again (STATUS): its own log says why.',
    next: '`LOGS --previous`, and `DESCRIBE` for exit code and events',
  },
  {
    status: /^(?:Init:)?OOMKilled$/,
    id: 'container-oom',
    kind: 'cause',
    confidence: 'likely',
    says: 'A container of pod POD was killed for using more memory than its limit (OOMKilled).',
    next: '`DESCRIBE`: compare limit and use; raise the limit or find the leak',
  },
  {
    status: /^(?:Init:)?(?:CreateContainerConfigError|CreateContainerError)$/,
    id: 'container-config',
    kind: 'cause',
    confidence: 'likely',
    says: 'A container of pod POD cannot be made (STATUS): mostly a ConfigMap, a Secret or a key of it does not exist.',
    next: `${describe}: its events name what is missing`,
  },
  {
    status: /^(?:Evicted|ContainerStatusUnknown)$/,
    id: 'pod-evicted',
    kind: 'state',
    confidence: 'likely',
    says: 'The kubelet evicted pod POD: its node ran low on disk or memory.',
    next: `${describe}: its message says on which`,
    part: 'disk',
  },
  {
    status:
      /^(?:OutOf\w{2,20}|NodeAffinity|NodePorts|TaintToleration|UnexpectedAdmissionError|SysctlForbidden|Preempting)$/,
    id: 'pod-rejected',
    kind: 'cause',
    confidence: 'likely',
    says: 'The kubelet of its node refused pod POD (STATUS); this pod object never recovers.',
    next: `${describe}: its message says what did not fit; delete it, its controller makes another`,
  },
  {
    status: /^(?:ContainerCreating|PodInitializing|Init:\d+\/\d+)$/,
    id: 'pod-being-made',
    kind: 'state',
    confidence: 'possible',
    lasting: true,
    part: 'cni',
    says: 'Pod POD has been in STATUS for AGE: its node cannot finish it (network plug-in, runtime, sandbox image, a volume, a ConfigMap or Secret, an init container).',
    next: `${describe}: its events say which`,
  },
  {
    status: /^(?:Pending|SchedulingGated)$/,
    id: 'pod-pending',
    kind: 'state',
    confidence: 'possible',
    lasting: true,
    part: 'kube-scheduler',
    says: 'Pod POD has been STATUS for AGE: no node was chosen (requests, taints, an unbound volume claim, or no scheduler).',
    next: `${describe}: its events say which; where there are none, look at the scheduler`,
  },
  {
    status: /^(?:Unknown|NodeLost)$/,
    id: 'pod-unknown',
    kind: 'state',
    confidence: 'likely',
    part: 'kubelet',
    says: 'The state of pod POD is unknown: the kubelet of its node stopped reporting.',
    next: '`kubectl get nodes`, and the kubelet of that node',
  },
  {
    status: /^Terminating$/,
    id: 'pod-terminating',
    kind: 'state',
    confidence: 'possible',
    says: 'Pod POD is Terminating; where that lasts beyond its grace period, its node does not answer, or a finalizer or volume holds it.',
    next: `${describe}: its node, finalizers and events`,
  },
];

/** Programs whose pods tell of a part of the node. */
const parts = /^(etcd|kube-apiserver|kube-controller-manager|kube-scheduler)-/;

/** Judges a row of `kubectl get pods`. */
export function judgePod(pod: PodRow, at: Pick<Trouble, 'line' | 'quote'>): Trouble[] {
  const state = states.find(({ status }) => status.test(pod.status)) ?? notReady(pod);
  if (state === undefined || (state.lasting === true && (pod.age === undefined || pod.age < young))) return [];
  const known = parts.exec(pod.name)?.[1] as Part | undefined;
  const part = known ?? state.part;
  const where = pod.namespace === undefined ? '' : `-n ${pod.namespace} `;
  const put = (text: string) =>
    text
      .replaceAll('DESCRIBE', `kubectl ${where}describe pod POD`)
      .replaceAll('LOGS', `kubectl ${where}logs POD`)
      .replaceAll('POD', pod.name)
      .replaceAll('STATUS', pod.status)
      .replaceAll('AGE', ageText(pod.age));
  return [
    {
      ...at,
      id: known === undefined ? state.id : `${known}-${state.id}`,
      about: pod.name,
      says: put(state.says),
      next: [put(state.next)],
      ...(part === undefined ? {} : { part }),
      kind: state.kind,
      confidence: state.confidence,
    },
  ];
}

/** Running and not ready: a probe fails, or it starts. */
function notReady({ status, ready, containers, age = 0 }: PodRow): State | undefined {
  if (status !== 'Running' || ready >= containers || age < 5 * young) return undefined;
  return {
    status: /./,
    id: 'pod-not-ready',
    kind: 'state',
    confidence: 'possible',
    says: `Pod POD runs, and ${containers - ready} of its ${containers} containers ${containers - ready === 1 ? 'is' : 'are'} not ready: a readiness probe fails.`,
    next: '`DESCRIBE` shows the probe, `LOGS` what the program says',
  };
}

function ageText(seconds = 0): string {
  if (seconds < 3600) return `${Math.floor(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} hours` : `${Math.floor(seconds / 86_400)} days`;
}

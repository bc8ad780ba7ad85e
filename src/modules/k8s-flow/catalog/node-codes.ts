import { shellWord } from '../../../core/quote.ts';
import { mountReason } from '../../../kubernetes/volumes/mount-reasons.ts';
import { describe, flowCode, inNamespace, inSentence, named, onNode, sayNodes, theNode } from './flow-code.ts';

const nodes = ['https://kubernetes.io/docs/concepts/architecture/nodes/'];
const scheduling = ['https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/'];

export const schedulerSilent = flowCode('FLOW140', 'scheduler-silent', {
  summary: 'The kube-scheduler does not act: pods wait, and nothing is said of them.',
  title: ({ who }) => `kube-scheduler does nothing: ${who} waits for a node, and nobody has looked at it.`,
  next: () => ['On a control-plane node: diag k8s-health', 'kubectl get lease kube-scheduler -n kube-system'],
  docs: scheduling,
});

export const schedulerNameUnknown = flowCode('FLOW141', 'scheduler-name-unknown', {
  summary: 'The pod names a scheduler of which nothing in the cluster is seen.',
  title: ({ who, subject }) => `${who} waits for a scheduler called ${subject}, and nothing shows that one runs.`,
  next: (f) => [
    `See who schedules: kubectl get leases -A; kubectl get pods -A | grep -i ${shellWord(f.subject)}`,
    'Correct schedulerName in the template of its owner, or start that scheduler.',
  ],
  docs: scheduling,
});

export const schedulingGated = flowCode('FLOW142', 'scheduling-gated', {
  severity: 'warning',
  summary: 'A scheduling gate holds the pod back.',
  title: ({ who, subject }) => `${who} is held back by the scheduling gate${named(subject)}.`,
  next: () => ['Whoever set the gate takes it off: look at that controller.'],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/'],
});

/** What says for every node why not: of these dumps, or of one that is to be made. */
function whyNot(dumps: readonly string[]): string {
  if (dumps.length === 0)
    return 'diag collect k8s-objects prints the command for a dump; diag k8s-placement then says for every node why not.';
  // A pipe cannot be read twice.
  return dumps.includes('stdin')
    ? 'Pipe the same into diag k8s-placement: it says for every node why not.'
    : `For every node why not: diag k8s-placement ${dumps.map(shellWord).join(' ')}`;
}

/** A message without what stands before it and its full stop. */
const words = (said: string): string => said.replace(/^(?:FailedScheduling|Unschedulable): /, '').replace(/\.$/, '');

/** The scheduler of EKS on Fargate, which alone is asked for the pods that a profile selects (EKS user guide, Fargate). */
const onFargate = /Pod not supported on Fargate: (.{1,400})/;

/** A node was chosen, and a step of binding failed. Source: kubernetes pkg/scheduler/schedule_one.go, bindingCycle. */
const notBound =
  /\b(?:running (?:PreBind|Reserve|Permit|Bind) plugin|[Bb]inding rejected|AssumePod failed|Failed to bind volumes)\b/;

export const unschedulable = flowCode('FLOW143', 'unschedulable', {
  general: true,
  summary: 'The scheduler finds no node for the pod.',
  title: ({ who, said }) => {
    const unsupported = onFargate.exec(said)?.[1];
    if (unsupported !== undefined)
      return `${who} matches a Fargate profile and asks for what Fargate does not give: ${unsupported}`;
    return notBound.test(said)
      ? `The scheduler chose a node for ${inSentence(who)}, and could not bind it there: ${words(said)}.`
      : `${who} fits no node: the scheduler has looked and refuses all of them.`;
  },
  next: (facts) => {
    const { dumps, said } = facts;
    if (onFargate.test(said))
      return [
        'Take that out of its template, or let it run on EC2 nodes: a namespace or labels that no Fargate profile selects.',
      ];
    if (!notBound.test(said)) return [whyNot(dumps)];
    return /[Vv]olume/.test(said)
      ? ['kubectl describe pvc, for each claim of it: what does the provisioner say?', describe(facts)]
      : [describe(facts)];
  },
  docs: scheduling,
});

export const staysPending = flowCode('FLOW146', 'stays-pending', {
  severity: 'warning',
  summary: 'A pod stays Pending, and nothing in the input says why.',
  title: ({ who }) => `${who} stays Pending; the input does not say why.`,
  next: (f) => [describe(f), 'Its events and its condition PodScheduled say whether a scheduler has looked at it.'],
  docs: scheduling,
});

export const nodeNameMissing = flowCode('FLOW144', 'node-name-missing', {
  summary: 'The nodeName of a pod names a node that does not exist.',
  title: ({ who, node }) => `${who} is bound to node ${node}, which does not exist.`,
  next: () => ['Take nodeName out of the template, or correct it; the pod itself cannot move.'],
  docs: nodes,
});

export const kubeletSilent = flowCode('FLOW150', 'kubelet-silent', {
  summary: 'A pod is bound to a node whose kubelet says nothing about it.',
  title: ({ who, node }) => `The kubelet of ${node} says nothing about ${inSentence(who)}, which is bound to it.`,
  next: ({ node }) => [`On ${node}: diag k8s-health`, 'On that node: journalctl -u kubelet -n 100'],
  docs: nodes,
});

export const nodeLost = flowCode('FLOW151', 'node-lost', {
  summary: 'A node is not heard of any more: its kubelet renews nothing.',
  title: (f) =>
    `${theNode(f)} is lost: its kubelet is not heard of any more${f.objects.length > 0 ? ` (${f.count} ${f.count === 1 ? 'pod' : 'pods'} there)` : ''}.`,
  next: ({ node }) => [`Is the machine up, and can it reach the API server? ${onNode(node)}: diag k8s-health`],
  docs: nodes,
});

export const nodeNotReady = flowCode('FLOW152', 'node-not-ready', {
  general: 'state',
  summary: 'A node says that it is not ready.',
  title: (f) => `${theNode(f)} is not ready.`,
  next: ({ node }) => [
    ...(node === '' ? [] : [`kubectl describe node ${shellWord(node)}`]),
    `${onNode(node)}: diag k8s-paths kubelet-not-starting`,
  ],
  docs: nodes,
});

export const kubeletRejected = flowCode('FLOW153', 'kubelet-rejected', {
  summary: 'The kubelet of the node refused the pod; this object never recovers.',
  title: ({ who, subject, node }) =>
    `The kubelet${node === '' ? '' : ` of ${node}`} refused ${inSentence(who)}${subject === '' ? '' : `: ${subject}`}.`,
  next: (f) => [
    /^UnexpectedAdmissionError\b/.test(f.subject)
      ? 'The message says what the node could not give: mostly a device. Does its device plug-in run there, and what does it log? kubectl describe node: Allocatable.'
      : 'Correct what the message names in the template; a nodeName set by hand passes the scheduler by.',
    `The refused pod stays as a shell: kubectl get pods --field-selector=status.phase=Failed${inNamespace(f)}`,
  ],
});

export const evicted = flowCode('FLOW154', 'evicted', {
  severity: 'warning',
  summary: 'The kubelet evicted the pod.',
  title: ({ who, subject }) => `${who} was evicted${subject === '' ? '' : `: ${subject}`}.`,
  next: () => ['Set requests and limits for what ran out (the message names it), or find what filled the node.'],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
});

export const nodePressure = flowCode('FLOW155', 'node-pressure', {
  severity: 'warning',
  summary: 'A node runs short of memory, disk or process ids: it takes no new pods and evicts some.',
  title: (f) =>
    f.subject === 'network'
      ? `${theNode(f)} has no network yet: no new pods go there.`
      : `${theNode(f)} is short of ${f.subject}: no new pods go there.`,
  next: ({ node, subject }) => [
    ...(node === '' ? [] : [`kubectl describe node ${shellWord(node)}`]),
    subject === 'disk'
      ? `${onNode(node)}: df -h; df -i; what is large in /var/lib/containerd, /var/lib/kubelet and /var/log?`
      : subject === 'network'
        ? 'What sets NetworkUnavailable (the network plug-in, or the route controller of the cloud) says why in its log: kubectl get pods -A | grep -iE "calico|flannel|cloud-controller"'
        : `${onNode(node)}: what takes it? ps aux --sort=-rss | head; pods without limits come first.`,
  ],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
});

export const nodeProblem = flowCode('FLOW156', 'node-problem', {
  severity: 'warning',
  summary: 'A condition of a node that something watches (node-problem-detector) says that it is damaged.',
  title: ({ who, subject }) => `${who} reports ${subject}.`,
  next: ({ node }) => [
    `kubectl describe node ${shellWord(node)}`,
    `On ${node}: dmesg -T | tail -50; journalctl -p err -n 50`,
  ],
  docs: ['https://github.com/kubernetes/node-problem-detector'],
});

export const volumeSourceMissing = flowCode('FLOW160', 'volume-source-missing', {
  summary: 'A Secret or ConfigMap that a volume names does not exist, or lacks a key.',
  title: ({ who, subject }) =>
    `${who} cannot start: ${subject === '' ? 'the Secret or ConfigMap of a volume' : subject} does not exist.`,
  next: (f) => [
    `See which there are: kubectl get secrets,configmaps${inNamespace(f)}`,
    'Create it, or correct the name in the template.',
  ],
});

export const hostPathType = flowCode('FLOW161', 'host-path-type', {
  summary: 'A hostPath is not of the type that the volume asks for.',
  title: ({ who, subject }) => `${who} cannot start: hostPath ${subject} is not what its volume asks for.`,
  next: ({ node, subject }) => [`${onNode(node)}: ls -ld ${shellWord(subject)}`],
});

export const volumeAttach = flowCode('FLOW162', 'volume-attach', {
  summary: 'A volume cannot be attached to the node.',
  title: ({ kind, who, subject, node }) =>
    kind === 'VolumeAttachment'
      ? `Volume${named(subject)} cannot be attached to node ${node}.`
      : `${who} cannot start: volume${named(subject)} cannot be attached to its node.`,
  next: ({ said }) => [
    'kubectl get volumeattachments',
    ...(/rpc error|timed? ?out|deadline/i.test(said) && !/Multi-Attach|already|another node|in use/i.test(said)
      ? [
          'Its driver says why: kubectl get pods -A -o wide | grep -i csi, then the log of the controller (container csi-attacher) and of the storage behind it.',
        ]
      : []),
    'Where another node holds it: that pod must end first. Only for a machine that is proven off: the taint node.kubernetes.io/out-of-service.',
  ],
  docs: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/'],
});

export const csiDriverMissing = flowCode('FLOW163', 'csi-driver-missing', {
  summary: 'The CSI driver of a volume is not registered on the node.',
  title: ({ who, subject }) => `${who} cannot start: CSI driver${named(subject)} is not registered on its node.`,
  next: () => ["Look at the driver's DaemonSet: kubectl get csinodes; kubectl get pods -A -o wide | grep -i csi"],
});

export const mountFailed = flowCode('FLOW164', 'mount-failed', {
  general: true,
  summary: 'A volume cannot be mounted.',
  title: ({ who, subject, said }) => {
    const reason = mountReason(said);
    return `${who} cannot start: volume${named(subject)} cannot be mounted${reason === undefined ? '' : `: ${reason.says}`}.`;
  },
  next: (f) => [mountReason(f.said)?.next ?? 'The reason is in the message.', describe(f)],
});

export const cniNotReady = flowCode('FLOW170', 'cni-not-ready', {
  summary: 'The network plug-in of the node is not ready.',
  title: (f) =>
    `The CNI plug-in${f.node === '' ? '' : ` of ${sayNodes(f)}`} is not ready${f.kind === 'Pod' ? `: ${f.who} gets no network` : ''}.`,
  next: ({ node }) => [
    'Look at the pods of the CNI plug-in: kubectl get pods -A -o wide',
    `${onNode(node)}: diag k8s-paths container-creating`,
  ],
});

export const sandboxFailed = flowCode('FLOW171', 'sandbox-failed', {
  general: 'state',
  summary: 'The runtime cannot make the sandbox of the pod.',
  title: ({ who, node }) =>
    `${who} gets no sandbox${node === '' ? '' : ` on ${node}`}: the runtime or its CNI plug-in fails.`,
  next: ({ node }) => ['The reason is in the message.', `${onNode(node)}: diag k8s-paths container-creating`],
});

export const runtimeDown = flowCode('FLOW172', 'runtime-down', {
  summary: 'The container runtime of the node does not answer.',
  title: (f) => `The container runtime${f.node === '' ? '' : ` of ${sayNodes(f)}`} does not answer.`,
  next: ({ node }) => [`${onNode(node)}: diag k8s-health; diag k8s-paths kubelet-not-starting`],
});

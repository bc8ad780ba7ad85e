import { type Code, defineCode } from '../../../core/code.ts';
import { sayNodes } from './place-code.ts';

/** What is placed in a way that will hurt one day; nothing of it keeps a pod waiting now. */
export type PracticeFacts = {
  /** `Deployment shop/web`, the first of them. */
  readonly who: string;
  /** All that it is so for, up to 20. */
  readonly objects: readonly string[];
  readonly count: number;
  readonly nodes: readonly string[];
  /** A taint, a component: what is special to the code. */
  readonly subject: string;
};

interface PracticeCode {
  readonly summary: string;
  title(facts: PracticeFacts): string;
  why(facts: PracticeFacts): string;
  next(facts: PracticeFacts): readonly string[];
  readonly docs: readonly string[];
}

const remark = (code: string, name: string, spec: PracticeCode): Code<PracticeFacts> =>
  defineCode<PracticeFacts>({ code, name, role: 'remark', severity: 'info', ...spec });

/** `Deployment shop/web`, `Deployment shop/web and 2 more`. */
const sayAll = ({ who, count }: PracticeFacts): string => (count === 1 ? who : `${who} and ${count - 1} more`);
const verb = ({ count }: PracticeFacts, one: string, many: string): string => (count === 1 ? one : many);

const taints = ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'];
const daemonSets = ['https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/'];
const staticPods = ['https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/'];

export const toleratesEverything = remark('PLACE140', 'tolerates-everything', {
  summary: 'A workload tolerates every taint: its pods stay on dead nodes.',
  title: (f) => `${sayAll(f)} ${verb(f, 'tolerates', 'tolerate')} ${f.subject}.`,
  why: ({ subject }) =>
    `A node that is lost gets a NoExecute taint; pods that tolerate it are not moved elsewhere${subject === 'every taint' ? ', and they go onto control planes and nodes kept for others' : ''}.`,
  next: () => [
    'Name the taints that are meant, each with its key; of node.kubernetes.io/not-ready and unreachable the default of 300 s is right for a Deployment.',
  ],
  docs: taints,
});

export const agentBlindSpot = remark('PLACE141', 'agent-blind-spot', {
  summary: 'A DaemonSet that watches nodes leaves some out because of a taint.',
  title: (f) => `${sayAll(f)} ${verb(f, 'does', 'do')} not run on ${sayNodes(f.nodes)}: ${f.subject} is not tolerated.`,
  why: () => 'Its pods use what belongs to the node (host paths or the host network): it seems meant for every node.',
  next: () => ['If these nodes should be watched too, tolerate exactly this taint in its template.'],
  docs: daemonSets,
});

export const shouldBeDaemonSet = remark('PLACE142', 'should-be-daemonset', {
  summary: 'A Deployment runs one pod a node by anti-affinity: that is what a DaemonSet does.',
  title: (f) =>
    `${sayAll(f)} ${verb(f, 'runs', 'run')} one pod a node, as many as there are nodes: a DaemonSet's work.`,
  why: () =>
    'A node more gets no pod until somebody scales it, a node less leaves one Pending for ever; and a rollout needs a free node.',
  next: () => ['Make it a DaemonSet with the same template; take the anti-affinity out.'],
  docs: daemonSets,
});

export const shouldNotBeStatic = remark('PLACE143', 'should-not-be-static', {
  summary: 'A static pod runs on every worker: a DaemonSet can be changed in one place.',
  title: (f) =>
    `Static pod ${f.subject} runs on every worker (${f.count} nodes): as a DaemonSet it could be rolled out.`,
  why: () =>
    'A static pod is changed file by file on each node and may name no Secret, ConfigMap or ServiceAccount. It is right only for what must start while no API server answers.',
  next: () => [
    'If it may start after the API server is there, make it a DaemonSet and remove the files one node at a time.',
  ],
  docs: staticPods,
});

export const workloadOnControlPlane = remark('PLACE144', 'workload-on-control-plane', {
  summary: 'Pods of workloads run on control-plane nodes.',
  title: (f) => `${sayAll(f)} ${verb(f, 'runs', 'run')} on ${sayNodes(f.nodes)}, beside the control plane.`,
  why: () => 'What runs there takes cpu, memory and disk from etcd and the API server.',
  next: () => ['Take the toleration of that taint out of the template, where it is not meant.'],
  docs: taints,
});

export const controlPlaneUntainted = remark('PLACE145', 'control-plane-untainted', {
  summary: 'A control-plane node has no taint that keeps workloads away, and there are workers.',
  title: (f) => `${sayNodes(f.nodes)} ${f.nodes.length === 1 ? 'has' : 'have'} the control plane and no taint for it.`,
  why: ({ count }) =>
    `Anything may be placed there${count === 0 ? '' : `; ${count} ${count === 1 ? 'pod' : 'pods'} of workloads ${count === 1 ? 'is' : 'are'}`}.`,
  next: () => [
    'kubeadm taints them node-role.kubernetes.io/control-plane:NoSchedule; ask whether it was taken off on purpose.',
  ],
  docs: taints,
});

export const addonOneBasket = remark('PLACE147', 'addon-one-basket', {
  summary: 'All replicas of what the whole cluster needs run on one node.',
  title: (f) => `All ${f.count} pods of ${f.who} run on ${sayNodes(f.nodes)}: if it goes, ${f.subject} is away.`,
  why: () => 'The scheduler spreads only by preference, and moves no pod that runs.',
  next: () => [
    'Give its template a topology spread constraint on kubernetes.io/hostname, then restart it: kubectl rollout restart.',
  ],
  docs: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
});

/** Not practice alone: one of several is missing. */
export const staticUneven = defineCode<PracticeFacts>({
  code: 'PLACE146',
  name: 'static-uneven',
  severity: 'warning',
  summary: 'A component of the control plane is missing on one of several control-plane nodes.',
  title: ({ subject, nodes, count }) =>
    `${subject} does not run on ${sayNodes(nodes)}: the other ${count} control-plane ${count === 1 ? 'node has' : 'nodes have'} it.`,
  why: () =>
    'Its static pod has no copy in the API server: its manifest is missing or cannot be read, or the kubelet there cannot make it.',
  next: ({ nodes, subject }) => [
    `On ${nodes[0] ?? 'that node'}: diag k8s-paths, and look at /etc/kubernetes/manifests/${subject}.yaml`,
  ],
  docs: staticPods,
});

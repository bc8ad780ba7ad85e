import type { Confidence } from '../../../core/finding.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import type { FlowCodeKey } from '../codes.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofField } from './evidence.ts';
import { restartSeconds } from './exits.ts';
import type { Stop } from './stop.ts';

/** kubectl's STATUS column, where it is all that the input has of a pod. */
const shown: Readonly<Record<string, readonly [FlowCodeKey, number]>> = {
  CrashLoopBackOff: ['crashLoop', 10],
  ImagePullBackOff: ['imagePullFailing', 8],
  ErrImagePull: ['imagePullFailing', 8],
  ErrImageNeverPull: ['imageNeverPull', 8],
  InvalidImageName: ['imageNameInvalid', 8],
  CreateContainerConfigError: ['configMissing', 10],
  CreateContainerError: ['cannotStart', 10],
  RunContainerError: ['cannotStart', 10],
  StartError: ['cannotStart', 10],
  ContainerCannotRun: ['cannotStart', 10],
  PostStartHookError: ['postStartHook', 10],
  OOMKilled: ['oomKilled', 10],
  Error: ['containerEnded', 10],
  Evicted: ['evicted', 0],
  UnexpectedAdmissionError: ['kubeletRejected', 5],
  NodeAffinity: ['kubeletRejected', 5],
  NodePorts: ['kubeletRejected', 5],
  SysctlForbidden: ['kubeletRejected', 5],
  TaintToleration: ['kubeletRejected', 5],
  PodOSNotSupported: ['kubeletRejected', 5],
  InvalidNodeInfo: ['kubeletRejected', 5],
  // Up to 1.17 the predicate's name (pkg/scheduler/algorithm/predicates/error.go).
  PodFitsHostPorts: ['kubeletRejected', 5],
  MatchNodeSelector: ['kubeletRejected', 5],
  HostName: ['kubeletRejected', 5],
  PodToleratesNodeTaints: ['kubeletRejected', 5],
  SchedulingGated: ['schedulingGated', 4],
  ContainerCreating: ['containerCreating', 6],
  PodInitializing: ['containerCreating', 9],
  Pending: ['staysPending', 4],
};

/** What the column says of the past or in general: the row alone proves little. */
const unsure = new Set<FlowCodeKey>([
  'containerCreating',
  'schedulingGated',
  'containerEnded',
  'evicted',
  'staysPending',
]);

/** Seconds that a pod is given before its row counts; the same as for objects, by the pod's whole age. */
const patience: Readonly<Partial<Record<FlowCodeKey, number>>> = {
  containerCreating: 600,
  staysPending: 60,
  schedulingGated: 60,
  notReady: 60,
};

/** A page of which only the head was pasted says less than the row of the same pod. */
const isCutPage = ({ from, status }: Pod): boolean =>
  from === 'describe' && status?.conditions.length === 0 && status.containers.length === 0;

export function tableStop(pod: Pod, cluster: Cluster): Stop | undefined {
  if (pod.shown === undefined || !(pod.from === 'table' || isCutPage(pod))) return undefined;
  const told = toldBy(pod.shown) ?? runningRow(pod) ?? restartedRow(pod);
  if (told === undefined) return undefined;
  const [code, arrow, confidence] = told;
  if (pod.age !== undefined && pod.age < (patience[code] ?? 0)) return undefined;
  return {
    code,
    arrow,
    owner: '',
    kind: 'Pod',
    namespace: pod.namespace,
    name: pod.name,
    workload: cluster.workloadOf(pod),
    subject: '',
    node: pod.status?.hostIP ?? '',
    container: '',
    said: pod.shown,
    note: '',
    confidence,
    evidence: ofField(pod, 'STATUS', code === 'crashLoop' ? `${pod.shown}, ${restartsOf(pod)} restarts` : pod.shown),
  };
}

function toldBy(text: string): readonly [FlowCodeKey, number, Confidence] | undefined {
  if (/^Init:(?:CrashLoopBackOff|Error|OOMKilled|ExitCode:\d+)$/.test(text)) return ['initFailing', 9, 'likely'];
  const word = /^Init:(\w+(?:BackOff|Error|Pull|Name))$/.exec(text)?.[1] ?? text;
  const row = shown[word] ?? (/^OutOf\w+$/.test(word) ? (['kubeletRejected', 5] as const) : undefined);
  return row === undefined ? undefined : [row[0], row[1], unsure.has(row[0]) ? 'possible' : 'likely'];
}

/** Up, and not all of its containers are ready. */
function runningRow({ shown: text, status }: Pod): readonly [FlowCodeKey, number, Confidence] | undefined {
  if (text !== 'Running' || conditionOf(status?.conditions, 'Ready')?.status !== 'False') return undefined;
  const restarts = status?.containers[0]?.restarts ?? 0;
  return ['notReady', 11, restarts === 0 ? 'likely' : 'possible'];
}

const restartsOf = ({ status }: Pod): number => status?.containers[0]?.restarts ?? 0;

/** So many restarts, and so often on the average, are no reboot of a node now and then. */
const manyRestarts = 3;
const oftenSeconds = 3600;

/** Ready at the moment, and restarted again and again until just now: a crash loop is up for a good part of its time. */
function restartedRow(pod: Pod): readonly [FlowCodeKey, number, Confidence] | undefined {
  const restarts = restartsOf(pod);
  const { restartedAgo = Number.POSITIVE_INFINITY } = pod.status?.containers[0] ?? {};
  if (pod.shown !== 'Running' || restarts < manyRestarts || restartedAgo >= restartSeconds) return undefined;
  return pod.age !== undefined && pod.age / restarts <= oftenSeconds ? ['crashLoop', 10, 'possible'] : undefined;
}

/** What the column shows of a pod that is well, ends, or whose containers start one after another. */
const settled = /^(?:Running|Completed|Succeeded|Terminating|NotReady|Init:\d{1,3}\/\d{1,3})$/;

/** Rows whose STATUS is neither: no all-clear is given over them. */
export const unknownRows = ({ objects }: Cluster): readonly Pod[] =>
  objects.pods.filter(
    ({ from, shown: text }) =>
      from === 'table' && text !== undefined && !settled.test(text) && toldBy(text) === undefined,
  );

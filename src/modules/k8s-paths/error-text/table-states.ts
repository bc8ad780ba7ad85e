import { headOf } from '../../../core/safe-text.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import { nodeProblems } from '../../../kubernetes/node-problems.ts';
import {
  type ConditionRow,
  type ContainerRow,
  conditionRow,
  containerRow,
  type EventRow,
  eventRow,
  isHeader,
  nodeRow,
  podRow,
  type SandboxRow,
  sandboxRow,
  secondsOf,
} from '../../../kubernetes/tables/rows.ts';
import { judgeConditions } from './condition-states.ts';
import { judgeContainers } from './container-states.ts';
import { judgeAutoscaler } from './hpa-states.ts';
import { judgeCordoned, judgeListed, untold } from './listed-states.ts';
import { pastEvents } from './past-events.ts';
import { judgePod } from './pod-states.ts';
import { judgeSandboxes } from './sandbox-states.ts';
import type { Seen, Trouble } from './trouble.ts';
import type { PlainLine } from './unwrap.ts';

/** What tables of a text tell. */
export interface TableReading {
  readonly troubles: readonly Trouble[];
  /** Numbers of lines that are rows or headers of tables. */
  readonly lines: ReadonlySet<number>;
  /** Numbers of lines with events that a later one shows to be over. */
  readonly past: ReadonlySet<number>;
}

/** Reads the rows of pods, nodes, containers, conditions, taints and events that a text has, wherever they stand. */
export function readTables(lines: readonly PlainLine[]): TableReading {
  const troubles: Trouble[] = [];
  const known = new Set<number>();
  const containers: Seen<ContainerRow>[] = [];
  const sandboxes: Seen<SandboxRow>[] = [];
  const past = pastEvents(lines);
  for (const line of lines) {
    if (line.isCommand === true) continue;
    const found = past.has(line.number) ? [] : rowTroubles(line);
    const isRow = found !== undefined || take(line, containers, containerRow) || take(line, sandboxes, sandboxRow);
    if (isRow || isHeader(line.text)) known.add(line.number);
    troubles.push(...(found ?? []));
  }
  const conditions = judgeConditions(lines);
  const listed = judgeListed(lines);
  // What was done on purpose is told where nothing else is wrong.
  const idle = troubles.length > 0 ? [] : judgeCordoned(lines);
  for (const number of [...conditions.lines, ...listed.lines]) known.add(number);
  troubles.push(...idle, ...conditions.troubles, ...untold(listed.troubles, troubles));
  // A taint shows what the condition of the same node explains.
  const isExplained = troubles.some(({ id, words }) => id === 'node-not-ready' && words !== undefined);
  const told = isExplained
    ? troubles.filter(({ id, words }) => id !== 'node-not-ready' || words !== undefined)
    : troubles;
  return { troubles: [...told, ...judgeContainers(containers), ...judgeSandboxes(sandboxes)], lines: known, past };
}

function take<R>(line: PlainLine, seen: Seen<R>[], read: (text: string) => R | undefined): boolean {
  const row = read(line.text);
  return row !== undefined && seen.push({ row, line }) > 0;
}

/** Undefined where the line is no row of these tables. */
function rowTroubles(line: PlainLine): Trouble[] | undefined {
  const at = { line: line.number, quote: line.text.trim() };
  const event = eventRow(line.text);
  if (event !== undefined) return judgeEvent(event, at);
  const condition = conditionRow(line.text);
  if (condition !== undefined) return judgeCondition(condition, at);
  const pod = podRow(line.text);
  if (pod !== undefined) return judgePod(pod, at);
  const node = nodeRow(line.text);
  if (node !== undefined) {
    if (!/^NotReady|^Unknown/.test(node.status)) return [];
    const says = `The node ${node.name} is NotReady: its kubelet does not report, or reports a fault.`;
    const next = [`\`kubectl describe node ${node.name}\`: its conditions say which; on the node {kubelet-log}`];
    return [{ ...at, id: 'node-not-ready', says, next, part: 'kubelet', kind: 'state', confidence: 'likely' }];
  }
  const claim =
    /^\s*(?:[a-z0-9][\w.-]{0,62}\s+)?([a-z0-9][\w.-]{0,252})\s+(Pending|Lost)\s+(?:[\w.-]{1,253}\s+){0,3}(\d[\dydhms]{1,14})\s*$/.exec(
      line.text,
    );
  if (claim !== null) return judgeClaim(claim[1] ?? '', claim[2] ?? '', claim[3] ?? '', at);
  const autoscaler = judgeAutoscaler(line);
  if (autoscaler !== undefined) return autoscaler;
  const taint =
    /^\s*(?:Taints:\s+)?((?:node\.kubernetes\.io|node\.cloudprovider\.kubernetes\.io)\/[\w-]{3,40})(?:=[\w.-]{0,60})?:(?:NoSchedule|NoExecute)\s*$/.exec(
      line.text,
    )?.[1];
  return taint === undefined ? undefined : judgeTaint(taint, at);
}

type At = Pick<Trouble, 'line' | 'quote'>;

/** Claims younger than this wait for their provisioner; seconds. */
const youngClaim = 120;

function judgeClaim(name: string, status: string, age: string, at: At): Trouble[] {
  const seconds = secondsOf(age);
  if (seconds === undefined || (seconds < youngClaim && status === 'Pending')) return [];
  const says =
    status === 'Lost'
      ? `The volume of claim ${name} is lost: its PersistentVolume was deleted.`
      : `The volume claim ${name} has been Pending for ${age}: no storage class, no provisioner, no volume that fits, or it waits for its first pod.`;
  const next = [`\`kubectl describe pvc ${name}\` says which`];
  return [{ ...at, id: 'claim-pending', says, next, kind: 'state', confidence: 'possible' }];
}

/** What the kubelet and the node controller mean by a condition or taint, by the last part of its name. */
const conditionWords: Readonly<Record<string, Pick<Trouble, 'says' | 'next'> & { part?: Part }>> = {
  'disk-pressure': {
    says: 'The node is under disk pressure: a file system of kubelet or images is nearly full (bytes or inodes); no pod is placed there and pods are evicted.',
    next: [
      'on the node: `df -h` and `df -i` of /var/lib/kubelet and of the images; `crictl rmi --prune` removes unused images',
    ],
    part: 'disk',
  },
  'memory-pressure': {
    says: 'The node is under memory pressure: little memory is free, and pods are evicted.',
    next: ['`kubectl top pods -A --sort-by=memory`, and on the node `free -m` and `dmesg -T` for the OOM killer'],
    part: 'kubelet',
  },
  'pid-pressure': {
    says: 'The node is under PID pressure: too many processes run on it.',
    next: ['on the node: `ps -eo ppid --no-headers | sort | uniq -c | sort -n | tail` names who has most children'],
    part: 'kubelet',
  },
  'network-unavailable': {
    says: 'The network of the node is not set up: its routes or its network add-on are missing.',
    next: ['the pods of the network add-on on that node: `kubectl -n kube-system get pods -o wide`, and their logs'],
    part: 'cni',
  },
  unreachable: {
    says: 'The node is unreachable: its kubelet stopped reporting to the apiserver (kubelet down, node off, or network between them).',
    next: [
      'on the node: `systemctl status kubelet` and {kubelet-log}; from it, does the address of the apiserver answer?',
    ],
    part: 'kubelet',
  },
  'not-ready': {
    says: 'The node is not ready: its kubelet reports a fault of the runtime or of the network, or has not finished starting.',
    next: ['`kubectl describe node` with its name: the message of condition Ready says which'],
    part: 'kubelet',
  },
  uninitialized: {
    says: 'The node waits for its cloud controller manager, which has to remove the taint uninitialized: it does not run, or may not ask the cloud.',
    next: ['the log of the cloud-controller-manager pod: `kubectl -n kube-system get pods` shows it'],
    part: 'kubelet',
  },
  unschedulable: {
    says: 'The node is cordoned: new pods are not placed there.',
    next: ['`kubectl uncordon` with its name, when the maintenance is over'],
  },
};

function judgeTaint(taint: string, at: At): Trouble[] {
  const key = taint.replace(/^.*\//, '');
  const word = conditionWords[key];
  if (word === undefined || key === 'unschedulable') return [];
  // The words of the condition behind the taint: both are one meaning.
  const words = key === 'disk-pressure' ? { words: 'KubeletHasDiskPressure: kubelet has disk pressure' } : {};
  return [
    {
      ...{ ...at, ...words, id: `node-${key}`, ...word, confidence: 'likely' },
      kind: key === 'disk-pressure' ? 'cause' : 'state',
    },
  ];
}

/** Conditions that hold of a node that is well; `EtcdIsVoter` of K3s and RKE2. Of others only what is known is more than possible. */
const holdsOfWell = /(?:Ready|Healthy|Available|Voter)$/;

function judgeCondition({ type, status, reason, message }: ConditionRow, at: At): Trouble[] {
  const isGood = holdsOfWell.test(type) ? status === 'True' : status === 'False';
  // Kubelets of 1.13 and later report no OutOfDisk: what an older one left there stays Unknown for ever.
  if (isGood || type === 'OutOfDisk') return [];
  if (status === 'Unknown')
    return [{ ...at, id: 'node-unreachable', ...word('unreachable'), kind: 'state', confidence: 'likely' }];
  const key = type === 'Ready' ? 'not-ready' : type.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const { says, next, part } = conditionWords[key] ?? {
    says: `The node reports ${type}: ${message}`,
    next: ['`kubectl describe node` with its name, and on the node `journalctl -k -n 100 --no-pager`'],
  };
  const said = key === 'not-ready' ? `The node is not ready: ${message}.`.replace(/\.\.$/, '.') : says;
  return [
    {
      ...at,
      words: `${reason}: ${message}`,
      id: `node-${key}`,
      says: said,
      next,
      ...(part === undefined ? {} : { part }),
      kind: 'state',
      confidence: key in conditionWords || nodeProblems.test(type) ? 'likely' : 'possible',
    },
  ];
}

function word(key: string) {
  const { says = '', next = [], part } = conditionWords[key] ?? {};
  return { says, next, ...(part === undefined ? {} : { part }) };
}

/** Events of type Normal that tell of trouble where they come again and again. */
const restless = /^(?:SandboxChanged|NodeNotReady|Evicted|TaintManagerEviction)$/;
/** From this many times on, an event of type Normal is no single occurrence. */
const often = 3;

/** The controller says every 15 s that it waits for a provisioner (pv_controller.go, resync); seconds are its due. */
const longWaited = 10;

function judgeEvent({ type, reason, object, message, count }: EventRow, at: At): Trouble[] {
  const isTrouble =
    type === 'Warning' ||
    (restless.test(reason) && (count >= often || reason !== 'SandboxChanged')) ||
    (reason === 'ExternalProvisioning' && count >= longWaited);
  if (!isTrouble) return [];
  const who = object === undefined ? '' : ` of ${object}`;
  return [
    {
      ...at,
      words: `${type} ${reason} ${message}`,
      id: `event-${reason}`,
      ...(object?.startsWith('pod/') === true ? { about: object.slice('pod/'.length) } : {}),
      says: `An event ${reason}${who} reports: ${headOf(message, 200)}`,
      next: [
        object === undefined
          ? '`kubectl get events -A --sort-by=.lastTimestamp` shows what came before it'
          : `\`kubectl get events -A --field-selector involvedObject.name=${object.replace(/^.*\//, '').replace(/[^\w.-]/g, '')}\` shows what came before it`,
      ],
      kind: 'state',
      confidence: 'possible',
    },
  ];
}

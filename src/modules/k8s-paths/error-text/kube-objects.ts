import { parsedObject } from '../../../core/json.ts';
import { nodeProblems } from '../../../kubernetes/node-problems.ts';
import { isComplaint, readFragment } from './status-fragment.ts';
import {
  type Condition,
  type ContainerStatus,
  conditionTroubles,
  containerTroubles,
  isGood,
  isRunning,
  type ObjectTrouble,
} from './status-troubles.ts';

/** What of `kubectl get … -o json` matters here; every field may be missing. */
interface KubeObject {
  readonly kind?: string;
  readonly items?: readonly KubeObject[];
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: { readonly nodeName?: string };
  readonly status?: ObjectStatus | string;
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly note?: string;
  readonly involvedObject?: { readonly kind?: string; readonly name?: string; readonly namespace?: string };
}

interface ObjectStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly conditions?: readonly Condition[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly containerStatuses?: ObjectStatus['initContainerStatuses'];
}

/** What was read from JSON: how many objects, and what is wrong with them. */
export interface KubeReading {
  /** `kubectl JSON`, `kubectl text` of a piece. */
  readonly format: string;
  readonly kinds: readonly string[];
  readonly objects: number;
  readonly troubles: readonly ObjectTrouble[];
  /** Whether all say that they are well, or what is wrong: else nothing said against them means nothing. */
  readonly isSettled: boolean;
}

/** Before the JSON stand commands and what tools say of their transfer, or a few words; a log is more than its JSON. */
const isPreface = (before: string): boolean =>
  !/^.{0,100}?[IWEF]\d{4} \d\d:\d\d:\d\d\.|\blevel=|^\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:/m.test(before);

/** Reads JSON that kubectl printed, or a piece of an object; undefined where the text is neither. */
export const readKubeObjects = (text: string): KubeReading | undefined => ofKubectl(text) ?? ofFragment(text);

function ofFragment(text: string): KubeReading | undefined {
  const read = readFragment(text);
  if (read === undefined) return undefined;
  const { conditions, containers, troubles } = read;
  const kinds = [...(conditions > 0 ? ['conditions'] : []), ...(containers > 0 ? ['states of containers'] : [])];
  return { format: 'kubectl status', kinds, objects: conditions + containers, troubles, isSettled: true };
}

function ofKubectl(text: string): KubeReading | undefined {
  const start = text.indexOf('{');
  if (start < 0 || start > 2000 || !isPreface(text.slice(0, start))) return undefined;
  const root: KubeObject | undefined = parsedObject(text.slice(start));
  if (root?.kind === undefined) return undefined;
  const items = Array.isArray(root.items) ? root.items : [root];
  const listed = root.kind.replace(/List$/, '');
  const kinds = [...new Set(items.map(({ kind = listed }) => kind))];
  const kindOf = ({ kind = listed }: KubeObject): string => kind;
  // What an event tells of a pod that is well is over.
  const well = new Set(
    items.filter((item) => kindOf(item) === 'Pod' && isSound(statusOf(item), 'Pod')).map((item) => nameOf(item, 'Pod')),
  );
  const troubles = items
    .flatMap((item) => troublesOf(item, kindOf(item)))
    .filter(({ object, isEvent }) => isEvent !== true || !well.has(object));
  return {
    format: 'kubectl JSON',
    kinds,
    objects: items.length,
    troubles,
    isSettled: troubles.length > 0 || items.every((item) => isSound(statusOf(item), kindOf(item))),
  };
}

const statusOf = ({ status }: KubeObject): ObjectStatus =>
  typeof status === 'object' && status !== null ? status : {};

const nameOf = ({ metadata: { namespace, name } = {} }: KubeObject, kind: string): string =>
  `${kind.toLowerCase()} ${namespace === undefined ? '' : `${namespace}/`}${name ?? ''}`;

/** Whether a status says that its object is well. */
function isSound(status: ObjectStatus, kind: string): boolean {
  const { conditions = [], containerStatuses = [], initContainerStatuses = [], phase } = status;
  if (kind === 'Pod')
    return (
      phase === 'Succeeded' ||
      (phase === 'Running' && [...containerStatuses, ...initContainerStatuses].every(isRunning))
    );
  if (kind === 'Node') return conditions.some(({ type }) => type === 'Ready');
  return conditions.every(isGood) && !Object.entries(status).some(([key, value]) => isComplaint(key, value));
}

function troublesOf(item: KubeObject, kind: string): ObjectTrouble[] {
  const status = statusOf(item);
  if (kind === 'Status') return item.message === undefined ? [] : [{ object: 'answer', text: item.message }];
  if (kind === 'Event') return eventTroubles(item);
  const object = nameOf(item, kind);
  if (kind === 'Pod') return podTroubles(object, status);
  if (kind !== 'Node') return conditionTroubles(object, status.conditions ?? []);
  return [...new Set(nodeTroubles(status))].map((text) => ({ object, text }));
}

function eventTroubles({ type, reason, message, note, involvedObject }: KubeObject): ObjectTrouble[] {
  if (type !== 'Warning') return [];
  const object = nameOf({ metadata: involvedObject ?? {} }, involvedObject?.kind ?? 'object');
  return [{ object, text: `${reason ?? 'Warning'}: ${message ?? note ?? ''}`, isEvent: true }];
}

/** Conditions that are bad when True (others may mean well: `EtcdIsVoter` of K3s); Ready is bad when it is not. */
const badOfNodes = /^(?:(?:Memory|Disk|PID)Pressure|NetworkUnavailable|OutOfDisk)$/;

function nodeTroubles({ conditions = [] }: ObjectStatus): string[] {
  return conditions
    .filter(({ type = '', status }) =>
      type === 'Ready' ? status !== 'True' : status === 'True' && (badOfNodes.test(type) || nodeProblems.test(type)),
    )
    .map(({ type, reason, message }) => `${type === 'Ready' ? 'NotReady' : type}: ${reason ?? ''}: ${message ?? ''}`);
}

const goodPhases = ['Running', 'Succeeded', 'Pending'];

function podTroubles(object: string, status: ObjectStatus): ObjectTrouble[] {
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const own = [
    ...(status.reason === undefined ? [] : [`${status.reason}: ${status.message ?? ''}`]),
    ...(status.phase === undefined || goodPhases.includes(status.phase) ? [] : [`phase ${status.phase}`]),
    ...(status.conditions ?? [])
      .filter(({ type, status: holds }) => type === 'PodScheduled' && holds === 'False')
      .map(({ reason, message }) => `${reason ?? 'Unschedulable'}: ${message ?? ''}`),
  ];
  const told = containers.flatMap((one) => containerTroubles(object, one));
  const all = [...own.map((text): ObjectTrouble => ({ object, text })), ...told];
  return all.filter(({ text }, i) => all.findIndex((other) => other.text === text) === i);
}

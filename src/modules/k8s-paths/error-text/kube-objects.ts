import { parsedObject } from '../../../core/json.ts';
/** A trouble that an object of the API tells of itself. */
export interface ObjectTrouble {
  /** `pod default/web-0`. */
  readonly object: string;
  readonly text: string;
}

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly reason?: string; readonly message?: string; readonly exitCode?: number };
}

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
  readonly initContainerStatuses?: readonly {
    readonly name?: string;
    readonly state?: ContainerState;
    readonly lastState?: ContainerState;
  }[];
  readonly containerStatuses?: ObjectStatus['initContainerStatuses'];
}

/** What was read from JSON: how many objects, and what is wrong with them. */
export interface KubeReading {
  readonly kinds: readonly string[];
  readonly objects: number;
  readonly troubles: readonly ObjectTrouble[];
}

/** Before the JSON stand commands and what tools say of their transfer, or a few words; a log is more than its JSON. */
const isPreface = (before: string): boolean =>
  !/^.{0,100}?[IWEF]\d{4} \d\d:\d\d:\d\d\.|\blevel=|^\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:/m.test(before);

/** Reads JSON that kubectl printed; undefined where the text is no JSON of Kubernetes. */
export function readKubeObjects(text: string): KubeReading | undefined {
  const start = text.indexOf('{');
  if (start < 0 || start > 2000 || !isPreface(text.slice(0, start))) return undefined;
  const root: KubeObject | undefined = parsedObject(text.slice(start));
  if (root?.kind === undefined) return undefined;
  const items = Array.isArray(root.items) ? root.items : [root];
  const listed = root.kind.replace(/List$/, '');
  const kinds = [...new Set(items.map(({ kind }) => kind ?? listed))];
  return { kinds, objects: items.length, troubles: items.flatMap((item) => troublesOf(item, item.kind ?? listed)) };
}

function troublesOf(item: KubeObject, kind: string): ObjectTrouble[] {
  const status = typeof item.status === 'object' && item.status !== null ? item.status : {};
  if (kind === 'Status') return item.message === undefined ? [] : [{ object: 'answer', text: item.message }];
  if (kind === 'Event') return eventTroubles(item);
  const { namespace, name } = item.metadata ?? {};
  const object = `${kind.toLowerCase()} ${namespace === undefined ? '' : `${namespace}/`}${name ?? ''}`;
  const texts = kind === 'Node' ? nodeTroubles(status) : kind === 'Pod' ? podTroubles(status) : [];
  return [...new Set(texts)].map((text) => ({ object, text }));
}

function eventTroubles({ type, reason, message, note, involvedObject }: KubeObject): ObjectTrouble[] {
  if (type !== 'Warning') return [];
  const { kind = 'object', namespace, name = '' } = involvedObject ?? {};
  const object = `${kind.toLowerCase()} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  return [{ object, text: `${reason ?? 'Warning'}: ${message ?? note ?? ''}` }];
}

/** Conditions that are bad when True; Ready is bad when it is not. */
function nodeTroubles({ conditions = [] }: ObjectStatus): string[] {
  return conditions
    .filter(({ type, status }) => (type === 'Ready' ? status !== 'True' : status === 'True'))
    .map(({ type, reason, message }) => `${type === 'Ready' ? 'NotReady' : type}: ${reason ?? ''}: ${message ?? ''}`);
}

const goodPhases = ['Running', 'Succeeded', 'Pending'];

function podTroubles(status: ObjectStatus): string[] {
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const own = [
    ...(status.reason === undefined ? [] : [`${status.reason}: ${status.message ?? ''}`]),
    ...(status.phase === undefined || goodPhases.includes(status.phase) ? [] : [`phase ${status.phase}`]),
    ...(status.conditions ?? [])
      .filter(({ type, status: holds }) => type === 'PodScheduled' && holds === 'False')
      .map(({ reason, message }) => `${reason ?? 'Unschedulable'}: ${message ?? ''}`),
  ];
  return [...own, ...containers.flatMap(({ name, state, lastState }) => stateTroubles(name ?? '', state, lastState))];
}

function stateTroubles(name: string, state: ContainerState | undefined, last: ContainerState | undefined): string[] {
  const waiting = state?.waiting;
  const ended = state?.terminated ?? (waiting === undefined ? undefined : last?.terminated);
  return [
    ...(waiting === undefined || waiting.reason === 'PodInitializing' || waiting.reason === 'ContainerCreating'
      ? []
      : [`container ${name} waits: ${waiting.reason ?? ''}: ${waiting.message ?? ''}`]),
    ...(ended === undefined || ended.exitCode === 0
      ? []
      : [`container ${name} ended with ${ended.exitCode}: ${ended.reason ?? ''}: ${ended.message ?? ''}`]),
  ];
}

import { conditionRow } from '../../tables/rows.ts';
import type { Event } from '../types/event.ts';
import type { Condition } from '../types/meta.ts';
import type { Node } from '../types/node.ts';
import type { ContainerState, ContainerStatus, Pod } from '../types/pod.ts';
import { indentedPage, isCutNode, isCutPage, isOfCutPage } from './cut-page.ts';
import { isUnseen, type Lists, podOf } from './described-pod.ts';
import { kindOfCommand } from './kinds.ts';
import { recordsOfPage } from './read-pages.ts';

/** One page of `kubectl describe`, line by line: what is indented belongs to the heading above it. */
export interface DescribedPage {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly pod?: Pod;
  readonly node?: Node | undefined;
  /** Lines of a page that are records as events are: conditions, endpoints, backends. */
  readonly records: readonly Event[];
  /** Lines that this reader explains; those of the events are counted by theirs. */
  readonly understood: readonly number[];
}

/** A heading that only one kind's page has. */
const telltale: readonly (readonly [RegExp, string])[] = [
  [/^(?:Containers|Init Containers):\s*$/, 'Pod'],
  [/^RollingUpdateStrategy:|^NewReplicaSet:/, 'Deployment'],
  [/^Desired Number of Nodes Scheduled:/, 'DaemonSet'],
  [/^Update Strategy:/, 'StatefulSet'],
  [/^Pods Status:/, 'ReplicaSet'],
  [/^(?:PodCIDR|Allocated resources|System Info):/, 'Node'],
  [/^(?:Completions|Parallelism):/, 'Job'],
  [
    /^(?:Min replicas|Max replicas|Metrics):|^ +(?:AbleToScale|ScalingActive|ScalingLimited) /,
    'HorizontalPodAutoscaler',
  ],
  [/^(?:StorageClass|Access Modes):/, 'PersistentVolumeClaim'],
  [/^(?:Endpoints|Session Affinity):/, 'Service'],
  [/^(?:Default backend|Ingress Class):/, 'Ingress'],
  [/^(?:Unschedulable|ProviderID|Lease|Taints|Roles):/, 'Node'],
];

interface Draft {
  section: 'containers' | 'initContainers' | 'conditions' | 'gates' | 'other';
  container: { -readonly [K in keyof ContainerStatus]: ContainerStatus[K] } | undefined;
  state: 'state' | 'last' | undefined;
  /** Of the line that is read. */
  number: number;
  /** See `Meta.lines`. */
  readonly lines: Record<string, number>;
}

type DraftState = { -readonly [K in keyof ContainerState]: ContainerState[K] };

/**
 * Reads a page; one that says its kind is of a resource that kubectl has no page for.
 * Undefined where the lines are none (no `Name:` at their beginning).
 */
export function readDescribe(
  given: readonly string[],
  first: number,
  command: string | undefined,
  source: string,
): DescribedPage | undefined {
  const at = given.findIndex((line) => /^Name:\s+\S/.test(line));
  if (at < 0 && isCutNode(given)) return namelessNode(given, first, source);
  const isCut = at < 0 && isCutPage(given);
  if (at < 0 && !isCut) return undefined;
  const nameAt = Math.max(0, at);
  const lines = (isCut ? indentedPage(given) : given).slice(nameAt);
  const { top, conditions, lists, draft, understood, kind } = fieldsOf(lines, first + nameAt, isCut);
  const { Name: name = '', Namespace: namespace = '' } = top;
  const told = isCut ? 'Pod' : (kindOfCommand(command) ?? kind ?? 'Pod');
  const page = { kind: told, name, namespace, understood, records: [] };
  if (page.kind !== 'Pod') return { ...page, ...recordsOfPage(page, lines, first + nameAt, source) };
  const isWhole = lines.some((line) => /^Tolerations:/.test(line));
  const hasEvents = lines.some((line) => /^Events:(?!\s+<none>)/.test(line));
  const pod = { ...podOf(top, conditions, lists, source, first + nameAt), lines: draft.lines };
  const unseen = isWhole && !hasEvents && isUnseen(pod);
  return { ...page, pod: unseen ? { ...pod, unseen } : pod };
}

/** A node of which the page does not tell its name; prose may stand beside its conditions. */
function namelessNode(lines: readonly string[], first: number, source: string): DescribedPage {
  const page = { kind: 'Node', name: '', namespace: '' };
  const understood = lines.flatMap((line, i) => (conditionRow(line) === undefined ? [] : [first + i]));
  return { ...page, ...recordsOfPage(page, lines, first, source), understood };
}

/** What stands on a page, up to its events. */
function fieldsOf(lines: readonly string[], first: number, isCut: boolean) {
  const top: Record<string, string> = {};
  const conditions: Condition[] = [];
  const lists: Lists = { containers: [], initContainers: [], gates: [], claims: [] };
  const draft: Draft = { section: 'other', container: undefined, state: undefined, number: first, lines: {} };
  if (isCut) beginContainer(draft, lists);
  const understood: number[] = [];
  let kind: string | undefined;
  for (const [i, raw] of lines.entries()) {
    // kubectl up to 1.7 aligned by tabs.
    const line = raw.replaceAll('\t', ' ');
    if (/^Events:/.test(line)) break;
    kind ??= /^Kind:\s+([A-Z]\w{1,80})\s*$/.exec(line)?.[1] ?? telltale.find(([pattern]) => pattern.test(line))?.[1];
    if (isCut && !isRead(line)) continue;
    understood.push(first + i);
    draft.number = first + i;
    lists.claims.push(...claimIn(line));
    take(line, top, conditions, lists, draft);
  }
  return { top, conditions, lists, draft, understood, kind };
}

/** Of a cut-out only what a page has; prose may stand beside it. */
const isRead = (line: string): boolean => isOfCutPage(line) && (field.test(line) || conditionIn(line).length > 0);

/** Fields of a container whose name was left out. */
function beginContainer(draft: Draft, { containers }: Lists): void {
  draft.section = 'containers';
  draft.container = { name: '', ready: false, restarts: 0, isProbed: false };
  containers.push(draft.container);
}

/** `    Ready:          False` → heading, key and value by indentation. */
const field = /^( {0,12})([A-Za-z][\w /.()-]{0,60}?):(?:\s+(.*))?$/;

const sections: Readonly<Record<string, Draft['section']>> = {
  Containers: 'containers',
  'Init Containers': 'initContainers',
  Conditions: 'conditions',
  'Readiness Gates': 'gates',
};

/** `  target-health.example.com/web   <none> ` */
function gateIn(line: string): Condition[] {
  const [, type, status = ''] = /^ {2,}(\S{1,320}) {1,}(True|False|<none>)\s*$/.exec(line) ?? [];
  return type === undefined ? [] : [{ type, status }];
}

/** `    ClaimName:  data` */
function claimIn(line: string): string[] {
  const name = /^ {2,8}ClaimName:\s{1,40}([a-z0-9][a-z0-9.-]{0,252})\s*$/.exec(line)?.[1];
  return name === undefined ? [] : [name];
}

/** `  Ready             False` */
function conditionIn(line: string): Condition[] {
  const [, type, status] = /^ {2,}([A-Z][A-Za-z]+) {1,}(True|False|Unknown)\b/.exec(line) ?? [];
  return type === undefined || status === undefined ? [] : [{ type, status }];
}

function take(line: string, top: Record<string, string>, conditions: Condition[], lists: Lists, draft: Draft): void {
  const match = field.exec(line);
  const [, indent = '', key = '', value = ''] = match ?? [];
  if (match !== null && indent === '') {
    takeTop(key, value.trim(), top, draft);
    return;
  }
  if (draft.section === 'conditions') {
    const found = conditionIn(line);
    for (const { type } of found) draft.lines[`status.conditions ${type}`] ??= draft.number;
    conditions.push(...found);
    return;
  }
  if (draft.section === 'gates') {
    lists.gates.push(...gateIn(line));
    return;
  }
  if (draft.section === 'other' || match === null) return;
  if (indent.length === 2) {
    draft.container = { name: key, ready: false, restarts: 0, isProbed: false };
    draft.state = undefined;
    lists[draft.section].push(draft.container);
  } else if (draft.container !== undefined) takeField(draft.container, draft, indent.length, key, value.trim());
}

function takeTop(key: string, value: string, top: Record<string, string>, draft: Draft): void {
  draft.section = sections[key] ?? 'other';
  draft.container = undefined;
  top[key] ??= value;
  if (key === 'Status' || (key === 'Reason' && value !== '')) draft.lines['status'] = draft.number;
}

function takeField(
  container: NonNullable<Draft['container']>,
  draft: Draft,
  indent: number,
  key: string,
  value: string,
): void {
  if (indent > 4) {
    takeStateField(container, draft, key, value);
    return;
  }
  draft.state = key === 'State' ? 'state' : key === 'Last State' ? 'last' : undefined;
  if (key === 'Ready') container.ready = value === 'True';
  if (key === 'Readiness' || key === 'Startup') container.isProbed = true;
  if (key === 'Restart Count') container.restarts = Number(value) || 0;
  const is = stateNames.find((name) => name === value.toLowerCase());
  if (draft.state !== undefined && is !== undefined) container[draft.state] = { is };
}

function takeStateField(container: NonNullable<Draft['container']>, draft: Draft, key: string, value: string): void {
  const state = draft.state === undefined ? undefined : (container[draft.state] as DraftState | undefined);
  if (state === undefined) return;
  takeState(state, key, value);
  if (key === 'Reason' && isTelling(container, draft)) draft.lines[pathOf(container, draft)] = draft.number;
}

/** The reason that counts: of what it is in now, or of its last end where now it runs or waits for its next try. */
const isTelling = ({ state }: ContainerStatus, { state: at }: Draft): boolean =>
  at === 'state' || state?.is === 'running' || state?.reason === 'CrashLoopBackOff';

const pathOf = ({ name }: ContainerStatus, { section }: Draft): string =>
  `status.${section === 'initContainers' ? 'initContainerStatuses' : 'containerStatuses'} ${name}`;

const stateNames = ['waiting', 'running', 'terminated'] as const;

function takeState(state: DraftState, key: string, value: string): void {
  if (key === 'Reason') state.reason = value;
  if (key === 'Message') state.message = value;
  if (key === 'Exit Code') state.exitCode = Number(value);
  if (key === 'Signal') state.signal = Number(value);
}

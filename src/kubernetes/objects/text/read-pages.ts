import { conditionRow } from '../../tables/rows.ts';
import type { Event } from '../types/event.ts';
import type { Condition } from '../types/meta.ts';
import type { Node } from '../types/node.ts';
import { eventOf } from './read-events.ts';

type About = Event['about'];

/** What a page tells beside its name. */
export interface PageTold {
  readonly node?: Node | undefined;
  readonly records: readonly Event[];
  /** Numbers of lines that are explained; of pages of other kinds none is. */
  readonly understood: readonly number[];
}

type PageReader = (lines: readonly string[], first: number, about: About, source: string) => PageTold;

/** Reads a page of `kubectl describe` of another kind than Pod, up to its events. */
export function recordsOfPage(about: About, lines: readonly string[], first: number, source: string): PageTold {
  const end = lines.findIndex((line) => /^Events:/.test(line));
  const body = end < 0 ? lines : lines.slice(0, end);
  const reader = readers[about.kind];
  if (reader === undefined) return { records: [], understood: [first] };
  const told = reader(body, first, about, source);
  // Only a page to its end, with `Events:  <none>`, shows that there is no event.
  const hasNone = /^Events:\s+<none>/.test(lines[end] ?? '');
  return hasNone ? told : { ...told, records: told.records.filter(({ reason }) => reason !== 'Untouched') };
}

const all = (lines: readonly string[], first: number): number[] => lines.map((_, i) => first + i);

/** `Unschedulable:      false`, `Taints:             a=b:NoSchedule` and lines below it. */
const nodePage: PageReader = (lines, first, { name }, source) => {
  const conditions: Condition[] = [];
  const at: Record<string, number> = {};
  const taints: { key: string; value: string; effect: string }[] = [];
  for (const [i, line] of lines.entries()) {
    const row = conditionRow(line);
    if (row !== undefined) {
      conditions.push(row);
      at[`status.conditions ${row.type}`] ??= first + i;
    }
    const [, key, value = '', effect = ''] =
      /^(?:Taints:)?\s+([\w./-]{1,320})(?:=([\w.-]{0,63}))?:(NoSchedule|PreferNoSchedule|NoExecute)\s*$/.exec(line) ??
      [];
    if (key !== undefined) taints.push({ key, value, effect });
  }
  const node: Node = {
    kind: 'Node',
    name,
    namespace: '',
    labels: {},
    finalizers: [],
    from: 'describe',
    source,
    line: first,
    lines: at,
    unschedulable: lines.some((line) => /^Unschedulable:\s+true\b/.test(line)),
    taints,
    allocatable: {},
    capacity: {},
    conditions,
  };
  return { node, records: [], understood: all(lines, first) };
};

/** `Endpoints:         <none>`, where there is a selector that should find pods. */
const servicePage: PageReader = (lines, first, about, source) => {
  const hasSelector = lines.some((line) => /^Selector:\s+[^<\s]/.test(line));
  const records = lines.flatMap((line, i) => {
    const addresses = /^Endpoints:\s*(\S.{0,1000})?$/.exec(line);
    if (addresses === null || !hasSelector) return [];
    const message = addresses[1]?.trim() ?? '';
    const isNone = message === '' || message === '<none>';
    const told = {
      type: isNone ? 'Warning' : 'Normal',
      reason: 'Endpoints',
      message: isNone ? '<none>' : message,
      age: '',
    };
    return [eventOf(told, about, source, first + i)];
  });
  return { records, understood: all(lines, first) };
};

/** `  Progressing    False   ProgressDeadlineExceeded`: type, status and reason of a condition. */
const condition = /^ {2,}([A-Z]\w{2,60})\s+(True|False|Unknown)\s+([A-Z]\w{2,80})\s*$/;

const workloadPage: PageReader = (lines, first, about, source) => {
  const hasNew = lines.some((line) => /^NewReplicaSet:\s+[^<\s]/.test(line));
  const conditions = lines.flatMap((line, i) => {
    const [, type, status = '', reason = ''] = condition.exec(line) ?? [];
    if (type === undefined) return [];
    const isBad = (type === 'ReplicaFailure' || type === 'Failed') === (status === 'True') && type !== 'Complete';
    // Paused with nothing behind the pause is as somebody wanted it.
    const isWarning = isBad && !(reason === 'DeploymentPaused' && hasNew);
    const told = { type: isWarning ? 'Warning' : 'Normal', reason, message: `${type} ${status}`, age: '' };
    return [eventOf(told, about, source, first + i)];
  });
  const waiting = conditions.length === 0 && !hasNew ? untouched(lines, first, about, source) : [];
  return { records: [...conditions, ...waiting, ...short(lines, first, about, source)], understood: all(lines, first) };
};

/** `3 Running / 2 Waiting / 0 Succeeded / 0 Failed`. */
const podsStatus = /^Pods Status:\s+(\d{1,6}) Running \/ (\d{1,6}) Waiting \/ \d{1,6} Succeeded \/ (\d{1,6}) Failed/;
/** `Replicas: 3 desired | 1 total`, `Replicas: 1 current / 3 desired`, `Desired Number of Nodes Scheduled: 4`. */
const wanted =
  /^(?:Replicas:\s+(?:\d{1,6} current \/ )?(\d{1,6}) desired\b|Desired Number of Nodes Scheduled:\s+(\d{1,6})\s*$)/;
const unavailable = /^Replicas:\s.{0,120}\| [1-9]\d{0,5} unavailable\s*$/;

/** Pods that are missing, wait or failed; a DaemonSet that wants none. No row says why: no page is called well over it. */
function short(lines: readonly string[], first: number, about: About, source: string): readonly Event[] {
  const at = lines.findIndex((line) => podsStatus.test(line) || unavailable.test(line));
  const [, running, waiting, failed] = podsStatus.exec(lines[at] ?? '') ?? [];
  const want = lines.flatMap((line) => wanted.exec(line)?.slice(1) ?? []).find((count) => count !== undefined);
  const isShort =
    Number(waiting ?? 0) + Number(failed ?? 0) > 0 ||
    (running !== undefined && Number(want ?? 0) > Number(running)) ||
    (about.kind === 'DaemonSet' && want === '0') ||
    unavailable.test(lines[at] ?? '');
  if (at < 0 || !isShort) return [];
  const told = { type: 'Warning', reason: 'PodsStatus', message: (lines[at] ?? '').trim(), age: '' };
  return [eventOf(told, about, source, first + at)];
}

/** `Replicas:               2 desired | 0 updated | 0 total | 0 available | 0 unavailable` */
const desired = /^Replicas:\s+([1-9]\d{0,8}) desired \| 0 updated \| 0 total /;

/** A Deployment without a condition, without pods, without an event: no controller has looked at it. */
function untouched(lines: readonly string[], first: number, about: About, source: string): readonly Event[] {
  const at = lines.findIndex((line) => desired.test(line));
  if (about.kind !== 'Deployment' || at < 0) return [];
  const message = (lines[at] ?? '').replace(/^Replicas:\s+/, '').trimEnd();
  return [eventOf({ type: 'Warning', reason: 'Untouched', message, age: '' }, about, source, first + at)];
}

/** `                    /   api:80 (<error: endpoints "api" not found>)`; the default backend is missing nearly everywhere. */
const ingressPage: PageReader = (lines, first, about, source) => ({
  records: lines.flatMap((line, i) => {
    const [, backend] = /^(?!Default backend:).{0,300}?\s(\S{1,253}:\S{1,15} \(.{0,500}\))\s*$/.exec(line) ?? [];
    if (backend === undefined) return [];
    const told = {
      type: /\((?:<error: .{0,400}|<none>)?\)$/.test(backend) ? 'Warning' : 'Normal',
      reason: 'Backends',
      message: backend,
      age: '',
    };
    return [eventOf(told, about, source, first + i)];
  }),
  understood: all(lines, first),
});

/** `Status:        Bound`: what its events tell of the way there is over. `Status:  Lost`: its volume is gone. */
const claimPage: PageReader = (lines, first, about, source) => {
  // The page of a PersistentVolume has nearly the same headings.
  const isClaim = !lines.some((line) => /^Reclaim Policy:/.test(line));
  const at = lines.findIndex((line) => /^Status:\s+(?:Bound|Lost)\s*$/.test(line));
  if (!isClaim || at < 0) return { records: [], understood: all(lines, first) };
  const isLost = lines[at]?.includes('Lost') === true;
  const told = isLost
    ? { type: 'Warning', reason: 'ClaimLost', message: 'Status Lost', age: '' }
    : { type: 'Normal', reason: 'ProvisioningSucceeded', message: 'Status Bound', age: '' };
  return { records: [eventOf(told, about, source, first + at)], understood: all(lines, first) };
};

const readers: Readonly<Record<string, PageReader>> = {
  Node: nodePage,
  Service: servicePage,
  Deployment: workloadPage,
  ReplicaSet: workloadPage,
  StatefulSet: workloadPage,
  DaemonSet: workloadPage,
  Job: workloadPage,
  Ingress: ingressPage,
  PersistentVolumeClaim: claimPage,
};

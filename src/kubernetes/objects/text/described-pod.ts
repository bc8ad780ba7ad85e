import type { Condition } from '../types/meta.ts';
import type { ContainerStatus, Pod } from '../types/pod.ts';

/** What a page lists. */
export interface Lists {
  readonly containers: ContainerStatus[];
  readonly initContainers: ContainerStatus[];
  readonly gates: Condition[];
  readonly claims: string[];
}

/** The pod that a page tells of, by the fields at its top and what it lists. */
export function podOf(
  top: Readonly<Record<string, string>>,
  conditions: readonly Condition[],
  { containers, initContainers, gates, claims }: Lists,
  source: string,
  line: number,
): Pod {
  const controlled = /^(\w+)\/(\S+)$/.exec(top['Controlled By'] ?? '');
  const status = top['Status'] ?? '';
  const node = top['Node'] ?? '';
  const nodeName = node === '' || node === '<none>' ? undefined : node.split('/')[0];
  const unmetGates = gates.flatMap(({ type, status: met }) => (met === 'True' ? [] : [type]));
  return {
    kind: 'Pod',
    name: top['Name'] ?? '',
    namespace: top['Namespace'] ?? '',
    labels: {},
    finalizers: [],
    from: 'describe',
    source,
    line,
    mirror: false,
    ...listed({ unmetGates, claims }),
    ...(controlled?.[1] === undefined || controlled[2] === undefined
      ? {}
      : { owner: { kind: controlled[1], name: controlled[2] } }),
    status: {
      phase: status.split(' ')[0],
      reason: top['Reason'] || undefined,
      message: top['Message'] || undefined,
      startTime: top['Start Time'] || undefined,
      hostIP: nodeName === undefined ? undefined : nodeName,
      nominatedNode: top['NominatedNodeName'] || undefined,
      conditions,
      containers,
      initContainers,
    },
  };
}

/** Without the lists that are empty. */
const listed = (lists: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));

/** Waits for a node, and nobody has written a condition. */
export const isUnseen = ({ status }: Pod): boolean =>
  status?.phase === 'Pending' && status.hostIP === undefined && status.conditions.length === 0;

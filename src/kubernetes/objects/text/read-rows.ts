import { nodeRow } from '../../tables/rows.ts';
import { isLeaderLock } from '../leader-lock.ts';
import type { Event } from '../types/event.ts';
import type { Node } from '../types/node.ts';
import type { Columns } from './columns.ts';
import { eventOf } from './read-events.ts';

/** A row of `kubectl get nodes`: `w-1   NotReady   <none>   40d   v1.30.2`. */
export function readNodeRow(line: string, source: string, number: number): Node | undefined {
  const row = nodeRow(line);
  if (row === undefined) return undefined;
  const isReady = row.status.startsWith('Ready');
  return {
    kind: 'Node',
    name: row.name,
    namespace: '',
    labels: {},
    finalizers: [],
    from: 'table',
    source,
    line: number,
    unschedulable: row.status.includes('SchedulingDisabled'),
    taints: [],
    allocatable: {},
    capacity: {},
    conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False', ...(isReady ? {} : { reason: row.status }) }],
    age: row.age,
  };
}

/**
 * A row of `kubectl get endpoints`, told as a record of the Service of that name: `web   <none>   12m`. Nothing in
 * between: there are addresses, and none is ready (printers.go, formatEndpoints).
 */
const endpoints =
  /^\s{0,4}(?:([a-z0-9][a-z0-9-]{0,62})\s+)?([a-z0-9][a-z0-9.-]{0,252})\s+(?:(<none>|[\da-f.:]{3,60}:\d{1,5}(?:,\S{0,500})?(?: \+ \d{1,6} more\.{3})?)\s+)?\d{1,6}[smhdy]\S{0,20}\s*$/;

/** In place of no words. */
const noneReady = 'none ready';

export function readEndpointsRow(
  line: string,
  columns: Columns | undefined,
  source: string,
  number: number,
): Event | undefined {
  if (columns?.names.includes('ENDPOINTS') !== true) return undefined;
  const [, namespace = '', name, addresses = noneReady] = endpoints.exec(line) ?? [];
  if (name === undefined) return undefined;
  const about = { kind: 'Service', name, namespace };
  const isNone = (addresses === '<none>' || addresses === noneReady) && !isLeaderLock(name);
  const told = { type: isNone ? 'Warning' : 'Normal', reason: 'Endpoints', message: addresses, age: '' };
  return eventOf(told, about, source, number);
}

import { rfc3339 } from '../../core/time/rfc3339.ts';
import type { ClusterObjects } from './types/cluster-objects.ts';
import type { Lease } from './types/event.ts';

/** The moment a dump speaks of: ages are told against it, never against this machine's clock. */
export interface DumpClock {
  /** ISO 8601 UTC; absent where nothing in the dump has a time. */
  readonly at?: string;
  readonly provenance: '--at' | 'newest time in the dump' | 'unknown';
}

/** The newest time that something happened at; `deletionTimestamp` may lie ahead and does not count. */
export function clockOf(objects: ClusterObjects, at?: string): DumpClock {
  if (at !== undefined) return { at, provenance: '--at' };
  let newest = Number.NEGATIVE_INFINITY;
  for (const text of timesOf(objects)) {
    const time = text === undefined ? Number.NaN : Date.parse(text);
    if (time > newest && rfc3339(time) !== undefined) newest = time;
  }
  const found = rfc3339(newest);
  return found === undefined ? { provenance: 'unknown' } : { at: found, provenance: 'newest time in the dump' };
}

function* timesOf({ leases, events, nodes, pods, workloads }: ClusterObjects): Generator<string | undefined> {
  for (const { renewed } of leases) yield renewed;
  for (const { last, created } of events) yield last ?? created;
  for (const { created, conditions } of nodes) yield* [created, ...conditions.map(({ updated, at }) => updated ?? at)];
  for (const { created, status } of pods) yield* [created, ...(status?.conditions ?? []).map(({ at }) => at)];
  for (const { created, status } of workloads)
    yield* [created, ...status.conditions.map(({ updated, at }) => updated ?? at)];
}

const skewSeconds = 5;

/** Whether who holds a lease was alive at the dump's time; `unknown` where the dump does not say. */
export function leaseState(lease: Lease | undefined, { at }: DumpClock): 'alive' | 'stale' | 'unknown' {
  if (lease?.renewed === undefined || at === undefined) return 'unknown';
  // Dead when older than its LeaseDuration (client-go leaderelection: 15 s; one of 1 s was given back at
  // a clean stop and may be taken again at once) and some skew between the clocks.
  const late = Date.parse(at) - Date.parse(lease.renewed);
  return late > (Math.max(lease.seconds ?? 15, 15) + skewSeconds) * 1000 ? 'stale' : 'alive';
}

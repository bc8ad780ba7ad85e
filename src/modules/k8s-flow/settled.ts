import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';

/** Events kept in all: a busy cluster has 100,000, and what matters is about few objects. */
const maxEvents = 20_000;

/** Without the events that say only that something went well, newest first where there are too many. */
export function settled(objects: ClusterObjects): ClusterObjects {
  const { events } = objects;
  if (events.length <= maxEvents) return objects;
  const warnings = events
    .filter(({ type }) => type === 'Warning')
    .toSorted((a, b) => (b.last ?? '').localeCompare(a.last ?? ''));
  return { ...objects, events: warnings.slice(0, maxEvents) };
}

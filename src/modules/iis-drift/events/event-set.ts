import { groupBy } from '../../../core/group.ts';
import { byCodeUnit } from '../../../core/order.ts';
import { ownStrings } from './own-strings.ts';
import type { SeenEvent } from './seen-event.ts';

/** The latest events of one kind about one pool or application that are kept. */
const keptPerSubject = 1_000;
/** The latest of all that are kept: some years of a busy server. */
const keptInAll = 20_000;

/** Events that wait to be sorted in. */
const pendingMost = 4_000;

/** Events in order of time, each once; the latest of them where there are too many. */
export interface EventSet {
  readonly events: readonly SeenEvent[];
  /** Events that were left out because there were too many. */
  readonly dropped: boolean;
}

export const noEvents: EventSet = { events: [], dropped: false };

const subjectOf = ({ kind, host, pool, app }: SeenEvent): string => [kind, host, pool, app].join('\0');

/** What else tells events of one time apart, in this order. */
const marks = ['host', 'channel', 'record', 'source', 'line', 'kind', 'pool', 'app', 'text'] as const;

const order = (a: SeenEvent, b: SeenEvent): number => a.time - b.time || orderOfMarks(a, b);

function orderOfMarks(a: SeenEvent, b: SeenEvent): number {
  for (const mark of marks) {
    const [left = '', right = ''] = [a[mark], b[mark]];
    const which = left === right ? 0 : byCodeUnit(String(left), String(right));
    if (which !== 0) return which;
  }
  return 0;
}

/**
 * The latest events of a set union: associative and commutative, since an event that is left out has so many
 * later ones before it in any larger set too.
 */
export function bounded(all: readonly SeenEvent[], dropped = false): EventSet {
  const kept: SeenEvent[] = [];
  const perSubject = new Map<string, number>();
  let last: SeenEvent | undefined;
  let lost = dropped;
  for (const event of all.toSorted((a, b) => order(b, a))) {
    if (last !== undefined && order(event, last) === 0) continue;
    last = event;
    const subject = subjectOf(event);
    const count = perSubject.get(subject) ?? 0;
    if (count >= keptPerSubject || kept.length >= keptInAll) {
      lost = true;
      continue;
    }
    perSubject.set(subject, count + 1);
    kept.push(event);
  }
  return { events: kept.reverse(), dropped: lost };
}

export const union = (a: EventSet, b: EventSet): EventSet =>
  bounded([...a.events, ...b.events], a.dropped || b.dropped);

/** Collects events of any number in bounded memory. */
export function eventCollector(): { add(event: SeenEvent): void; take(): EventSet } {
  const own = ownStrings();
  let pending: SeenEvent[] = [];
  let set = noEvents;
  let floors: ReadonlyMap<string, number> = new Map();
  const flush = () => {
    set = union(set, { events: pending, dropped: false });
    pending = [];
    floors = set.dropped ? floorsOf(set.events) : floors;
  };
  return {
    add: (event) => {
      // Of a log that begins with its latest events the rest needs not be kept at all.
      if (floors.size > 0 && event.time < (floors.get(subjectOf(event)) ?? Number.NEGATIVE_INFINITY)) return;
      pending.push(own(event));
      if (pending.length >= pendingMost) flush();
    },
    take: () => {
      flush();
      return set;
    },
  };
}

/** Times before which the events of a subject are left out, for there are enough later ones. */
function floorsOf(events: readonly SeenEvent[]): Map<string, number> {
  const bySubject = groupBy(events, subjectOf);
  return new Map(
    [...bySubject].flatMap(([subject, [first, ...more]]) =>
      first === undefined || more.length < keptPerSubject - 1 ? [] : [[subject, first.time]],
    ),
  );
}

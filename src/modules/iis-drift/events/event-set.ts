import type { SeenEvent } from './seen-event.ts';

/** The latest events of one kind about one pool or application that are kept. */
const keptPerSubject = 1_000;
/** The latest of all that are kept: some years of a busy server. */
const keptInAll = 20_000;

/** Events in order of time, each once; the latest of them where there are too many. */
export interface EventSet {
  readonly events: readonly SeenEvent[];
  /** Events that were left out because there were too many. */
  readonly dropped: boolean;
}

export const noEvents: EventSet = { events: [], dropped: false };

const subjectOf = ({ kind, host, pool, app }: SeenEvent): string => [kind, host, pool, app].join('\0');

const order = (a: SeenEvent, b: SeenEvent): number => a.time - b.time || compare(keyOf(a), keyOf(b));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = (event: SeenEvent): string =>
  [
    event.host,
    event.channel,
    event.record,
    event.source,
    event.line,
    event.kind,
    event.pool,
    event.app,
    event.text,
  ].join('\0');

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
  let pending: SeenEvent[] = [];
  let set = noEvents;
  const flush = () => {
    set = union(set, { events: pending, dropped: false });
    pending = [];
  };
  return {
    add: (event) => {
      pending.push(event);
      if (pending.length >= keptInAll) flush();
    },
    take: () => {
      flush();
      return set;
    },
  };
}

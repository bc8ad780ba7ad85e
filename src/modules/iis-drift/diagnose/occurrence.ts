import { nonEmpty } from '../../../core/finding.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { evidenceOf, type ServerClock, sayTime } from '../inference/server-clock.ts';

const evidenceShown = 20;

/** A finding that rests on events alone, the last ones first. */
export const occurrenceOf = (list: readonly SeenEvent[], clock: ServerClock) => ({
  confidence: list.every(({ byWords }) => byWords !== true) ? ('proven' as const) : ('likely' as const),
  evidence: nonEmpty(
    list
      .slice(-evidenceShown)
      .toReversed()
      .map((event) => evidenceOf(event, clock)),
  ),
});

/** How often, and when last. */
export const countOf = (list: readonly SeenEvent[], clock: ServerClock) => ({
  count: list.length,
  lastAt: sayTime(list.at(-1)?.time ?? Number.NaN, clock),
});

/** What the events name, once each. */
export const detailsOf = (list: readonly SeenEvent[]): string[] => [
  ...new Set(list.flatMap(({ detail }) => detail ?? [])),
];

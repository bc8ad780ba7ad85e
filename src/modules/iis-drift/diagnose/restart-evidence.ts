import { nonEmpty } from '../../../core/finding.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { Restart } from '../inference/restart.ts';
import { evidenceOf } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';

const evidenceListed = 20;

/** One quote a restart, the latest first. */
export const evidenceOfRestarts = ({ clock }: Situation, restarts: readonly Restart[]) =>
  nonEmpty(
    restarts
      .toSorted((a, b) => b.at - a.at)
      .slice(0, evidenceListed)
      .flatMap(quoted)
      .slice(0, evidenceListed)
      .map((event) => evidenceOf(event, clock)),
  );

/** The event that tells, or all shutdowns where none does. */
const quoted = ({ reason, events, stops }: Restart): readonly SeenEvent[] =>
  reason === 'unexplained' ? stops.map(({ event }) => event) : events.slice(0, 1);

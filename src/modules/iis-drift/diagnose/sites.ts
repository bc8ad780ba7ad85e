import type { Finding } from '../../../core/finding.ts';
import { listenFailed, siteRefused, sslBinding } from '../catalog/sites.ts';
import type { EventKind } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { Situation } from '../inference/situation.ts';
import { eventsOf } from './failures.ts';
import { countOf, detailsOf, occurrenceOf } from './occurrence.ts';

/** W3SVC 1007, in every language, and its words where no number is given. */
const mayBeInUse = ({ id, text }: SeenEvent): boolean =>
  id === 1007 || /binding m(?:ay|ight) already be in use/i.test(text);

/** Sites without their address, and addresses that HTTP.sys cannot serve. */
export function diagnoseSites(situation: Situation): Finding[] {
  const { clock } = situation;
  const events = eventsOf(situation);
  const report = <F>(
    kind: EventKind,
    find: (facts: { addresses: readonly string[]; count: number; lastAt: string }, list: readonly SeenEvent[]) => F,
  ): F[] => {
    const list = events.filter((one) => one.kind === kind);
    return list.length === 0 ? [] : [find({ addresses: detailsOf(list), ...countOf(list, clock) }, list)];
  };
  return [
    ...report('listen-failed', (facts, list) => listenFailed(facts, occurrenceOf(list, clock))),
    ...report('site-refused', (facts, list) =>
      siteRefused(
        { ...facts, sites: [...new Set(list.flatMap(({ app }) => app ?? []))], inUse: list.some(mayBeInUse) },
        occurrenceOf(list, clock),
      ),
    ),
    ...report('ssl-binding', (facts, list) => sslBinding(facts, occurrenceOf(list, clock))),
  ];
}

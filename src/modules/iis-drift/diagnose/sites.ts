import { type Finding, nonEmpty } from '../../../core/finding.ts';
import { listenFailed, siteRefused, sslBinding } from '../catalog/sites.ts';
import type { EventKind } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { evidenceOf, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { eventsOf } from './failures.ts';

const evidenceShown = 20;

const inUse = /binding may already be in use/i;

/** Sites without their address, and addresses that HTTP.sys cannot serve. */
export function diagnoseSites(situation: Situation): Finding[] {
  const events = eventsOf(situation);
  const of = (wanted: EventKind) => events.filter(({ kind }) => kind === wanted);
  const factsOf = (list: readonly SeenEvent[]) => ({
    addresses: [...new Set(list.flatMap(({ detail }) => detail ?? []))],
    count: list.length,
    lastAt: sayTime(list.at(-1)?.time ?? 0, situation.clock),
  });
  const proofOf = (list: readonly SeenEvent[]) => ({
    confidence: list.every(({ byWords }) => byWords !== true) ? ('proven' as const) : ('likely' as const),
    evidence: nonEmpty(
      list
        .slice(-evidenceShown)
        .toReversed()
        .map((event) => evidenceOf(event, situation.clock)),
    ),
  });
  const [refused, unheard, ssl] = [of('site-refused'), of('listen-failed'), of('ssl-binding')];
  const sites = [...new Set(refused.flatMap(({ app }) => app ?? []))];
  return [
    ...(unheard.length === 0 ? [] : [listenFailed(factsOf(unheard), proofOf(unheard))]),
    ...(refused.length === 0
      ? []
      : [
          siteRefused(
            { ...factsOf(refused), sites, inUse: refused.some(({ text }) => inUse.test(text)) },
            proofOf(refused),
          ),
        ]),
    ...(ssl.length === 0 ? [] : [sslBinding(factsOf(ssl), proofOf(ssl))]),
  ];
}

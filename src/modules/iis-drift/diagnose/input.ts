import type { Finding } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { clockStep, eventIdCollision, secondsLost, twoHostsMixed, zoneUnknown } from '../catalog/input.ts';
import { recycleKinds } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { evidenceOf, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';

/** What is the matter with the input itself. */
export function diagnoseInput(situation: Situation): Finding[] {
  const { clock, timeline, hosts } = situation;
  const events = hosts.flatMap((host) => host.events);
  const iis = events.filter(isIis);
  const sourcesOf = (list: readonly SeenEvent[]) => [...new Set(list.map(({ source }) => source))];
  const quotes = (list: readonly SeenEvent[]) => nonEmpty(list.slice(-5).map((event) => evidenceOf(event, clock)));
  const foreign = events.filter(({ kind }) => kind === 'foreign');
  const coarse = iis.filter(({ precision }) => precision > 1000);
  const steps = events.filter(({ kind }) => kind === 'clock');
  const named = hosts.filter(({ host, events: own }) => host !== '' && own.some(isIis));
  const confidence = 'proven' as const;
  return [
    ...(foreign.length === 0 || iis.length === 0
      ? []
      : [
          eventIdCollision(
            { providers: [...new Set(foreign.map(({ provider }) => provider))], count: foreign.length },
            { confidence, evidence: quotes(foreign) },
          ),
        ]),
    ...(coarse.length === 0
      ? []
      : [secondsLost({ sources: sourcesOf(coarse) }, { confidence, evidence: quotes(coarse) })]),
    ...(timeline.unplaced.length > 0
      ? [
          zoneUnknown(
            { sources: sourcesOf(timeline.unplaced), leftOut: timeline.unplaced.length },
            { confidence, evidence: quotes(timeline.unplaced) },
          ),
        ]
      : []),
    ...(clock.wall && iis.length > 0
      ? [zoneUnknown({ sources: sourcesOf(iis), leftOut: 0 }, { confidence, evidence: quotes(iis) })]
      : []),
    ...(steps.length === 0 || iis.length === 0
      ? []
      : [
          clockStep(
            { at: sayTime(steps.at(-1)?.time ?? 0, clock), count: steps.length },
            { confidence: 'possible', evidence: quotes(steps) },
          ),
        ]),
    ...(named.length < 2
      ? []
      : [
          twoHostsMixed(
            { hosts: named.map(({ host }) => host) },
            {
              confidence,
              evidence: nonEmpty(
                named
                  .flatMap(({ events: own }) => own.filter(isIis).slice(0, 1))
                  .map((event) => evidenceOf(event, clock)),
              ),
            },
          ),
        ]),
  ];
}

/** Logged by IIS itself, about a pool or an application. */
export const isIis = ({ kind, pool, app }: SeenEvent): boolean =>
  recycleKinds.has(kind) || pool !== undefined || app !== undefined;

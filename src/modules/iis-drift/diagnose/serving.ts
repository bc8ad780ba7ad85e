import type { Finding } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { sayDeath, sayError } from '../catalog/exit-codes.ts';
import { appBroken, appFailed, autoHeal, http503, requestException } from '../catalog/serving.ts';
import type { EventKind } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { evidenceOf, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { eventsOf, poolKey } from './failures.ts';

const evidenceShown = 20;

/** Applications that do not start, requests that nobody took, and exceptions that ended one request. */
export function diagnoseServing(situation: Situation): Finding[] {
  const { clock } = situation;
  const events = eventsOf(situation);
  const of = (...kinds: EventKind[]) => events.filter(({ kind }) => kinds.includes(kind));
  const occurrence = (list: readonly SeenEvent[]) => ({
    confidence: list.every(({ byWords }) => byWords !== true) ? ('proven' as const) : ('likely' as const),
    evidence: nonEmpty(
      list
        .slice(-evidenceShown)
        .toReversed()
        .map((event) => evidenceOf(event, clock)),
    ),
  });
  const counted = (list: readonly SeenEvent[]) => ({
    count: list.length,
    lastAt: sayTime(list.at(-1)?.time ?? Number.NaN, clock),
  });
  const detailsOf = (list: readonly SeenEvent[]) => [...new Set(list.flatMap(({ detail }) => detail ?? []))];
  const failed = of('app-failed', 'app-died');
  const requests = of('request-exception');
  const broken = of('app-broken');
  const healed = of('auto-heal');
  const refused = groupBy(of('refused-503', 'abandoned'), ({ detail }) => detail ?? '');
  return [
    ...(failed.length === 0
      ? []
      : [
          appFailed(
            {
              applications: [...new Set(failed.flatMap(({ app }) => app ?? []))],
              ...counted(failed),
              error: detailsOf(failed)
                .map((code) => sayError(code) ?? sayDeath(code))
                .join('; '),
              ran: failed.every(({ kind }) => kind === 'app-died'),
            },
            occurrence(failed),
          ),
        ]),
    ...[...refused].map(([reason, list]) => {
      const pools = groupBy(list, poolKey);
      return http503(
        {
          pools: [...pools.values()].map(([one]) => ({ host: one?.host ?? '', pool: one?.pool ?? '' })),
          reason,
          ...counted(list),
        },
        {
          ...occurrence(list),
          confidence: 'proven',
          ...(reason.startsWith('Connection_Abandoned') ? { severity: 'warning' as const } : {}),
        },
      );
    }),
    ...(healed.length === 0 ? [] : [autoHeal({ rules: detailsOf(healed), ...counted(healed) }, occurrence(healed))]),
    ...(broken.length === 0 ? [] : [appBroken({ details: detailsOf(broken), ...counted(broken) }, occurrence(broken))]),
    ...(requests.length === 0
      ? []
      : [requestException({ exceptions: detailsOf(requests), ...counted(requests) }, occurrence(requests))]),
  ];
}

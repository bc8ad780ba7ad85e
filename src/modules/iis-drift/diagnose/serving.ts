import type { Finding } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { sayDeath, sayError } from '../catalog/exit-codes.ts';
import { appBroken, appFailed, autoHeal, http503, requestException } from '../catalog/serving.ts';
import type { EventKind } from '../events/kinds.ts';
import type { Situation } from '../inference/situation.ts';
import { eventsOf, poolKey } from './failures.ts';
import { countOf, detailsOf, occurrenceOf } from './occurrence.ts';

/** Applications that do not start, requests that nobody took, and exceptions that ended one request. */
export function diagnoseServing(situation: Situation): Finding[] {
  const { clock } = situation;
  const events = eventsOf(situation);
  const of = (...kinds: EventKind[]) => events.filter(({ kind }) => kinds.includes(kind));
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
              ...countOf(failed, clock),
              error: detailsOf(failed)
                .map((code) => sayError(code) ?? sayDeath(code))
                .join('; '),
              ran: failed.every(({ kind }) => kind === 'app-died'),
            },
            occurrenceOf(failed, clock),
          ),
        ]),
    ...[...refused].map(([reason, list]) => {
      const pools = groupBy(list, poolKey);
      return http503(
        {
          pools: [...pools.values()].map(([one]) => ({ host: one?.host ?? '', pool: one?.pool ?? '' })),
          reason,
          ...countOf(list, clock),
        },
        {
          ...occurrenceOf(list, clock),
          confidence: 'proven',
          ...(reason.startsWith('Connection_Abandoned') ? { severity: 'warning' as const } : {}),
        },
      );
    }),
    ...(healed.length === 0
      ? []
      : [autoHeal({ rules: detailsOf(healed), ...countOf(healed, clock) }, occurrenceOf(healed, clock))]),
    ...(broken.length === 0
      ? []
      : [appBroken({ details: detailsOf(broken), ...countOf(broken, clock) }, occurrenceOf(broken, clock))]),
    ...(requests.length === 0
      ? []
      : [
          requestException(
            { exceptions: detailsOf(requests), ...countOf(requests, clock) },
            occurrenceOf(requests, clock),
          ),
        ]),
  ];
}

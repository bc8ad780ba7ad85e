import type { Finding } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { ancmZombie } from '../catalog/ancm.ts';
import { evidenceOf, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { goesOn, type Outage } from './outages.ts';

/** The module of the .NET 9.0.0 Hosting Bundle, as its events name it (dotnet/aspnetcore issues 58939, 59107). */
const faulty = /\bFile Version: (19\.0\.24303(?:\.\d{1,5})?)\b/;

/**
 * Applications that the module shut down for no reason that the System log has, and that did not start again
 * before something ended their pool.
 */
export const zombiesOf = (situation: Situation, outages: readonly Outage[]): Outage[] =>
  outages.filter(
    (one) =>
      one.restart.reason === 'unexplained' &&
      faulty.test(one.stop.event.text) &&
      situation.hosts.some(({ host, systemLogCovers }) => host === one.host && systemLogCovers(one.stop.event.time)) &&
      (one.seconds === undefined ? goesOn(one, situation, outages) : endedSince(one, situation)),
  );

export const diagnoseZombies = ({ clock }: Situation, zombies: readonly Outage[]): Finding[] =>
  [...groupBy(zombies, ({ host }) => host)].flatMap(([host, list]) => {
    const latest = list.toSorted((a, b) => b.stop.event.time - a.stop.event.time);
    const [first] = latest;
    if (first === undefined) return [];
    return ancmZombie(
      {
        applications: [...new Set(latest.map(({ application }) => application))],
        host,
        since: sayTime(first.stop.event.time, clock),
        version: faulty.exec(first.stop.event.text)?.[1] ?? '',
      },
      {
        confidence: 'likely',
        evidence: nonEmpty(latest.slice(0, 10).map(({ stop }) => evidenceOf(stop.event, clock))),
      },
    );
  });

/** Whether a pool ended between the shutdown and the start that followed. */
const endedSince = ({ host, stop: { event, start, overlapped } }: Outage, { restarts }: Situation): boolean =>
  !overlapped &&
  restarts.some(
    (one) =>
      one.host === host &&
      one.reason !== 'unexplained' &&
      one.at > event.time &&
      one.at <= (start?.time ?? Number.POSITIVE_INFINITY),
  );

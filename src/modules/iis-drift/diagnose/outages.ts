import type { Evidence, Finding } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { minuteMs } from '../../../core/time/units.ts';
import { appNeverRestarted, coldStart } from '../catalog/restart.ts';
import type { IntervalPool } from '../inference/drift.ts';
import type { AppStop, Restart } from '../inference/restart.ts';
import { evidenceOf, isBusiness, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { causeName } from './restarts.ts';

/** An application between its shutdown and its next start. */
export interface Outage {
  readonly host: string;
  readonly application: string;
  readonly restart: Restart;
  readonly stop: AppStop;
  /** 0 where the new instance was up first; undefined where no start followed. */
  readonly seconds?: number;
  /** A start minutes later is the first request, not the end of an outage. */
  readonly onDemand: boolean;
}

/** From here on a gap is felt; an overlapped recycle has none. */
const feltSeconds = 5;
/** A start later than this came with a request: cold starts take seconds to a few minutes. */
const onDemandSeconds = 300;
/** A log that ends sooner after a shutdown says nothing about a start. */
const waitMs = minuteMs;

export function outagesOf({ restarts }: Situation): Outage[] {
  return restarts.flatMap((restart) =>
    restart.stops.map((stop) => {
      const { app, event, start, overlapped } = stop;
      const seconds = start === undefined ? undefined : overlapped ? 0 : Math.round((start.time - event.time) / 1000);
      return {
        host: restart.host,
        application: app,
        restart,
        stop,
        ...(seconds === undefined ? {} : { seconds }),
        onDemand: (seconds ?? 0) > onDemandSeconds,
      };
    }),
  );
}

export const diagnoseOutages = (
  situation: Situation,
  outages: readonly Outage[],
  interval: readonly IntervalPool[],
): Finding[] => [...coldStarts(situation, outages), ...neverRestarted(situation, outages, interval)];

/** Stops that nobody waits for: an idle application, a host that goes down. */
const expected = ({ restart: { reason } }: Outage): boolean =>
  ['idle', 'reboot', 'iisreset', 'hosting-bundle', 'service'].includes(reason);

function coldStarts(situation: Situation, outages: readonly Outage[]): Finding[] {
  const { clock } = situation;
  const cold = outages.filter(
    (one) => !one.onDemand && !expected(one) && (one.seconds ?? 0) >= feltSeconds && one.stop.event.precision <= 1000,
  );
  const worst = [...groupBy(cold, ({ host, application }) => `${host}\0${application}`).values()]
    .flatMap((list) => list.toSorted((a, b) => b.stop.event.time - a.stop.event.time)[0] ?? [])
    .toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0));
  if (worst.length === 0) return [];
  return [
    coldStart(
      {
        outages: worst.map(({ host, application, stop, seconds = 0 }) => ({
          host,
          application,
          from: sayTime(stop.event.time, clock),
          seconds,
          upperBound: true,
        })),
        longestSeconds: worst[0]?.seconds ?? 0,
      },
      {
        // Who stopped an application of his own will starts it when he is done.
        confidence: cold.some(({ restart }) => restart.reason !== 'unexplained') ? 'likely' : 'possible',
        severity: cold.some(({ stop }) => isBusiness(stop.event.time, clock)) ? 'warning' : 'info',
        evidence: nonEmpty(worst.slice(0, 10).flatMap(({ stop }) => quotes(situation, stop))),
      },
    ),
  ];
}

const quotes = ({ clock }: Situation, { event, start }: AppStop): Evidence[] =>
  [event, ...(start === undefined ? [] : [start])].map((one) => evidenceOf(one, clock));

/** No start although the log goes on, or others of the same restart did start. */
function neverRestarted(
  situation: Situation,
  outages: readonly Outage[],
  interval: readonly IntervalPool[],
): Finding[] {
  const { clock } = situation;
  const left = outages.filter((one) => one.seconds === undefined && !expected(one) && goesOn(one, situation, outages));
  const byRestart = groupBy(left, ({ host, stop }) => `${host}\0${Math.round(stop.event.time / 2000)}`);
  const [latest] = [...byRestart.values()].toSorted(
    (a, b) => (b[0]?.stop.event.time ?? 0) - (a[0]?.stop.event.time ?? 0),
  );
  const [first] = latest ?? [];
  if (latest === undefined || first === undefined) return [];
  const names = new Set(latest.map(({ stop }) => stop.event.app));
  const failed = (situation.hosts.find(({ host }) => host === first.host)?.events ?? []).filter(
    ({ kind, app, time }) =>
      kind === 'app-failed' && time >= first.stop.event.time && (app === undefined || names.has(app)),
  );
  const held = interval.some(({ recycles }) => recycles.includes(first.restart));
  const cause = held ? 'interval-drift' : causeName(first.restart);
  return [
    appNeverRestarted(
      {
        applications: latest.map(({ application }) => application),
        host: first.host,
        since: sayTime(first.stop.event.time, clock),
        failed: failed.length > 0,
      },
      {
        confidence: failed.length > 0 ? 'proven' : 'possible',
        evidence: nonEmpty(
          [...latest.map(({ stop }) => stop.event), ...failed].slice(0, 10).map((event) => evidenceOf(event, clock)),
        ),
        ...(cause === undefined ? {} : { consequenceOf: cause }),
      },
    ),
  ];
}

/**
 * Whether a start would have been seen: the log has starts of that host, this application did not stop once more
 * (it ran, then), and others started later or the log goes on for a minute.
 */
export function goesOn(one: Outage, { hosts }: Situation, outages: readonly Outage[]): boolean {
  const stopped = one.stop.event.time;
  const here = outages.filter(({ host, stop }) => host === one.host && stop !== one.stop);
  if (here.some(({ application, stop }) => application === one.application && stop.event.time > stopped)) return false;
  const events = hosts.find(({ host }) => host === one.host)?.events ?? [];
  if (!events.some(({ kind }) => kind === 'app-started' || kind === 'app-failed')) return false;
  const applicationLog = events.filter(({ kind, app }) => app !== undefined || kind === 'fault');
  return (
    here.some(({ stop }) => (stop.start?.time ?? 0) > stopped) || (applicationLog.at(-1)?.time ?? 0) >= stopped + waitMs
  );
}

import type { Finding } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { hourMs, minuteMs } from '../../../core/time/units.ts';
import { sayDeath, sayError } from '../catalog/exit-codes.ts';
import {
  crash,
  crashLoop,
  type FailureFacts,
  identityFailure,
  memoryLimitLoop,
  overlapFailed,
  pingKill,
  shutdownTimeout,
  startupTimeout,
} from '../catalog/failure.ts';
import { configPage, configUnreadable, listenerFailed, moduleFailed, startFailed } from '../catalog/start.ts';
import type { EventKind } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { evidenceOf, isBusiness, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';

/** A memory limit reached again within the hour is a loop. */
const loopMs = hourMs;
/** Rapid-fail protection counts failures over five minutes; memory recycles before it are its story. */
const beforeStopMs = 15 * minuteMs;

/** Failures of pools: crashes, time limits, accounts, pools that WAS stopped. */
export function diagnoseFailures(situation: Situation): Finding[] {
  const events = eventsOf(situation);
  const of = (...kinds: EventKind[]) => events.filter(({ kind }) => kinds.includes(kind));
  const stopped = of('pool-disabled');
  const loops = memoryLoops(events, stopped);
  const inLoop = new Set(loops.map(poolKey));
  const stoppedPools = new Set(stopped.map(poolKey));
  const pings = of('ping');
  const pinged = new Set(pings.map((event) => `${poolKey(event)}\0${event.pid}`));
  const crashes = of('crash', 'fault').filter((event) => !pinged.has(`${poolKey(event)}\0${event.pid}`));
  const alone = crashes.filter((event) => event.pool === undefined || !stoppedPools.has(poolKey(event)));
  const report = (code: typeof crash, list: readonly SeenEvent[], more: readonly SeenEvent[] = [], cause?: string) =>
    list.length === 0 ? [] : [findingOf(code, list, more, situation, cause)];
  const plain = stopped.filter((event) => !inLoop.has(poolKey(event)));
  const modules = of('module-failed');
  const identities = of('identity');
  // A pool whose account is refused is disabled with both words.
  const refused = new Set(identities.map(poolKey));
  const starts = of('start-failed').filter((event) => !refused.has(poolKey(event)));
  const unreadable = of('config-unreadable');
  const started =
    modules.length > 0
      ? moduleFailed
      : identities.length > 0
        ? identityFailure
        : unreadable.length > 0
          ? configUnreadable
          : starts.length > 0
            ? startFailed
            : undefined;
  const because = started?.entry.name;
  return [
    ...report(
      memoryLimitLoop,
      loops,
      stopped.filter((event) => inLoop.has(poolKey(event))),
    ),
    ...report(moduleFailed, modules),
    ...report(configUnreadable, unreadable),
    ...report(configPage, of('page-config')),
    ...report(
      identityFailure,
      identities,
      of('start-failed').filter((event) => refused.has(poolKey(event))),
    ),
    ...report(startFailed, starts, [], because === startFailed.entry.name ? undefined : because),
    ...report(crashLoop, plain, crashes, because),
    ...report(
      crashLoop,
      stopped.filter((event) => inLoop.has(poolKey(event))),
      [],
      'memory-limit-loop',
    ),
    ...report(crash, onePerProcess(alone)),
    ...report(pingKill, pings),
    ...report(shutdownTimeout, of('stop-timeout', 'app-stop-timeout'), [], onlyCause(situation, of('stop-timeout'))),
    ...report(startupTimeout, of('start-timeout')),
    ...report(
      listenerFailed,
      of('listener'),
      [],
      because ?? (plain.length > 0 ? crashLoop.entry.name : alone.length > 0 ? crash.entry.name : undefined),
    ),
    ...report(overlapFailed, of('overlap-failed')),
  ];
}

/** All events, those without a time first. */
export const eventsOf = ({ timeline, hosts }: Situation): readonly SeenEvent[] => [
  ...timeline.undated,
  ...hosts.flatMap((host) => host.events),
];

/** The pools, as `poolKey` names them, that a memory limit recycles again and again. */
export function loopingPools(situation: Situation): ReadonlySet<string> {
  const events = eventsOf(situation);
  return new Set(
    memoryLoops(
      events,
      events.filter(({ kind }) => kind === 'pool-disabled'),
    ).map(poolKey),
  );
}

export const poolKey = ({ host, pool }: { readonly host: string; readonly pool?: string }): string =>
  `${host}\0${pool ?? ''}`;

function memoryLoops(events: readonly SeenEvent[], stopped: readonly SeenEvent[]): SeenEvent[] {
  const byPool = groupBy(
    events.filter(({ kind }) => kind === 'private-memory' || kind === 'virtual-memory'),
    poolKey,
  );
  return [...byPool].flatMap(([key, list]) => {
    const soon = (a: number, b: number, within: number) => b >= a && b - a < within;
    const repeats = list.some(
      (event, i) => list[i + 2] !== undefined && soon(event.time, list[i + 2]?.time ?? 0, 2 * loopMs),
    );
    const ends = stopped.some(
      (stop) => poolKey(stop) === key && list.some(({ time }) => soon(time, stop.time, beforeStopMs)),
    );
    return repeats || ends ? list : [];
  });
}

/** Application Error 1000 and WAS 5009/5011 of one process are one crash; without a pid, what falls within five seconds. */
function onePerProcess(crashes: readonly SeenEvent[]): SeenEvent[] {
  const kept: SeenEvent[] = [];
  for (const event of crashes.toSorted((a, b) => (a.time || 0) - (b.time || 0))) {
    const twin = kept.findIndex(
      (one) =>
        one.host === event.host &&
        Number.isNaN(one.time) === Number.isNaN(event.time) &&
        !(Math.abs(one.time - event.time) > (one.pid === event.pid && one.pid !== undefined ? 120_000 : 5_000)) &&
        (one.pid === event.pid || one.pid === undefined || event.pid === undefined) &&
        (one.pool === undefined || event.pool === undefined || one.pool === event.pool),
    );
    const earlier = kept[twin];
    if (earlier === undefined) kept.push(event);
    else
      kept[twin] = {
        ...earlier,
        ...event,
        ...richer(earlier.detail, event.detail),
      };
  }
  return kept;
}

/** Of two records of one crash the one that names a module or an exception; the code alone where neither does. */
function richer(a: string | undefined, b: string | undefined): { readonly detail?: string } {
  const detail = [b, a].find((one) => one?.includes(' ')) ?? b ?? a;
  return detail === undefined ? {} : { detail };
}

/** A shutdown time-out follows a recycle: its cause where there is one reason only. */
function onlyCause({ restarts }: Situation, timeouts: readonly SeenEvent[]): string | undefined {
  const causes = new Set(
    timeouts.map(
      (event) =>
        restarts.find(({ events }) => events.includes(event))?.reason ??
        restarts.find(
          ({ host, pool, at }) =>
            host === event.host && pool === event.pool && event.time >= at && event.time - at <= 180_000,
        )?.reason,
    ),
  );
  const [cause] = causes;
  return causes.size === 1 && cause === 'interval' ? 'interval-drift' : undefined;
}

function findingOf(
  code: typeof crash,
  events: readonly SeenEvent[],
  more: readonly SeenEvent[],
  situation: Situation,
  consequenceOf?: string,
): Finding {
  const { clock } = situation;
  const pools = groupBy(
    events.filter(({ pool }) => pool !== undefined),
    poolKey,
  );
  const details = [
    ...new Set([...events, ...more].filter(({ kind }) => kind !== 'listener').flatMap(({ detail }) => detail ?? [])),
  ];
  const facts: FailureFacts = {
    pools: [...pools.values()].map(([one]) => ({ host: one?.host ?? '', pool: one?.pool ?? '' })),
    programs: [...new Set(events.flatMap(({ kind, app }) => (kind === 'fault' && app !== undefined ? [app] : [])))],
    count: events.length,
    businessCount: events.filter(({ time }) => isBusiness(time, clock)).length,
    lastAt: sayTime(events.at(-1)?.time ?? 0, clock),
    detail: details.map((one) => sayDetail(code, one)).join(', '),
  };
  const elsewhere = facts.pools.length === 0 && facts.programs.length > 0;
  return code(facts, {
    confidence: elsewhere ? 'possible' : events.every(({ byWords }) => byWords !== true) ? 'proven' : 'likely',
    // Whether a program that is no worker process serves IIS at all, the event does not say.
    ...(elsewhere ? { severity: 'info' as const } : {}),
    evidence: nonEmpty(
      [...events, ...more]
        .slice(-20)
        .toReversed()
        .map((event) => evidenceOf(event, clock)),
    ),
    ...(consequenceOf === undefined ? {} : { consequenceOf }),
  });
}

/** An exit code with what it means, an error number with what it means, a module or a reason as it stands. */
function sayDetail(code: typeof crash, detail: string): string {
  if (code === crash || code === crashLoop) return sayDeath(detail);
  const meaning = sayError(detail);
  return meaning === undefined ? detail : `${detail} (${meaning})`;
}

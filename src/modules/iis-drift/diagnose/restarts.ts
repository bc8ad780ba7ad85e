import type { Finding, Severity } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { hourMs } from '../../../core/time/units.ts';
import { memoryLimitLoop } from '../catalog/failure.ts';
import { wrongLogOnly } from '../catalog/input.ts';
import {
  deployment,
  fixCausedRecycle,
  globalConfigChange,
  hostingBundleInstall,
  hostReboot,
  idleTimeout,
  iisReset,
  isapiUnhealthy,
  manualRecycle,
  poolConfigChange,
  privateMemory,
  type RestartFacts,
  requestLimit,
  virtualMemory,
  wasCrash,
} from '../catalog/restart.ts';
import type { Reason } from '../events/reason.ts';
import type { IntervalPool } from '../inference/drift.ts';
import type { Restart } from '../inference/restart.ts';
import { isBusiness, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { loopingPools, poolKey } from './failures.ts';
import { evidenceOfRestarts } from './restart-evidence.ts';

type RestartCode = typeof manualRecycle;

/** The code of each reason; interval, schedule, crash and ping have diagnoses of their own. */
const codeOf: Readonly<Partial<Record<Reason, RestartCode>>> = {
  reboot: hostReboot,
  iisreset: iisReset,
  'hosting-bundle': hostingBundleInstall,
  'private-memory': privateMemory,
  'virtual-memory': virtualMemory,
  requests: requestLimit,
  deployment,
  isapi: isapiUnhealthy,
  manual: manualRecycle,
  'config-store': poolConfigChange,
  'global-config': globalConfigChange,
  idle: idleTimeout,
};

/** Reasons that are a warning as soon as they hit business hours: all pools went down. */
const outages: readonly Reason[] = ['reboot', 'iisreset', 'hosting-bundle', 'service'];
/** Reasons that somebody should act upon whenever they occur. */
const faults: readonly Reason[] = ['private-memory'];
/** Reasons that are a fault where a pool has them again and again: so many within an hour leave no worker warm. */
const loops: readonly Reason[] = ['isapi', 'requests', 'virtual-memory'];
const loopLength = 3;

/** Name of the finding that explains a restart; undefined where none does. */
export function causeName(restart: Restart): string | undefined {
  const own: Partial<Record<Reason, string>> = {
    interval: 'interval-drift',
    schedule: 'schedule-in-business-hours',
    crash: 'crash',
    ping: 'ping-kill',
  };
  if (restart.reason === 'pool-config') return (isFix(restart) ? fixCausedRecycle : poolConfigChange).entry.name;
  if (restart.reason === 'service') return (isFailure(restart) ? wasCrash : iisReset).entry.name;
  return codeOf[restart.reason]?.entry.name ?? own[restart.reason];
}

/** One finding a reason, for everything but interval, schedule and crashes. */
export function diagnoseRestarts(situation: Situation, interval: readonly IntervalPool[]): Finding[] {
  const held = new Set(interval.flatMap(({ recycles }) => recycles));
  const byCode = groupBy(
    situation.restarts.filter((restart) => !held.has(restart)),
    codeFor,
  );
  const explained = [...byCode].flatMap(([code, restarts]) =>
    code === undefined ? [] : [findingOf(code, restarts, situation)],
  );
  return [...explained, ...unexplained(situation, held)];
}

function codeFor(restart: Restart): RestartCode | undefined {
  if (restart.reason === 'pool-config') return isFix(restart) ? fixCausedRecycle : poolConfigChange;
  if (restart.reason === 'service') return isFailure(restart) ? wasCrash : iisReset;
  return codeOf[restart.reason];
}

/** A configuration event beside it names recycle settings. */
const isFix = ({ events }: Restart): boolean =>
  events.some(({ kind, detail }) => kind === 'config-changed' && /recycling|periodicRestart/i.test(detail ?? ''));

const isFailure = ({ events }: Restart): boolean =>
  events.some(({ kind }) => kind === 'service-failed' || kind === 'was-error');

function findingOf(code: RestartCode, restarts: readonly Restart[], situation: Situation): Finding {
  const facts = factsOf(restarts, situation);
  const memory = restarts.every(({ reason }) => reason === 'private-memory' || reason === 'virtual-memory');
  const looping = memory ? loopingPools(situation) : new Set();
  const certain = restarts.every(({ events }) => events[0]?.byWords !== true);
  return code(facts, {
    confidence: certain ? 'proven' : 'likely',
    severity: restarts.some((one) => isOpen(one, situation)) ? 'warning' : severityOf(code, restarts, facts),
    evidence: evidenceOfRestarts(situation, restarts),
    ...(memory && restarts.every((restart) => looping.has(poolKey(restart)))
      ? { consequenceOf: memoryLimitLoop.entry.name }
      : {}),
  });
}

/** A host that went down unasked, services of which the log says no more than that they stopped. */
const isOpen = ({ host, at, reason, events }: Restart, { hosts }: Situation): boolean =>
  events.some(({ kind }) => kind === 'system-died') ||
  (reason === 'service' && at >= (hosts.find((one) => one.host === host)?.events.at(-1)?.time ?? 0));

function severityOf(code: RestartCode, restarts: readonly Restart[], facts: RestartFacts): Severity {
  const [first] = restarts;
  if (first === undefined) return 'info';
  if (code === wasCrash || faults.includes(first.reason)) return 'warning';
  if (loops.includes(first.reason) && [...groupBy(restarts, poolKey).values()].some(isLoop)) return 'warning';
  return outages.includes(first.reason) && facts.businessRestarts > 0 ? 'warning' : 'info';
}

/** Whether some of these, of one pool, come within an hour. */
function isLoop(restarts: readonly Restart[]): boolean {
  const times = restarts.map(({ at }) => at).toSorted((a, b) => a - b);
  return times.some((at, i) => (times[i + loopLength - 1] ?? Number.POSITIVE_INFINITY) - at <= hourMs);
}

function factsOf(restarts: readonly Restart[], { clock }: Situation): RestartFacts {
  const pools = groupBy(
    restarts.filter(({ pool }) => pool !== undefined),
    ({ host, pool }) => `${host}\0${pool}`,
  );
  const last = restarts.at(-1);
  const told = restarts.findLast(({ events }) => events[0]?.detail !== undefined)?.events[0]?.detail ?? '';
  const kinds = groupBy(restarts, ({ events }) => events[0]);
  return {
    pools: [...pools.values()].map(([one]) => ({ host: one?.host ?? '', pool: one?.pool ?? '' })),
    applications: [
      ...new Set(restarts.filter(({ pool }) => pool === undefined).flatMap(({ stops }) => stops.map(({ app }) => app))),
    ],
    restarts: kinds.size,
    businessRestarts: restarts.filter(({ at }) => isBusiness(at, clock)).length,
    lastAt: sayTime(last?.at ?? 0, clock),
    detail: last?.reason === 'idle' ? '' : told,
  };
}

/** Shutdowns nobody gave a reason for: a configuration change where the System log would have shown a recycle. */
function unexplained(situation: Situation, held: ReadonlySet<Restart>): Finding[] {
  const silent = situation.restarts.filter((one) => one.reason === 'unexplained');
  const covered = silent.filter(({ host, at }) =>
    situation.hosts.some((one) => one.host === host && one.systemLogCovers(at)),
  );
  const together = covered.filter(({ stops }) => new Set(stops.map(({ app }) => app)).size > 1);
  const open = silent.filter((one) => !covered.includes(one));
  const shutdowns = open.reduce((sum, { stops }) => sum + stops.length, 0);
  const known = [...held].filter((one) => open.includes(one));
  return [
    ...(together.length === 0
      ? []
      : [
          globalConfigChange(factsOf(together, situation), {
            confidence: 'possible',
            evidence: evidenceOfRestarts(situation, together),
          }),
        ]),
    ...(shutdowns === 0
      ? []
      : [
          wrongLogOnly(
            { shutdowns },
            {
              confidence: 'proven',
              evidence: evidenceOfRestarts(situation, known.length > 0 ? known : open),
              ...(known.length > 0 ? { consequenceOf: 'interval-drift' } : {}),
            },
          ),
        ]),
  ];
}

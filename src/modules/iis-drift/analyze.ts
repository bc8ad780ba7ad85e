import type { Finding } from '../../core/finding.ts';
import type { Analysis, AnalysisContext } from '../../core/module.ts';
import { checksOf, projectionChecks } from './checks.ts';
import { diagnoseZombies, zombiesOf } from './diagnose/ancm.ts';
import { diagnoseCommands } from './diagnose/commands.ts';
import { diagnoseConfig } from './diagnose/config.ts';
import { diagnoseFailures } from './diagnose/failures.ts';
import { diagnoseInput } from './diagnose/input.ts';
import { diagnoseInterval } from './diagnose/interval.ts';
import { diagnoseOutages, type Outage, outagesOf } from './diagnose/outages.ts';
import { projectInterval } from './diagnose/projection.ts';
import { diagnoseRefusedSchedule } from './diagnose/refused-schedule.ts';
import { diagnoseRestarts } from './diagnose/restarts.ts';
import { diagnoseSchedule } from './diagnose/schedule.ts';
import { diagnoseServing } from './diagnose/serving.ts';
import { diagnoseSites } from './diagnose/sites.ts';
import { diagnoseZone } from './diagnose/zone.ts';
import { type IntervalPool, intervalPools } from './inference/drift.ts';
import { type Situation, situationOf } from './inference/situation.ts';
import type { IisObservations } from './observe.ts';
import type { IisOptions } from './options.ts';
import { nothingFound, summaryOf } from './summary.ts';
import { viewsOf } from './views.ts';

/** A forecast for `--interval`, a diagnosis for logs and settings; both where both are given. */
export function analyze(observations: IisObservations, options: IisOptions, context: AnalysisContext): Analysis {
  const { intervalMinutes } = options;
  const situation = situationOf(observations, options, context);
  const projected =
    intervalMinutes === undefined
      ? undefined
      : projectInterval(intervalMinutes, anchoring(options, situation), context);
  const projection = projected === undefined ? {} : { projection: projected.projection };
  if (observations.inputs.length === 0) {
    return {
      findings: projected?.findings ?? [],
      checks: projectionChecks(projected?.findings ?? []),
      data: projection,
      views: projected?.views ?? [],
    };
  }
  const interval = intervalPools(situation);
  const outages = outagesOf(situation);
  const diagnosed = diagnoses(situation, interval, outages);
  const seen = diagnosed.some(({ name }) => name === 'interval-drift' || name === 'interval-24h-pinned');
  const findings = [...diagnosed, ...(seen ? [] : (projected?.findings ?? []))];
  return {
    findings,
    checks: checksOf(situation, findings),
    data: { ...projection, ...summaryOf(situation, interval, outages) },
    views: [...viewsOf(situation, interval, outages), ...(seen ? [] : (projected?.views ?? []))],
    ...(findings.length === 0 ? { verdict: nothingFound(situation) } : {}),
  };
}

/** A running worker process is the exact anchor; of several, the one that has run longest. */
function anchoring(options: IisOptions, { timeline }: Situation): IisOptions {
  const [first] = timeline.workers.toSorted((a, b) => a.startedAt - b.startedAt);
  if (options.anchor !== undefined || first === undefined || timeline.clock.wall) return options;
  return { ...options, anchor: new Date(first.startedAt).toISOString() };
}

function diagnoses(situation: Situation, interval: readonly IntervalPool[], outages: readonly Outage[]): Finding[] {
  const zombies = zombiesOf(situation, outages);
  return [
    ...diagnoseInterval(situation, interval),
    ...diagnoseZombies(situation, zombies),
    ...diagnoseOutages(
      situation,
      outages.filter((one) => !zombies.includes(one)),
      interval,
    ),
    ...diagnoseRestarts(situation, interval),
    ...diagnoseFailures(situation),
    ...diagnoseServing(situation),
    ...diagnoseSites(situation),
    ...diagnoseCommands(situation),
    ...diagnoseSchedule(situation),
    ...diagnoseRefusedSchedule(situation),
    ...diagnoseConfig(situation, interval),
    ...diagnoseInput(situation),
    ...diagnoseZone(situation),
  ];
}

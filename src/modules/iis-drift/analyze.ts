import { found, passed } from '../../core/check.ts';
import { nonEmpty } from '../../core/finding.ts';
import type { Analysis, AnalysisContext } from '../../core/module.ts';
import { describeHours } from '../../core/time/business-hours.ts';
import { latentDrift } from './codes.ts';
import { driftCalendar } from './drift-calendar.ts';
import type { IisObservations } from './observe.ts';
import type { IisOptions } from './options.ts';
import { isPinned, project } from './projection.ts';

/** How many coming hits a fact lists. */
const hitsListed = 5;

export function analyze(_observations: IisObservations, options: IisOptions, context: AnalysisContext): Analysis {
  const { intervalMinutes, businessHours, horizonDays } = options;
  if (intervalMinutes === undefined) return { findings: [], checks: [], data: {}, views: [] };
  const zone = context.zone ?? { name: context.machineZone, provenance: 'assumed' };
  const anchor = options.anchor ?? context.now;
  const projection = project({
    intervalMinutes,
    anchor: Date.parse(anchor),
    horizonDays,
    zone: zone.name,
    businessHours,
  });
  const assumed = options.anchor === undefined ? 'anchor assumed: the worker process starts now' : `anchor ${anchor}`;
  const finding = latentDrift(
    {
      intervalMinutes,
      driftMinutesPerDay: intervalMinutes % 1440,
      zone: zone.name,
      share: projection.share,
      nextBusinessHits: projection.businessHits.slice(0, hitsListed).map((hit) => hit.local),
    },
    {
      confidence: 'likely',
      evidence: nonEmpty([{ source: 'option', text: `--interval ${intervalMinutes} (${assumed})` }]),
    },
  );
  const pinned = isPinned(intervalMinutes);
  return {
    findings: pinned ? [] : [finding],
    checks: [pinned ? passed('latent-drift') : found('latent-drift')],
    data: { projection },
    views: [
      driftCalendar(projection, businessHours, `${describeHours(businessHours)} in ${zone.name} (${zone.provenance})`),
    ],
  };
}

import type { Evidence, Finding, NonEmpty } from '../../../core/finding.ts';
import type { AnalysisContext } from '../../../core/module.ts';
import { describeHours } from '../../../core/time/business-hours.ts';
import { minuteMs, weekdays } from '../../../core/time/units.ts';
import { formatUtc, toLocal } from '../../../core/time/zone.ts';
import type { View } from '../../../core/view.ts';
import { interval24hPinned, latentDrift } from '../catalog/interval.ts';
import { driftCalendar } from '../drift-calendar.ts';
import type { IisOptions } from '../options.ts';
import { isPinned, type Projection, project } from '../projection.ts';

/** How many coming hits a fact and the table list. */
const hitsListed = 5;

/** What a bare `--interval` says. */
export interface Projected {
  readonly projection: Projection;
  readonly findings: readonly Finding[];
  readonly views: readonly View[];
}

export function projectInterval(intervalMinutes: number, options: IisOptions, context: AnalysisContext): Projected {
  const { businessHours, horizonDays } = options;
  const zone = context.zone ?? { name: context.machineZone, provenance: 'assumed' as const };
  // Without an anchor the seconds of this moment would only pretend to be exact.
  const now = Math.floor(Date.parse(context.now) / minuteMs) * minuteMs;
  const anchor = options.anchor === undefined ? now : Date.parse(options.anchor);
  const projectFrom = (from: number) =>
    project({ intervalMinutes, anchor, from, horizonDays, zone: zone.name, businessHours });
  const projection = projectFrom(anchor);
  // A start long ago: what counts is what is still to come, even where the horizon is over.
  const coming = anchor >= now ? projection.businessHits : projectFrom(now).businessHits;
  const said =
    options.anchor === undefined ? 'anchor assumed: the worker process starts now' : `anchor ${formatUtc(anchor)}`;
  const zoneSaid = `${zone.name}, ${zone.provenance}`;
  const evidence = [{ source: 'option', text: `--interval ${intervalMinutes} (${said})` }] as const;
  const finding = isPinned(intervalMinutes)
    ? pinned(intervalMinutes, projection, options.anchor !== undefined, evidence)
    : drifting(intervalMinutes, projection, coming, { zone: zoneSaid, anchor: said }, evidence);
  const scale = `${describeHours(businessHours)} in ${zone.name} (${zone.provenance}); ${said}`;
  return {
    projection,
    findings: [finding],
    views: [nextHits(coming, zone.name), driftCalendar(projection, businessHours, scale)],
  };
}

type Quote = NonEmpty<Evidence>;

/** Where it lands is known only as far as the anchor is. */
function pinned(intervalMinutes: number, projection: Projection, anchored: boolean, evidence: Quote): Finding {
  const { recycles, businessHits } = projection;
  const shown = anchored && businessHits.length > 0 ? businessHits : recycles;
  return interval24hPinned(
    {
      pools: [],
      intervalMinutes,
      hitsBusinessHours: anchored && businessHits.length > 0,
      clockTimes: [...new Set(shown.map(({ local }) => local.slice(11, 16)))].slice(0, 24),
    },
    { confidence: anchored ? 'proven' : 'likely', evidence },
  );
}

const drifting = (
  intervalMinutes: number,
  { share }: Projection,
  coming: Projection['recycles'],
  said: { zone: string; anchor: string },
  evidence: Quote,
): Finding =>
  latentDrift(
    {
      intervalMinutes,
      driftMinutes: intervalMinutes % 1440,
      share,
      nextBusinessHits: coming.slice(0, hitsListed).map(({ at, local }) => ({ at, local })),
      ...said,
    },
    { confidence: 'likely', evidence },
  );

function nextHits(hits: Projection['recycles'], zone: string): View {
  return {
    kind: 'table',
    id: 'next-hits',
    title: 'Next recycles in business hours',
    columns: [{ label: 'local' }, { label: 'UTC' }],
    rows: hits
      .slice(0, hitsListed)
      .map(({ at, local }) => [
        { text: `${weekday(at, zone)} ${local.slice(0, 10)} ${local.slice(11, 16)}`, tone: 'bad' as const },
        at,
      ]),
    ...(hits.length === 0 ? { note: 'none within the horizon' } : {}),
  };
}

const weekday = (at: string, zone: string): string => weekdays[toLocal(Date.parse(at), zone).weekday] ?? '';

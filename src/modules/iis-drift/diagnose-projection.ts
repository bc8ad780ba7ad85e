import type { Finding } from '../../core/finding.ts';
import type { AnalysisContext } from '../../core/module.ts';
import { describeHours } from '../../core/time/business-hours.ts';
import { formatUtc, toLocal } from '../../core/time/zone.ts';
import type { View } from '../../core/view.ts';
import { interval24hPinned, latentDrift } from './codes-interval.ts';
import { driftCalendar } from './drift-calendar.ts';
import { everBusiness } from './forecast.ts';
import type { IisOptions } from './options.ts';
import { isPinned, type Projection, project } from './projection.ts';
import type { ServerClock } from './server-clock.ts';

/** How many coming hits a fact and the table list. */
const hitsListed = 5;

/** What a bare `--interval` says. */
export interface Projected {
  readonly projection: Projection;
  readonly findings: readonly Finding[];
  readonly views: readonly View[];
  /** Hits in business hours from now on, or from the anchor where that is later. */
  readonly coming: Projection['recycles'];
  readonly verdict: string;
}

export function projectInterval(intervalMinutes: number, options: IisOptions, context: AnalysisContext): Projected {
  const { businessHours, horizonDays } = options;
  const zone = context.zone ?? { name: context.machineZone, provenance: 'assumed' as const };
  const anchor = Date.parse(options.anchor ?? context.now);
  const from = (at: number, days: number) =>
    project({ intervalMinutes, anchor, from: at, horizonDays: days, zone: zone.name, businessHours });
  const projection = from(anchor, horizonDays);
  const now = Date.parse(context.now);
  // A start long ago: what counts is what is still to come, even where the horizon is over.
  const coming = anchor >= now ? projection.businessHits : from(now, horizonDays).businessHits;
  const clock: ServerClock = { zone, wall: false, hours: businessHours };
  const anchorSaid =
    options.anchor === undefined ? 'anchor assumed: the worker process starts now' : `anchor ${formatUtc(anchor)}`;
  const evidence = [{ source: 'option', text: `--interval ${intervalMinutes} (${anchorSaid})` }] as const;
  const finding = isPinned(intervalMinutes)
    ? interval24hPinned(
        { pools: [], intervalMinutes, hitsBusinessHours: false, clockTimes: clockTimes(projection) },
        { confidence: options.anchor === undefined ? 'likely' : 'proven', evidence },
      )
    : latentDrift(
        {
          intervalMinutes,
          driftMinutes: intervalMinutes % 1440,
          zone: `${zone.name}, ${zone.provenance}`,
          share: projection.share,
          nextBusinessHits: coming.slice(0, hitsListed).map(({ at, local }) => ({ at, local })),
          anchor: anchorSaid,
        },
        { confidence: 'likely', evidence },
      );
  const scale = `${describeHours(businessHours)} in ${zone.name} (${zone.provenance}); ${anchorSaid}`;
  return {
    projection,
    findings: [finding],
    views: [nextHits(coming, zone.name), driftCalendar(projection, businessHours, scale)],
    coming,
    verdict: isPinned(intervalMinutes)
      ? pinnedVerdict(finding.title, projection, anchor + intervalMinutes * 60_000, clock)
      : finding.title,
  };
}

const clockTimes = ({ recycles }: Projection): string[] =>
  [...new Set(recycles.map(({ local }) => local.slice(11, 16)))].slice(0, 24);

function pinnedVerdict(title: string, projection: Projection, first: number, clock: ServerClock): string {
  const hits = projection.businessHits.length > 0 || everBusiness(first, clock);
  const at = clockTimes(projection).slice(0, 3).join(', ');
  return hits ? `${title} That is in business hours: ${at}.` : title;
}

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

const weekday = (at: string, zone: string): string =>
  ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][toLocal(Date.parse(at), zone).weekday] ?? '';

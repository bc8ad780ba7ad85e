import { groupBy } from '../../../core/group.ts';
import { minuteMs } from '../../../core/time/units.ts';
import { instantOf, offsetMinutes } from '../../../core/time/zone.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { SeenWorker } from '../events/seen-worker.ts';
import { type WallTime, type ZonePair, zonePairs } from './zone-pairs.ts';

/** What the input itself shows of the zone in which a source wrote its times. */
export interface ZoneProof {
  readonly source: string;
  /** Which show it, in order of time; at least one. */
  readonly pairs: readonly ZonePair[];
  readonly surely: boolean;
  /** The pair that `--tz` contradicts; absent where none was given, or it is right. */
  readonly against?: ZonePair;
  /** Minutes ahead of UTC by `--tz` at the time of `against`. */
  readonly claimed?: number;
}

/** A crash before its process began, by `--tz`: the record itself holds both. */
export interface RefutedZone {
  readonly event: SeenEvent;
  /** The clock is at most this many minutes ahead of UTC. */
  readonly atMost: number;
}

/** What the input says against or instead of `--tz`. */
export interface ZoneEvidence {
  readonly proofs: readonly ZoneProof[];
  readonly refuted?: RefutedZone;
}

/** Pairs of one instant, told by several records, are one. */
const oneInstantMs = 2 * minuteMs;
/** Of more records than this some fall together by accident. */
const fewPairs = 10;
/** Within a second the clock of the crash and the FILETIME agree. */
const roundingMs = 2_000;

/** The local times of events whose zone only `--tz` names, or nobody. */
function wallTimesOf(events: readonly SeenEvent[]): WallTime[] {
  return events.flatMap((event) => {
    if (event.wall !== undefined) return [{ event, wall: event.wall }];
    return event.clock === 'local' || event.clock === 'day' ? [{ event, wall: event.time }] : [];
  });
}

export function zoneEvidence(
  events: readonly SeenEvent[],
  workers: readonly SeenWorker[],
  anchor: string | undefined,
  given: string | undefined,
): ZoneEvidence {
  const locals = wallTimesOf(events);
  if (locals.length === 0) return { proofs: [] };
  // An event that shows both is in local time and in UTC.
  const utcs = events.filter(({ clock, wall, zone }) => clock === 'utc' && (wall === undefined || zone === 'derived'));
  const at = anchor === undefined ? undefined : Date.parse(anchor);
  const bySource = groupBy(locals, ({ event }) => event.source);
  const proofs = [...bySource].flatMap(([source, mine]) => {
    const pairs = [
      ...ownPairs(mine),
      ...zonePairs(
        mine,
        utcs.filter((utc) => !mine.some(({ event }) => event === utc)),
        workers,
        at,
      ),
    ];
    return proofOf(source, pairs, given) ?? [];
  });
  const refuted = proofs.length > 0 || given === undefined ? undefined : refutedBy(locals);
  return { proofs, ...(refuted === undefined ? {} : { refuted }) };
}

/** Events that show their time in both ways: an event of a forum with its XML below. */
const ownPairs = (locals: readonly WallTime[]): ZonePair[] =>
  locals
    .filter(({ event }) => event.zone === 'derived' && event.clock === 'utc')
    .map((local) => {
      const offset = Math.round((local.wall - local.event.time) / (15 * minuteMs)) * 15;
      return { local, utc: { at: local.event.time, of: local.event }, offset, surely: true, same: true };
    });

function proofOf(source: string, pairs: readonly ZonePair[], given: string | undefined): ZoneProof | undefined {
  const sure = pairs.filter(({ surely }) => surely);
  const chosen = sure.length > 0 ? agreeing(sure) : bestOf(pairs, given);
  if (chosen.length === 0) return undefined;
  const inOrder = chosen.toSorted((a, b) => a.local.wall - b.local.wall);
  const against = given === undefined ? undefined : inOrder.findLast((pair) => claim(pair, given) !== pair.offset);
  return {
    source,
    pairs: inOrder,
    surely: sure.length > 0,
    ...(against === undefined || given === undefined ? {} : { against, claimed: claim(against, given) }),
  };
}

/** Minutes that `--tz` says this wall clock is ahead. */
const claim = ({ local: { event, wall }, utc }: ZonePair, given: string): number =>
  event.clock === 'day' ? offsetMinutes(given, utc.at) : Math.round((wall - instantOf(wall, given)) / minuteMs);

/** All where they are of one zone: its summer and winter are an hour apart at most. */
function agreeing(pairs: readonly ZonePair[]): readonly ZonePair[] {
  const offsets = pairs.map(({ offset }) => offset);
  return Math.max(...offsets) - Math.min(...offsets) <= 60 ? pairs : [];
}

/** Records that only go together prove a zone by their number: no other offset may fit nearly as many. */
function bestOf(pairs: readonly ZonePair[], given: string | undefined): readonly ZonePair[] {
  const byOffset = [...groupBy(pairs, ({ offset }) => offset).values()].toSorted(
    (a, b) => instantsIn(b) - instantsIn(a),
  );
  const [first = []] = byOffset;
  const season = byOffset.find((list) => isOtherSeason(first, list)) ?? [];
  const best = [...first, ...season];
  const next = byOffset.find((list) => list !== first && list !== season) ?? [];
  if (best.length === 0 || instantsIn(best) <= 2 * instantsIn(next)) return [];
  const isRight = given !== undefined && best.some((pair) => claim(pair, given) === pair.offset);
  if (instantsIn(best) > 1 || isRight) return best;
  return next.length === 0 && pairs.length <= fewPairs && best.some(isClose) ? best : [];
}

/** An hour apart, and all before or all after the others: the clocks were changed between them. */
function isOtherSeason(some: readonly ZonePair[], others: readonly ZonePair[]): boolean {
  const [a, b] = [some, others].map((list) => list.map(({ utc }) => utc.at));
  if (a === undefined || b === undefined || Math.abs((some[0]?.offset ?? 0) - (others[0]?.offset ?? 0)) !== 60)
    return false;
  return Math.max(...a) < Math.min(...b) || Math.min(...a) > Math.max(...b);
}

/** One alone must agree to the second at a whole hour: of two events with nothing in common one in 300 does. */
const isClose = ({ local, utc, offset, same }: ZonePair): boolean =>
  offset % 60 === 0 &&
  ((same && (local.event.app ?? local.event.pool) !== undefined) ||
    Math.abs(local.wall - utc.at - offset * minuteMs) <= 12_000);

function instantsIn(pairs: readonly ZonePair[]): number {
  const walls = pairs.map(({ local }) => local.wall).toSorted((a, b) => a - b);
  return walls.filter((wall, i) => i === 0 || wall - (walls[i - 1] ?? 0) > oneInstantMs).length;
}

function refutedBy(locals: readonly WallTime[]): RefutedZone | undefined {
  const early = locals.filter(
    ({ event: { born, time, wall } }) => wall !== undefined && born !== undefined && time < born - roundingMs,
  );
  const bounds = early.map(({ event, wall }) => ({
    event,
    atMost: Math.floor((wall - (event.born ?? 0) + roundingMs) / (15 * minuteMs)) * 15,
  }));
  return bounds.toSorted((a, b) => a.atMost - b.atMost)[0];
}

/** The instant of a source's wall-clock time: `--tz` corrected, or without one the offset, as the nearest pair shows. */
export function instantBy({ pairs }: ZoneProof, wall: number, given: string | undefined): number {
  const distance = ({ local }: ZonePair) => Math.abs(local.wall - wall);
  const near = pairs.reduce((best, pair) => (distance(pair) < distance(best) ? pair : best));
  if (given === undefined) return wall - near.offset * minuteMs;
  return instantOf(wall, given) + (claim(near, given) - near.offset) * minuteMs;
}

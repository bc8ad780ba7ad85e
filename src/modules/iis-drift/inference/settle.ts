import type { InputCoverage, TimeZone } from '../../../core/coverage.ts';
import type { AnalysisContext } from '../../../core/module.ts';
import { instantOf, offsetName } from '../../../core/time/zone.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { SeenWorker } from '../events/seen-worker.ts';
import { instantBy, type ZoneEvidence, type ZoneProof } from './zone-proof.ts';

/** Where the times of one run are from. */
export interface Settling {
  /** The zone people read the times in. */
  readonly zone: TimeZone;
  /** Nothing tells any zone: all times are wall-clock times. */
  readonly wall: boolean;
  /** The instant behind a wall-clock time of an item (ms, as if UTC); undefined where its zone is not known and others' are. */
  instant(item: SeenEvent | SeenWorker, clockTime: number): number | undefined;
  /** Where the zone of an item is known from, for evidence. */
  provenance(item: SeenEvent): string;
}

/** Whether the source itself says which instant it was. */
const isKnown = (item: SeenEvent | SeenWorker): boolean =>
  item.clock === 'utc' && (item.wall === undefined || ('zone' in item && item.zone === 'derived'));

const ownTime = (item: SeenEvent | SeenWorker): number => ('time' in item ? item.time : item.startedAt);

/** What the input shows of a zone counts for more than `--tz`, and `--tz` for more than nothing. */
export function settling(
  events: readonly SeenEvent[],
  inputs: readonly InputCoverage[],
  shown: ZoneEvidence,
  context: AnalysisContext,
): Settling {
  const given = shown.refuted === undefined ? context.zone : undefined;
  const { proofs } = shown;
  const wall = given === undefined && proofs.length === 0 && events.length > 0 && !events.some(isKnown);
  const zone = wall ? ({ name: 'unknown', provenance: 'unknown' } as const) : zoneOf(inputs, proofs, given, context);
  const proofFor = ({ source }: SeenEvent | SeenWorker): ZoneProof | undefined =>
    proofs.find((proof) => proof.source === source) ?? (zone.name === given?.name ? undefined : wrongFor(proofs));
  return {
    zone,
    wall,
    instant(item, clockTime) {
      if (isKnown(item)) return ownTime(item);
      const proof = proofFor(item);
      if (proof !== undefined) return instantBy(proof, clockTime, given?.name);
      if (given !== undefined) return item.clock === 'utc' ? ownTime(item) : instantOf(clockTime, given.name);
      return wall ? clockTime : undefined;
    },
    provenance(item) {
      if (isKnown(item)) return item.zone;
      const proof = proofFor(item);
      return proof === undefined || (given !== undefined && proof.against === undefined) ? zone.provenance : 'derived';
    },
  };
}

/** One `--tz` was given for all: where it is wrong for a source that shows it, it is for those that do not. */
const wrongFor = (proofs: readonly ZoneProof[]): ZoneProof | undefined =>
  proofs.find(({ against, surely }) => against !== undefined && surely);

/** Given and not contradicted, shown by the input, or this machine's. */
function zoneOf(
  inputs: readonly InputCoverage[],
  proofs: readonly ZoneProof[],
  given: TimeZone | undefined,
  { machineZone }: AnalysisContext,
): TimeZone {
  const last = proofs.flatMap(({ against, pairs }) => against ?? (given === undefined ? (pairs.at(-1) ?? []) : []))[0];
  const isRightSomewhere = proofs.some(({ against }) => against === undefined);
  if (given !== undefined && (last === undefined || isRightSomewhere)) return given;
  const derived = given === undefined ? inputs.find(({ timeZone }) => timeZone.provenance === 'derived') : undefined;
  if (derived !== undefined) return derived.timeZone;
  if (last !== undefined) return { name: offsetName(last.offset), provenance: 'derived' };
  return { name: machineZone, provenance: 'assumed' };
}

import type { Evidence, Finding } from '../../../core/finding.ts';
import { offsetName } from '../../../core/time/zone.ts';
import { zoneContradicted, zoneShown } from '../catalog/zone.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import type { Situation } from '../inference/situation.ts';
import type { Instant, WallTime } from '../inference/zone-pairs.ts';
import type { ZoneProof } from '../inference/zone-proof.ts';

/** What the input says of the zone of its times: against --tz, or where none was given. */
export function diagnoseZone({ timeline: { shown }, context, options }: Situation): Finding[] {
  const given = context.zone?.name;
  const { proofs, refuted } = shown;
  const wrong = proofs.filter(({ against }) => against !== undefined);
  const [first] = wrong.toSorted((a, b) => Number(b.surely) - Number(a.surely));
  const confidence = (proof: ZoneProof) => (proof.surely ? ('proven' as const) : ('likely' as const));
  if (refuted !== undefined && given !== undefined) {
    const { event, atMost } = refuted;
    const born = new Date(event.born ?? 0).toISOString().replace(/\.\d+Z$/, 'Z');
    return [
      zoneContradicted(
        { given, claimed: '', shown: '', sources: [event.source], atMost: sayOffset(atMost), born },
        { confidence: 'proven', evidence: [quoteLocal({ event, wall: event.wall ?? event.time })] },
      ),
    ];
  }
  if (first?.against !== undefined && given !== undefined) {
    const { local, utc, offset } = first.against;
    return [
      zoneContradicted(
        {
          given,
          claimed: sayOffset(first.claimed ?? 0),
          shown: sayOffset(offset),
          sources: wrong.map(({ source }) => source),
        },
        {
          confidence: confidence(first),
          evidence: [quoteLocal(local), ...quoteInstant(utc, local.event, options.anchor)],
        },
      ),
    ];
  }
  if (given !== undefined) return [];
  return proofs.flatMap((proof) => {
    const pair = proof.pairs.findLast(({ local, utc }) => utc.of !== local.event);
    if (pair === undefined || proof.pairs.some(({ local, utc }) => utc.of === local.event)) return [];
    const { local, utc, offset } = pair;
    return zoneShown(
      { source: proof.source, shown: sayOffset(offset) },
      {
        confidence: confidence(proof),
        evidence: [quoteLocal(local), ...quoteInstant(utc, local.event, options.anchor)],
      },
    );
  });
}

const sayOffset = (minutes: number): string => (minutes === 0 ? 'UTC' : `UTC${offsetName(minutes)}`);

const where = ({ source, line, record }: SeenEvent) => ({
  source,
  ...(line === undefined ? (record === undefined ? {} : { record }) : { line }),
});

/** `15:31:36` of a time of day, date and time of others, as the source shows them. */
function quoteLocal({ event, wall }: WallTime): Evidence {
  const text = new Date(wall).toISOString().replace('T', ' ');
  const time = event.clock === 'day' ? text.slice(11, 19) : text.slice(0, 19);
  return { ...where(event), text: `${time} ${event.text}` };
}

/** The same in UTC; nothing where one event shows both. */
function quoteInstant({ at, of }: Instant, local: SeenEvent, anchor: string | undefined): Evidence[] {
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  if (of === local) return [{ ...where(local), text: `${time} in its XML` }];
  if (of === 'anchor') return [{ source: '--anchor', text: anchor ?? time }];
  if ('startedAt' in of)
    return [{ source: of.source, line: of.line, text: `${time} worker process ${of.pid} of "${of.pool}" started` }];
  return [{ ...where(of), at: time, zone: 'from log', text: of.text }];
}

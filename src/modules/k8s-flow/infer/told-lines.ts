import { isFine, sayingOf, toldHit } from '../messages/told.ts';
import type { ToldLine } from '../model.ts';
import type { Stop } from './stop.ts';
import { isUnsure } from './telling.ts';

/** Lines that are no record of an object: what a controller logs, what a tool answers, a condition of a resource. */
export function lineStops(lines: readonly ToldLine[]): Stop[] {
  const hits = lines.flatMap((at) => {
    const hit = toldHit(at.text);
    return hit === undefined || isFine(hit) ? [] : [{ ...hit, at }];
  });
  const isExplained = ({ told, row }: (typeof hits)[number]): boolean =>
    hits.some((other) => other.row.id !== row.id && told?.yieldsTo?.test(other.row.id) === true);
  return hits
    .filter((hit) => !isExplained(hit))
    .map((hit) => ({
      code: 'toldFault',
      arrow: 0,
      ...{ owner: '', kind: '', namespace: '', name: '', workload: '', node: '', container: '', note: '' },
      subject: sayingOf(hit),
      said: hit.text,
      confidence: hit.told === undefined || isUnsure(hit.told, {}) ? 'possible' : 'likely',
      evidence: hit.at,
    }));
}

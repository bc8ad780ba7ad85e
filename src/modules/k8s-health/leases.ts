import { parsedObject } from '../../core/json.ts';
import { rfc3339 } from '../../core/time/rfc3339.ts';
import { asList, asMap, asText } from '../../kubernetes/yaml-text.ts';
import type { Lease } from './model.ts';

/** Reads a LeaseList (or one Lease) of coordination.k8s.io/v1. */
export function readLeases(json: string): readonly Lease[] {
  const top = parsedObject(json);
  const items = top?.['kind'] === 'Lease' ? [top] : asList(top?.['items']);
  return items.flatMap((item) => {
    const metadata = asMap(asMap(item)?.['metadata']) ?? {};
    const spec = asMap(asMap(item)?.['spec']) ?? {};
    const renewed = Date.parse(asText(spec['renewTime']) ?? '');
    const seconds = spec['leaseDurationSeconds'];
    const renewedAt = rfc3339(renewed);
    if (renewedAt === undefined || typeof seconds !== 'number') return [];
    return [
      {
        namespace: asText(metadata['namespace']) ?? '',
        name: asText(metadata['name']) ?? '',
        holder: asText(spec['holderIdentity']) ?? '',
        renewedAt,
        durationSeconds: seconds,
      },
    ];
  });
}

import type { Claim } from '../../objects/types/storage.ts';
import type { PodClaims } from '../claims.ts';
import type { Failure } from '../failure.ts';
import type { NodeInfo, Snapshot } from '../snapshot.ts';

const zoneLabels = [
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
];

/** Zone labels of bound volumes; `a__b` is a set. Nodes without any zone label take everything. */
export function volumeZone(info: NodeInfo, claims: PodClaims, snapshot: Snapshot): Failure | undefined {
  const { labels } = info.node;
  if (!zoneLabels.some((key) => Object.hasOwn(labels, key))) return undefined;
  const elsewhere = claims.bound.find((claim) => zoneLabels.some((key) => !allows(key, claim, info, claims, snapshot)));
  if (elsewhere === undefined) return undefined;
  return {
    plugin: 'VolumeZone',
    reasons: ['node(s) had no available volume zone'],
    unresolvable: true,
    detail: {
      is: 'claim',
      claim: elsewhere.name,
      what: 'volume-elsewhere',
      volume: claims.volumeOf(elsewhere)?.name ?? '',
    },
  };
}

/** Since 1.28 a volume's old label is compared with a node's new one. */
function allows(key: string, claim: Claim, { node }: NodeInfo, claims: PodClaims, { rules }: Snapshot): boolean {
  const zones = claims.volumeOf(claim)?.labels[key];
  if (zones === undefined) return true;
  const stable = key.replace('failure-domain.beta', 'topology');
  const own = node.labels[key] ?? (rules.version.minor >= 28 ? node.labels[stable] : undefined);
  return own !== undefined && zones.split('__').includes(own);
}

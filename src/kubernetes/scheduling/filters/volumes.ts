import type { PodClaims } from '../claims.ts';
import type { Failure } from '../failure.ts';
import { meetsTerm } from '../labels.ts';
import type { NodeInfo, PodInfo, Snapshot } from '../snapshot.ts';
import { bindsOn } from './volume-matching.ts';

/** In-tree disks that only one pod of a node may have, and claims that only one pod may use. */
export function volumeRestrictions(
  { pod }: PodInfo,
  node: NodeInfo,
  { inUse }: PodClaims,
  { rules }: Snapshot,
): Failure | undefined {
  const disks = (pod.spec?.volumes ?? []).filter(({ disk }) => disk !== undefined);
  for (const mine of disks) {
    const shares = ({ pod: other }: PodInfo): boolean =>
      (other.spec?.volumes ?? []).some(
        (one) =>
          one.type === mine.type &&
          one.disk === mine.disk &&
          (mine.type === 'awsElasticBlockStore' || one.readOnly !== true || mine.readOnly !== true),
      );
    if (!node.pods.some(shares)) continue;
    return {
      plugin: 'VolumeRestrictions',
      reasons: ['node(s) had no available disk'],
      unresolvable: false,
      detail: { is: 'claim', claim: mine.name, what: 'disk-in-use' },
    };
  }
  if (inUse === undefined) return undefined;
  return {
    plugin: 'VolumeRestrictions',
    reasons: [rules.texts.claimInUse],
    // To 1.26 a PreFilter said so of the whole pod.
    unresolvable: rules.version.minor < 27,
    detail: { is: 'claim', claim: inUse.claim, what: 'in-use' },
  };
}

/** The node affinity of bound volumes, and whether the rest can be bound or provisioned here. */
export function volumeBinding(node: NodeInfo, claims: PodClaims, snapshot: Snapshot): Failure | undefined {
  const { texts } = snapshot.rules;
  const { name, labels } = node.node;
  const fail = (reasons: readonly string[], claim: string, what: string): Failure => ({
    plugin: 'VolumeBinding',
    reasons,
    unresolvable: true,
    detail: { is: 'claim', claim, what },
  });
  for (const claim of claims.bound) {
    const volume = claims.volumeOf(claim);
    if (volume === undefined)
      return fail(
        ['node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)'],
        claim.name,
        'volume-missing',
      );
    const { nodeTerms } = volume;
    if (nodeTerms !== undefined && !nodeTerms.some((term) => meetsTerm(term, labels, name)))
      return fail([texts.volumeNodeAffinity], claim.name, 'volume-elsewhere');
  }
  const late = bindsOn(node, claims.delayed, snapshot);
  return late === undefined ? undefined : fail([late.reason], late.claim, late.what);
}

import type { Claim } from '../../objects/types/storage.ts';
import type { PodClaims } from '../claims.ts';
import type { Failure } from '../failure.ts';
import type { NodeInfo, PodInfo, Snapshot } from '../snapshot.ts';

/** Volumes by driver and handle, with their driver. */
type Volumes = Map<string, string>;

/** CSI volumes of a node against what its driver attaches at most (CSINode). */
export function nodeVolumeLimits(
  info: PodInfo,
  node: NodeInfo,
  claims: PodClaims,
  snapshot: Snapshot,
): Failure | undefined {
  if (claims.bound.length + claims.delayed.length === 0) return undefined;
  const { csiNodes } = snapshot.objects;
  const drivers = csiNodes.find(({ name }) => name === node.node.name)?.drivers ?? [];
  const limits = drivers.filter(({ count }) => count !== undefined);
  if (limits.length === 0) return undefined;
  const attached = attachedTo(node, snapshot);
  const mine: Volumes = new Map();
  for (const claim of claimsOf(info.pod, snapshot)) add(mine, claim, snapshot);
  for (const { name, count = 0 } of limits) {
    const has = [...attached.values()].filter((driver) => driver === name).length;
    const more = [...mine].filter(([id, driver]) => driver === name && !attached.has(id)).length;
    if (more === 0 || has + more <= count) continue;
    return {
      plugin: 'NodeVolumeLimits',
      reasons: ['node(s) exceed max volume count'],
      unresolvable: false,
      detail: { is: 'claim', claim: name, what: 'limit', volume: `${has} of ${count}` },
    };
  }
  return undefined;
}

/** What the node's pods use, and what is attached besides. */
function attachedTo({ node, pods }: NodeInfo, snapshot: Snapshot): Volumes {
  const { attachments, volumes } = snapshot.objects;
  const attached: Volumes = new Map();
  for (const { pod } of pods) for (const claim of claimsOf(pod, snapshot)) add(attached, claim, snapshot);
  for (const { node: on, attacher, volume } of attachments) {
    const found = on === node.name ? volumes.find(({ name }) => name === volume) : undefined;
    if (found?.handle !== undefined) attached.set(`${attacher}/${found.handle}`, attacher);
  }
  return attached;
}

function claimsOf({ namespace, spec }: PodInfo['pod'], { objects }: Snapshot): readonly Claim[] {
  const names = new Set((spec?.volumes ?? []).flatMap(({ object, type }) => (isClaim(type) ? (object ?? []) : [])));
  return names.size === 0 ? [] : objects.claims.filter((one) => one.namespace === namespace && names.has(one.name));
}

const isClaim = (type: string): boolean => type === 'persistentVolumeClaim' || type === 'ephemeral';

/** A bound volume counts by its handle; one that is to be made, by its claim. */
function add(seen: Volumes, claim: Claim, { objects }: Snapshot): void {
  const volume = objects.volumes.find(({ name }) => name === claim.volumeName);
  if (volume !== undefined) {
    if (volume.driver !== undefined && volume.handle !== undefined)
      seen.set(`${volume.driver}/${volume.handle}`, volume.driver);
    return;
  }
  const driver = objects.storageClasses.find(({ name }) => name === claim.storageClass)?.provisioner;
  if (driver !== undefined) seen.set(`${driver}/claim ${claim.namespace}/${claim.name}`, driver);
}

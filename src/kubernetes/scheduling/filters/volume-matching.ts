import type { Claim, PersistentVolume } from '../../objects/types/storage.ts';
import { meetsTerm, selects } from '../labels.ts';
import { nano } from '../quantity.ts';
import type { NodeInfo, Snapshot } from '../snapshot.ts';

/** Why a claim that waits for a pod cannot be bound or made on a node. */
export interface LateFailure {
  readonly reason: string;
  readonly claim: string;
  readonly what: string;
}

const noVolume = "node(s) didn't find available persistent volumes to bind";

/** What keeps claims of WaitForFirstConsumer from a node: a volume to bind, or its provisioner (FindPodVolumes). */
export function bindsOn(node: NodeInfo, claims: readonly Claim[], snapshot: Snapshot): LateFailure | undefined {
  const elsewhere = claims.find(({ selectedNode }) => selectedNode !== undefined && selectedNode !== node.node.name);
  if (elsewhere !== undefined) return { reason: noVolume, claim: elsewhere.name, what: 'node-selected' };
  const chosen = new Set<string>();
  const toMake: Claim[] = [];
  for (const claim of claims.toSorted((a, b) => compare(sizeOf(a.request), sizeOf(b.request)))) {
    const volume = claim.selectedNode === undefined ? smallest(claim, node, chosen, snapshot) : undefined;
    if (volume === undefined) toMake.push(claim);
    else chosen.add(volume.name);
  }
  for (const claim of toMake) {
    const failure = cannotMake(claim, node, snapshot);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const sizeOf = (text: string | undefined): bigint => (text === undefined ? 0n : (nano(text) ?? 0n));

/** The smallest volume that would do (FindMatchingVolume). */
function smallest(
  claim: Claim,
  { node }: NodeInfo,
  chosen: ReadonlySet<string>,
  { objects }: Snapshot,
): PersistentVolume | undefined {
  const fits = (volume: PersistentVolume): boolean =>
    !chosen.has(volume.name) &&
    volume.deleted === undefined &&
    sizeOf(volume.capacity) >= sizeOf(claim.request) &&
    (volume.volumeMode ?? 'Filesystem') === (claim.volumeMode ?? 'Filesystem') &&
    (volume.nodeTerms === undefined || volume.nodeTerms.some((term) => meetsTerm(term, node.labels, node.name)));
  const isFree = (volume: PersistentVolume): boolean =>
    volume.claim === undefined &&
    volume.phase === 'Available' &&
    (volume.storageClass ?? '') === (claim.storageClass ?? '') &&
    (claim.selector === undefined || selects(claim.selector, volume.labels)) &&
    claim.modes.every((mode) => volume.modes.includes(mode));
  const promised = objects.volumes.find((volume) => isFor(volume, claim));
  if (promised !== undefined && fits(promised)) return promised;
  return objects.volumes
    .filter((volume) => isFree(volume) && fits(volume))
    .toSorted((a, b) => compare(sizeOf(a.capacity), sizeOf(b.capacity)))[0];
}

const isFor = ({ claim: ref }: PersistentVolume, { name, namespace, uid }: Claim): boolean =>
  ref !== undefined && ref.name === name && ref.namespace === namespace && (ref.uid === undefined || ref.uid === uid);

/** The provisioner, the topologies and the room that making a volume takes (checkVolumeProvisions). */
function cannotMake(claim: Claim, { node }: NodeInfo, { objects }: Snapshot): LateFailure | undefined {
  const found = objects.storageClasses.find(({ name }) => name === claim.storageClass);
  if (found === undefined) return undefined;
  if (found.provisioner === '' || found.provisioner === 'kubernetes.io/no-provisioner')
    return { reason: noVolume, claim: claim.name, what: 'no-volume' };
  const { allowedTopologies: allowed } = found;
  const inTopology = allowed.some((term) => term.every(({ key, values }) => values.includes(node.labels[key] ?? '')));
  if (allowed.length > 0 && !inTopology) return { reason: noVolume, claim: claim.name, what: 'topology' };
  const driver = objects.csiDrivers.find(({ name }) => name === found.provisioner);
  if (driver?.storageCapacity !== true || claim.request === undefined) return undefined;
  const hasRoom = objects.csiCapacities.some(
    ({ storageClass, topology, capacity, maximum }) =>
      storageClass === found.name &&
      (maximum ?? capacity) !== undefined &&
      sizeOf(maximum ?? capacity) >= sizeOf(claim.request) &&
      selects(topology, node.labels),
  );
  return hasRoom
    ? undefined
    : { reason: 'node(s) did not have enough free storage', claim: claim.name, what: 'no-room' };
}

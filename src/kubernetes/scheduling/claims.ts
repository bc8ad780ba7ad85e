import type { Pod } from '../objects/types/pod.ts';
import type { Claim, PersistentVolume, StorageClass } from '../objects/types/storage.ts';
import type { Failure, Plugin } from './failure.ts';
import type { PodInfo, Snapshot } from './snapshot.ts';

/** A pod's claims, sorted as GetPodVolumeClaims sorts them. */
export interface PodClaims {
  readonly bound: readonly Claim[];
  /** Waiting for this very pod (WaitForFirstConsumer). */
  readonly delayed: readonly Claim[];
  /** Of these, claims that only one pod may use, with the pod that does. */
  readonly inUse?: { readonly claim: string; readonly holder: PodInfo } | undefined;
  readonly volumeOf: (claim: Claim) => PersistentVolume | undefined;
}

/** What the PreFilters say of the pod as a whole. */
export type ClaimsReading = { readonly claims: PodClaims } | { readonly failure: Failure };

const none: PodClaims = { bound: [], delayed: [], volumeOf: () => undefined };

/** The class of a claim; where there is no default class an absent one stays absent. */
const classNameOf = ({ storageClass }: Claim): string => storageClass ?? '';

export function readClaims(info: PodInfo, snapshot: Snapshot): ClaimsReading {
  const { pod } = info;
  const volumes = (pod.spec?.volumes ?? []).filter(
    ({ type }) => type === 'persistentVolumeClaim' || type === 'ephemeral',
  );
  if (volumes.length === 0) return { claims: none };
  const { objects, rules } = snapshot;
  const own = new Map(objects.claims.flatMap((one) => (one.namespace === pod.namespace ? [[one.name, one]] : [])));
  const found: Claim[] = [];
  for (const { object = '', type } of volumes) {
    const claim = own.get(object);
    const problem = problemOf(object, claim, type === 'ephemeral' && rules.version.minor >= 23, pod);
    if (problem !== undefined) return { failure: refusal('VolumeBinding', problem.text, object, problem.what) };
    if (claim !== undefined) found.push(claim);
  }
  const classes = new Map(objects.storageClasses.map((one) => [one.name, one]));
  const volumesByName = new Map(objects.volumes.map((one) => [one.name, one]));
  const isBound = ({ volumeName, bindCompleted }: Claim): boolean => volumeName !== undefined && bindCompleted;
  const isDelayed = (claim: Claim): boolean =>
    claim.volumeName === undefined && bindsLate(classes.get(classNameOf(claim)));
  const unbound = found.find((claim) => !isBound(claim) && !isDelayed(claim));
  if (unbound !== undefined) {
    const text = 'pod has unbound immediate PersistentVolumeClaims';
    return { failure: refusal('VolumeBinding', text, unbound.name, 'unbound') };
  }
  const volumeOf = ({ volumeName = '' }: Claim): PersistentVolume | undefined => volumesByName.get(volumeName);
  const lost =
    rules.version.minor >= 27 ? found.find((claim) => isBound(claim) && volumeOf(claim) === undefined) : undefined;
  if (lost !== undefined) {
    const text = `persistentvolume "${lost.volumeName}" not found`;
    return { failure: refusal('VolumeZone', text, lost.name, 'volume-missing') };
  }
  return {
    claims: {
      bound: found.filter(isBound),
      delayed: found.filter((claim) => !isBound(claim)),
      inUse: exclusiveUse(found, pod, snapshot),
      volumeOf,
    },
  };
}

const bindsLate = (storageClass: StorageClass | undefined): boolean => storageClass?.binding === 'WaitForFirstConsumer';

function problemOf(
  name: string,
  claim: Claim | undefined,
  waits: boolean,
  pod: Pod,
): { readonly text: string; readonly what: string } | undefined {
  if (claim === undefined) {
    const text = waits
      ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`
      : `persistentvolumeclaim "${name}" not found`;
    return { text, what: 'missing' };
  }
  if (claim.phase === 'Lost') {
    const text = `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.volumeName ?? ''}"`;
    return { text, what: 'lost' };
  }
  if (claim.deleted !== undefined)
    return { text: `persistentvolumeclaim "${name}" is being deleted`, what: 'deleting' };
  return claim.namespace === pod.namespace ? undefined : { text: '', what: 'missing' };
}

/** ReadWriteOncePod: whether another pod uses such a claim. */
function exclusiveUse(claims: readonly Claim[], pod: Pod, { nodes }: Snapshot): PodClaims['inUse'] {
  for (const { name, modes, namespace } of claims) {
    if (!modes.includes('ReadWriteOncePod')) continue;
    const uses = (other: PodInfo): boolean =>
      other.pod.namespace === namespace &&
      other.pod.name !== pod.name &&
      (other.pod.spec?.volumes ?? []).some(({ type, object }) => type === 'persistentVolumeClaim' && object === name);
    const holder = nodes.flatMap(({ pods }) => pods).find(uses);
    if (holder !== undefined) return { claim: name, holder };
  }
  return undefined;
}

function refusal(plugin: Plugin, reason: string, claim: string, what: string): Failure {
  return { plugin, reasons: [reason], unresolvable: true, detail: { is: 'claim', claim, what } };
}

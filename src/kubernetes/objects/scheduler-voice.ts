import type { ClusterObjects } from './types/cluster-objects.ts';
import type { Pod } from './types/pod.ts';
import type { Claim } from './types/storage.ts';

/**
 * Why a scheduler that runs may say nothing of a pod. It has dealt with one that was made later; or it has chosen a
 * node and waits, without a word, until the volume of a claim is made there (VolumeBinding's PreBind, ten minutes).
 */
export const mayBeSilentOf = (pod: Pod, objects: ClusterObjects): boolean =>
  hasDealtLater(pod, objects) || claimsOf(pod, objects).some((claim) => claim?.volumeName === undefined);

/** The claims that a pod uses; undefined for one that the input does not hold. */
export const claimsOf = ({ namespace, spec }: Pod, { claims }: ClusterObjects): readonly (Claim | undefined)[] =>
  (spec?.volumes ?? [])
    .filter(({ type }) => type === 'persistentVolumeClaim' || type === 'ephemeral')
    .map(({ object }) => claims.find((claim) => claim.namespace === namespace && claim.name === object));

const schedulerOf = ({ spec }: Pod): string => spec?.schedulerName ?? 'default-scheduler';

/** When the newest pod was made that each scheduler has dealt with; asked for each pod that waits, made once. */
const newest = new WeakMap<ClusterObjects, ReadonlyMap<string, string>>();

function newestDealt(objects: ClusterObjects): ReadonlyMap<string, string> {
  const known = newest.get(objects);
  if (known !== undefined) return known;
  const made = new Map<string, string>();
  for (const pod of objects.pods) {
    const { created = '', mirror, owner, status } = pod;
    // Only the scheduler refuses; that a pod is bound the kubelet says too, and of a daemon or a mirror nobody else.
    const isDealt = status?.conditions.some(({ type }) => type === 'PodScheduled') === true;
    if (!isDealt || mirror || owner?.kind === 'DaemonSet') continue;
    if (created > (made.get(schedulerOf(pod)) ?? '')) made.set(schedulerOf(pod), created);
  }
  newest.set(objects, made);
  return made;
}

const hasDealtLater = (pod: Pod, objects: ClusterObjects): boolean =>
  pod.created !== undefined && pod.created < (newestDealt(objects).get(schedulerOf(pod)) ?? '');

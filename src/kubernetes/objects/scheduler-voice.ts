import type { ClusterObjects } from './types/cluster-objects.ts';
import type { Pod } from './types/pod.ts';

const defaultScheduler = 'default-scheduler';

/**
 * Why a scheduler that runs may say nothing of a pod. It has dealt with one that was made later; or it has chosen a
 * node and waits, without a word, until the volume of a claim is made there (VolumeBinding's PreBind, ten minutes).
 */
export const mayBeSilentOf = (pod: Pod, objects: ClusterObjects): boolean =>
  hasDealtLater(pod, objects) || waitsForVolume(pod, objects);

/** Only the scheduler refuses; that a pod is bound the kubelet says too, and of a daemon or a mirror nobody else. */
const hasDealtLater = (pod: Pod, { pods }: ClusterObjects): boolean =>
  pod.created !== undefined &&
  pods.some(
    (other) =>
      other.created !== undefined &&
      pod.created !== undefined &&
      other.created > pod.created &&
      !other.mirror &&
      other.owner?.kind !== 'DaemonSet' &&
      (other.spec?.schedulerName ?? defaultScheduler) === (pod.spec?.schedulerName ?? defaultScheduler) &&
      other.status?.conditions.some(({ type }) => type === 'PodScheduled') === true,
  );

/** A claim that is not bound, or that the input does not hold. */
const waitsForVolume = ({ namespace, spec }: Pod, { claims }: ClusterObjects): boolean =>
  spec?.volumes.some(
    ({ type, object }) =>
      (type === 'persistentVolumeClaim' || type === 'ephemeral') &&
      claims.find((claim) => claim.namespace === namespace && claim.name === object)?.volumeName === undefined,
  ) === true;

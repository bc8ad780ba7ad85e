import type { ClusterObjects } from '../objects/types/cluster-objects.ts';
import { parseVersion, type Version } from './version.ts';

/** A version, and what tells it. */
export interface KnownVersion {
  readonly version: Version;
  readonly because: string;
}

const imageVersion = /kube-scheduler:v?(1\.\d{1,3}\.\d{1,3})/;

const newest = (versions: readonly Version[]): Version | undefined =>
  versions.toSorted((a, b) => b.minor - a.minor || b.patch - a.patch)[0];

/** The scheduler's release: its own image where its pod is in the dump, else the newest kubelet, which is never newer. */
export function schedulerVersion({ pods, nodes }: ClusterObjects): KnownVersion | undefined {
  const images = pods.flatMap(
    ({ spec }) => spec?.containers.map(({ image = '' }) => imageVersion.exec(image)?.[1] ?? '') ?? [],
  );
  const own = newest(images.flatMap((text) => parseVersion(text) ?? []));
  if (own !== undefined) return { version: own, because: 'image of kube-scheduler' };
  const kubelet = newest(nodes.flatMap(({ kubeletVersion = '' }) => parseVersion(kubeletVersion) ?? []));
  return kubelet === undefined ? undefined : { version: kubelet, because: 'newest kubelet' };
}

/** One release of each set of rules, newest first: what is tried where the version is not known or does not agree. */
export const telling: readonly Version[] = [
  { minor: 36, patch: 0 },
  { minor: 34, patch: 1 },
  { minor: 33, patch: 0 },
  { minor: 32, patch: 0 },
  { minor: 31, patch: 0 },
  { minor: 30, patch: 0 },
  { minor: 29, patch: 0 },
  { minor: 28, patch: 0 },
  { minor: 27, patch: 0 },
  { minor: 26, patch: 0 },
  { minor: 24, patch: 0 },
  { minor: 22, patch: 0 },
  { minor: 21, patch: 0 },
  { minor: 20, patch: 0 },
];

import type { HostModel } from '../model/model.ts';

/** `v1.31.4` as 1.31; undefined for anything else. */
export function minorOf(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:\.|$|[+-])/.exec(version);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** The tag of an image reference, digest left out. */
export const tagOf = (image: string): string => /:([^:/@]+)(?:@|$)/.exec(image)?.[1] ?? '';

/** The minor version of the control plane on this host: of its apiserver's image. The kubelet's is the same or older. */
export function controlPlaneMinor({ components }: HostModel): number | undefined {
  const tags = components
    .filter(({ program }) => program.startsWith('kube-'))
    .map(({ container }) => minorOf(tagOf(container.image)));
  return tags.find((minor) => minor !== undefined);
}

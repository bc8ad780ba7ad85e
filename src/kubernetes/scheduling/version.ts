/** A release of Kubernetes; the patch matters where a text changed within a minor. */
export interface Version {
  /** 20 for 1.20. */
  readonly minor: number;
  readonly patch: number;
}

/** `v1.36.2`, `1.27.1+k3s1`, `v1.29.4-gke.1043000`, `1.30`. */
const shape = /^v?1\.(\d{1,3})(?:\.(\d{1,4}))?/;

export function parseVersion(text: string): Version | undefined {
  const match = shape.exec(text);
  return match === null ? undefined : { minor: Number(match[1]), patch: Number(match[2] ?? 0) };
}

export const versionText = ({ minor, patch }: Version): string => `1.${minor}.${patch}`;

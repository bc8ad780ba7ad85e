import type { CodeName } from '../../../src/modules/k8s-paths/codes.ts';

/**
 * A fault made by hand, or by a real tool, on a copy of the tree of a real control plane (kubeadm 1.20, genuine
 * certificates, logs of real processes): name of the code, what a person did, how.
 */
export type GenuineFault = readonly [name: CodeName, did: string, snippet: string, more?: GenuineExtra];

/** What some faults need besides a snippet. */
export interface GenuineExtra {
  /** Words of the command line: the symptom somebody came with. */
  readonly words?: readonly string[];
  /** Takes away what would outlive the tree: a mount, a process. */
  readonly undo?: string;
}

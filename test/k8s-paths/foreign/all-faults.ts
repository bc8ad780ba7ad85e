import type { ForeignFault } from './breaking.ts';
import { diskFaults } from './disk-and-logs.ts';
import { distributionFaults } from './distributions.ts';
import { etcdFaults } from './etcd.ts';
import { hardFaults } from './hard.ts';
import { kubeconfigFaults } from './kubeconfigs.ts';
import { kubeletFaults } from './kubelet.ts';
import { manifestFaults } from './manifests.ts';
import { pairFaults } from './pairs.ts';
import { pkiFaults } from './pki.ts';
import { runtimeFaults } from './runtime.ts';

/** Every fault, with its root decided before any run. */
export const foreignFaults: readonly ForeignFault[] = [
  ...hardFaults,
  ...manifestFaults,
  ...pkiFaults,
  ...kubeconfigFaults,
  ...kubeletFaults,
  ...runtimeFaults,
  ...etcdFaults,
  ...diskFaults,
  ...distributionFaults,
  ...pairFaults,
];

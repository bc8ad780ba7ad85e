import type { Finding } from '../../../core/finding.ts';
import type { DumpClock } from '../../../kubernetes/objects/clock.ts';
import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { Snapshot } from '../../../kubernetes/scheduling/snapshot.ts';
import { baskets } from './addons.ts';
import { blindSpots } from './agents.ts';
import { besideControlPlane, staticOnWorkers, unevenComponents } from './control-plane.ts';
import { handMadeDaemonSets, toleratingAll } from './workloads.ts';

/** What is placed in a way that will hurt; asked of the whole cluster, not of one pod. */
export const practiceFindings = (objects: ClusterObjects, snapshot: Snapshot, clock: DumpClock): readonly Finding[] => [
  ...unevenComponents(objects, clock),
  ...toleratingAll(objects),
  ...blindSpots(objects),
  ...handMadeDaemonSets(objects),
  ...staticOnWorkers(objects),
  ...besideControlPlane(objects),
  ...baskets(objects, snapshot),
];

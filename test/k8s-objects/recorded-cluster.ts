import { type RecordedState, recordedStates } from '../support/k8s-objects.ts';
import { RawCluster } from './raw-cluster.ts';

/** Recorded states in which all is well, or is once a cordoned node is open again. */
const healthy: readonly (readonly [string, string])[] = [
  ['1.36.2', 'run-healthy'],
  ['1.36.2', 'place-static-mirror'],
  ['1.36.2', 'flow-pdb-drain'],
  ['1.20.2', 'flow-pdb-drain'],
];

/** Two hours later nothing in it is young any more; leases go on. */
const later = 7_200_000;

/** Makers of healthy clusters of what real control planes wrote; none where the recordings are not there. */
export const recordedClusters = (): readonly (readonly [string, () => RawCluster])[] =>
  healthy.flatMap(([version, name]) =>
    recordedStates(version)
      .filter((state) => state.case === name)
      .map((state) => [`${version} ${name}`, () => clusterOf(state)] as const),
  );

function clusterOf(state: RecordedState): RawCluster {
  const now = new Date(Date.parse(state.takenAt) + later).toISOString();
  const items = structuredClone((state.list as { items: RawCluster['items'] }).items);
  const node = items.filter(({ kind }) => kind === 'Node').at(-1).metadata.name;
  const c = new RawCluster(Number(state.kubernetes.split('.')[1]), now, node);
  for (const one of items) {
    if (one.kind === 'Lease') one.spec.renewTime = `${c.ago(2).slice(0, -1)}.000001Z`;
    if (one.kind === 'Node') one.spec = {};
    c.items.push(one);
  }
  return c;
}

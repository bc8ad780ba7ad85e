import { rolloutFix } from '../../../kubernetes/kubectl-fix.ts';
import type { Workload } from '../../../kubernetes/objects/types/workload.ts';
import { type Maker, managedBy, ownerOf, targetOf } from './maker.ts';

const revisionOf = ({ revision }: Workload): number => (/^\d{1,9}$/.test(revision ?? '') ? Number(revision) : 0);

/** Back to the revision that still serves, where the pods that stand still are those of the newest. */
export const undoRollout: Maker = ({ code, stop, cluster }) => {
  const one = ownerOf(stop, cluster);
  if (one?.kind !== 'Deployment' || one.paused === true || one.uid === undefined) return [];
  const newest = revisionOf(one);
  const sets = cluster.objects.workloads.filter(({ kind, owner }) => kind === 'ReplicaSet' && owner?.uid === one.uid);
  const pod = cluster.objects.pods.find(({ name, namespace }) => name === stop.name && namespace === stop.namespace);
  const own = sets.find(({ uid }) => uid !== undefined && uid === pod?.owner?.uid);
  const [before] = sets
    .filter((set) => revisionOf(set) > 0 && revisionOf(set) < newest && (set.status.available ?? 0) > 0)
    .toSorted((a, b) => revisionOf(b) - revisionOf(a));
  if (own === undefined || revisionOf(own) !== newest || newest === 0 || before === undefined) return [];
  return rolloutFix({
    id: 'undo-rollout',
    code,
    title: `Take ${one.name} back to revision ${revisionOf(before)}, whose pods still serve`,
    effect: `Ends the rollout of revision ${newest}; what it brought is gone until it is rolled out again. Be sure that the older program works with the data as it is now.${managedBy(one)}`,
    applicability: 'review',
    target: targetOf(one),
    from: String(newest),
    to: String(revisionOf(before)),
  });
};

import { type Finding, nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import { beginCycle, place } from '../../../kubernetes/scheduling/place.ts';
import type { Snapshot } from '../../../kubernetes/scheduling/snapshot.ts';
import { addonOneBasket } from '../catalog/practice-codes.ts';
import { workloadOf } from '../waiting.ts';
import { factsOf, fieldOf } from './occurrence.ts';
import { placedPods } from './roles.ts';

/** What the whole cluster goes without when a workload is away; undefined for what only few need. */
function neededFor({ namespace, labels }: Pod): string | undefined {
  if (namespace === 'kube-system' && labels['k8s-app'] === 'kube-dns') return 'name resolution';
  const name = labels['app.kubernetes.io/name'] ?? '';
  return /^(?:ingress-nginx|traefik|kubernetes-ingress|contour|envoy-gateway)$/.test(name) &&
    (labels['app.kubernetes.io/component'] ?? 'controller') === 'controller'
    ? 'the way in from outside'
    : undefined;
}

/** Add-ons whose replicas all run on one node, where another one would take them. */
export function baskets(objects: ClusterObjects, snapshot: Snapshot): readonly Finding[] {
  const needed = placedPods(objects).filter((pod) => neededFor(pod) !== undefined && pod.owner?.kind === 'ReplicaSet');
  return [...groupBy(needed, (pod) => workloadOf(pod, objects))].flatMap(([who, pods]) => {
    const nodes = [...new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []))];
    const [first] = pods;
    const [node] = nodes;
    if (first === undefined || node === undefined || pods.length < 2 || nodes.length > 1) return [];
    if (!fitsElsewhere(first, node, snapshot)) return [];
    const evidence = pods.slice(0, 3).map((pod) => fieldOf(pod, 'spec.nodeName', node));
    const subject = neededFor(first) ?? '';
    return [
      addonOneBasket(
        factsOf(
          pods.map(({ namespace, name }) => `Pod ${namespace}/${name}`),
          { who, nodes, subject },
        ),
        { confidence: 'proven', evidence: nonEmpty(evidence) },
      ),
    ];
  });
}

/** Whether another node would take one of them now. */
function fitsElsewhere(pod: Pod, node: string, snapshot: Snapshot): boolean {
  if (pod.spec === undefined) return false;
  const anew = { ...pod, spec: { ...pod.spec, nodeName: undefined } };
  return place(beginCycle(anew, snapshot)).some(
    ({ node: { node: other }, failure }) => other.name !== node && failure === undefined,
  );
}

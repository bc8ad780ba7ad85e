import type { FixScript } from '../../../core/fix-script.ts';
import type { Meta } from '../../../kubernetes/objects/types/meta.ts';
import type { Workload } from '../../../kubernetes/objects/types/workload.ts';
import type { Cluster } from '../infer/cluster.ts';
import type { Stop } from '../infer/stop.ts';

/** Makes the scripts of a cause, from what the dump holds of its object. */
export type Maker = (given: {
  /** `FLOW123-webhook-unreachable`. */
  readonly code: string;
  readonly stop: Stop;
  readonly cluster: Cluster;
}) => readonly FixScript[];

export const targetOf = ({ kind, name, namespace, uid }: Meta) => ({ kind: kind.toLowerCase(), name, namespace, uid });

/** Whose template may be changed; of a Job it may not. */
const changeable = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** The workload on top, as an object. */
export function ownerOf({ workload, namespace }: Stop, { objects }: Cluster): Workload | undefined {
  const [kind = '', name] = workload.split('/', 2);
  return changeable.has(kind)
    ? objects.workloads.find(
        (one) => one.from === 'object' && one.kind === kind && one.name === name && one.namespace === namespace,
      )
    : undefined;
}

/** Who would set it back, as far as labels tell; behind the effect. */
export function managedBy({ labels }: Meta): string {
  const tool = labels['app.kubernetes.io/managed-by'] ?? labels['heritage'];
  const argo = labels['argocd.argoproj.io/instance'];
  const flux = labels['kustomize.toolkit.fluxcd.io/name'] ?? labels['helm.toolkit.fluxcd.io/name'];
  if (argo !== undefined) return ` Argo CD (${argo}) sets it back: change it there too.`;
  if (flux !== undefined) return ` Flux (${flux}) sets it back: change it there too.`;
  const chart = labels['helm.sh/chart'];
  return tool === 'Helm' || tool === 'Tiller'
    ? ` The next helm upgrade sets it back: change the values${chart === undefined ? '' : ` of ${chart}`} too.`
    : '';
}

import type { Finding } from '../../core/finding.ts';
import { arrows, firstArrow } from './arrows.ts';
import type { FlowFacts } from './catalog/flow-code.ts';
import type { Cluster } from './infer/cluster.ts';
import type { FlowObservations } from './model.ts';

const workloadsTold = 500;

/** The typed summary of the JSON report. */
export function dataOf(
  cluster: Cluster,
  { kinds, gaps }: FlowObservations,
  findings: readonly Finding[],
): Record<string, unknown> {
  const leases = ['kube-scheduler', 'kube-controller-manager'].map((name) => {
    const lease = cluster.objects.leases.find((one) => one.namespace === 'kube-system' && one.name === name);
    const age = cluster.ageOf(lease?.renewed);
    return {
      name,
      lease:
        lease === undefined
          ? null
          : { renewed: lease.renewed ?? null, ageSeconds: age ?? null, holder: lease.holder ?? null },
      state: cluster.lease('kube-system', name),
    };
  });
  return {
    dump: {
      at: cluster.clock.at ?? null,
      provenance: cluster.clock.provenance,
      kinds,
      missing: gaps.map(({ what }) => what),
    },
    components: leases,
    workloads: findings.slice(0, workloadsTold).map((finding) => told(finding)),
  };
}

function told({ facts, name }: Finding): Record<string, unknown> {
  const { arrow, owner, objects, count, workload, namespace } = facts as FlowFacts;
  const state = (n: number): string =>
    arrow === 0 ? 'unchecked' : n < arrow ? 'ok' : n === arrow ? 'broken' : 'not-reached';
  return {
    ref: workload === '' ? (objects[0] ?? '') : `${namespace}/${workload}`,
    objects,
    count,
    arrows: arrows
      .filter(({ n }) => n >= firstArrow(workload))
      .map(({ n }) => ({ n, state: state(n), ...(n === arrow ? { owner, code: name } : {}) })),
  };
}

import { type Evidence, type Finding, nonEmpty } from '../../../core/finding.ts';
import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { PodSpec, Toleration } from '../../../kubernetes/objects/types/pod-spec.ts';
import type { Workload } from '../../../kubernetes/objects/types/workload.ts';
import { meetsTerm, selects } from '../../../kubernetes/scheduling/labels.ts';
import { untolerated } from '../../../kubernetes/scheduling/tolerations.ts';
import { shouldBeDaemonSet, toleratesEverything } from '../catalog/practice-codes.ts';
import { factsOf, fieldOf, refOf } from './occurrence.ts';
import { isSystemNamespace } from './roles.ts';

const moved = new Set(['Deployment', 'StatefulSet']);

/** Workloads whose pods should move when their node dies, and are told not to. */
export function toleratingAll({ workloads, nodes }: ClusterObjects): readonly Finding[] {
  // With one node there is nowhere to go.
  if (nodes.length < 2) return [];
  const own = workloads.filter(
    ({ kind, namespace, template, replicas }) =>
      moved.has(kind) &&
      !isSystemNamespace(namespace) &&
      replicas !== 0 &&
      template?.spec.priorityClass?.startsWith('system-') !== true,
  );
  return ['every taint', 'every NoExecute taint'].flatMap((subject) => {
    const found = own.filter((one) => toleratedBy(one) === subject);
    const [first] = found;
    if (first === undefined) return [];
    const text = subject === 'every taint' ? 'operator: Exists' : 'operator: Exists, effect: NoExecute';
    return [
      toleratesEverything(factsOf(found.map(refOf), { subject }), {
        confidence: 'proven',
        evidence: [fieldOf(first, 'spec.template.spec.tolerations', text)],
      }),
    ];
  });
}

/** Without a key `Exists` tolerates all; with a time it is as the default is. */
function toleratedBy({ template }: Workload): string | undefined {
  const all = (template?.spec.tolerations ?? []).filter(
    ({ key = '', operator, seconds }: Toleration) => key === '' && operator === 'Exists' && seconds === undefined,
  );
  if (all.some(({ effect = '' }) => effect === '')) return 'every taint';
  return all.some(({ effect }) => effect === 'NoExecute') ? 'every NoExecute taint' : undefined;
}

/** Deployments that do by hand what a DaemonSet does. */
export function handMadeDaemonSets({ workloads, nodes }: ClusterObjects): readonly Finding[] {
  const found = workloads.filter(
    (one) => one.kind === 'Deployment' && isOneANode(one) && usesHost(one.template?.spec) && fillsNodes(one, nodes),
  );
  const [first] = found;
  if (first === undefined) return [];
  const evidence: Evidence[] = [
    fieldOf(first, 'spec.replicas', String(first.replicas)),
    fieldOf(first, 'spec.template.spec.affinity.podAntiAffinity', 'required, topologyKey kubernetes.io/hostname'),
  ];
  return [shouldBeDaemonSet(factsOf(found.map(refOf), {}), { confidence: 'likely', evidence: nonEmpty(evidence) })];
}

const isOneANode = ({ template }: Workload): boolean =>
  template?.spec.podAntiAffinity.some(
    ({ topologyKey, selector }) => topologyKey === 'kubernetes.io/hostname' && selects(selector, template.labels),
  ) === true;

export const usesHost = (spec: PodSpec | undefined): boolean =>
  spec !== undefined && (spec.hostNetwork || spec.volumes.some(({ type }) => type === 'hostPath'));

/** As many replicas as nodes would take one, three and more: two of two are for availability. */
function fillsNodes({ replicas = 1, template }: Workload, nodes: ClusterObjects['nodes']): boolean {
  const spec = template?.spec;
  if (spec === undefined || replicas < 3) return false;
  const eligible = nodes.filter(
    ({ labels, name, taints }) =>
      Object.entries(spec.nodeSelector).every(([key, value]) => labels[key] === value) &&
      (spec.nodeTerms === undefined || spec.nodeTerms.some((term) => meetsTerm(term, labels, name))) &&
      untolerated(taints, spec.tolerations) === undefined,
  );
  return eligible.length === replicas;
}

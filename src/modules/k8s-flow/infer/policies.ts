import type { Evidence } from '../../../core/finding.ts';
import type { Condition } from '../../../kubernetes/objects/types/meta.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import type { DisruptionBudget, Namespace } from '../../../kubernetes/objects/types/policy.ts';
import { autoscalerStops } from './autoscalers.ts';
import { noteOfBudget } from './budgets.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofField } from './evidence.ts';
import { blank, refOf, type Stop } from './stop.ts';

/** A deletion is under way for so long before it counts as stuck (flow of finalizers takes seconds). */
const deletingSeconds = 30;

/** Namespaces that do not go away, budgets that allow no eviction while one is wanted, autoscalers that do not scale. */
export function policyStops(cluster: Cluster): Stop[] {
  return [...namespaceStops(cluster), ...budgetStops(cluster), ...autoscalerStops(cluster)];
}

function namespaceStops(cluster: Cluster): Stop[] {
  const lease = cluster.lease(...manager) === 'stale' ? cluster.leaseEvidence(...manager) : undefined;
  return cluster.objects.namespaces.flatMap((one) => {
    if (one.deleted === undefined || !cluster.olderThan(one.deleted, deletingSeconds)) return [];
    const hold = holds.map((type) => conditionOf(one.conditions, type)).find((held) => held?.status === 'True');
    if (hold !== undefined) return [keptBy(one, hold, cluster)];
    const [own] = one.finalizers;
    if (own !== undefined) return [heldItself(one, own)];
    return [lease === undefined ? stillThere(one) : unmanaged(one, lease)];
  });
}

const ofNamespace = ({ name }: Namespace) => ({
  ...blank,
  code: 'stuckTerminating' as const,
  arrow: 0,
  kind: 'Namespace',
  namespace: '',
  name,
  subject: '',
  owner: 'namespace controller',
});

/** Conditions that say what a namespace waits for; while an API cannot be listed nothing else is known. */
const holds = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceFinalizersRemaining',
  'NamespaceContentRemaining',
  'NamespaceDeletionContentFailure',
] as const;

/** The finalizer is on the namespace itself. */
const heldItself = (one: Namespace, finalizer: string): Stop => ({
  ...ofNamespace(one),
  owner: `finalizer ${finalizer}`,
  subject: finalizer,
  said: finalizer,
  evidence: ofField(one, 'metadata.finalizers', one.finalizers.join(', '), one.deleted),
});

function keptBy(one: Namespace, { type, message = '', at }: Condition, { objects }: Cluster): Stop {
  // `Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances`
  const finalizer = /remaining: (\S{1,253}) in \d/.exec(message)?.[1] ?? '';
  // A pod in it that the same finalizer holds says more.
  const pod = objects.pods.find(
    ({ namespace, deleted, finalizers }) =>
      namespace === one.name && deleted !== undefined && finalizers.includes(finalizer),
  );
  return {
    ...ofNamespace(one),
    ...(finalizer === '' ? {} : { owner: `finalizer ${finalizer}`, subject: finalizer }),
    ...(pod === undefined ? {} : { cause: `pod ${refOf(pod.namespace, pod.name)}` }),
    said: message,
    evidence: ofField(one, 'status.conditions', `${type}: ${message}`, at),
  };
}

/** Nobody has found anything left: it may only take its time. */
const stillThere = (one: Namespace): Stop => ({
  ...ofNamespace(one),
  confidence: 'possible',
  said: '',
  evidence: ofField(one, 'status.conditions', `phase ${one.phase ?? 'Terminating'}`),
});

const manager = ['kube-system', 'kube-controller-manager'] as const;

/** Its controller is part of kube-controller-manager, and that does not act. */
const unmanaged = (one: Namespace, evidence: Evidence): Stop => ({
  ...ofNamespace(one),
  code: 'controllerManagerSilent',
  arrow: 2,
  owner: 'kube-controller-manager',
  said: `phase ${one.phase ?? 'Terminating'}`,
  evidence,
});

/** A budget of 0 matters where somebody drains: a cordoned node with a pod of it, or an eviction under way. */
function budgetStops(cluster: Cluster): Stop[] {
  return cluster.objects.budgets.flatMap((one) => {
    // Pods that are not ready eat the budget up: then they are the cause.
    const isFull = (one.healthy ?? 0) >= (one.desired ?? 0);
    if (one.allowed !== 0 || (one.expected ?? 0) === 0 || !isFull) return [];
    const draining = drainedPod(one, cluster);
    return draining === undefined && one.disrupted.length === 0 ? [] : [blockedBy(one, draining?.spec?.nodeName ?? '')];
  });
}

const drainedPod = ({ namespace, selector }: DisruptionBudget, cluster: Cluster): Pod | undefined =>
  cluster.objects.pods.find(
    (pod) =>
      pod.namespace === namespace &&
      Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => pod.labels[key] === value) &&
      cluster.node(pod.spec?.nodeName ?? '')?.unschedulable === true,
  );

function blockedBy(one: DisruptionBudget, node: string): Stop {
  const { namespace, name, minAvailable, maxUnavailable = '', expected = 0 } = one;
  const wants = minAvailable === undefined ? `maxUnavailable ${maxUnavailable}` : `minAvailable ${minAvailable}`;
  return {
    ...blank,
    code: 'drainBlocked',
    arrow: 0,
    owner: `PodDisruptionBudget ${name}`,
    kind: 'PodDisruptionBudget',
    namespace,
    name,
    subject: name,
    node,
    said: '',
    note: noteOfBudget(one),
    evidence: ofField(one, 'status', `disruptionsAllowed 0 of ${expected} pods (${wants})`),
  };
}

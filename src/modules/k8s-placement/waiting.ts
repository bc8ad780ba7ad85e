import { isKind } from '../../kubernetes/objects/text/kinds.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Owner } from '../../kubernetes/objects/types/meta.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { Workload } from '../../kubernetes/objects/types/workload.ts';
import { isTerminal } from '../../kubernetes/scheduling/snapshot.ts';
import type { PlacementOptions } from './options.ts';

/** Pods that wait for a node, by who should find one. */
export interface Waiting {
  /** For the default scheduler, which has looked at them. */
  readonly refused: readonly Pod[];
  /** For the default scheduler, which has said nothing of them. */
  readonly unseen: readonly Pod[];
  /** For another scheduler. */
  readonly elsewhere: readonly Pod[];
  /** Held back by scheduling gates. */
  readonly gated: readonly Pod[];
}

/** Sorts the pods that are asked for. */
export function waitingPods(
  objects: ClusterObjects,
  options: PlacementOptions,
  wasSaid: (pod: Pod) => boolean,
): Waiting {
  const asked = askedFor(objects, options);
  const waiting = objects.pods.filter(
    (pod) =>
      pod.spec !== undefined &&
      pod.spec.nodeName === undefined &&
      pod.deleted === undefined &&
      !isTerminal(pod) &&
      asked(pod),
  );
  const isGated = (pod: Pod): boolean =>
    (pod.spec?.gates.length ?? 0) > 0 ||
    pod.status?.conditions.some(({ reason }) => reason === 'SchedulingGated') === true;
  const gated = waiting.filter(isGated);
  const open = waiting.filter((pod) => !isGated(pod));
  const profiles = new Set(['default-scheduler', ...(objects.schedulers ?? []).map(({ name }) => name)]);
  const own = open.filter((pod) => profiles.has(pod.spec?.schedulerName ?? ''));
  return {
    refused: own.filter(wasSaid),
    unseen: own.filter((pod) => !wasSaid(pod)),
    elsewhere: open.filter((pod) => !profiles.has(pod.spec?.schedulerName ?? '')),
    gated,
  };
}

/** Whether a pod is one that `--for` and `--namespace` ask for. */
export function askedFor(objects: ClusterObjects, { for: wanted, namespace }: PlacementOptions): (pod: Pod) => boolean {
  const inNamespace = (pod: Pod): boolean => namespace === undefined || pod.namespace === namespace;
  if (wanted === undefined) return inNamespace;
  const [head = '', tail] = wanted.split('/', 2);
  const kind = tail === undefined ? undefined : head;
  const name = tail ?? head;
  return (pod) => {
    if (!inNamespace(pod)) return false;
    if ((kind === undefined || isKind('Pod', kind)) && pod.name === name) return true;
    const chain = ownersOf(pod, objects);
    return chain.some((owner) => (kind === undefined || isKind(owner.kind, kind)) && owner.name === name);
  };
}

const indexes = new WeakMap<ClusterObjects, ReadonlyMap<string, Workload>>();

/** Workloads by uid, and by kind and name where a text gives no uid; made once a cluster. */
function workloadsOf(objects: ClusterObjects): ReadonlyMap<string, Workload> {
  const known = indexes.get(objects);
  if (known !== undefined) return known;
  const made = new Map<string, Workload>();
  for (const one of objects.workloads) {
    if (one.uid !== undefined) made.set(one.uid, one);
    made.set(`${one.kind} ${one.namespace}/${one.name}`, one);
  }
  indexes.set(objects, made);
  return made;
}

/** The controller of a pod and the controller of that, as far as the input has them. */
export function controllersOf(pod: Pod, objects: ClusterObjects): readonly Workload[] {
  const found: Workload[] = [];
  const index = workloadsOf(objects);
  for (let owner = pod.owner; owner !== undefined && found.length < 3; ) {
    const one = index.get(owner.uid ?? `${owner.kind} ${pod.namespace}/${owner.name}`);
    if (one === undefined) break;
    found.push(one);
    owner = one.owner;
  }
  return found;
}

/** The controller of a pod and the controller of that: a ReplicaSet, then its Deployment. */
export function ownersOf(pod: Pod, objects: ClusterObjects): readonly Owner[] {
  if (pod.owner === undefined) return [];
  return [pod.owner, ...controllersOf(pod, objects).flatMap(({ owner }) => owner ?? [])];
}

/** `Deployment shop/web`, or the pod itself where nothing controls it. */
export function workloadOf(pod: Pod, objects: ClusterObjects): string {
  const top = ownersOf(pod, objects).at(-1);
  return top === undefined ? `Pod ${pod.namespace}/${pod.name}` : `${top.kind} ${pod.namespace}/${top.name}`;
}

/** `shop/web-1`, `3 pods of Deployment shop/web`, `5 pods of Deployment shop/web and 2 more`. */
export function sayWho(pods: readonly Pod[], objects: ClusterObjects): string {
  const [first] = pods;
  if (first === undefined) return 'a pod';
  if (pods.length === 1) return `${first.namespace}/${first.name}`;
  if (pods.every(({ owner }) => owner === undefined))
    return `${first.namespace}/${first.name} and ${pods.length - 1} more`;
  const workloads = [...new Set(pods.map((pod) => workloadOf(pod, objects)))];
  const more = workloads.length === 1 ? '' : ` and ${workloads.length - 1} more`;
  return `${pods.length} pods of ${workloads[0]}${more}`;
}

import type { Evidence } from '../../../core/finding.ts';
import { rfc3339 } from '../../../core/time/rfc3339.ts';
import { clockOf, type DumpClock, leaseState } from '../../../kubernetes/objects/clock.ts';
import type { ClusterObjects } from '../../../kubernetes/objects/types/cluster-objects.ts';
import type { Event } from '../../../kubernetes/objects/types/event.ts';
import type { Condition, Meta } from '../../../kubernetes/objects/types/meta.ts';
import type { Node } from '../../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import type { Workload } from '../../../kubernetes/objects/types/workload.ts';

export type LeaseState = 'alive' | 'stale' | 'unknown';

/** The objects of an input with their relations, by which rules look things up. */
export class Cluster {
  readonly objects: ClusterObjects;
  readonly kinds: Readonly<Record<string, number>>;
  readonly clock: DumpClock;
  readonly #byUid = new Map<string, Workload>();
  readonly #byRef = new Map<string, Workload>();
  readonly #nodes = new Map<string, Node>();
  readonly #podsOf = new Map<string, Pod[]>();
  readonly #events = new Map<string, Event[]>();

  constructor(objects: ClusterObjects, kinds: Readonly<Record<string, number>>, at?: string) {
    this.objects = objects;
    this.kinds = kinds;
    this.clock = clockOf(objects, at);
    for (const one of objects.workloads) {
      if (one.uid !== undefined) this.#byUid.set(one.uid, one);
      this.#byRef.set(`${one.kind} ${one.namespace}/${one.name}`, one);
    }
    for (const node of objects.nodes) this.#nodes.set(node.name, node);
    for (const pod of objects.pods) add(this.#podsOf, ownerKey(pod), pod);
    for (const event of objects.events) add(this.#events, eventKey(event.about), event);
  }

  /** Seconds from a time to the dump's clock; undefined where either is not known. */
  ageOf(time: string | undefined): number | undefined {
    const { at } = this.clock;
    if (at === undefined || time === undefined) return undefined;
    const age = (Date.parse(at) - Date.parse(time)) / 1000;
    return Number.isNaN(age) ? undefined : age;
  }

  /** Whether something has been so for so many seconds; where no time is known, yes: the input is all there is. */
  olderThan(time: string | undefined, seconds: number): boolean {
    return (this.ageOf(time) ?? Number.POSITIVE_INFINITY) >= seconds;
  }

  node(name: string): Node | undefined {
    return this.#nodes.get(name);
  }

  /**
   * Whether the input would hold an object of this kind. kubectl's list of several kinds does not name those of which
   * there is none; who asked for service accounts and namespaces asked for all that `diag collect k8s-objects` does.
   */
  holds(kind: string): boolean {
    return (
      this.kinds[kind] !== undefined || (collected.has(kind) && always.every((one) => this.kinds[one] !== undefined))
    );
  }

  podsOf(owner: Meta): readonly Pod[] {
    return this.#podsOf.get(`${owner.kind} ${owner.uid ?? refKey(owner)}`) ?? [];
  }

  /** The controller of an object, by uid. */
  ownerOf({ owner, namespace }: Meta): Workload | undefined {
    if (owner === undefined) return undefined;
    return owner.uid === undefined
      ? this.#byRef.get(`${owner.kind} ${namespace}/${owner.name}`)
      : this.#byUid.get(owner.uid);
  }

  /** The workload that a person made: a pod's Deployment, not its ReplicaSet. */
  topOwner(one: Meta): Meta | undefined {
    const owner = this.ownerOf(one);
    return owner === undefined ? undefined : (this.topOwner(owner) ?? owner);
  }

  /** `Deployment/web` of a pod or workload; where the input lacks it, what the object says itself. */
  workloadOf(one: Meta): string {
    const top = this.topOwner(one);
    if (top !== undefined) return `${top.kind}/${top.name}`;
    if (one.owner !== undefined && one.owner.kind !== 'Node') return guessDeployment(one.owner.kind, one.owner.name);
    if (one.from !== 'object') return guessOwner(one.kind, one.name);
    return one.kind === 'Pod' ? '' : `${one.kind}/${one.name}`;
  }

  /** Events about an object, newest first. */
  eventsOf({ kind, namespace, name, uid }: Meta): readonly Event[] {
    const all = this.#events.get(eventKey({ kind, namespace, name })) ?? [];
    const own = all.filter(({ about }) => about.uid === undefined || uid === undefined || about.uid === uid);
    return own.toSorted((a, b) => timeOf(b) - timeOf(a));
  }

  lease(namespace: string, name: string): LeaseState {
    return leaseState(
      this.objects.leases.find((one) => one.namespace === namespace && one.name === name),
      this.clock,
    );
  }

  leaseEvidence(namespace: string, name: string): Evidence | undefined {
    const lease = this.objects.leases.find((one) => one.namespace === namespace && one.name === name);
    if (lease?.renewed === undefined) return undefined;
    return {
      source: lease.source,
      record: `Lease ${namespace}/${name}`,
      ...(iso(lease.renewed) === undefined ? {} : { at: iso(lease.renewed) as string }),
      text: `renewTime: ${lease.renewed}`,
    };
  }
}

/** In every namespace, in every cluster. */
const always = ['ServiceAccount', 'Namespace'];
const collected = new Set([
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicationController',
  'Service',
  'PersistentVolumeClaim',
  'Event',
]);

const add = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

const refKey = ({ namespace, name }: { readonly namespace: string; readonly name: string }): string =>
  `${namespace}/${name}`;
const ownerKey = ({ owner, namespace }: Pod): string =>
  owner === undefined ? '' : `${owner.kind} ${owner.uid ?? refKey({ namespace, name: owner.name })}`;
const eventKey = ({
  kind,
  namespace,
  name,
}: {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}): string =>
  // Events about nodes have no namespace of their own.
  kind === 'Node' ? `Node ${name}` : `${kind} ${namespace}/${name}`;

/** A ReplicaSet's name is its Deployment's and a hash (pod-template-hash is of [bcdf-hj-np-tv-xz24-9]). */
function guessDeployment(kind: string, name: string): string {
  const match = kind === 'ReplicaSet' ? /^(.{1,253})-[bcdfghjklmnpqrstvwxz2456789]{8,10}$/.exec(name)?.[1] : undefined;
  return match === undefined ? `${kind}/${name}` : `Deployment/${match}`;
}

/** Of what only a text tells: `web-5d9c8b6f4-k2x7p` is a pod of the ReplicaSet `web-5d9c8b6f4`. */
function guessOwner(kind: string, name: string): string {
  if (kind !== 'Pod') return guessDeployment(kind, name);
  const set = /^(.{1,253})-[bcdfghjklmnpqrstvwxz2456789]{5}$/.exec(name)?.[1];
  const guessed = set === undefined ? '' : guessDeployment('ReplicaSet', set);
  return guessed.startsWith('Deployment/') ? guessed : '';
}

const timeOf = ({ last, first, age }: Event): number => {
  const time = Date.parse(last ?? first ?? '');
  return Number.isNaN(time) ? -(age ?? 0) * 1000 : time;
};

/** RFC 3339 with a zone, as reports have it; what is no time stays out. */
export function iso(time: string | undefined): string | undefined {
  return rfc3339(Date.parse(time ?? ''));
}

export const conditionOf = (conditions: readonly Condition[] | undefined, type: string): Condition | undefined =>
  conditions?.find((one) => one.type === type);

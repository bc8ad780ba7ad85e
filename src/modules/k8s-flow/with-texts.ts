import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Event } from '../../kubernetes/objects/types/event.ts';
import type { Meta } from '../../kubernetes/objects/types/meta.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';

const sameName = (a: Pick<Meta, 'name' | 'namespace'>, b: Pick<Meta, 'name' | 'namespace'>): boolean =>
  a.name === b.name && (a.namespace === '' || b.namespace === '' || a.namespace === b.namespace);

/** What texts tell beside objects: a pod once, from where most is told of it; an event once. */
export function withTexts(
  objects: ClusterObjects,
  { pods, nodes, events }: { pods: readonly Pod[]; nodes: readonly Node[]; events: readonly Event[] },
): ClusterObjects {
  const kept = podsOf(objects.pods, pods);
  const told = new Map<string, Event>();
  for (const event of [...objects.events, ...events]) {
    const about = withPod(event, kept);
    const key =
      about.from === 'object'
        ? `${about.namespace}/${about.name}`
        : `${about.about.name} ${about.reason} ${about.message}`;
    if (!told.has(key)) told.set(key, about);
  }
  const known = [...objects.nodes];
  for (const node of nodes.toSorted((a, b) => Number(a.from === 'table') - Number(b.from === 'table')))
    if (!known.some(({ name }) => name === node.name)) known.push(node);
  return { ...objects, pods: kept, nodes: known, events: [...told.values()] };
}

function podsOf(objects: readonly Pod[], told: readonly Pod[]): Pod[] {
  const kept: Pod[] = [...objects];
  const byDetail = told.toSorted((a, b) => Number(a.from === 'table') - Number(b.from === 'table'));
  for (const pod of byDetail) {
    // Two pages without a name are of two pods.
    const at = pod.name === '' ? -1 : kept.findIndex((other) => sameName(other, pod));
    const known = kept[at];
    if (known === undefined) kept.push(pod);
    else if (pod.shown !== undefined) kept[at] = { ...known, shown: pod.shown, age: known.age ?? pod.age };
  }
  return kept;
}

/** The namespace of an event's pod, where the event's own line lacks it. */
function withPod(event: Event, pods: readonly Pod[]): Event {
  if (event.about.kind !== 'Pod' || event.about.namespace !== '') return event;
  const pod = pods.find(({ name }) => name === event.about.name);
  return pod === undefined
    ? event
    : { ...event, namespace: pod.namespace, about: { ...event.about, namespace: pod.namespace } };
}

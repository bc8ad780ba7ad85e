import { type Finding, nonEmpty, type Severity } from '../../core/finding.ts';
import type { FlowFacts } from './catalog/flow-code.ts';
import { catalog, type FlowCodeKey } from './codes.ts';
import { fixesOf } from './fixes/fixes.ts';
import type { Cluster } from './infer/cluster.ts';
import { isOfNode, keyOf, refOf, type Stop } from './infer/stop.ts';

/** Objects named in a finding; the count is whole. */
const objectsNamed = 20;
const quotesKept = 5;

/** One finding for all that stand still for the same reason. */
export function findingsOf(stops: readonly Stop[], dumps: readonly string[], cluster: Cluster): readonly Finding[] {
  const groups = new Map<string, Stop[]>();
  for (const stop of stops) {
    const key = keyOf(stop);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [stop]);
    else group.push(stop);
  }
  // What does not get so far comes first: without an image or a network elsewhere others end, too.
  const steps = [...groups.values()].toSorted(([a], [b]) => stepOf(a) - stepOf(b));
  return steps.map((group) => findingOf(group, dumps, cluster));
}

/** What is no arrow comes after all of them. */
const stepOf = (stop: Stop | undefined): number => stop?.arrow || Number.POSITIVE_INFINITY;

function findingOf(group: readonly Stop[], dumps: readonly string[], cluster: Cluster): Finding {
  const [first] = nonEmpty(group);
  const ofNodes = isOfNode(first);
  const objects = group
    .filter(({ kind }) => !ofNodes || kind !== 'Node')
    .map(({ kind, namespace, name }) => `${kind} ${refOf(namespace, name)}`.trim());
  const facts: FlowFacts = {
    arrow: first.arrow,
    owner: first.owner,
    objects: objects.slice(0, objectsNamed),
    count: objects.length,
    who: whoOf(first, group.length),
    kind: first.kind,
    namespace: first.namespace,
    name: first.name,
    workload: first.workload,
    subject: first.subject,
    node: first.node,
    nodes: [...new Set(group.map(({ node }) => node).filter((node) => node !== ''))].slice(0, objectsNamed),
    container: first.container,
    said: first.said,
    note: first.note,
    dumps,
  };
  const cause = first.cause === undefined ? undefined : catalog[first.cause as FlowCodeKey].entry.name;
  return catalog[first.code](facts, {
    confidence: first.confidence,
    evidence: nonEmpty(group.slice(0, quotesKept).flatMap(({ evidence, also = [] }) => [evidence, ...also])),
    ...(cause === undefined ? { fixes: fixesOf(first, cluster) } : {}),
    ...severityOf(first, cluster),
    ...(cause === undefined ? {} : { consequenceOf: cause }),
  });
}

/** Critical where nothing of the workload serves: a rollout that stands still while the old pods serve is a warning. */
function severityOf(stop: Stop, cluster: Cluster): { readonly severity?: Severity } {
  if (stop.severity !== undefined) return { severity: stop.severity };
  const { severity } = catalog[stop.code].entry;
  if (severity !== 'critical' || isOfNode(stop) || stop.workload === '') return {};
  const [kind, name] = stop.workload.split('/', 2);
  const serves = cluster.objects.workloads.some(
    (one) =>
      one.from === 'object' &&
      one.kind === kind &&
      one.name === name &&
      one.namespace === stop.namespace &&
      (one.status.available ?? 0) > 0,
  );
  return serves ? { severity: 'warning' } : {};
}

function whoOf({ kind, namespace, name }: Stop, count: number): string {
  const what = kind === '' ? 'An object' : `A ${kind.toLowerCase()}`;
  const who = name === '' ? `${what} (not named in the input)` : `${kind} ${refOf(namespace, name)}`;
  return count === 1 ? who : `${who} and ${count - 1} more like it`;
}

import { editDistance } from '../../../core/nearest-name.ts';
import type { Service } from '../../../kubernetes/objects/types/network.ts';
import type { Pod } from '../../../kubernetes/objects/types/pod.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofField } from './evidence.ts';
import { refOf, type Stop } from './stop.ts';

type ServiceStop = Pick<Stop, 'code' | 'arrow' | 'owner' | 'evidence'> & Partial<Stop>;

/** A Service without pods for so long is not only being rolled out. */
const youngSeconds = 60;

/** Arrow 12: Services that lead nowhere. */
export function serviceStops(cluster: Cluster): Stop[] {
  if (!cluster.holds('Pod')) return [];
  return cluster.objects.services.flatMap((service) => {
    const found = stopOf(service, cluster);
    if (found === undefined) return [];
    return [
      {
        kind: 'Service',
        namespace: service.namespace,
        name: service.name,
        workload: `Service/${service.name}`,
        subject: '',
        node: '',
        container: '',
        said: found.evidence.text,
        note: '',
        confidence: 'proven' as const,
        ...found,
      },
    ];
  });
}

const selects = (selector: Readonly<Record<string, string>>, { labels }: Pod): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

function stopOf(service: Service, cluster: Cluster): ServiceStop | undefined {
  const { selector = {}, namespace } = service;
  if (Object.keys(selector).length === 0 || service.type === 'ExternalName') return undefined;
  const inNamespace = cluster.objects.pods.filter((pod) => pod.namespace === namespace && pod.from === 'object');
  const pods = inNamespace.filter(
    (pod) => selects(selector, pod) && pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed',
  );
  const text = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
  if (pods.length === 0) return withoutPods(service, inNamespace, text, cluster);
  const names = pods.flatMap((pod) => pod.spec?.containers.flatMap(({ ports }) => ports.map(({ name }) => name)) ?? []);
  const unnamed = service.ports.find(
    ({ targetPort }) => targetPort !== undefined && /[a-z]/i.test(targetPort) && !names.includes(targetPort),
  );
  if (unnamed?.targetPort !== undefined)
    return {
      code: 'portUnnamed',
      arrow: 12,
      owner: '',
      subject: unnamed.targetPort,
      evidence: ofField(service, 'spec.ports targetPort', unnamed.targetPort),
    };
  const ready = pods.filter(({ status }) => conditionOf(status?.conditions, 'Ready')?.status === 'True');
  if (ready.length > 0 || service.publishNotReady) return laggingSlice(service, ready, cluster);
  const [first] = pods;
  if (first === undefined || !cluster.olderThan(first.created, youngSeconds)) return undefined;
  return {
    code: 'noReadyEndpoint',
    arrow: 12,
    owner: '',
    evidence: ofField(
      service,
      'spec.selector',
      `${text}: ${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}, none ready`,
    ),
    cause: `pod ${refOf(first.namespace, first.name)}`,
  };
}

/** Its selector matches no pod of its namespace. */
function withoutPods(
  service: Service,
  inNamespace: readonly Pod[],
  text: string,
  cluster: Cluster,
): ServiceStop | undefined {
  const { selector = {}, namespace } = service;
  // Scaled to zero on purpose, or its pods were refused: no fault of the selector.
  if (hasWorkload(selector, namespace, cluster)) return undefined;
  const near = nearest(selector, inNamespace);
  // Beside other pods it may be of a canary that is not out.
  if (near === undefined && inNamespace.length > 0) return undefined;
  return {
    code: 'selectsNothing',
    arrow: 12,
    owner: '',
    evidence: ofField(service, 'spec.selector', text),
    // No pod at all: what it was made for may be gone, or not there yet.
    ...(near === undefined ? { confidence: 'possible', severity: 'warning' } : { note: near }),
  };
}

/** Pods are ready and no slice has them: the controller-manager does not act, or does not get to it. */
function laggingSlice(service: Service, pods: readonly Pod[], cluster: Cluster): ServiceStop | undefined {
  // A pod that is going is taken out of the slices.
  const ready = pods.filter(({ deleted }) => deleted === undefined);
  if (!cluster.holds('EndpointSlice') || ready.length === 0) return undefined;
  const slices = cluster.objects.slices.filter(
    (slice) => slice.namespace === service.namespace && slice.service === service.name,
  );
  const hasReady = slices.some(({ endpoints }) => endpoints.some((one) => one.ready !== false));
  if (hasReady) return undefined;
  if (cluster.lease('kube-system', 'kube-controller-manager') !== 'stale')
    return laggingBehind(service, ready, cluster);
  const evidence =
    cluster.leaseEvidence('kube-system', 'kube-controller-manager') ?? ofField(service, 'metadata.name', service.name);
  return { code: 'controllerManagerSilent', arrow: 12, owner: 'kube-controller-manager', evidence };
}

/** The controller-manager acts, or nothing tells: ready pods stand in a slice within seconds. */
function laggingBehind(service: Service, ready: readonly Pod[], cluster: Cluster): ServiceStop | undefined {
  const since = ready.find(({ status }) =>
    cluster.olderThan(conditionOf(status?.conditions, 'Ready')?.at, youngSeconds),
  );
  if (since === undefined || !cluster.olderThan(service.created, youngSeconds)) return undefined;
  return {
    code: 'endpointsLag',
    arrow: 12,
    owner: 'endpoint slice controller',
    confidence: 'likely',
    evidence: ofField(
      service,
      'spec.selector',
      `${ready.length} ${ready.length === 1 ? 'pod is' : 'pods are'} ready (${refOf(since.namespace, since.name)}), no ready address in an EndpointSlice`,
    ),
  };
}

/** The pods that all but one label of a selector match; undefined where none comes near. */
function nearest(selector: Readonly<Record<string, string>>, pods: readonly Pod[]): string | undefined {
  const entries = Object.entries(selector);
  let best: { pod: Pod; missing: [string, string][] } | undefined;
  for (const pod of pods) {
    if (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') continue;
    const missing = entries.filter(([key, value]) => pod.labels[key] !== value);
    const shares = missing.length < entries.length || missing.some(([key, value]) => isNear(pod.labels[key], value));
    if (shares && (best === undefined || missing.length < best.missing.length)) best = { pod, missing };
  }
  if (best === undefined) return undefined;
  const { pod, missing } = best;
  const differs = missing.map(([key, value]) => `${key} is ${pod.labels[key] ?? 'absent'}, wanted ${value}`).join('; ');
  return `Nearest is ${refOf(pod.namespace, pod.name)}: ${differs}.`;
}

/** Something makes such pods: scaled to zero on purpose, or told of by itself. */
export const hasWorkload = (
  selector: Readonly<Record<string, string>>,
  namespace: string,
  { objects }: Cluster,
): boolean =>
  objects.workloads.some(
    ({ template, ...one }) =>
      one.namespace === namespace &&
      template !== undefined &&
      Object.entries(selector).every(([key, value]) => template.labels[key] === value),
  );

/** A letter too much, too few or another, or two of them exchanged: `wbe` and `web`. */
const isSlip = (a: string, b: string): boolean =>
  (b.length > 3 && editDistance(a, b, 1) <= 1) || (b.length > 2 && sorted(a) === sorted(b));

const sorted = (word: string): string => [...word].toSorted().join('');

/** One is the beginning of the other, `web` and `webserver`, `web` and `web-v2`, or a slip of it. */
const isNear = (a: string | undefined, b: string): boolean =>
  a !== undefined &&
  a !== '' &&
  b !== '' &&
  (a.startsWith(b) || b.startsWith(a) || a.toLowerCase() === b.toLowerCase() || isSlip(a, b));

/** Pods that all labels of a selector but one are of, and their values of that one; undefined where there are none. */
export function nearestPods(
  { selector = {}, namespace }: Service,
  { objects }: Cluster,
): { readonly key: string; readonly wanted: string; readonly values: readonly string[] } | undefined {
  const entries = Object.entries(selector);
  const near = objects.pods.flatMap((pod) => {
    if (pod.namespace !== namespace || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') return [];
    const missing = entries.filter(([key, value]) => pod.labels[key] !== value);
    const [only, other] = missing;
    return only === undefined || other !== undefined ? [] : [{ only, value: pod.labels[only[0]] }];
  });
  const [first] = near;
  if (first === undefined || near.some(({ only, value }) => only[0] !== first.only[0] || value === undefined))
    return undefined;
  const [key, wanted] = first.only;
  // A selector of one label: any pod differs in one.
  if (entries.length === 1 && !near.every(({ value }) => isNear(value, wanted))) return undefined;
  return { key, wanted, values: [...new Set(near.flatMap(({ value }) => value ?? []))] };
}

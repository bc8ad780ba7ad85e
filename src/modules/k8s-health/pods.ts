import { parsedObject } from '../../core/json.ts';
import { rfc3339 } from '../../core/time/rfc3339.ts';
import { asList, asMap, asText } from '../../kubernetes/yaml-text.ts';
import type { PodState } from './model.ts';

type Json = Readonly<Record<string, unknown>>;

/** What CoreDNS serves where its pod declares no probes (plugins `health` and `ready`). */
const usualProbes = [
  { path: '/health', port: 8080 },
  { path: '/ready', port: 8181 },
];

/** Reads the pods of the cluster's DNS from a PodList of core/v1; those that are being deleted are left out. */
export function readDnsPods(json: string): readonly PodState[] {
  return asList(parsedObject(json)?.['items'])
    .map((item) => asMap(item) ?? {})
    .filter((item) => isDns(asMap(item['metadata']) ?? {}))
    .map(readPod);
}

function readPod(item: Json): PodState {
  const metadata = asMap(item['metadata']) ?? {};
  const spec = asMap(item['spec']) ?? {};
  const status = asMap(item['status']) ?? {};
  const created = Date.parse(asText(metadata['creationTimestamp']) ?? '');
  const [node, ip = ''] = [asText(spec['nodeName']), asText(status['podIP'])];
  return {
    namespace: asText(metadata['namespace']) ?? 'kube-system',
    name: asText(metadata['name']) ?? '',
    createdAt: rfc3339(created) ?? '1970-01-01T00:00:00.000Z',
    ready: conditions(status).some(({ type, status: value }) => type === 'Ready' && value === 'True'),
    reason: reasonOf(status),
    probes: probesOf(spec),
    ...(node === undefined ? {} : { node }),
    ...(/^[\da-f.:]{2,45}$/i.test(ip) ? { ip } : {}),
  };
}

const isDns = (metadata: Json): boolean =>
  asMap(metadata['labels'])?.['k8s-app'] === 'kube-dns' &&
  metadata['deletionTimestamp'] === undefined &&
  /^[\w.-]{1,253}$/.test(asText(metadata['name']) ?? '');

const conditions = (status: Json): readonly Json[] => asList(status['conditions']).map((one) => asMap(one) ?? {});

/** What holds it up, as kubectl shows it: why a container waits, why no node is found, else the phase. */
function reasonOf(status: Json): string {
  const waits = asList(status['containerStatuses'])
    .map((one) => asText(asMap(asMap(asMap(one)?.['state'])?.['waiting'])?.['reason']))
    .find(Boolean);
  const unplaced = conditions(status).find(({ type, status: value }) => type === 'PodScheduled' && value === 'False');
  return waits ?? asText(unplaced?.['reason']) ?? asText(status['phase']) ?? 'unknown';
}

/** Path and port of its own HTTP probes: a Corefile may move them, GKE's kube-dns has others. */
function probesOf(spec: Json): PodState['probes'] {
  const found = asList(spec['containers']).flatMap((container) => {
    const map = asMap(container) ?? {};
    return [map['livenessProbe'], map['readinessProbe']].flatMap((probe) => {
      const get = asMap(asMap(probe)?.['httpGet']);
      const port = numberOf(get?.['port'], map);
      const path = asText(get?.['path']) ?? '/';
      return port === undefined || asText(get?.['scheme']) === 'HTTPS' || !/^\/[\w./-]{0,200}$/.test(path)
        ? []
        : [{ path, port }];
    });
  });
  return found.length > 0 ? found.slice(0, 4) : usualProbes;
}

/** A port by its number or by its name in the container. */
function numberOf(port: unknown, container: Json): number | undefined {
  const named = asList(container['ports'])
    .map((one) => asMap(one))
    .find((one) => one?.['name'] === port)?.['containerPort'];
  const number = Number(named ?? port);
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined;
}

import { unrecognizedInput } from '../../core/errors.ts';
import type { Ports } from '../../input/ports.ts';
import { ObjectReader } from '../../kubernetes/objects/reader.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { Container, PodSpec, Toleration } from '../../kubernetes/objects/types/pod-spec.ts';
import type { Workload } from '../../kubernetes/objects/types/workload.ts';

/** The pods that a manifest asks for, one of each workload, as the API server would keep them. */
export async function readWould(path: string, ports: Ports, namespace: string): Promise<readonly Pod[]> {
  const source = await ports.open(path);
  const reader = new ObjectReader(source.name);
  const text = ports.text(source);
  await text.bytes((bytes, last) => reader.push(bytes, last));
  const { objects } = reader.end(text.encoding);
  const pods = [...objects.pods, ...objects.workloads.flatMap(podOf)].flatMap((pod) =>
    pod.spec === undefined ? [] : [{ ...pod, namespace: pod.namespace || namespace, spec: defaulted(pod.spec) }],
  );
  if (pods.length > 0) return pods;
  throw unrecognizedInput(
    `${source.name}: no pod and no template of pods in it`,
    'give --would the manifest of a pod or workload',
  );
}

function podOf({ kind, name, namespace, source, template }: Workload): readonly Pod[] {
  if (template === undefined) return [];
  const { labels, spec } = template;
  return [
    {
      kind: 'Pod',
      name,
      namespace,
      labels,
      finalizers: [],
      from: 'object',
      source,
      mirror: false,
      owner: { kind, name },
      spec,
    },
  ];
}

/** What every pod tolerates for five minutes (admission plugin DefaultTolerationSeconds). */
const added: readonly Toleration[] = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
}));

/** As pkg/apis/core/v1/defaults.go: a limit is a request too, and with hostNetwork every port is one of the host. */
function defaulted(spec: PodSpec): PodSpec {
  const container = (one: Container): Container => ({
    ...one,
    requests: { ...one.limits, ...one.requests },
    ports: spec.hostNetwork ? one.ports.map((port) => ({ ...port, host: port.host ?? port.container })) : one.ports,
  });
  return {
    ...spec,
    tolerations: [...spec.tolerations, ...added],
    containers: spec.containers.map(container),
    initContainers: spec.initContainers.map(container),
  };
}

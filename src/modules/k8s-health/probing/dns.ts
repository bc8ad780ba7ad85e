import { hostOf } from '../../../kubernetes/server-url.ts';
import type { HostPlan } from '../host/plan.ts';
import { nodeOfKubelet, type Sendable } from '../host/sendable.ts';
import type { Endpoint, HttpAnswer, Limit, PodState } from '../model.ts';
import { readDnsPods } from '../pods.ts';
import type { Prober } from './prober.ts';

const maxPods = 20;
const listBytes = 4 * 2 ** 20;
const pods = 'api/v1/namespaces/kube-system/pods';

/** What became of the cluster's DNS: its pods, and what they answered. */
export interface DnsReading {
  readonly pods: readonly PodState[];
  readonly endpoints: readonly Endpoint[];
  readonly answers: readonly HttpAnswer[];
  readonly limits: readonly Limit[];
}

/**
 * Finds the pods of CoreDNS through an apiserver that is well, and asks each for its health: through the pod
 * proxy of the apiserver, and straight where a node or a pod asks, since its rights may not allow the proxy.
 */
export async function askDns(
  server: string,
  credential: Sendable,
  plan: HostPlan,
  prober: Prober,
): Promise<DnsReading | undefined> {
  const list = await prober.as(credential, `${server}/${pods}?${selectorOf(credential)}`, {
    maxBytes: listBytes,
    keep: false,
  });
  // Without any answer the server has a fault of its own, which is told.
  if (list?.status === undefined) return undefined;
  if (list.status !== 200)
    return { pods: [], endpoints: [], answers: [], limits: [notListed(credential, list.status)] };
  const known = new Set(plan.endpoints.map(({ url }) => hostOf(url)));
  const found = readDnsPods(list.body ?? '')
    .filter(({ ip }) => ip === undefined || !known.has(ip))
    .slice(0, maxPods);
  const direct = ['control-plane', 'worker', 'pod', 'host-network-pod'].includes(plan.place.kind);
  const asked = found.map((pod) => askPod(pod, server, credential, prober, direct));
  return {
    pods: found,
    endpoints: found.map((pod) => endpointOf(pod, server)),
    answers: (await Promise.all(asked)).flat(),
    limits: [],
  };
}

/** A kubelet may list the pods of its own node only. */
function selectorOf(credential: Sendable): string {
  const node = nodeOfKubelet(credential);
  const own = node === undefined ? '' : `&fieldSelector=${encodeURIComponent(`spec.nodeName=${node}`)}`;
  return `labelSelector=${encodeURIComponent('k8s-app=kube-dns')}&limit=100${own}`;
}

const notListed = ({ state }: Sendable, status: number): Limit => ({
  id: 'coredns-health',
  reason: `${state.name} could not list the pods of CoreDNS: HTTP ${status}`,
  command: 'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide',
});

const endpointOf = ({ name, namespace, node }: PodState, server: string): Endpoint => ({
  component: 'coredns',
  name: 'coredns',
  url: `pod://${name}`,
  from: `pod ${namespace}/${name}${node === undefined ? '' : ` on ${node}`}, by ${server}`,
});

async function askPod(
  { ip, name, namespace, probes }: PodState,
  server: string,
  credential: Sendable,
  prober: Prober,
  direct: boolean,
): Promise<HttpAnswer[]> {
  if (ip === undefined) return [];
  const host = ip.includes(':') ? `[${ip}]` : ip;
  const answers = await Promise.all(
    probes.map(async ({ path, port }) => {
      const proxied = `${server}/api/v1/namespaces/${namespace}/pods/${name}:${port}/proxy${path}`;
      const both = await Promise.all([
        prober.as(credential, proxied, { maxBytes: 2048, keep: false }),
        direct ? prober.anonymous(`http://${host}:${port}${path}`, undefined, { keep: false }) : undefined,
      ]);
      return both.flatMap((answer) => (answer === undefined ? [] : [{ ...answer, url: `pod://${name}${path}` }]));
    }),
  );
  return answers.flat();
}

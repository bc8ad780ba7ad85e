import { hostOf } from '../../../kubernetes/server-url.ts';
import { type Component, type Endpoint, type HttpAnswer, originOf, type PodState, pathOf } from '../model.ts';

/** Ports that tell the component where a stream does not. */
const portComponents: Readonly<Record<string, Component>> = {
  '6443': 'apiserver',
  '6444': 'apiserver',
  '8443': 'apiserver',
  '16443': 'apiserver',
  '2379': 'etcd',
  '2381': 'etcd',
  '10259': 'scheduler',
  '10257': 'controller-manager',
  '10258': 'cloud-controller-manager',
  '10248': 'kubelet',
  '10250': 'kubelet',
  '10255': 'kubelet',
  '10249': 'kube-proxy',
  '10256': 'kube-proxy',
  '8080': 'coredns',
  '8181': 'coredns',
  '9879': 'cni',
  '9099': 'cni',
};

/** An answer through the apiserver's node or pod proxy is the node's or the pod's. */
export function throughProxy(answer: HttpAnswer): HttpAnswer {
  const node = /^https?:\/\/[^/]+\/api\/v1\/nodes\/([^/]+)\/proxy(\/.*)$/.exec(answer.url);
  if (node !== null) return { ...answer, url: `node://${node[1]}${node[2]}` };
  const pod = /^https?:\/\/[^/]+\/api\/v1\/namespaces\/[^/]+\/pods\/(?:http:)?([^/:]+):\d+\/proxy(\/.*)$/.exec(
    answer.url,
  );
  return pod === null ? answer : { ...answer, url: `pod://${pod[1]}${pod[2]}` };
}

/** An answer at the address and a health port of a pod is that pod's; the address may be its node's. */
export function ofPod(answer: HttpAnswer, pods: readonly PodState[]): HttpAnswer {
  const port = Number(/:(\d+)$/.exec(originOf(answer.url))?.[1]);
  const pod = pods.find(({ ip, probes }) => ip === hostOf(answer.url) && probes.some((probe) => probe.port === port));
  return pod === undefined ? answer : { ...answer, url: `pod://${pod.name}${pathOf(answer.url)}` };
}

/** A pod of CoreDNS, by its name. */
export const podEndpoint = (name: string): Endpoint => ({
  component: 'coredns',
  name: 'coredns',
  url: `pod://${name}`,
  from: 'the recording',
});

/** What answered where no file of the recording said that something listens; none where one did. */
export function endpointOf(
  answer: HttpAnswer,
  said: string | undefined,
  role: Endpoint['role'],
  planned: readonly Endpoint[],
): Endpoint[] {
  const url = originOf(answer.url);
  if (planned.some((endpoint) => endpoint.url === url)) return [];
  if (url.startsWith('pod://')) return [podEndpoint(url.slice(6))];
  if (url.startsWith('node://')) return [{ component: 'node', name: url.slice(7), url, from: 'the recording' }];
  const port = /:(\d+)$/.exec(url)?.[1] ?? '';
  const component = (said as Component | undefined) ?? portComponents[port] ?? 'other';
  const own = role ?? usualRole(component, port, url);
  return [
    {
      component,
      name: usualNames[port] ?? (component === 'other' ? url : component),
      url,
      from: 'the recording',
      ...(own === undefined ? {} : { role: own }),
    },
  ];
}

const usualNames: Readonly<Record<string, string>> = {
  '2381': 'etcd metrics',
  '10248': 'kubelet healthz',
  '10255': 'kubelet read-only',
  '10249': 'kube-proxy metrics',
};

function usualRole(component: Component, port: string, url: string): Endpoint['role'] {
  const roles: Readonly<Record<string, Endpoint['role']>> = {
    '2381': 'metrics',
    '10248': 'ping',
    '10249': 'ping',
    '10255': 'read-only',
  };
  return roles[port] ?? (component === 'etcd' && url.startsWith('http:') ? 'metrics' : undefined);
}

/** The last of each URL. */
export function unique(endpoints: readonly Endpoint[]): Endpoint[] {
  return [...new Map(endpoints.map((endpoint) => [endpoint.url, endpoint])).values()];
}

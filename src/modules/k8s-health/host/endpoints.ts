import type { Component, Endpoint, Limit } from '../model.ts';
import { controlPlane } from './control-plane-endpoints.ts';
import { localDns } from './coredns.ts';
import type { EndpointSources } from './endpoint-sources.ts';
import { cniAgents, nodeEndpoints } from './node-endpoints.ts';

/** Where a host is probed, and what of it cannot be. */
export interface PlannedEndpoints {
  readonly endpoints: readonly Endpoint[];
  /** Paths of an endpoint by URL, where they are its own. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly limits: readonly Limit[];
}

/** Endpoints of a host: given ones replace found ones of their component, found ones the defaults. */
export function planEndpoints(sources: EndpointSources): PlannedEndpoints {
  const given = sources.options.endpoints.map(
    ({ component, name, url }): Endpoint => ({
      component,
      name,
      url,
      from: '--endpoint',
      ...givenRole(component, url),
    }),
  );
  const replaced = new Set<Component>(
    given.map(({ component }) => component).filter((component) => component !== 'other'),
  );
  const found = byPlace(sources).filter(({ component }) => !replaced.has(component));
  const unique = new Map([...given, ...found].reverse().map((endpoint) => [endpoint.url, endpoint] as const));
  const dns = replaced.has('coredns') ? { endpoints: [], limits: [] } : localDns(sources.host, sources.processes);
  const agents = [...cniAgents(sources), ...dns.endpoints];
  const paths = new Map([
    ...sources.options.endpoints.flatMap(({ component, url, path }) =>
      path === undefined || component !== 'other' ? [] : [[url, [path]] as const],
    ),
    ...agents.map(({ endpoint, paths: own }) => [endpoint.url, own] as const),
  ]);
  const endpoints = [...[...unique.values()].reverse(), ...agents.map(({ endpoint }) => endpoint)];
  return { endpoints, paths, limits: dns.limits };
}

function givenRole(component: Component, url: string): Pick<Endpoint, 'role'> {
  if (component === 'kubelet' && url.startsWith('http:')) return { role: 'ping' };
  return component === 'etcd' && url.startsWith('http:') ? { role: 'metrics' } : {};
}

function byPlace(sources: EndpointSources): Endpoint[] {
  switch (sources.place.kind) {
    case 'control-plane':
      return [...controlPlane(sources), ...nodeEndpoints(sources)];
    case 'worker':
      return [
        ...fromKubeconfig(sources),
        ...nodeEndpoints(sources),
        ...elsewhere('runs on control-plane nodes only, and listens on their loopback'),
      ];
    case 'host-network-pod':
      return [
        ...fromKubeconfig(sources),
        ...nodeEndpoints(sources),
        ...elsewhere('listens on the loopback of control-plane nodes'),
      ];
    case 'pod':
      return [...fromKubeconfig(sources), ...elsewhere('listens on the loopback of its node; a pod cannot reach it')];
    case 'laptop':
      return [
        ...fromKubeconfig(sources),
        ...elsewhere(managed(sources) ?? 'listens on the loopback of its node; seen by its Lease at most'),
      ];
    default:
      return sources.options.endpoints.length > 0 || !sources.host.thisMachine ? [] : assumedDefaults();
  }
}

/** On a machine that shows no sign of Kubernetes: whoever answers here all the same. */
function assumedDefaults(): Endpoint[] {
  return [
    { component: 'apiserver', name: 'apiserver', url: 'https://127.0.0.1:6443', from: 'default', assumed: true },
    {
      component: 'kubelet',
      name: 'kubelet healthz',
      url: 'http://127.0.0.1:10248',
      from: 'default',
      assumed: true,
      role: 'ping',
    },
  ];
}

const managedServers: readonly (readonly [RegExp, string])[] = [
  [/\.eks\.amazonaws\.com:/, 'EKS'],
  [/\.azmk8s\.io:/, 'AKS'],
  [/\.gke\.goog:/, 'GKE'],
];

function managed({ accesses, place }: EndpointSources): string | undefined {
  const byServer = managedServers.find(([pattern]) => accesses.some(({ server }) => pattern.test(server)))?.[1];
  const name =
    byServer ??
    (['eks', 'gke', 'aks'].includes(place.distribution ?? '') ? place.distribution?.toUpperCase() : undefined);
  return name === undefined ? undefined : `managed by ${name}: only its provider can reach it`;
}

function elsewhere(why: string): Endpoint[] {
  const ports = { etcd: 2379, scheduler: 10259, 'controller-manager': 10257 } as const;
  return Object.entries(ports).map(([component, port]) => ({
    component: component as Component,
    name: component,
    url: `https://control-plane:${port}`,
    from: 'default',
    notHere: why,
  }));
}

function fromKubeconfig({ accesses }: EndpointSources): Endpoint[] {
  const [first] = accesses;
  if (first === undefined) return [];
  const { server, source, basePath } = first;
  return [
    {
      component: 'apiserver',
      name: 'apiserver',
      url: server,
      from: source,
      // What answers at the root of such a server is a proxy, no apiserver.
      ...(basePath === undefined ? {} : { notHere: `it is reached through a proxy, by the path ${basePath}` }),
    },
  ];
}

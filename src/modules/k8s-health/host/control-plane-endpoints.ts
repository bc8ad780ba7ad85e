import { hostOf } from '../../../kubernetes/server-url.ts';
import { type Component, type Endpoint, isLoopback } from '../model.ts';
import type { EndpointSources } from './endpoint-sources.ts';
import { authority, flagOf, type Instance } from './programs.ts';

/** Defaults of kubeadm (kubernetes.md §1.1) for what no manifest and no process tells. */
const usual = { scheduler: '10259', 'controller-manager': '10257', 'cloud-controller-manager': '10258' } as const;

/**
 * What a component leaves on the node that runs it. Without manifest and process (a manifest that was moved
 * away, one that is no YAML) it says that something should listen on the default port.
 */
const traces: Readonly<Partial<Record<Component, readonly string[]>>> = {
  apiserver: [
    '/etc/kubernetes/admin.conf',
    '/etc/kubernetes/pki/apiserver.crt',
    '/var/lib/rancher/k3s/server',
    '/var/lib/rancher/rke2/server',
  ],
  scheduler: ['/etc/kubernetes/scheduler.conf', '/var/lib/rancher/k3s/server', '/var/lib/rancher/rke2/server'],
  'controller-manager': [
    '/etc/kubernetes/controller-manager.conf',
    '/var/lib/rancher/k3s/server',
    '/var/lib/rancher/rke2/server',
  ],
  etcd: [
    '/var/lib/etcd/member',
    '/etc/kubernetes/pki/etcd/server.crt',
    '/var/lib/rancher/k3s/server/db/etcd',
    '/var/lib/rancher/rke2/server/db/etcd',
  ],
};

/** Endpoints at default ports, with what says that they should be there; none where nothing says so. */
function byDefault(
  { host, place }: EndpointSources,
  component: Component,
  ...endpoints: readonly Omit<Endpoint, 'component' | 'from'>[]
): Endpoint[] {
  const trace = traces[component]?.find((path) => ['found', 'denied'].includes(host.stat(path).status));
  if (trace === undefined && place.forced !== true) return [];
  return endpoints.map((endpoint) => ({ component, from: trace ?? 'default', ...endpoint }));
}

/** What runs on a control-plane node besides what every node has. */
export function controlPlane(sources: EndpointSources): Endpoint[] {
  const of = (component: Component) => sources.instances.filter((instance) => instance.component === component);
  const port = sources.place.distribution === 'microk8s' ? 16_443 : 6443;
  const found = of('apiserver').flatMap(apiserverEndpoints);
  const apiservers =
    found.length > 0 ? found : byDefault(sources, 'apiserver', { name: 'apiserver', url: `https://127.0.0.1:${port}` });
  return [
    ...apiservers,
    ...balancers(sources, apiservers),
    ...etcdEndpoints(sources),
    ...leaderEndpoints('scheduler', of('scheduler'), sources),
    ...leaderEndpoints('controller-manager', of('controller-manager'), sources),
    ...(of('cloud-controller-manager').length > 0
      ? leaderEndpoints('cloud-controller-manager', of('cloud-controller-manager'), sources)
      : []),
  ];
}

function apiserverEndpoints(instance: Instance): Endpoint[] {
  const port = flagOf(instance, 'secure-port') ?? '6443';
  return [
    {
      component: 'apiserver',
      name: 'apiserver',
      url: `https://${authority(flagOf(instance, 'bind-address'), port)}`,
      from: instance.from,
    },
  ];
}

/** A kubeconfig that names another address than this host's leads through a load balancer, as far as can be seen. */
function balancers({ accesses, instances }: EndpointSources, own: readonly Endpoint[]): Endpoint[] {
  const access = accesses.find(({ ofNode, server }) => ofNode && !own.some(({ url }) => url === server));
  if (access === undefined || isLoopback(access.server)) return [];
  const advertised = instances.some(
    (one) => one.component === 'apiserver' && flagOf(one, 'advertise-address') === hostOf(access.server),
  );
  if (advertised) return [];
  return [
    { component: 'apiserver', name: 'apiserver endpoint', url: access.server, from: access.source, role: 'balancer' },
  ];
}

function leaderEndpoints(
  component: keyof typeof usual,
  instances: readonly Instance[],
  sources: EndpointSources,
): Endpoint[] {
  const found = instances.flatMap((instance): Endpoint[] => {
    const port = flagOf(instance, 'secure-port') ?? usual[component];
    if (port === '0') return [];
    return [
      {
        component,
        name: component,
        url: `https://${authority(flagOf(instance, 'bind-address'), port)}`,
        from: instance.from,
      },
    ];
  });
  if (found.length > 0) return found;
  return byDefault(sources, component, { name: component, url: `https://127.0.0.1:${usual[component]}` });
}

function etcdEndpoints(sources: EndpointSources): Endpoint[] {
  const own = ofThisCluster(sources);
  const found = own.flatMap((instance): Endpoint[] => {
    const client = nearest(flagOf(instance, 'listen-client-urls') ?? 'http://127.0.0.1:2379');
    const metrics = nearest(flagOf(instance, 'listen-metrics-urls') ?? '');
    return [
      ...(client === undefined ? [] : [{ component: 'etcd', name: 'etcd', url: client, from: instance.from } as const]),
      ...(metrics === undefined
        ? []
        : [{ component: 'etcd', name: 'etcd metrics', url: metrics, from: instance.from, role: 'metrics' } as const]),
    ];
  });
  if (found.length > 0) return found;
  const apiserver = sources.instances.find(
    (one) => one.component === 'apiserver' && flagOf(one, 'etcd-servers') !== undefined,
  );
  const servers = (apiserver === undefined ? '' : (flagOf(apiserver, 'etcd-servers') ?? ''))
    .split(',')
    .filter((url) => /^https?:\/\//.test(url));
  if (apiserver !== undefined && servers.length > 0) {
    return servers.map((url) => ({
      component: 'etcd',
      name: 'etcd',
      url: url.replace(/\/+$/, ''),
      from: `${apiserver.from} --etcd-servers`,
    }));
  }
  if (['k3s', 'microk8s'].includes(sources.place.distribution ?? '')) {
    return [
      {
        component: 'etcd',
        name: 'etcd',
        url: 'https://127.0.0.1:2379',
        from: 'default',
        notHere: 'this distribution keeps its data in SQLite or dqlite, unless it was told otherwise',
      },
    ];
  }
  return byDefault(
    sources,
    'etcd',
    { name: 'etcd', url: 'https://127.0.0.1:2379' },
    { name: 'etcd metrics', url: 'http://127.0.0.1:2381', role: 'metrics' },
  );
}

/** Another etcd may run on this machine; the cluster's own is the one that the apiserver is told of. */
function ofThisCluster({ instances }: EndpointSources): readonly Instance[] {
  const all = instances.filter(({ component }) => component === 'etcd');
  const servers = instances.flatMap((one) =>
    one.component === 'apiserver' ? (flagOf(one, 'etcd-servers') ?? '').split(',') : [],
  );
  const ports = new Set(servers.flatMap((url) => portOf(url) ?? []));
  const told = all.filter((one) =>
    (flagOf(one, 'listen-client-urls') ?? '').split(',').some((url) => ports.has(portOf(url) ?? '')),
  );
  return told.length > 0 ? told : all;
}

const portOf = (url: string): string | undefined => /:(\d+)\/*$/.exec(url.trim())?.[1];

/** Of several listen URLs the loopback one, which certificates and firewalls allow. */
function nearest(list: string): string | undefined {
  const urls = list
    .split(',')
    .map((url) => url.trim().replace(/\/+$/, '').replace('://0.0.0.0', '://127.0.0.1'))
    .filter((url) => /^https?:\/\/\S+:\d+$/.test(url));
  return urls.find((url) => /:\/\/(?:127\.|localhost|\[::1\])/.test(url)) ?? urls[0];
}

import type { Component, Endpoint } from '../model.ts';
import type { EndpointSources } from './endpoint-sources.ts';
import { authority, flagOf, type Instance } from './programs.ts';

/** Defaults of kubeadm (kubernetes.md §1.1) for what no manifest and no process tells. */
const usual = { scheduler: '10259', 'controller-manager': '10257', 'cloud-controller-manager': '10258' } as const;

/** What runs on a control-plane node besides what every node has. */
export function controlPlane(sources: EndpointSources): Endpoint[] {
  const of = (component: Component) => sources.instances.filter((instance) => instance.component === component);
  const apiservers = of('apiserver').flatMap(apiserverEndpoints);
  const port = sources.place.distribution === 'microk8s' ? 16_443 : 6443;
  const byDefault: Endpoint = {
    component: 'apiserver',
    name: 'apiserver',
    url: `https://127.0.0.1:${port}`,
    from: 'default',
  };
  return [
    ...(apiservers.length > 0 ? apiservers : [byDefault]),
    ...balancers(sources, apiservers.length > 0 ? apiservers : [byDefault]),
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
function balancers({ accesses }: EndpointSources, own: readonly Endpoint[]): Endpoint[] {
  const access = accesses.find(({ ofNode, server }) => ofNode && !own.some(({ url }) => url === server));
  if (access === undefined || /:\/\/(?:127\.|localhost|\[::1\])/.test(access.server)) return [];
  return [
    { component: 'apiserver', name: 'apiserver endpoint', url: access.server, from: access.source, role: 'balancer' },
  ];
}

function leaderEndpoints(
  component: keyof typeof usual,
  instances: readonly Instance[],
  { place, host }: EndpointSources,
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
  const expected = place.forced === true || host.list('/etc/kubernetes/manifests', 100).status !== 'names';
  return [
    {
      component,
      name: component,
      url: `https://127.0.0.1:${usual[component]}`,
      from: 'default',
      ...(expected ? {} : { assumed: true }),
    },
  ];
}

function etcdEndpoints(sources: EndpointSources): Endpoint[] {
  const own = sources.instances.filter(({ component }) => component === 'etcd');
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
  const expected = sources.place.forced === true ? {} : { assumed: true };
  return [
    { component: 'etcd', name: 'etcd', url: 'https://127.0.0.1:2379', from: 'default', ...expected },
    {
      component: 'etcd',
      name: 'etcd metrics',
      url: 'http://127.0.0.1:2381',
      from: 'default',
      role: 'metrics',
      ...expected,
    },
  ];
}

/** Of several listen URLs the loopback one, which certificates and firewalls allow. */
function nearest(list: string): string | undefined {
  const urls = list
    .split(',')
    .map((url) => url.trim().replace(/\/+$/, '').replace('://0.0.0.0', '://127.0.0.1'))
    .filter((url) => /^https?:\/\/\S+:\d+$/.test(url));
  return urls.find((url) => /:\/\/(?:127\.|localhost|\[::1\])/.test(url)) ?? urls[0];
}

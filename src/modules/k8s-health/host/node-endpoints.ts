import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import type { Endpoint } from '../model.ts';
import type { EndpointSources } from './endpoint-sources.ts';
import { kubeProxyEndpoints, kubeProxyOfPod } from './kube-proxy.ts';
import type { Program } from './processes.ts';

/** Kubelet, kube-proxy and the container runtime. */
export function nodeEndpoints({ host, kubelet, instances, processes }: EndpointSources): Endpoint[] {
  const { runtimeSocket } = kubelet;
  const proxies = instances.filter(({ component }) => component === 'kube-proxy');
  const found =
    proxies.length > 0 ? proxies.flatMap((instance) => kubeProxyEndpoints(host, instance)) : kubeProxyOfPod(host);
  const replaced = replacesKubeProxy(host, processes);
  const byDefault: Endpoint = {
    component: 'kube-proxy',
    name: 'kube-proxy',
    url: 'http://127.0.0.1:10256',
    from: 'default',
    ...(replaced ? { assumed: true } : {}),
  };
  return [
    ...kubelet.endpoints,
    ...(found.length > 0 ? found : [byDefault]),
    ...(runtimeSocket === undefined
      ? []
      : [
          {
            component: 'runtime',
            name: 'runtime',
            url: `unix://${runtimeSocket.path}`,
            from: runtimeSocket.from,
          } as const,
        ]),
  ];
}

/** Pod networks that may do without kube-proxy; its silence then proves nothing. */
function replacesKubeProxy(host: HostFiles, processes: readonly Program[]): boolean {
  const configs = host.list('/etc/cni/net.d', 100);
  const names = configs.status === 'names' ? configs.names.join(' ') : '';
  return (
    /cilium|antrea|kube-router|ovn|calico/.test(names) ||
    processes.some(({ name }) => name === 'cilium-agent' || / (?:server|agent)$/.test(name))
  );
}

/** Health ports of pod-network agents (docs.cilium.io; calico config_params.go: only where healthEnabled). */
export function cniAgents({ processes, options }: EndpointSources): { endpoint: Endpoint; paths: readonly string[] }[] {
  if (options.endpoints.some(({ component }) => component === 'cni')) return [];
  const agents = [
    { process: 'cilium-agent', port: 9879, paths: ['/healthz'] },
    { process: 'cilium-operator', port: 9234, paths: ['/healthz'] },
    { process: 'calico-node', port: 9099, paths: ['/liveness', '/readiness'] },
  ];
  return agents
    .filter(({ process }) => processes.some(({ name }) => name === process))
    .map(({ process, port, paths }) => ({
      endpoint: {
        component: 'cni',
        name: process,
        url: `http://127.0.0.1:${port}`,
        from: `process ${process}`,
        ...(process === 'calico-node' ? { assumed: true } : {}),
      },
      paths,
    }));
}

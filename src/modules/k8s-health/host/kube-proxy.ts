import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import { asMap, asText, readYaml } from '../../../kubernetes/yaml-text.ts';
import type { Endpoint } from '../model.ts';
import { authority, flagOf, type Instance } from './programs.ts';

const usualHealthPort = '10256';
const usualMetricsPort = '10249';
const maxPods = 2000;

/** Where the pod of a kube-proxy that does not run would serve its health; none where no pod of it is on this host. */
export function kubeProxyOfPod(host: HostFiles): Endpoint[] {
  const config = readConfig(host, kubeadmName);
  return config === undefined ? [] : endpointsOf(config, config.path);
}

/** Key in kubeadm's ConfigMap kube-proxy. */
const kubeadmName = 'config.conf';

/**
 * Where a kube-proxy serves its health. With `--config` the flags count for nothing (kubernetes
 * cmd/kube-proxy/app/options.go); `10249/healthz` only says that the process lives.
 */
export function kubeProxyEndpoints(host: HostFiles, instance: Instance): Endpoint[] {
  const file = flagOf(instance, 'config');
  const config = file === undefined ? undefined : readConfig(host, instance.hostPath(file));
  if (config !== undefined) return endpointsOf(config, config.path);
  if (file !== undefined) return endpointsOf({}, instance.from).map((endpoint) => ({ ...endpoint, assumed: true }));
  const [health, metrics] = [flagOf(instance, 'healthz-bind-address'), flagOf(instance, 'metrics-bind-address')];
  return endpointsOf(
    { ...(health === undefined ? {} : { health }), ...(metrics === undefined ? {} : { metrics }) },
    instance.from,
  );
}

function endpointsOf({ health, metrics }: Addresses, from: string): Endpoint[] {
  const main = `http://${listener(health, usualHealthPort)}`;
  const ping = `http://${listener(metrics, usualMetricsPort)}`;
  return [
    { component: 'kube-proxy', name: 'kube-proxy', url: main, from },
    ...(metrics === undefined
      ? []
      : [{ component: 'kube-proxy', name: 'kube-proxy metrics', url: ping, from, role: 'ping' } as const]),
  ];
}

interface Addresses {
  readonly health?: string;
  readonly metrics?: string;
}

/** `address`, `address:port` or `:port`; an IPv6 address with a port stands in brackets. */
function listener(told: string | undefined, port: string): string {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(told ?? '');
  return match === null ? authority(told, port) : authority(match[1], match[2] ?? port);
}

/** A KubeProxyConfiguration; kubeadm's lies in a ConfigMap, which the kubelet mounts below the pod's folder. */
function readConfig(host: HostFiles, inside: string): (Addresses & { readonly path: string }) | undefined {
  for (const path of [
    ...mounted(host, inside.slice(inside.lastIndexOf('/') + 1)),
    ...(inside.startsWith('/') ? [inside] : []),
  ]) {
    const reading = host.read(path);
    const yaml = reading.status === 'text' ? readYaml(reading.text) : undefined;
    const values = yaml?.status === 'value' ? asMap(yaml.value) : undefined;
    if (values?.['kind'] !== 'KubeProxyConfiguration') continue;
    const [health, metrics] = [asText(values['healthzBindAddress']), asText(values['metricsBindAddress'])];
    return {
      path,
      ...(health === undefined || health === '' ? {} : { health }),
      ...(metrics === undefined || metrics === '' ? {} : { metrics }),
    };
  }
  return undefined;
}

const podsFolder = '/var/lib/kubelet/pods';

function mounted(host: HostFiles, name: string): string[] {
  const pods = host.list(podsFolder, maxPods);
  if (pods.status !== 'names') return [];
  return pods.names
    .map((uid) => `${podsFolder}/${uid}/volumes/kubernetes.io~configmap/kube-proxy/${name}`)
    .filter((path) => host.stat(path).status === 'found');
}

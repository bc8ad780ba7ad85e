import { microk8sArguments, readArgumentFile } from '../../../kubernetes/argument-file.ts';
import { type Flag, flagValue } from '../../../kubernetes/flags.ts';
import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import { readKubeletConfig } from '../../../kubernetes/kubelet-config.ts';
import { hostPathOf, readStaticPod, type StaticContainer, type StaticPod } from '../../../kubernetes/static-pod.ts';
import type { Component } from '../model.ts';
import { kubeletConfigs } from './kubelet-configs.ts';
import type { Program } from './processes.ts';

/** A component as a process or a manifest starts it. */
export interface Instance {
  readonly component: Component;
  readonly flags: readonly Flag[];
  /** `process 812`, or the manifest's path. */
  readonly from: string;
  readonly uptime?: number;
  /** Maps a path of a flag to the host's; processes see the host's own. */
  hostPath(path: string): string;
  readonly manifest?: { readonly path: string; readonly pod: StaticPod; readonly container: StaticContainer };
}

const componentOf: Readonly<Record<string, Component>> = {
  'kube-apiserver': 'apiserver',
  etcd: 'etcd',
  'kube-scheduler': 'scheduler',
  'kube-controller-manager': 'controller-manager',
  'cloud-controller-manager': 'cloud-controller-manager',
  kubelet: 'kubelet',
  'kube-proxy': 'kube-proxy',
};

/** Where static pods lie unless the kubelet's own configuration says something else: kubeadm, RKE2. */
const manifestFolders = ['/etc/kubernetes/manifests', '/var/lib/rancher/rke2/agent/pod-manifests'];
const maxManifests = 100;

/** Manifests first: they say what should run, a process only what does. */
export function readInstances(host: HostFiles, processes: readonly Program[]): readonly Instance[] {
  const told = staticPodPath(
    host,
    processes.find(({ name }) => name === 'kubelet'),
  );
  const folders = told === undefined || host.list(told, 1).status !== 'names' ? manifestFolders : [told];
  return [
    ...folders.flatMap((folder) => fromManifests(host, folder)),
    ...fromArguments(host),
    ...processes.flatMap(fromProcess),
  ];
}

/** MicroK8s has a file of flags for each program of the control plane, which all run in one process. */
const fromArguments = (host: HostFiles): Instance[] =>
  (['kube-apiserver', 'kube-scheduler', 'kube-controller-manager'] as const).flatMap((program) => {
    const path = `${microk8sArguments}/${program}`;
    const reading = host.read(path);
    const component = componentOf[program];
    return reading.status !== 'text' || component === undefined
      ? []
      : [{ component, flags: readArgumentFile(reading.text), from: path, hostPath: (inside: string) => inside }];
  });

/** The folder that the kubelet is told to watch; undefined where its configuration does not say. */
function staticPodPath(host: HostFiles, kubelet: Program | undefined): string | undefined {
  const flags = kubelet?.flags ?? [];
  const given = flagValue(flags, 'pod-manifest-path');
  const values = [flagValue(flags, 'config'), ...kubeletConfigs].flatMap((path) => {
    const reading = path === undefined ? undefined : host.read(path);
    const config = reading?.status === 'text' ? readKubeletConfig(reading.text) : undefined;
    return config?.status === 'config' ? [config.config.values['staticPodPath']] : [];
  });
  const path = given ?? values[0];
  return typeof path === 'string' && path.startsWith('/') ? path.replace(/(.)\/+$/, '$1') : undefined;
}

function fromProcess({ pid, name, flags, uptime }: Program): Instance[] {
  const component = componentOf[name];
  if (component === undefined) return [];
  return [
    {
      component,
      flags,
      from: `process ${pid} (${name})`,
      hostPath: (path) => path,
      ...(uptime === undefined ? {} : { uptime }),
    },
  ];
}

/** The kubelet reads every file that does not begin with a dot; of copies of one pod the first by name counts. */
function fromManifests(host: HostFiles, folder: string): Instance[] {
  const listing = host.list(folder, maxManifests);
  if (listing.status !== 'names') return [];
  const seen = new Set<string>();
  return listing.names.toSorted().flatMap((name) => {
    const path = `${folder}/${name}`;
    const reading = name.startsWith('.') ? undefined : host.read(path);
    const pod = reading?.status === 'text' ? readStaticPod(reading.text) : undefined;
    if (pod?.status !== 'pod' || seen.has(`${pod.pod.namespace}/${pod.pod.name}`)) return [];
    seen.add(`${pod.pod.namespace}/${pod.pod.name}`);
    return pod.pod.containers.flatMap((container) => fromContainer(path, pod.pod, container));
  });
}

function fromContainer(path: string, pod: StaticPod, container: StaticContainer): Instance[] {
  const component = componentOf[container.program] ?? componentOf[container.name];
  if (component === undefined) return [];
  const hostPath = (inside: string): string => {
    const mapped = hostPathOf(pod, container, inside);
    return mapped.status === 'host' ? mapped.path : inside;
  };
  return [{ component, flags: container.flags, from: path, hostPath, manifest: { path, pod, container } }];
}

/** The value in force of a flag. */
export const flagOf = (instance: Instance, name: string): string | undefined => flagValue(instance.flags, name);

/** Addresses that mean all interfaces; loopback is then as good as any. */
const anyAddress = new Set(['', '0.0.0.0', '::', '[::]']);

/** `host:port` to connect to for a bind address. */
export function authority(address: string | undefined, port: string | number): string {
  const host = anyAddress.has(address ?? '') ? '127.0.0.1' : (address ?? '').replace(/^\[|\]$/g, '');
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

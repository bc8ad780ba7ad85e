import { type Flag, flagValue } from '../../../core/kubernetes/flags.ts';
import {
  hostPathOf,
  readStaticPod,
  type StaticContainer,
  type StaticPod,
} from '../../../core/kubernetes/static-pod.ts';
import type { HostFiles } from '../../../input/host/host-files.ts';
import type { Component } from '../model.ts';
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

/** Where static pods lie: kubeadm, RKE2, and what the kubelet's own configuration says. */
const manifestFolders = ['/etc/kubernetes/manifests', '/var/lib/rancher/rke2/agent/pod-manifests'];
const maxManifests = 100;

/** Manifests first: they say what should run, a process only what does. */
export function readInstances(host: HostFiles, processes: readonly Program[]): readonly Instance[] {
  return [...manifestFolders.flatMap((folder) => fromManifests(host, folder)), ...processes.flatMap(fromProcess)];
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

function fromManifests(host: HostFiles, folder: string): Instance[] {
  const listing = host.list(folder, maxManifests);
  if (listing.status !== 'names') return [];
  return listing.names.flatMap((name) => {
    const path = `${folder}/${name}`;
    const reading = name.startsWith('.') || !/\.(?:ya?ml|json)$/.test(name) ? undefined : host.read(path);
    if (reading?.status !== 'text') return [];
    const pod = readStaticPod(reading.text);
    return pod.status === 'pod'
      ? pod.pod.containers.flatMap((container) => fromContainer(path, pod.pod, container))
      : [];
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

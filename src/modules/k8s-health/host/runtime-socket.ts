import { readContainerdConfig } from '../../../kubernetes/containerd-config.ts';
import { flagValue } from '../../../kubernetes/flags.ts';
import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';
import type { Program } from './processes.ts';

/** Where the container runtime listens, and what says so. */
export interface RuntimeSocket {
  readonly path: string;
  readonly from: string;
}

const usualSockets = [
  '/run/containerd/containerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/var/run/cri-dockerd.sock',
];

/**
 * The socket the kubelet is told to use. A running kubelet knows best; with none, a containerd that runs is
 * asked where its configuration says, before files that may be meant for another start.
 */
export function findRuntimeSocket(
  host: HostFiles,
  processes: readonly Program[],
  told: RuntimeSocket | undefined,
  kubeletRuns: boolean,
): RuntimeSocket | undefined {
  if (told !== undefined && kubeletRuns) return told;
  return running(host, processes) ?? told ?? fromEnvironment(host) ?? usual(host);
}

function running(host: HostFiles, processes: readonly Program[]): RuntimeSocket | undefined {
  const containerd = processes.find(({ name }) => name === 'containerd');
  if (containerd === undefined) return undefined;
  const from = `process ${containerd.pid} (containerd)`;
  const given = flagValue(containerd.flags, 'address') ?? flagValue(containerd.flags, 'a');
  if (given !== undefined) return { path: given, from };
  const file =
    flagValue(containerd.flags, 'config') ?? flagValue(containerd.flags, 'c') ?? '/etc/containerd/config.toml';
  const reading = host.read(file);
  const config = reading.status === 'text' ? readContainerdConfig(reading.text) : undefined;
  const address = config?.status === 'config' ? config.config.address : undefined;
  return address === undefined ? undefined : { path: address, from: file };
}

/** kubeadm hands the socket to the kubelet in this file. */
const environmentFile = '/var/lib/kubelet/kubeadm-flags.env';

function fromEnvironment(host: HostFiles): RuntimeSocket | undefined {
  const text = textAt(host, environmentFile) ?? '';
  const path = /--container-runtime-endpoint[= ]"?(?:unix:\/\/)?([^"\s]{1,500})/.exec(text)?.[1];
  return path === undefined ? undefined : { path, from: environmentFile };
}

function usual(host: HostFiles): RuntimeSocket | undefined {
  const path = usualSockets.find((one) => host.stat(one).status === 'found');
  return path === undefined ? undefined : { path, from: 'default' };
}

import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';
import type { Loopback, PlaceKind } from '../model.ts';

/** Interfaces that only a node's own network has: bridges and tunnels of pod networks, dummies of kube-proxy. */
const nodeInterfaces = /^[ \t]*(cni0|cilium_host|cali[0-9a-f]{6,}|flannel\.1|docker0|kube-ipvs0|lxc[0-9a-f]{6,}):/m;

/** The name of such an interface where this network has one: it is then the node's, whatever container this is. */
export function nodeInterface(host: HostFiles): string | undefined {
  return nodeInterfaces.exec(textOf(host, '/proc/net/dev'))?.[1];
}

/** Files that container runtimes leave in a container; /proc/1/cgroup is no proof under cgroup namespaces. */
export function containerMark(host: HostFiles): string | undefined {
  return ['/.dockerenv', '/run/.containerenv'].find((path) => ['found', 'denied'].includes(host.stat(path).status));
}

/**
 * Whose 127.0.0.1 a probe from here reaches. `host` is what files and processes are read from, `prober` the
 * machine that diag runs on: with `--root` in a debug container they may have different networks.
 */
export function findLoopback(
  kind: PlaceKind,
  host: HostFiles,
  prober: HostFiles,
  programsRun: boolean,
): Loopback | undefined {
  if (kind === 'unknown') return undefined;
  if (kind === 'pod') return 'pod';
  if (kind === 'host-network-pod') return 'node';
  if (kind === 'control-plane' || kind === 'worker') {
    return otherNetwork(host, prober) || onlyMounted(host, programsRun) ? 'container' : 'node';
  }
  return containerMark(host) !== undefined && nodeInterface(host) === undefined ? 'container' : 'machine';
}

/** The first process of the host has other interfaces than this one: a container that shares files or processes only. */
function otherNetwork(host: HostFiles, prober: HostFiles): boolean {
  const [theirs, ours] = [names(textOf(host, '/proc/1/net/dev')), names(textOf(prober, '/proc/self/net/dev'))];
  return theirs !== '' && ours !== '' && theirs !== ours;
}

/** A container that was handed the node's /etc/kubernetes; the node of a cluster in containers (kind) has its own. */
function onlyMounted(host: HostFiles, programsRun: boolean): boolean {
  if (programsRun || containerMark(host) === undefined || nodeInterface(host) !== undefined) return false;
  return / \/etc\/kubernetes(?:\/\S*)? /.test(textOf(host, '/proc/self/mountinfo'));
}

const textOf = (host: HostFiles, path: string): string => textAt(host, path) ?? '';

/** Interfaces of a /proc/PID/net/dev, sorted; those of pods come and go, and count for nothing. */
const names = (text: string): string =>
  [...text.matchAll(/^[ \t]*(\S{1,20}):/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !/^(?:veth|lxc|cali)/.test(name))
    .toSorted()
    .join(' ');

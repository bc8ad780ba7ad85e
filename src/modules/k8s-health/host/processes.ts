import { type Flag, readFlags } from '../../../kubernetes/flags.ts';
import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';

/** A running program of Kubernetes. */
export interface Program {
  readonly pid: string;
  /** File name of the executable, `kube-apiserver`; for k3s and the like with its sub-command, `k3s server`. */
  readonly name: string;
  readonly flags: readonly Flag[];
  /** Seconds since it started; absent where unknown. */
  readonly uptime?: number;
}

const wanted = new Set([
  'kube-apiserver',
  'etcd',
  'kube-scheduler',
  'kube-controller-manager',
  'cloud-controller-manager',
  'kubelet',
  'kube-proxy',
  'kubelite',
  'hyperkube',
  'cilium-agent',
  'cilium-operator',
  'calico-node',
  'coredns',
  'containerd',
  'crio',
]);
const withSubCommand = new Set(['k3s', 'rke2', 'k0s', 'hyperkube']);
const maxProcesses = 20_000;
const maxCommandBytes = 64 * 1024;

/** Programs that run, from /proc of the host; empty where it cannot be read (another PID namespace, `--root` without proc). */
export function readProcesses(host: HostFiles): readonly Program[] {
  const listing = host.list('/proc', maxProcesses);
  if (listing.status !== 'names') return [];
  const bootSeconds = Number(textOf(host, '/proc/uptime').split(' ')[0]);
  return listing.names
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const program = programOf(pid, textOf(host, `/proc/${pid}/cmdline`).split('\0').filter(Boolean));
      if (program === undefined) return [];
      const uptime = uptimeOf(textOf(host, `/proc/${pid}/stat`), bootSeconds);
      return [uptime === undefined ? program : { ...program, uptime }];
    });
}

const textOf = (host: HostFiles, path: string): string => textAt(host, path, maxCommandBytes) ?? '';

/** Providers put their name before it (aws-cloud-controller-manager), builds behind (cilium-operator-generic). */
const variants: readonly (readonly [RegExp, string])[] = [
  [/^[a-z0-9]{1,40}-cloud-controller-manager$/, 'cloud-controller-manager'],
  [/^cilium-operator(?:-[a-z]{1,40})?$/, 'cilium-operator'],
];

/** A program by its command line; undefined for what is none of Kubernetes. */
export function programOf(pid: string, words: readonly string[]): Program | undefined {
  const [path = '', sub = ''] = words;
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (withSubCommand.has(base) && /^[a-z-]+$/.test(sub))
    return { pid, name: `${base} ${sub}`, flags: readFlags(words.slice(2)) };
  const name = variants.find(([pattern]) => pattern.test(base))?.[1] ?? base;
  return wanted.has(name) ? { pid, name, flags: readFlags(words.slice(1)) } : undefined;
}

/** Clock ticks a second as /proc shows them (sysconf _SC_CLK_TCK); 100 on every Linux that Node runs on. */
const ticks = 100;

/** Field 22 of proc(5) stat is the start after boot; the name in field 2 may hold spaces. */
function uptimeOf(stat: string, bootSeconds: number): number | undefined {
  const start = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  const seconds = Math.round(bootSeconds - start / ticks);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

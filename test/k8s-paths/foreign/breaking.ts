import { readdirSync } from 'node:fs';
import { daysFromNow, type Tree } from '../../support/nodes/tree.ts';

/** One fault on a node, or two, with the roots a right answer names, in any order. */
export interface ForeignFault {
  readonly what: string;
  /** A healthy node by its words. */
  readonly on: string;
  readonly words?: readonly string[];
  break(tree: Tree): void;
  readonly root: string | readonly string[];
}

/** The nodes by short names. */
export const nodes = {
  single: 'single control plane, Ubuntu, containerd 2, 1.31',
  ha: 'stacked HA behind a name, Rocky, CRI-O, 1.33',
  external: 'external etcd, Ubuntu, 1.32',
  fresh: 'etcd 3.6, named probe ports, 1.35',
  six: 'IPv6 only, 1.32',
  dual: 'dual stack, 1.33',
  crioWorker: 'worker, Rocky, CRI-O, swap in use, 1.34',
  worker: 'worker, Ubuntu, containerd, 1.31',
  elsewhere: 'static pods elsewhere, kube-vip and keepalived beside them',
} as const;

export const pki = '/etc/kubernetes/pki';
export const manifests = '/etc/kubernetes/manifests';
export const kubeletConfig = '/var/lib/kubelet/config.yaml';
export const userConfig = '/root/.kube/config';

/** Processes that ended. */
export const stop = (tree: Tree, ...pids: number[]): void => {
  for (const pid of pids) tree.remove(`/proc/${pid}`);
};
/** A kubelet that is stopped: its containers go on. */
export const stopKubelet = (tree: Tree): void => stop(tree, 900);

/** A process that listens on a port of all IPv4 addresses. */
export function listen(tree: Tree, pid: number, argv: readonly string[], port: number): void {
  const inode = pid * 100;
  const name = (argv[0] ?? '').replace(/^.*\//, '');
  tree.put(`/proc/${pid}/cmdline`, `${argv.join('\0')}\0`);
  tree.put(`/proc/${pid}/comm`, `${name}\n`);
  tree.put(`/proc/${pid}/stat`, tree.read('/proc/1/stat').replace(/^1 \([^)]*\)/, `${pid} (${name})`));
  tree.link(`/proc/${pid}/fd/5`, `socket:[${inode}]`);
  const local = `00000000:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  tree.put(
    '/proc/net/tcp',
    `${tree.read('/proc/net/tcp')}   9: ${local} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0\n`,
  );
}

/** Takes the rows of ports out of the kernel's tables. */
export function deafen(tree: Tree, ...ports: number[]): void {
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6'])
    tree.put(
      table,
      tree
        .read(table)
        .split('\n')
        .filter((row) => !ports.some((port) => row.includes(`:${port.toString(16).toUpperCase().padStart(4, '0')} `)))
        .join('\n'),
    );
}

/** A log of a pod in the form of CRI, written some minutes ago. */
export function log(tree: Tree, pod: string, container: string, n: number, lines: readonly string[]): void {
  const at = daysFromNow(-0.01).toISOString().replace('Z', '000000Z');
  tree.put(
    `/var/log/pods/kube-system_${pod}_5d2c/${container}/${n}.log`,
    lines.map((line) => `${at} stderr F ${line}\n`).join(''),
    0o640,
  );
}

/** The process id of the program of a static pod. */
export function pidOf(tree: Tree, program: string): number {
  const pid = readdirSync(tree.at('/proc')).find(
    (name) => /^\d+$/.test(name) && tree.read(`/proc/${name}/cmdline`).split('\0')[0]?.endsWith(program) === true,
  );
  if (pid === undefined) throw new Error(`no process ${program}`);
  return Number(pid);
}

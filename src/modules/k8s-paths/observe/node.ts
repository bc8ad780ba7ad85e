import {
  type Listener,
  readListeners,
  readLocalAddresses,
  readLocalAddresses6,
  readMounts,
  readSwaps,
} from '../../../core/linux/proc.ts';
import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';
import { argvName as nameOf } from '../model/process-name.ts';
import type { NodeFacts, ProcessFact } from '../observations.ts';
import { openFiles } from './open-files.ts';

/** Programs whose command lines say where the files of this node are. */
const programs =
  /^(?:kubelet|kube-apiserver|kube-controller-manager|kube-scheduler|kube-proxy|etcd|containerd|crio|dockerd|cri-dockerd|k3s|k3s-server|k3s-agent|rke2|k0s|kubelite|k8s-dqlite)$/;

/** Variables kubectl and its HTTP client read. */
const variables = [
  'HOME',
  'KUBECONFIG',
  'SUDO_USER',
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NO_PROXY',
  'no_proxy',
  'PATH',
];

const sysctlPaths = [
  '/proc/sys/net/ipv4/ip_forward',
  '/proc/sys/net/ipv6/conf/all/forwarding',
  '/proc/sys/net/bridge/bridge-nf-call-iptables',
];

const procBytes = 1 << 20;

/** Reads what the kernel and the account files say; what a root lacks stays absent. */
export function observeNode(host: HostFiles): NodeFacts {
  const text = (path: string) => textAt(host, path, procBytes);
  const pids = pidsOf(host);
  const processes = pids?.flatMap((pid) => processOf(pid, text, bootTime(text('/proc/stat')), host));
  const open = pids && openFiles(host, pids);
  const listeners = listenersOf(text, pids !== undefined);
  const fib = text('/proc/1/net/fib_trie') ?? text('/proc/net/fib_trie');
  const mounts = text('/proc/1/mounts') ?? text('/proc/mounts');
  const swaps = text('/proc/swaps');
  const hostname = (host.thisMachine ? text('/proc/sys/kernel/hostname') : undefined) ?? text('/etc/hostname');
  return {
    root: host.root,
    thisMachine: host.thisMachine,
    ...(host.tellsAll === false ? { tellsAll: false as const } : {}),
    ...(hostname === undefined ? {} : { hostname: hostname.trim() }),
    privileged: isPrivileged(host),
    env: Object.fromEntries(variables.flatMap((name) => variableOf(name, host.env[name]))),
    homes: homesOf(text('/etc/passwd'), host),
    ...(processes === undefined ? {} : { processes: processes.filter(({ argv }) => programs.test(nameOf(argv))) }),
    ...(listeners === undefined
      ? {}
      : { listeners: listeners.map((one) => ({ ...one, ...ownerOf(one, open?.sockets, text) })) }),
    ...(fib === undefined
      ? {}
      : {
          addresses: [
            ...readLocalAddresses(fib),
            ...readLocalAddresses6(text('/proc/1/net/if_inet6') ?? text('/proc/net/if_inet6') ?? ''),
          ],
        }),
    ...(mounts === undefined ? {} : { mounts: readMounts(mounts) }),
    ...(swaps === undefined ? {} : { swaps: readSwaps(swaps) }),
    ...(open === undefined
      ? {}
      : {
          deletedOpen: open.deleted.map(({ pid, bytes }) => ({
            process: `${nameOf(argvOf(pid, text))} (${pid})`,
            bytes,
          })),
        }),
    sysctls: sysctlsOf(host, text),
  };
}

/** A root without process directories is no live host. */
function pidsOf(host: HostFiles): readonly string[] | undefined {
  const listing = host.list('/proc', 50_000);
  const pids = listing.status === 'names' ? listing.names.filter((name) => /^\d+$/.test(name)) : [];
  return pids.length === 0 ? undefined : pids;
}

type Text = (path: string) => string | undefined;

const argvOf = (pid: string, text: Text): readonly string[] =>
  (text(`/proc/${pid}/cmdline`) ?? '').split('\0').filter((word, i, all) => word !== '' || i < all.length - 1);

function processOf(pid: string, text: Text, booted: number | undefined, host: HostFiles): ProcessFact[] {
  const argv = argvOf(pid, text);
  if (argv.length === 0 || !programs.test(nameOf(argv))) return [];
  const ticks = Number((text(`/proc/${pid}/stat`) ?? '').replace(/^.*\) /, '').split(' ')[19]);
  const folder = host.stat(`/proc/${pid}`);
  const byTicks =
    booted === undefined || Number.isNaN(ticks) ? undefined : new Date((booted + ticks / 100) * 1000).toISOString();
  const startedAt = byTicks ?? (folder.status === 'found' ? folder.stat.modifiedAt : undefined);
  return [{ pid: Number(pid), argv: argv.slice(0, 200), ...(startedAt === undefined ? {} : { startedAt }) }];
}

/** Seconds since the epoch; USER_HZ is 100 on every Linux Kubernetes supports. */
function bootTime(stat: string | undefined): number | undefined {
  const seconds = /^btime (\d+)$/m.exec(stat ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

function listenersOf(text: Text, live: boolean): readonly Listener[] | undefined {
  if (!live) return undefined;
  const tables = ['tcp', 'tcp6'].map((name) => text(`/proc/1/net/${name}`) ?? text(`/proc/net/${name}`));
  if (tables.every((table) => table === undefined)) return undefined;
  return tables.flatMap((table) => readListeners(table ?? ''));
}

function ownerOf({ inode }: Listener, sockets: ReadonlyMap<string, string> | undefined, text: Text) {
  const pid = sockets?.get(inode);
  if (pid === undefined) return {};
  return { process: nameOf(argvOf(pid, text)) || `process ${pid}` };
}

/** Credentials in a proxy URL are nobody's business. */
function variableOf(name: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[name, value.replace(/\/\/[^@/\s]{1,200}@/, '//')]];
}

function homesOf(passwd: string | undefined, host: HostFiles): { user: string; uid: number; path: string }[] {
  const homes = (passwd ?? '').split('\n').flatMap((line) => {
    const [user, , uid, , , path] = line.split(':');
    const usable = path?.startsWith('/') === true && (Number(uid) === 0 || Number(uid) >= 1000) && user !== 'nobody';
    return usable && user !== undefined ? [{ user, uid: Number(uid), path }] : [];
  });
  const all = homes.some(({ path }) => path === '/root') ? homes : [{ user: 'root', uid: 0, path: '/root' }, ...homes];
  return all.slice(0, 100).filter(({ path }) => host.stat(path).status !== 'absent');
}

function sysctlsOf(host: HostFiles, text: Text): Record<string, string> {
  if (host.stat('/proc/sys/net').status !== 'found') return {};
  return Object.fromEntries(
    sysctlPaths.flatMap((path) => {
      const value = text(path)?.trim() ?? (host.stat(path).status === 'absent' ? 'absent' : undefined);
      return value === undefined ? [] : [[path, value]];
    }),
  );
}

/** Whether files only root may read can be read: a key of the host's own, or its shadow file. */
function isPrivileged(host: HostFiles): boolean {
  const shadow = host.head('/etc/shadow', 1);
  return shadow !== undefined || host.stat('/etc/shadow').status !== 'found';
}

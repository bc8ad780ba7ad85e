import { daysFromNow, type Tree } from './tree.ts';

/** A process of a host that runs. */
export interface Running {
  readonly pid: number;
  readonly argv: readonly string[];
  /** Days from now; the host booted 30 days ago. */
  readonly since?: number;
  /** `ADDRESS:PORT`, IPv4 or `[::]`. */
  readonly listens?: readonly string[];
}

/** What the kernel of a host shows. */
export interface Kernel {
  readonly processes: readonly Running[];
  readonly addresses: readonly string[];
  readonly addresses6?: readonly string[];
  readonly cgroup?: 1 | 2;
  readonly swap?: string;
  readonly mounts?: readonly string[];
}

const bootDays = -30;
const hex = (value: number, width: number): string => value.toString(16).toUpperCase().padStart(width, '0');
const little = (address: string): string =>
  address
    .split('.')
    .toReversed()
    .map((part) => hex(Number(part), 2))
    .join('');

/** IPv6 of /proc/net: 32 hex digits in network order. */
function plain6(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(':'));
  const [a, b] = [groups(head), groups(tail)];
  const all = tail === undefined ? a : [...a, ...Array<string>(8 - a.length - b.length).fill('0'), ...b];
  return all.map((one) => one.padStart(4, '0')).join('');
}
/** /proc/net/tcp6 writes each 32-bit word in the machine's order. */
const tcp6 = (address: string): string =>
  (plain6(address).toUpperCase().match(/.{8}/g) ?? [])
    .map((word) => (word.match(/../g) ?? []).toReversed().join(''))
    .join('');

/** Writes /proc and /sys as a running kernel shows them. */
export function runKernel(tree: Tree, kernel: Kernel): void {
  const boot = Math.floor(daysFromNow(bootDays).getTime() / 1000);
  tree.put('/proc/stat', `cpu  10 0 10 1000 0 0 0 0 0 0\nbtime ${boot}\n`);
  tree.put('/proc/uptime', `${-bootDays * 86_400}.00 5000000.00\n`);
  tree.put('/proc/swaps', `Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n${kernel.swap ?? ''}`);
  tree.put('/proc/sys/net/ipv4/ip_forward', '1\n');
  tree.put('/proc/sys/net/ipv6/conf/all/forwarding', '1\n');
  tree.put('/proc/sys/net/bridge/bridge-nf-call-iptables', '1\n');
  tree.put('/proc/sys/kernel/hostname', tree.has('/etc/hostname') ? tree.read('/etc/hostname') : 'node\n');
  const cgroups =
    kernel.cgroup === 1
      ? [
          'tmpfs /sys/fs/cgroup tmpfs ro 0 0',
          'cgroup /sys/fs/cgroup/systemd cgroup rw 0 0',
          'cgroup /sys/fs/cgroup/memory cgroup rw 0 0',
        ]
      : ['cgroup2 /sys/fs/cgroup cgroup2 rw,nsdelegate 0 0'];
  const mounts = kernel.mounts ?? ['/dev/sda3 / xfs rw,seclabel,relatime 0 0'];
  tree.put(
    '/proc/mounts',
    `${[...mounts, 'proc /proc proc rw 0 0', ...cgroups, 'tmpfs /run tmpfs rw 0 0'].join('\n')}\n`,
  );
  const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const rows = { v4: [] as string[], v6: [] as string[] };
  for (const { pid, argv, since = -29, listens = [] } of kernel.processes) {
    const name = (argv[0] ?? '').replace(/^.*\//, '').slice(0, 15);
    tree.put(`/proc/${pid}/cmdline`, `${argv.join('\0')}\0`);
    tree.put(`/proc/${pid}/comm`, `${name}\n`);
    const ticks = Math.round((since - bootDays) * 86_400 * 100);
    tree.put(
      `/proc/${pid}/stat`,
      `${pid} (${name}) S 1 ${pid} ${pid} 0 -1 4194560 ${'0 '.repeat(8)}20 0 1 0 ${ticks} 0 0\n`,
    );
    listens.forEach((listen, i) => {
      const inode = pid * 100 + i;
      const port = Number(listen.replace(/^.*:/, ''));
      const address = listen.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
      const six = address.includes(':');
      const local = `${six ? tcp6(address) : little(address)}:${hex(port, 4)}`;
      const zero = '0'.repeat(six ? 32 : 8);
      const list = six ? rows.v6 : rows.v4;
      list.push(
        `${String(list.length).padStart(4)}: ${local} ${zero}:0000 0A 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0`,
      );
      tree.link(`/proc/${pid}/fd/${i + 5}`, `socket:[${inode}]`);
    });
  }
  tree.put('/proc/net/tcp', `${header}${rows.v4.join('\n')}\n`);
  tree.put('/proc/net/tcp6', `${header}${rows.v6.join('\n')}\n`);
  const local = ['127.0.0.1', ...kernel.addresses]
    .map((one) => `        |-- ${one}\n           /32 host LOCAL\n`)
    .join('');
  tree.put('/proc/net/fib_trie', `Local:\n  +-- 0.0.0.0/0 3 0 5\n${local}`);
  const six = ['::1', ...(kernel.addresses6 ?? [])].map((one) => `${plain6(one)} 02 40 00 80     eth0\n`).join('');
  tree.put('/proc/net/if_inet6', six);
}

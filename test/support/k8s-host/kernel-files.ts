import { madeAt } from './cluster-pki.ts';
import { node, staticPods } from './manifests.ts';

interface Process {
  readonly pid: number;
  readonly words: readonly string[];
  /** TCP ports it listens on, with the address as /proc/net/tcp writes it. */
  readonly listens?: readonly (readonly [address: string, port: number])[];
}

const loopback = '0100007F';
const any = '00000000';
const own = node.ip
  .split('.')
  .toReversed()
  .map((part) => Number(part).toString(16).toUpperCase().padStart(2, '0'))
  .join('');

const podProcess = (pid: number, name: string, listens: Process['listens']): Process => ({
  pid,
  words: [name, ...(staticPods.find((pod) => pod.name === name)?.flags ?? [])],
  ...(listens === undefined ? {} : { listens }),
});

export const processes: readonly Process[] = [
  { pid: 1, words: ['/sbin/init'] },
  { pid: 420, words: ['/usr/bin/containerd'] },
  {
    pid: 510,
    words: [
      '/usr/bin/kubelet',
      '--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf',
      '--kubeconfig=/etc/kubernetes/kubelet.conf',
      '--config=/var/lib/kubelet/config.yaml',
      '--container-runtime-endpoint=unix:///run/containerd/containerd.sock',
      '--pod-infra-container-image=registry.k8s.io/pause:3.10',
    ],
    listens: [
      [any, 10250],
      [loopback, 10248],
    ],
  },
  podProcess(810, 'etcd', [
    [loopback, 2379],
    [own, 2379],
    [own, 2380],
    [loopback, 2381],
  ]),
  podProcess(820, 'kube-apiserver', [[any, 6443]]),
  podProcess(830, 'kube-controller-manager', [[loopback, 10257]]),
  podProcess(840, 'kube-scheduler', [[loopback, 10259]]),
];

const hex = (value: number, width: number): string => value.toString(16).toUpperCase().padStart(width, '0');

const socketLines = processes.flatMap(({ pid, listens = [] }) =>
  listens.map(([address, port], i) => ({ inode: pid * 100 + i, text: `${address}:${hex(port, 4)}` })),
);

/** Regular files that stand for /proc and /sys of the healthy host. */
export const kernelFiles: Readonly<Record<string, string>> = {
  'proc/mounts': `/dev/vda1 / ext4 rw,relatime,errors=remount-ro 0 0
proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0
sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime 0 0
tmpfs /run tmpfs rw,nosuid,nodev,noexec,relatime 0 0
`,
  'proc/swaps': 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n',
  'proc/modules': 'br_netfilter 32768 0 - Live 0x0\noverlay 163840 20 - Live 0x0\n',
  'proc/meminfo':
    'MemTotal:        8150000 kB\nMemFree:         2100000 kB\nMemAvailable:    5900000 kB\nSwapTotal:             0 kB\n',
  'proc/stat': `cpu  1 0 1 100 0 0 0 0 0 0\nbtime ${Math.floor(madeAt.getTime() / 1000)}\n`,
  'proc/uptime': '864000.00 3400000.00\n',
  'proc/sys/net/ipv4/ip_forward': '1\n',
  'proc/sys/net/bridge/bridge-nf-call-iptables': '1\n',
  'proc/sys/kernel/hostname': `${node.name}\n`,
  'proc/sys/kernel/osrelease': '6.1.0-18-amd64\n',
  'proc/net/tcp': `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
${socketLines.map(({ inode, text }, i) => `${String(i).padStart(4)}: ${text} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0`).join('\n')}
`,
  'proc/net/tcp6':
    '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n',
  'proc/net/fib_trie': `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     |-- 192.0.2.0
        /24 link UNICAST
Local:
  +-- 0.0.0.0/0 3 0 5
     +-- 127.0.0.0/8 2 0 2
        |-- 127.0.0.1
           /32 host LOCAL
     +-- 192.0.2.0/24 2 0 2
        |-- ${node.ip}
           /32 host LOCAL
        |-- 192.0.2.255
           /32 link BROADCAST
`,
  'sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory hugetlb pids rdma misc\n',
  ...Object.fromEntries(
    processes.flatMap(({ pid, words }) => {
      const name = words[0]?.split('/').at(-1) ?? '';
      return [
        [`proc/${pid}/cmdline`, `${words.join('\0')}\0`],
        [`proc/${pid}/comm`, `${name.slice(0, 15)}\n`],
        // Field 22 is the start in hundredths of a second after boot: ten minutes.
        [
          `proc/${pid}/stat`,
          `${pid} (${name.slice(0, 15)}) S 1 ${pid} ${pid} 0 -1 4194560 ${'0 '.repeat(8)}20 0 1 0 60000 0 0\n`,
        ],
        [
          `proc/${pid}/status`,
          `Name:\t${name.slice(0, 15)}\nState:\tS (sleeping)\nPid:\t${pid}\nPPid:\t1\nUid:\t0\t0\t0\t0\n`,
        ],
      ];
    }),
  ),
};

/** `/proc/PID/fd` links of the listening sockets. */
export const kernelLinks: Readonly<Record<string, string>> = Object.fromEntries(
  processes.flatMap(({ pid, listens = [] }) =>
    listens.map((_, i) => [`proc/${pid}/fd/${i + 3}`, `socket:[${pid * 100 + i}]`]),
  ),
);

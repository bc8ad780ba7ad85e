/** A read-only command: absolute paths to try, then its words; nothing goes through a shell. */
export interface ReadCommand {
  readonly program: string;
  readonly words: readonly string[];
  /** Written to its standard input. */
  readonly input?: string;
}

/** Which rules matter; both where the flow is not known yet. */
export type Families = 4 | 6 | 'both';

const folders = ['/usr/sbin', '/sbin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/** Where a program may lie. */
export const placesOf = (program: string): readonly string[] => folders.map((folder) => `${folder}/${program}`);

const command = (line: string): ReadCommand => {
  const [program = '', ...words] = line.split(' ');
  return { program, words };
};

/** Settings of /proc/sys/net that decide about packets; read inside the namespace. */
const settings = [
  '/proc/sys/net/ipv4/conf',
  '/proc/sys/net/ipv6/conf',
  '/proc/sys/net/bridge',
  '/proc/sys/net/ipv4/ip_forward',
  '/proc/sys/net/ipv4/ip_default_ttl',
  '/proc/sys/net/ipv4/fib_multipath_hash_policy',
  '/proc/sys/net/ipv4/fib_multipath_use_neigh',
  '/proc/sys/net/ipv4/ip_local_port_range',
  '/proc/sys/net/ipv4/icmp_echo_ignore_all',
  '/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts',
  '/proc/sys/net/ipv6/icmp/echo_ignore_all',
  '/proc/sys/net/ipv6/bindv6only',
  '/proc/sys/net/ipv4/neigh/default/gc_thresh3',
  '/proc/sys/net/netfilter/nf_conntrack_max',
  '/proc/sys/net/netfilter/nf_conntrack_count',
  '/proc/sys/net/ipv4/ip_nonlocal_bind',
  '/proc/sys/net/ipv4/tcp_l3mdev_accept',
];

/**
 * What is read of one namespace, in this order; the collector runs the same. `iptables -L` and `nft list` of tables
 * that iptables manages are not among them: one makes tables, the other shows rules wrongly.
 */
const namespaceCommands: readonly (ReadCommand & { readonly family?: 4 | 6 })[] = [
  command('ip -j -d addr'),
  command('ip -4 -j -d route show table all'),
  { ...command('ip -6 -j -d route show table all'), family: 6 },
  command('ip -4 -j rule'),
  { ...command('ip -6 -j rule'), family: 6 },
  command('ip -j neigh show nud all'),
  command('ip -j neigh show proxy'),
  command('ip -j netns list-id'),
  command('bridge -j fdb'),
  command('bridge -j vlan'),
  command('ss -Hltun'),
  { program: 'grep', words: ['-rs', '.', ...settings] },
  { ...command('iptables-legacy-save -c'), family: 4 },
  { ...command('ip6tables-legacy-save -c'), family: 6 },
  { ...command('iptables-nft-save -c'), family: 4 },
  { ...command('ip6tables-nft-save -c'), family: 6 },
  command('nft -j list ruleset'),
  command('ipset save'),
  command('conntrack -S'),
  // Of others' connections no more than who is sent to which backend of a Service.
  command('conntrack -L -p udp -g'),
  command('tc -j qdisc'),
  command('ip xfrm policy'),
  command('cat /proc/net/ip_vs'),
  command('grep -rs . /proc/net/xt_recent'),
  // What may be there though no program shows it.
  {
    program: 'grep',
    words: [
      ...['-sE', '^(nf_tables|sch_ingress|cls_)|^[a-z]+$'],
      ...['/proc/modules', '/proc/net/ip_tables_names', '/proc/net/ip6_tables_names'],
    ],
  },
];

/** What the kernel's own files tell where no `ip` prints JSON: it is not there, or it is busybox's or an old one. */
export const kernelFiles: ReadCommand = {
  program: 'grep',
  words: [
    ...['-s', '.'],
    ...['dev', 'route', 'fib_trie', 'if_inet6', 'arp', 'tcp', 'tcp6', 'udp', 'udp6'].map((name) => `/proc/net/${name}`),
  ],
};

/** The devices beside that: /sys shows those of the namespace that mounted it, so only where diag itself runs. */
export const deviceFiles = (devices: readonly string[]): ReadCommand => ({
  program: 'grep',
  words: [
    ...['-s', '.'],
    ...devices.flatMap((device) =>
      ['ifindex', 'iflink', 'operstate', 'carrier', 'mtu', 'address', 'flags'].map(
        (file) => `/sys/class/net/${device}/${file}`,
      ),
    ),
  ],
});

/** Before iptables 1.8, and where a distribution packs one backend, the programs go by these names alone. */
const plainSaves: typeof namespaceCommands = [
  { ...command('iptables-save -c'), family: 4 },
  { ...command('ip6tables-save -c'), family: 6 },
];

/** Programs that show which backend they read. */
export const namedSaves: readonly string[] = ['iptables-legacy-save', 'iptables-nft-save'];

/** Commands that one process answers, `ip -6 -j -d -batch -`: a line of JSON each. */
export interface CommandGroup {
  readonly together?: ReadCommand;
  readonly commands: readonly ReadCommand[];
}

const option = /^-/;

/** The commands of a namespace: those of one program and family in one process. `plain`: no program of `namedSaves`. */
export function commandGroups(families: Families, plain = false): readonly CommandGroup[] {
  const wanted = [...namespaceCommands, ...(plain ? plainSaves : [])].filter(
    ({ family }) => family === undefined || families === 'both' || family === families,
  );
  const groups = new Map<string, ReadCommand[]>();
  for (const one of wanted) {
    const batched = one.words.includes('-j') && (one.program === 'ip' || one.program === 'bridge');
    // Without a family `route show table all` prints both.
    const key = batched ? `${one.program} ${familyOf(one)}` : [one.program, ...one.words].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((commands) =>
    commands.length > 1 ? { commands, together: batchOf(commands) } : { commands },
  );
}

const familyOf = ({ words }: ReadCommand): string => words.find((word) => word === '-4' || word === '-6') ?? '';

function batchOf(commands: readonly ReadCommand[]): ReadCommand {
  const program = commands[0]?.program ?? '';
  const family = commands.map(familyOf).find((one) => one !== '');
  const details = program === 'ip' ? ['-d'] : [];
  const lines = commands.map(({ words }) => words.filter((word) => !option.test(word)).join(' '));
  return {
    program,
    words: [...(family === undefined ? [] : [family]), '-j', ...details, '-batch', '-'],
    input: `${lines.join('\n')}\n`,
  };
}

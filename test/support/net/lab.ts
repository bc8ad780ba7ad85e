import { execFileSync, spawnSync } from 'node:child_process';
import { listening, quiet, server } from './lab-lines.ts';

/** A lab of network namespaces, named by a prefix of its own. */
export interface Lab {
  /** Full name of a namespace. */
  name(short: string): string;
  /** Runs shell lines; `@n1 ip route …` in that namespace, other lines on the host. */
  run(lines: string): void;
  /** Whether a connection or an echo gets its answer within two seconds. */
  reaches(
    from: string,
    to: string,
    port?: number,
    more?: { udp?: boolean; size?: number; sourcePort?: number },
  ): boolean;
  remove(): void;
}

let made = 0;

export function makeLab(shorts: readonly string[], setup: string): Lab {
  made += 1;
  const prefix = `d${process.pid % 10000}${String.fromCharCode(97 + (made % 26))}`;
  const name = (short: string) => `${prefix}-${short}`;
  const all = shorts.map(name);
  shell(
    batch(
      'ip',
      all.map((one) => `netns add ${one}`),
    ),
  );
  const lab: Lab = {
    name,
    run: (lines) => shell(scriptOf(lines, name)),
    reaches: (from, to, port, more) => reaches(name(from), to, port, more ?? {}),
    remove: () =>
      shell(
        all
          .map((one) => `ip netns pids ${one} | xargs -r kill -9 2>/dev/null || :; ip netns del ${one} || :`)
          .join('\n'),
      ),
  };
  try {
    lab.run(setup);
  } catch (error) {
    lab.remove();
    throw error;
  }
  return lab;
}

/** One shell for all lines: a process for each of them is what takes the time. */
const shell = (script: string): void =>
  void execFileSync('sh', ['-e'], { input: `${script}\n`, stdio: ['pipe', 'ignore', 'pipe'] });

const batch = (ip: string, lines: readonly string[]): string => `${ip} -batch - <<'END'\n${lines.join('\n')}\nEND`;

// ip -6 addr add fd01::2/64 dev c0 nodad: a batch knows the family by the address
const plainIp = /^ip (?:-6 (?=(?:addr|route|neigh) .*:))?((?:addr|link|route|neigh|rule) [\w.:/ !-]+)$/;

/** `@c ip …; ip …` runs in c, other lines on the host; several commands of `ip` are one process. */
function scriptOf(lines: string, name: (short: string) => string): string {
  const script: string[] = [];
  let open: { ip: string; lines: string[] } | undefined;
  const close = () => {
    if (open !== undefined) script.push(batch(open.ip, open.lines));
    open = undefined;
  };
  for (const line of lines.split('\n').filter((one) => one.trim() !== '')) {
    const named = line.trim().replace(/%(\w+)/g, (_, short: string) => name(short));
    const at = /^@(\w+) (.*)$/.exec(named);
    const inside = at === null ? undefined : name(at[1] ?? '');
    const plain = (at?.[2] ?? named).split(/; */).map((one) => plainIp.exec(one)?.[1]);
    if (plain.every((one) => one !== undefined)) {
      const ip = inside === undefined ? 'ip' : `ip -n ${inside}`;
      if (open?.ip !== ip) close();
      open ??= { ip, lines: [] };
      open.lines.push(...plain);
      continue;
    }
    close();
    script.push(inside === undefined ? named : `nsenter --net=/run/netns/${inside} sh <<'END'\n${at?.[2]}\nEND`);
  }
  close();
  return script.join('\n');
}

function reaches(
  namespace: string,
  to: string,
  port: number | undefined,
  { size, sourcePort }: { size?: number; sourcePort?: number },
): boolean {
  const six = to.includes(':') ? ['-6'] : ['-4'];
  const words =
    port === undefined
      ? [
          'ping',
          ...six,
          '-c',
          '1',
          '-W',
          '2',
          ...(size === undefined ? [] : ['-M', 'do', '-s', String(size - (to.includes(':') ? 48 : 28))]),
          to,
        ]
      : [
          'nc',
          ...six,
          '-z',
          '-w',
          '2',
          ...(sourcePort === undefined ? [] : ['-p', String(sourcePort)]),
          to,
          String(port),
        ];
  return spawnSync('ip', ['netns', 'exec', namespace, ...words], { stdio: 'ignore', timeout: 8000 }).status === 0;
}

/** Client c, router r, server s: two networks, both families, port 80 open. */
const routerSetup = `
${quiet(['c', 'r', 's'])}
${server('s', 80)}
ip link add c0 netns %c type veth peer name rc netns %r
ip link add s0 netns %s type veth peer name rs netns %r
@c ip addr add 10.1.0.2/24 dev c0; ip addr add fd01::2/64 dev c0 nodad; ip link set c0 up
@s ip addr add 10.2.0.2/24 dev s0; ip addr add fd02::2/64 dev s0 nodad; ip link set s0 up
@r ip addr add 10.1.0.1/24 dev rc; ip addr add fd01::1/64 dev rc nodad; ip link set rc up
@r ip addr add 10.2.0.1/24 dev rs; ip addr add fd02::1/64 dev rs nodad; ip link set rs up
@r sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
@c ip route add default via 10.1.0.1; ip -6 route add default via fd01::1
@s ip route add default via 10.2.0.1; ip -6 route add default via fd02::1
${listening('s', 80)}
`;

const nodes = [
  ['n1', '0', ['p1', 'p2']],
  ['n2', '1', ['p3']],
] as const;

/** Two nodes with a bridge, pods and a vxlan between them; x is a machine outside, w the wire. */
const nodesSetup = `
${quiet(['w', 'n1', 'n2', 'x', 'p1', 'p2', 'p3'])}
${server('p2', 8080)}
${server('p3', 8080)}
${server('x', 80)}
${server('n1', 9000)}
${['n1', 'n2', 'x'].map((n) => `ip link add eth0 netns %${n} type veth peer name to${n} netns %w`).join('\n')}
${nodes.flatMap(([n, , pods]) => pods.map((p) => `ip link add eth0 mtu 1450 netns %${p} type veth peer name v${p} mtu 1450 netns %${n}`)).join('\n')}
@w ip link add br0 type bridge; ip link set br0 up
${['n1', 'n2', 'x'].map((n) => `@w ip link set to${n} master br0 up`).join('\n')}
@x ip link set eth0 up; ip addr add 172.30.0.9/24 dev eth0; ip addr add 192.0.2.80/32 dev lo
${nodes
  .map(([n, k, pods]) =>
    [
      `@${n} sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1; iptables -t nat -A POSTROUTING -s 10.244.0.0/16 ! -d 10.244.0.0/16 -j MASQUERADE`,
      `@${n} ip link set eth0 up; ip addr add 172.30.0.${Number(k) + 2}/24 dev eth0; ip route add default via 172.30.0.9`,
      `@${n} ip link add cni0 type bridge; ip addr add 10.244.${k}.1/24 dev cni0; ip link set cni0 up`,
      `@${n} ip link add flannel.1 address 0e:aa:00:00:00:0${k} type vxlan id 1 local 172.30.0.${Number(k) + 2} dev eth0 dstport 8472 nolearning; ip addr add 10.244.${k}.0/32 dev flannel.1; ip link set flannel.1 up`,
      ...pods.map((p) => `@${n} ip link set v${p} master cni0 up`),
      ...pods.map(
        (p, i) =>
          `@${p} ip addr add 10.244.${k}.${i + 2}/24 dev eth0; ip link set eth0 up; ip route add default via 10.244.${k}.1`,
      ),
    ].join('\n'),
  )
  .join('\n')}
@n1 ip route add 10.244.1.0/24 via 10.244.1.0 dev flannel.1 onlink; ip neigh add 10.244.1.0 lladdr 0e:aa:00:00:00:01 dev flannel.1 nud permanent
@n2 ip route add 10.244.0.0/24 via 10.244.0.0 dev flannel.1 onlink; ip neigh add 10.244.0.0 lladdr 0e:aa:00:00:00:00 dev flannel.1 nud permanent
@n1 bridge fdb add 0e:aa:00:00:00:01 dev flannel.1 dst 172.30.0.3
@n2 bridge fdb add 0e:aa:00:00:00:00 dev flannel.1 dst 172.30.0.2
${listening('p2', 8080)}
${listening('p3', 8080)}
${listening('x', 80)}
${listening('n1', 9000)}
`;

/** What a lab is made of. */
export interface LabPlan {
  readonly lab: string;
  readonly namespaces: readonly string[];
  readonly setup: string;
}

export const labs = {
  router: { lab: 'router', namespaces: ['c', 'r', 's'], setup: routerSetup },
  nodes: { lab: 'nodes', namespaces: ['w', 'n1', 'n2', 'x', 'p1', 'p2', 'p3'], setup: nodesSetup },
} as const;

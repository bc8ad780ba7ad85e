import type { Message } from '../error-text/message.ts';

/** Weave Net. */
export const weaveMessages: readonly Message[] = [
  {
    id: 'weave-overlap',
    matches: /Network (\S{3,50}) overlaps with existing route (\S{3,50}) on host/,
    kind: 'cause',
    part: 'cni',
    says: 'Weave does not start: its range $1 overlaps with the route $2 of that host, so packets to one of the two would go astray.',
    next: [
      'set IPALLOC_RANGE of the DaemonSet weave-net to a range that nothing else uses (not that of nodes, Services or VPN); `ip route` on the hosts shows what is used',
      'a route left by another network add-on: remove its interface, or restart that host',
    ],
    samples: ['Network 10.32.0.0/12 overlaps with existing route 10.40.0.0/16 on host'],
    source: 'weaveworks/weave net/route.go, prog/weaver',
  },
  {
    id: 'weave-bridge',
    matches: /Inconsistent bridge state detected/,
    kind: 'cause',
    part: 'cni',
    says: 'Weave does not start: its bridge on that host is half there, as after a change of its mode or an interrupted removal.',
    next: ['on that host: `weave reset` (or `ip link delete weave` and datapath), then delete the weave-net pod of it'],
    samples: ["Inconsistent bridge state detected. Please do 'weave reset' and try again"],
    source: 'weaveworks/weave net/bridge.go',
  },
  {
    id: 'weave-peer-unreached',
    matches:
      /->\[([\d.]{7,15}:\d{2,5})(?:\|[^\]]{1,100})?\]:? (?:error during connection attempt: (?:dial tcp4? .{0,80}: )?(.{1,160})|connection shutting down due to error: (.{1,160}))/,
    kind: 'retried',
    part: 'cni',
    says: 'Weave does not reach its peer $1 ($2$3): weave-net of that host does not run, or TCP 6783 and UDP 6783/6784 are blocked between the hosts. Pods on the two do not reach each other.',
    next: [
      'does weave-net of that host run (`kubectl -n kube-system get pods -o wide`), and what does its log say? A host that is gone: `weave rmpeer`',
    ],
    samples: [
      '->[192.0.2.7:6783] error during connection attempt: dial tcp4 :0->192.0.2.7:6783: connect: connection refused',
      '->[192.0.2.7:6783|2e:53:d1:b4:0c:dd(n1)]: connection shutting down due to error: no working forwarders to 2e:53:d1:b4:0c:dd(n1)',
    ],
    not: ['->[192.0.2.7:6783] attempting connection'],
    source: 'weaveworks/mesh connection_maker.go, connection.go',
  },
  {
    id: 'weave-seeded-apart',
    matches: /IP allocation was seeded by different peers|Received update for IP range I own at/,
    kind: 'cause',
    part: 'cni',
    says: 'The peers of Weave disagree about who owns which addresses: one was started apart from the others, or keeps data of an earlier cluster; pods may get the same address twice.',
    next: [
      '`weave status ipam` in the weave-net pods; on the peer that stands alone delete /var/lib/weave/weave-netdata.db, then its weave-net pod',
    ],
    samples: [
      'ERRO: 2026/01/02 10:00:00.1 [allocator a1]: IP allocation was seeded by different peers (received: [a1], ours: [b2])',
    ],
    source: 'weaveworks/weave ipam/allocator.go, ipam/ring/ring.go',
  },
];

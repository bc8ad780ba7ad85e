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

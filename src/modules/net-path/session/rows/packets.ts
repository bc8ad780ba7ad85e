import type { SessionRow } from '../meaning.ts';

const source = 'tcpdump print-icmp.c, print-icmp6.c, print-tcp.c, print-arp.c';
// `10:52:22.476400 eth0  In  IP 10.6.0.9 > 10.6.0.2: `, `IP6 …`, `2024-01-01 10:…`
const icmp =
  /^(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d\.\d{1,9} )?(?:\S{1,20} {1,3}(?:In|Out|B|M|P) {1,3})?IP6? (?:\([^)]{0,160}\) {0,3})?(?<from>[0-9A-Za-z_.:-]{2,80}) > (?<to>[0-9A-Za-z_.:-]{2,80}): ICMP6?,? /
    .source;

/** What tcpdump prints; `packets.ts` tells questions without an answer. */
export const packetRows: readonly SessionRow[] = [
  {
    id: 'dump-prohibited',
    matches: new RegExp(
      `${icmp}(?:(?:host|net) )?(?<address>[0-9A-Za-z_.:-]{2,80}) unreachable - admin prohibited|${icmp.replaceAll(/\?<(from|to)>/g, '?<$12>')}(?:destination )?unreachable, unreachable prohibited (?<address2>\\S{2,80})`,
    ),
    samples: [
      '10:52:22.476400 eth0  In  IP 10.6.0.9 > 10.6.0.2: ICMP host 10.6.0.9 unreachable - admin prohibited, length 68',
    ],
    source,
    means: 'filter-drops',
    confidence: 'likely',
    says: 'A filter on {from} rejects packets from {to} to {address}.',
    why: 'Its ICMP message says "administratively prohibited": a REJECT rule, as firewalld has for what is not open.',
    next: ['on {from}: `firewall-cmd --list-all`, `iptables-save -c`, `nft list ruleset`'],
    own: true,
  },
  {
    id: 'dump-port-unreachable',
    matches: new RegExp(
      `${icmp}(?<address>[0-9A-Za-z_.:-]{2,80}) (?:udp|tcp) port (?<port>(?!334[3-9]|335\\d)\\S{1,20}) unreachable`,
    ),
    samples: ['10:52:22.476400 IP 10.6.0.9 > 10.6.0.2: ICMP 10.6.0.9 udp port 8472 unreachable, length 116'],
    source,
    means: 'nothing-listens',
    confidence: 'likely',
    says: '{from} says that nothing takes port {port}: no socket, or a rule that rejects.',
    next: ['on {from}: `ss -lunp`, `ss -ltnp`, `iptables-save -c`'],
    own: true,
  },
  {
    id: 'dump-too-big',
    matches: new RegExp(
      `${icmp}(?:(?:host )?(?<address>[0-9A-Za-z_.:-]{2,80}) unreachable - need to frag \\(mtu (?<mtu>\\d{2,5})\\)|packet too big, mtu (?<mtu2>\\d{2,5}))`,
    ),
    samples: ['10:52:22.4 IP 10.6.0.1 > 10.6.0.2: ICMP 10.7.0.9 unreachable - need to frag (mtu 1400), length 556'],
    source,
    means: 'too-big-for-path',
    confidence: 'proven',
    says: '{from} says that packets from {to} are larger than the next link takes: MTU {mtu}.',
    why: 'A sender that hears this adapts. Where it goes on and on, the message does not reach it or it does not listen.',
    next: [
      'MTU of the devices on the way: `ip link`; clamp: `iptables -t mangle -A FORWARD -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu`',
    ],
    own: true,
  },
  {
    id: 'dump-host-unreachable',
    matches: new RegExp(
      `${icmp}(?:host (?<address>[0-9A-Za-z_.:-]{2,80}) unreachable|(?:destination )?unreachable, unreachable address (?<address2>[0-9A-Fa-f:]{2,45}))`,
    ),
    samples: ['10:52:22.4 IP 10.6.0.1 > 10.6.0.2: ICMP host 10.6.0.9 unreachable, length 92'],
    not: ['10:52:22.4 IP 10.6.0.9 > 10.6.0.2: ICMP host 10.6.0.9 unreachable - admin prohibited, length 68'],
    source,
    means: 'neighbour-silent',
    confidence: 'likely',
    says: '{from} says that it cannot reach {address}: nobody answers there on its link.',
    next: ['on {from}: `ip neigh show {address}`'],
    own: true,
  },
  {
    id: 'dump-net-unreachable',
    matches: new RegExp(
      `${icmp}(?:net (?<address>[0-9A-Za-z_.:-]{2,80}) unreachable|(?:destination )?unreachable, unreachable route (?<address2>[0-9A-Fa-f:]{2,45}))`,
    ),
    samples: ['10:52:22.4 IP 10.6.0.1 > 10.6.0.2: ICMP net 10.9.0.9 unreachable, length 92'],
    source,
    means: 'no-route',
    confidence: 'likely',
    says: '{from} says that it has no route to {address}.',
    next: ['on {from}: `ip route get {address}`'],
    own: true,
  },
  {
    id: 'dump-tcp',
    matches:
      /^(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d\.\d{1,9} )?(?:\S{1,20} {1,3}(?:In|Out) {1,3})?IP6? (?<from>[0-9A-Za-z_.:-]{2,90}) > (?<to>[0-9A-Za-z_.:-]{2,90}): Flags \[(?<flags>[SFRPUEW.]{1,6})\], (?:seq (?<seq>\d{1,10}))?/,
    samples: ['10:52:22.4 IP 10.6.0.2.54732 > 10.6.0.9.3000: Flags [S], seq 2975928908, win 64240, length 0'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'dump-arp-question',
    matches:
      /^(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d\.\d{1,9} )?(?:\S{1,20} {1,3}(?:In|Out|B) {1,3})?(?:\S{17} > \S{17,20} .{0,60}?: )?ARP, (?:Ethernet \(len \d\), IPv4 \(len \d\), )?Request who-has (?<to>[0-9.]{7,15})(?: \([^)]{1,40}\))? tell (?<from>[0-9.]{7,15})/,
    samples: ['10:00:01.000001 ARP, Request who-has 10.7.0.20 tell 10.7.0.1, length 28'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'dump-arp-answer',
    matches:
      /^(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d\.\d{1,9} )?(?:\S{1,20} {1,3}(?:In|Out|B) {1,3})?.{0,120}?\bARP, (?:.{0,50}, )?Reply (?<from>[0-9.]{7,15}) is-at /,
    samples: ['10:00:01.000101 ARP, Reply 10.7.0.20 is-at 52:54:00:aa:00:20, length 28'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'dump-page',
    matches:
      /^tcpdump: (?:verbose output|listening on|data link type)|^dropped privs to tcpdump|^listening on \S{1,40}, link-type|^\d{1,9} packets? (?:captured|received by filter|dropped by kernel)/,
    samples: ['tcpdump: verbose output suppressed, use -v or -vv for full protocol decode', '80 packets captured'],
    source,
    means: 'page',
    own: true,
  },
  {
    id: 'dump-echo',
    matches:
      /^(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d\.\d{1,9} )?(?:\S{1,20} {1,3}(?:In|Out) {1,3})?IP6? (?<from>[0-9A-Za-z_.:-]{2,80}) > (?<to>[0-9A-Za-z_.:-]{2,80}): ICMP6?,? echo (?<kind>request|reply), id (?<id>\d{1,5})/,
    samples: ['14:51:53.5 IP 172.31.8.107 > 172.31.8.106: ICMP echo request, id 1020, seq 1, length 64'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'dump-other',
    matches:
      /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{1,9} (?:\S{1,20} {1,3}(?:In|Out|B|M|P) {1,3})?(?:IP6? (?!.{0,300}(?<!udp port 33[45]\d\d )\b(?:unreachable|prohibited|too big|Flags \[)).{1,400}|(?:ARP|STP|LLDP|802\.1Q|IGMP)\b.{0,400})$/,
    samples: [
      '10:00:00.1 IP 10.0.0.1 > 10.0.0.2: ICMP time exceeded in-transit, length 60',
      '10:00:00.2 IP 10.0.0.9 > 10.0.0.2: ICMP 10.0.0.9 udp port 33437 unreachable, length 60',
      '10:00:00.1 IP 10.0.0.2.53412 > 10.0.0.53.53: 4711+ A? web.example. (29)',
    ],
    not: ['10:00:00.1 IP 10.0.0.1 > 10.0.0.2: ICMP host 10.9.9.9 unreachable - tos prohibited, length 60'],
    source,
    means: 'page',
    own: true,
  },
];

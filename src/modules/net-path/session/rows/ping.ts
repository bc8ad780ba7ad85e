import type { SessionRow } from '../meaning.ts';
import { silence } from './connect.ts';

// `From 10.0.0.1 icmp_seq=1 `, `From gw (10.0.0.1) icmp_seq=1 `, `From 10.0.0.1: icmp_seq=1 `, `92 bytes from 10.0.0.1: `
const from =
  /(?:From |Reply from |\d{1,5} bytes from )(?<from>[\w.:-]{2,80}?)(?: \([0-9a-f.:]{2,45}\))?:? (?:icmp_seq=\d{1,6} )?/
    .source;
const iputils = 'iputils ping/ping.c pr_icmph, ping6_common.c';
const route = '`ip route get {address}` on {from}: which device and next hop?';

/** What ping says. */
export const pingRows: readonly SessionRow[] = [
  {
    id: 'nmap-host-up',
    matches: /^Host is up \(/,
    // Under -Pn nmap calls every host up, and says no latency.
    not: ['Host is up.'],
    samples: ['Host is up (0.0072s latency).'],
    source: 'nmap output.cc print_host',
    means: 'shown',
  },
  {
    id: 'fping-silent',
    matches:
      /^(?<host>\S{1,255}) {1,20}: (?:\[\d{1,6}\], timed out|xmt\/rcv\/%loss = \d{1,9}\/0\/100%)|^(?<host2>\S{1,255}) is unreachable$/,
    samples: ['10.1.1.2 : [0], timed out (NaN avg, 100% loss)', '10.1.1.2 is unreachable'],
    not: ['10.1.1.2 : [0], 64 bytes, 0.27 ms (0.27 avg, 0% loss)'],
    source: 'fping src/fping.c',
    ...silence,
    under: 'fping',
  },
  {
    id: 'fping-answer',
    matches:
      /^\S{1,255} {1,20}: (?:\[\d{1,6}\], \d{1,5} bytes, |xmt\/rcv\/%loss = \d{1,9}\/\d{1,9}\/0%)|^\S{1,255} is alive\b/,
    samples: ['10.1.1.1 : [0], 64 bytes, 0.27 ms (0.27 avg, 0% loss)', '10.1.1.1 is alive'],
    not: ['10.1.1.2 : [0], timed out (NaN avg, 100% loss)'],
    source: 'fping src/fping.c',
    means: 'answer',
    under: 'fping',
  },
  {
    id: 'ping-source-scope',
    matches: /^From \S{2,80}?:? icmp_seq=\d{1,9} Destination unreachable: Beyond scope of source address/,
    samples: ['From fe80::1%eth0 icmp_seq=1 Destination unreachable: Beyond scope of source address'],
    source: 'RFC 4443 §3.1, code 2; iputils ping/ping6_common.c',
    means: 'error',
    why: 'the packets were sent from an address that may not leave its link (mostly fe80::): `ip -6 addr` shows whether this host has a global address there',
    own: true,
  },
  {
    id: 'ping-unanswered',
    matches: /^Request timeout for icmp_seq|^no answer yet for icmp_seq/,
    samples: ['Request timeout for icmp_seq 0', 'no answer yet for icmp_seq=3'],
    source: 'macOS and FreeBSD ping.c; iputils ping -O',
    means: 'shown',
    own: true,
  },
  {
    id: 'ping-host-unreachable',
    matches: new RegExp(
      `^${from}Destination (?:[Hh]ost [Uu]nreachable|unreachable: Address unreachable)|^ {0,2}\\d{1,2} {2,5}(?<from2>[0-9a-f.:]{3,45}) {1,3}reports: Destination host unreachable`,
    ),
    samples: [
      'From 10.0.0.2 icmp_seq=1 Destination Host Unreachable',
      'Reply from 192.168.1.10: Destination host unreachable.',
      'From 2001:db8::1 icmp_seq=1 Destination unreachable: Address unreachable',
      '92 bytes from 10.0.0.2: Destination Host Unreachable',
      '  2  192.168.4.1  reports: Destination host unreachable.',
    ],
    source: iputils,
    means: 'neighbour-silent',
    confidence: 'likely',
    says: '{from} says that it cannot reach {where}: the next hop to it does not answer on its link.',
    why: 'Who says so asked on its own link for the next hop, and nobody answered; an unreachable route and a VPN device without a peer say the same.',
    next: [route, 'on {from}: `ip neigh`; FAILED for that hop: it is off, in another VLAN, or has another address'],
    own: true,
  },
  {
    id: 'ping-net-unreachable',
    matches: new RegExp(
      `^${from}Destination (?:[Nn]et [Uu]nreachable|unreachable: (?:No route|Network unreachable))|^ {0,2}\\d{1,2} {2,5}(?<from2>[0-9a-f.:]{3,45}) {1,3}reports: Destination net unreachable`,
    ),
    samples: [
      'From 10.0.0.1 icmp_seq=1 Destination Net Unreachable',
      'From 2001:db8::1 icmp_seq=1 Destination unreachable: No route',
      '  2  192.168.4.1  reports: Destination net unreachable.',
    ],
    source: iputils,
    means: 'no-route',
    confidence: 'likely',
    says: '{from} has no route to {where}.',
    next: ['on {from}: `ip route get {address}`'],
    own: true,
  },
  {
    id: 'ping-prohibited',
    matches: new RegExp(
      `^${from}(?:Packet filtered|Destination (?:Host|Net) Prohibited|Destination Port Unreachable|Communication .{0,20}[Pp]rohibited|Destination unreachable: (?:Administratively prohibited|Port unreachable|Source address failed ingress/egress policy|Reject route))`,
    ),
    samples: [
      'From 10.0.0.1 icmp_seq=1 Packet filtered',
      'From 10.0.0.5 icmp_seq=1 Destination Host Prohibited',
      'From 10.0.0.5 icmp_seq=1 Destination Port Unreachable',
      '92 bytes from 10.0.0.1: Communication prohibited by filter',
    ],
    source: iputils,
    means: 'filter-drops',
    confidence: 'likely',
    says: 'A filter on {from} rejects packets to {where}.',
    why: 'It says so in an ICMP message of its own.',
    next: ['on {from}: `iptables-save -c`, `nft list ruleset`: which REJECT rule counts up?'],
    own: true,
  },
  {
    id: 'ping-time-exceeded',
    matches: new RegExp(`^${from}(?:Time to live exceeded|TTL expired in transit|Time exceeded: Hop limit)`),
    samples: ['From 10.9.0.1 icmp_seq=1 Time to live exceeded', 'Reply from 10.9.0.1: TTL expired in transit.'],
    source: iputils,
    means: 'routing-loop',
    confidence: 'likely',
    says: 'Packets to {where} run in a circle: {from} drops them at the end of their TTL.',
    why: 'With a usual TTL that many routers stand in no path; a ping with a small -t says the same.',
    next: ['`traceroute -n {address}`: two routers that take turns send it to each other'],
    own: true,
  },
  {
    id: 'ping-fragmentation-needed',
    matches: new RegExp(
      `^(?:${from}(?:Frag needed and DF set ?\\(?(?:mtu = (?<mtu>\\d{1,5}))?|frag needed and DF set \\(MTU (?<mtu2>\\d{1,5})\\)|Packet too big: mtu=(?<mtu6>\\d{2,5})|Packet needs to be fragmented but DF set)|ping6?: (?:local error|sendmsg|sendto): [Mm]essage too long(?:,? mtu[=:] ?(?<mtu3>\\d{2,5}))?|Packet needs to be fragmented but DF set)`,
    ),
    samples: [
      'From 10.0.0.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)',
      'ping: local error: message too long, mtu=1450',
      'From 2001:db8::1 icmp_seq=1 Packet too big: mtu=1280',
      'ping: sendto: Message too long',
      'Packet needs to be fragmented but DF set.',
    ],
    source: iputils,
    means: 'too-big-for-path',
    confidence: 'proven',
    says: 'The ping is larger than the path to {where} takes: MTU {mtu}.',
    why: 'Only packets of that size with DF are refused, and the sender is told. TCP adapts by itself unless a filter drops these ICMP messages.',
    next: [
      'MTU of the devices on the way: `ip link`; clamp: `iptables -t mangle -A FORWARD -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu`',
    ],
    own: true,
  },
  {
    id: 'wireguard-no-peer',
    matches:
      /^(?:ping6?|ping_send\w{0,8}|curl|nc|ssh|telnet|traceroute6?|connect|sendto)\b.{0,120}\bRequired key not available\b/,
    samples: [
      'ping: sendmsg: Required key not available',
      'ping: sendto: Required key not available',
      'ssh: connect to host 10.8.0.7 port 22: Required key not available',
    ],
    not: ["modprobe: ERROR: could not insert 'nvidia': Required key not available"],
    source: 'errno ENOKEY of wg_xmit: drivers/net/wireguard/device.c',
    means: 'tunnel-without-peer',
    confidence: 'proven',
    says: 'No WireGuard peer has {where} in its AllowedIPs.',
    why: 'The packet goes into a WireGuard device, and none of its peers takes the address.',
    next: [
      '`wg show`: whose "allowed ips" hold {address}? Add it to that peer: `wg set DEVICE peer KEY allowed-ips …`',
    ],
    own: true,
  },
  {
    id: 'wireguard-no-endpoint',
    matches: /^(?:ping6?|curl|nc|ssh|telnet|traceroute6?)\b.{0,120}\bDestination address required\b/,
    samples: ['ping: sendmsg: Destination address required'],
    source: 'errno EDESTADDRREQ of wg_xmit: drivers/net/wireguard/device.c',
    means: 'tunnel-without-peer',
    confidence: 'proven',
    says: "The WireGuard peer of {where} has no endpoint yet: it has not connected, and this side doesn't know its address.",
    why: 'The packet goes into a WireGuard device; its peer has neither an Endpoint set nor made a handshake.',
    next: [
      '`wg show`: does the peer have an endpoint and a latest handshake? Start the other side, or set Endpoint here',
    ],
    own: true,
  },
  {
    id: 'ping-no-scope',
    matches: /^ping6?: Warning: IPv6 link-local address/,
    samples: [
      'ping6: Warning: IPv6 link-local address on ICMP datagram socket may require ifname or scope-id => use: address%<ifname|scope-id>',
    ],
    source: 'iputils ping/ping6_common.c',
    means: 'error',
    why: 'a link-local address means nothing without its device: `ping fe80::1%eth0`; nothing was sent',
    own: true,
  },
  {
    id: 'ping-may-not',
    matches:
      /^ping6?: (?:socket: |icmp open socket: |permission denied \(are you root\?\)|socktype: |.{0,40}missing cap_net_raw)/,
    samples: [
      'ping: socket: Operation not permitted',
      'ping: icmp open socket: Operation not permitted',
      'ping: permission denied (are you root?)',
      'ping: socktype: SOCK_RAW',
    ],
    source: 'iputils ping/ping.c create_socket; busybox networking/ping.c',
    means: 'error',
    why: 'ping itself may not send here (no CAP_NET_RAW, ping_group_range); nothing was sent, so this says nothing of the path',
    own: true,
  },
  {
    id: 'operation-not-permitted',
    matches: /^ping6?: send(?:msg|to): Operation not permitted/,
    samples: ['ping: sendmsg: Operation not permitted'],
    source: 'EPERM of a filter in OUTPUT: net/ipv4/netfilter; iputils ping/ping_common.c',
    means: 'filter-drops',
    confidence: 'likely',
    says: "A filter of this host's own drops what it sends to {where}.",
    why: 'A full connection table and an eBPF program of the cgroup say the same.',
    next: ['`iptables-save -c`, `nft list ruleset`: OUTPUT; `dmesg | grep conntrack`'],
    own: true,
  },
  {
    id: 'ping-no-source',
    matches:
      /^(?:ping6?: )?(?:bind|connect)?:? ?(?:sendmsg: |sendto: |bind: |connect: )?(?:Cannot assign requested address|Can't assign requested address)$|^ping: unknown iface|^ping6?: (?:SO_BINDTODEVICE|sendmsg|sendto|invalid source address)\b.{0,80}(?:No such device|Network is down|Invalid argument)/,
    samples: ['ping: bind: Cannot assign requested address', 'ping: sendmsg: Network is down'],
    source: 'errno EADDRNOTAVAIL, ENETDOWN, ENODEV',
    means: 'error',
    why: 'this host cannot send from that address or device: `ip addr` shows whether it has it and whether it is up',
    own: true,
  },
];

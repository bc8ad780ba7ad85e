import type { Confidence } from '../../../core/finding.ts';
import type { Row, Table } from '../../../core/knowledge.ts';
import { errorRows } from './error-rows.ts';

/**
 * What a line of a tool means: the name of a code, an answer that came, silence, an error that tells no cause on the
 * path, or only part of the tool's page.
 */
export type Meaning =
  | 'neighbour-silent'
  | 'no-route'
  | 'filter-drops'
  | 'routing-loop'
  | 'route-rejects'
  | 'too-big-for-path'
  | 'nothing-listens'
  | 'nameserver-unreachable'
  | 'name-not-found-from-here'
  | 'answer'
  | 'silence'
  | 'error'
  | 'page';

/** A line that a network tool prints. Named groups are facts: `from` who says so, `mtu`, `port`, `name`, `server`. */
export interface SessionRow extends Row {
  readonly means: Meaning;
  readonly confidence?: Confidence;
  /** What else it may be. */
  readonly why?: string;
}

const from = /(?:From |Reply from )(?<from>[\w.:-]{2,80}?)(?: \([0-9a-f.:]{2,45}\))?:? (?:icmp_seq=\d{1,6} )?/.source;
const iputils = 'iputils ping/ping.c pr_icmph, ping6_common.c';

export const sessionRows: readonly SessionRow[] = [
  {
    id: 'ping-host-unreachable',
    matches: new RegExp(`^${from}Destination (?:[Hh]ost [Uu]nreachable|unreachable: Address unreachable)`),
    samples: [
      'From 10.0.0.2 icmp_seq=1 Destination Host Unreachable',
      'Reply from 192.168.1.10: Destination host unreachable.',
      'From 2001:db8::1 icmp_seq=1 Destination unreachable: Address unreachable',
    ],
    source: iputils,
    means: 'neighbour-silent',
    confidence: 'likely',
    why: 'Who says so asked on its own link for the next hop, and nobody answered; an unreachable route says the same.',
  },
  {
    id: 'ping-net-unreachable',
    matches: new RegExp(`^${from}Destination (?:[Nn]et [Uu]nreachable|unreachable: No route)`),
    samples: [
      'From 10.0.0.1 icmp_seq=1 Destination Net Unreachable',
      'From 2001:db8::1 icmp_seq=1 Destination unreachable: No route',
    ],
    source: iputils,
    means: 'no-route',
    confidence: 'likely',
  },
  {
    id: 'ping-prohibited',
    matches: new RegExp(
      `^${from}(?:Packet filtered|Destination (?:Host|Net) Prohibited|Destination Port Unreachable|Communication .{0,20}[Pp]rohibited|Destination unreachable: (?:Administratively prohibited|Port unreachable))`,
    ),
    samples: [
      'From 10.0.0.1 icmp_seq=1 Packet filtered',
      'From 10.0.0.5 icmp_seq=1 Destination Host Prohibited',
      'From 10.0.0.5 icmp_seq=1 Destination Port Unreachable',
    ],
    source: iputils,
    means: 'filter-drops',
    confidence: 'likely',
    why: 'A filter there rejects the packet and says so.',
  },
  {
    id: 'ping-time-exceeded',
    matches: new RegExp(`^${from}(?:Time to live exceeded|TTL expired in transit|Time exceeded: Hop limit)`),
    samples: ['From 10.9.0.1 icmp_seq=1 Time to live exceeded', 'Reply from 10.9.0.1: TTL expired in transit.'],
    source: iputils,
    means: 'routing-loop',
    confidence: 'likely',
    why: 'With a usual TTL that many routers stand in no path; a ping with a small -t says the same.',
  },
  {
    id: 'ping-fragmentation-needed',
    matches: new RegExp(
      `^(?:${from}(?:Frag needed and DF set \\(mtu = (?<mtu>\\d{2,5})\\)|Packet too big: mtu=(?<mtu6>\\d{2,5}))|ping6?: (?:local error|sendmsg): [Mm]essage too long(?:,? mtu[=:] ?(?<own>\\d{2,5}))?)`,
    ),
    samples: [
      'From 10.0.0.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)',
      'ping: local error: message too long, mtu=1450',
      'From 2001:db8::1 icmp_seq=1 Packet too big: mtu=1280',
    ],
    source: iputils,
    means: 'too-big-for-path',
    confidence: 'proven',
  },
  {
    id: 'operation-not-permitted',
    matches: /^ping6?: send(?:msg|to): Operation not permitted/,
    samples: ['ping: sendmsg: Operation not permitted'],
    source: 'EPERM of a filter in OUTPUT: net/ipv4/netfilter; iputils ping/ping_common.c',
    means: 'filter-drops',
    confidence: 'likely',
    why: "A filter of this host's own drops what it sends.",
  },
  {
    id: 'name-server-silent',
    matches:
      /^;; connection timed out; no servers could be reached|^;; (?:communications error to|UDP setup with) (?<server>[0-9a-f.:]{2,45})#53/,
    samples: [
      ';; connection timed out; no servers could be reached',
      ';; communications error to 10.96.0.10#53: timed out',
      ';; communications error to 127.0.0.53#53: connection refused',
    ],
    source: 'bind9 bin/dig/dighost.c',
    means: 'nameserver-unreachable',
    confidence: 'likely',
  },
  {
    id: 'network-is-unreachable',
    matches: /\bNetwork is unreachable\b|\bNetwork unreachable\b/,
    samples: [
      'RTNETLINK answers: Network is unreachable',
      'ping: connect: Network is unreachable',
      'curl: (7) Failed to connect to 10.96.0.1 port 443 after 0 ms: Network is unreachable',
    ],
    source: 'errno ENETUNREACH of fib_lookup: net/ipv4/fib_rules.c, route.c',
    means: 'no-route',
    confidence: 'likely',
  },
  {
    id: 'route-answers-no',
    matches: /^RTNETLINK answers: (?<errno>No route to host|Permission denied|Invalid argument)$/,
    samples: ['RTNETLINK answers: No route to host', 'RTNETLINK answers: Invalid argument'],
    source: 'fib_props: net/ipv4/fib_semantics.c',
    means: 'route-rejects',
    confidence: 'likely',
    why: 'The words stand for an unreachable, prohibit or blackhole route; ip rule can say the same.',
  },
  {
    id: 'no-route-to-host',
    matches: /\bNo route to host\b|\bHost is unreachable\b/,
    samples: [
      'curl: (7) Failed to connect to 10.0.0.5 port 443 after 3059 ms: No route to host',
      'nc: connect to 10.0.0.5 port 80 (tcp) failed: No route to host',
    ],
    not: ['RTNETLINK answers: No route to host'],
    source: 'errno EHOSTUNREACH: net/ipv4/arp.c arp_error_report, icmp.c icmp_err_convert',
    means: 'neighbour-silent',
    confidence: 'possible',
    why: 'Nobody answered for the next hop (after some three seconds), or a filter rejects with host-prohibited (at once).',
  },
  {
    id: 'connection-refused',
    matches: /\b[Cc]onnection refused\b/,
    samples: [
      "curl: (7) Failed to connect to 10.0.0.5 port 8080 after 1 ms: Couldn't connect to server: Connection refused",
      'telnet: Unable to connect to remote host: Connection refused',
      'connect to 10.0.0.5 port 80 failed: Connection refused',
    ],
    not: [';; communications error to 10.96.0.10#53: connection refused'],
    source: 'errno ECONNREFUSED: net/ipv4/tcp_input.c tcp_reset, icmp.c icmp_err_convert',
    means: 'nothing-listens',
    confidence: 'likely',
    why: 'The packet got to the host, or to a filter that rejects; nothing takes the port.',
  },
  {
    id: 'temporary-failure',
    matches: /\bTemporary failure in name resolution\b/,
    samples: ['ping: web.shop: Temporary failure in name resolution'],
    source: 'glibc sysdeps/posix/gai_strerror EAI_AGAIN',
    means: 'nameserver-unreachable',
    confidence: 'likely',
  },
  {
    id: 'no-such-name',
    matches: /^\*\* server can't find (?<name>[\w.-]{1,255}?)\.?: NXDOMAIN/,
    samples: ["** server can't find web: NXDOMAIN"],
    source: 'bind9 bin/dig/nslookup.c',
    means: 'name-not-found-from-here',
    confidence: 'likely',
  },
  {
    id: 'silence',
    matches:
      /\b[Cc]onnection timed out\b|\bOperation timed out\b|\btimed out\b|\b100% packet loss\b|^ ?\d{1,2} {1,2}\* \* \*$/,
    samples: [
      '* connect to 10.96.45.123 port 80 failed: Connection timed out',
      '3 packets transmitted, 0 received, 100% packet loss, time 2031ms',
      ' 4  * * *',
    ],
    not: [';; communications error to 10.96.0.10#53: timed out'],
    source: 'errno ETIMEDOUT; iputils ping_common.c finish; traceroute.c',
    means: 'silence',
  },
  ...errorRows,
  {
    id: 'answer',
    matches:
      /^\d{1,5} bytes from |\b\d{1,3}(?:\.\d{1,4})?% packet loss\b|^\* Connected to |\bsucceeded!$|^< HTTP\/|^HTTP\/[\d.]{1,3} \d{3}|^Connected to |^Reply from .{2,60} bytes=/,
    samples: [
      '64 bytes from 10.0.0.5: icmp_seq=1 ttl=64 time=0.045 ms',
      '* Connected to 10.0.0.5 (10.0.0.5) port 80 (#0)',
    ],
    source: 'iputils ping_common.c; curl lib/connect.c; nc',
    means: 'answer',
  },
  {
    id: 'page',
    matches:
      /^PING |^--- .{1,100} ping statistics ---|^rtt |^round-trip |^traceroute |^tracepath |^ ?\d{1,2}[:?]? {1,3}\S|^\* {1,4}|^Trying |^\d{1,4}: [\w.@-]{1,40}: <|^ {4,8}(?:link\/|inet6? |valid_lft |altname |vlan |vxlan |bridge |veth)|^(?:default|unreachable|blackhole|prohibit|local|broadcast|[0-9a-f.:]{2,45}(?:\/\d{1,3})?) .{0,40}(?:via|dev) |^ {4}cache|^\d{1,5}:\s+from |^(?:nameserver|search|options|domain|sortlist) |^(?:Server|Address|Name|Non-authoritative answer):|^;|^[*:][A-Za-z]|^(?:\[\d{1,12}:\d{1,15}\] )?-[AN] |^COMMIT$|^# |^[<>{}] ?/,
    samples: [
      'PING 10.0.0.5 (10.0.0.5) 56(84) bytes of data.',
      '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500',
      'search corp.example',
    ],
    source: 'iproute2 ip/ipaddress.c, iproute.c; iputils; traceroute; bind9; iptables-save',
    means: 'page',
  },
];

export const sessionTable: Table<SessionRow> = {
  name: 'network tools',
  rows: sessionRows,
  find: (text, rows) => rows.find(({ matches }) => matches.test(text)),
};

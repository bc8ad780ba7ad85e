import type { SessionRow } from '../meaning.ts';

/** What firewalls list of themselves. Which host they stand on, and what they do to a packet, the list alone does not tell. */
export const firewallRows: readonly SessionRow[] = [
  {
    id: 'nft-trace-drop',
    matches:
      /^trace id [0-9a-f]{4,16} (?<family>ip6?|inet|bridge|netdev|arp) (?<table>\S{1,60}) (?<chain>\S{1,80}) (?:rule (?<rule>.{1,300}) \(verdict drop\)|policy drop\s*$|verdict drop\s*$)/,
    samples: [
      'trace id efb1d592 inet fw4 drop_from_wan rule counter packets 9 bytes 540 drop (verdict drop)',
      'trace id efb1d592 inet filter input policy drop',
    ],
    not: ['trace id efb1d592 inet fw4 raw_prerouting rule tcp dport 1234 meta nftrace set 1 (verdict continue)'],
    source: 'nft(8), monitor trace; nftables src/netlink.c trace_print_rule',
    means: 'filter-drops',
    confidence: 'proven',
    says: 'Chain {chain} of the nftables table {family} {table} drops the packet that was traced.',
    why: 'The kernel itself says so, of each rule that the packet met. Whether it is the packet that is missed, its addresses tell.',
    next: ['`nft -a list chain {family} {table} {chain}`: which rule, and what would have to accept before it?'],
    own: true,
  },
  {
    id: 'nft-trace-page',
    matches: /^trace id [0-9a-f]{4,16} \S/,
    samples: ['trace id efb1d592 inet fw4 raw_prerouting policy accept'],
    source: 'nft(8), monitor trace',
    means: 'page',
    own: true,
  },
  {
    id: 'ufw-page',
    matches:
      /^Default: (?:deny|allow|reject) \(incoming\)|^New profiles: \w|^To {5,40}Action {2,20}From\s*$|^-- {5,40}------ {2,20}----\s*$|^(?:\[ ?\d{1,3}\] )?\S.{0,60}? {2,40}(?:ALLOW|DENY|REJECT|LIMIT)(?: (?:IN|OUT|FWD))? {2,20}\S/,
    samples: [
      'To                         Action      From',
      '22/tcp                     ALLOW IN    Anywhere',
      '10.0.0.9 8000/tcp          ALLOW FWD   Anywhere                   # web',
    ],
    not: ['These rules ALLOW nothing'],
    source: 'ufw src/backend_iptables.py get_status',
    means: 'page',
  },
  {
    id: 'ufw-state',
    matches: /^Status: (?:active|inactive)$|^Logging: (?:on|off)\b/,
    samples: ['Status: active', 'Logging: on (low)'],
    source: 'ufw src/backend_iptables.py get_status',
    means: 'page',
    under: 'ufw',
  },
  {
    id: 'firewalld-page',
    matches:
      /^[\w-]{1,40} \((?:active|default)(?:, (?:active|default))?\)$|^ {2}(?:target|ingress-priority|egress-priority|icmp-block-inversion|interfaces|sources|services|ports|protocols|forward|masquerade|forward-ports|source-ports|icmp-blocks|rich rules):(?: |$)|^\trule (?:family|priority|service|port)/,
    samples: ['public (active)', '  services: dhcpv6-client ssh', '  rich rules: '],
    source: 'firewalld src/firewall/command.py print_zone_info',
    means: 'page',
    under: 'firewall-cmd',
  },
  {
    id: 'bsd-routes',
    matches:
      /^Routing tables$|^Internet6?:$|^Destination {2,60}Gateway {2,60}Flags {2,40}(?:Refs {2,12}Use {2,12})?(?:Mtu {2,12})?Netif Expire|^(?:default|[\da-f.:%/\w-]{1,60}) {1,60}(?:link#\d{1,4}|[\da-f.:%\w]{2,60}) {1,60}U[A-Za-z\d]{0,12} {1,40}(?:\d{1,8} {1,12}\d{1,12} {1,12})?[a-z]{2,12}\d{1,3}\b(?: {1,20}(?:\d{1,8}|!))?\s*$/,
    samples: [
      'Routing tables',
      'Destination        Gateway            Flags        Netif Expire',
      'default            10.0.0.1           UGScg          en0       ',
      '169.254            link#11            UCS            en0      !',
    ],
    not: ['0.0.0.0         172.17.0.1      0.0.0.0         UG    0      0        0 eth0'],
    source: 'macOS and FreeBSD netstat(1) -r, route.c',
    means: 'page',
  },
];

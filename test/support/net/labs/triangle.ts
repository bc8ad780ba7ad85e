import { address, cable, forward, listening, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const f = caseOf(['%c', '10.99.3.30:8443']);

/** Three routers that see each other, strict about where packets come from; a client at the first, a server at the third, whose service address is on its loopback. */
export const triangle: LabCases = {
  lab: 'triangle',
  namespaces: ['c', 'ra', 'rb', 'rc', 's'],
  setup: [
    quiet(['c', 'ra', 'rb', 'rc', 's']),
    server('s', 8443),
    cable('c:eth0', 'ra:acc'),
    cable('ra:ab', 'rb:ba'),
    cable('ra:ac', 'rc:ca'),
    cable('rb:bc', 'rc:cb'),
    cable('rc:acc', 's:eth0'),
    address('c', 'eth0', '10.99.1.10/24'),
    address('ra', 'acc', '10.99.1.1/24'),
    address('ra', 'ab', '10.99.12.1/30'),
    address('rb', 'ba', '10.99.12.2/30'),
    address('ra', 'ac', '10.99.13.1/30'),
    address('rc', 'ca', '10.99.13.2/30'),
    address('rb', 'bc', '10.99.23.1/30'),
    address('rc', 'cb', '10.99.23.2/30'),
    address('rc', 'acc', '10.99.3.1/24'),
    address('s', 'eth0', '10.99.3.30/24'),
    '@s ip addr add 10.99.200.1/32 dev lo; ip route add default via 10.99.3.1',
    '@c ip route add default via 10.99.1.1',
    ...['ra', 'rb', 'rc'].map(forward),
    ...['ra', 'rb', 'rc'].map((n) => `@${n} sysctl -qw net.ipv4.conf.all.rp_filter=1`),
    '@ra ip route add 10.99.3.0/24 via 10.99.13.2; ip route add 10.99.200.1/32 via 10.99.13.2; ip route add 10.99.3.0/24 via 10.99.12.2 metric 20',
    '@rb ip route add 10.99.3.0/24 via 10.99.23.2; ip route add 10.99.200.1/32 via 10.99.23.2; ip route add 10.99.1.0/24 via 10.99.12.1',
    '@rc ip route add 10.99.1.0/24 via 10.99.13.1; ip route add 10.99.200.1/32 via 10.99.3.30; ip route add 10.99.1.0/24 via 10.99.23.1 metric 20',
    listening('s', 8443),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy ping', '', [], ['%c', '10.99.3.30']),
    f('healthy: the service address', '', [], ['%c', '10.99.200.1:8443']),
    f('healthy: a router', '', [], ['%c', '10.99.13.2']),
    f('reverse-path-filtered: there by the third router', '@ra ip route del 10.99.3.0/24 via 10.99.13.2', [
      'reverse-path-filtered',
    ]),
    f(
      'healthy: there and back by the third router',
      '@ra ip route del 10.99.3.0/24 via 10.99.13.2\n@rc ip route del 10.99.1.0/24 via 10.99.13.1',
      [],
    ),
    f(
      'healthy: asymmetric and loose',
      '@ra ip route del 10.99.3.0/24 via 10.99.13.2; sysctl -qw net.ipv4.conf.all.rp_filter=2\n@rc sysctl -qw net.ipv4.conf.all.rp_filter=2',
      [],
    ),
    f(
      'healthy: asymmetric and off',
      '@ra ip route del 10.99.3.0/24 via 10.99.13.2; sysctl -qw net.ipv4.conf.all.rp_filter=0\n@rc sysctl -qw net.ipv4.conf.all.rp_filter=0',
      [],
    ),
    f(
      'healthy: a mark stays in the namespace that set it',
      '@ra iptables -t mangle -A PREROUTING -i acc -p tcp --dport 8443 -j MARK --set-xmark 0x5/0xff; ip rule add fwmark 0x5/0xff lookup 120; ip route add 10.99.3.0/24 via 10.99.12.2 table 120; sysctl -qw net.ipv4.conf.all.rp_filter=0\n@rb ip route replace 10.99.3.0/24 via 10.99.12.1; sysctl -qw net.ipv4.conf.all.rp_filter=0\n@rc sysctl -qw net.ipv4.conf.all.rp_filter=0',
      [],
    ),
    f(
      'healthy: both legs',
      '@ra ip route replace 10.99.3.0/24 nexthop via 10.99.13.2 nexthop via 10.99.12.2\n@rc ip route replace 10.99.1.0/24 nexthop via 10.99.13.1 nexthop via 10.99.23.1\n@ra sysctl -qw net.ipv4.conf.all.rp_filter=2\n@rc sysctl -qw net.ipv4.conf.all.rp_filter=2\n@rb sysctl -qw net.ipv4.conf.all.rp_filter=2',
      [],
    ),
    f(
      'interface-down: the direct link is off and nothing follows',
      '@ra ip link set ac down; ip route del 10.99.3.0/24 via 10.99.12.2',
      ['interface-down'],
    ),
    f(
      'healthy: the direct link is off and the other one takes over',
      '@ra ip link set ac down\n@rc ip link set ca down',
      [],
    ),
    f(
      'routing-loop',
      '@ra ip route replace 10.99.3.0/24 via 10.99.12.2\n@rb ip route replace 10.99.3.0/24 via 10.99.12.1',
      ['routing-loop'],
    ),
    f(
      'routing-loop of three',
      '@ra ip route replace 10.99.3.0/24 via 10.99.12.2\n@rc ip route add 10.99.3.30/32 via 10.99.13.1\n@rc sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.cb.rp_filter=0\n@ra sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.ac.rp_filter=0',
      ['routing-loop'],
    ),
    f('no-route at the first router', '@ra ip route flush 10.99.3.0/24', ['no-route']),
    f('no-route: the service address', '@ra ip route del 10.99.200.1', ['no-route'], ['%c', '10.99.200.1:8443']),
    f(
      'neighbour-silent: the service address on link',
      '@rc ip route replace 10.99.200.1/32 dev acc; sysctl -qw net.ipv4.conf.acc.rp_filter=1\n@s sysctl -qw net.ipv4.conf.eth0.arp_ignore=1',
      ['arp-not-answered'],
      ['%c', '10.99.200.1:8443'],
    ),
    f(
      'healthy: the service address on link',
      '@rc ip route replace 10.99.200.1/32 dev acc',
      [],
      ['%c', '10.99.200.1:8443'],
    ),
    f('no-return-route', '@rc ip route flush 10.99.1.0/24', ['no-return-route']),
    f('forwarding-off', '@rc sysctl -qw net.ipv4.conf.ca.forwarding=0', ['forwarding-off']),
    f('healthy: forwarding off on the other link', '@rc sysctl -qw net.ipv4.conf.cb.forwarding=0', []),
    f(
      'rule-diverts by a port',
      '@ra ip rule add ipproto tcp dport 8443 table 77 pref 10; ip route add 10.99.3.0/24 via 10.99.12.2 table 77\n@rb ip route add prohibit 10.99.3.30/32',
      ['route-rejects'],
    ),
    f(
      'rule-diverts to the strict router',
      '@ra ip rule add ipproto tcp dport 8443 table 77 pref 10; ip route add 10.99.3.0/24 via 10.99.12.2 table 77',
      ['reverse-path-filtered'],
    ),
    f('rule-diverts: a blackhole for the source', '@rc ip rule add from 10.99.1.0/24 blackhole pref 10', [
      'rule-diverts',
    ]),
    f(
      'reverse-path-filtered: a rule with not leaves questions without a way back',
      '@rc ip rule add not from 10.99.1.0/24 blackhole pref 10\n@rc ip rule add from 10.99.3.0/24 lookup main pref 5\n@rc ip rule add from all lookup local pref 0',
      ['reverse-path-filtered'],
    ),
    f('filter-drops: tcp flags', '@rc iptables -A FORWARD -p tcp --tcp-flags SYN,RST,ACK SYN -j DROP', [
      'filter-drops',
    ]),
    f(
      'healthy: other tcp flags',
      '@rc iptables -A FORWARD -p tcp --tcp-flags ALL FIN,URG,PSH -j DROP; iptables -A FORWARD -p tcp --tcp-flags ALL NONE -j DROP',
      [],
    ),
    f('filter-drops: a short TTL', '@s iptables -A INPUT -m ttl --ttl-lt 63 -j DROP', ['filter-drops']),
    f('healthy: a short TTL', '@s iptables -A INPUT -m ttl --ttl-lt 62 -j DROP', []),
    f('filter-drops: the router takes one more hop', '@s iptables -A INPUT -m ttl --ttl-gt 61 -j DROP', [
      'filter-drops',
    ]),
    f(
      'filter-drops: an address range',
      '@rc iptables -A FORWARD -m iprange --src-range 10.99.1.5-10.99.1.20 -j REJECT',
      ['filter-drops'],
    ),
    f('healthy: a length', '@rc iptables -A FORWARD -p tcp -m length --length 1000:1500 -j DROP', []),
    f('filter-drops: ports', '@rc iptables -A FORWARD -p tcp -m multiport --ports 8000:9000 -j DROP', ['filter-drops']),
    f('reply-dropped: ports', '@ra iptables -A FORWARD -p tcp -m multiport --sports 8000:9000 -j DROP', [
      'reply-dropped',
    ]),
    f(
      'filter-drops: a mark set before',
      '@rc iptables -t mangle -A PREROUTING -s 10.99.1.0/24 -j MARK --set-mark 0x20; iptables -A FORWARD -m mark --mark 0x20/0xf0 -j DROP',
      ['filter-drops'],
    ),
    f(
      'healthy: another mark',
      '@rc iptables -t mangle -A PREROUTING -s 10.99.1.0/24 -j MARK --set-mark 0x20; iptables -A FORWARD -m mark --mark 0x10/0xf0 -j DROP',
      [],
    ),
    f(
      'healthy: a connection mark',
      '@rc iptables -t mangle -A FORWARD -i ca -j CONNMARK --set-mark 5; iptables -A FORWARD -i acc -m connmark ! --mark 5 -j DROP',
      [],
    ),
    f(
      'filter-drops: goto',
      '@rc iptables -N gate; iptables -A FORWARD -i ca -g gate; iptables -A gate -s 10.99.1.99 -j ACCEPT; iptables -P FORWARD DROP; iptables -A FORWARD -i ca -j ACCEPT',
      ['forward-policy-drops'],
    ),
    f(
      'healthy: goto and return',
      '@rc iptables -N gate; iptables -A FORWARD -j gate; iptables -A gate -s 10.99.1.10 -j RETURN; iptables -A gate -d 10.99.1.10 -j RETURN; iptables -A gate -j DROP',
      [],
    ),
    f('filter-drops: security table', '@rc iptables -t security -A FORWARD -p tcp --dport 8443 -j DROP', [
      'filter-drops',
    ]),
    f(
      'arp-not-answered by arp_filter',
      '@rc sysctl -qw net.ipv4.conf.ca.arp_filter=1; ip route add 10.99.13.1/32 dev cb',
      ['arp-not-answered'],
    ),
    f(
      'gateway-silent',
      '@ra ip route replace 10.99.3.0/24 via 10.99.1.250 dev acc; ip route del 10.99.3.0/24 via 10.99.12.2',
      ['gateway-silent'],
    ),
    f(
      'wrong-route-wins: metric',
      '@ra ip route replace 10.99.3.0/24 via 10.99.13.2 metric 30; ip route del 10.99.3.0/24 via 10.99.13.2 metric 0; ip route del 10.99.3.0/24 via 10.99.12.2; ip route add 10.99.3.0/24 via 10.99.1.250 dev acc metric 20',
      ['wrong-route-wins'],
    ),
    f('mask-too-long', '@s ip addr flush dev eth0; ip addr add 10.99.3.30/32 dev eth0', ['mask-too-long']),
    f(
      'mask-too-short at the server',
      '@s ip addr add 10.99.3.30/16 dev eth0; ip addr del 10.99.3.30/24 dev eth0; ip route replace default via 10.99.3.1',
      ['mask-too-short'],
    ),
    f('no-address at the router', '@rc ip addr flush dev acc', ['no-address']),
    f('duplicate-address: the client is me', '@rc ip addr add 10.99.1.10/32 dev lo', ['duplicate-address']),
    f('martian: a source of 127', '@c iptables -t nat -A POSTROUTING -j SNAT --to-source 127.0.0.5', ['martian']),
    f('nothing-listens', '', ['nothing-listens'], ['%c', '10.99.3.30:1']),
    f('no echo', '@s sysctl -qw net.ipv4.icmp_echo_ignore_all=1', ['nothing-listens'], ['%c', '10.99.3.30']),
    f(
      'listens-on-loopback-only: another own address',
      '@s setsid socat TCP4-LISTEN:9100,bind=10.99.200.1,fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['listens-on-loopback-only'],
      ['%c', '10.99.3.30:9100'],
    ),
  ],
};

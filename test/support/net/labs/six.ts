import { address, cable, listening, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const f = caseOf(['%c', '[2001:db8:2::80]:443']);

/** IPv6 alone, with link-local next hops. */
export const six: LabCases = {
  lab: 'six',
  namespaces: ['c', 'r', 't', 's'],
  setup: [
    quiet(['c', 'r', 't', 's']),
    server('s', 443),
    cable('c:eth0', 'r:lan'),
    cable('r:ul0', 't:ul0'),
    cable('t:srv', 's:eth0'),
    address('c', 'eth0', '2001:db8:1::10/64', 'fe80::c/64'),
    address('r', 'lan', '2001:db8:1::1/64', 'fe80::1/64'),
    address('r', 'ul0', 'fe80::a/64'),
    address('t', 'ul0', 'fe80::b/64'),
    address('t', 'srv', '2001:db8:2::1/64', 'fe80::1/64'),
    address('s', 'eth0', '2001:db8:2::80/64', 'fe80::5/64'),
    '@r sysctl -qw net.ipv6.conf.all.forwarding=1',
    '@t sysctl -qw net.ipv6.conf.all.forwarding=1',
    '@c ip -6 route add default via fe80::1 dev eth0',
    '@r ip -6 route add 2001:db8:2::/64 via fe80::b dev ul0',
    '@t ip -6 route add 2001:db8:1::/64 via fe80::a dev ul0',
    '@s ip -6 route add default via fe80::1 dev eth0',
    listening('s', 443),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy ping', '', [], ['%c', '2001:db8:2::80']),
    f(
      'healthy: ICMPv6 in order, the rest dropped',
      '@s ip6tables -P INPUT DROP; ip6tables -A INPUT -p ipv6-icmp -j ACCEPT; ip6tables -A INPUT -p tcp --dport 443 -j ACCEPT',
      [],
    ),
    f('filter-drops: neighbor discovery is dropped', '@s ip6tables -A INPUT -p ipv6-icmp -j DROP', ['filter-drops']),
    f(
      'filter-drops: policy takes neighbor discovery too',
      '@s ip6tables -A INPUT -p tcp --dport 443 -j ACCEPT; ip6tables -P INPUT DROP',
      ['filter-drops'],
    ),
    f('filter-drops', '@t ip6tables -A FORWARD -p tcp --dport 443 -j DROP', ['filter-drops']),
    f('forward-policy-drops', '@r ip6tables -P FORWARD DROP', ['forward-policy-drops']),
    f('healthy: IPv4 rules do not count', '@r iptables -P FORWARD DROP', []),
    f('forwarding-off', '@t sysctl -qw net.ipv6.conf.all.forwarding=0', ['forwarding-off']),
    f('no-route', '@r ip -6 route del 2001:db8:2::/64', ['no-route']),
    f('no-route at the client', '@c ip -6 route del default', ['no-route']),
    f('no-return-route', '@t ip -6 route del 2001:db8:1::/64', ['no-return-route']),
    f('gateway-silent', '@c ip -6 route replace default via fe80::99 dev eth0', ['gateway-silent']),
    f('route-rejects', '@t ip -6 route add blackhole 2001:db8:2::80/128', ['route-rejects']),
    f('nothing-listens', '', ['nothing-listens'], ['%c', '[2001:db8:2::80]:444']),
    f(
      'wrong-family',
      '@s setsid socat TCP4-LISTEN:445,fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['wrong-family'],
      ['%c', '[2001:db8:2::80]:445'],
    ),
    f(
      'listens-on-loopback-only',
      '@s setsid socat TCP6-LISTEN:446,bind=[::1],fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['listens-on-loopback-only'],
      ['%c', '[2001:db8:2::80]:446'],
    ),
    f(
      'too-big-for-path',
      '@t ip link set srv mtu 1300\n@s ip link set eth0 mtu 1300',
      ['too-big-for-path'],
      ['%c', '2001:db8:2::80', '--size', '1400'],
    ),
    f(
      'mtu-blackhole: packet-too-big is dropped',
      '@t ip link set srv mtu 1300; ip6tables -A OUTPUT -p icmpv6 --icmpv6-type packet-too-big -j DROP\n@s ip link set eth0 mtu 1300',
      ['mtu-blackhole'],
      ['%c', '2001:db8:2::80', '--size', '1400'],
    ),
    f('interface-down', '@t ip link set srv down', ['interface-down']),
    f('rule-diverts', '@r ip -6 rule add to 2001:db8:2::/64 prohibit', ['rule-diverts']),
    f(
      'second-firewall-drops',
      '@s ip6tables -A INPUT -p tcp --dport 443 -j ACCEPT; nft add table inet f; nft add chain inet f i "{ type filter hook input priority 10; }"; nft add rule inet f i tcp dport 443 drop',
      ['second-firewall-drops'],
    ),
  ],
};

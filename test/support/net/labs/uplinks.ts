import { address, cable, forward, listening, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const f = caseOf(['%h', '198.51.100.10:80']);

const second = '@h ip rule add to 198.51.100.0/24 table 200 priority 500';

/** A host with two routers, a table of its own for the second, and a server behind both. */
export const uplinks: LabCases = {
  lab: 'uplinks',
  namespaces: ['h', 'r1', 'r2', 'b', 's'],
  setup: [
    quiet(['h', 'r1', 'r2', 'b', 's']),
    server('s', 80),
    cable('h:eth0', 'r1:in0'),
    cable('h:eth1', 'r2:in0'),
    cable('r1:out0', 'b:p1'),
    cable('r2:out0', 'b:p2'),
    cable('s:eth0', 'b:p3'),
    '@b ip link add sw0 type bridge; ip link set sw0 up; ip link set p1 master sw0 up; ip link set p2 master sw0 up; ip link set p3 master sw0 up',
    address('h', 'eth0', '10.1.0.2/24'),
    address('h', 'eth1', '10.2.0.2/24'),
    address('r1', 'in0', '10.1.0.1/24'),
    address('r2', 'in0', '10.2.0.1/24'),
    address('r1', 'out0', '198.51.100.1/24'),
    address('r2', 'out0', '198.51.100.2/24'),
    address('s', 'eth0', '198.51.100.10/24'),
    forward('r1'),
    forward('r2'),
    '@h ip route add default via 10.1.0.1; ip route add default via 10.2.0.1 table 200; ip rule add from 10.2.0.2 table 200 priority 400',
    '@s ip route add 10.1.0.0/24 via 198.51.100.1; ip route add 10.2.0.0/24 via 198.51.100.2',
    listening('s', 80),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy by the second uplink', second, []),
    f('healthy from a port', '@h ip rule add dport 80 ipproto tcp table 200 priority 300', []),
    f(
      'healthy by a mark',
      '@h iptables -t mangle -A OUTPUT -p tcp --dport 80 -j MARK --set-mark 7; iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE; ip rule add fwmark 7 table 200 priority 300',
      [],
    ),
    f('healthy: both routers', '@h ip route replace default nexthop via 10.1.0.1 nexthop via 10.2.0.1', []),
    f(
      'healthy: asymmetric and loose',
      '@s ip route replace 10.1.0.0/24 via 198.51.100.2\n@r2 ip route add 10.1.0.0/24 via 10.2.0.2\n@h sysctl -qw net.ipv4.conf.all.rp_filter=2',
      [],
    ),
    f(
      'reverse-path-filtered: asymmetric and strict',
      '@s ip route replace 10.1.0.0/24 via 198.51.100.2\n@r2 ip route add 10.1.0.0/24 via 10.2.0.2\n@h sysctl -qw net.ipv4.conf.all.rp_filter=1',
      ['reverse-path-filtered'],
    ),
    f('healthy: a rule of another port', '@h ip rule add ipproto tcp dport 443 prohibit priority 100', []),
    f('healthy: a rule to an empty table', '@h ip rule add to 198.51.100.0/24 table 300 priority 100', []),
    f('rule-diverts: prohibit', '@h ip rule add to 198.51.100.0/24 prohibit priority 100', ['rule-diverts']),
    f('rule-diverts: unreachable for a port', '@h ip rule add ipproto tcp dport 80 unreachable priority 100', [
      'rule-diverts',
    ]),
    f('rule-diverts: blackhole on the way back', '@r1 ip rule add from 198.51.100.10 blackhole priority 100', [
      'rule-diverts',
    ]),
    f(
      'rule-diverts: into a table with a dead router',
      '@h ip route replace default via 10.2.0.77 table 200; ip rule add to 198.51.100.0/24 table 200 priority 500',
      ['rule-diverts'],
    ),
    f('route-rejects in the table', `@h ip route add blackhole 198.51.100.0/24 table 200\n${second}`, [
      'route-rejects',
    ]),
    f('gateway-silent', '@h ip route replace default via 10.1.0.9', ['gateway-silent']),
    f('multipath-leg-dead', '@h ip route replace default nexthop via 10.1.0.1 nexthop via 10.2.0.99', [
      'multipath-leg-dead',
    ]),
    f(
      'forwarding-off on one of two',
      '@h ip route replace default nexthop via 10.1.0.1 nexthop via 10.2.0.1\n@r2 sysctl -qw net.ipv4.ip_forward=0',
      ['forwarding-off'],
    ),
    f('filter-drops at the second router', `@r2 iptables -A FORWARD -d 198.51.100.10 -j DROP\n${second}`, [
      'filter-drops',
    ]),
    f('healthy: filter at the other router', '@r2 iptables -A FORWARD -d 198.51.100.10 -j DROP', []),
    f('no-return-route', '@s ip route del 10.1.0.0/24', ['no-return-route']),
    f('no-return-route for the second', `${second}\n@s ip route del 10.2.0.0/24`, ['no-return-route']),
    f(
      'untracked-dropped: asymmetric',
      '@s ip route replace 10.1.0.0/24 via 198.51.100.2\n@r2 ip route add 10.1.0.0/24 via 10.2.0.2; iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP',
      ['untracked-dropped'],
    ),
    f(
      'forward-policy-drops: asymmetric, stateful',
      '@s ip route replace 10.1.0.0/24 via 198.51.100.2\n@r2 ip route add 10.1.0.0/24 via 10.2.0.2; iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT; iptables -A FORWARD -i in0 -j ACCEPT; iptables -P FORWARD DROP',
      ['untracked-dropped'],
    ),
    f('port-not-forwarding', '@b bridge link set dev p3 state 0', ['port-not-forwarding']),
    f('ports-isolated', '@b bridge link set dev p1 isolated on; bridge link set dev p3 isolated on', [
      'ports-isolated',
    ]),
    f('healthy: one isolated port', '@b bridge link set dev p1 isolated on', []),
    f('bridge-down', '@b ip link set sw0 down', ['bridge-down']),
    f('port-not-in-bridge', '@b ip link set p1 nomaster', ['port-not-in-bridge']),
    f('no-carrier', '@b ip link set p3 down', ['no-carrier']),
    f(
      'l2-filter-drops',
      '@b nft add table bridge f; nft add chain bridge f fw "{ type filter hook forward priority 0; }"; nft add rule bridge f fw ip daddr 198.51.100.10 drop',
      ['l2-filter-drops'],
    ),
    f(
      'healthy: another bridge rule',
      '@b nft add table bridge f; nft add chain bridge f fw "{ type filter hook forward priority 0; }"; nft add rule bridge f fw ip daddr 198.51.100.11 drop',
      [],
    ),
    f(
      'mtu-blackhole: a switch port',
      '@b ip link set p3 mtu 1300',
      ['mtu-blackhole'],
      ['%h', '198.51.100.10', '--size', '1400'],
    ),
    f('arp-not-answered by arp_filter', '@s sysctl -qw net.ipv4.conf.eth0.arp_ignore=8', ['arp-not-answered']),
    f('interface-down', '@h ip link set eth0 down', ['interface-down']),
  ],
};

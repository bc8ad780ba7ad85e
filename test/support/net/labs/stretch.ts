import { address, cable, forward, listening, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const f = caseOf(['%a', '192.168.50.20:80']);

const host = (n: string, own: string, other: string, machines: readonly string[]) =>
  [
    `@${n} ip link add vx0 mtu 1450 type vxlan id 42 local ${own} remote ${other} dstport 4789; ip link add br0 type bridge; ip link set br0 up; ip link set vx0 master br0 up`,
    ...machines.map((m) => `@${n} ip link set to${m} mtu 1450 master br0 up`),
  ].join('\n');

const full = ['a', 'b'].map((m) => `@${m} ip link set eth0 mtu 1500`).join('\n');

/** One network of machines stretched over two hosts: a vxlan that learns is a port of the bridge on both. */
export const stretch: LabCases = {
  lab: 'stretch',
  namespaces: ['u', 'h1', 'h2', 'a', 'b', 'd'],
  setup: [
    quiet(['u', 'h1', 'h2', 'a', 'b', 'd']),
    server('b', 80),
    server('d', 80),
    cable('h1:eth0', 'u:e1'),
    cable('h2:eth0', 'u:e2'),
    cable('a:eth0', 'h1:toa'),
    cable('b:eth0', 'h2:tob'),
    cable('d:eth0', 'h2:tod'),
    address('u', 'e1', '10.1.0.1/24'),
    address('u', 'e2', '10.2.0.1/24'),
    address('h1', 'eth0', '10.1.0.2/24'),
    address('h2', 'eth0', '10.2.0.2/24'),
    forward('u'),
    '@h1 ip route add default via 10.1.0.1',
    '@h2 ip route add default via 10.2.0.1',
    host('h1', '10.1.0.2', '10.2.0.2', ['a']),
    host('h2', '10.2.0.2', '10.1.0.2', ['b', 'd']),
    address('a', 'eth0', '192.168.50.10/24'),
    address('b', 'eth0', '192.168.50.20/24'),
    address('d', 'eth0', '192.168.50.30/24'),
    '@a ip link set eth0 mtu 1450\n@b ip link set eth0 mtu 1450\n@d ip link set eth0 mtu 1450',
    listening('b', 80),
    listening('d', 80),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy ping back', '', [], ['%b', '192.168.50.10']),
    f('healthy on one host', '', [], ['%b', '192.168.50.30:80']),
    f('healthy full packets', '', [], ['%a', '192.168.50.20', '--size', '1450']),
    f('healthy: other ports of the tunnel are blocked', '@u iptables -A FORWARD -p udp --dport 8472 -j DROP', []),
    f('overlay-port-blocked on the way', '@u iptables -A FORWARD -p udp --dport 4789 -j DROP', [
      'overlay-port-blocked',
    ]),
    f('overlay-port-blocked at the other host', '@h2 iptables -A INPUT -p udp --dport 4789 -j DROP', [
      'overlay-port-blocked',
    ]),
    f(
      'overlay-differs',
      '@h2 ip link del vx0; ip link add vx0 mtu 1450 type vxlan id 43 local 10.2.0.2 remote 10.1.0.2 dstport 4789; ip link set vx0 master br0 up',
      ['overlay-differs'],
    ),
    f(
      'vtep-entry-wrong: another remote',
      '@h1 ip link del vx0; ip link add vx0 mtu 1450 type vxlan id 42 local 10.1.0.2 remote 10.2.0.99 dstport 4789; ip link set vx0 master br0 up',
      ['vtep-entry-wrong'],
    ),
    f('vtep-entry-missing: nobody floods', '@h1 bridge fdb del 00:00:00:00:00:00 dev vx0 dst 10.2.0.2', [
      'vtep-entry-missing',
    ]),
    f('vtep-down', '@h2 ip link set vx0 down', ['vtep-down']),
    f('vtep-down here', '@h1 ip link set vx0 down', ['vtep-down']),
    f('port-not-in-bridge: the tunnel', '@h2 ip link set vx0 nomaster', ['port-not-in-bridge']),
    f('port-not-in-bridge: a machine', '@h2 ip link set tob nomaster', ['port-not-in-bridge']),
    f('no-route below', '@h1 ip route del default', ['no-route']),
    f('no-return-route below', '@h2 ip route del default', ['no-return-route']),
    f('forwarding-off below', '@u sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
    f('interface-down below', '@h2 ip link set eth0 down', ['interface-down']),
    f(
      'mtu-blackhole: the tunnel is narrower than its bridge',
      `${full}\n@h1 ip link set toa mtu 1500\n@h2 ip link set tob mtu 1500`,
      ['mtu-blackhole'],
      ['%a', '192.168.50.20', '--size', '1500'],
    ),
    f(
      'l2-filter-drops',
      '@h2 nft add table bridge f; nft add chain bridge f fw "{ type filter hook forward priority 0; policy drop; }"; nft add rule bridge f fw ether type arp accept; nft add rule bridge f fw tcp dport 22 accept',
      ['l2-filter-drops'],
    ),
    f(
      'forward-policy-drops by br_netfilter',
      '@h2 sysctl -qw net.bridge.bridge-nf-call-iptables=1; iptables -P FORWARD DROP',
      ['forward-policy-drops'],
    ),
    f(
      'healthy: switched frames pass the rules by',
      '@h2 sysctl -qw net.bridge.bridge-nf-call-iptables=0; iptables -P FORWARD DROP',
      [],
    ),
    f('neighbour-silent', '', ['neighbour-silent'], ['%a', '192.168.50.77:80']),
    f('nothing-listens', '', ['nothing-listens'], ['%a', '192.168.50.20:81']),
    f('filter-drops', '@b iptables -A INPUT -s 192.168.50.10 -j DROP', ['filter-drops']),
  ],
};

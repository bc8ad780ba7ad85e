import { address, cable, listening, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const f = caseOf(['%p', '10.65.2.2:8080']);

const pod = (n: string, node: string, device: string, own: string) =>
  [
    cable(`${n}:eth0`, `${node}:${device}`),
    address(n, 'eth0', `${own}/32`),
    `@${n} ip route add 169.254.1.1 dev eth0 scope link; ip route add default via 169.254.1.1 dev eth0`,
    `@${node} ip link set ${device} up; ip route add ${own} dev ${device} scope link`,
    `@${node} sysctl -qw net.ipv4.conf.${device}.proxy_arp=1 net.ipv4.neigh.${device}.proxy_delay=0`,
  ].join('\n');

/** Pods without a bridge: host routes, proxy ARP, blocks announced by BGP. */
export const calico: LabCases = {
  lab: 'calico',
  namespaces: ['n1', 'n2', 'p', 'o', 'q'],
  setup: [
    quiet(['n1', 'n2', 'p', 'o', 'q']),
    server('q', 8080),
    server('o', 8080),
    server('n2', 10250),
    cable('n1:ens5', 'n2:ens5'),
    address('n1', 'ens5', '10.0.0.11/24'),
    address('n2', 'ens5', '10.0.0.12/24'),
    // Proxy ARP answers for what is routed elsewhere: the default route.
    '@n1 ip route add default via 10.0.0.1',
    '@n2 ip route add default via 10.0.0.1',
    '@n1 sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=1',
    '@n2 sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=1',
    pod('p', 'n1', 'cali0aaaaaaaaaa', '10.65.1.2'),
    pod('o', 'n1', 'cali0bbbbbbbbbb', '10.65.1.3'),
    pod('q', 'n2', 'cali0cccccccccc', '10.65.2.2'),
    '@n1 ip route add blackhole 10.65.1.0/26 proto bird; ip route add 10.65.2.0/26 via 10.0.0.12 dev ens5 proto bird',
    '@n2 ip route add blackhole 10.65.2.0/26 proto bird; ip route add 10.65.1.0/26 via 10.0.0.11 dev ens5 proto bird',
    listening('q', 8080),
    listening('o', 8080),
    listening('n2', 10250),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy on one node', '', [], ['%p', '10.65.1.3:8080']),
    f('healthy to the other node', '', [], ['%p', '10.0.0.12:10250']),
    f('healthy from a node', '', [], ['%n1', '10.65.2.2:8080']),
    f('arp-not-answered: no proxy_arp', '@n1 sysctl -qw net.ipv4.conf.cali0aaaaaaaaaa.proxy_arp=0', [
      'arp-not-answered',
    ]),
    f('bgp-routes-missing', '@n1 ip route del 10.65.2.0/26', ['bgp-routes-missing']),
    f(
      'network-policy-drops',
      '@n2 iptables -N cali-FORWARD; iptables -N cali-tw-cali0cccccccccc; iptables -A FORWARD -j cali-FORWARD; iptables -A cali-FORWARD -o cali0cccccccccc -j cali-tw-cali0cccccccccc; iptables -A cali-tw-cali0cccccccccc -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A cali-tw-cali0cccccccccc -m comment --comment "cali:Drop if no profiles matched" -j DROP',
      ['network-policy-drops'],
    ),
    f(
      'healthy: a policy that allows',
      '@n2 iptables -N cali-FORWARD; iptables -N cali-tw-cali0cccccccccc; iptables -A FORWARD -j cali-FORWARD; iptables -A cali-FORWARD -o cali0cccccccccc -j cali-tw-cali0cccccccccc; iptables -A cali-tw-cali0cccccccccc -s 10.65.1.0/26 -p tcp --dport 8080 -j RETURN; iptables -A cali-tw-cali0cccccccccc -j DROP',
      [],
    ),
    f('forwarding-off', '@n2 sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
    f('interface-down: the pod end of the host', '@n2 ip link set cali0cccccccccc down', ['no-carrier']),
    f('nothing-listens', '', ['nothing-listens'], ['%p', '10.65.2.2:8081']),
    f('reverse-path-filtered', '@n2 ip route add 10.65.1.2/32 dev cali0cccccccccc', ['reverse-path-filtered']),
    f('no-route in the pod', '@p ip route del default', ['no-route']),
  ],
};

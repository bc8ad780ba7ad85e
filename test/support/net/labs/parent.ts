import { address, cable, forward, listening, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const f = caseOf(['%m', '10.7.0.12:80']);

const upstream = ['%m', '203.0.113.5:443'];

/** Containers m and n as macvlans on a host's own device, a gateway g, a server e behind it. */
export const parent: LabCases = {
  lab: 'parent',
  namespaces: ['h', 'm', 'n', 'g', 'e'],
  setup: [
    quiet(['h', 'm', 'n', 'g', 'e']),
    server('n', 80),
    server('e', 443),
    server('h', 22),
    cable('h:eth0', 'g:lan'),
    cable('g:wan', 'e:eth0'),
    address('h', 'eth0', '10.7.0.10/24'),
    address('g', 'lan', '10.7.0.1/24'),
    address('g', 'wan', '203.0.113.1/24'),
    address('e', 'eth0', '203.0.113.5/24'),
    forward('g'),
    '@e ip route add default via 203.0.113.1',
    '@h ip link add mv0 link eth0 type macvlan mode bridge; ip link add mv1 link eth0 type macvlan mode bridge',
    'ip -n %h link set mv0 netns %m name eth0',
    'ip -n %h link set mv1 netns %n name eth0',
    address('m', 'eth0', '10.7.0.11/24'),
    address('n', 'eth0', '10.7.0.12/24'),
    '@m ip route add default via 10.7.0.1',
    '@n ip route add default via 10.7.0.1',
    listening('n', 80),
    listening('e', 443),
    listening('h', 22),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy out', '', [], upstream),
    f('healthy in', '', [], ['%g', '10.7.0.12:80']),
    f('neighbour-silent: a macvlan does not see its host', '', ['neighbour-silent'], ['%m', '10.7.0.10:22']),
    f('neighbour-silent: private', '@n ip link set eth0 type macvlan mode private', ['neighbour-silent']),
    f(
      'healthy: private, but from outside',
      '@n ip link set eth0 type macvlan mode private',
      [],
      ['%g', '10.7.0.12:80'],
    ),
    f('interface-down: the device below', '@h ip link set eth0 down', ['interface-down'], upstream),
    f('interface-down: the other container', '@n ip link set eth0 down', ['interface-down']),
    f('arp-not-answered: ARP is off', '@n ip link set dev eth0 arp off', ['arp-not-answered']),
    f('filter-drops', '@n iptables -A INPUT -p tcp --dport 80 -s 10.7.0.11 -j DROP', ['filter-drops']),
    f('healthy: rules of the host do not count', '@h iptables -P INPUT DROP; iptables -P FORWARD DROP', []),
    f('forwarding-off', '@g sysctl -qw net.ipv4.conf.lan.forwarding=0', ['forwarding-off'], upstream),
    f('no-return-route', '@e ip route del default', ['no-return-route'], upstream),
    f('mask-too-long', '@m ip addr flush dev eth0; ip addr add 10.7.0.11/32 dev eth0', ['mask-too-long'], upstream),
    f('gateway-silent', '@m ip route replace default via 10.7.0.254', ['gateway-silent'], upstream),
  ],
};

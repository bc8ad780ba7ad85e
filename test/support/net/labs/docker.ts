import { address, cable, listening, load, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

/** As dockerd writes them for one container with a published port. */
const rules = `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
-A POSTROUTING -s 172.17.0.2/32 -d 172.17.0.2/32 -p tcp -m tcp --dport 80 -j MASQUERADE
-A DOCKER -i docker0 -j RETURN
-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER - [0:0]
:DOCKER-ISOLATION-STAGE-1 - [0:0]
:DOCKER-ISOLATION-STAGE-2 - [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -j DOCKER-ISOLATION-STAGE-1
-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -o docker0 -j DOCKER
-A FORWARD -i docker0 ! -o docker0 -j ACCEPT
-A FORWARD -i docker0 -o docker0 -j ACCEPT
-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2
-A DOCKER-ISOLATION-STAGE-1 -j RETURN
-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP
-A DOCKER-ISOLATION-STAGE-2 -j RETURN
-A DOCKER-USER -j RETURN
COMMIT
`;

const published = ['%e', '192.0.2.10:8080'];
const f = caseOf(published);

/** A machine d with docker0 and the containers a and k, and another machine e on its network. */
export const docker: LabCases = {
  lab: 'docker',
  namespaces: ['d', 'a', 'k', 'e'],
  setup: [
    quiet(['d', 'a', 'k', 'e']),
    server('a', 80),
    server('k', 81),
    server('e', 443),
    server('d', 22),
    cable('e:enp1s0', 'd:enp1s0'),
    cable('a:eth0', 'd:veth1a2b'),
    cable('k:eth0', 'd:veth3c4d'),
    '@d ip link add docker0 type bridge; ip addr add 172.17.0.1/16 dev docker0; ip link set docker0 up; ip link set veth1a2b master docker0 up; ip link set veth3c4d master docker0 up',
    '@d sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1',
    address('d', 'enp1s0', '192.0.2.10/24'),
    address('e', 'enp1s0', '192.0.2.50/24'),
    address('a', 'eth0', '172.17.0.2/16'),
    address('k', 'eth0', '172.17.0.3/16'),
    '@a ip route add default via 172.17.0.1',
    '@k ip route add default via 172.17.0.1',
    load('d', 'iptables-restore', rules),
    listening('a', 80),
    listening('k', 81),
    listening('e', 443),
    listening('d', 22),
  ].join('\n'),
  cases: [
    f('healthy published port', '', []),
    f('healthy out', '', [], ['%a', '192.0.2.50:443']),
    f('healthy to the neighbor container', '', [], ['%a', '172.17.0.3:81']),
    f('healthy to the host', '', [], ['%a', '172.17.0.1:22']),
    f('healthy from the host', '', [], ['%d', '172.17.0.2:80']),
    f(
      'healthy: an unused port published in vain',
      '@d iptables -t nat -A DOCKER ! -i docker0 -p tcp -m tcp --dport 8081 -j DNAT --to-destination 172.17.0.9:80',
      [],
    ),
    f('forward-policy-drops: the accept is gone', '@d iptables -D DOCKER 1', ['forward-policy-drops']),
    f('filter-drops in DOCKER-USER', '@d iptables -I DOCKER-USER -i enp1s0 -j DROP', ['filter-drops']),
    f('healthy: DOCKER-USER for others', '@d iptables -I DOCKER-USER -i enp1s0 -s 192.0.2.51 -j DROP', []),
    f('forwarding-off', '@d sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
    f('masquerade-missing', '@d iptables -t nat -F POSTROUTING', ['masquerade-missing'], ['%a', '192.0.2.50:443']),
    f('no-return-route in the container', '@a ip route del default', ['no-return-route']),
    f('no-route in the container', '@a ip route del default', ['no-route'], ['%a', '192.0.2.50:443']),
    f(
      'listens-on-loopback-only',
      '@a setsid socat TCP4-LISTEN:82,bind=127.0.0.1,fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['listens-on-loopback-only'],
      ['%d', '172.17.0.2:82'],
    ),
    f('port-not-in-bridge', '@d ip link set veth1a2b nomaster', ['port-not-in-bridge']),
    f('no-carrier', '@d ip link set veth1a2b down', ['no-carrier']),
    f('bridge-down', '@d ip link set docker0 down', ['bridge-down'], ['%a', '172.17.0.3:81']),
    f(
      'ports-isolated',
      '@d bridge link set dev veth1a2b isolated on; bridge link set dev veth3c4d isolated on',
      ['ports-isolated'],
      ['%a', '172.17.0.3:81'],
    ),
    f('nothing-listens on the host', '', ['nothing-listens'], ['%e', '192.0.2.10:23']),
    f('localhost-is-own-namespace', '', ['localhost-is-own-namespace'], ['%a', '127.0.0.1:22']),
    f('interface-down in the container', '@k ip link set eth0 down', ['interface-down'], ['%a', '172.17.0.3:81']),
    f(
      'gateway-silent in the container',
      '@a ip route replace default via 172.17.0.254',
      ['gateway-silent'],
      ['%a', '192.0.2.50:443'],
    ),
    f(
      'overlapping-networks',
      '@d ip link add br-5e6f type bridge; ip addr add 192.0.2.49/29 dev br-5e6f; ip link set br-5e6f up',
      ['overlapping-networks'],
      ['%d', '192.0.2.50:443'],
    ),
    f(
      'filter-drops in INPUT from containers',
      '@d iptables -A INPUT -i docker0 -j DROP',
      ['filter-drops'],
      ['%a', '172.17.0.1:22'],
    ),
    f(
      'filter-drops: bridged frames meet FORWARD',
      '@d iptables -I FORWARD -i docker0 -o docker0 -j DROP',
      ['filter-drops'],
      ['%a', '172.17.0.3:81'],
    ),
    f(
      'healthy: bridged frames pass the rules by',
      '@d iptables -I FORWARD -i docker0 -o docker0 -j DROP; sysctl -qw net.bridge.bridge-nf-call-iptables=0',
      [],
      ['%a', '172.17.0.3:81'],
    ),
    f(
      'mac-wrong',
      '@a ip neigh replace 172.17.0.3 lladdr 02:42:ac:11:00:99 dev eth0 nud permanent',
      ['mac-wrong'],
      ['%a', '172.17.0.3:81'],
    ),
    f(
      'mtu-blackhole: the container end is narrow',
      '@a ip link set eth0 mtu 1300',
      ['mtu-blackhole'],
      ['%k', '172.17.0.2', '--size', '1400'],
    ),
  ],
};

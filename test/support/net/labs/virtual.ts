import { address, cable, forward, listening, load, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

/** As libvirt writes them for its network `default`. */
const rules = `*mangle
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:LIBVIRT_PRT - [0:0]
-A POSTROUTING -j LIBVIRT_PRT
-A LIBVIRT_PRT -o virbr0 -p udp -m udp --dport 68 -j CHECKSUM --checksum-fill
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:LIBVIRT_PRT - [0:0]
-A POSTROUTING -j LIBVIRT_PRT
-A LIBVIRT_PRT -s 192.168.122.0/24 -d 224.0.0.0/24 -j RETURN
-A LIBVIRT_PRT -s 192.168.122.0/24 -d 255.255.255.255/32 -j RETURN
-A LIBVIRT_PRT -s 192.168.122.0/24 ! -d 192.168.122.0/24 -p tcp -j MASQUERADE --to-ports 1024-65535
-A LIBVIRT_PRT -s 192.168.122.0/24 ! -d 192.168.122.0/24 -p udp -j MASQUERADE --to-ports 1024-65535
-A LIBVIRT_PRT -s 192.168.122.0/24 ! -d 192.168.122.0/24 -j MASQUERADE
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:LIBVIRT_FWI - [0:0]
:LIBVIRT_FWO - [0:0]
:LIBVIRT_FWX - [0:0]
:LIBVIRT_INP - [0:0]
-A INPUT -j LIBVIRT_INP
-A FORWARD -j LIBVIRT_FWX
-A FORWARD -j LIBVIRT_FWI
-A FORWARD -j LIBVIRT_FWO
-A LIBVIRT_FWI -d 192.168.122.0/24 -o virbr0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A LIBVIRT_FWI -o virbr0 -j REJECT --reject-with icmp-port-unreachable
-A LIBVIRT_FWO -s 192.168.122.0/24 -i virbr0 -j ACCEPT
-A LIBVIRT_FWO -i virbr0 -j REJECT --reject-with icmp-port-unreachable
-A LIBVIRT_FWX -i virbr0 -o virbr0 -j ACCEPT
-A LIBVIRT_INP -i virbr0 -p udp -m udp --dport 53 -j ACCEPT
COMMIT
`;

const f = caseOf(['%v', '198.51.100.7:443']);
const bridged = ['%e', '10.20.0.31:22'];

/** A host h with virtual machines v and y behind libvirt's NAT and z bridged to the network, whose router g translates; e is a machine there, s a server outside. */
export const virtual: LabCases = {
  lab: 'virtual',
  namespaces: ['h', 'v', 'y', 'z', 'sw', 'e', 'g', 's'],
  setup: [
    quiet(['h', 'v', 'y', 'z', 'sw', 'e', 'g', 's']),
    server('y', 80),
    server('z', 22),
    server('h', 9090),
    server('s', 443),
    server('e', 22),
    cable('v:ens3', 'h:vnet0'),
    cable('y:ens3', 'h:vnet1'),
    cable('z:ens3', 'h:vnet2'),
    cable('h:eno1', 'sw:port1'),
    cable('e:eno1', 'sw:port2'),
    cable('g:lan', 'sw:port3'),
    cable('g:wan', 's:eth0'),
    '@sw ip link add swb type bridge; ip link set swb up; ip link set port1 master swb up; ip link set port2 master swb up; ip link set port3 master swb up',
    '@h ip link add virbr0 type bridge; ip link add br0 type bridge; ip link set eno1 master br0 up; ip link set vnet0 master virbr0 up; ip link set vnet1 master virbr0 up; ip link set vnet2 master br0 up; sysctl -qw net.bridge.bridge-nf-call-iptables=0',
    address('h', 'virbr0', '192.168.122.1/24'),
    address('h', 'br0', '10.20.0.10/24'),
    address('v', 'ens3', '192.168.122.50/24'),
    address('y', 'ens3', '192.168.122.60/24'),
    address('z', 'ens3', '10.20.0.31/24'),
    address('e', 'eno1', '10.20.0.40/24'),
    address('g', 'lan', '10.20.0.1/24'),
    address('g', 'wan', '203.0.113.90/24'),
    address('s', 'eth0', '203.0.113.1/24', '198.51.100.7/32'),
    forward('h'),
    forward('g'),
    '@v ip route add default via 192.168.122.1',
    '@y ip route add default via 192.168.122.1',
    '@z ip route add default via 10.20.0.1',
    '@e ip route add default via 10.20.0.1',
    '@h ip route add default via 10.20.0.1',
    '@g ip route add default via 203.0.113.1',
    '@g nft add table ip nat; nft add chain ip nat post "{ type nat hook postrouting priority srcnat; }"; nft add rule ip nat post ip saddr 10.20.0.0/24 oifname wan snat to 203.0.113.90',
    load('h', 'iptables-restore', rules),
    listening('y', 80),
    listening('z', 22),
    listening('h', 9090),
    listening('s', 443),
    listening('e', 22),
  ].join('\n'),
  cases: [
    f('healthy out', '', []),
    f('healthy ping out', '', [], ['%v', '198.51.100.7']),
    f('healthy to the other machine', '', [], ['%v', '192.168.122.60:80']),
    f('healthy to the host', '', [], ['%v', '192.168.122.1:9090']),
    f('healthy to the network', '', [], ['%v', '10.20.0.40:22']),
    f('healthy bridged', '', [], bridged),
    f('healthy bridged out', '', [], ['%z', '198.51.100.7:443']),
    f('healthy from the host', '', [], ['%h', '198.51.100.7:443']),
    f('healthy from the host to its machine', '', [], ['%h', '192.168.122.60:80']),
    f('healthy from a machine behind to the bridged one', '', [], ['%v', '10.20.0.31:22']),
    f(
      'filter-drops: inner machines take no calls',
      '@e ip route add 192.168.122.0/24 via 10.20.0.10',
      ['filter-drops'],
      ['%e', '192.168.122.60:80'],
    ),
    f(
      'healthy: published',
      '@h iptables -t nat -A PREROUTING -d 10.20.0.10 -p tcp --dport 8080 -j DNAT --to-destination 192.168.122.60:80; iptables -I FORWARD -d 192.168.122.60 -p tcp --dport 80 -j ACCEPT',
      [],
      ['%e', '10.20.0.10:8080'],
    ),
    f(
      'filter-drops: published behind the reject',
      '@h iptables -t nat -A PREROUTING -d 10.20.0.10 -p tcp --dport 8080 -j DNAT --to-destination 192.168.122.60:80; iptables -A FORWARD -d 192.168.122.60 -p tcp --dport 80 -j ACCEPT',
      ['filter-drops'],
      ['%e', '10.20.0.10:8080'],
    ),
    f('nothing-listens: not published', '', ['nothing-listens'], ['%e', '10.20.0.10:8080']),
    f('masquerade-missing at the host', '@h iptables -t nat -F LIBVIRT_PRT', ['masquerade-missing']),
    f(
      'masquerade-missing at the router',
      '@g nft flush chain ip nat post',
      ['masquerade-missing'],
      ['%e', '198.51.100.7:443'],
    ),
    f('forwarding-off', '@h sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
    f('healthy: forwarding off and bridged', '@h sysctl -qw net.ipv4.ip_forward=0', [], bridged),
    f('healthy: FORWARD drops and bridged', '@h iptables -P FORWARD DROP', [], bridged),
    f(
      'forward-policy-drops: bridged through the rules',
      '@h iptables -P FORWARD DROP; sysctl -qw net.bridge.bridge-nf-call-iptables=1',
      ['forward-policy-drops'],
      bridged,
    ),
    f(
      'healthy: bridged through the rules that accept bridged',
      '@h iptables -P FORWARD DROP; sysctl -qw net.bridge.bridge-nf-call-iptables=1; iptables -I FORWARD -m physdev --physdev-is-bridged -j ACCEPT',
      [],
      bridged,
    ),
    f('port-not-in-bridge: the machine', '@h ip link set vnet2 nomaster', ['port-not-in-bridge'], bridged),
    f('port-not-in-bridge: the uplink', '@h ip link set eno1 nomaster', ['port-not-in-bridge'], bridged),
    f(
      'port-not-in-bridge: the machine in the wrong one',
      '@h ip link set vnet2 master virbr0',
      ['neighbour-silent'],
      bridged,
    ),
    f('interface-down: the uplink', '@h ip link set eno1 down', ['interface-down'], bridged),
    f('interface-down: the machine', '@z ip link set ens3 down', ['interface-down'], bridged),
    f('no-carrier: the tap', '@h ip link set vnet2 down', ['no-carrier'], bridged),
    f('bridge-down: libvirt', '@h ip link set virbr0 down', ['bridge-down']),
    f('no-route at the machine', '@v ip route del default', ['no-route']),
    f('no-route at the host', '@h ip route del default', ['no-route']),
    f('gateway-silent at the host', '@h ip route replace default via 10.20.0.254', ['gateway-silent']),
    f('mac-wrong at the machine', '@v ip neigh replace 192.168.122.1 lladdr 52:54:00:00:00:01 dev ens3 nud permanent', [
      'mac-wrong',
    ]),
    f(
      'overlapping-networks',
      '@h ip link add br-lab type bridge; ip addr add 198.51.100.1/24 dev br-lab; ip link set br-lab up',
      ['overlapping-networks'],
    ),
    f(
      'overlapping-networks: a bridge without ports and with a longer prefix',
      '@h ip link add docker0 type bridge; ip addr add 10.20.0.33/27 dev docker0; ip link set docker0 up',
      ['overlapping-networks'],
      ['%h', '10.20.0.40:22'],
    ),
    f(
      'l2-filter-drops: no spoofing',
      '@h nft add table bridge fw; nft add chain bridge fw in "{ type filter hook prerouting priority -300; }"; nft add rule bridge fw in iifname vnet2 ip saddr != 10.20.0.30 drop',
      ['l2-filter-drops'],
      ['%z', '10.20.0.40:22'],
    ),
    f(
      'l2-filter-drops: by a hardware address',
      '@h nft add table bridge fw; nft add chain bridge fw in "{ type filter hook prerouting priority -300; }"; nft add rule bridge fw in iifname vnet2 ether saddr != 52:54:00:00:00:31 drop',
      ['l2-filter-drops'],
      ['%z', '10.20.0.40:22'],
    ),
    f('filter-drops at the server', '@s iptables -A INPUT -p tcp --dport 443 -s 203.0.113.90 -j DROP', [
      'filter-drops',
    ]),
    f(
      'reply-dropped at the router',
      '@g nft add table ip f; nft add chain ip f forw "{ type filter hook forward priority 0; }"; nft add rule ip f forw iifname wan drop',
      ['reply-dropped'],
    ),
    f(
      'healthy: a stateful router',
      '@g nft add table ip f; nft add chain ip f forw "{ type filter hook forward priority 0; policy drop; }"; nft add rule ip f forw ct state established,related accept; nft add rule ip f forw iifname lan accept',
      [],
    ),
    f(
      'too-big-for-path',
      '@g ip link set wan mtu 1400\n@s ip link set eth0 mtu 1400',
      ['too-big-for-path'],
      ['%v', '198.51.100.7', '--size', '1450'],
    ),
    f(
      'mtu-blackhole: a narrow port of the switch',
      '@sw ip link set port1 mtu 1300',
      ['mtu-blackhole'],
      ['%e', '10.20.0.31', '--size', '1400'],
    ),
    f(
      'mtu-blackhole: ICMP is dropped by the host',
      '@g ip link set wan mtu 1400\n@s ip link set eth0 mtu 1400\n@h iptables -I FORWARD -p icmp --icmp-type fragmentation-needed -j DROP',
      ['mtu-blackhole'],
      ['%v', '198.51.100.7', '--size', '1450'],
    ),
    f(
      'source-address-wrong',
      '@h ip addr add 172.31.255.1/32 dev lo; ip route replace default via 10.20.0.1 src 172.31.255.1',
      ['source-address-wrong'],
      ['%h', '198.51.100.7:443'],
    ),
    f('route-rejects', '@g ip route add prohibit 198.51.100.0/24', ['route-rejects']),
    f('rule-diverts', '@h ip rule add from 192.168.122.0/24 unreachable', ['rule-diverts']),
    f('arp-not-answered', '@h sysctl -qw net.ipv4.conf.virbr0.arp_ignore=8', ['arp-not-answered']),
    f(
      'listens-on-loopback-only',
      '@h setsid socat TCP4-LISTEN:5000,bind=127.0.0.1,fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['listens-on-loopback-only'],
      ['%v', '192.168.122.1:5000'],
    ),
    f('localhost-is-own-namespace', '', ['localhost-is-own-namespace'], ['%v', '127.0.0.1:9090']),
    f(
      'untracked-dropped',
      '@g nft add table ip r; nft add chain ip r pre "{ type filter hook prerouting priority raw; }"; nft add rule ip r pre iifname wan notrack',
      ['untracked-dropped'],
    ),
    f('conntrack zone is no fault', '@h iptables -t raw -A PREROUTING -i vnet9 -j CT --zone 5', []),
    f('gateway-is-self', '@h ip route replace default via 10.20.0.10', ['gateway-is-self']),
    f('two: route and filter', '@h ip route del default\n@s iptables -A INPUT -p tcp --dport 443 -j DROP', [
      'no-route',
      'filter-drops',
    ]),
    f('two: forwarding and masquerade', '@h sysctl -qw net.ipv4.ip_forward=0; iptables -t nat -F LIBVIRT_PRT', [
      'forwarding-off',
      'masquerade-missing',
    ]),
    f(
      'two: mac and reply',
      '@v ip neigh replace 192.168.122.1 lladdr 52:54:00:00:00:01 dev ens3 nud permanent\n@g nft add table ip f; nft add chain ip f forw "{ type filter hook forward priority 0; }"; nft add rule ip f forw iifname wan drop',
      ['mac-wrong', 'reply-dropped'],
    ),
  ],
};

import { address, cable, forward, listening, load, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

/** As people write them for a small router: what comes from inside goes out, one port is published. */
const rules = `*mangle
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A FORWARD -o wan0 -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -i wan0 -p tcp -m tcp --dport 2222 -j DNAT --to-destination 192.168.20.50:22
-A POSTROUTING -o wan0 -j MASQUERADE
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT
-A INPUT -i br-lan -j ACCEPT
-A FORWARD -m conntrack --ctstate INVALID -j DROP
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -i br-lan -j ACCEPT
-A FORWARD -i iot0 -o wan0 -j ACCEPT
-A FORWARD -i wan0 -m conntrack --ctstate DNAT -j ACCEPT
COMMIT
`;

const f = caseOf(['%pc', '198.51.100.80:80']);
const inbound = ['%rem', '203.0.113.6:2222'];
const things = ['%iot', '198.51.100.80:80'];

/** A router with a switch of its own, a guest network and a translated uplink; a provider; a server and a user outside. */
export const office: LabCases = {
  lab: 'office',
  namespaces: ['pc', 'nas', 'iot', 'gw', 'isp', 'web', 'rem'],
  setup: [
    quiet(['pc', 'nas', 'iot', 'gw', 'isp', 'web', 'rem']),
    server('web', 80),
    server('nas', 22),
    server('nas', 445),
    server('gw', 8080),
    server('iot', 554),
    cable('pc:eth0', 'gw:lan1'),
    cable('nas:eth0', 'gw:lan2'),
    cable('iot:eth0', 'gw:iot0'),
    cable('gw:wan0', 'isp:cust0'),
    cable('isp:core0', 'web:eth0'),
    cable('isp:core1', 'rem:eth0'),
    '@gw ip link add br-lan type bridge; ip link set lan1 master br-lan up; ip link set lan2 master br-lan up',
    address('gw', 'br-lan', '192.168.20.1/24'),
    address('gw', 'iot0', '192.168.30.1/24'),
    address('gw', 'wan0', '203.0.113.6/29'),
    address('pc', 'eth0', '192.168.20.10/24'),
    address('nas', 'eth0', '192.168.20.50/24'),
    address('iot', 'eth0', '192.168.30.7/24'),
    address('isp', 'cust0', '203.0.113.1/29'),
    address('isp', 'core0', '198.51.100.1/24'),
    address('isp', 'core1', '192.0.2.1/24'),
    address('web', 'eth0', '198.51.100.80/24'),
    address('rem', 'eth0', '192.0.2.44/24'),
    forward('gw'),
    forward('isp'),
    '@pc ip route add default via 192.168.20.1',
    '@nas ip route add default via 192.168.20.1',
    '@iot ip route add default via 192.168.30.1',
    '@gw ip route add default via 203.0.113.1',
    '@web ip route add default via 198.51.100.1',
    '@rem ip route add default via 192.0.2.1',
    '@gw sysctl -qw net.bridge.bridge-nf-call-iptables=0',
    load('gw', 'iptables-restore', rules),
    listening('web', 80),
    listening('nas', 22),
    listening('nas', 445),
    listening('gw', 8080),
    listening('iot', 554),
  ].join('\n'),
  cases: [
    f('healthy out', '', []),
    f('healthy things out', '', [], things),
    f('healthy in', '', [], inbound),
    f('healthy ping out', '', [], ['%pc', '198.51.100.80']),
    f('healthy ping of the uplink', '', [], ['%rem', '203.0.113.6']),
    f('healthy switched', '', [], ['%pc', '192.168.20.50:445']),
    f('healthy to the router', '', [], ['%pc', '192.168.20.1:8080']),
    f('healthy to the things', '', [], ['%pc', '192.168.30.7:554']),
    f('healthy full packets, clamped', '', [], ['%pc', '198.51.100.80:80', '--size', '1500']),
    f('healthy: the router itself', '', [], ['%gw', '198.51.100.80:80']),
    f('healthy: strict reverse path', '@gw sysctl -qw net.ipv4.conf.all.rp_filter=1', []),
    f(
      'healthy: a pool for others',
      '@gw iptables -t nat -I POSTROUTING -s 192.168.30.0/24 -o wan0 -j SNAT --to-source 203.0.113.5',
      [],
    ),
    f(
      'neighbour-silent: a pool that nobody answers for',
      '@gw iptables -t nat -I POSTROUTING -s 192.168.30.0/24 -o wan0 -j SNAT --to-source 203.0.113.5',
      ['neighbour-silent'],
      things,
    ),
    f(
      'healthy: a pool that the provider routes',
      '@gw iptables -t nat -I POSTROUTING -s 192.168.30.0/24 -o wan0 -j SNAT --to-source 203.0.114.9\n@isp ip route add 203.0.114.8/29 via 203.0.113.6',
      [],
      things,
    ),
    f(
      'healthy: one to one',
      '@gw ip addr add 203.0.113.5/32 dev wan0; iptables -t nat -I POSTROUTING -s 192.168.30.0/24 -o wan0 -j NETMAP --to 203.0.113.5/32',
      [],
      things,
    ),
    f(
      'masquerade-missing: guests are left out',
      '@gw iptables -t nat -R POSTROUTING 1 -s 192.168.20.0/24 -o wan0 -j MASQUERADE',
      ['masquerade-missing'],
      things,
    ),
    f(
      'healthy: masqueraded by network',
      '@gw iptables -t nat -R POSTROUTING 1 -s 192.168.20.0/24 ! -d 192.168.0.0/16 -j MASQUERADE',
      [],
    ),
    f('masquerade-missing: for another device', '@gw iptables -t nat -R POSTROUTING 1 -o ppp0 -j MASQUERADE', [
      'masquerade-missing',
    ]),
    f('forward-policy-drops: things to the files', '', ['forward-policy-drops'], ['%iot', '192.168.20.50:445']),
    f(
      'forward-policy-drops: published, not accepted',
      '@gw iptables -D FORWARD -i wan0 -m conntrack --ctstate DNAT -j ACCEPT',
      ['forward-policy-drops'],
      inbound,
    ),
    f(
      'healthy: accepted by the port behind',
      '@gw iptables -D FORWARD -i wan0 -m conntrack --ctstate DNAT -j ACCEPT; iptables -A FORWARD -i wan0 -p tcp -d 192.168.20.50 --dport 22 -j ACCEPT',
      [],
      inbound,
    ),
    f(
      'forward-policy-drops: accepted by the port before',
      '@gw iptables -D FORWARD -i wan0 -m conntrack --ctstate DNAT -j ACCEPT; iptables -A FORWARD -i wan0 -p tcp --dport 2222 -j ACCEPT',
      ['forward-policy-drops'],
      inbound,
    ),
    f(
      'healthy: accepted by the port that was asked',
      '@gw iptables -D FORWARD -i wan0 -m conntrack --ctstate DNAT -j ACCEPT; iptables -A FORWARD -i wan0 -m conntrack --ctorigdstport 2222 -j ACCEPT',
      [],
      inbound,
    ),
    f(
      'neighbour-silent: published to nobody',
      '@gw iptables -t nat -R PREROUTING 1 -i wan0 -p tcp --dport 2222 -j DNAT --to-destination 192.168.20.51:22',
      ['neighbour-silent'],
      inbound,
    ),
    f(
      'nothing-listens: published to a closed port',
      '@gw iptables -t nat -R PREROUTING 1 -i wan0 -p tcp --dport 2222 -j DNAT --to-destination 192.168.20.50:2222',
      ['nothing-listens'],
      inbound,
    ),
    f('no-return-route: the file server', '@nas ip route del default', ['no-return-route'], inbound),
    f(
      'gateway-is-self: the file server',
      '@nas ip route replace default via 192.168.20.50',
      ['gateway-is-self'],
      inbound,
    ),
    f(
      'filter-drops: the file server takes its network only',
      '@nas iptables -A INPUT -s 192.168.20.0/24 -j ACCEPT; iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -P INPUT DROP',
      ['filter-drops'],
      inbound,
    ),
    f(
      'healthy: the file server takes its network only, masqueraded',
      '@nas iptables -A INPUT -s 192.168.20.0/24 -j ACCEPT; iptables -P INPUT DROP\n@gw iptables -t nat -A POSTROUTING -o br-lan -j MASQUERADE',
      [],
      inbound,
    ),
    f('nothing-listens: the uplink from inside', '', ['nothing-listens'], ['%pc', '203.0.113.6:2222']),
    f('healthy: the uplink from inside', '', [], ['%pc', '203.0.113.6:8080']),
    f('filter-drops: the uplink from outside', '', ['filter-drops'], ['%rem', '203.0.113.6:8080']),
    f(
      'bridge-netfilter-off: published for inside, and answered past the router',
      '@gw iptables -t nat -A PREROUTING -d 203.0.113.6 -p tcp --dport 2222 -j DNAT --to-destination 192.168.20.50:22',
      ['bridge-netfilter-off'],
      ['%pc', '203.0.113.6:2222'],
    ),
    f(
      'healthy: published for inside, masqueraded',
      '@gw iptables -t nat -A PREROUTING -d 203.0.113.6 -p tcp --dport 2222 -j DNAT --to-destination 192.168.20.50:22; iptables -t nat -A POSTROUTING -s 192.168.20.0/24 -d 192.168.20.50 -j MASQUERADE',
      [],
      ['%pc', '203.0.113.6:2222'],
    ),
    f(
      'filter-drops by a hardware address',
      '@gw iptables -I FORWARD -m mac --mac-source $(ip -n %pc -o link show eth0 | grep -o "ether [^ ]*" | cut -c7-) -j DROP',
      ['filter-drops'],
    ),
    f('healthy: another hardware address', '@gw iptables -I FORWARD -m mac --mac-source 02:00:00:00:00:99 -j DROP', []),
    f(
      'healthy: files by the switch whatever FORWARD says',
      '@gw iptables -I FORWARD -d 192.168.20.50 -j DROP',
      [],
      ['%pc', '192.168.20.50:445'],
    ),
    f(
      'filter-drops: files by the switch through the rules',
      '@gw sysctl -qw net.bridge.bridge-nf-call-iptables=1; iptables -I FORWARD -d 192.168.20.50 -j DROP',
      ['filter-drops'],
      ['%pc', '192.168.20.50:445'],
    ),
    f(
      'healthy: the raw table looks at the way back',
      '@gw iptables -t raw -A PREROUTING -m rpfilter --invert -j DROP',
      [],
    ),
    f(
      'healthy: firewalld looks at the way back',
      '@gw nft add table inet firewalld; nft add chain inet firewalld mangle_PREROUTING "{ type filter hook prerouting priority -140; }"; nft add rule inet firewalld mangle_PREROUTING fib saddr . mark . iif oif missing drop',
      [],
    ),
    f('untracked-dropped: the uplink is not tracked', '@gw iptables -t raw -A PREROUTING -i wan0 -j CT --notrack', [
      'untracked-dropped',
    ]),
    f(
      'second-firewall-drops',
      '@gw nft add table inet fw; nft add chain inet fw f "{ type filter hook forward priority 10; policy drop; }"; nft add rule inet fw f iifname iot0 accept; nft add rule inet fw f ct state established accept',
      ['second-firewall-drops'],
    ),
    f(
      'healthy: a second firewall',
      '@gw nft add table inet fw; nft add chain inet fw f "{ type filter hook forward priority 10; policy drop; }"; nft add rule inet fw f iifname { br-lan, iot0 } accept; nft add rule inet fw f ct state established,related accept',
      [],
    ),
    f('gateway-silent at the router', '@gw ip route replace default via 203.0.113.2', ['gateway-silent']),
    f(
      'wrong-route-wins at the router',
      '@gw ip route replace default via 203.0.113.1 metric 100; ip route add default via 203.0.113.3 metric 10; ip route del default via 203.0.113.1 metric 0',
      ['wrong-route-wins'],
    ),
    f('no-route at the router', '@gw ip route del default', ['no-route']),
    f('no-address at the router', '@gw ip addr flush dev wan0', ['no-address']),
    f('interface-down at the router', '@gw ip link set wan0 down', ['interface-down']),
    f('no-carrier at the router', '@isp ip addr flush dev cust0; ip link set cust0 down', ['no-carrier']),
    f('port-not-in-bridge', '@gw ip link set lan1 nomaster', ['port-not-in-bridge']),
    f('bridge-down', '@gw ip link set br-lan down', ['bridge-down']),
    f('port-not-forwarding', '@gw bridge link set dev lan1 state 0', ['port-not-forwarding']),
    f(
      'mask-too-short',
      '@pc ip addr add 192.168.20.10/16 dev eth0; ip addr del 192.168.20.10/24 dev eth0; ip route replace default via 192.168.20.1',
      ['mask-too-short'],
      ['%pc', '192.168.30.7:554'],
    ),
    f(
      'healthy: a wide mask and proxy ARP',
      '@pc ip addr add 192.168.20.10/16 dev eth0; ip addr del 192.168.20.10/24 dev eth0; ip route replace default via 192.168.20.1\n@gw sysctl -qw net.ipv4.conf.br-lan.proxy_arp=1 net.ipv4.neigh.br-lan.proxy_delay=0',
      [],
      ['%pc', '192.168.30.7:554'],
    ),
    f('route-rejects at the provider', '@isp ip route add blackhole 198.51.100.80/32', ['route-rejects']),
    f('forwarding-off at the provider', '@isp sysctl -qw net.ipv4.conf.cust0.forwarding=0', ['forwarding-off']),
    f('forwarding-off for what comes back', '@gw sysctl -qw net.ipv4.conf.wan0.forwarding=0', ['forwarding-off']),
    f('filter-drops at the provider', '@isp iptables -A FORWARD -s 203.0.113.0/29 -p tcp --dport 80 -j REJECT', [
      'filter-drops',
    ]),
    f('reply-dropped at the provider', '@isp iptables -A FORWARD -d 203.0.113.0/29 -j DROP', ['reply-dropped']),
    f('filter-drops at the web server', '@web iptables -A INPUT -s 203.0.113.0/24 -j DROP', ['filter-drops']),
    f('healthy: the web server drops inner addresses', '@web iptables -A INPUT -s 192.168.0.0/16 -j DROP', []),
    f('rule-diverts at the router', '@gw ip rule add iif br-lan to 198.51.100.0/24 unreachable', ['rule-diverts']),
    f('healthy: a rule for the things', '@gw ip rule add iif iot0 to 198.51.100.0/24 unreachable', []),
    f(
      'reverse-path-filtered at the router',
      '@gw ip route add 198.51.100.0/25 dev iot0 scope link table 99; ip rule add iif lo table 99; sysctl -qw net.ipv4.conf.wan0.rp_filter=0 net.ipv4.conf.br-lan.rp_filter=1; ip route add 192.168.20.10/32 dev iot0',
      ['reverse-path-filtered'],
    ),
    f(
      'too-big-for-path',
      '@gw ip link set wan0 mtu 1492\n@isp ip link set cust0 mtu 1492',
      ['too-big-for-path'],
      ['%pc', '198.51.100.80', '--size', '1500'],
    ),
    f(
      'mtu-blackhole: the pc takes no ICMP',
      '@gw ip link set wan0 mtu 1492\n@isp ip link set cust0 mtu 1492\n@pc iptables -A INPUT -p icmp --icmp-type 3 -j DROP',
      ['mtu-blackhole'],
      ['%pc', '198.51.100.80', '--size', '1500'],
    ),
    f(
      'healthy: clamped to a narrow uplink',
      '@gw ip link set wan0 mtu 1492; iptables -t mangle -A FORWARD -i wan0 -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu\n@isp ip link set cust0 mtu 1492\n@pc iptables -A INPUT -p icmp -j DROP',
      [],
      ['%pc', '198.51.100.80:80', '--size', '1500'],
    ),
    f('mac-wrong', '@gw ip neigh replace 203.0.113.1 lladdr 02:00:00:00:00:77 dev wan0 nud permanent', ['mac-wrong']),
    f('duplicate-address', '@nas ip addr add 192.168.20.10/24 dev eth0', ['duplicate-address']),
    f(
      'overlapping-networks',
      '@gw ip link add br-vpn type bridge; ip addr add 198.51.100.65/26 dev br-vpn; ip link set br-vpn up',
      ['overlapping-networks'],
    ),
    f(
      'l2-filter-drops in the switch',
      '@gw nft add table bridge f; nft add chain bridge f fw "{ type filter hook forward priority 0; }"; nft add rule bridge f fw tcp dport 445 drop',
      ['l2-filter-drops'],
      ['%pc', '192.168.20.50:445'],
    ),
    f(
      'two: no uplink route, and the guest filter',
      '@gw ip route del default; iptables -D FORWARD -i br-lan -j ACCEPT',
      ['no-route', 'forward-policy-drops'],
    ),
  ],
};

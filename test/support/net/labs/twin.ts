import { address, cable, forward, listening, load, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const f = caseOf(['%a', '203.0.113.50:443']);

/** A router's rules as people keep them in /etc/nftables.conf, with a mark for some machines. */
const rules = `table inet filter {
  chain input { type filter hook input priority filter; policy drop; ct state established,related accept; iif lo accept; iifname { "lan", "dmz" } accept; icmp type echo-request limit rate 10/second accept; meta l4proto ipv6-icmp accept; }
  chain forward { type filter hook forward priority filter; policy drop; ct state vmap { established : accept, related : accept, invalid : drop }; iifname "lan" oifname { "isp1", "isp2", "dmz" } accept; iifname "isp1" oifname "dmz" tcp dport { 80, 443 } ct status dnat accept; iifname "dmz" oifname { "isp1" } tcp dport { 25, 443 } accept; }
}
table ip nat {
  chain prerouting { type nat hook prerouting priority dstnat; iifname "isp1" tcp dport 443 dnat to 172.20.0.80:443; ip daddr 198.51.100.2 iifname "lan" tcp dport 443 dnat to 172.20.0.80:443; }
  chain postrouting { type nat hook postrouting priority srcnat; oifname "isp1" snat to 198.51.100.2; oifname "isp2" masquerade; }
}
table ip mangle {
  chain prerouting { type filter hook prerouting priority mangle; iifname "lan" ip saddr 192.168.9.128/25 ct mark set 0x2; ct mark != 0 meta mark set ct mark; }
}
`;
/** A router g with two providers, a private network, a server d in a network of its own; w is outside behind both, u a user of the first. */
export const twin: LabCases = {
  lab: 'twin',
  namespaces: ['a', 'b', 'd', 'g', 'p1', 'p2', 'w', 'u'],
  setup: [
    quiet(['a', 'b', 'd', 'g', 'p1', 'p2', 'w', 'u']),
    server('d', 443),
    server('w', 443),
    server('w', 25),
    server('d', 22),
    cable('a:eth0', 'g:lan'),
    cable('d:eth0', 'g:dmz'),
    cable('g:isp1', 'p1:cust'),
    cable('g:isp2', 'p2:cust'),
    cable('p1:net', 'w:e1'),
    cable('p2:net', 'w:e2'),
    cable('u:eth0', 'p1:user'),
    address('a', 'eth0', '192.168.9.20/24', '192.168.9.200/24'),
    address('g', 'lan', '192.168.9.1/24'),
    address('g', 'dmz', '172.20.0.1/24'),
    address('d', 'eth0', '172.20.0.80/24'),
    address('g', 'isp1', '198.51.100.2/30'),
    address('p1', 'cust', '198.51.100.1/30'),
    address('g', 'isp2', '100.70.0.2/30'),
    address('p2', 'cust', '100.70.0.1/30'),
    address('p1', 'net', '203.0.113.1/26'),
    address('w', 'e1', '203.0.113.50/26'),
    address('p2', 'net', '203.0.113.129/26'),
    address('w', 'e2', '203.0.113.130/26'),
    address('p1', 'user', '192.0.2.1/24'),
    address('u', 'eth0', '192.0.2.9/24'),
    forward('g'),
    forward('p1'),
    forward('p2'),
    '@a ip route add default via 192.168.9.1',
    '@d ip route add default via 172.20.0.1',
    '@u ip route add default via 192.0.2.1',
    '@g ip route add default via 198.51.100.1; ip route add default via 100.70.0.1 table 2; ip rule add fwmark 2 table 2 pref 100; sysctl -qw net.ipv4.conf.isp1.rp_filter=2 net.ipv4.conf.isp2.rp_filter=2',
    '@p2 ip route add 203.0.113.0/26 via 203.0.113.130',
    '@w ip route add 100.70.0.0/30 via 203.0.113.129; ip route add default via 203.0.113.1; sysctl -qw net.ipv4.ip_forward=1',
    '@p1 ip route add 203.0.113.128/26 via 203.0.113.50',
    load('g', 'nft -f -', rules),
    listening('d', 443),
    listening('w', 443),
    listening('w', 25),
    listening('d', 22),
  ].join('\n'),
  cases: [
    f('healthy out', '', []),
    f('healthy out ping', '', [], ['%a', '203.0.113.50']),
    f('healthy published', '', [], ['%u', '198.51.100.2:443']),
    f('healthy published from inside', '', [], ['%a', '198.51.100.2:443']),
    f('healthy dmz out', '', [], ['%d', '203.0.113.50:443']),
    f('healthy dmz mail', '', [], ['%d', '203.0.113.50:25']),
    f('healthy to the dmz', '', [], ['%a', '172.20.0.80:22']),
    f(
      'two: the policy, and nothing listens',
      '',
      ['forward-policy-drops', 'nothing-listens'],
      ['%d', '192.168.9.20:22'],
    ),
    f(
      'two: the policy out, and nothing listens',
      '',
      ['forward-policy-drops', 'nothing-listens'],
      ['%d', '203.0.113.50:80'],
    ),
    f('two: not let in, and nothing listens', '', ['filter-drops', 'nothing-listens'], ['%u', '198.51.100.2:80']),
    f(
      'rule-diverts: the mark of the connection leads its replies away',
      '@a ip addr del 192.168.9.20/24 dev eth0; ip addr add 192.168.9.200/24 dev eth0 2>/dev/null; ip route replace default via 192.168.9.1',
      ['rule-diverts'],
    ),
    f('masquerade-missing', '@g nft flush chain ip nat postrouting', ['masquerade-missing']),
    f(
      'no-return-route: translated to nobody',
      '@g nft flush chain ip nat postrouting; nft add rule ip nat postrouting oifname isp1 snat to 198.51.100.9',
      ['no-return-route'],
    ),
    f(
      'neighbour-silent: published to nobody',
      '@g nft flush chain ip nat prerouting; nft add rule ip nat prerouting iifname isp1 tcp dport 443 dnat to 172.20.0.81:443',
      ['neighbour-silent'],
      ['%u', '198.51.100.2:443'],
    ),
    f(
      'nothing-listens: published to a closed port',
      '@g nft flush chain ip nat prerouting; nft add rule ip nat prerouting iifname isp1 tcp dport 443 dnat to 172.20.0.80:80',
      ['nothing-listens'],
      ['%u', '198.51.100.2:443'],
    ),
    f(
      'filter-drops and nothing-listens: nothing is published',
      '@g nft flush chain ip nat prerouting',
      ['filter-drops', 'nothing-listens'],
      ['%u', '198.51.100.2:443'],
    ),
    f(
      'forward-policy-drops: the accept is gone',
      '@g nft flush chain inet filter forward; nft add rule inet filter forward ct state established,related accept; nft add rule inet filter forward iifname lan accept',
      ['forward-policy-drops'],
      ['%u', '198.51.100.2:443'],
    ),
    f(
      'reply-dropped: no established',
      '@g nft flush chain inet filter forward; nft add rule inet filter forward iifname lan accept',
      ['reply-dropped'],
    ),
    f(
      'no-return-route: the published server',
      '@d ip route del default',
      ['no-return-route'],
      ['%u', '198.51.100.2:443'],
    ),
    f(
      'gateway-silent: the published server',
      '@d ip route replace default via 172.20.0.254',
      ['gateway-silent'],
      ['%u', '198.51.100.2:443'],
    ),
    f(
      'mask-too-short: the published server',
      '@d ip addr add 172.20.0.80/1 dev eth0; ip addr del 172.20.0.80/24 dev eth0; ip route replace default via 172.20.0.1',
      ['mask-too-short'],
      ['%u', '198.51.100.2:443'],
    ),
    f('interface-down', '@g ip link set isp1 down', ['interface-down']),
    f('interface-down at the provider', '@p1 ip link set cust down', ['interface-down']),
    f('no-address', '@g ip addr flush dev isp1', ['no-address']),
    f('no-route', '@g ip route del default', ['no-route']),
    f('healthy: by the other provider', '@g ip route replace default via 100.70.0.1', []),
    f(
      'reverse-path-filtered',
      '@g ip route add 203.0.113.0/24 via 100.70.0.1; sysctl -qw net.ipv4.conf.isp1.rp_filter=1 net.ipv4.conf.isp2.rp_filter=1; nft flush chain ip nat postrouting; nft add rule ip nat postrouting oifname { isp1, isp2 } snat to 198.51.100.2',
      ['reverse-path-filtered'],
    ),
    f(
      'filter-drops at the provider',
      '@p1 nft add table ip f; nft add chain ip f forw "{ type filter hook forward priority 0; }"; nft add rule ip f forw tcp dport 443 ip saddr 198.51.100.0/30 counter drop',
      ['filter-drops'],
    ),
    f(
      'filter-drops: a reset of the provider',
      '@p1 nft add table ip f; nft add chain ip f forw "{ type filter hook forward priority 0; }"; nft add rule ip f forw tcp dport 443 reject with tcp reset',
      ['filter-drops'],
    ),
    f(
      'healthy: another port at the provider',
      '@p1 nft add table ip f; nft add chain ip f forw "{ type filter hook forward priority 0; }"; nft add rule ip f forw tcp dport 25 drop',
      [],
    ),
    f('route-rejects', '@p1 ip route add blackhole 203.0.113.48/28', ['route-rejects']),
    f('forwarding-off', '@p1 sysctl -qw net.ipv4.conf.cust.forwarding=0', ['forwarding-off']),
    f('filter-drops at the server', '@w iptables -A INPUT -p tcp --dport 443 -j REJECT', ['filter-drops']),
    f('nothing-listens', '', ['nothing-listens'], ['%a', '203.0.113.50:444']),
    f('second-firewall-drops', '@g iptables -A FORWARD -i lan -p tcp --dport 443 -j DROP', ['second-firewall-drops']),
    f('healthy: both firewalls accept', '@g iptables -P FORWARD DROP; iptables -A FORWARD -j ACCEPT', []),
    f(
      'untracked-dropped',
      '@g nft add table ip r; nft add chain ip r pre "{ type filter hook prerouting priority raw; }"; nft add rule ip r pre iifname isp1 notrack',
      ['untracked-dropped'],
    ),
    f(
      'too-big-for-path',
      '@g ip link set isp1 mtu 1400\n@p1 ip link set cust mtu 1400',
      ['too-big-for-path'],
      ['%a', '203.0.113.50', '--size', '1450'],
    ),
    f(
      'mtu-blackhole',
      '@g ip link set isp1 mtu 1400; nft add table ip o; nft add chain ip o out "{ type filter hook output priority 0; }"; nft add rule ip o out icmp type destination-unreachable drop\n@p1 ip link set cust mtu 1400',
      ['mtu-blackhole'],
      ['%a', '203.0.113.50', '--size', '1450'],
    ),
    f('mac-wrong', '@g ip neigh replace 198.51.100.1 lladdr 02:00:00:00:00:01 dev isp1 nud permanent', ['mac-wrong']),
    f('arp-not-answered', '@p1 sysctl -qw net.ipv4.conf.cust.arp_ignore=8', ['arp-not-answered']),
    f(
      'filter-drops by a set',
      '@g nft add set inet filter blocked "{ type ipv4_addr; flags interval; elements = { 203.0.113.0/24 } }"; nft insert rule inet filter forward ip daddr @blocked drop',
      ['filter-drops'],
    ),
    f(
      'healthy: a set of others',
      '@g nft add set inet filter blocked "{ type ipv4_addr; flags interval; elements = { 203.0.114.0/24 } }"; nft insert rule inet filter forward ip daddr @blocked drop',
      [],
    ),
    f('routing-loop: the translated source comes back', '@p1 ip route add 203.0.113.50/32 via 198.51.100.2', [
      'routing-loop',
    ]),
    f(
      'nothing-listens: not published for inside',
      '@g nft flush chain ip nat prerouting; nft add rule ip nat prerouting iifname isp1 tcp dport 443 dnat to 172.20.0.80:443',
      ['nothing-listens'],
      ['%a', '198.51.100.2:443'],
    ),
    f(
      'two: masquerading and the server',
      '@g nft flush chain ip nat postrouting\n@w iptables -A INPUT -p tcp --dport 443 -j DROP',
      ['masquerade-missing', 'filter-drops'],
    ),
    f(
      'listens-on-loopback-only',
      '@d setsid socat TCP4-LISTEN:9000,bind=127.0.0.1,fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['listens-on-loopback-only'],
      ['%a', '172.20.0.80:9000'],
    ),
    f('rule-diverts', '@g ip rule add iif lan prohibit pref 50', ['rule-diverts']),
    f('rule-diverts: the reply', '@g ip rule add from 203.0.113.0/24 unreachable pref 50', ['rule-diverts']),
  ],
};

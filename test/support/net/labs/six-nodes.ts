import { address, cable, forward, listening, load, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

/** kube-proxy's tables in the IPv6 family, of one Service. */
const rules = (backends: readonly string[]) => `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-SVC-WEB - [0:0]
${backends.map((_, i) => `:KUBE-SEP-${i} - [0:0]`).join('\n')}
:KUBE-MARK-MASQ - [0:0]
:KUBE-POSTROUTING - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
-A POSTROUTING -s fd00:10:244::/48 ! -d fd00:10:244::/48 -j MASQUERADE
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
-A KUBE-POSTROUTING -j MASQUERADE --random-fully
-A KUBE-SERVICES -d fd00:10:96::beef/128 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-WEB
-A KUBE-SVC-WEB ! -s fd00:10:244::/48 -d fd00:10:96::beef/128 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
${backends
  .map((to, i) => {
    const left = backends.length - i;
    const chance = left > 1 ? ` -m statistic --mode random --probability ${(1 / left).toFixed(11)}` : '';
    return `-A KUBE-SVC-WEB -m comment --comment "shop/web:http -> ${to}"${chance} -j KUBE-SEP-${i}
-A KUBE-SEP-${i} -s ${to.slice(1, to.indexOf(']'))}/128 -m comment --comment "shop/web:http" -j KUBE-MARK-MASQ
-A KUBE-SEP-${i} -p tcp -m comment --comment "shop/web:http" -m tcp -j DNAT --to-destination ${to}`;
  })
  .join('\n')}
COMMIT
`;

const near = '[fd00:10:244:1::3]:8080';
const far = '[fd00:10:244:2::2]:8080';
const services = (...backends: readonly string[]) => load('n1', 'ip6tables-restore', rules(backends));

const f = caseOf(['%p', far]);
const service = ['%p', '[fd00:10:96::beef]:80'];
const out = ['%p', '[2001:db8:9::9]:80'];

const nodes = [
  ['n1', 1, ['p', 'q']],
  ['n2', 2, ['r']],
] as const;

/** A cluster of IPv6 alone: bridges, routes between nodes, kube-proxy's IPv6 rules; u routes, o is outside. */
export const sixNodes: LabCases = {
  lab: 'six-nodes',
  namespaces: ['u', 'n1', 'n2', 'o', 'p', 'q', 'r'],
  setup: [
    quiet(['u', 'n1', 'n2', 'o', 'p', 'q', 'r']),
    server('q', 8080),
    server('r', 8080),
    server('o', 80),
    server('n2', 10250),
    server('p', 8080),
    cable('n1:eth0', 'u:e1'),
    cable('n2:eth0', 'u:e2'),
    cable('o:eth0', 'u:e3'),
    address('u', 'e1', '2001:db8:1::1/64', 'fe80::1/64'),
    address('u', 'e2', '2001:db8:2::1/64', 'fe80::1/64'),
    address('u', 'e3', '2001:db8:9::1/64'),
    address('o', 'eth0', '2001:db8:9::9/64'),
    '@o ip -6 route add default via 2001:db8:9::1',
    forward('u'),
    ...nodes.flatMap(([n, k, pods]) => [
      address(n, 'eth0', `2001:db8:${k}::10/64`),
      forward(n),
      `@${n} ip -6 route add default via fe80::1 dev eth0; ip link add cni0 type bridge; ip addr add fd00:10:244:${k}::1/64 dev cni0 nodad; ip link set cni0 up; sysctl -qw net.bridge.bridge-nf-call-ip6tables=1`,
      ...pods.flatMap((one, i) => [
        cable(`${one}:eth0`, `${n}:v${one}`),
        `@${n} ip link set v${one} master cni0 up`,
        address(one, 'eth0', `fd00:10:244:${k}::${i + 2}/64`),
        `@${one} ip -6 route add default via fd00:10:244:${k}::1`,
      ]),
    ]),
    '@u ip -6 route add fd00:10:244:1::/64 via 2001:db8:1::10; ip -6 route add fd00:10:244:2::/64 via 2001:db8:2::10',
    services(near, far),
    load('n2', 'ip6tables-restore', rules([far])),
    ...['p', 'q', 'r'].map((n) => listening(n, 8080)),
    listening('o', 80),
    listening('n2', 10250),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy on one node', '', [], ['%p', near]),
    f('healthy Service', '', [], service),
    f('healthy Service from the node', '', [], ['%n1', '[fd00:10:96::beef]:80']),
    f('healthy out', '', [], out),
    f('healthy ping', '', [], ['%p', 'fd00:10:244:2::2']),
    f('healthy to the other node', '', [], ['%p', '[2001:db8:2::10]:10250']),
    f('healthy: forwarding of one device does not count', '@n1 sysctl -qw net.ipv6.conf.cni0.forwarding=0', []),
    f('forwarding-off', '@n1 sysctl -qw net.ipv6.conf.all.forwarding=0', ['forwarding-off']),
    f('forwarding-off on the other node', '@n2 sysctl -qw net.ipv6.conf.all.forwarding=0', ['forwarding-off']),
    f('healthy: IPv4 forwarding does not count', '@n1 sysctl -qw net.ipv4.ip_forward=0', []),
    f(
      'bridge-netfilter-off',
      '@n1 sysctl -qw net.bridge.bridge-nf-call-ip6tables=0',
      ['bridge-netfilter-off'],
      service,
    ),
    f(
      'healthy: bridge-nf-call-iptables is for IPv4',
      '@n1 sysctl -qw net.bridge.bridge-nf-call-iptables=0',
      [],
      service,
    ),
    f('service-dead-endpoint', services('[fd00:10:244:1::77]:8080', far), ['service-dead-endpoint'], service),
    f('service-backend-refuses', services(near, '[fd00:10:244:2::2]:8081'), ['service-backend-refuses'], service),
    f('hairpin-off', services('[fd00:10:244:1::2]:8080'), ['hairpin-off'], service),
    f(
      'healthy: to itself, hairpin on',
      `${services('[fd00:10:244:1::2]:8080')}\n@n1 bridge link set dev vp hairpin on`,
      [],
      service,
    ),
    f(
      'service-no-endpoints',
      '@n1 ip6tables -t nat -F KUBE-SERVICES; ip6tables -N KUBE-SERVICES; ip6tables -A FORWARD -m conntrack --ctstate NEW -j KUBE-SERVICES; ip6tables -A KUBE-SERVICES -d fd00:10:96::beef/128 -p tcp -m comment --comment "shop/web:http has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp6-port-unreachable',
      ['service-no-endpoints'],
      service,
    ),
    f('service-port-unknown', '', ['service-port-unknown'], ['%p', '[fd00:10:96::beef]:81']),
    f('service-unknown', '', ['service-unknown'], ['%p', '[fd00:10:96::bad]:80']),
    f('service-rules-unhooked', '@n1 ip6tables -t nat -F PREROUTING', ['service-rules-unhooked'], service),
    f('no-route on the router', '@u ip -6 route del fd00:10:244:2::/64', ['no-route']),
    f('no-return-route on the router', '@u ip -6 route del fd00:10:244:1::/64', ['no-return-route']),
    f(
      'masquerade-missing',
      '@n1 ip6tables -t nat -D POSTROUTING 2\n@u ip -6 route del fd00:10:244:1::/64',
      ['masquerade-missing'],
      out,
    ),
    f('healthy: routed, not masqueraded', '@n1 ip6tables -t nat -D POSTROUTING 2', [], out),
    f(
      'filter-drops: neighbor solicitation at the pod',
      '@r ip6tables -A INPUT -p icmpv6 --icmpv6-type neighbour-solicitation -j DROP',
      ['filter-drops'],
    ),
    f(
      'filter-drops: neighbor advertisement at the node',
      '@n2 ip6tables -A INPUT -i cni0 -p icmpv6 --icmpv6-type neighbour-advertisement -j DROP',
      ['filter-drops'],
    ),
    f('healthy: echo alone is dropped', '@r ip6tables -A INPUT -p icmpv6 --icmpv6-type echo-request -j DROP', []),
    f(
      'filter-drops: echo',
      '@r ip6tables -A INPUT -p icmpv6 --icmpv6-type echo-request -j DROP',
      ['filter-drops'],
      ['%p', 'fd00:10:244:2::2'],
    ),
    f('forward-policy-drops', '@n2 ip6tables -P FORWARD DROP', ['forward-policy-drops']),
    f(
      'forward-policy-drops by nft',
      '@n2 nft add table ip6 z; nft add chain ip6 z f "{ type filter hook forward priority 0; policy drop; }"; nft add rule ip6 z f icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept; nft add rule ip6 z f ct state established,related accept',
      ['forward-policy-drops'],
    ),
    f(
      'healthy: nft for IPv4',
      '@n2 nft add table ip z; nft add chain ip z f "{ type filter hook forward priority 0; policy drop; }"',
      [],
    ),
    f('route-rejects', '@u ip -6 route add unreachable fd00:10:244:2::/65', ['route-rejects']),
    f('healthy: a default that rejects comes last', '@n1 ip -6 route add unreachable default metric 4294967295', []),
    f('healthy: an unreachable shadow', '@n1 ip -6 route add unreachable fd00:10:244::/48', [], ['%p', near]),
    f('route-rejects: a shadow of the cluster', '@n1 ip -6 route add unreachable fd00:10:244::/48', ['route-rejects']),
    f('wrong-route-wins', '@n1 ip -6 route add fd00:10:244:2::/64 via 2001:db8:1::dead', ['wrong-route-wins']),
    f('gateway-silent', '@n1 ip -6 route replace default via fe80::bad dev eth0', ['gateway-silent']),
    f('no-route at the pod', '@p ip -6 route del default', ['no-route']),
    f('no-return-route at the pod', '@r ip -6 route del default', ['no-return-route']),
    f('no-address: IPv6 is off', '@p sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1', ['no-address']),
    f('no-address: flushed', '@p ip -6 addr flush dev eth0 scope global', ['no-address']),
    f('neighbour-silent', '', ['neighbour-silent'], ['%p', '[fd00:10:244:1::66]:80']),
    f('interface-down', '@r ip link set eth0 down', ['interface-down']),
    f('no-carrier', '@n1 ip link set vp down', ['no-carrier']),
    f('port-not-in-bridge', '@n1 ip link set vp nomaster', ['port-not-in-bridge']),
    f(
      'ports-isolated',
      '@n1 bridge link set dev vp isolated on; bridge link set dev vq isolated on',
      ['ports-isolated'],
      ['%p', near],
    ),
    f('bridge-down', '@n1 ip link set cni0 down', ['bridge-down'], ['%p', near]),
    f(
      'l2-filter-drops',
      '@n1 nft add table bridge z; nft add chain bridge z f "{ type filter hook forward priority 0; }"; nft add rule bridge z f ip6 daddr fd00:10:244:1::3 drop',
      ['l2-filter-drops'],
      ['%p', near],
    ),
    f('mac-wrong', '@p ip -6 neigh replace fd00:10:244:1::1 lladdr 02:00:00:00:00:99 dev eth0 nud permanent', [
      'mac-wrong',
    ]),
    f('nothing-listens', '', ['nothing-listens'], ['%p', '[fd00:10:244:2::2]:9']),
    f(
      'wrong-family',
      '@r setsid socat TCP4-LISTEN:7000,fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['wrong-family'],
      ['%p', '[fd00:10:244:2::2]:7000'],
    ),
    f(
      'listens-on-loopback-only',
      '@r setsid socat TCP6-LISTEN:7001,bind=[::1],fork /dev/null >/dev/null 2>&1 & sleep 0.4',
      ['listens-on-loopback-only'],
      ['%p', '[fd00:10:244:2::2]:7001'],
    ),
    f('localhost-is-own-namespace', '', ['localhost-is-own-namespace'], ['%p', '[::1]:10250']),
    f('rule-diverts', '@n1 ip -6 rule add from fd00:10:244:1::2 to fd00:10:244:2::/64 blackhole', ['rule-diverts']),
    f(
      'too-big-for-path',
      '@u ip link set e2 mtu 1300\n@n2 ip link set eth0 mtu 1300',
      ['too-big-for-path'],
      ['%p', 'fd00:10:244:2::2', '--size', '1400'],
    ),
    f(
      'mtu-blackhole',
      '@u ip link set e2 mtu 1300; ip6tables -A OUTPUT -p icmpv6 --icmpv6-type packet-too-big -j DROP\n@n2 ip link set eth0 mtu 1300',
      ['mtu-blackhole'],
      ['%p', 'fd00:10:244:2::2', '--size', '1400'],
    ),
    f('reply-dropped', '@n1 ip6tables -A FORWARD -i eth0 -p tcp --sport 8080 -j DROP', ['reply-dropped']),
    f(
      'untracked-dropped',
      '@n1 ip6tables -t raw -A PREROUTING -p tcp -j CT --notrack; ip6tables -A FORWARD -m conntrack --ctstate UNTRACKED -j DROP',
      ['untracked-dropped'],
    ),
    f(
      'healthy: a duplicate was detected elsewhere',
      '@q echo 1 >/proc/sys/net/ipv6/conf/eth0/accept_dad; ip -6 addr add fd00:10:244:1::2/64 dev eth0; sleep 2',
      [],
    ),
    f(
      'duplicate-address: detected by the asker',
      '@p ip -6 addr del fd00:10:244:1::2/64 dev eth0; sysctl -qw net.ipv6.conf.eth0.accept_dad=1 net.ipv6.conf.eth0.dad_transmits=1\n@q ip -6 addr add fd00:10:244:1::2/64 dev eth0 nodad\n@p ip -6 addr add fd00:10:244:1::2/64 dev eth0; ip -6 route replace default via fd00:10:244:1::1; sleep 2',
      ['duplicate-address'],
    ),
    f(
      'multipath-leg-dead',
      '@n1 ip -6 route replace default nexthop via fe80::1 dev eth0 nexthop via fe80::99 dev eth0',
      ['multipath-leg-dead'],
    ),
    f(
      'reverse-path-filtered by a rule',
      '@n1 ip6tables -t raw -A PREROUTING -m rpfilter --invert -j DROP; ip -6 route add fd00:10:244:1::2/128 dev eth0',
      ['reverse-path-filtered'],
    ),
    f('healthy: a rule looks at the way back', '@n1 ip6tables -t raw -A PREROUTING -m rpfilter --invert -j DROP', []),
  ],
};

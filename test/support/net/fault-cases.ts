/** A fault put into a lab, a flow, and what is to be said about it. */
export interface FaultCase {
  readonly name: string;
  readonly lab: string;
  /** Lines of a lab. */
  readonly inject?: string;
  /** Words of `diag net-path`; the first is a namespace of the lab, `%c`. */
  readonly flow: readonly string[];
  /** Names of the root findings; empty: it works. */
  readonly roots: readonly string[];
}

const c = (name: string, inject: string, roots: readonly string[], flow = ['%c', '10.2.0.2:80']): FaultCase => ({
  name,
  lab: 'router',
  inject,
  flow,
  roots,
});
const n = (name: string, inject: string, roots: readonly string[], flow = ['%p1', '10.244.1.2:8080']): FaultCase => ({
  name,
  lab: 'nodes',
  inject,
  flow,
  roots,
});

const service = (backends: readonly string[]) =>
  [
    `@n1 iptables -t nat -N KUBE-SERVICES; iptables -t nat -N KUBE-SVC-WEB; iptables -t nat -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES; iptables -t nat -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES`,
    `@n1 iptables -t nat -A KUBE-SERVICES -d 10.96.45.123/32 -p tcp -m comment --comment "default/web:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-WEB`,
    ...backends.map((to, i) => {
      const left = backends.length - i;
      const chance = left > 1 ? `-m statistic --mode random --probability ${(1 / left).toFixed(10)} ` : '';
      return `@n1 iptables -t nat -N KUBE-SEP-${i}; iptables -t nat -A KUBE-SVC-WEB ${chance}-j KUBE-SEP-${i}; iptables -t nat -A KUBE-SEP-${i} -p tcp -m tcp -j DNAT --to-destination ${to}`;
    }),
  ].join('\n');

const web = ['%p1', '10.96.45.123:80'];

export const faultCases: readonly FaultCase[] = [
  c('healthy', '', []),
  c('healthy ping', '', [], ['%c', '10.2.0.2']),
  c('healthy IPv6', '', [], ['%c', '[fd02::2]:80']),
  c('healthy ping IPv6', '', [], ['%c', 'fd02::2']),
  c('healthy: an empty table', '@c ip rule add from 10.1.0.2 table 77', []),
  c(
    'healthy: a stale neighbor',
    '@c ip neigh replace 10.1.0.1 lladdr $(ip netns exec %r cat /sys/class/net/rc/address) dev c0 nud stale',
    [],
  ),
  c('healthy: loose reverse path', '@r sysctl -qw net.ipv4.conf.all.rp_filter=2', []),
  c('healthy: strict reverse path', '@r sysctl -qw net.ipv4.conf.all.rp_filter=1', []),
  c(
    'healthy: a blackhole that something longer beats',
    '@c ip route add blackhole 10.0.0.0/8; ip route add 10.2.0.0/16 via 10.1.0.1',
    [],
  ),
  c(
    'healthy: accept established, drop the rest',
    '@c iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -P INPUT DROP',
    [],
  ),
  c('healthy: own address', '', [], ['%s', '10.2.0.2:80']),
  c('interface-down', '@c ip link set c0 down', ['interface-down']),
  c('interface-down at the server', '@s ip link set s0 down', ['interface-down']),
  c('loopback-down', '@s ip link set lo down', ['loopback-down'], ['%s', '10.2.0.2:80']),
  c('no-address', '@c ip addr flush dev c0', ['no-address']),
  c(
    'mask-too-short',
    '@c ip addr del 10.1.0.2/24 dev c0; ip addr add 10.1.0.2/8 dev c0; ip route replace default via 10.1.0.1',
    ['mask-too-short'],
  ),
  c('mask-too-long', '@c ip addr flush dev c0; ip addr add 10.1.0.2/32 dev c0', ['mask-too-long']),
  c('no-route at the client', '@c ip route del default', ['no-route']),
  c('no-route at the router', '@r ip addr del 10.2.0.1/24 dev rs; ip addr add 10.3.0.1/24 dev rs', ['no-route']),
  c('gateway-silent', '@c ip route replace default via 10.1.0.77', ['gateway-silent']),
  c('neighbour-silent', '', ['neighbour-silent'], ['%r', '10.2.0.99']),
  c('gateway-is-self', '@c ip route replace default via 10.1.0.2', ['gateway-is-self']),
  c('route-rejects', '@r ip route add blackhole 10.2.0.2/32', ['route-rejects']),
  c('route-rejects: prohibit', '@c ip route add prohibit 10.2.0.0/16', ['route-rejects']),
  c('wrong-route-wins', '@c ip route add 10.2.0.2/32 via 10.1.0.99', ['wrong-route-wins']),
  c('rule-diverts', '@r ip rule add from 10.1.0.2 blackhole', ['rule-diverts']),
  c('forwarding-off', '@r sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
  c('forwarding-off IPv6', '@r sysctl -qw net.ipv6.conf.all.forwarding=0', ['forwarding-off'], ['%c', '[fd02::2]:80']),
  c('no-return-route', '@s ip route del default', ['no-return-route']),
  c('no-return-route IPv6', '@s ip -6 route del default', ['no-return-route'], ['%c', '[fd02::2]:80']),
  c('filter-drops INPUT', '@s iptables -A INPUT -p tcp --dport 80 -j DROP', ['filter-drops']),
  c('filter-drops legacy', '@s iptables-legacy -A INPUT -p tcp --dport 80 -j DROP', ['filter-drops']),
  c('filter-drops OUTPUT', '@c iptables -A OUTPUT -p tcp --dport 80 -j REJECT', ['filter-drops']),
  c(
    'filter-drops nft',
    '@s nft add table inet f; nft add chain inet f i "{ type filter hook input priority 10; }"; nft add rule inet f i tcp dport 80 drop',
    ['filter-drops'],
  ),
  c('filter-drops IPv6', '@s ip6tables -A INPUT -p tcp --dport 80 -j DROP', ['filter-drops'], ['%c', '[fd02::2]:80']),
  c('filter-drops raw', '@r iptables -t raw -A PREROUTING -s 10.1.0.2 -j DROP', ['filter-drops']),
  c('forward-policy-drops', '@r iptables -P FORWARD DROP', ['forward-policy-drops']),
  c(
    'second-firewall-drops',
    '@s iptables -A INPUT -p tcp --dport 80 -j ACCEPT; nft add table inet f; nft add chain inet f i "{ type filter hook input priority 10; policy drop; }"',
    ['second-firewall-drops'],
  ),
  c('reply-dropped', '@r iptables -A FORWARD -i rs -j DROP', ['reply-dropped']),
  c(
    'untracked-dropped',
    '@s iptables -t raw -A PREROUTING -j CT --notrack; iptables -t raw -A OUTPUT -j CT --notrack; iptables -A INPUT -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT; iptables -A INPUT -j DROP',
    ['untracked-dropped'],
  ),
  c('nothing-listens', '', ['nothing-listens'], ['%c', '10.2.0.2:81']),
  c(
    'listens-on-loopback-only',
    '@s setsid socat TCP4-LISTEN:82,bind=127.0.0.1,fork /dev/null >/dev/null 2>&1 & sleep 0.2',
    ['listens-on-loopback-only'],
    ['%c', '10.2.0.2:82'],
  ),
  c(
    'wrong-family',
    '@s setsid socat TCP4-LISTEN:83,fork /dev/null >/dev/null 2>&1 & sleep 0.2',
    ['wrong-family'],
    ['%c', '[fd02::2]:83'],
  ),
  c('mac-wrong', '@c ip neigh replace 10.1.0.1 lladdr 02:00:00:00:00:99 dev c0 nud permanent', ['mac-wrong']),
  c('arp-not-answered', '@r sysctl -qw net.ipv4.conf.rc.arp_ignore=8', ['arp-not-answered']),
  c('duplicate-address', '@r ip addr add 10.1.0.2/32 dev lo', ['duplicate-address']),
  c('reverse-path-filtered', '@r ip route add 10.1.0.2/32 dev rs; sysctl -qw net.ipv4.conf.all.rp_filter=1', [
    'reverse-path-filtered',
  ]),
  c('two breaks', '@c ip route del default\n@s iptables -A INPUT -p tcp --dport 80 -j DROP', [
    'no-route',
    'filter-drops',
  ]),
  c(
    'two breaks: forwarding and a filter',
    '@r sysctl -qw net.ipv4.ip_forward=0\n@s iptables -A INPUT -p tcp --dport 80 -j DROP',
    ['forwarding-off', 'filter-drops'],
  ),
  c(
    'too-big',
    '@r ip link set rs mtu 1400\n@s ip link set s0 mtu 1400',
    ['too-big-for-path'],
    ['%c', '10.2.0.2', '--size', '1450'],
  ),
  n('healthy pods', '', []),
  n('healthy same node', '', [], ['%p1', '10.244.0.3:8080']),
  n('healthy outside', '', [], ['%p1', '172.30.0.9:80']),
  n('healthy node to its pod', '', [], ['%n1', '10.244.0.3:8080']),
  n('healthy node to the other pod', '', [], ['%n1', '10.244.1.2:8080']),
  n('healthy pod to its node', '', [], ['%p1', '172.30.0.2:9000']),
  n('healthy service', service(['10.244.0.3:8080', '10.244.1.2:8080']), [], web),
  n('healthy: one isolated port', '@n1 bridge link set dev vp1 isolated on', [], ['%p1', '10.244.0.3:8080']),
  n('no-carrier', '@n1 ip link set vp1 down', ['no-carrier']),
  n('port-not-in-bridge', '@n1 ip link set vp1 nomaster', ['port-not-in-bridge']),
  n('bridge-down', '@n1 ip link set cni0 down', ['bridge-down'], ['%p1', '10.244.0.3:8080']),
  n('port-not-forwarding', '@n1 bridge link set dev vp1 state 0', ['port-not-forwarding']),
  n(
    'ports-isolated',
    '@n1 bridge link set dev vp1 isolated on; bridge link set dev vp2 isolated on',
    ['ports-isolated'],
    ['%p1', '10.244.0.3:8080'],
  ),
  n(
    'bridge-netfilter-off',
    `${service(['10.244.0.3:8080', '10.244.1.2:8080'])}\n@n1 sysctl -qw net.bridge.bridge-nf-call-iptables=0`,
    ['bridge-netfilter-off'],
    web,
  ),
  n(
    'service-no-endpoints',
    `${service(['10.244.0.3:8080'])}\n@n1 iptables -t nat -F KUBE-SERVICES; iptables -N KUBE-SERVICES; iptables -A FORWARD -j KUBE-SERVICES; iptables -A KUBE-SERVICES -d 10.96.45.123/32 -p tcp -m comment --comment "default/web:http has no endpoints" -m tcp --dport 80 -j REJECT`,
    ['service-no-endpoints'],
    web,
  ),
  n('service-dead-endpoint', service(['10.244.0.3:8080', '10.244.0.77:8080']), ['service-dead-endpoint'], web),
  n('service-backend-refuses', service(['10.244.0.3:8081', '10.244.1.2:8080']), ['service-backend-refuses'], web),
  n('service-port-unknown', service(['10.244.0.3:8080']), ['service-port-unknown'], ['%p1', '10.96.45.123:81']),
  n('service-unknown', service(['10.244.0.3:8080']), ['service-unknown'], ['%p1', '10.96.45.99:80']),
  n(
    'service-rules-unhooked',
    `${service(['10.244.0.3:8080'])}\n@n1 iptables -t nat -F PREROUTING`,
    ['service-rules-unhooked'],
    web,
  ),
  n('hairpin-off', service(['10.244.0.2:8080']), ['hairpin-off'], web),
  n('vtep-entry-missing fdb', '@n1 bridge fdb del 0e:aa:00:00:00:01 dev flannel.1 dst 172.30.0.3', [
    'vtep-entry-missing',
  ]),
  n('vtep-entry-missing neighbor', '@n1 ip neigh del 10.244.1.0 dev flannel.1', ['vtep-entry-missing']),
  n(
    'vtep-entry-wrong fdb',
    '@n1 bridge fdb del 0e:aa:00:00:00:01 dev flannel.1 dst 172.30.0.3; bridge fdb add 0e:aa:00:00:00:01 dev flannel.1 dst 172.30.0.9',
    ['vtep-entry-wrong'],
  ),
  n(
    'vtep-entry-wrong mac',
    '@n1 ip neigh replace 10.244.1.0 lladdr 0e:aa:00:00:00:77 dev flannel.1 nud permanent; bridge fdb add 0e:aa:00:00:00:77 dev flannel.1 dst 172.30.0.3',
    ['vtep-entry-wrong'],
  ),
  n('vtep-down', '@n1 ip link set flannel.1 down', ['vtep-down']),
  n('overlay-port-blocked', '@n2 iptables -A INPUT -p udp --dport 8472 -j DROP', ['overlay-port-blocked']),
  n(
    'overlay-differs',
    '@n2 ip link del flannel.1; ip link add flannel.1 address 0e:aa:00:00:00:01 type vxlan id 2 local 172.30.0.3 dev eth0 dstport 8472 nolearning; ip addr add 10.244.1.0/32 dev flannel.1; ip link set flannel.1 up; ip route add 10.244.0.0/24 via 10.244.0.0 dev flannel.1 onlink; ip neigh add 10.244.0.0 lladdr 0e:aa:00:00:00:00 dev flannel.1 nud permanent; bridge fdb add 0e:aa:00:00:00:00 dev flannel.1 dst 172.30.0.2',
    ['overlay-differs'],
  ),
  n('pod-route-missing', '@n1 ip route del 10.244.1.0/24', ['pod-route-missing']),
  n('masquerade-missing', '@n1 iptables -t nat -F POSTROUTING', ['masquerade-missing'], ['%p1', '192.0.2.80:80']),
  n(
    'l2-filter-drops',
    '@n1 nft add table bridge f; nft add chain bridge f x "{ type filter hook forward priority 0; policy drop; }"',
    ['l2-filter-drops'],
    ['%p1', '10.244.0.3:8080'],
  ),
  n('forward-policy-drops on a node', '@n1 iptables -P FORWARD DROP', ['forward-policy-drops']),
  n('localhost-is-own-namespace', '', ['localhost-is-own-namespace'], ['%p1', '127.0.0.1:9000']),
];

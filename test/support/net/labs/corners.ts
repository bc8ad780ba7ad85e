import type { FaultCase } from '../fault-cases.ts';

const c = (
  name: string,
  inject: string,
  roots: readonly string[],
  flow: readonly string[] = ['%c', '10.2.0.2:80'],
): FaultCase => ({ name, lab: 'router', inject, roots, flow });

const k = (
  name: string,
  inject: string,
  roots: readonly string[],
  flow: readonly string[] = ['%x', '172.30.0.2:30080'],
): FaultCase => ({ name, lab: 'nodes', inject, roots, flow });

/** A router that forwards what it knows, and new connections of its clients. */
const stateful =
  'iptables -A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT; iptables -A FORWARD -i rc -m conntrack --ctstate NEW -j ACCEPT; iptables -P FORWARD DROP';

/** As kube-proxy writes a NodePort whose traffic policy is Cluster: what comes from outside is masqueraded. */
const nodePort = (backends: readonly string[]) =>
  [
    '@n1 iptables -t nat -N KUBE-SERVICES; iptables -t nat -N KUBE-NODEPORTS; iptables -t nat -N KUBE-EXT-WEB; iptables -t nat -N KUBE-SVC-WEB; iptables -t nat -N KUBE-MARK-MASQ; iptables -t nat -N KUBE-POSTROUTING; iptables -t nat -A PREROUTING -j KUBE-SERVICES; iptables -t nat -A OUTPUT -j KUBE-SERVICES; iptables -t nat -I POSTROUTING -j KUBE-POSTROUTING',
    '@n1 iptables -t nat -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000; iptables -t nat -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN; iptables -t nat -A KUBE-POSTROUTING -j MARK --xor-mark 0x4000; iptables -t nat -A KUBE-POSTROUTING -j MASQUERADE --random-fully',
    '@n1 iptables -t nat -A KUBE-SERVICES -d 10.96.45.123/32 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-WEB; iptables -t nat -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS; iptables -t nat -A KUBE-NODEPORTS -p tcp -m comment --comment "shop/web:http" -m tcp --dport 30080 -j KUBE-EXT-WEB; iptables -t nat -A KUBE-EXT-WEB -j KUBE-MARK-MASQ; iptables -t nat -A KUBE-EXT-WEB -j KUBE-SVC-WEB',
    ...backends.map((to, i) => {
      const left = backends.length - i;
      const chance = left > 1 ? `-m statistic --mode random --probability ${(1 / left).toFixed(10)} ` : '';
      return `@n1 iptables -t nat -N KUBE-SEP-${i}; iptables -t nat -A KUBE-SVC-WEB ${chance}-j KUBE-SEP-${i}; iptables -t nat -A KUBE-SEP-${i} -s ${to.split(':')[0]}/32 -j KUBE-MARK-MASQ; iptables -t nat -A KUBE-SEP-${i} -p tcp -m tcp -j DNAT --to-destination ${to}`;
    }),
  ].join('\n');

const affinity = nodePort(['10.244.0.3:8080']).replace(
  '-j KUBE-SEP-0;',
  '-m recent --name KUBE-SEP-0 --rcheck --seconds 10800 --reap -j KUBE-SEP-0; iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-0;',
);

/** A server's firewall as people write it in nft. */
const serverFirewall = (ports: string) =>
  `@s nft add table inet filter; nft add chain inet filter input "{ type filter hook input priority 0; policy drop; }"; nft add rule inet filter input ct state vmap "{ established : accept, related : accept, invalid : drop }"; nft add rule inet filter input iif lo accept; nft add rule inet filter input ip protocol icmp limit rate 4/second accept; nft add set inet filter open "{ type inet_service; elements = { ${ports} } }"; nft add rule inet filter input tcp dport @open ct state new accept`;

/** A server that accepts nothing and has room for one; `ask` connections wait already. */
const stuck = (ask: number) =>
  `@s setsid perl -MSocket -e 'socket(L,PF_INET,SOCK_STREAM,0); bind(L,sockaddr_in(81,INADDR_ANY)); listen(L,0); for (1..${ask}) { socket(C,PF_INET,SOCK_STREAM,0); connect(C,sockaddr_in(81,inet_aton("10.2.0.2"))) } sleep 999' >/dev/null 2>&1 & until ss -Hltn 'sport = :81' | awk '{ exit $2 != ${ask} }' && ss -Hltn 'sport = :81' | grep -q .; do sleep 0.05; done`;

/** Corners of routing, translation and filtering in the first two labs. */
export const corners: readonly FaultCase[] = [
  c('hop-limit-reached: what the sender allows', '@c sysctl -qw net.ipv4.ip_default_ttl=1', ['hop-limit-reached']),
  c('healthy: a low limit that is enough', '@c sysctl -qw net.ipv4.ip_default_ttl=2', []),
  c('listen-queue-full', stuck(1), ['listen-queue-full'], ['%c', '10.2.0.2:81']),
  c('healthy: room in the queue', stuck(0), [], ['%c', '10.2.0.2:81']),
  c('healthy: source translated', '@r iptables -t nat -A POSTROUTING -o rs -j MASQUERADE\n@s ip route del default', []),
  c(
    'healthy: both ends translated',
    '@r iptables -t nat -A PREROUTING -d 10.1.0.1 -p tcp --dport 8080 -j DNAT --to 10.2.0.2:80; iptables -t nat -A POSTROUTING -o rs -j MASQUERADE\n@s ip route del default',
    [],
    ['%c', '10.1.0.1:8080'],
  ),
  c(
    'healthy: both ends translated, stateful',
    '@r iptables -t nat -A PREROUTING -d 10.1.0.1 -p tcp --dport 8080 -j DNAT --to 10.2.0.2:80; iptables -t nat -A POSTROUTING -o rs -j SNAT --to-source 10.2.0.1; iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP; iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT; iptables -A FORWARD -m conntrack --ctstate DNAT -j ACCEPT; iptables -P FORWARD DROP; iptables -t mangle -A POSTROUTING -m conntrack --ctstate INVALID -j DROP\n@s ip route del default',
    [],
    ['%c', '10.1.0.1:8080'],
  ),
  c(
    'healthy: a router talks for itself, translated',
    '@r iptables -t nat -A POSTROUTING -p tcp -j SNAT --to-source 10.1.0.1; iptables -A INPUT -m conntrack --ctstate INVALID -j DROP',
    [],
    ['%r', '10.2.0.2:80'],
  ),
  c(
    'no-return-route: translated to nobody',
    '@r iptables -t nat -A POSTROUTING -o rs -j SNAT --to-source 172.31.9.9\n@s ip route del default',
    ['no-return-route'],
  ),
  c(
    'forward-policy-drops: published, not forwarded',
    '@r iptables -t nat -A PREROUTING -d 10.1.0.1 -p tcp --dport 8080 -j DNAT --to 10.2.0.2:80; iptables -P FORWARD DROP',
    ['forward-policy-drops'],
    ['%c', '10.1.0.1:8080'],
  ),
  c(
    'nothing-listens: published to a closed port',
    '@r iptables -t nat -A PREROUTING -d 10.1.0.1 -p tcp --dport 8080 -j DNAT --to 10.2.0.2:81',
    ['nothing-listens'],
    ['%c', '10.1.0.1:8080'],
  ),
  c(
    'neighbour-silent: published to nobody',
    '@r iptables -t nat -A PREROUTING -d 10.1.0.1 -p tcp --dport 8080 -j DNAT --to 10.2.0.77:80',
    ['neighbour-silent'],
    ['%c', '10.1.0.1:8080'],
  ),
  c(
    'martian: loopback on a wire',
    '@c iptables -t nat -A OUTPUT -d 127.0.0.1 -p tcp --dport 80 -j DNAT --to 10.2.0.2:80',
    ['martian'],
    ['%c', '127.0.0.1:80'],
  ),
  c(
    'healthy: proxy ARP for a mask that is too short',
    '@c ip addr del 10.1.0.2/24 dev c0; ip addr add 10.1.0.2/8 dev c0\n@r sysctl -qw net.ipv4.conf.rc.proxy_arp=1 net.ipv4.neigh.rc.proxy_delay=0',
    [],
  ),
  c(
    'healthy: rules as of wg-quick',
    '@c ip route add default via 10.1.0.1 table 51820; ip route del default; ip rule add not fwmark 51820 table 51820; ip rule add table main suppress_prefixlength 0',
    [],
  ),
  c('healthy: a rule for VRFs', '@c ip rule add l3mdev pref 1000\n@r ip rule add l3mdev pref 1000', []),
  c('healthy: a nexthop object', '@c ip nexthop add id 7 via 10.1.0.1 dev c0; ip route replace default nhid 7', []),
  c(
    'multipath-leg-dead: a nexthop group',
    '@c ip nexthop add id 7 via 10.1.0.1 dev c0; ip nexthop add id 8 via 10.1.0.99 dev c0; ip nexthop add id 9 group 7/8; ip route replace default nhid 9',
    ['multipath-leg-dead'],
  ),
  c(
    'arp-not-answered: asked from another network',
    '@s sysctl -qw net.ipv4.conf.all.arp_ignore=2; ip addr add 10.9.9.9/32 dev s0\n@r ip route add 10.9.9.9/32 dev rs',
    ['arp-not-answered'],
    ['%c', '10.9.9.9:80'],
  ),
  c('healthy: asked from its network', '@s sysctl -qw net.ipv4.conf.all.arp_ignore=2', []),
  c('healthy: rules for a user of their own', '@c iptables -A OUTPUT -m owner --uid-owner 1337 -j DROP', []),
  c('filter-drops: root is not let out', '@c iptables -A OUTPUT -p tcp -m owner --uid-owner 0 -j REJECT', [
    'filter-drops',
  ]),
  c(
    'healthy: what is routed through has no user',
    '@r iptables -t mangle -A POSTROUTING -p tcp -m owner --uid-owner 0 -j DROP',
    [],
  ),
  c(
    'filter-drops: only the proxy is let out',
    '@c nft add table ip u; nft add chain ip u o "{ type filter hook output priority 0; }"; nft add rule ip u o tcp dport 80 meta skuid != 1337 drop',
    ['filter-drops'],
  ),
  c(
    'untracked-dropped: the reply is in another zone',
    `@r iptables -t raw -A PREROUTING -i rc -j CT --zone 7; ${stateful}`,
    ['untracked-dropped'],
  ),
  c(
    'untracked-dropped: the translated reply, in another zone',
    '@r iptables -t raw -A PREROUTING -i rc -j CT --zone 7; iptables -t nat -A POSTROUTING -o rs -j MASQUERADE; iptables -A INPUT -m conntrack --ctstate INVALID -j DROP',
    ['untracked-dropped'],
  ),
  c('healthy: all in one zone', `@r iptables -t raw -A PREROUTING -j CT --zone 7; ${stateful}`, []),
  c(
    'untracked-dropped: the reply is in another zone of nft',
    `@r nft add table ip z; nft add chain ip z p "{ type filter hook prerouting priority raw; }"; nft add rule ip z p iif rs ct zone set 9; ${stateful}`,
    ['untracked-dropped'],
  ),
  c(
    'healthy: IPv4 by an IPv6 gateway',
    '@r ip addr add fe80::77/64 dev rc nodad\n@c ip addr add fe80::78/64 dev c0 nodad; ip route replace default via inet6 fe80::77 dev c0',
    [],
  ),
  c(
    'route-rejects: throw leads to a prohibition',
    '@c ip route add throw 10.2.0.0/24 table 77; ip rule add to 10.2.0.0/24 table 77 pref 100; ip route add prohibit 10.2.0.0/24',
    ['route-rejects'],
  ),
  c(
    'rule-diverts: by a mark',
    '@c iptables -t mangle -A OUTPUT -p tcp --dport 80 -j MARK --set-mark 9; ip rule add fwmark 9 unreachable',
    ['rule-diverts'],
  ),
  c('healthy: a mark that no rule knows', '@c iptables -t mangle -A OUTPUT -p tcp --dport 80 -j MARK --set-mark 9', []),
  c(
    'no-address: IPv6 is switched off',
    '@c sysctl -qw net.ipv6.conf.c0.disable_ipv6=1',
    ['no-address'],
    ['%c', '[fd02::2]:80'],
  ),
  c('arp-not-answered: ARP is off at the router', '@r ip link set dev rs arp off', ['arp-not-answered']),
  c(
    'healthy: ARP is off and entries are there',
    '@c ip link set dev c0 arp off; ip neigh replace 10.1.0.1 lladdr $(ip netns exec %r cat /sys/class/net/rc/address) dev c0 nud permanent\n@r ip neigh replace 10.1.0.2 lladdr $(ip netns exec %c cat /sys/class/net/c0/address) dev rc nud permanent',
    [],
  ),
  c('l2-filter-drops: arptables', '@s arptables -A INPUT -s 10.2.0.1 -j DROP', ['l2-filter-drops']),
  c(
    'l2-filter-drops: netdev',
    '@s nft add table netdev n; nft add chain netdev n i "{ type filter hook ingress device s0 priority 0; }"; nft add rule netdev n i ip saddr 10.1.0.0/24 drop',
    ['l2-filter-drops'],
  ),
  c(
    'no-carrier: nobody reads the tun',
    '@c ip tuntap add dev tun9 mode tun; ip addr add 10.8.0.1/24 dev tun9; ip link set tun9 up; ip route add 10.2.0.0/24 dev tun9',
    ['no-carrier'],
  ),
  c(
    'healthy: a tun beside the way',
    '@c ip tuntap add dev tun9 mode tun; ip addr add 10.8.0.1/24 dev tun9; ip link set tun9 up',
    [],
  ),
  c('healthy: a firewall in nft', serverFirewall('22, 80'), []),
  c('filter-drops: a firewall in nft', serverFirewall('22, 443'), ['filter-drops']),
  c(
    'healthy: both backends accept',
    '@s iptables-legacy -A INPUT -p tcp --dport 80 -j ACCEPT; iptables-legacy -P INPUT DROP; iptables-nft -A INPUT -p tcp --dport 80 -j ACCEPT; iptables-nft -P INPUT DROP',
    [],
  ),
  c(
    'second-firewall-drops: legacy',
    '@s iptables-nft -A INPUT -p tcp --dport 80 -j ACCEPT; iptables-legacy -A INPUT -p tcp -j DROP',
    ['second-firewall-drops'],
  ),
  c(
    'healthy: a list of recent sources',
    '@s iptables -A INPUT -p tcp --dport 80 -m recent --name web --set; iptables -A INPUT -p tcp --dport 80 -m recent --name web --update --seconds 60 --hitcount 20 -j DROP',
    [],
  ),
  c(
    'filter-drops: a list of recent sources must be entered',
    '@s iptables -A INPUT -p tcp --dport 80 -m recent --name knocked --rcheck -j ACCEPT; iptables -A INPUT -p tcp --dport 80 -j DROP',
    ['filter-drops'],
  ),
  c(
    'untracked-dropped: only half is tracked',
    '@r iptables -t raw -A PREROUTING -i rs -j CT --notrack; iptables -A FORWARD -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT; iptables -P FORWARD DROP',
    ['untracked-dropped'],
  ),
  c(
    'too-big-for-path: a route says so',
    '@r ip route replace 10.2.0.0/24 dev rs mtu 1300',
    ['too-big-for-path'],
    ['%c', '10.2.0.2', '--size', '1400'],
  ),
  c(
    'wrong-route-wins: a lower metric',
    '@c ip route add 10.2.0.0/24 via 10.1.0.66 metric 5; ip route add 10.2.0.0/24 via 10.1.0.1 metric 50',
    ['wrong-route-wins'],
  ),
  c(
    'healthy: the better metric',
    '@c ip route add 10.2.0.0/24 via 10.1.0.1 metric 5; ip route add 10.2.0.0/24 via 10.1.0.66 metric 50',
    [],
  ),
  c(
    'reverse-path-filtered: a source of elsewhere',
    '@c ip addr add 172.20.0.5/32 dev c0; ip route replace default via 10.1.0.1 src 172.20.0.5\n@r sysctl -qw net.ipv4.conf.rc.rp_filter=1',
    ['source-address-wrong'],
  ),
  k('healthy node port', nodePort(['10.244.0.3:8080', '10.244.1.2:8080']), []),
  k('healthy node port, affinity', affinity, []),
  k('healthy: the Service from the node', nodePort(['10.244.1.2:8080']), [], ['%n1', '10.96.45.123:80']),
  k(
    'healthy: its own Service, hairpin on',
    `${nodePort(['10.244.0.3:8080'])}\n@n1 bridge link set dev vp2 hairpin on`,
    [],
    ['%p2', '10.96.45.123:80'],
  ),
  k('hairpin-off: its own Service', nodePort(['10.244.0.3:8080']), ['hairpin-off'], ['%p2', '10.96.45.123:80']),
  k('service-dead-endpoint by a node port', nodePort(['10.244.0.3:8080', '10.244.0.99:8080']), [
    'service-dead-endpoint',
  ]),
  k('service-backend-refuses by a node port', nodePort(['10.244.1.2:8088']), ['service-backend-refuses']),
  k('forward-policy-drops by a node port', `${nodePort(['10.244.1.2:8080'])}\n@n1 iptables -P FORWARD DROP`, [
    'forward-policy-drops',
  ]),
  k(
    'network-policy-drops',
    '@n1 iptables -N KUBE-POD-FW-ABCDEF; iptables -A FORWARD -d 10.244.0.3/32 -j KUBE-POD-FW-ABCDEF; iptables -A KUBE-POD-FW-ABCDEF -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A KUBE-POD-FW-ABCDEF -j REJECT --reject-with icmp-port-unreachable',
    ['network-policy-drops'],
    ['%p1', '10.244.0.3:8080'],
  ),
  k(
    'pod-route-missing on the way back',
    '@n2 ip route del 10.244.0.0/24',
    ['pod-route-missing'],
    ['%p1', '10.244.1.2:8080'],
  ),
  k(
    'vtep-entry-missing on the way back',
    '@n2 ip neigh del 10.244.0.0 dev flannel.1',
    ['vtep-entry-missing'],
    ['%p1', '10.244.1.2:8080'],
  ),
  k(
    'rule-diverts on a node',
    '@n1 ip rule add from 10.244.0.0/24 to 10.244.1.0/24 blackhole',
    ['rule-diverts'],
    ['%p1', '10.244.1.2:8080'],
  ),
  k(
    'filter-drops: DNS port only in one family of rules',
    '@p3 nft add table inet f; nft add chain inet f i "{ type filter hook input priority 0; }"; nft add rule inet f i meta l4proto tcp th dport 8080 ip saddr 10.244.0.0/24 reject',
    ['filter-drops'],
    ['%p1', '10.244.1.2:8080'],
  ),
];

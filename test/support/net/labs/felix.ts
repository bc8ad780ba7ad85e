import { address, cable, forward, listening, load, quiet, server } from '../lab-lines.ts';
import { policy, rules } from './felix-rules.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const [pa, pb, pc] = ['cali1a11111111', 'cali1b22222222', 'cali2c33333333'];

const pod = (n: string, node: string, device: string, own: string) =>
  [
    cable(`${n}:eth0`, `${node}:${device}`),
    `@${n} ip link set eth0 mtu 1450; ip addr add ${own}/32 dev eth0; ip link set eth0 up`,
    `@${n} ip route add 169.254.1.1 dev eth0 scope link; ip route add default via 169.254.1.1 dev eth0`,
    `@${node} ip link set ${device} mtu 1450 up; ip link set ${device} address ee:ee:ee:ee:ee:ee; ip route add ${own} dev ${device} scope link`,
    `@${node} sysctl -qw net.ipv4.conf.${device}.proxy_arp=1 net.ipv4.neigh.${device}.proxy_delay=0 net.ipv4.conf.${device}.rp_filter=1 net.ipv4.conf.${device}.route_localnet=1`,
  ].join('\n');

const node = (n: string, k: number, other: number, devices: readonly string[]) =>
  [
    `@${n} ip route add default via 172.16.${k}.1`,
    `@${n} ipset create cali40all-ipam-pools hash:net; ipset add cali40all-ipam-pools 10.65.0.0/16; ipset create cali40masq-ipam-pools hash:net; ipset add cali40masq-ipam-pools 10.65.0.0/16; ipset create cali40all-vxlan-net hash:net; ipset add cali40all-vxlan-net 172.16.${other}.10`,
    `@${n} ip link add vxlan.calico address 66:00:00:00:00:0${k} mtu 1450 type vxlan id 4096 local 172.16.${k}.10 dev eth0 dstport 4789 nolearning; ip addr add 10.65.${k}.0/32 dev vxlan.calico; ip link set vxlan.calico up`,
    `@${n} ip route add 10.65.${other}.0/26 via 10.65.${other}.0 dev vxlan.calico onlink; ip neigh add 10.65.${other}.0 lladdr 66:00:00:00:00:0${other} dev vxlan.calico nud permanent; bridge fdb add 66:00:00:00:00:0${other} dev vxlan.calico dst 172.16.${other}.10`,
    `@${n} ip route add blackhole 10.65.${k}.0/26 proto 80`,
    load(n, 'iptables-restore', rules(devices)),
  ].join('\n');

const f = caseOf(['%a', '10.65.2.2:8080']);
const service = ['%a', '10.43.7.7:80'];
const out = ['%a', '198.18.0.80:443'];

/** Two nodes of two subnets with felix's rules, VXLAN between them, and a server outside. */
export const felix: LabCases = {
  lab: 'felix',
  namespaces: ['n1', 'n2', 'u', 'a', 'b', 'c', 'o'],
  setup: [
    quiet(['n1', 'n2', 'u', 'a', 'b', 'c', 'o']),
    server('a', 8080),
    server('b', 8080),
    server('c', 8080),
    server('o', 443),
    server('n1', 10250),
    server('n2', 10250),
    cable('n1:eth0', 'u:e1'),
    cable('n2:eth0', 'u:e2'),
    cable('o:eth0', 'u:e3'),
    address('n1', 'eth0', '172.16.1.10/24'),
    address('n2', 'eth0', '172.16.2.10/24'),
    address('u', 'e1', '172.16.1.1/24'),
    address('u', 'e2', '172.16.2.1/24'),
    address('u', 'e3', '198.18.0.1/24'),
    address('o', 'eth0', '198.18.0.80/24'),
    '@o ip route add default via 198.18.0.1',
    forward('u'),
    forward('n1'),
    forward('n2'),
    node('n1', 1, 2, [pa, pb]),
    node('n2', 2, 1, [pc]),
    pod('a', 'n1', pa, '10.65.1.2'),
    pod('b', 'n1', pb, '10.65.1.3'),
    pod('c', 'n2', pc, '10.65.2.2'),
    listening('a', 8080),
    listening('b', 8080),
    listening('c', 8080),
    listening('o', 443),
    listening('n1', 10250),
    listening('n2', 10250),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy on one node', '', [], ['%a', '10.65.1.3:8080']),
    f('healthy Service', '', [], service),
    f('healthy Service to itself', '', [], ['%b', '10.43.7.7:80']),
    f('healthy Service from a node', '', [], ['%n1', '10.43.7.7:80']),
    f('healthy out', '', [], out),
    f('healthy to its node', '', [], ['%a', '172.16.1.10:10250']),
    f('healthy to the other node', '', [], ['%a', '172.16.2.10:10250']),
    f('healthy from the other node', '', [], ['%n2', '10.65.1.2:8080']),
    f('healthy ping', '', [], ['%a', '10.65.2.2']),
    f('healthy full packets', '', [], ['%a', '10.65.2.2', '--size', '1450']),
    f(
      'network-policy-drops: another port',
      load('n2', 'iptables-restore', rules([pc], policy(pc, '-p tcp -m multiport --dports 9090'))),
      ['network-policy-drops'],
    ),
    f(
      'healthy: a policy that allows',
      load('n2', 'iptables-restore', rules([pc], policy(pc, '-s 10.65.1.2/32 -p tcp -m multiport --dports 8080,9090'))),
      [],
    ),
    f(
      'network-policy-drops: by a set',
      `@n2 ipset create cali40s:abc hash:net; ipset add cali40s:abc 10.65.1.3\n${load('n2', 'iptables-restore', rules([pc], policy(pc, '-p tcp -m set --match-set cali40s:abc src')))}`,
      ['network-policy-drops'],
    ),
    f(
      'healthy: by a set',
      `@n2 ipset create cali40s:abc hash:net; ipset add cali40s:abc 10.65.1.2\n${load('n2', 'iptables-restore', rules([pc], policy(pc, '-p tcp -m set --match-set cali40s:abc src')))}`,
      [],
    ),
    f('network-policy-drops: an interface that felix does not know', load('n1', 'iptables-restore', rules([pb])), [
      'network-policy-drops',
    ]),
    f('overlay-port-blocked: a node that is not allowed', '@n2 ipset flush cali40all-vxlan-net', [
      'overlay-port-blocked',
    ]),
    f('overlay-port-blocked on the wire', '@u iptables -A FORWARD -p udp --dport 4789 -j DROP', [
      'overlay-port-blocked',
    ]),
    f('healthy: another overlay is blocked', '@u iptables -A FORWARD -p udp --dport 8472 -j DROP', []),
    f('vtep-down', '@n1 ip link set vxlan.calico down', ['vtep-down']),
    f('vtep-down on the other node', '@n2 ip link set vxlan.calico down', ['vtep-down']),
    f('vtep-entry-missing', '@n1 bridge fdb del 66:00:00:00:00:02 dev vxlan.calico dst 172.16.2.10', [
      'vtep-entry-missing',
    ]),
    f('vtep-entry-missing: neighbor', '@n1 ip neigh del 10.65.2.0 dev vxlan.calico', ['vtep-entry-missing']),
    f('vtep-entry-missing on the way back', '@n2 ip neigh del 10.65.1.0 dev vxlan.calico', ['vtep-entry-missing']),
    f(
      'vtep-entry-wrong',
      '@n1 ip neigh replace 10.65.2.0 lladdr 66:00:00:00:00:99 dev vxlan.calico nud permanent; bridge fdb add 66:00:00:00:00:99 dev vxlan.calico dst 172.16.2.10',
      ['vtep-entry-wrong'],
    ),
    f(
      'overlay-differs: the port',
      '@n2 ip link del vxlan.calico; ip link add vxlan.calico address 66:00:00:00:00:02 mtu 1450 type vxlan id 4096 local 172.16.2.10 dev eth0 dstport 8472 nolearning; ip addr add 10.65.2.0/32 dev vxlan.calico; ip link set vxlan.calico up; ip route add 10.65.1.0/26 via 10.65.1.0 dev vxlan.calico onlink; ip neigh add 10.65.1.0 lladdr 66:00:00:00:00:01 dev vxlan.calico nud permanent; bridge fdb add 66:00:00:00:00:01 dev vxlan.calico dst 172.16.1.10',
      ['overlay-differs'],
    ),
    f('pod-route-missing', '@n1 ip route del 10.65.2.0/26', ['pod-route-missing']),
    f('pod-route-missing on the way back', '@n2 ip route del 10.65.1.0/26', ['pod-route-missing']),
    f("route-rejects: the pod's own route is gone", '@n2 ip route del 10.65.2.2', ['route-rejects']),
    f("route-rejects: the pod's own route is gone on the way back", '@n1 ip route del 10.65.1.2', ['route-rejects']),
    f('arp-not-answered: no proxy ARP', `@n1 sysctl -qw net.ipv4.conf.${pa}.proxy_arp=0`, ['arp-not-answered']),
    f(
      'masquerade-missing: the pool is not in the set',
      '@n1 ipset flush cali40masq-ipam-pools',
      ['masquerade-missing'],
      out,
    ),
    f(
      'healthy: the provider routes pods',
      '@n1 ipset flush cali40masq-ipam-pools\n@u ip route add 10.65.1.0/26 via 172.16.1.10',
      [],
      out,
    ),
    f('forwarding-off', '@n2 sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
    f('forwarding-off for a pod', `@n1 sysctl -qw net.ipv4.conf.${pa}.forwarding=0`, ['forwarding-off']),
    f('no-carrier: the node end', `@n2 ip link set ${pc} down`, ['no-carrier']),
    f('interface-down: the pod end', '@c ip link set eth0 down', ['interface-down']),
    f(
      'forward-policy-drops',
      '@n2 iptables -D FORWARD -m comment --comment "cali:S93hcgKJrXEqnTfs Policy explicitly accepted packet." -m mark --mark 0x10000/0x10000 -j ACCEPT; iptables -P FORWARD DROP',
      ['forward-policy-drops'],
    ),
    f('healthy: FORWARD drops what no policy accepted', '@n2 iptables -P FORWARD DROP', []),
    f(
      'reverse-path-filtered: the host route leads to another pod',
      `@n1 ip route replace 10.65.1.2/32 dev ${pb} scope link`,
      ['reverse-path-filtered'],
    ),
    f(
      'source-address-wrong: the raw table looks at the source',
      '@a ip addr add 10.65.9.9/32 dev eth0; ip route replace default via 169.254.1.1 dev eth0 src 10.65.9.9',
      ['source-address-wrong'],
    ),
    f('route-rejects: the route of a backend is gone', '@n1 ip route del 10.65.1.3', ['route-rejects'], service),
    f(
      'service-backend-refuses',
      '@n1 iptables -t nat -R KUBE-SEP-ONE 2 -p tcp -m comment --comment shop/web:http -m tcp -j DNAT --to-destination 10.65.1.3:8081',
      ['service-backend-refuses'],
      service,
    ),
    f('service-rules-unhooked', '@n1 iptables -t nat -D PREROUTING 1', ['service-rules-unhooked'], service),
    f('service-port-unknown', '', ['service-port-unknown'], ['%a', '10.43.7.7:81']),
    f('service-unknown', '', ['service-unknown'], ['%a', '10.43.8.8:80']),
    f(
      'mtu-blackhole: the pod is wider than the tunnel',
      '@n1 ip link set vxlan.calico mtu 1400\n@a iptables -A INPUT -p icmp --icmp-type 3 -j DROP',
      ['mtu-blackhole'],
      ['%a', '10.65.2.2', '--size', '1450'],
    ),
    f(
      'too-big-for-path',
      '@n1 ip link set vxlan.calico mtu 1400',
      ['too-big-for-path'],
      ['%a', '10.65.2.2', '--size', '1450'],
    ),
    f(
      'overlay-fragments',
      '@n1 ip link set eth0 mtu 1450\n@u ip link set e1 mtu 1450',
      ['overlay-fragments'],
      ['%a', '10.65.2.2', '--size', '1450'],
    ),
    f('masquerade-hides-source', '@n1 iptables -t nat -I POSTROUTING -s 10.65.0.0/16 -j MASQUERADE', [
      'masquerade-hides-source',
    ]),
    f('nothing-listens', '', ['nothing-listens'], ['%a', '10.65.2.2:8081']),
    f('no-route in the pod', '@a ip route del default', ['no-route']),
    f('no-return-route in the pod', '@c ip route del default', ['no-return-route']),
    f(
      'healthy: proxy ARP answers for whatever gateway',
      '@a ip route add 169.254.1.2 dev eth0 scope link; ip route replace default via 169.254.1.2 dev eth0; ip neigh flush all',
      [],
    ),
    f('rule-diverts', '@n1 ip rule add from 10.65.1.2 to 10.65.2.0/26 prohibit pref 50', ['rule-diverts']),
    f('mac-wrong', '@a ip neigh replace 169.254.1.1 lladdr 02:00:00:00:00:11 dev eth0 nud permanent', ['mac-wrong']),
    f('forwarding-off on the wire', '@u sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
    f('no-route on the wire', '@u ip addr del 172.16.2.1/24 dev e2; ip addr add 172.16.22.1/24 dev e2', ['no-route']),
  ],
};

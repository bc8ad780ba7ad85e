import { address, cable, forward, listening, load, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';
import { type Backend, table } from './proxy-nft-table.ts';

const near: Backend = { id: 'NEAR-shop/web/tcp/http__10.244.0.3/8080', to: '10.244.0.3:8080' };
const far: Backend = { id: 'FAR-shop/web/tcp/http__10.244.1.2/8080', to: '10.244.1.2:8080' };
const gone: Backend = { id: 'GONE-shop/web/tcp/http__10.244.0.77/8080', to: '10.244.0.77:8080' };
const closed: Backend = { id: 'CLOSED-shop/web/tcp/http__10.244.1.2/8088', to: '10.244.1.2:8088' };
const own: Backend = { id: 'OWN-shop/web/tcp/http__10.244.0.2/8080', to: '10.244.0.2:8080' };
const both = [near, far];

const proxy = (...args: Parameters<typeof table>): string =>
  ['@n1 nft delete table ip kube-proxy', load('n1', 'nft -f -', table(...args))].join('\n');

const nodes = [
  ['n1', '0', ['p', 'q']],
  ['n2', '1', ['r']],
] as const;

const f = caseOf(['%p', '10.96.45.123:80']);
const nodePort = ['%x', '172.30.0.2:30080'];

/** Two nodes in one network that route each other's pods, with kube-proxy's nftables mode; x is a machine beside them, u their router. */
export const proxyNft: LabCases = {
  lab: 'proxy-nft',
  namespaces: ['w', 'n1', 'n2', 'x', 'u', 'p', 'q', 'r'],
  setup: [
    quiet(['w', 'n1', 'n2', 'x', 'u', 'p', 'q', 'r']),
    server('p', 8080),
    server('q', 8080),
    server('r', 8080),
    server('x', 80),
    '@w ip link add br0 type bridge; ip link set br0 up',
    ...['n1', 'n2', 'x', 'u'].flatMap((n) => [cable(`${n}:eth0`, `w:to${n}`), `@w ip link set to${n} master br0 up`]),
    address('x', 'eth0', '172.30.0.9/24'),
    address('u', 'eth0', '172.30.0.1/24'),
    '@x ip route add default via 172.30.0.1',
    ...nodes.flatMap(([n, k, pods]) => [
      address(n, 'eth0', `172.30.0.${Number(k) + 2}/24`),
      forward(n),
      `@${n} ip route add default via 172.30.0.1; ip link add cni0 type bridge; ip addr add 10.244.${k}.1/24 dev cni0; ip link set cni0 up; sysctl -qw net.bridge.bridge-nf-call-iptables=1`,
      `@${n} nft add table ip masq; nft add chain ip masq post "{ type nat hook postrouting priority 110; }"; nft add rule ip masq post ip saddr 10.244.0.0/16 ip daddr != 10.244.0.0/16 masquerade`,
      ...pods.flatMap((one, i) => [
        cable(`${one}:eth0`, `${n}:v${one}`),
        `@${n} ip link set v${one} master cni0 up; bridge link set dev v${one} hairpin on`,
        address(one, 'eth0', `10.244.${k}.${i + 2}/24`),
        `@${one} ip route add default via 10.244.${k}.1`,
      ]),
    ]),
    '@n1 ip route add 10.244.1.0/24 via 172.30.0.3',
    '@n2 ip route add 10.244.0.0/24 via 172.30.0.2',
    forward('u'),
    load('n1', 'nft -f -', table(both)),
    ...['p', 'q', 'r'].map((n) => listening(n, 8080)),
    listening('x', 80),
  ].join('\n'),
  cases: [
    f('healthy', '', []),
    f('healthy node port', '', [], nodePort),
    f('healthy from the node', '', [], ['%n1', '10.96.45.123:80']),
    f('healthy node port from the node', '', [], ['%n1', '172.30.0.2:30080']),
    f('healthy node port from a pod', '', [], ['%p', '172.30.0.2:30080']),
    f('healthy to a backend', '', [], ['%p', '10.244.1.2:8080']),
    f('healthy out', '', [], ['%p', '172.30.0.9:80']),
    f('healthy to itself', proxy([own]), []),
    f('healthy affinity', proxy(both, { affinity: true }), []),
    f('healthy local', proxy(both, { local: [near] }), [], nodePort),
    f(
      'healthy by a load balancer',
      proxy(both, { ranges: '10.244.0.0/16, 172.30.0.0/24' }),
      [],
      ['%p', '172.30.0.100:80'],
    ),
    f('hairpin-off', `${proxy([own])}\n@n1 bridge link set dev vp hairpin off`, ['hairpin-off']),
    f('healthy: hairpin off without need', '@n1 bridge link set dev vp hairpin off', []),
    f('service-no-endpoints', proxy([]), ['service-no-endpoints']),
    f('service-no-endpoints by the node port', proxy([]), ['service-no-endpoints'], nodePort),
    f('service-no-endpoints from the node', proxy([]), ['service-no-endpoints'], ['%n1', '10.96.45.123:80']),
    f('no-local-endpoint', proxy(both, { local: [] }), ['no-local-endpoint'], nodePort),
    f('healthy: no local endpoint, but the cluster address', proxy(both, { local: [] }), []),
    f(
      'filter-drops: source ranges',
      proxy(both, { ranges: '203.0.113.0/24' }),
      ['filter-drops'],
      ['%p', '172.30.0.100:80'],
    ),
    f('service-port-unknown', '', ['service-port-unknown'], ['%p', '10.96.45.123:81']),
    f('service-unknown', '', ['service-unknown'], ['%p', '10.96.45.99:80']),
    f('service-dead-endpoint', proxy([gone, far]), ['service-dead-endpoint']),
    f('service-backend-refuses', proxy([near, closed]), ['service-backend-refuses']),
    f('bridge-netfilter-off', '@n1 sysctl -qw net.bridge.bridge-nf-call-iptables=0', ['bridge-netfilter-off']),
    f(
      'healthy: bridge-netfilter-off and the backend is remote',
      `${proxy([far])}\n@n1 sysctl -qw net.bridge.bridge-nf-call-iptables=0`,
      [],
    ),
    f('service-rules-unhooked', '@n1 nft flush chain ip kube-proxy nat-prerouting', ['service-rules-unhooked']),
    f(
      'service-rules-unhooked on the node',
      '@n1 nft flush chain ip kube-proxy nat-output',
      ['service-rules-unhooked'],
      ['%n1', '10.96.45.123:80'],
    ),
    f('healthy: unhooked for the node alone', '@n1 nft flush chain ip kube-proxy nat-output', []),
    f(
      'nothing-listens: no kube-proxy and a node port',
      '@n1 nft delete table ip kube-proxy',
      ['nothing-listens'],
      nodePort,
    ),
    f('pod-route-missing', `${proxy([far])}\n@n1 ip route del 10.244.1.0/24`, ['pod-route-missing']),
    f('pod-route-missing on the way back', `${proxy([far])}\n@n2 ip route del 10.244.0.0/24`, ['pod-route-missing']),
    f('forwarding-off', '@n1 sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off'], ['%p', '10.244.1.2:8080']),
    f('forward-policy-drops', '@n1 iptables -P FORWARD DROP', ['forward-policy-drops'], ['%p', '10.244.1.2:8080']),
    f('forward-policy-drops by the Service', `${proxy([far])}\n@n1 iptables -P FORWARD DROP`, ['forward-policy-drops']),
    f(
      'healthy: FORWARD drops and lets pods',
      '@n1 iptables -P FORWARD DROP; iptables -A FORWARD -s 10.244.0.0/16 -j ACCEPT; iptables -A FORWARD -d 10.244.0.0/16 -j ACCEPT',
      [],
    ),
    f('filter-drops in the other node', `${proxy([far])}\n@n2 iptables -A FORWARD -p tcp --dport 8080 -j DROP`, [
      'filter-drops',
    ]),
    f(
      'network-policy-drops',
      `${proxy([far])}\n@n2 iptables -N KUBE-NWPLCY-X; iptables -N KUBE-POD-FW-X; iptables -A FORWARD -d 10.244.1.2/32 -j KUBE-POD-FW-X; iptables -A KUBE-POD-FW-X -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A KUBE-POD-FW-X -j REJECT`,
      ['network-policy-drops'],
    ),
    f('masquerade-missing', '@n1 nft delete table ip masq', ['masquerade-missing'], ['%p', '172.30.0.9:80']),
    f(
      'masquerade-missing: past the router',
      '@n1 nft delete table ip masq\n@x ip route del default\n@x ip addr add 192.0.2.9/32 dev lo; ip route add default via 172.30.0.1\n@u ip route add 192.0.2.9 via 172.30.0.9',
      ['masquerade-missing'],
      ['%p', '192.0.2.9:80'],
    ),
    f(
      'reply-dropped',
      '@n1 nft add table inet z; nft add chain inet z f "{ type filter hook forward priority 5; }"; nft add rule inet z f iifname eth0 tcp sport 8080 drop',
      ['reply-dropped'],
      ['%p', '10.244.1.2:8080'],
    ),
    f('port-not-in-bridge', '@n1 ip link set vq nomaster', ['port-not-in-bridge'], ['%p', '10.244.0.3:8080']),
    f(
      'ports-isolated',
      '@n1 bridge link set dev vp isolated on; bridge link set dev vq isolated on',
      ['ports-isolated'],
      ['%p', '10.244.0.3:8080'],
    ),
    f('no-carrier', `${proxy([near])}\n@n1 ip link set vq down`, ['no-carrier']),
    f('interface-down in the backend', `${proxy([near])}\n@q ip link set eth0 down`, ['interface-down']),
    f('two: a dead endpoint and a closed one', proxy([gone, closed]), [
      'service-dead-endpoint',
      'service-backend-refuses',
    ]),
    f(
      'filter-drops at the pod',
      `${proxy([near])}\n@q nft add table ip z; nft add chain ip z i "{ type filter hook input priority 0; policy drop; }"; nft add rule ip z i tcp dport 22 accept`,
      ['filter-drops'],
    ),
  ],
};

import { address, cable, forward, listening, load, quiet, server } from '../lab-lines.ts';
import { caseOf, type LabCases } from './lab-cases.ts';

const rules = `table inet fw {
  set admins { type ipv4_addr; flags interval; elements = { 192.168.1.0/28 } }
  map published { type inet_service : ipv4_addr . inet_service; elements = { 8443 : 192.168.1.20 . 443 } }
  map ports { type inet_service : verdict; elements = { 53 : accept, 123 : accept } }
  chain input {
    type filter hook input priority 0; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iif lo accept
    ip protocol icmp accept
    ip saddr @admins tcp dport 22 accept
    udp dport vmap @ports
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iifname lan0 oifname wan0 accept
    ct status dnat accept
  }
  chain pre { type nat hook prerouting priority -100; dnat ip to tcp dport map @published; }
  chain post { type nat hook postrouting priority 100; oifname wan0 masquerade; }
}
`;

const f = caseOf(['%l', '198.51.100.5:80']);
const inbound = ['%w', '100.64.0.2:8443'];

/** Two machines of a private network behind a router with nft rules, a provider, a server. */
export const edge: LabCases = {
  lab: 'edge',
  namespaces: ['l', 'm', 'b', 'g', 'i', 'w'],
  setup: [
    quiet(['l', 'm', 'b', 'g', 'i', 'w']),
    server('w', 80),
    server('m', 443),
    server('g', 22),
    cable('l:eth0', 'b:p1'),
    cable('m:eth0', 'b:p2'),
    cable('g:lan0', 'b:p3'),
    cable('g:wan0', 'i:cust'),
    cable('i:core', 'w:eth0'),
    '@b ip link add lan type bridge; ip link set lan up; ip link set p1 master lan up; ip link set p2 master lan up; ip link set p3 master lan up',
    address('l', 'eth0', '192.168.1.10/24'),
    address('m', 'eth0', '192.168.1.20/24'),
    address('g', 'lan0', '192.168.1.1/24'),
    address('g', 'wan0', '100.64.0.2/30'),
    address('i', 'cust', '100.64.0.1/30'),
    address('i', 'core', '198.51.100.1/24'),
    address('w', 'eth0', '198.51.100.5/24'),
    forward('g'),
    forward('i'),
    '@l ip route add default via 192.168.1.1',
    '@m ip route add default via 192.168.1.1',
    '@g ip route add default via 100.64.0.1',
    '@w ip route add default via 198.51.100.1',
    load('g', 'nft -f -', rules),
    listening('w', 80),
    listening('m', 443),
    listening('g', 22),
  ].join('\n'),
  cases: [
    f('healthy out', '', []),
    f('healthy in', '', [], inbound),
    f('healthy ping out', '', [], ['%l', '198.51.100.5']),
    f('healthy admin', '', [], ['%l', '192.168.1.1:22']),
    f('filter-drops: no admin', '', ['filter-drops'], ['%m', '192.168.1.1:22']),
    f('two: not published, and nothing listens', '', ['filter-drops', 'nothing-listens'], ['%w', '100.64.0.2:8444']),
    f(
      'forward-policy-drops: the accept is gone',
      '@g nft flush chain inet fw forward; nft add rule inet fw forward ct state established,related accept',
      ['forward-policy-drops'],
    ),
    f(
      'reply-dropped: no established',
      '@g nft flush chain inet fw forward; nft add rule inet fw forward iifname lan0 oifname wan0 accept',
      ['reply-dropped'],
    ),
    f('masquerade-missing: nothing is left in the chain', '@g nft flush chain inet fw post', ['masquerade-missing']),
    f(
      'healthy: snat instead',
      '@g nft flush chain inet fw post; nft add rule inet fw post oifname wan0 snat ip to 100.64.0.2',
      [],
    ),
    f(
      'filter-drops by a verdict map',
      '@g nft add chain inet fw m "{ type filter hook forward priority -10; }"; nft add rule inet fw m ip daddr vmap "{ 198.51.100.5 : drop, 198.51.100.6 : accept }"',
      ['filter-drops'],
    ),
    f(
      'healthy: a verdict map of others',
      '@g nft add chain inet fw m "{ type filter hook forward priority -10; }"; nft add rule inet fw m ip daddr vmap "{ 198.51.100.6 : drop }"',
      [],
    ),
    f(
      'filter-drops by a set',
      '@g nft add set inet fw evil "{ type ipv4_addr; flags interval; elements = { 198.51.100.0/25 } }"; nft insert rule inet fw forward ip daddr @evil counter drop',
      ['filter-drops'],
    ),
    f('filter-drops: reject by nft', '@g nft insert rule inet fw forward tcp dport 80 reject with tcp reset', [
      'filter-drops',
    ]),
    f(
      'neighbour-silent: published to nobody',
      '@m ip link set eth0 address 02:00:00:00:00:55; ip addr flush dev eth0; ip addr add 192.168.1.21/24 dev eth0; ip route add default via 192.168.1.1',
      ['neighbour-silent'],
      inbound,
    ),
    f(
      'nothing-listens behind the map',
      '@g nft flush map inet fw published; nft add element inet fw published "{ 8443 : 192.168.1.20 . 444 }"',
      ['nothing-listens'],
      inbound,
    ),
    f('no-return-route: the published machine', '@m ip route del default', ['no-return-route'], inbound),
    f(
      'gateway-silent: the published machine',
      '@m ip route replace default via 192.168.1.254',
      ['gateway-silent'],
      inbound,
    ),
    f('no-route at the router', '@g ip route del default', ['no-route']),
    f('forwarding-off at the provider', '@i sysctl -qw net.ipv4.ip_forward=0', ['forwarding-off']),
    f('second-firewall-drops', '@g iptables -P FORWARD DROP', ['second-firewall-drops']),
    f(
      'healthy: hairpin by the router, masqueraded',
      '@g nft add rule inet fw forward iifname lan0 oifname lan0 accept; nft add rule inet fw post iifname lan0 oifname lan0 masquerade',
      [],
      ['%l', '100.64.0.2:8443'],
    ),
    f('interface-down', '@g ip link set wan0 down', ['interface-down']),
    f(
      'mask-too-short',
      '@l ip addr del 192.168.1.10/24 dev eth0; ip addr add 192.168.1.10/0 dev eth0 2>/dev/null || ip addr add 192.168.1.10/1 dev eth0; ip route replace default via 192.168.1.1',
      ['mask-too-short'],
    ),
    f('wrong-route-wins', '@g ip route add 198.51.100.0/24 via 192.168.1.20', ['wrong-route-wins']),
    f(
      'untracked-dropped',
      '@g nft add table ip raw2; nft add chain ip raw2 pre "{ type filter hook prerouting priority -300; }"; nft add rule ip raw2 pre iifname wan0 notrack; nft insert rule inet fw forward ct state untracked drop',
      ['untracked-dropped'],
    ),
  ],
};

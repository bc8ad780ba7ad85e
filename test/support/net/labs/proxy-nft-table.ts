export interface Backend {
  readonly id: string;
  readonly to: string;
}

/** What else a Service has. */
interface Extras {
  /** Backends on this node, with the traffic policy Local. */
  readonly local?: readonly Backend[];
  /** Who may ask its load balancer. */
  readonly ranges?: string;
  readonly affinity?: boolean;
}

const name = 'ABCD2345-shop/web/tcp/http';
const [svc, ext, fw] = [`service-${name}`, `external-${name}`, `firewall-${name}`];

const element = (key: string, verdict: string): string => `${key} comment "shop/web:http" : ${verdict}`;
const elements = (all: readonly (string | false)[]): string => {
  const there = all.filter((one) => one !== false);
  return there.length === 0 ? '' : `elements = { ${there.join(', ')} }`;
};

const choice = (backends: readonly Backend[]): string =>
  `numgen random mod ${backends.length} vmap { ${backends.map(({ id }, i) => `${i} : goto endpoint-${id}`).join(', ')} };`;

function endpoint({ id, to }: Backend, affinity: boolean): string {
  const kept = affinity ? `update @affinity-${id} { ip saddr }; ` : '';
  return `  chain endpoint-${id} { ip saddr ${to.split(':')[0]} jump mark-for-masquerade; ${kept}meta l4proto tcp dnat to ${to}; }`;
}

function service(backends: readonly Backend[], affinity: boolean): string {
  const known = affinity ? backends.map(({ id }) => `ip saddr @affinity-${id} goto endpoint-${id};`).join(' ') : '';
  return `  chain ${svc} { ip daddr 10.96.45.123 tcp dport 80 ip saddr != 10.244.0.0/16 jump mark-for-masquerade; ${known} ${choice(backends)} }`;
}

const external = (local: readonly Backend[] | undefined): string =>
  local === undefined
    ? `  chain ${ext} { jump mark-for-masquerade; goto ${svc}; }`
    : `  chain ${ext} { ip saddr 10.244.0.0/16 goto ${svc} comment "short-circuit pod traffic"; fib saddr type local jump mark-for-masquerade comment "masquerade local traffic"; fib saddr type local goto ${svc} comment "short-circuit local traffic"; ${choice(local)} }`;

const verdicts = (map: string, key: string, all: readonly (string | false)[]): string =>
  `  map ${map} { type ${key} : verdict; ${elements(all)} }`;

const address = 'ipv4_addr . inet_proto . inet_service';
const port = 'inet_proto . inet_service';

/** The table of kube-proxy in nftables mode, with one Service, `shop/web`, that has a node port; names as it gives them. */
export function table(backends: readonly Backend[], { local, ranges, affinity = false }: Extras = {}): string {
  const none = backends.length === 0;
  const noLocal = local !== undefined && local.length === 0;
  const outside = !none && !noLocal;
  const balanced = ranges !== undefined;
  return `table ip kube-proxy {
  comment "rules for kube-proxy"
  set cluster-ips { type ipv4_addr; comment "Active ClusterIPs"; elements = { 10.96.45.123 } }
  set nodeport-ips { type ipv4_addr; comment "IPs that accept NodePort traffic"; elements = { 172.30.0.2 } }
${verdicts('no-endpoint-services', address, [none && element('10.96.45.123 . tcp . 80', 'goto reject-chain')])}
${verdicts('no-endpoint-nodeports', port, [none && element('tcp . 30080', 'goto reject-chain'), noLocal && element('tcp . 30080', 'drop')])}
${verdicts('firewall-ips', address, [balanced && element('172.30.0.100 . tcp . 80', `goto ${fw}`)])}
${verdicts('service-ips', address, [!none && element('10.96.45.123 . tcp . 80', `goto ${svc}`), balanced && element('172.30.0.100 . tcp . 80', `goto ${ext}`)])}
${verdicts('service-nodeports', port, [outside && element('tcp . 30080', `goto ${ext}`)])}
${affinity ? backends.map(({ id }) => `  set affinity-${id} { type ipv4_addr; flags dynamic,timeout; timeout 3h; }`).join('\n') : ''}
  chain mark-for-masquerade { meta mark set meta mark or 0x4000; }
  chain reject-chain { reject; }
${balanced ? `  chain ${fw} { ip saddr { ${ranges} } return; drop; }` : ''}
${backends.map((one) => endpoint(one, affinity)).join('\n')}
${none ? '' : service(backends, affinity)}
${outside ? external(local) : ''}
  chain services { ip daddr . meta l4proto . th dport vmap @service-ips; ip daddr @nodeport-ips meta l4proto . th dport vmap @service-nodeports; }
  chain firewall-check { ip daddr . meta l4proto . th dport vmap @firewall-ips; }
  chain service-endpoints-check { ip daddr . meta l4proto . th dport vmap @no-endpoint-services; }
  chain nodeport-endpoints-check { ip daddr @nodeport-ips meta l4proto . th dport vmap @no-endpoint-nodeports; }
  chain cluster-ips-check { ip daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"; ip daddr { 10.96.0.0/16 } drop comment "Drop traffic to unallocated ClusterIPs"; }
  chain masquerading { meta mark & 0x4000 == 0 return; meta mark set meta mark ^ 0x4000; masquerade fully-random; }
  chain filter-prerouting { type filter hook prerouting priority -110; ct state new jump firewall-check; }
  chain filter-input { type filter hook input priority -110; ct state new jump nodeport-endpoints-check; ct state new jump service-endpoints-check; }
  chain filter-forward { type filter hook forward priority -110; ct state new jump service-endpoints-check; ct state new jump cluster-ips-check; }
  chain filter-output { type filter hook output priority -110; ct state new jump service-endpoints-check; ct state new jump firewall-check; }
  chain filter-output-post-dnat { type filter hook output priority -90; ct state new jump cluster-ips-check; }
  chain nat-prerouting { type nat hook prerouting priority dstnat; jump services; }
  chain nat-output { type nat hook output priority -100; jump services; }
  chain nat-postrouting { type nat hook postrouting priority srcnat; jump masquerading; }
}
`;
}

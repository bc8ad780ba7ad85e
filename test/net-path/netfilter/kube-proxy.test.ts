import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readIptablesSave } from '../../../src/modules/net-path/netfilter/iptables/save.ts';
import { readNft } from '../../../src/modules/net-path/netfilter/nft/read.ts';
import type { Ruleset } from '../../../src/modules/net-path/netfilter/ruleset.ts';
import { traverse } from '../../../src/modules/net-path/netfilter/traverse.ts';
import { kubeProxySave, type Service } from './kube-proxy-rules.ts';
import { Lab, labMissing, type RawPacket } from './lab.ts';
import { packetOf, routerContext } from './router.ts';

/** Endpoints are the lab server's other addresses, which take packets and are silent. */
const services: readonly Service[] = [
  {
    name: 'shop/web:http',
    clusterIp: '10.96.0.10',
    port: 80,
    endpoints: ['10.2.0.3:8080', '10.2.0.4:8080', '10.2.0.5:8080'],
  },
  { name: 'shop/dns:dns', clusterIp: '10.96.0.11', port: 53, protocol: 'udp', endpoints: ['10.2.0.6:53'] },
  { name: 'shop/empty:http', clusterIp: '10.96.0.12', port: 80, endpoints: [] },
];
const count = 400;

const missing = labMissing();
let lab: Lab;
beforeAll(() => {
  if (missing === undefined) lab = new Lab();
});
afterAll(() => lab?.close());

const packet = (dst: string, dport: number, protocol: number, at: number): RawPacket => ({
  family: 4,
  protocol,
  src: '10.1.0.2',
  dst,
  sport: 2000 + at,
  dport,
  ttl: 64,
  ...(protocol === 6 ? { flags: 'syn' } : {}),
});

/** Where the connections went, as conntrack of the router has them: backend with how many. */
function backends(): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of lab.run(lab.router, 'conntrack', ['-L']).split('\n')) {
    const [, source, port] = / src=\S+ dst=\S+ sport=\d+ dport=\d+ .*?src=(\S+) dst=\S+ sport=(\d+)/.exec(line) ?? [];
    if (source !== undefined) found.set(`${source}:${port}`, (found.get(`${source}:${port}`) ?? 0) + 1);
  }
  return found;
}

function shares(rulesets: readonly Ruleset[], raw: RawPacket): Map<string, number> {
  const outcomes = traverse(rulesets, 'prerouting', packetOf(raw, 'ra'), routerContext());
  return new Map(
    outcomes.map(({ packet: to, share }) => [`${to.destination}:${to.destinationPort}`, share ?? Number.NaN]),
  );
}

async function compareShares(rulesets: readonly Ruleset[]): Promise<void> {
  const raws = Array.from({ length: count }, (_, at) => packet('10.96.0.10', 80, 6, at));
  const predicted = shares(rulesets, raws[0] ?? packet('', 0, 6, 0));
  expect([...predicted.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
  lab.run(lab.router, 'conntrack', ['-F']);
  await lab.send(lab.client, raws);
  const counted = backends();
  expect([...counted.keys()].toSorted()).toEqual([...predicted.keys()].toSorted());
  // Four standard deviations of a third of the connections are less than ten points.
  for (const [backend, share] of predicted)
    expect(Math.abs((counted.get(backend) ?? 0) / count - share)).toBeLessThan(0.1);
}

const nftRules = `flush ruleset
table ip kube-proxy {
  map service-ips { type ipv4_addr . inet_proto . inet_service : verdict; elements = { 10.96.0.10 . tcp . 80 comment "shop/web:http" : goto service-web } }
  map no-endpoint-services { type ipv4_addr . inet_proto . inet_service : verdict; elements = { 10.96.0.12 . tcp . 80 comment "shop/empty:http" : goto reject-chain } }
  set cluster-ips { type ipv4_addr; elements = { 10.96.0.10, 10.96.0.12 } }
  chain reject-chain { reject; }
  chain endpoint-a { meta l4proto tcp dnat to 10.2.0.3:8080; }
  chain endpoint-b { meta l4proto tcp dnat to 10.2.0.4:8080; }
  chain endpoint-c { meta l4proto tcp dnat to 10.2.0.5:8080; }
  chain service-web { numgen random mod 3 vmap { 0 : goto endpoint-a, 1 : goto endpoint-b, 2 : goto endpoint-c }; }
  chain services { ip daddr . meta l4proto . th dport vmap @service-ips; }
  chain nat-prerouting { type nat hook prerouting priority dstnat; jump services; }
  chain cluster-ips-check { ip daddr @cluster-ips reject; }
  chain filter-forward { type filter hook forward priority -110; ct state new ip daddr . meta l4proto . th dport vmap @no-endpoint-services; ct state new jump cluster-ips-check; }
}
`;

describe.skipIf(missing !== undefined)(`kube-proxy's rules${missing ? ` (${missing})` : ''}`, () => {
  beforeAll(() => {
    lab.run(lab.router, 'ip', ['route', 'add', '10.96.0.0/16', 'via', '10.2.0.2']);
  });

  test.each(['legacy', 'nft'] as const)(
    'iptables mode, %s: connections go where the evaluator says',
    async (backend) => {
      lab.run(lab.router, `iptables-${backend}-restore`, [], kubeProxySave(services, { podCidr: '10.1.0.0/24' }));
      const text = lab.run(lab.router, `iptables-${backend}-save`, ['-c']);
      const rules = [readIptablesSave(text, { source: 'save', firstLine: 1, family: 4 })];
      await compareShares(rules);
      const dns = packetOf(packet('10.96.0.11', 53, 17, 1), 'ra');
      expect(traverse(rules, 'prerouting', dns, routerContext())[0]?.packet).toMatchObject({ destination: '10.2.0.6' });
      const empty = packetOf(packet('10.96.0.12', 80, 6, 1), 'ra');
      expect(traverse(rules, 'forward', { ...empty, oif: 'rb' }, routerContext())[0]).toMatchObject({
        verdict: 'reject',
        rejectWith: 'icmp-port-unreachable',
        by: { table: 'filter', chain: 'KUBE-SERVICES' },
      });
      for (const table of ['nat', 'filter']) {
        lab.run(lab.router, `iptables-${backend}`, ['-t', table, '-F']);
        lab.run(lab.router, `iptables-${backend}`, ['-t', table, '-X']);
      }
    },
  );

  test('nftables mode: connections go where the evaluator says', async () => {
    lab.run(lab.router, 'nft', ['-f', '-'], nftRules);
    const text = lab.run(lab.router, 'nft', ['-j', 'list', 'ruleset']);
    const rules = [readNft(text, { source: 'nft', firstLine: 1, managedByIptables: () => false })];
    await compareShares(rules);
    const forward = (dst: string, dport: number) =>
      traverse(rules, 'forward', { ...packetOf(packet(dst, dport, 6, 1), 'ra'), oif: 'rb' }, routerContext())[0];
    expect(forward('10.96.0.12', 80)).toMatchObject({ verdict: 'reject', by: { chain: 'reject-chain' } });
    expect(forward('10.96.0.10', 81)).toMatchObject({ verdict: 'reject', by: { chain: 'cluster-ips-check' } });
    expect(forward('8.8.8.8', 81)).toMatchObject({ verdict: 'accept', share: 1 });
    lab.run(lab.router, 'nft', ['flush', 'ruleset']);
  });
});

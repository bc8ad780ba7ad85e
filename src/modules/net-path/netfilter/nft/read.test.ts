import { expect, test } from 'vitest';
import type { Packet } from '../packet.ts';
import type { HookContext } from '../ruleset.ts';
import { traverse, traverseFrame } from '../traverse.ts';
import { readNft } from './read.ts';

const context: HookContext = {
  sets: new Map(),
  addressType: () => undefined,
  reverseDevice: () => undefined,
  masqueradeAddress: () => undefined,
  redirectAddress: () => undefined,
};

const packet: Packet = {
  family: 4,
  protocol: 'tcp',
  source: '10.244.0.2',
  destination: '10.96.0.10',
  destinationPort: 80,
  iif: 'veth1',
  oif: 'eth0',
  mark: 0,
  ctState: 'new',
};

const chain = (family: string, name: string, hook: string, more: object = {}) => ({
  chain: { family, table: 't', name, handle: 1, type: 'filter', hook, prio: 0, policy: 'accept', ...more },
});
const rule = (family: string, name: string, ...expr: object[]) => ({
  rule: { family, table: 't', chain: name, handle: 9, expr },
});
const read = (entries: readonly object[]) =>
  readNft(JSON.stringify({ nftables: [{ metainfo: { version: '1.0.6' } }, ...entries] }), {
    source: 'nft.json',
    firstLine: 1,
    managedByIptables: () => false,
  });
const dport = { payload: { protocol: 'tcp', field: 'dport' } };
const daddr = { payload: { protocol: 'ip', field: 'daddr' } };

/** As kube-proxy writes it: a map of services, a chain that draws an endpoint. */
const kubeProxy = [
  chain('ip', 'nat-prerouting', 'prerouting', { type: 'nat', prio: -100 }),
  { chain: { family: 'ip', table: 't', name: 'service-web' } },
  { chain: { family: 'ip', table: 't', name: 'endpoint-a' } },
  { chain: { family: 'ip', table: 't', name: 'endpoint-b' } },
  {
    map: {
      family: 'ip',
      table: 't',
      name: 'service-ips',
      type: ['ipv4_addr', 'inet_proto', 'inet_service'],
      map: 'verdict',
      elem: [
        [
          { elem: { val: { concat: ['10.96.0.10', 'tcp', 80] }, comment: 'ns/web:http' } },
          { goto: { target: 'service-web' } },
        ],
        [{ concat: ['10.96.0.11', 'tcp', 80] }, { drop: null }],
      ],
    },
  },
  rule('ip', 'nat-prerouting', {
    vmap: {
      key: { concat: [daddr, { meta: { key: 'l4proto' } }, { payload: { protocol: 'th', field: 'dport' } }] },
      data: '@service-ips',
    },
  }),
  rule('ip', 'service-web', {
    vmap: {
      key: { numgen: { mode: 'random', mod: 2, offset: 0 } },
      data: {
        set: [
          [0, { goto: { target: 'endpoint-a' } }],
          [1, { goto: { target: 'endpoint-b' } }],
        ],
      },
    },
  }),
  rule(
    'ip',
    'endpoint-a',
    { match: { op: '==', left: { meta: { key: 'l4proto' } }, right: 'tcp' } },
    { dnat: { addr: '10.244.0.3', port: 8080 } },
  ),
  rule(
    'ip',
    'endpoint-b',
    { match: { op: '==', left: { meta: { key: 'l4proto' } }, right: 'tcp' } },
    { dnat: { addr: '10.244.0.4', port: 8080 } },
  ),
];

test('a service of kube-proxy leads to each endpoint with its share', () => {
  const outcomes = traverse([read(kubeProxy)], 'prerouting', packet, context);
  expect(outcomes.map(({ share, packet: to }) => [share, to.destination, to.destinationPort])).toEqual([
    [0.5, '10.244.0.3', 8080],
    [0.5, '10.244.0.4', 8080],
  ]);
  const [other] = traverse([read(kubeProxy)], 'prerouting', { ...packet, destinationPort: 81 }, context);
  expect(other).toMatchObject({ verdict: 'accept', share: 1, packet: { destination: '10.96.0.10' } });
});

test('what is not understood leads both ways, or leaves the outcome open', () => {
  const cgroup = { match: { op: '==', left: { meta: { key: 'cgroup' } }, right: 0 } };
  const doubtful = read([chain('inet', 'f', 'forward'), rule('inet', 'f', cgroup, { drop: null })]);
  const outcomes = traverse([doubtful], 'forward', packet, context);
  expect(outcomes.map(({ verdict, unknown }) => [verdict, unknown[0]?.what])).toEqual([
    ['drop', 'meta cgroup'],
    ['accept', 'meta cgroup'],
  ]);
  const strange = read([chain('inet', 'f', 'forward'), rule('inet', 'f', { teleport: null })]);
  expect(traverse([strange], 'forward', packet, context)[0]).toMatchObject({
    verdict: 'unknown',
    unknown: [{ what: 'statement teleport' }],
  });
});

test('a set that the capture lacks is not known, an element with a wildcard is', () => {
  const set = read([
    chain('ip', 'f', 'forward'),
    rule('ip', 'f', { match: { op: '==', left: daddr, right: '@gone' } }, { drop: null }),
  ]);
  expect(traverse([set], 'forward', packet, context)).toHaveLength(2);
  const device = { match: { op: '==', left: { meta: { key: 'iifname' } }, right: { set: ['br0', 'veth*'] } } };
  const names = read([chain('ip', 'f', 'forward'), rule('ip', 'f', device, { drop: null })]);
  expect(traverse([names], 'forward', packet, context)[0]?.verdict).toBe('drop');
});

test('reject with tcp reset is for TCP alone, though the list does not say so', () => {
  const rules = read([chain('ip', 'f', 'forward'), rule('ip', 'f', { reject: { type: 'tcp reset' } })]);
  expect(traverse([rules], 'forward', packet, context)[0]).toMatchObject({
    verdict: 'reject',
    rejectWith: 'tcp-reset',
  });
  expect(traverse([rules], 'forward', { ...packet, protocol: 'udp' }, context)[0]?.verdict).toBe('accept');
});

test('rules that iptables-nft made and nft shows without their parts are not believed', () => {
  const table = { family: 'ip', table: 'filter', chain: 'FORWARD' };
  const text = JSON.stringify({
    nftables: [
      { chain: { ...table, name: 'FORWARD', type: 'filter', hook: 'forward', prio: 0, policy: 'accept' } },
      {
        rule: {
          ...table,
          handle: 3,
          expr: [{ match: { op: 'in', left: { ct: { key: 'status' } }, right: 'dnat' } }, { drop: null }],
        },
      },
      { rule: { ...table, handle: 4, expr: [{ xt: { type: 'match', name: 'conntrack' } }, { accept: null }] } },
    ],
  });
  const about = { source: 'nft.json', firstLine: 1 };
  const outcomes = traverse([readNft(text, { ...about, managedByIptables: () => false })], 'forward', packet, context);
  expect(outcomes.map(({ verdict }) => verdict).toSorted()).toEqual(['accept', 'drop']);
  const managed = readNft(text, {
    ...about,
    managedByIptables: (family, name) => family === 'ip' && name === 'filter',
  });
  expect(managed.tables).toEqual([]);
});

test("a base chain in nft's own words is read in a table of iptables' name, which its save leaves out", () => {
  const own = [
    chain('ip', 'POSTROUTING', 'postrouting', { table: 'nat' }),
    chain('ip', 'post', 'postrouting', { table: 'nat', policy: 'drop' }),
  ];
  const about = { source: 'nft.json', firstLine: 1, managedByIptables: () => true };
  const [table] = readNft(JSON.stringify({ nftables: own }), about).tables;
  expect(table?.baseChains.map(({ name }) => name)).toEqual(['post']);
});

test('a dormant table is not hooked in, and text that is no JSON is told', () => {
  const dormant = [
    { table: { family: 'ip', name: 't', handle: 1, flags: 'dormant' } },
    chain('ip', 'f', 'forward', { policy: 'drop' }),
  ];
  expect(traverse([read(dormant)], 'forward', packet, context)[0]?.verdict).toBe('accept');
  const broken = readNft('{"nftables": [', { source: 'nft.json', firstLine: 7, managedByIptables: () => false });
  expect(broken.notUnderstood).toEqual([{ line: 7, text: '{"nftables": [' }]);
});

test('frames of a bridge, ARP and a device meet the rules of their family', () => {
  const arp = {
    etherType: 'arp',
    iif: 'veth1',
    arp: { operation: 'request', senderIp: '10.0.0.1', targetIp: '10.0.0.2' },
  } as const;
  const operation = {
    match: { op: '==', left: { payload: { protocol: 'arp', field: 'operation' } }, right: 'request' },
  };
  const rules = read([
    chain('bridge', 'b', 'forward'),
    rule('bridge', 'b', operation, { drop: null }),
    rule('bridge', 'b', { match: { op: '==', left: dport, right: 80 } }, { drop: null }),
    chain('netdev', 'n', 'ingress', { dev: 'eth0', policy: 'drop' }),
  ]);
  expect(traverseFrame([rules], 'bridge', 'forward', arp, context)[0]?.by?.number).toBe(1);
  expect(traverseFrame([rules], 'bridge', 'forward', { etherType: 'ip', packet }, context)[0]?.by?.number).toBe(2);
  expect(traverseFrame([rules], 'netdev', 'ingress', { ...arp, iif: 'eth0' }, context)[0]?.verdict).toBe('drop');
  expect(traverseFrame([rules], 'netdev', 'ingress', arp, context)[0]?.verdict).toBe('accept');
});

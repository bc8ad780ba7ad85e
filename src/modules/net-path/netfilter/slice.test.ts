import { expect, test } from 'vitest';
import { kubeProxySave, manyServices } from '../../../../test/net-path/netfilter/kube-proxy-rules.ts';
import { routerContext } from '../../../../test/net-path/netfilter/router.ts';
import { readIptablesSave } from './iptables/save.ts';
import { servicesAt } from './kube/services.ts';
import { readNft } from './nft/read.ts';
import type { Packet } from './packet.ts';
import type { RuleRef } from './rule-ref.ts';
import { sliceNft, sliceSave } from './slice.ts';
import { traverse } from './traverse.ts';

const packet = (destination: string): Packet => ({
  family: 4,
  protocol: 'tcp',
  source: '10.244.0.2',
  destination,
  destinationPort: 80,
  iif: 'ra',
  mark: 0,
  ctState: 'new',
});

const read = (text: string) => readIptablesSave(text, { source: 'save', firstLine: 11, family: 4 });

test.each(['10.96.3.7', '10.96.0.0', '10.96.200.1', '8.8.8.8'])(
  'the slice of a flow to %s says the same',
  (destination) => {
    const whole = kubeProxySave(manyServices(1_000));
    const lines = new Set<number>();
    const context = { ...routerContext(), met: (ref: RuleRef) => lines.add(ref.line) };
    const hooks = ['prerouting', 'forward', 'postrouting'] as const;
    const asked = (text: string) => hooks.map((hook) => traverse([read(text)], hook, packet(destination), context));
    const expected = asked(whole);
    const slice = sliceSave(whole, 11, lines);
    expect(slice.length).toBeLessThan(6_000);
    expect(asked(slice)).toEqual(expected);
  },
);

test('what kube-proxy knows of an address: ports, want of endpoints, hooks', () => {
  const [rules] = servicesAt([read(kubeProxySave(manyServices(200)))], 4, '10.96.0.7');
  expect(rules).toMatchObject({
    mode: 'iptables',
    ports: [{ protocol: 'tcp', port: 80, name: 'team-7/service-7:http', endpoints: true }],
    unhooked: [],
  });
  expect(rules?.others).toHaveLength(5);
  const [without] = servicesAt([read(kubeProxySave(manyServices(200), { hooked: false }))], 4, '10.96.0.50');
  expect(without).toMatchObject({ ports: [{ port: 80, endpoints: false }], unhooked: ['prerouting', 'output'] });
  expect(servicesAt([read('*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n')], 4, '10.96.0.7')).toEqual([]);
});

const table = { family: 'ip', table: 'kube-proxy' };
const elements = Array.from({ length: 300 }, (_, at) => [
  { elem: { val: { concat: [`10.96.${at >> 8}.${at % 256}`, 'tcp', 80] }, comment: `ns/s${at}` } },
  { goto: { target: at === 7 ? 'service-7' : 'other' } },
]);
const key = {
  concat: [
    { payload: { protocol: 'ip', field: 'daddr' } },
    { meta: { key: 'l4proto' } },
    { payload: { protocol: 'th', field: 'dport' } },
  ],
};
const nftRules = JSON.stringify({
  nftables: [
    {
      chain: {
        ...table,
        name: 'nat-prerouting',
        handle: 1,
        type: 'nat',
        hook: 'prerouting',
        prio: -100,
        policy: 'accept',
      },
    },
    { chain: { ...table, name: 'service-7', handle: 2 } },
    { chain: { ...table, name: 'other', handle: 3 } },
    {
      map: {
        ...table,
        name: 'service-ips',
        handle: 4,
        type: ['ipv4_addr', 'inet_proto', 'inet_service'],
        map: 'verdict',
        elem: elements,
      },
    },
    { set: { ...table, name: 'cluster-ips', handle: 5, type: 'ipv4_addr', elem: ['10.96.0.7', '10.96.0.8'] } },
    {
      rule: {
        ...table,
        chain: 'nat-prerouting',
        handle: 6,
        expr: [{ match: { op: '==', left: { meta: { key: 'mark' } }, right: 9 } }, { drop: null }],
      },
    },
    { rule: { ...table, chain: 'nat-prerouting', handle: 7, expr: [{ vmap: { key, data: '@service-ips' } }] } },
    { rule: { ...table, chain: 'service-7', handle: 8, expr: [{ dnat: { addr: '10.244.0.3', port: 8080 } }] } },
    { rule: { ...table, chain: 'other', handle: 9, expr: [{ drop: null }] } },
  ],
});
const readRules = (text: string) => readNft(text, { source: 'nft', firstLine: 1, managedByIptables: () => false });

test('the slice of nft keeps the elements and rules of the flow, with their numbers', () => {
  const kept = new Set<string>();
  const met = ({ family, table: of, chain, handle }: RuleRef) => kept.add(`${family} ${of} ${chain} ${handle}`);
  const asked = (text: string) =>
    traverse([readRules(text)], 'prerouting', packet('10.96.0.7'), { ...routerContext(), met });
  const expected = asked(nftRules);
  expect(expected[0]).toMatchObject({
    packet: { destination: '10.244.0.3' },
    trace: [{ number: 2 }, { chain: 'service-7' }],
  });
  const slice = sliceNft(nftRules, kept, new Set(['10.244.0.2', '10.96.0.7']));
  expect(slice.length).toBeLessThan(2_000);
  expect(asked(slice)).toEqual(expected);
});

test('kube-proxy in nftables mode is asked by its maps', () => {
  expect(servicesAt([readRules(nftRules)], 4, '10.96.0.7')).toMatchObject([
    {
      mode: 'nftables',
      ports: [{ protocol: 'tcp', port: 80, name: 'ns/s7', endpoints: true }],
      unhooked: ['output'],
      others: ['10.96.0.8'],
    },
  ]);
});

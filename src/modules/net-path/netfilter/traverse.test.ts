import { expect, test } from 'vitest';
import { readIptablesSave } from './iptables/save.ts';
import type { Packet } from './packet.ts';
import type { HookContext } from './ruleset.ts';
import { type Outcome, traverse } from './traverse.ts';

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
  source: '10.0.0.1',
  destination: '10.96.0.10',
  destinationPort: 80,
  iif: 'eth0',
  mark: 0,
  ctState: 'new',
};

const read = (text: string) => readIptablesSave(text, { source: 'save.txt', firstLine: 1, family: 4 });
const run = (text: string, hook: 'prerouting' | 'input' | 'postrouting' = 'input', of: Packet = packet) =>
  traverse([read(text)], hook, of, context);

const inFilter = (...rules: string[]) => `*filter\n:INPUT ACCEPT [0:0]\n:X - [0:0]\n${rules.join('\n')}\nCOMMIT\n`;
const told = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ verdict, share, by, unknown }) => [verdict, share, by?.text, unknown.map(({ what }) => what).join()]);

test('a match that is not known leads both ways, and the outcome names the rule', () => {
  const outcomes = run(inFilter('-A INPUT -m recent --name ssh --rcheck -j DROP', '-A INPUT -j ACCEPT'));
  expect(told(outcomes)).toEqual([
    ['drop', undefined, '-A INPUT -m recent --name ssh --rcheck -j DROP', 'match recent'],
    ['accept', undefined, undefined, 'match recent'],
  ]);
});

test('an unknown match that changes nothing leaves no doubt', () => {
  const rules = inFilter('-A INPUT -m limit --limit 1/sec -j LOG', '-A INPUT -m recent --set -j X', '-A X -j RETURN');
  expect(told(run(rules))).toEqual([['accept', 1, undefined, '']]);
});

test('a certain no beside an unknown match is a no', () => {
  expect(told(run(inFilter('-A INPUT -p udp -m u32 --u32 "0=1" -j DROP')))).toEqual([['accept', 1, undefined, '']]);
});

test('a target that is not known ends what can be said', () => {
  const [outcome] = run(inFilter('-A INPUT -j NFQUEUE --queue-num 1', '-A INPUT -j DROP'));
  expect(outcome).toMatchObject({ verdict: 'unknown', by: { number: 1 }, unknown: [{ what: 'target NFQUEUE' }] });
});

test('a rule that cannot be read, or a chain that is not there, is never skipped', () => {
  expect(
    told(run(inFilter('-A INPUT -s some.host.example -j DROP', '-A INPUT -j ACCEPT'))).map(([verdict]) => verdict),
  ).toEqual(['drop', 'accept']);
  expect(run(inFilter('-A INPUT -j GONE'))[0]).toMatchObject({
    verdict: 'unknown',
    unknown: [{ what: 'target GONE' }],
  });
  expect(run(inFilter('-A INPUT -g GONE'))[0]).toMatchObject({
    verdict: 'unknown',
    unknown: [{ what: 'chain GONE is not in the capture' }],
  });
});

test('a port that is not known is decided where all ephemeral ports answer alike', () => {
  expect(told(run(inFilter('-A INPUT -p tcp -m tcp --sport 1024:65535 -j DROP')))[0]?.[0]).toBe('drop');
  expect(told(run(inFilter('-A INPUT -p tcp -m tcp --sport 1:1023 -j DROP')))).toEqual([['accept', 1, undefined, '']]);
  expect(run(inFilter('-A INPUT -p tcp -m tcp --sport 40000:50000 -j DROP'))).toHaveLength(2);
});

const service = `*nat
:PREROUTING ACCEPT [0:0]
:KUBE-SVC - [0:0]
:SEP-A - [0:0]
:SEP-B - [0:0]
:SEP-C - [0:0]
-A PREROUTING -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j KUBE-SVC
-A KUBE-SVC -m statistic --mode random --probability 0.33333333349 -j SEP-A
-A KUBE-SVC -m statistic --mode random --probability 0.50000000000 -j SEP-B
-A KUBE-SVC -j SEP-C
-A SEP-A -p tcp -j DNAT --to-destination 10.244.0.1:8080
-A SEP-B -p tcp -j DNAT --to-destination 10.244.0.2:8080
-A SEP-C -p tcp -j DNAT --to-destination 10.244.0.3:8080
COMMIT
`;

test('chance gives exact shares of the connections', () => {
  const outcomes = run(service, 'prerouting');
  expect(outcomes.map(({ packet: to, share }) => [to.destination, to.destinationPort, share?.toFixed(6)])).toEqual([
    ['10.244.0.1', 8080, '0.333333'],
    ['10.244.0.2', 8080, '0.333333'],
    ['10.244.0.3', 8080, '0.333333'],
  ]);
  expect(outcomes[0]?.packet).toMatchObject({ ctStatus: ['dnat'], ctOriginal: { destination: '10.96.0.10' } });
  expect(outcomes[0]?.trace.map(({ chain, number }) => `${chain} ${number}`)).toEqual([
    'PREROUTING 1',
    'KUBE-SVC 1',
    'SEP-A 1',
  ]);
});

test('only the first packet of a connection meets NAT', () => {
  const [outcome] = run(service, 'prerouting', { ...packet, ctState: 'established' });
  expect(outcome).toMatchObject({ verdict: 'accept', packet: { destination: '10.96.0.10' } });
  const [undone] = run(service, 'prerouting', {
    ...packet,
    ctState: 'established',
    unNat: { destination: '10.0.0.9' },
  });
  expect(undone?.packet).toMatchObject({ destination: '10.0.0.9' });
});

test('an address that the capture does not hold leaves the outcome open', () => {
  const rules = '*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -j MASQUERADE\nCOMMIT\n';
  const [outcome] = run(rules, 'postrouting', { ...packet, oif: 'eth1' });
  expect(outcome).toMatchObject({ verdict: 'unknown', unknown: [{ what: 'address of eth1' }] });
});

test('both backends filter: a drop in either is final', () => {
  const legacy = read(inFilter('-A INPUT -j ACCEPT'));
  const nft = readIptablesSave(inFilter('-A INPUT -p tcp -j DROP'), {
    source: 'nft.txt',
    firstLine: 1,
    family: 4,
    backend: 'iptables-nft',
  });
  expect(traverse([legacy, nft], 'input', packet, context)[0]).toMatchObject({
    verdict: 'drop',
    by: { backend: 'iptables-nft', source: 'nft.txt', line: 4 },
  });
});

test('reads what tools add: tables that are left out, warnings in between, rules that a slice left out', () => {
  const ruleset = read(
    [
      '# Generated by iptables-nft-save # Warning: iptables-legacy tables present, use iptables-legacy-save to see them',
      'v1.8.9 (nf_tables) on Sat Nov 28 19:01:43 2026',
      "# Table `filter' is incompatible, use 'nft' tool.",
      '*mangle',
      ':INPUT DROP [3:180]',
      '# +4 rules left out of INPUT',
      '[2:120] -A INPUT -p udp -j ACCEPT',
      'iptables-save: something new',
      'COMMIT',
    ].join('\r\n'),
  );
  expect(ruleset).toMatchObject({ backend: 'iptables-nft', incompatible: ['filter'] });
  expect(ruleset.notUnderstood).toEqual([{ line: 11, text: 'iptables-save: something new' }]);
  const [base] = ruleset.tables[0]?.baseChains ?? [];
  expect(base?.policyRef).toMatchObject({ packets: 3, bytes: 180, line: 5, policy: true });
  expect(base?.chain.rule(0).ref).toMatchObject({ number: 5, line: 10, packets: 2 });
});

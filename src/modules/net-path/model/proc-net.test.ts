import { expect, test } from 'vitest';
import { formatAddress, formatPrefix, parseAddress } from '../address/address.ts';
import { decide } from '../route/decide.ts';
import { readNamespace } from './read-namespace.ts';

const trie = (head: string, main = '') => `${head}:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 127.0.0.0/8 2 0 2
        |-- 127.0.0.0
           /8 host LOCAL
        |-- 127.0.0.1
           /32 host LOCAL
     +-- 10.1.0.0/24 2 0 2
        |-- 10.1.0.0
           /24 link UNICAST
        |-- 10.1.0.2
           /32 host LOCAL${main}`;

const files = (tries: string, routes: readonly string[] = []) => ({
  '/proc/net/dev': 'Inter-|   Receive\n    lo:     100       1    0\n  eth0: 1200 9 0',
  '/proc/net/route': [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'eth0\t00000000\t0100010A\t0003\t0\t0\t0\t00000000\t0\t0\t0',
    'eth0\t0000010A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    '*\t0000090A\t00000000\t0201\t0\t0\t0\t0000FFFF\t0\t0\t0',
    ...routes,
  ].join('\n'),
  '/proc/net/fib_trie': tries,
  '/proc/net/arp':
    'IP address       HW type     Flags       HW address            Mask     Device\n10.1.0.1         0x1         0x2         02:fc:00:00:00:05     *        eth0\n10.1.0.9         0x1         0x0         00:00:00:00:00:00     *        eth0',
  '/proc/net/tcp':
    '  sl  local_address rem_address   st\n   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000\n   1: 0200010A:0016 0900010A:C350 01 00000000:00000000 00:00000000',
  '/proc/net/tcp6':
    '   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00',
});

function namespace(all: Readonly<Record<string, string>>) {
  const text = Object.entries(all)
    .flatMap(([path, content]) => content.split('\n').map((line) => `${path}:${line}`))
    .join('\n');
  const answers = [
    { command: 'ip -j -d addr', status: 127, source: 'stream', text: '', error: 'ip: not found' },
    { command: `grep -s . ${Object.keys(all).join(' ')}`, status: 0, source: 'stream', line: 7, text, error: '' },
  ];
  return readNamespace({ host: 'h', inode: '1', pids: [], own: true, answers }, 'host');
}

const to = (ns: ReturnType<typeof namespace>, text: string) => {
  const destination = parseAddress(text) ?? { family: 4 as const, value: 0n };
  return decide(ns, {
    family: destination.family,
    destination,
    mark: 0,
    tos: 0,
    protocol: 6,
    sourcePort: 40_000,
    destinationPort: 80,
    user: 0,
  });
};

test('without ip, files of the kernel tell devices, routes, neighbors and sockets', () => {
  const ns = namespace(files(`${trie('Main')}\n${trie('Local')}`));
  expect([...ns.parts].toSorted()).toEqual(['links', 'neighbors', 'routes4', 'rules4', 'sockets']);
  expect(ns.links.map(({ name, addresses }) => [name, ...addresses.map(formatAddress)])).toEqual([
    ['lo', '127.0.0.1'],
    ['eth0', '10.1.0.2'],
  ]);
  expect(to(ns, '8.8.8.8')).toMatchObject({ type: 'unicast', device: 'eth0', source: parseAddress('10.1.0.2') });
  expect(to(ns, '10.9.3.3')).toMatchObject({ errno: 'EHOSTUNREACH' });
  expect(to(ns, '10.1.0.2')).toMatchObject({ type: 'local' });
  expect(to(ns, 'fd00::1')).toMatchObject({ unknown: 'the IPv6 routes of host were not read' });
  expect(ns.neighbors.map(({ state, mac }) => [state, mac])).toEqual([
    ['STALE', '02:fc:00:00:00:05'],
    ['INCOMPLETE', undefined],
  ]);
  expect(ns.sockets.map(({ family, port, address }) => [family, port, address && formatAddress(address)])).toEqual([
    [4, 8080, '127.0.0.1'],
    ['both', 80, undefined],
  ]);
  expect(ns.neighbors[0]?.record).toMatchObject({ text: expect.stringContaining('/proc/net/arp:10.1.0.1 ') });
});

test.each([
  [
    'somebody added a rule: the tries part',
    files(`${trie('Main', '\n        |-- 10.2.0.0\n           /24 link UNICAST')}\n${trie('Local')}`),
  ],
  ['a table of its own', files(`${trie('Main')}\n${trie('Local')}\n${trie('Id 100')}`)],
  [
    'a blackhole or a throw',
    files(`${trie('Main')}\n${trie('Local')}`, ['*\t0000070A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0']),
  ],
])('what they cannot tell is not known: %s', (_, all) => {
  expect(to(namespace(all), '8.8.8.8')).toHaveProperty('unknown');
});

test.each([
  ['letters', 'zz000000\t00000000\t0001\t0\t0\t0\t00FFFFFF'],
  ['a long mask', '0000070A\t00000000\t0001\t0\t0\t0\tFFFFFFFFFFFFFFFF'],
  ['a mask with holes', '0000070A\t00000000\t0001\t0\t0\t0\t00FF00FF'],
  ['a row that ends early', '0000070A\t00000000\t0001'],
])('a damaged table of routes is not known: %s', (_, row) => {
  const all = files(`${trie('Main')}\n${trie('Local')}`, [`eth0\t${row}`]);
  expect(to(namespace(all), '8.8.8.8')).toHaveProperty('unknown');
});

test.each(['|-- 10.1.0.3\n           /99 host LOCAL', '|-- 10.1.0.999\n           /32 host LOCAL'])(
  'nor is a damaged trie: %s',
  (leaf) => {
    const more = `\n        ${leaf}`;
    const all = files(`${trie('Main', more)}\n${trie('Local', more)}`);
    expect(to(namespace(all), '8.8.8.8')).toHaveProperty('unknown');
  },
);

test('an IPv6 address with a length that none has is left out', () => {
  const line = (end: string, length: string) => `fd0000000000000000000000000000${end} 02 ${length} 00 82     eth0`;
  const ns = namespace({
    ...files(`${trie('Main')}\n${trie('Local')}`),
    '/proc/net/if_inet6': `${line('02', '40')}\n${line('03', 'ff')}`,
  });
  expect(ns.links.flatMap(({ addresses }) => addresses.map(formatAddress))).toEqual([
    '127.0.0.1',
    '10.1.0.2',
    'fd00::2',
  ]);
});

test.each([
  ['PPP', ['ppp0\t00000000\t00000000\t0001\t0\t0\t0\t00000000'], 'ppp0', '10.7.7.7/32'],
  [
    'a pod',
    ['ppp0\t0101FEA9\t00000000\t0005\t0\t0\t0\tFFFFFFFF', 'ppp0\t00000000\t0101FEA9\t0003\t0\t0\t0\t00000000'],
    'ppp0',
    '10.7.7.7/32',
  ],
  [
    'two devices: nobody knows whose',
    ['ppp0\t00000000\t00000000\t0001\t0\t0\t0\t00000000', 'eth0\t0002000A\t00000000\t0001\t0\t0\t0\t00FFFFFF'],
    'lo',
    '10.7.7.7/32',
  ],
])('a default route into a device is no network of an own address: %s', (_, routes, device, prefix) => {
  const leaves = (head: string) => `${head}:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 10.7.7.7\n        /32 host LOCAL`;
  const ns = namespace({
    '/proc/net/dev': 'Inter-|   Receive\n    lo:     100       1    0\n  ppp0: 1200 9 0\n  eth0: 1200 9 0',
    '/proc/net/route': ['Iface\tDestination\tGateway', ...routes].join('\n'),
    '/proc/net/fib_trie': `${leaves('Main')}\n${leaves('Local')}`,
  });
  const owners = ns.links.flatMap(({ name, addresses }) => addresses.map((one) => [name, formatPrefix(one)]));
  expect(owners).toEqual([[device, prefix]]);
});

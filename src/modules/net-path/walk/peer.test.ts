import { expect, test } from 'vitest';
import { readStream } from '../capture/stream.ts';
import { buildWorld } from '../model/world.ts';
import { peerOf } from './peer.ts';

interface Device {
  readonly name: string;
  readonly index: number;
  readonly back: number;
  readonly id: number;
  readonly mac: string;
}

const addressesOf = (devices: readonly Device[]): string =>
  JSON.stringify(
    devices.map(({ name, index, back, id, mac }) => ({
      ...{ ifindex: index, link_index: back, ifname: name, flags: ['UP', 'LOWER_UP'], mtu: 1500, address: mac },
      ...{ link_netnsid: id, linkinfo: { info_kind: 'veth' }, addr_info: [] },
    })),
  );

interface Place {
  readonly head: string;
  readonly devices: readonly Device[];
  readonly ids?: readonly { nsid: number; name?: string }[];
  readonly neighbors?: readonly object[];
}

const worldOf = (...places: readonly Place[]) => {
  const sections = places.flatMap(({ head, devices, ids, neighbors }) => [
    `=== ns ${head}`,
    '=== ran 0 ip -j -d addr',
    addressesOf(devices),
    ...(ids === undefined ? [] : ['=== ran 0 ip -j netns list-id', JSON.stringify(ids)]),
    ...(neighbors === undefined ? [] : ['=== ran 0 ip -j neigh show nud all', JSON.stringify(neighbors)]),
  ]);
  const text = ['=== diag net-path 1', 'host: h', 'own: 1', ...sections, '=== done'].join('\n');
  return buildWorld(readStream(text, 'test').capture, undefined);
};

/** The label of the namespace at the other end of eth0 of a process. */
function otherEnd(world: ReturnType<typeof worldOf>, label: string): string {
  const ns = world.namespaces.find((one) => one.label === label);
  const link = ns?.links[0];
  if (ns === undefined || link === undefined) throw new Error(label);
  const peer = peerOf(world, ns, link);
  return typeof peer === 'string' ? peer : peer.ns.label;
}

const port = (name: string, mac: string): Device => ({ name, index: 5, back: 2, id: 1, mac });
const eth0 = (mac: string): Device => ({ name: 'eth0', index: 2, back: 5, id: 0, mac });

test('pods of two nodes with the same pair of indexes: the names of namespaces tell them apart', () => {
  const world = worldOf(
    { head: '1 - 1', devices: [port('va', '02:00:00:00:00:01')], ids: [{ nsid: 1 }] },
    { head: '2 node-b 20', devices: [port('vb', '02:00:00:00:00:02')], ids: [{ nsid: 1 }] },
    { head: '3 - 30', devices: [eth0('02:00:00:00:00:0a')], ids: [{ nsid: 0 }] },
    { head: '4 - 40', devices: [eth0('02:00:00:00:00:0b')], ids: [{ nsid: 0, name: 'node-b' }] },
  );
  expect(otherEnd(world, '30')).toBe('host');
  expect(otherEnd(world, '40')).toBe('node-b');
});

test('without names the neighbor of a device tells whose other end it is, and what is left is not guessed', () => {
  const nodes = (neighbors: readonly object[]) =>
    worldOf(
      { head: '1 - 1', devices: [port('va', '02:00:00:00:00:01')], neighbors },
      { head: '2 - 20', devices: [port('vb', '02:00:00:00:00:02')] },
      { head: '3 - 30', devices: [eth0('02:00:00:00:00:0a')] },
      { head: '4 - 40', devices: [eth0('02:00:00:00:00:0b')] },
    );
  const seen = { dst: '10.1.0.5', dev: 'va', lladdr: '02:00:00:00:00:0a', state: ['REACHABLE'] };
  expect(otherEnd(nodes([seen]), '30')).toBe('host');
  expect(otherEnd(nodes([]), '30')).toBe('outside');
});

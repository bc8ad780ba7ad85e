import { connMarkOf, hasEntry, stateOf } from '../conntrack-view.ts';
import { protocolOf } from '../packet.ts';
import type { HookContext } from '../ruleset.ts';
import type { Way } from '../way.ts';
import { states, statuses } from './names.ts';
import { addressValue, etherType } from './payload.ts';
import { name, nothing, number, range, unknown, type Value } from './value.ts';

type Fact = (way: Way, context: HookContext) => Value;

/** A hook without the device compares with an empty name (nft_meta.c, nft_meta_store_ifname). */
const device =
  (get: (way: Way) => string | undefined): Fact =>
  (way) =>
    name('device', get(way) ?? '');

function userOf({ packet }: Way): Value {
  if (packet.iif !== undefined) return nothing;
  return packet.ctDirection === 'reply' ? unknown('user of the socket') : number('integer', 0);
}

const metas: Readonly<Record<string, Fact>> = {
  iif: device(({ packet }) => packet.iif),
  iifname: device(({ packet }) => packet.iif),
  oif: device(({ packet }) => packet.oif),
  oifname: device(({ packet }) => packet.oif),
  ibrname: device(({ frame }) => frame?.bridgeIn),
  obrname: device(({ frame }) => frame?.bridgeOut),
  ibridgename: device(({ frame }) => frame?.bridgeIn),
  obridgename: device(({ frame }) => frame?.bridgeOut),
  mark: ({ packet }) => number('mark', packet.mark),
  l4proto: ({ packet }) => (protocolOf(packet) < 0 ? nothing : number('protocol', protocolOf(packet))),
  nfproto: ({ packet }) => number('nfproto', packet.family === 4 ? 2 : 10),
  protocol: etherType,
  length: ({ packet }) => number('integer', packet.length, 'meta length'),
  // As xt_owner: of what is routed through there is none, of an answer it is not known, and root asks.
  skuid: userOf,
  skgid: userOf,
  nftrace: () => number('exists', 0),
  pkttype: ({ packet }) => (packet.multicastOrBroadcast === true ? unknown('meta pkttype') : name('pktType', 'host')),
};

export const meta = (key: string): Fact => metas[key] ?? (() => unknown(`meta ${key}`));

/** Bits that are known; of an established connection more may be set, so a missing one is not known. */
function statusOf({ packet }: Way): Value {
  if (packet.ctStatus === undefined && packet.ctState !== 'new') return unknown('ct status');
  const implied = packet.ctState === 'established' ? ['seen-reply', 'confirmed'] : [];
  const all = [...implied, ...(packet.ctStatus ?? [])];
  return number(
    'status',
    all.reduce((sum, one) => sum | (statuses[one] ?? 0), 0),
  );
}

const cts: Readonly<Record<string, (way: Way, direction: string | undefined) => Value>> = {
  status: statusOf,
  direction: ({ packet }) => number('direction', packet.ctDirection === 'reply' ? 1 : 0),
  mark: (way) => number('mark', connMarkOf(way), 'ct mark'),
  l3proto: ({ packet }) => number('nfproto', packet.family === 4 ? 2 : 10),
  protocol: ({ packet }) => number('protocol', protocolOf(packet)),
  saddr: (way, direction) => tupleAddress(way, direction, 'source'),
  daddr: (way, direction) => tupleAddress(way, direction, 'destination'),
  'proto-src': (way, direction) => tuplePort(way, direction, 'sourcePort'),
  'proto-dst': (way, direction) => tuplePort(way, direction, 'destinationPort'),
};

function tupleAddress({ packet }: Way, direction: string | undefined, side: 'source' | 'destination'): Value {
  if (direction === 'original') {
    const address = packet.ctOriginal?.[side];
    return address === undefined ? unknown(`ct original ${side}`) : addressValue(address);
  }
  if (direction !== 'reply' || packet.ctState !== 'new') return unknown(`ct ${side}`);
  return addressValue(side === 'source' ? packet.destination : packet.source);
}

function tuplePort({ packet }: Way, direction: string | undefined, side: 'sourcePort' | 'destinationPort'): Value {
  const port = direction === 'original' ? packet.ctOriginal?.[side] : undefined;
  return port === undefined ? unknown(`ct ${direction ?? ''} ${side}`) : range('port', [port, port]);
}

/** `{"ct": {"key": "state"}}`. All but the state needs an entry: without one the rule does not match (nft_ct.c). */
export function ct(key: string, direction: string | undefined): Fact {
  if (key === 'state') return (way) => number('state', states[stateOf(way)]);
  const read = cts[key.replace(/^ip6? /, '')];
  const family = key.startsWith('ip ') ? 4 : key.startsWith('ip6 ') ? 6 : undefined;
  return (way) => {
    if (!hasEntry(way) || (family !== undefined && family !== way.packet.family)) return nothing;
    return read?.(way, direction) ?? unknown(`ct ${key}`);
  };
}

/** `{"fib": {"result": "type", "flags": ["daddr", "iif"]}}`: what the routing tables say (nft_fib.c). */
export function fib(result: string, flags: readonly string[]): Fact {
  if (result === 'type') return fibType(flags);
  const asked = [...flags].sort().join(' ');
  const known = ['iif saddr', 'iif mark saddr', 'saddr'].includes(asked);
  if (!known || !['oif', 'oifname', 'check', 'exists'].includes(result)) return () => unknown(`fib ${asked} ${result}`);
  return ({ packet }, context) => {
    const options = { mark: flags.includes('mark'), anyDevice: !flags.includes('iif') };
    const back = packet.iif === 'lo' ? 'lo' : context.reverseDevice(packet, options);
    if (back === undefined) return unknown(`fib ${asked} ${result}`);
    const own = back === 'lo' && packet.iif !== 'lo';
    const missing = back === null || own || (flags.includes('iif') && back !== packet.iif);
    return name('device', missing ? '' : back);
  };
}

function fibType(flags: readonly string[]): Fact {
  return ({ packet }, context) => {
    const address = flags.includes('saddr') ? packet.source : packet.destination;
    const limit = flags.includes('iif') ? packet.iif : flags.includes('oif') ? packet.oif : undefined;
    return name('fibType', context.addressType(address, packet.family, limit)?.toLowerCase(), 'fib type');
  };
}

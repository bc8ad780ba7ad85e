import { type Address, bitsOf, covers, parseAddress, parsePrefix } from '../address/address.ts';
import type { Ipset, Ipsets, Member } from './ipset.ts';
import { destinationPortRange, icmpOf, type Packet, protocolNumber, protocolOf, sourcePortRange } from './packet.ts';

/** A list:set may hold sets, not other lists (ipset(8)). */
const deepest = 2;

/** Whether the set, as captured, has the packet's `src` and `dst` parts; undefined: no capture of it, or not readable. */
export function inSet(
  sets: Ipsets,
  name: string,
  sides: readonly string[],
  packet: Packet,
  depth = 0,
): boolean | undefined {
  const set = sets.get(name);
  if (set === undefined || depth > deepest) return undefined;
  if (set.type === 'list:set') {
    const answers = set.members.map(({ text }) => inSet(sets, text, sides, packet, depth + 1));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }
  return set.family === packet.family && ownMembers(set, sides, packet);
}

/** The longest prefix decides, so that a nomatch inside a net excepts it. */
function ownMembers(set: Ipset, sides: readonly string[], packet: Packet): boolean | undefined {
  const kinds = set.type.split(':')[1]?.split(',') ?? [];
  let best = { length: -1, nomatch: true };
  let unclear = false;
  for (const member of set.members) {
    const length = memberLength(set, kinds, member, sides, packet);
    if (length === undefined) unclear = true;
    else if (length > best.length) best = { length, nomatch: member.nomatch };
  }
  return unclear ? undefined : !best.nomatch;
}

/** Sum of the matching prefix lengths; -1: no match; undefined: not known. */
function memberLength(
  set: Ipset,
  kinds: readonly string[],
  { text }: Member,
  sides: readonly string[],
  packet: Packet,
): number | undefined {
  const parts = text.split(',');
  let sum = 0;
  let unclear = false;
  for (const [at, kind] of kinds.entries()) {
    const part = parts[at];
    const length = part === undefined ? -1 : partLength(set, kind, part, sides[at] === 'src' ? 'src' : 'dst', packet);
    if (length === -1) return -1;
    if (length === undefined) unclear = true;
    else sum += length;
  }
  return unclear ? undefined : sum;
}

type PartTest = (set: Ipset, part: string, side: 'src' | 'dst', packet: Packet) => number | undefined;

const tests: Readonly<Record<string, PartTest>> = {
  ip: (set, part, side, packet) => addressPart(part, side, packet, set.netmask),
  net: (_, part, side, packet) => addressPart(part, side, packet, undefined),
  port: (_, part, side, packet) => portPart(part, side, packet),
  mac: (_, part, side, packet) => {
    const mac = side === 'src' ? packet.sourceMac : packet.destinationMac;
    if (mac === undefined) return undefined;
    return mac.toLowerCase() === part.toLowerCase() ? 0 : -1;
  },
  mark: (_, part, __, packet) => (Number(part) === packet.mark ? 0 : -1),
  iface: (_, part, side, packet) => devicePart(part, side, packet),
};

function partLength(set: Ipset, kind: string, part: string, side: 'src' | 'dst', packet: Packet): number | undefined {
  return Object.hasOwn(tests, kind) ? tests[kind]?.(set, part, side, packet) : undefined;
}

function addressPart(
  part: string,
  side: 'src' | 'dst',
  packet: Packet,
  netmask: number | undefined,
): number | undefined {
  const address = parseAddress(side === 'src' ? packet.source : packet.destination);
  if (address === undefined) return undefined;
  if (part.includes('-')) return rangePart(part, address);
  const prefix = parsePrefix(part, packet.family);
  if (prefix === undefined) return undefined;
  const length = part.includes('/') || netmask === undefined ? prefix.length : netmask;
  return covers({ ...prefix, length }, address) ? length : -1;
}

function rangePart(part: string, address: Address): number | undefined {
  const [low, high] = part.split('-').map(parseAddress);
  if (low === undefined || high === undefined) return undefined;
  return address.value >= low.value && address.value <= high.value ? bitsOf(address.family) : -1;
}

/** `tcp:80`, `udp:53`, `icmp:echo-request`, `vrrp:0`; a bitmap's port without protocol. */
function portPart(part: string, side: 'src' | 'dst', packet: Packet): number | undefined {
  const [first = '', second] = part.split(':');
  if (second !== undefined && protocolNumber(first) !== protocolOf(packet)) return -1;
  if (icmpOf(packet) !== undefined) return undefined;
  const range = side === 'src' ? sourcePortRange(packet) : destinationPortRange(packet);
  const [low, high = low] = (second ?? first).split('-').map(Number);
  if (range === undefined || low === undefined || high === undefined || Number.isNaN(low + high)) return undefined;
  if (range[0] >= low && range[1] <= high) return 0;
  return range[1] < low || range[0] > high ? -1 : undefined;
}

function devicePart(part: string, side: 'src' | 'dst', packet: Packet): number {
  const physical = part.startsWith('physdev:');
  const name = physical ? part.slice('physdev:'.length) : part;
  const routed = side === 'src' ? packet.iif : packet.oif;
  const bridged = side === 'src' ? packet.physdevIn : packet.physdevOut;
  return name === (physical ? bridged : routed) ? 0 : -1;
}

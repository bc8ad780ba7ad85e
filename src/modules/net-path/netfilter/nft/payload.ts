import { type Family, parseAddress } from '../../address/address.ts';
import { destinationPortRange, icmpOf, type Packet, protocolOf, sourcePortRange, tcpFlagBits } from '../packet.ts';
import type { Way } from '../way.ts';
import { name, nothing, number, range, unknown, type Value } from './value.ts';

type Field = (way: Way) => Value;

export const addressValue = (text: string): Value => number('address', parseAddress(text)?.value, `address ${text}`);

/** Whether the frame holds an IP packet of this family: the dependency that nft adds by itself. */
const isIp = ({ packet }: Way, family: Family): boolean => packet.family === family && protocolOf(packet) >= 0;

const ofFamily =
  (family: Family, field: (packet: Packet) => Value): Field =>
  (way) =>
    isIp(way, family) ? field(way.packet) : nothing;

const ofProtocol =
  (protocol: number, field: (packet: Packet) => Value): Field =>
  (way) =>
    protocolOf(way.packet) === protocol ? field(way.packet) : nothing;

const sport = (packet: Packet): Value => {
  const ports = sourcePortRange(packet);
  return ports === undefined ? unknown('th sport') : range('port', ports);
};
const dport = (packet: Packet): Value => {
  const ports = destinationPortRange(packet);
  return ports === undefined ? unknown('th dport') : range('port', ports);
};

const ports = (protocol: number): Readonly<Record<string, Field>> => ({
  sport: ofProtocol(protocol, sport),
  dport: ofProtocol(protocol, dport),
});

const icmp = (protocol: 1 | 58): Readonly<Record<string, Field>> => ({
  type: ofProtocol(protocol, (packet) => number(protocol === 1 ? 'icmpType' : 'icmp6Type', icmpOf(packet)?.type)),
  code: ofProtocol(protocol, (packet) => number(protocol === 1 ? 'icmpCode' : 'icmp6Code', icmpOf(packet)?.code)),
});

const mac =
  (get: (way: Way) => string | undefined): Field =>
  (way) =>
    name('mac', get(way)?.toLowerCase(), 'a MAC');

const arp = (field: (arp: NonNullable<NonNullable<Way['frame']>['arp']>) => Value): Field => {
  return ({ frame }) => (frame?.arp === undefined ? nothing : field(frame.arp));
};

const etherNumbers = { ip: 0x0800, ip6: 0x86dd, arp: 0x0806 };
/** What the frame carries; a packet in an IP hook is a frame of its family. */
export const etherType: Field = ({ frame, packet }) =>
  number('etherType', etherNumbers[frame?.etherType ?? (packet.family === 4 ? 'ip' : 'ip6')]);

/** `{"payload": {"protocol": "ip", "field": "saddr"}}`; fields that are not here are not known. */
const fields: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  ip: {
    saddr: ofFamily(4, ({ source }) => addressValue(source)),
    daddr: ofFamily(4, ({ destination }) => addressValue(destination)),
    protocol: ofFamily(4, (packet) => number('protocol', protocolOf(packet))),
    ttl: ofFamily(4, ({ ttl }) => number('integer', ttl, 'ip ttl')),
    length: ofFamily(4, ({ length }) => number('integer', length, 'ip length')),
    version: ofFamily(4, () => number('integer', 4)),
  },
  ip6: {
    saddr: ofFamily(6, ({ source }) => addressValue(source)),
    daddr: ofFamily(6, ({ destination }) => addressValue(destination)),
    nexthdr: ofFamily(6, (packet) => number('protocol', protocolOf(packet))),
    hoplimit: ofFamily(6, ({ ttl }) => number('integer', ttl, 'ip6 hoplimit')),
    length: ofFamily(6, ({ length }) =>
      number('integer', length === undefined ? undefined : length - 40, 'ip6 length'),
    ),
    version: ofFamily(6, () => number('integer', 6)),
  },
  tcp: { ...ports(6), flags: ofProtocol(6, (packet) => number('tcpFlags', tcpFlagBits(packet))) },
  udp: ports(17),
  dccp: ports(33),
  sctp: ports(132),
  udplite: ports(136),
  th: { sport: ({ packet }) => sport(packet), dport: ({ packet }) => dport(packet) },
  icmp: icmp(1),
  icmpv6: icmp(58),
  ether: {
    saddr: mac(({ frame, packet }) => frame?.sourceMac ?? packet.sourceMac),
    daddr: mac(({ frame, packet }) => frame?.destinationMac ?? packet.destinationMac),
    type: etherType,
  },
  arp: {
    operation: arp(({ operation }) => number('arpOperation', operation === 'request' ? 1 : 2)),
    'saddr ip': arp(({ senderIp }) => addressValue(senderIp)),
    'daddr ip': arp(({ targetIp }) => addressValue(targetIp)),
    htype: arp(() => number('integer', 1)),
    ptype: arp(() => number('etherType', 0x0800)),
    plen: arp(() => number('integer', 4)),
    hlen: arp(() => number('integer', 6)),
  },
};

/** Which protocol a header needs at all: without it the rule does not match, whatever the field. */
const needs: Readonly<Record<string, (way: Way) => boolean>> = {
  ip: (way) => isIp(way, 4),
  ip6: (way) => isIp(way, 6),
  arp: ({ frame }) => frame?.arp !== undefined,
  ...Object.fromEntries(
    Object.entries({
      tcp: 6,
      udp: 17,
      dccp: 33,
      esp: 50,
      ah: 51,
      comp: 108,
      sctp: 132,
      udplite: 136,
      icmp: 1,
      icmpv6: 58,
    }).map(([header, protocol]) => [header, ({ packet }: Way) => protocolOf(packet) === protocol]),
  ),
};

/** One field of a header. */
export function payload(header: string, field: string): Field {
  const found = Object.hasOwn(fields, header) ? fields[header] : undefined;
  if (found !== undefined && Object.hasOwn(found, field)) return found[field] ?? (() => nothing);
  return (way) => (needs[header]?.(way) === false ? nothing : unknown(`${header} ${field}`));
}

import type { Family } from '../address/address.ts';

export type CtState = 'new' | 'established' | 'related' | 'invalid' | 'untracked';
export type CtStatus = 'dnat' | 'snat' | 'confirmed' | 'seen-reply' | 'assured';

/** Addresses and ports as a connection began with them. */
export interface Tuple {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** One packet where a hook sees it. Addresses are canonical text, IPv6 as RFC 5952 writes it. */
export interface Packet extends Tuple {
  readonly family: Family;
  /** A name, or the IP protocol number. */
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | number;
  /** What an absent sourcePort may be, both ends included; absent: the kernel's default, 32768-60999. */
  readonly sourcePorts?: readonly [number, number];
  /** What an absent destinationPort may be: of a reply, the client's source ports; absent: any. */
  readonly destinationPorts?: readonly [number, number];
  /** Absent with icmp: an echo request. */
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly tcpFlags?: 'syn' | 'syn-ack' | 'ack' | 'rst';
  readonly iif?: string;
  readonly oif?: string;
  /** br_netfilter: the bridge's ports, while iif and oif are the bridge. */
  readonly physdevIn?: string;
  readonly physdevOut?: string;
  readonly bridged?: boolean;
  readonly sourceMac?: string;
  readonly destinationMac?: string;
  readonly mark: number;
  /** Bytes of the IP packet; absent: not known. */
  readonly length?: number;
  readonly ttl?: number;
  readonly ctState: CtState;
  readonly ctDirection?: 'original' | 'reply';
  readonly ctStatus?: readonly CtStatus[];
  readonly ctOriginal?: Tuple;
  readonly ctMark?: number;
  /** What rules before conntrack chose; absent: 0. */
  readonly ctZone?: number;
  /** Of the entry that it would belong to in that zone. */
  readonly entryZone?: number;
  readonly multicastOrBroadcast?: boolean;
  /** What conntrack turns an established packet into at the NAT priority of the hook. */
  readonly unNat?: Partial<Tuple>;
}

/** ip_local_port_range's default (Documentation/networking/ip-sysctl.rst). */
const ephemeral: readonly [number, number] = [32768, 60999];

/** Both ends of what the source port can be; undefined for a protocol without ports. */
export function sourcePortRange(packet: Packet): readonly [number, number] | undefined {
  if (!hasPorts(packet)) return undefined;
  if (packet.sourcePort !== undefined) return [packet.sourcePort, packet.sourcePort];
  return packet.sourcePorts ?? ephemeral;
}

export function destinationPortRange(packet: Packet): readonly [number, number] | undefined {
  if (!hasPorts(packet)) return undefined;
  const port = packet.destinationPort;
  return port === undefined ? (packet.destinationPorts ?? [0, 65535]) : [port, port];
}

/** IANA protocol numbers by the names that iptables and nft print. */
const numbers: Readonly<Record<string, number>> = {
  ip: 0,
  all: 0,
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  ipip: 4,
  tcp: 6,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  'ipv6-icmp': 58,
  ospf: 89,
  pim: 103,
  ipcomp: 108,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  mh: 135,
  'mobility-header': 135,
  udplite: 136,
};

/** `tcp`, `ipv6-icmp` or `58`; undefined for a name that is not known here. */
export function protocolNumber(name: string | number): number | undefined {
  if (typeof name === 'number') return name;
  if (/^\d{1,3}$/.test(name)) return Number(name);
  return Object.hasOwn(numbers, name.toLowerCase()) ? numbers[name.toLowerCase()] : undefined;
}

export const protocolOf = (packet: Packet): number => protocolNumber(packet.protocol) ?? -1;

const portProtocols = [6, 17, 33, 132, 136];
export const hasPorts = (packet: Packet): boolean => portProtocols.includes(protocolOf(packet));

/** Type and code; an icmp packet about which nothing is said is an echo request (8 or 128). */
export function icmpOf(packet: Packet): { type: number; code: number } | undefined {
  const protocol = protocolOf(packet);
  if (protocol !== 1 && protocol !== 58) return undefined;
  return { type: packet.icmpType ?? (protocol === 1 ? 8 : 128), code: packet.icmpCode ?? 0 };
}

/** The bits of a TCP header: fin 1, syn 2, rst 4, psh 8, ack 16, urg 32 (RFC 9293); undefined: not TCP. */
export function tcpFlagBits(packet: Packet): number | undefined {
  if (protocolOf(packet) !== 6) return undefined;
  return { syn: 2, 'syn-ack': 18, ack: 16, rst: 4 }[packet.tcpFlags ?? 'syn'];
}

import type { Address, Family, Prefix } from '../address/address.ts';
import type { NamespaceCapture } from '../capture/capture.ts';
import type { Part } from './part.ts';

/** Where something of the model was read, as it stands there. */
export interface Record {
  readonly source: string;
  readonly line?: number;
  readonly text: string;
}

export interface OwnAddress extends Prefix {
  /** Of the other end of a point-to-point link. */
  readonly peer?: Address;
  readonly broadcast?: Address;
  readonly scope: number;
  readonly secondary: boolean;
  /** Duplicate detection still runs, or failed: not to be used yet. */
  readonly tentative: boolean;
  readonly deprecated: boolean;
  readonly noPrefixRoute: boolean;
  readonly temporary: boolean;
}

/** What a bridge keeps for a port. */
export interface BridgePort {
  /** `forwarding`, `disabled`, `listening`, `learning`, `blocking`. */
  readonly state: string;
  readonly hairpin: boolean;
  readonly isolated: boolean;
  readonly learning: boolean;
  readonly flood: boolean;
  readonly locked: boolean;
  readonly proxyArp: boolean;
}

export interface BridgeSettings {
  readonly stp: boolean;
  readonly vlanFiltering: boolean;
  readonly callIptables: boolean;
  readonly callIp6tables: boolean;
  readonly callArptables: boolean;
  /** Ports learn only while this is not 0. */
  readonly ageingTime?: number;
}

export interface VxlanSettings {
  readonly id: number;
  readonly port: number;
  readonly local?: string;
  readonly remote?: string;
  readonly group?: string;
  readonly link?: string;
  readonly learning: boolean;
  /** `unset`, `set`, `inherit`. */
  readonly df: string;
  readonly external: boolean;
}

export interface Link {
  readonly index: number;
  readonly name: string;
  readonly up: boolean;
  readonly carrier: boolean;
  readonly loopback: boolean;
  readonly noArp: boolean;
  readonly pointToPoint: boolean;
  readonly mtu: number;
  readonly mac?: string;
  readonly operstate: string;
  /** `veth`, `bridge`, `vxlan`, `macvlan`, `tun`, `ipip`; absent for hardware. */
  readonly kind?: string;
  readonly master?: string;
  /** Index of the peer or lower device. */
  readonly lowerIndex?: number;
  /** Its name, where it is in this namespace. */
  readonly lowerName?: string;
  /** Namespace of that device as this namespace numbers it; absent: this one. */
  readonly lowerNamespace?: number;
  readonly port?: BridgePort;
  readonly bridge?: BridgeSettings;
  readonly vxlan?: VxlanSettings;
  /** `bridge`, `private`, `vepa`, `passthru` of a macvlan. */
  readonly mode?: string;
  readonly vlanId?: number;
  /** Routing table of a VRF device. */
  readonly vrfTable?: string;
  readonly group: string;
  readonly xdp: boolean;
  readonly addresses: readonly OwnAddress[];
  readonly record: Record;
}

export type RouteType =
  | 'unicast'
  | 'local'
  | 'broadcast'
  | 'multicast'
  | 'anycast'
  | 'blackhole'
  | 'unreachable'
  | 'prohibit'
  | 'throw'
  | 'nat';

export interface NextHop {
  readonly device?: string;
  readonly gateway?: Address;
  readonly weight: number;
  readonly onlink: boolean;
  readonly dead: boolean;
  readonly linkdown: boolean;
}

export interface Route {
  readonly type: RouteType;
  readonly prefix: Prefix;
  /** IPv6 source-specific routes. */
  readonly from?: Prefix;
  readonly table: string;
  readonly tos: number;
  readonly metric: number;
  readonly scope: number;
  readonly protocol: string;
  readonly source?: Address;
  readonly mtu?: number;
  readonly pref: string;
  readonly nextHops: readonly NextHop[];
  /** They are a group of nexthop objects: `mpath`, `resilient`. */
  readonly group?: string;
  readonly record: Record;
}

export interface Rule {
  readonly priority: number;
  readonly not: boolean;
  readonly from?: Prefix;
  readonly to?: Prefix;
  readonly iif?: string;
  readonly oif?: string;
  readonly mark?: { readonly value: number; readonly mask: number };
  readonly tos?: number;
  readonly protocol?: string;
  readonly sourcePorts?: readonly [number, number];
  readonly destinationPorts?: readonly [number, number];
  readonly users?: readonly [number, number];
  /** It asks the table of the VRF that the packet's device belongs to, and matches no other packet. */
  readonly l3mdev: boolean;
  /** Tunnel ids and whatever else is not modeled: it is not known whether they match. */
  readonly unknown?: string;
  readonly action: 'table' | 'goto' | 'nop' | 'prohibit' | 'blackhole' | 'unreachable';
  readonly table?: string;
  readonly goto?: number;
  readonly suppressPrefix?: number;
  readonly suppressGroup?: string;
  readonly record: Record;
}

export interface Neighbor {
  readonly address: Address;
  readonly device: string;
  readonly mac?: string;
  readonly state: string;
  readonly proxy: boolean;
  readonly record: Record;
}

export interface FdbEntry {
  readonly mac: string;
  readonly device: string;
  readonly master?: string;
  readonly destination?: string;
  readonly port?: number;
  readonly vni?: number;
  readonly via?: string;
  readonly vlan?: number;
  readonly state: string;
  readonly self: boolean;
  readonly record: Record;
}

export interface PortVlans {
  readonly device: string;
  readonly vlans: readonly {
    readonly from: number;
    readonly to: number;
    readonly pvid: boolean;
    readonly untagged: boolean;
  }[];
  readonly record: Record;
}

export interface ListeningSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly family: Family | 'both';
  /** Undefined: any address. */
  readonly address?: Address;
  readonly port: number;
  readonly device?: string;
  /** A listener whose queue of accepted connections takes no more. */
  readonly full?: true;
  /** Of a connected UDP socket. */
  readonly remote?: { readonly address: Address; readonly port: number };
  readonly record: Record;
}

/** A policy of IPsec that blocks packets or transforms them: where they are after that no table of routes tells. */
export interface Policy extends Required<Pick<Rule, 'from' | 'to' | 'record'>> {
  readonly direction: string;
}

/** One network namespace, as it was read. */
export interface Namespace {
  readonly host: string;
  readonly inode: string;
  /** `host`, the name in /run/netns, or the lowest PID. */
  readonly label: string;
  readonly capture: NamespaceCapture;
  readonly parts: ReadonlySet<Part>;
  readonly links: readonly Link[];
  readonly routes: readonly Route[];
  readonly rules4: readonly Rule[];
  readonly rules6: readonly Rule[];
  readonly neighbors: readonly Neighbor[];
  readonly fdb: readonly FdbEntry[];
  readonly vlans: readonly PortVlans[];
  readonly sockets: readonly ListeningSocket[];
  /** Devices with a tc ingress or clsact hook, and where that was read. */
  readonly trafficHooks: ReadonlyMap<string, Record>;
  readonly policies: readonly Policy[];
  /** Settings by path below /proc/sys/net: `ipv4/conf/eth0/rp_filter`. */
  readonly sysctls: ReadonlyMap<string, { readonly value: string; readonly record: Record }>;
  /** Names of /run/netns by the number this namespace has for them; undefined for one that has no name there. */
  readonly namespaceIds: ReadonlyMap<number, string | undefined>;
}

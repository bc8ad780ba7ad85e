import type { Packet } from './packet.ts';
import type { RuleRef } from './rule-ref.ts';

export interface Nat {
  readonly kind: 'dnat' | 'snat' | 'masquerade' | 'redirect';
  readonly by: RuleRef;
  readonly fromAddress: string;
  readonly fromPort?: number;
  readonly toAddress: string;
  readonly toPort?: number;
}

/** One possibility taken at a rule that could not be decided: option `option` of `options`. */
export interface Assumption {
  readonly id: string;
  readonly option: number;
  readonly options: number;
  readonly what: string;
  readonly rule: RuleRef;
}

/** A frame that is not, or not only, an IP packet. */
export interface Frame {
  readonly etherType: 'ip' | 'ip6' | 'arp';
  readonly sourceMac?: string;
  readonly destinationMac?: string;
  readonly iif?: string;
  readonly oif?: string;
  /** The bridge, where the frame's devices are its ports. */
  readonly bridgeIn?: string;
  readonly bridgeOut?: string;
  readonly packet?: Packet;
  readonly arp?: { readonly operation: 'request' | 'reply'; readonly senderIp: string; readonly targetIp: string };
}

/** Something that is so for a part of the connections, given that the assumptions hold. */
export interface Possibility {
  readonly share: number;
  readonly assumptions: readonly Assumption[];
}

/** A packet under way through the rules of one hook, with all that was assumed to get here. */
export interface Way extends Possibility {
  readonly packet: Packet;
  readonly frame?: Frame;
  /** Conntrack has seen the packet (priority -200 is behind it). */
  readonly tracked: boolean;
  readonly notrack: boolean;
  /** A NAT rule of this hook has mapped the connection: the first one wins. */
  readonly mapped: boolean;
  readonly nat: readonly Nat[];
  readonly rerouted: boolean;
  readonly mssClamp?: number | 'pmtu';
  readonly trace: readonly RuleRef[];
}

/** All that later rules or the walk can tell two ways apart by. */
export const stateOf = ({ packet, notrack, tracked, mapped, nat, rerouted, mssClamp }: Way): string =>
  JSON.stringify([
    packet,
    notrack,
    tracked,
    mapped,
    rerouted,
    mssClamp,
    nat.map(({ kind, by }) => [kind, by.line, by.text]),
  ]);

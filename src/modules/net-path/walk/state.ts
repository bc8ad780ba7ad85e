import { type Address, formatAddress, parseAddress } from '../address/address.ts';
import type { Namespace, Record } from '../model/namespace.ts';
import type { Packet, Tuple } from '../netfilter/packet.ts';
import type { Routed } from '../route/decision.ts';

export type HopKind = 'route' | 'filter' | 'nat' | 'neighbor' | 'link' | 'bridge' | 'tunnel' | 'socket';

/** One step as the report shows it. */
export interface Hop {
  readonly ns: string;
  readonly kind: HopKind;
  readonly device?: string;
  readonly action: string;
  readonly evidence?: Record;
  readonly packet: {
    readonly source: string;
    readonly destination: string;
    readonly sourcePort?: number;
    readonly destinationPort?: number;
    readonly mark?: number;
  };
}

/** What stops a packet. `name` is the slug of a code; facts are what its wording needs. */
export interface Break {
  readonly name: string;
  readonly ns: Namespace;
  /** Index into the hops of its way. */
  readonly hop: number;
  readonly device?: string;
  readonly facts: { readonly [key: string]: unknown };
  readonly records: readonly Record[];
  readonly reply: boolean;
  /** Words that say what else it is not. */
  readonly rulesOut?: readonly string[];
  /** It is told, but the conversation goes on: a warning. */
  readonly harmless?: boolean;
  /** It sends packets where they never should be: what they meet there follows. */
  readonly astray?: boolean;
  /** The decision that led there. */
  readonly routed?: Routed;
  /** Who else is on the link where somebody was asked for. */
  readonly neighbors?: readonly Namespace[];
}

/** What could not be seen, on the way. */
export interface Unseen {
  readonly id: 'unseen-hook' | 'not-captured' | 'rules-incompatible' | 'undecided';
  readonly hop: number;
  readonly what: string;
  readonly command?: string;
}

/** A conntrack entry that the walk made in a namespace. */
export interface Entry {
  readonly ns: Namespace;
  readonly original: Tuple;
  readonly reply: Tuple;
  /** What CONNMARK left there. */
  readonly mark?: number;
  /** Only packets of that zone belong to it. */
  readonly zone?: number;
}

/** A packet under way, with all that happened to it. Immutable. */
export interface State {
  readonly packet: Packet;
  readonly hops: readonly Hop[];
  readonly breaks: readonly Break[];
  readonly unseen: readonly Unseen[];
  /** Part of the connections; absent where a doubt decides. */
  readonly share?: number;
  readonly entries: readonly Entry[];
  /** Translations on the way, for the drawing and the judge. */
  readonly reply: boolean;
  /** An ICMP error about the packet, on its way to the sender. */
  readonly isError?: boolean;
  /** Namespaces in which this packet was routed, to know a loop. */
  readonly routed: readonly string[];
  /** Largest packet, bytes, that a TCP MSS clamp on the way lets the other end send. */
  readonly clamped?: number;
  readonly maxSize?: number;
  /** A router cuts it: DF is not set. */
  readonly fragments?: boolean;
}

/** A packet about to be sent, of which nothing is known but itself. */
export const setOut = (packet: Packet, more: Partial<Omit<State, 'packet'>> = {}): State => ({
  packet,
  hops: [],
  breaks: [],
  unseen: [],
  share: 1,
  entries: [],
  reply: false,
  routed: [],
  ...more,
});

/** Where a way ends. */
export interface End extends State {
  readonly end: 'delivered' | 'stopped' | 'left';
  readonly at?: { readonly ns: Namespace; readonly device: string };
}

export const addressOf = (text: string): Address => parseAddress(text) ?? { family: 4, value: 0n };

export function withHop(
  state: State,
  ns: Namespace,
  kind: HopKind,
  action: string,
  more: { device?: string; evidence?: Record | undefined } = {},
): State {
  const { source, destination, sourcePort, destinationPort, mark } = state.packet;
  const hop: Hop = {
    ns: ns.label,
    kind,
    action,
    ...(more.device === undefined ? {} : { device: more.device }),
    ...(more.evidence === undefined ? {} : { evidence: more.evidence }),
    packet: {
      source,
      destination,
      ...(sourcePort === undefined ? {} : { sourcePort }),
      ...(destinationPort === undefined ? {} : { destinationPort }),
      ...(mark === 0 ? {} : { mark }),
    },
  };
  return { ...state, hops: [...state.hops, hop] };
}

export interface Trouble {
  readonly name: string;
  readonly device?: string;
  readonly facts?: { readonly [key: string]: unknown };
  readonly records?: readonly (Record | undefined)[];
  readonly rulesOut?: readonly string[];
  readonly harmless?: boolean;
  readonly routed?: Routed;
  readonly neighbors?: readonly Namespace[];
}

/** A break at the last hop; the same one is told once. */
export function withBreak(
  state: State,
  ns: Namespace,
  { name, device, facts = {}, records = [], rulesOut, harmless, routed, neighbors }: Trouble,
): State {
  if (
    state.breaks.some((one) => one.name === name && one.ns === ns && one.device === device && one.reply === state.reply)
  )
    return state;
  const found: Break = {
    name,
    ns,
    hop: Math.max(0, state.hops.length - 1),
    facts,
    records: records.filter((one) => one !== undefined),
    reply: state.reply,
    ...(device === undefined ? {} : { device }),
    ...(rulesOut === undefined ? {} : { rulesOut }),
    ...(harmless === true ? { harmless } : {}),
    ...(routed === undefined ? {} : { routed }),
    ...(neighbors === undefined ? {} : { neighbors }),
  };
  return { ...state, breaks: [...state.breaks, found] };
}

export function withUnseen(state: State, id: Unseen['id'], what: string, command?: string): State {
  if (state.unseen.some((one) => one.what === what)) return state;
  const found: Unseen = {
    id,
    what,
    hop: Math.max(0, state.hops.length - 1),
    ...(command === undefined ? {} : { command }),
  };
  return { ...state, unseen: [...state.unseen, found] };
}

/** What a collector on another machine would show: the command prints it, the words say where it is to be run. */
export const withUncollected = (state: State, what: string, where: Address): State =>
  withUnseen(
    state,
    'not-captured',
    `${what}: run on ${formatAddress(where)} what this prints`,
    'diag collect net-path --sh',
  );

export const times = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a * b;

export function withShare(state: State, share: number | undefined): State {
  const { share: before, ...rest } = state;
  const product = times(before, share);
  return product === undefined ? rest : { ...rest, share: product };
}

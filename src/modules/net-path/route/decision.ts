import type { Address, Family } from '../address/address.ts';
import type { NextHop, Record, Route, Rule } from '../model/namespace.ts';

/** What the kernel's routing is asked; the fields of a `flowi`. */
export interface RouteKey {
  readonly family: Family;
  readonly destination: Address;
  readonly source?: Address;
  /** Device a packet arrives on; absent for packets made here. */
  readonly iif?: string;
  /** Device that is asked for. */
  readonly oif?: string;
  /** Device whose VRF is asked, where it is neither of them: of the lookup of the way back. */
  readonly vrfOf?: string;
  readonly mark: number;
  readonly tos: number;
  /** IP protocol number; 0 where routing does not look at it. */
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly user: number;
}

/** Errors of routing, as errno(3) names them. */
export type Errno = 'ENETUNREACH' | 'EHOSTUNREACH' | 'EACCES' | 'EINVAL' | 'ENODEV';

/** Why routing said no. */
export type Refusal =
  | 'no-route'
  | 'route'
  | 'rule'
  | 'foreign-source'
  | 'forwarding-off'
  | 'martian-source'
  | 'martian-destination'
  | 'reverse-path'
  | 'own-source'
  | 'device';

/** A way out or in. */
export interface Routed {
  readonly type: 'unicast' | 'local' | 'broadcast' | 'multicast' | 'anycast';
  /** Legs of a multipath route that the flow may take; one otherwise. */
  readonly legs: readonly NextHop[];
  readonly device: string;
  readonly gateway?: Address;
  readonly source?: Address;
  readonly table?: string;
  readonly route?: Route;
  readonly rule?: Rule;
}

export interface Refused {
  readonly errno: Errno;
  readonly refusal: Refusal;
  /** The type of the route that said so. */
  readonly type?: Route['type'];
  readonly route?: Route;
  readonly rule?: Rule;
  readonly record?: Record;
  /** Tables that were asked. */
  readonly tables: readonly string[];
}

/** It cannot be told: a rule that is not known to match, or a part that was not read. */
export interface Undecided {
  readonly unknown: string;
}

export type Decision = Routed | Refused | Undecided;

export const isRouted = (decision: Decision): decision is Routed => 'device' in decision;
export const isRefused = (decision: Decision): decision is Refused => 'errno' in decision;

/** What a table lookup found. */
export interface Found {
  readonly route: Route;
  readonly legs: readonly NextHop[];
  readonly rule?: Rule;
}

export type Lookup = Found | Refused | Undecided;

export const isFound = (lookup: Lookup): lookup is Found => 'legs' in lookup;

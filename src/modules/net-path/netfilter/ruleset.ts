import type { Family } from '../address/address.ts';
import type { Ipsets } from './ipset.ts';
import type { Json } from './nft/json.ts';
import type { Packet } from './packet.ts';
import type { Backend, Hook, RuleRef, TableFamily } from './rule-ref.ts';
import type { Way } from './way.ts';

/** What a step does with the way: the rest of the rule, not this rule, a verdict, another chain. */
export type Go =
  | { readonly to: 'next' | 'skip' | 'accept' | 'drop' | 'return' }
  | { readonly to: 'reject'; readonly rejectWith: string }
  | { readonly to: 'jump' | 'goto'; readonly chain: string }
  | { readonly to: 'unknown' };

export interface Fork {
  readonly go: Go;
  /** Part of the connections that take this fork; absent: all, or not known. */
  readonly share?: number;
  readonly way?: Way;
}

/** With `doubt` the forks are possibilities of which it is not known which one is true. */
export interface Step {
  readonly forks: readonly Fork[];
  readonly doubt?: string;
}

export interface Rule {
  readonly ref: RuleRef;
  readonly steps: readonly ((way: Way, hook: HookContext) => Step)[];
}

export interface Chain {
  readonly size: number;
  /** Cheap: true only where rule `index` cannot match the packet. */
  excludes(index: number, packet: Packet): boolean;
  rule(index: number): Rule;
}

export interface BaseChain {
  readonly name: string;
  readonly hook: Hook;
  readonly priority: number;
  readonly kind: 'filter' | 'nat' | 'route';
  readonly policy: 'accept' | 'drop';
  readonly policyRef: RuleRef;
  readonly chain: Chain;
  readonly table: Table;
  /** netdev and inet ingress: the devices it is bound to. */
  readonly devices?: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly family: TableFamily;
  readonly backend: Backend;
  chain(name: string): Chain | undefined;
  chainNames(): readonly string[];
  /** nft: elements of a named set or map, as it prints them. */
  elements?(name: string): readonly Json[];
  readonly baseChains: readonly BaseChain[];
}

export interface Ruleset {
  readonly backend: Backend;
  readonly family: Family | 'both';
  readonly source: string;
  readonly tables: readonly Table[];
  /** Tables that the tool said it cannot show. */
  readonly incompatible: readonly string[];
  /** Lines, or parts of the JSON, that were not understood. */
  readonly notUnderstood: readonly { readonly line: number; readonly text: string }[];
}

export type AddressType =
  | 'LOCAL'
  | 'UNICAST'
  | 'BROADCAST'
  | 'MULTICAST'
  | 'BLACKHOLE'
  | 'UNREACHABLE'
  | 'PROHIBIT'
  | 'ANYCAST';

/** What the namespace around the rules knows. Undefined always means: not captured. */
export interface HookContext {
  /** How the namespace's tables class an address, with a device given only that device's. */
  addressType(address: string, family: Family, device?: string): AddressType | undefined;
  /** The device that leads back to the packet's source; null: none. */
  reverseDevice(
    packet: Packet,
    options: { readonly mark: boolean; readonly anyDevice: boolean },
  ): string | null | undefined;
  /** Primary address of the egress device. */
  masqueradeAddress(device: string, family: Family, destination: string): string | undefined;
  /** Primary address of the arrival device. */
  redirectAddress(device: string | undefined, family: Family): string | undefined;
  readonly sets: Ipsets;
  /** Whether a list of xt_recent holds an address. */
  recent?(list: string, address: string): boolean | undefined;
  /** Called with each rule that matched or could not be decided: what a slice must keep. */
  met?(ref: RuleRef): void;
}

const step = (to: 'next' | 'skip' | 'accept' | 'drop' | 'return'): Step => ({ forks: [{ go: { to } }] });
export const next = step('next');
export const skip = step('skip');
export const accept = step('accept');
export const drop = step('drop');
export const back = step('return');

/** Yes, no, or undefined: not known, because of `what`. */
export function answer(value: boolean | undefined, what: string): Step {
  if (value === undefined) return { forks: [...next.forks, ...skip.forks], doubt: what };
  return value ? next : skip;
}

/** True for a part of the connections. */
export function chance(share: number): Step {
  if (share <= 0) return skip;
  if (share >= 1) return next;
  return {
    forks: [
      { go: { to: 'next' }, share },
      { go: { to: 'skip' }, share: 1 - share },
    ],
  };
}

/** The rule goes on with a changed way. */
export const changed = (way: Way): Step => ({ forks: [{ go: { to: 'next' }, way }] });

/** Nothing can be said about what becomes of the packet. */
export const undecided = (what: string): Step => ({ forks: [{ go: { to: 'unknown' } }], doubt: what });

import type { Kind } from './names.ts';

/**
 * What an expression yields for a packet: one number or all that it can be, a name, nothing (the rule then does not
 * match: NFT_BREAK), or not known.
 */
export type Value =
  | { readonly is: 'number'; readonly kind: Kind; readonly low: bigint; readonly high: bigint }
  | { readonly is: 'name'; readonly kind: Kind; readonly name: string }
  | { readonly is: 'parts'; readonly parts: readonly Value[] }
  /** Evenly one of `modulus` numbers from `offset` on: `numgen` over connections, with `fixed` one flow's hash. */
  | { readonly is: 'one-of'; readonly modulus: number; readonly offset: number; readonly fixed: boolean }
  | { readonly is: 'nothing' }
  | { readonly is: 'unknown'; readonly what: string };

export const nothing: Value = { is: 'nothing' };
export const unknown = (what: string): Value => ({ is: 'unknown', what });

export const number = (kind: Kind, value: number | bigint | undefined, what = 'a number'): Value =>
  value === undefined ? unknown(what) : { is: 'number', kind, low: BigInt(value), high: BigInt(value) };

export const range = (kind: Kind, [low, high]: readonly [number, number]): Value => ({
  is: 'number',
  kind,
  low: BigInt(low),
  high: BigInt(high),
});

export const name = (kind: Kind, text: string | undefined, what = 'a name'): Value =>
  text === undefined ? unknown(what) : { is: 'name', kind, name: text };

/** The one number that a value is; undefined where it is none, or several. */
export const single = (value: Value): bigint | undefined =>
  value.is === 'number' && value.low === value.high ? value.low : undefined;

import { type Address, covers, type Family } from '../address/address.ts';
import type { Namespace, NextHop, Route } from '../model/namespace.ts';
import type { RouteKey } from './decision.ts';
import { ignoresLinkdown } from './settings.ts';

const cached = new WeakMap<Namespace, Map<string, readonly Route[]>>();

/**
 * Routes of a table in the order in which they are tried: longest prefix, then TOS, then metric, then as dumped.
 * `local+main` is both in one, as the kernel keeps them until the first rule is added (fib_trie.c, fib_trie_unmerge).
 */
export function tableOf(ns: Namespace, family: Family, table: string): readonly Route[] {
  const tables = cached.get(ns) ?? new Map<string, readonly Route[]>();
  cached.set(ns, tables);
  const key = `${family} ${table}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const names = table.split('+');
  const sorted = ns.routes
    .filter((route) => route.prefix.family === family && names.includes(route.table))
    .toSorted(
      (a, b) =>
        b.prefix.length - a.prefix.length ||
        names.indexOf(a.table) - names.indexOf(b.table) ||
        b.tos - a.tos ||
        a.metric - b.metric,
    );
  tables.set(key, sorted);
  return sorted;
}

/** Routes of a table that cover an address, first choice first. */
export const covering = (ns: Namespace, table: string, address: Address): readonly Route[] =>
  tableOf(ns, address.family, table).filter(({ prefix }) => covers(prefix, address));

/** Legs that may be used: not dead, with carrier where that counts, on the device that is asked for (fib_lookup_good_nhc). */
export const usableLegs = (
  ns: Namespace,
  { nextHops, prefix }: Route,
  { oif }: Pick<RouteKey, 'oif'>,
  ignoreLinkState = false,
): readonly NextHop[] =>
  nextHops.filter((leg) => {
    if (leg.dead || (oif !== undefined && leg.device !== oif)) return false;
    return ignoreLinkState || !leg.linkdown || !ignoresLinkdown(ns, leg.device ?? '', prefix.family);
  });

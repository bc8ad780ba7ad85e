import type { Address } from '../address/address.ts';
import type { Namespace, Route, Rule } from '../model/namespace.ts';
import { scopes } from '../model/scopes.ts';
import type { Errno, Lookup, RouteKey } from './decision.ts';
import { byRules, hasCustomRules, noRoute, refusedBy } from './rules.ts';
import { covering, usableLegs } from './tables.ts';

/** fib_props of fib_semantics.c; `throw` asks the next rule. */
const errors: Readonly<Partial<Record<Route['type'], Errno>>> = {
  blackhole: 'EINVAL',
  unreachable: 'EHOSTUNREACH',
  prohibit: 'EACCES',
  nat: 'EINVAL',
};

/** fib_table_lookup. */
function inTable(ns: Namespace, table: string, key: RouteKey, ignoreLinkState: boolean): Lookup | undefined {
  for (const route of covering(ns, table, key.destination)) {
    if (route.tos !== 0 && route.tos !== key.tos) continue;
    if (route.type === 'throw') return undefined;
    const errno = errors[route.type];
    if (errno !== undefined) return refusedBy(route, errno);
    const legs = usableLegs(ns, route, key, ignoreLinkState);
    if (legs.length > 0) return { route, legs };
  }
  return undefined;
}

/** fib_lookup: the route of an IPv4 packet. */
export function lookup4(ns: Namespace, key: RouteKey, ignoreLinkState = false): Lookup {
  if (!hasCustomRules(ns, 4)) {
    const found = inTable(ns, 'local+main', key, ignoreLinkState) ?? inTable(ns, 'default', key, ignoreLinkState);
    return found ?? noRoute(['local', 'main', 'default']);
  }
  return byRules(ns, key, (table, rule) => {
    const found = inTable(ns, table, key, ignoreLinkState);
    if (found === undefined || !('legs' in found)) return found;
    return suppressed(ns, found.route, rule) ? undefined : { ...found, rule };
  });
}

/**
 * The device that owns an address by the local table alone (__ip_dev_find); until the first rule is added that table
 * is one with main, and a longer prefix there wins.
 */
export function localDevice(ns: Namespace, destination: Address): string | undefined {
  const table = hasCustomRules(ns, 4) ? 'local' : 'local+main';
  const found = inTable(ns, table, { ...anything, destination }, false);
  return found !== undefined && 'legs' in found && found.route.type === 'local'
    ? (found.legs[0]?.device ?? 'lo')
    : undefined;
}

/**
 * Whether a gateway is this namespace's own by a local route of its device, in the table of the route that names it or,
 * where that knows nothing, in the local and the main one (fib_check_nh_v4_gw). The kernel looks when the route is
 * added; as the tables are now stands for that.
 */
export function isLocalOn(ns: Namespace, gateway: Address, device: string | undefined, table = 'main'): boolean {
  const basic = hasCustomRules(ns, 4) ? ['local', 'main'] : ['local+main'];
  for (const one of table === 'main' || table === 'local' ? basic : [table, ...basic]) {
    const first = covering(ns, one, gateway).find(
      ({ scope, nextHops }) => scope >= linkScope && nextHops.some((leg) => leg.device === device),
    );
    if (first !== undefined) return first.type === 'local';
  }
  return false;
}

const linkScope = scopes['link'] ?? 253;

const anything = { family: 4, mark: 0, tos: 0, protocol: 0, sourcePort: 0, destinationPort: 0, user: 0 } as const;

/** fib4_rule_suppress: the first leg of the whole route decides. */
export function suppressed(
  ns: Namespace,
  { prefix, nextHops }: Route,
  { suppressPrefix, suppressGroup }: Rule,
): boolean {
  if (suppressPrefix !== undefined && prefix.length <= suppressPrefix) return true;
  const device = nextHops[0]?.device;
  return suppressGroup !== undefined && ns.links.some(({ name, group }) => name === device && group === suppressGroup);
}

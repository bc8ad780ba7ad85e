import { type Address, covers, isLinkLocal, isMulticast } from '../address/address.ts';
import type { Namespace, Neighbor, NextHop, Route } from '../model/namespace.ts';
import type { Decision, Errno, Found, Lookup, RouteKey } from './decision.ts';
import { isFound } from './decision.ts';
import { suppressed } from './lookup4.ts';
import { byRules, refusedBy } from './rules.ts';
import { setting } from './settings.ts';
import { source6 } from './source6.ts';
import { covering, usableLegs } from './tables.ts';

/** fib6_prop of net/ipv6/route.c; `throw` asks the next rule. */
const errors: Readonly<Partial<Record<Route['type'], Errno>>> = {
  blackhole: 'EINVAL',
  unreachable: 'EHOSTUNREACH',
  prohibit: 'EACCES',
};

/** Addresses that mean nothing without a device (rt6_need_strict). */
const needsDevice = (address: Address): boolean => isMulticast(address) || isLinkLocal(address) || address.value === 1n;

interface Asked {
  /** Preferred, or demanded, device. */
  readonly device: string | undefined;
  readonly strict: boolean;
  /** Hosts, not routers, look for a router that answers. */
  readonly reachable: boolean;
}

/** rt6_score_route; undefined where the leg cannot be used. */
function score(ns: Namespace, route: Route, leg: NextHop, { device, strict, reachable }: Asked): number | undefined {
  const fits = device === undefined || leg.device === device;
  if (!fits && strict) return undefined;
  const preference = { low: 3, medium: 0, high: 1 }[route.pref] ?? 0;
  if (reachable && leg.gateway !== undefined && neighborOf(ns, leg)?.state === 'FAILED') return undefined;
  return (fits ? 2 : 0) | (preference << 2);
}

const neighborOf = (ns: Namespace, { gateway, device }: NextHop): Neighbor | undefined =>
  ns.neighbors.find((one) => one.device === device && gateway !== undefined && one.address.value === gateway.value);

/** find_rr_leaf: the lowest metric of a prefix that has a usable leg; in it the best score, first come first. */
function ofPrefix(ns: Namespace, routes: readonly Route[], asked: Asked): Found | undefined {
  const metrics = [...new Set(routes.map(({ metric }) => metric))].toSorted((a, b) => a - b);
  for (const metric of metrics) {
    let best: { found: Found; score: number } | undefined;
    for (const route of routes.filter((one) => one.metric === metric)) {
      for (const candidate of candidatesOf(ns, route, asked)) {
        if (best === undefined || candidate.score > best.score) best = candidate;
      }
    }
    if (best !== undefined) return best.found;
  }
  return undefined;
}

function candidatesOf(ns: Namespace, route: Route, asked: Asked): { found: Found; score: number }[] {
  if (errors[route.type] !== undefined || route.type === 'throw') {
    // Such a route stands on lo.
    const fits = asked.device === undefined || asked.device === 'lo';
    return asked.strict && !fits ? [] : [{ found: { route, legs: [] }, score: fits ? 2 : 0 }];
  }
  const scored = usableLegs(ns, route, {}).flatMap((leg) => {
    const value = score(ns, route, leg, asked);
    return value === undefined ? [] : [{ leg, value }];
  });
  const top = Math.max(...scored.map(({ value }) => value));
  // fib6_select_path: any leg of a multipath route may be taken, the asked device or not.
  const legs = scored.toSorted((a, b) => b.value - a.value).map(({ leg }) => leg);
  return legs.length === 0 ? [] : [{ found: { route, legs }, score: top }];
}

/** fib6_table_lookup: longest prefix with something usable; then again without asking for reachable routers. */
function inTable(ns: Namespace, table: string, key: RouteKey, asked: Asked): Found | undefined {
  const routes = covering(ns, table, key.destination).filter(
    ({ from }) => from === undefined || (key.source !== undefined && covers(from, key.source)),
  );
  const lengths = [...new Set(routes.map(({ prefix }) => prefix.length))];
  for (const length of lengths) {
    const found = ofPrefix(ns, bySource(routes.filter(({ prefix }) => prefix.length === length)), asked);
    if (found !== undefined) return found;
  }
  return asked.reachable ? inTable(ns, table, key, { ...asked, reachable: false }) : undefined;
}

/** Routes for the longest source prefix alone come first; the others are only tried where none of them fits. */
function bySource(routes: readonly Route[]): readonly Route[] {
  const longest = Math.max(...routes.map(({ from }) => from?.length ?? 0));
  return routes.filter(({ from }) => (from?.length ?? 0) === longest);
}

/** fib6_rule_lookup: the route of an IPv6 packet. */
function lookup6(ns: Namespace, key: RouteKey): Lookup {
  const asked: Asked = {
    device: key.iif ?? key.oif,
    strict: needsDevice(key.destination)
      ? key.iif !== undefined || key.oif !== undefined || needsScope(key)
      : key.oif !== undefined && key.source === undefined,
    reachable: (setting(ns, 'ipv6/conf/all/forwarding') ?? 0) === 0,
  };
  const lookup = byRules(ns, key, (table, rule) => {
    const found = inTable(ns, table, key, asked);
    if (found === undefined || found.route.type === 'throw') return undefined;
    const errno = errors[found.route.type];
    if (errno !== undefined) return refusedBy(found.route, errno);
    return suppressed(ns, found.route, rule) ? undefined : { ...found, rule };
  });
  return lookup;
}

/** Without any device a strict lookup compares with none. */
const needsScope = (key: RouteKey): boolean => key.oif !== undefined;

/** ip6_route_output and ip6_route_input: IPv6 has no source validation; forwarding is judged when it forwards. */
export function route6(ns: Namespace, key: RouteKey): Decision {
  const found = lookup6(ns, key);
  if (!isFound(found)) return found;
  const { route, legs, rule } = found;
  const leg = legs[0];
  const own = route.type === 'local' || route.type === 'anycast';
  const device = own ? 'lo' : (leg?.device ?? 'lo');
  const source =
    route.source ?? (key.iif === undefined ? source6(ns, leg?.device ?? device, key.destination) : undefined);
  const type = own || route.type === 'multicast' || route.type === 'broadcast' ? (route.type as 'local') : 'unicast';
  return {
    type,
    legs,
    device,
    ...(leg?.gateway === undefined || own ? {} : { gateway: leg.gateway }),
    ...(source === undefined ? {} : { source }),
    table: route.table,
    route,
    ...(rule === undefined ? {} : { rule }),
  };
}

import {
  type Address,
  isLimitedBroadcast,
  isLocalMulticast,
  isLoopback,
  isMulticast,
  isZeroNet,
  sameAddress,
} from '../address/address.ts';
import type { Namespace, NextHop } from '../model/namespace.ts';
import { scopes } from '../model/scopes.ts';
import { type Decision, type Found, isFound, type Refusal, type Routed, type RouteKey } from './decision.ts';
import { isLocalOn, localDevice, lookup4 } from './lookup4.ts';
import { either } from './settings.ts';
import { selectAddress, sourceOf } from './source4.ts';

const refuse = (errno: 'EINVAL' | 'ENETUNREACH' | 'ENODEV', refusal: Refusal): Decision => ({
  errno,
  refusal,
  tables: [],
});

/** Whether an address is one of this namespace's own, by its addresses or by a local route (inet_addr_type). */
export const isOwn = (ns: Namespace, address: Address): boolean => deviceOf(ns, address) !== undefined;

const deviceOf = (ns: Namespace, address: Address): string | undefined =>
  ns.links.find(({ addresses }) => addresses.some((one) => sameAddress(one, address)))?.name ??
  (address.family === 4 ? localDevice(ns, address) : undefined);

/**
 * The gateway of a leg; one that is this namespace's own is passed over and the destination asked for itself: the
 * next hop has the scope of the route by which its gateway was found (fib_check_nh_v4_gw, rt_set_nexthop).
 */
export const gatewayOf = (ns: Namespace, leg: NextHop, table: string | undefined): Address | undefined =>
  leg.gateway !== undefined && !leg.onlink && leg.gateway.family === 4 && isOwnOnDevice(ns, leg, leg.gateway, table)
    ? undefined
    : leg.gateway;

const isOwnOnDevice = (ns: Namespace, { device }: NextHop, gateway: Address, table: string | undefined): boolean =>
  ns.links.some(({ name, addresses }) => name === device && addresses.some((one) => sameAddress(one, gateway))) ||
  isLocalOn(ns, gateway, device, table);

/** ip_route_output_key: where a packet made here goes. */
export function output4(ns: Namespace, key: RouteKey): Decision {
  const early = bySource(ns, key) ?? byDevice(ns, key);
  if (early !== undefined) return early;
  const { source, destination, oif } = key;
  if (destination.value === 0n) {
    return { type: 'local', device: 'lo', legs: [], source: source ?? { family: 4, value: 0x7f000001n } };
  }
  const found = lookup4(ns, key);
  if (isFound(found)) return alongRoute(ns, key, found);
  if ('unknown' in found || oif === undefined) return found;
  // The tables know nothing of it: taken for on-link.
  return made(ns, { ...key, ...orSource(source ?? selectAddress(ns, oif, linkScope)) }, { device: oif, legs: [] });
}

const linkScope = scopes['link'] ?? 253;

/** What a source that was given rules out, or settles for groups. */
function bySource(ns: Namespace, key: RouteKey): Decision | undefined {
  const { source, destination } = key;
  if (source === undefined) return undefined;
  if (isMulticast(source) || isLimitedBroadcast(source) || isZeroNet(source)) return refuse('EINVAL', 'martian-source');
  const owner = deviceOf(ns, source);
  if (owner === undefined) return refuse('ENETUNREACH', 'foreign-source');
  const toGroup = isMulticast(destination) || isLimitedBroadcast(destination);
  return key.oif === undefined && toGroup ? made(ns, key, { device: owner, legs: [] }) : undefined;
}

function byDevice(ns: Namespace, key: RouteKey): Decision | undefined {
  const { source, destination, oif } = key;
  if (oif === undefined) return undefined;
  const link = ns.links.find(({ name }) => name === oif);
  if (link === undefined) return refuse('ENODEV', 'device');
  if (!link.up) return refuse('ENETUNREACH', 'device');
  if (!isLocalMulticast(destination) && !isLimitedBroadcast(destination)) return undefined;
  return made(ns, { ...key, ...orSource(source ?? selectAddress(ns, oif, linkScope)) }, { device: oif, legs: [] });
}

const orSource = (source: Address | undefined): { source?: Address } => (source === undefined ? {} : { source });

function alongRoute(ns: Namespace, key: RouteKey, found: Found): Decision {
  const { route } = found;
  if (route.type === 'local') {
    const source = key.source ?? route.source ?? key.destination;
    return made(ns, { ...key, source }, { device: 'lo', legs: [], found });
  }
  const legs = preferred(ns, key, found);
  const leg = legs[0];
  if (leg === undefined) return refuse('ENETUNREACH', 'no-route');
  const source = key.source ?? sourceOf(ns, route, leg);
  return made(ns, { ...key, ...orSource(source) }, { device: leg.device ?? 'lo', legs, found });
}

/** With a source, the legs that would have chosen it come first (fib_select_multipath since 6.16). */
function preferred(ns: Namespace, { source, oif }: RouteKey, { route, legs }: Found): readonly NextHop[] {
  if (source === undefined || oif !== undefined || legs.length < 2) return oif === undefined ? legs : legs.slice(0, 1);
  const same = legs.filter((leg) => {
    const chosen = selectAddress(
      ns,
      leg.device ?? '',
      route.scope,
      leg.gateway?.family === 4 ? leg.gateway : undefined,
    );
    return chosen !== undefined && sameAddress(chosen, source);
  });
  return same.length > 0 ? same : legs;
}

/** __mkroute_output. */
function made(
  ns: Namespace,
  key: RouteKey,
  { device, legs, found }: { device: string; legs: readonly NextHop[]; found?: Found },
): Decision {
  const { source, destination } = key;
  const link = ns.links.find(({ name }) => name === device);
  if (source !== undefined && isLoopback(source) && link?.loopback !== true && !either(ns, device, 'route_localnet'))
    return refuse('EINVAL', 'martian-source');
  if (isZeroNet(destination) && destination.value !== 0n) return refuse('EINVAL', 'martian-destination');
  const type = typeOf(destination, found);
  const gateway =
    type === 'unicast' || type === 'multicast' ? legs[0] && gatewayOf(ns, legs[0], found?.route.table) : undefined;
  const useGateway = gateway !== undefined && !(type === 'multicast' && (found?.route.prefix.length ?? 32) < 4);
  const table = tableOf(found, type);
  return {
    type,
    legs,
    device,
    ...(useGateway ? { gateway } : {}),
    ...orSource(source),
    ...(table === undefined ? {} : { table }),
    ...(found === undefined ? {} : { route: found.route, ...(found.rule === undefined ? {} : { rule: found.rule }) }),
  };
}

const tableOf = (found: Found | undefined, type: Routed['type']): string | undefined =>
  found?.route.table ?? (type === 'unicast' ? 'main' : undefined);

function typeOf(destination: Address, found: Found | undefined): Routed['type'] {
  if (isLimitedBroadcast(destination)) return 'broadcast';
  if (isMulticast(destination)) return 'multicast';
  const type = found?.route.type ?? 'unicast';
  return type === 'local' || type === 'broadcast' || type === 'multicast' || type === 'anycast' ? type : 'unicast';
}

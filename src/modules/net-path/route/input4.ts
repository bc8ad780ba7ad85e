import {
  type Address,
  isLimitedBroadcast,
  isLoopback,
  isMulticast,
  isZeroNet,
  sameAddress,
} from '../address/address.ts';
import type { Namespace } from '../model/namespace.ts';
import { type Decision, type Errno, type Found, isFound, type Refusal, type RouteKey } from './decision.ts';
import { lookup4 } from './lookup4.ts';
import { gatewayOf, isOwn } from './output4.ts';
import { hasCustomRules } from './rules.ts';
import { either, forwards, larger } from './settings.ts';

const refuse = (errno: Errno, refusal: Refusal, found?: Found): Decision => ({
  errno,
  refusal,
  tables: [],
  ...(found === undefined ? {} : { route: found.route, record: found.route.record }),
});

const zero: Address = { family: 4, value: 0n };

/** What arrives on a device. */
export interface Arrival extends RouteKey {
  readonly source: Address;
  readonly iif: string;
}

/** ip_route_input_slow: where a packet that arrives goes, source validation included. */
export function input4(ns: Namespace, key: Arrival): Decision {
  const early = martian(ns, key);
  if (early !== undefined) return early;
  const { destination, iif } = key;
  // Of the groups only the one that every host is in is known (ip_check_mc_rcu).
  if (isMulticast(destination))
    return destination.value === 0xe0000001n
      ? { type: 'multicast', device: 'lo', legs: [] }
      : refuse('EINVAL', 'martian-destination');
  if (isLimitedBroadcast(destination)) return broadcast(ns, key, undefined);
  const found = lookup4(ns, key);
  if ('unknown' in found) return found;
  const forwarding = forwards(ns, iif, 4);
  if (!isFound(found))
    return forwarding === false ? { ...found, errno: 'EHOSTUNREACH', refusal: 'forwarding-off' } : found;
  const { route } = found;
  if (route.type === 'broadcast') return broadcast(ns, key, found);
  if (route.type === 'local') {
    return validate(ns, key, undefined, found) ?? arrived('local', found);
  }
  if (forwarding === false) return refuse('EHOSTUNREACH', 'forwarding-off', found);
  if (route.type !== 'unicast') return refuse('EINVAL', 'martian-destination', found);
  return forwarded(ns, key, found);
}

/** Each leg has its own answer, for the reverse lookup arrives there; a leg that is refused is no leg. */
function forwarded(ns: Namespace, key: Arrival, found: Found): Decision {
  const legs = found.legs.filter((leg) => validate(ns, key, leg.device, found) === undefined);
  const leg = legs[0];
  if (leg === undefined)
    return validate(ns, key, found.legs[0]?.device, found) ?? refuse('EINVAL', 'reverse-path', found);
  const { route, rule } = found;
  const gateway = gatewayOf(ns, leg, found.route.table);
  return {
    type: 'unicast',
    legs,
    device: leg.device ?? 'lo',
    ...(gateway === undefined ? {} : { gateway }),
    table: route.table,
    route,
    ...(rule === undefined ? {} : { rule }),
  };
}

const arrived = (type: 'local' | 'broadcast', found: Found | undefined): Decision => ({
  type,
  device: 'lo',
  legs: [],
  ...(found === undefined
    ? {}
    : { table: found.route.table, route: found.route, ...(found.rule === undefined ? {} : { rule: found.rule }) }),
});

function martian(ns: Namespace, { source, destination, iif }: Arrival): Decision | undefined {
  if (isMulticast(source) || isLimitedBroadcast(source)) return refuse('EINVAL', 'martian-source');
  if (isLimitedBroadcast(destination) || (source.value === 0n && destination.value === 0n)) return undefined;
  if (isMulticast(destination)) return undefined;
  if (isZeroNet(source)) return refuse('EINVAL', 'martian-source');
  if (isZeroNet(destination)) return refuse('EINVAL', 'martian-destination');
  if (isLoopback(destination))
    return either(ns, iif, 'route_localnet') || iif === 'lo' ? undefined : refuse('EINVAL', 'martian-destination');
  if (isLoopback(source) && !either(ns, iif, 'route_localnet') && iif !== 'lo')
    return refuse('EINVAL', 'martian-source');
  return undefined;
}

function broadcast(ns: Namespace, key: Arrival, found: Found | undefined): Decision {
  const refused = isZeroNet(key.source) ? undefined : validate(ns, { ...key, destination: zero }, undefined, found);
  return refused ?? arrived('broadcast', found);
}

/** fib_validate_source: undefined where the source is accepted. `oif` is absent for local delivery. */
export function validate(ns: Namespace, key: Arrival, oif: string | undefined, found?: Found): Decision | undefined {
  const { iif, source } = key;
  const mode = larger(ns, iif, 'rp_filter');
  if (mode === 0 && (iif !== oif || !either(ns, iif, 'send_redirects'))) {
    if (either(ns, iif, 'accept_local')) return undefined;
    if (!hasCustomLocalRoutes(ns) && !hasCustomRules(ns, 4)) {
      const own = ns.links.some(({ addresses }) => addresses.some((one) => sameAddress(one, source)));
      return own ? refuse('EINVAL', 'own-source', found) : undefined;
    }
  }
  return fullCheck(ns, key, oif, mode, found);
}

/** Set by the kernel once somebody adds a local route (fib_has_custom_local_routes). */
const hasCustomLocalRoutes = (ns: Namespace): boolean =>
  ns.routes.some(({ type, protocol, prefix }) => type === 'local' && prefix.family === 4 && protocol !== 'kernel');

/** __fib_validate_source: the way back is looked up. */
function fullCheck(
  ns: Namespace,
  key: Arrival,
  oif: string | undefined,
  mode: number,
  found?: Found,
): Decision | undefined {
  const { iif, source } = key;
  const reverse = lookup4(ns, reverseOf(ns, key, oif));
  const strictFailure = mode > 0 ? refuse('EINVAL', 'reverse-path', isFound(reverse) ? reverse : found) : undefined;
  if ('unknown' in reverse) return reverse;
  if (!isFound(reverse)) return strictFailure;
  const { type, nextHops } = reverse.route;
  const acceptable = type === 'unicast' || (type === 'local' && either(ns, iif, 'accept_local'));
  if (!acceptable) return refuse('EINVAL', isOwn(ns, source) ? 'own-source' : 'martian-source', reverse);
  if (nextHops.some(({ device }) => device === iif) || (type === 'local' && iif === 'lo')) return undefined;
  const link = ns.links.find(({ name }) => name === iif);
  const bare = link?.addresses.every(({ family }) => family !== 4) === true;
  return bare || mode === 1 ? strictFailure : undefined;
}

/** The key of the reverse lookup: from the destination to the source, as if it arrived where the packet will leave. */
const reverseOf = (ns: Namespace, key: Arrival, oif: string | undefined): RouteKey => ({
  ...withoutDevices(key),
  destination: key.source,
  source: key.destination,
  iif: oif ?? 'lo',
  vrfOf: key.iif,
  mark: larger(ns, key.iif, 'src_valid_mark') > 0 ? key.mark : 0,
  sourcePort: key.destinationPort,
  destinationPort: key.sourcePort,
});

function withoutDevices({ oif: _oif, ...key }: Arrival): Omit<Arrival, 'oif'> {
  return key;
}

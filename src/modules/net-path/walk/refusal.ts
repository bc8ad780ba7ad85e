import { covers, formatAddress, formatPrefix, sameAddress } from '../address/address.ts';
import type { Link, Namespace, NextHop, Route } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isFound, isRouted, type Refused, type Routed } from '../route/decision.ts';
import { lookup4 } from '../route/lookup4.ts';
import { forwards } from '../route/settings.ts';
import { tableOf } from '../route/tables.ts';
import { keyOf } from './hooks.ts';
import { type Arrival, segmentOf } from './segment.ts';
import { addressOf, type State, type Trouble } from './state.ts';

const names: Readonly<Record<Refused['refusal'], string>> = {
  'no-route': 'no-route',
  route: 'route-rejects',
  rule: 'rule-diverts',
  'foreign-source': 'no-route',
  'forwarding-off': 'forwarding-off',
  'martian-source': 'martian',
  'martian-destination': 'martian',
  'reverse-path': 'reverse-path-filtered',
  'own-source': 'duplicate-address',
  device: 'interface-down',
};

/** The trouble behind a refusal of the routing. */
export function troubleOf(ns: Namespace, refused: Refused, packet: Packet, iif: string | undefined): Trouble {
  const records = [refused.record, ...settingsBehind(ns, refused, iif, packet)];
  return {
    name: names[refused.refusal],
    ...(iif === undefined ? {} : { device: iif }),
    facts: {
      namespace: ns.label,
      errno: refused.errno,
      source: packet.source,
      destination: packet.destination,
      device: iif,
      tables: refused.tables,
      type: refused.type,
      route: refused.route && formatPrefix(refused.route.prefix),
      rule: refused.rule?.priority,
      refusal: refused.refusal,
    },
    records: records.length > 0 ? records : [ns.routes[0]?.record],
  };
}

function settingsBehind(ns: Namespace, { refusal }: Refused, iif: string | undefined, { family }: Packet) {
  const keys = {
    'forwarding-off': ['forwarding'],
    'reverse-path': ['rp_filter'],
    'martian-source': ['route_localnet', 'accept_local'],
    'martian-destination': ['route_localnet'],
    'own-source': ['accept_local'],
  }[refusal as string];
  return (keys ?? []).flatMap((key) =>
    [iif ?? 'all', 'all'].map((device) => ns.sysctls.get(`ipv${family}/conf/${device}/${key}`)?.record),
  );
}

/** Where the packet would go if what refused it were repaired; undefined where nothing tells. */
export function asRepaired(world: World, ns: Namespace, packet: Packet, refused: Refused): Routed | undefined {
  if (refused.refusal === 'no-route' || refused.refusal === 'route' || refused.refusal === 'rule') {
    const around = neighborsOf(world, ns);
    // Whom the packet is for may be on a link of this very namespace: a default route would lead away from it.
    return toOwner(around, packet) ?? otherRoute(ns, packet, refused) ?? toRouter(around, packet);
  }
  const found = packet.family === 4 ? lookup4(ns, keyOf(packet, { source: addressOf(packet.source) })) : undefined;
  if (found === undefined || !isFound(found) || found.legs[0] === undefined) {
    const own = found !== undefined && isFound(found) && found.route.type === 'local';
    return own ? { type: 'local', device: 'lo', legs: [] } : throughNeighbor(world, ns, packet);
  }
  return found.route.type === 'local'
    ? { type: 'local', device: 'lo', legs: [], route: found.route }
    : routedBy(found.route, found.legs);
}

const routedBy = (route: Route, legs: readonly NextHop[]): Routed => ({
  type: 'unicast',
  legs,
  device: legs[0]?.device ?? 'lo',
  route,
  ...(legs[0]?.gateway === undefined ? {} : { gateway: legs[0].gateway }),
});

/** The next best route of the tables main and those that were asked, errors left out. */
export function otherRoute(
  ns: Namespace,
  packet: Packet,
  { route, tables }: Pick<Refused, 'tables'> & { route?: Route },
): Routed | undefined {
  const destination = addressOf(packet.destination);
  for (const table of new Set([...tables, 'main'])) {
    const found = tableOf(ns, packet.family, table).find(
      (one) =>
        one !== route &&
        one.type === 'unicast' &&
        covers(one.prefix, destination) &&
        one.nextHops.some(({ dead }) => !dead),
    );
    if (found !== undefined)
      return routedBy(
        found,
        found.nextHops.filter(({ dead }) => !dead),
      );
  }
  return undefined;
}

interface Near {
  readonly link: Link;
  readonly arrival: Arrival;
}

/** Who is on the links of a namespace. */
const neighborsOf = (world: World, ns: Namespace): readonly Near[] =>
  ns.links
    .filter(({ loopback, master }) => !loopback && master === undefined)
    .flatMap((link) => segmentOf(world, { ns, link }).arrivals.map((arrival) => ({ link, arrival })))
    .filter(({ arrival }) => arrival.ns !== ns);

/** A neighbor that owns the destination, or forwards and knows a way: what a route would name. */
export function throughNeighbor(world: World, ns: Namespace, packet: Packet): Routed | undefined {
  const around = neighborsOf(world, ns);
  return toOwner(around, packet) ?? toRouter(around, packet);
}

function toOwner(around: readonly Near[], packet: Packet): Routed | undefined {
  const destination = addressOf(packet.destination);
  const owner = around.find(({ arrival }) => arrival.link.addresses.some((one) => sameAddress(one, destination)));
  return owner && { type: 'unicast', legs: [leg(owner.link.name)], device: owner.link.name };
}

function toRouter(around: readonly Near[], packet: Packet): Routed | undefined {
  for (const { link, arrival } of around) {
    const gateway = arrival.link.addresses.find(
      (one) => one.family === packet.family && !formatAddress(one).startsWith('fe80'),
    );
    if (gateway === undefined || forwards(arrival.ns, arrival.link.name, packet.family) !== true) continue;
    const onward = decide(arrival.ns, keyOf({ ...packet, source: '' }, {}));
    const back = isRouted(onward) && onward.device === arrival.link.name;
    if (!isRouted(onward) || back) continue;
    const address = { family: gateway.family, value: gateway.value };
    return { type: 'unicast', legs: [{ ...leg(link.name), gateway: address }], device: link.name, gateway: address };
  }
  return undefined;
}

const leg = (device: string): NextHop => ({ device, weight: 1, onlink: true, dead: false, linkdown: false });

/** IPv6 asks after the routing decision whether it forwards at all (ip6_forward). */
export const forwardingOff = (ns: Namespace, link: Link) => ({
  name: 'forwarding-off',
  device: link.name,
  facts: { namespace: ns.label, device: link.name, family: 6 },
  records: [ns.sysctls.get('ipv6/conf/all/forwarding')?.record],
});

/** The namespace gave the packet the source that it has: where it comes back there, it runs in a circle. */
export const isTranslated = ({ hops, packet }: State, { label }: Namespace): boolean =>
  hops.some(({ ns, kind, action }) => ns === label && kind === 'nat' && action.includes(` to ${packet.source}`));

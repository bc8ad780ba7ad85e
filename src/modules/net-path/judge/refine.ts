import { type Address, covers, formatAddress, formatPrefix, parseAddress, sameAddress } from '../address/address.ts';
import type { Link, Namespace, Route } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isRouted } from '../route/decision.ts';
import { forwards } from '../route/settings.ts';
import { keyOf } from '../walk/hooks.ts';
import { segmentOf } from '../walk/segment.ts';
import { addressOf, type Break } from '../walk/state.ts';
import { better } from './better-route.ts';
import { down, withoutCarrier } from './carrier.ts';
import { chosenSource } from './chosen-source.ts';
import { looseEnd } from './loose-end.ts';
import { returnRoute } from './return-route.ts';
import { as, type Setting } from './setting.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names the cause behind what the walk met: a missing route whose device is down, a silent neighbor of a wrong mask. */
export function refine(one: Break, setting: Setting): Break {
  switch (one.name) {
    case 'no-route':
      return noRoute(one, setting);
    case 'route-rejects':
      return lostDevice(one, setting, addressOf(packetAt(setting, one).destination)) ?? one;
    case 'gateway-silent':
    case 'neighbour-silent':
      return silent(one, setting);
    case 'interface-down':
      return down(one, setting);
    case 'reverse-path-filtered':
      return chosenSource(one, setting, text(one.facts['source'])) ?? one;
    case 'duplicate-address':
      return {
        ...one,
        facts: {
          owners: [one.ns.label, text(one.facts['from'])].filter(Boolean),
          address: one.facts['source'],
          ...one.facts,
        },
      };
    default:
      return one;
  }
}

const packetAt = ({ branch }: Setting, one: Break): Packet => {
  const end = one.reply ? (branch.back ?? branch.there) : branch.there;
  const { source, destination } = end.hops[one.hop]?.packet ?? end.packet;
  return { ...end.packet, source, destination };
};

/** Devices of a namespace that lead somewhere. */
const wired = (ns: Namespace): readonly Link[] =>
  ns.links.filter(({ loopback, kind }) => !loopback && kind !== 'bridge');

function noRoute(one: Break, setting: Setting): Break {
  const { ns } = one;
  const packet = packetAt(setting, one);
  const { family } = packet;
  const destination = addressOf(packet.destination);
  const lost = lostDevice(one, setting, destination);
  if (lost !== undefined) return lost;
  const bare = wired(ns).filter(
    (link) =>
      link.up && link.master === undefined && !link.addresses.some((own) => own.family === family && !isLinkLocal(own)),
  );
  const others = ns.routes.some(
    ({ prefix, type, table }) =>
      prefix.family === family && type === 'unicast' && table !== 'local' && formatPrefix(prefix) !== 'fe80::/64',
  );
  const unnamed = others ? bare.find((link) => isUplink(setting.world, ns, link, packet)) : bare[0];
  if (unnamed !== undefined)
    return as(one, 'no-address', { device: unnamed.name, family }, { device: unnamed.name, records: [unnamed.record] });
  const masked = wired(ns).flatMap((link) => maskTooLong(setting.world, ns, link, family));
  if (masked[0] !== undefined)
    return as(one, 'mask-too-long', masked[0].facts, { device: masked[0].link.name, records: [masked[0].link.record] });
  if (one.reply) return returnRoute(one, setting, packet);
  return one;
}

/** Whom the packet is for, or a router that knows a way on, has a network on the link: with an address in it the device would lead there. */
const isUplink = (world: World, ns: Namespace, link: Link, packet: Packet): boolean =>
  segmentOf(world, { ns, link }).arrivals.some(({ ns: router, link: { name, addresses } }) => {
    const network = addresses.find((own) => own.family === packet.family && !isLinkLocal(own) && own.length < 31);
    if (router === ns || network === undefined) return false;
    if (sameAddress(network, addressOf(packet.destination))) return true;
    if (forwards(router, name, packet.family) !== true) return false;
    const onward = decide(router, keyOf({ ...packet, source: '' }, {}));
    return isRouted(onward) && onward.device !== name;
  });

/** A device that is off took the route with it. */
function lostDevice(one: Break, setting: Setting, destination: Address): Break | undefined {
  const { ns } = one;
  const off = ns.links.filter(({ up, loopback, vxlan }) => !up && !loopback && vxlan === undefined);
  const lost = off.find((link) => isLost(setting.world, ns, link, destination));
  if (lost === undefined) return undefined;
  const records = [lost.record, ...one.records];
  return down(
    as(one, 'interface-down', { device: lost.name, family: destination.family }, { device: lost.name, records }),
    setting,
  );
}

const isLinkLocal = (address: Address): boolean => formatAddress(address).startsWith('fe80');

/** Whether a device that is down would have led to an address: its network, or a neighbor that owns it or forwards. */
function isLost(world: World, ns: Namespace, link: Link, destination: Address): boolean {
  if (link.addresses.some((own) => covers(own, destination))) return true;
  return segmentOf(world, { ns, link }).arrivals.some(
    (arrival) =>
      arrival.ns !== ns &&
      (arrival.link.addresses.some((own) => sameAddress(own, destination)) ||
        forwards(arrival.ns, arrival.link.name, destination.family) === true),
  );
}

/** Our mask leaves out a neighbor whose own mask takes us in. */
function maskTooLong(world: World, ns: Namespace, link: Link, family: number) {
  const neighbors = segmentOf(world, { ns, link }).arrivals.filter((arrival) => arrival.ns !== ns);
  return link.addresses
    .filter((own) => own.family === family && !isLinkLocal(own))
    .flatMap((own) => {
      const other = neighbors
        .flatMap((one) => one.link.addresses)
        .find((theirs) => theirs.length < own.length && covers(theirs, own) && !covers(own, theirs));
      const routed = ns.routes.some(
        ({ prefix, nextHops, table }) =>
          table === 'main' &&
          other !== undefined &&
          covers(prefix, other) &&
          nextHops.some(({ device }) => device === link.name),
      );
      return other === undefined || routed
        ? []
        : [
            {
              link,
              facts: {
                address: `${formatAddress(own)}/${own.length}`,
                device: link.name,
                neighbor: `${formatAddress(other)}/${other.length}`,
              },
            },
          ];
    });
}

function silent(one: Break, setting: Setting): Break {
  const { ns } = one;
  const { world } = setting;
  const packet = packetAt(setting, one);
  const destination = addressOf(packet.destination);
  const link = ns.links.find(({ name }) => name === one.device);
  if (link?.up && !link.carrier) return withoutCarrier(one, setting, link, packet.family);
  const asked = parseAddress(text(one.facts['address'])) ?? destination;
  const loose = looseEnd(world, ns, asked, link);
  if (loose !== undefined)
    return as(
      one,
      'port-not-in-bridge',
      { device: loose.link.name, namespace: loose.ns.label, ...onlyBridge(loose.ns) },
      { ns: loose.ns, device: loose.link.name, records: [loose.link.record] },
    );
  const route = one.routed?.route ?? routeOf(ns, packet);
  const owned = route?.nextHops.find(
    ({ gateway }) =>
      gateway !== undefined && ns.links.some(({ addresses }) => addresses.some((own) => sameAddress(own, gateway))),
  );
  if (route !== undefined && owned !== undefined)
    return as(one, 'gateway-is-self', { route: formatPrefix(route.prefix) }, { records: [route.record] });
  if (route !== undefined && route.nextHops.length > 1)
    return as(
      one,
      'multipath-leg-dead',
      { route: formatPrefix(route.prefix) },
      { records: [route.record, ...one.records] },
    );
  return better(one, setting, route, packet) ?? one;
}

/** The one bridge that a loose end can belong to. */
const onlyBridge = (ns: Namespace): { readonly bridge?: string } => {
  const [bridge, ...others] = ns.links.filter(({ kind }) => kind === 'bridge');
  return bridge === undefined || others.length > 0 ? {} : { bridge: bridge.name };
};

const routeOf = (ns: Namespace, packet: Packet): Route | undefined => {
  const decision = decide(ns, keyOf(packet, {}));
  return isRouted(decision) ? decision.route : undefined;
};

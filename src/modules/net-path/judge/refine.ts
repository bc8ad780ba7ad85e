import { type Address, covers, formatAddress, formatPrefix, parseAddress, sameAddress } from '../address/address.ts';
import type { Link, Namespace, Route } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isRouted } from '../route/decision.ts';
import { forwards } from '../route/settings.ts';
import { keyOf } from '../walk/hooks.ts';
import { peerOf } from '../walk/peer.ts';
import { segmentOf } from '../walk/segment.ts';
import { addressOf, type Break } from '../walk/state.ts';
import { better } from './better-route.ts';
import { chosenSource } from './chosen-source.ts';
import { looseEnd } from './loose-end.ts';
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
  const bare = wired(ns).find(
    (link) =>
      link.up && link.master === undefined && !link.addresses.some((own) => own.family === family && !isLinkLocal(own)),
  );
  const others = ns.routes.some(
    ({ prefix, type, table }) =>
      prefix.family === family && type === 'unicast' && table !== 'local' && formatPrefix(prefix) !== 'fe80::/64',
  );
  if (bare !== undefined && !others)
    return as(one, 'no-address', { device: bare.name, family }, { device: bare.name, records: [bare.record] });
  const masked = wired(ns).flatMap((link) => maskTooLong(setting.world, ns, link, family));
  if (masked[0] !== undefined)
    return as(one, 'mask-too-long', masked[0].facts, { device: masked[0].link.name, records: [masked[0].link.record] });
  if (one.reply) return returnRoute(one, setting, packet);
  return one;
}

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

/** A pod's address that left its node as it is has no way back: masquerading is what is missing. */
function returnRoute(one: Break, setting: Setting, packet: Packet): Break {
  const { branch, world } = setting;
  const source = addressOf(packet.destination);
  const router = branch.there.hops
    .flatMap((hop) => world.namespaces.find(({ label }) => label === hop.ns) ?? [])
    .find((ns) => podBridge(ns, source) !== undefined);
  const known = { source: packet.destination, destination: packet.destination };
  const toPods = router !== undefined && isPodNetwork(world, addressOf(branch.there.packet.destination));
  if (router !== undefined && router !== one.ns && !toPods)
    return as(one, 'masquerade-missing', { ...known, router: router.label });
  return chosenSource(one, setting, packet.destination) ?? as(one, 'no-return-route', known);
}

/** A bridge of containers: its ports are veth pairs, and the address lies in its network. */
export const podBridge = (ns: Namespace, address: Address): Link | undefined =>
  ns.links.find(
    (link) =>
      link.kind === 'bridge' &&
      link.addresses.some((own) => covers(own, address) && !sameAddress(own, address)) &&
      ns.links.some(({ master, kind }) => master === link.name && kind === 'veth'),
  );

const isPodNetwork = (world: World, address: Address): boolean =>
  world.namespaces.some((ns) => podBridge(ns, address) !== undefined);

/** A device that is off: one with an address is the cause itself; one without is the other end of a device that lacks carrier. */
function down(one: Break, { world }: Setting): Break {
  const link = one.ns.links.find(({ name }) => name === one.device);
  if (link === undefined) return one;
  if (link.vxlan !== undefined) return as(one, 'vtep-down');
  if (link.addresses.length > 0 || link.kind !== 'veth') return one;
  // A device that goes down loses its IPv6 addresses: that it has none says nothing.
  if (one.facts['family'] === 6 && link.master === undefined) return one;
  const peer = peerOf(world, one.ns, link);
  if (typeof peer === 'string' || !peer.link.addresses.some(({ scope }) => scope === 0)) return one;
  const facts = { device: peer.link.name, namespace: peer.ns.label, peer: `${link.name} of ${one.ns.label}` };
  return as(one, 'no-carrier', facts, {
    ns: peer.ns,
    device: peer.link.name,
    records: [link.record, peer.link.record],
  });
}

function silent(one: Break, setting: Setting): Break {
  const { ns } = one;
  const { world } = setting;
  const packet = packetAt(setting, one);
  const destination = addressOf(packet.destination);
  const link = ns.links.find(({ name }) => name === one.device);
  if (link?.up && !link.carrier && typeof peerOf(world, ns, link) === 'string')
    return as(one, 'no-carrier', { peer: 'unknown' }, { records: [link.record] });
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

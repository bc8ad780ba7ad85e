import { sameAddress } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';

/** One device of one namespace. */
export interface Port {
  readonly ns: Namespace;
  readonly link: Link;
}

export type Peer = Port | 'unread' | 'outside';

/** The other end of a veth, or the lower device of a macvlan: by index and namespace, never by the printed name. */
export function peerOf(world: World, ns: Namespace, link: Link): Peer {
  const { lowerIndex, lowerNamespace } = link;
  if (lowerIndex === undefined) return sameNamePeer(ns, link) ?? 'outside';
  const within = (other: Namespace): Port | undefined => {
    const found = other.links.find(
      (one) => one.index === lowerIndex && (link.kind !== 'veth' || isBack(ns, link, other, one)),
    );
    return found === undefined ? undefined : { ns: other, link: found };
  };
  if (lowerNamespace === undefined) return within(ns) ?? 'outside';
  const name = ns.namespaceIds.get(lowerNamespace);
  const others = world.namespaces.filter((one) => one.host === ns.host && one !== ns);
  const named = others.find((one) => one.capture.name !== undefined && one.capture.name === name);
  if (named !== undefined) return within(named) ?? 'outside';
  if (name !== undefined && world.unread.some((one) => one.host === ns.host && one.name === name)) {
    world.wanted.push({ index: lowerIndex, name });
    return 'unread';
  }
  const candidates = others.flatMap((one) => (mayBe(ns, lowerNamespace, one) ? (within(one) ?? []) : []));
  const only = candidates.length > 1 ? surest(world, ns, link, candidates) : candidates[0];
  if (only !== undefined) return only;
  if (!world.unread.some((one) => one.host === ns.host)) return 'outside';
  world.wanted.push({ index: lowerIndex });
  return 'unread';
}

/** Whether a namespace may be the one of a number: `ip netns list-id` prints the name of each that has one. */
function mayBe(ns: Namespace, id: number, other: Namespace): boolean {
  if (!ns.namespaceIds.has(id)) return true;
  const name = ns.namespaceIds.get(id);
  return name === undefined ? other.capture.name === undefined : (other.capture.name ?? name) === name;
}

/**
 * Of several devices with the same pair of indexes, as pods of several nodes on one machine have them: the one that
 * knows the device by its MAC or has a route to its address, else the one that is nobody else's for sure.
 */
function surest(world: World, ns: Namespace, link: Link, candidates: readonly Port[]): Port | undefined {
  const knowing = candidates.filter((one) => knows(one, link) || knows({ ns, link }, one.link));
  if (knowing.length > 0) return knowing.length === 1 ? knowing[0] : undefined;
  const free = candidates.filter((one) => !isTaken(world, { ns, link }, one));
  return free.length === 1 ? free[0] : undefined;
}

/** Whether a device has seen another as its neighbor. */
function knows({ ns, link }: Port, other: Link): boolean {
  const mac = other.mac?.toLowerCase();
  const seen = [...ns.neighbors, ...ns.fdb.filter(({ self }) => !self)].some(
    (one) => one.device === link.name && mac !== undefined && one.mac?.toLowerCase() === mac,
  );
  const routed = ns.routes.some(
    ({ type, prefix, nextHops }) =>
      type === 'unicast' &&
      prefix.length === (prefix.family === 4 ? 32 : 128) &&
      nextHops.some(({ device, gateway }) => device === link.name && gateway === undefined) &&
      other.addresses.some((one) => sameAddress(one, prefix)),
  );
  return seen || routed;
}

/** Whether another device has no other end but this one. */
function isTaken(world: World, asker: Port, { ns, link }: Port): boolean {
  const others = (of: Namespace, one: Link): readonly Port[] =>
    world.namespaces
      .filter((other) => other.host === of.host && other !== of && mayBe(of, one.lowerNamespace ?? -1, other))
      .flatMap((other) =>
        other.links
          .filter((back) => back.index === one.lowerIndex && isBack(of, one, other, back))
          .map((back) => ({ ns: other, link: back })),
      );
  return others(ns, link).some(
    (rival) => (rival.ns !== asker.ns || rival.link !== asker.link) && others(rival.ns, rival.link).length === 1,
  );
}

/** Whether `one` of `other` names `link` of `ns` as its own other end. */
function isBack(ns: Namespace, link: Link, other: Namespace, one: Link): boolean {
  if (one.kind !== 'veth') return false;
  if (one.lowerIndex === undefined) return ns === other && one.index === link.lowerIndex;
  if (one.lowerIndex !== link.index) return false;
  if (one.lowerNamespace === undefined) return ns === other;
  return ns !== other && mayBe(other, one.lowerNamespace, ns);
}

/** `"link":"up1"` without an index: the peer is in this namespace and the name is right. */
function sameNamePeer(ns: Namespace, link: Link): Port | undefined {
  const found = ns.links.find(({ name }) => name === link.lowerName);
  return found === undefined ? undefined : { ns, link: found };
}

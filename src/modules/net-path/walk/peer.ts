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
  const candidates = others.flatMap((one) => within(one) ?? []);
  if (candidates.length === 1 && candidates[0] !== undefined) return candidates[0];
  if (!world.unread.some((one) => one.host === ns.host)) return 'outside';
  world.wanted.push({ index: lowerIndex });
  return 'unread';
}

/** Whether `one` of `other` names `link` of `ns` as its own other end. */
function isBack(ns: Namespace, link: Link, other: Namespace, one: Link): boolean {
  if (one.kind !== 'veth') return false;
  if (one.lowerIndex === undefined) return ns === other && one.index === link.lowerIndex;
  if (one.lowerIndex !== link.index) return false;
  if (one.lowerNamespace === undefined) return ns === other;
  const name = other.namespaceIds.get(one.lowerNamespace);
  return ns !== other && (name === undefined || ns.capture.name === undefined || name === ns.capture.name);
}

/** `"link":"up1"` without an index: the peer is in this namespace and the name is right. */
function sameNamePeer(ns: Namespace, link: Link): Port | undefined {
  const found = ns.links.find(({ name }) => name === link.lowerName);
  return found === undefined ? undefined : { ns, link: found };
}

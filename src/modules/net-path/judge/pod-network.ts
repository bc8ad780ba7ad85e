import { type Address, covers, sameAddress } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { peerOf } from '../walk/peer.ts';

/** A bridge of containers: its ports are veth pairs, and the address lies in its network. */
export const podBridge = (ns: Namespace, address: Address): Link | undefined =>
  ns.links.find(
    (link) =>
      link.kind === 'bridge' &&
      link.addresses.some((own) => covers(own, address) && !sameAddress(own, address)) &&
      ns.links.some(({ master, kind }) => master === link.name && kind === 'veth') &&
      // A bridge that is the way out is a network of machines.
      !ns.routes.some(
        ({ prefix, type, nextHops }) =>
          prefix.length === 0 &&
          prefix.family === address.family &&
          type === 'unicast' &&
          nextHops.some(({ device }) => device === link.name),
      ),
  );

/** A node's end of the cable of a pod that owns an address, where the node routes and has no bridge: it has no address itself. */
export function isWorkloadEnd(world: World, ns: Namespace, link: Link, address: Address): boolean {
  if (link.kind !== 'veth' || link.master !== undefined || link.addresses.some(({ scope }) => scope === 0))
    return false;
  const end = peerOf(world, ns, link);
  return typeof end !== 'string' && end.ns !== ns && end.link.addresses.some((own) => sameAddress(own, address));
}

import { type Address, covers, sameAddress } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';

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

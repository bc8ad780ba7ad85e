import { type Address, sameAddress } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { type Port, peerOf } from '../walk/peer.ts';
import { segmentOf } from '../walk/segment.ts';

/** A host end that is in no bridge and in no route, while the other side of the question is on a bridge beside it. */
export function looseEnd(world: World, ns: Namespace, address: Address, link: Link | undefined): Port | undefined {
  const owners = world.namespaces
    .filter((other) => other !== ns)
    .flatMap((owner) => {
      const device = owner.links.find(
        ({ addresses, kind }) =>
          (kind === 'veth' || kind === 'bridge') && addresses.some((own) => sameAddress(own, address)),
      );
      return device === undefined ? [] : [{ ns: owner, link: device }];
    });
  const asker = link === undefined ? [] : [{ ns, link }];
  for (const owner of owners) {
    for (const [one, other] of [
      [owner, asker[0]],
      [asker[0], owner],
    ] as const) {
      const end = one?.link.kind === 'veth' ? peerOf(world, one.ns, one.link) : undefined;
      if (end === undefined || typeof end === 'string' || !isLoose(end)) continue;
      const bridges = end.ns.links.filter(({ kind }) => kind === 'bridge');
      const near = bridges.some((bridge) => isOn(world, { ns: end.ns, link: bridge }, other));
      if (near) return end;
    }
  }
  // A port that was taken out of its bridge: frames end there, and the bridge beside it leads on.
  const here = link === undefined ? [] : segmentOf(world, { ns, link }).arrivals.filter((one) => isLoose(one));
  return here.find(
    (end) =>
      (end.link.kind === 'veth' || end.link.kind === 'vxlan') &&
      end.ns !== ns &&
      owners.some((owner) =>
        end.ns.links.some((bridge) => bridge.kind === 'bridge' && isOn(world, { ns: end.ns, link: bridge }, owner)),
      ),
  );
}

const isLoose = ({ ns, link }: Port): boolean =>
  link.master === undefined &&
  !link.addresses.some(({ scope }) => scope === 0) &&
  !ns.routes.some(
    ({ table, prefix, nextHops }) =>
      table !== 'local' && prefix.family === 4 && nextHops.some(({ device }) => device === link.name),
  );

const isOn = (world: World, bridge: Port, party: Port | undefined): boolean =>
  party !== undefined &&
  ((party.ns === bridge.ns && party.link === bridge.link) ||
    segmentOf(world, bridge).arrivals.some(({ ns, link }) => ns === party.ns && link === party.link));

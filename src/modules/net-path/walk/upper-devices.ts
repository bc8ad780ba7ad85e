import type { Link } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { type Port, peerOf } from './peer.ts';

/** The device that another one stands on. */
export const lowerOf = (world: World, { ns, link }: Port): Port | undefined => {
  const lower = peerOf(world, ns, link);
  return typeof lower === 'string' ? undefined : lower;
};

export const isMacvlan = ({ kind }: Link): boolean => kind === 'macvlan' || kind === 'macvtap';

/** Devices of a kind that stand on another one. */
const uppersOn = (world: World, { ns, link }: Port, is: (one: Link) => boolean): Port[] =>
  world.namespaces
    .filter(({ host }) => host === ns.host)
    .flatMap((other) => other.links.filter(is).map((one) => ({ ns: other, link: one })))
    .filter((port) => {
      const lower = lowerOf(world, port);
      return lower?.ns === ns && lower.link === link;
    });

export const macvlansOn = (world: World, port: Port): Port[] => uppersOn(world, port, isMacvlan);

export const vlansOn = (world: World, port: Port): Port[] =>
  uppersOn(world, port, ({ kind, vlanId }) => kind === 'vlan' && vlanId !== undefined);

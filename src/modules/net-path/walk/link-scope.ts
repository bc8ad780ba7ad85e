import { type Address, formatAddress, isLinkLocal, sameAddress } from '../address/address.ts';
import type { Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Arrival } from './segment.ts';
import { addressOf, type State, type Trouble } from './state.ts';

/** The hardware address that the frame came with; of one that a wire outside carried it is not known. */
export function sentBy(state: State, { path }: Arrival): State {
  const { sourceMac: _, ...packet } = state.packet;
  const mac = path[0]?.link.mac;
  const marked = { ...packet, mark: path.every(({ ns }) => ns === path[0]?.ns) ? packet.mark : 0 };
  return { ...state, packet: mac === undefined ? marked : { ...marked, sourceMac: mac } };
}

/** skb_scrub_packet: what bridges of another namespace marked on the way is left behind there, as no wire carries it. */
export function unmarked(state: State, { ns, path }: Arrival): State {
  return path.at(-2)?.ns === ns ? state : { ...state, packet: { ...state.packet, mark: 0 } };
}

/** ip6_forward: nobody forwards what comes from an address of its link; the sender had no other. */
export function boundToLink(world: World, { packet, hops }: State): { ns: Namespace; trouble: Trouble } | undefined {
  if (!isLinkLocal(addressOf(packet.source))) return undefined;
  const ns = world.namespaces.find(({ label }) => label === hops[0]?.ns);
  const link = ns?.links.find(({ name }) => name === hops[0]?.device);
  if (ns === undefined || link === undefined) return undefined;
  const [unusable] = link.addresses.filter((one) => one.family === 6 && one.tentative && !isLinkLocal(one));
  const others = world.namespaces.filter(
    (one) =>
      one !== ns &&
      unusable !== undefined &&
      one.links.some(({ addresses }) => addresses.some((own) => sameAddress(own, unusable))),
  );
  const facts = { namespace: ns.label, device: link.name, family: 6, source: packet.source };
  const records = [link.record];
  if (unusable === undefined || others.length === 0)
    return { ns, trouble: { name: 'no-address', device: link.name, facts, records } };
  const owners = [ns, ...others].map(({ label }) => label);
  const found = { ...facts, source: formatAddress(unusable), address: formatAddress(unusable), owners };
  return { ns, trouble: { name: 'duplicate-address', facts: found, records } };
}

/** What a device would send with: its first address, else any of the namespace. */
export function ownAddress(ns: Namespace, device: string, family: number): Address | undefined {
  const all = [...ns.links]
    .toSorted((a, b) => Number(b.name === device) - Number(a.name === device))
    .filter(({ loopback }) => !loopback);
  const own = all.flatMap(({ addresses }) => addresses).find((one) => one.family === family && one.scope === 0);
  return own === undefined ? undefined : { family: own.family, value: own.value };
}

import { formatAddress, parseAddress } from '../address/address.ts';
import type { FdbEntry, Link, Namespace, VxlanSettings } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import type { Port } from './peer.ts';
import type { Obstacle } from './segment.ts';
import { type Break, type End, setOut } from './state.ts';
import { originate } from './walk.ts';

export const vtepOf = (ns: Namespace, link: Link): string | undefined => {
  const { vxlan } = link;
  if (vxlan?.local !== undefined) return vxlan.local;
  const under = ns.links.find(({ name }) => name === vxlan?.link);
  const address = under?.addresses.find(({ family }) => family === 4);
  return address && formatAddress(address);
};

export const underlay = (ns: Namespace, { link }: VxlanSettings): Link | undefined =>
  ns.links.find(({ name }) => name === link);

/** IP, UDP, VXLAN and Ethernet headers around the inner packet (RFC 7348 section 4.3). */
export const headers = (destination: string): number => (destination.includes(':') ? 70 : 50);

/** The packet of the tunnel itself, walked to the other node; `size` is that of the packet inside. */
export function outerEnds(
  world: World,
  { ns, link }: Port,
  destination: string,
  size: number | undefined,
): readonly End[] {
  const { vxlan } = link;
  if (vxlan === undefined) return [];
  const under = underlay(ns, vxlan);
  const packet: Packet = {
    family: destination.includes(':') ? 6 : 4,
    protocol: 'udp',
    source: vxlan.local ?? '',
    destination,
    destinationPort: vxlan.port,
    mark: 0,
    ctState: 'new',
  };
  const start = setOut(packet, {
    // vxlan `df unset`: what is larger than the way out is cut there, and lost only in between.
    fragments: true,
    ...(size === undefined || under === undefined ? {} : { maxSize: Math.min(size + headers(destination), under.mtu) }),
  });
  return originate(world, ns, start, vxlan.local === undefined ? undefined : parseAddress(vxlan.local));
}

/** What stops a tunnel's packet, in the words of the tunnel. */
export const outerBreaks = (end: End, { link }: Pick<Port, 'link'>, fdb: FdbEntry | undefined): readonly Obstacle[] =>
  end.breaks
    // No socket of a process listens on the port: the device takes it.
    .filter(({ name }) => !['nothing-listens', 'wrong-family', 'listens-on-loopback-only'].includes(name))
    .map((one) => ({ ns: one.ns, trouble: { ...one, ...renamed(one, link.vxlan?.port, link, fdb) } }));

function renamed(one: Break, port: number | undefined, link: Link, fdb: FdbEntry | undefined): Partial<Break> {
  if (one.name === 'filter-drops')
    return { name: 'overlay-port-blocked', facts: { ...one.facts, port, tunnel: link.name } };
  if (one.name === 'neighbour-silent' && fdb !== undefined) {
    return {
      name: 'vtep-entry-wrong',
      facts: { ...one.facts, destination: fdb.destination, tunnel: link.name, what: 'fdb' },
      records: [fdb.record, ...one.records],
    };
  }
  return {};
}

export const differs = (
  { link, destination }: { readonly link: Link; readonly destination: string },
  ns: Namespace,
  other: Link,
) => ({
  name: 'overlay-differs',
  device: other.name,
  facts: {
    namespace: ns.label,
    device: link.name,
    tunnel: link.name,
    vni: link.vxlan?.id,
    port: link.vxlan?.port,
    destination,
    theirs: { vni: other.vxlan?.id, port: other.vxlan?.port },
  },
  records: [link.record, other.record],
});

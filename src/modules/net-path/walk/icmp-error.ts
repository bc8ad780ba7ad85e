import type { Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { type Break, type State, setOut } from './state.ts';
import { originate } from './walk.ts';

/** ICMP type 3 code 4, ICMPv6 type 2: what a router says to the sender of a packet that is too big. */
const tooBig = (family: 4 | 6): Pick<Packet, 'protocol' | 'icmpType' | 'icmpCode'> =>
  family === 4 ? { protocol: 'icmp', icmpType: 3, icmpCode: 4 } : { protocol: 'icmpv6', icmpType: 2, icmpCode: 0 };

/** Least MTU of IPv4 and bytes that an error quotes at most (RFC 1812 section 4.3.2.3). */
const errorLength = 576;

/** What keeps a router's answer from the sender of a packet that is too big for it; undefined where it gets there. */
export function errorStopped(world: World, ns: Namespace, state: State): Break | undefined {
  const { family } = state.packet;
  const packet: Packet = {
    family,
    source: '',
    destination: senderOf(ns, state),
    mark: 0,
    ctState: 'related',
    ttl: 64,
    length: errorLength,
    ...tooBig(family),
  };
  const start = setOut(packet, { entries: state.entries, reply: true, isError: true });
  const ends = originate(world, ns, start, undefined);
  const stopped = ends.map(({ breaks }) => breaks.find(({ harmless }) => harmless !== true));
  return stopped.every((one) => one !== undefined) ? stopped[0] : undefined;
}

/** ip_forward looks at the size before POSTROUTING: the sender is who it is before this router's own translation. */
function senderOf(ns: Namespace, { packet, entries, reply }: State): string {
  const own = entries.filter((entry) => entry.ns === ns).at(-1);
  if (own === undefined) return packet.source;
  if (!reply) return own.original.source;
  return own.original.source === packet.destination ? own.reply.source : packet.source;
}

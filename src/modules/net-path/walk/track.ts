import type { Namespace } from '../model/namespace.ts';
import type { Packet, Tuple } from '../netfilter/packet.ts';
import { present } from '../optional.ts';
import { heldConnection, knownConnection } from './known-connections.ts';
import type { Entry, State } from './state.ts';

const same = (a: number | undefined, b: number | undefined): boolean => a === undefined || b === undefined || a === b;

type Undo = 'destination' | 'source';

/** In POSTROUTING and INPUT the reply goes to whom the connection began with already, where its source was translated. */
function fits({ original, reply }: Entry, packet: Packet, undo: Undo): boolean {
  const goesTo = (address: string, port: number | undefined): boolean =>
    address === packet.destination && same(port, packet.destinationPort);
  return (
    reply.source === packet.source &&
    same(reply.sourcePort, packet.sourcePort) &&
    (goesTo(reply.destination, reply.destinationPort) ||
      (undo === 'source' && goesTo(original.source, original.sourcePort)))
  );
}

/** In which zone it is, rules before conntrack say: of what enters that is not known yet. */
const entryOf = ({ entries, packet }: State, ns: Namespace, undo: Undo): Entry | undefined =>
  entries.find(
    (entry) =>
      entry.ns === ns &&
      fits(entry, packet, undo) &&
      (undo === 'destination' || (entry.zone ?? 0) === (packet.ctZone ?? 0)),
  );

/** What another namespace's conntrack, or another hook's, said of the packet; mark and zone hold on within the namespace. */
function strip(given: Packet, undo: Undo): Packet {
  const { unNat: _, ctOriginal: __, ctDirection: ___, entryZone: ____, ctMark, ctZone, ...packet } = given;
  return undo === 'destination' ? packet : { ...packet, ...present({ ctMark, ctZone }) };
}

/** The packet as conntrack of a namespace sees it on entry: the first of a connection, a reply, or neither. */
export function tracked(state: State, ns: Namespace, undo: Undo): Packet {
  const packet = strip(state.packet, undo);
  if (state.isError === true) return related(state, ns, undo, packet);
  if (!state.reply) return begun(state.packet, packet, ns, undo);
  const entry = entryOf(state, ns, undo);
  if (entry === undefined) return { ...packet, ctState: packet.protocol === 'udp' ? 'new' : 'invalid' };
  const unNat = undo === 'destination' ? towards(entry) : from(entry);
  return {
    ...packet,
    ctState: 'established',
    ctDirection: 'reply',
    ctOriginal: entry.original,
    ...present({ ctMark: entry.mark, entryZone: entry.zone }),
    ...(changes(unNat, packet) ? { unNat } : {}),
  };
}

/** The first packet of a connection, or one of a connection that conntrack held when it was read. */
function begun(before: Packet, packet: Packet, ns: Namespace, undo: Undo): Packet {
  const known = undo === 'destination' ? knownConnection(ns, packet) : heldConnection(ns, before);
  if (known === undefined) return { ...packet, ctState: 'new', ctDirection: 'original' };
  const { original, reply } = known;
  const to: Partial<Tuple> =
    undo === 'destination'
      ? { destination: reply.source, ...port('destinationPort', reply.sourcePort) }
      : { source: reply.destination, ...port('sourcePort', reply.destinationPort) };
  return {
    ...packet,
    ctState: 'established',
    ctDirection: 'original',
    ctOriginal: original,
    ...(changes(to, packet) ? { unNat: to } : {}),
  };
}

const port = (name: 'sourcePort' | 'destinationPort', value: number | undefined): Partial<Tuple> =>
  value === undefined ? {} : { [name]: value };

/** nf_conntrack_inet_error: an error belongs to the connection that it quotes, and is translated back as its replies are. */
function related(state: State, ns: Namespace, undo: Undo, packet: Packet): Packet {
  const about = state.entries.find(
    (entry) => entry.ns === ns && [entry.reply.destination, entry.original.source].includes(packet.destination),
  );
  if (about === undefined) return { ...packet, ctState: 'invalid' };
  const { source } = about.original;
  const back =
    undo === 'destination' && about.reply.destination === packet.destination && source !== packet.destination;
  return {
    ...packet,
    ctState: 'related',
    ctDirection: 'reply',
    ctOriginal: about.original,
    ...(back ? { unNat: { destination: source } } : {}),
  };
}

/** In PREROUTING and OUTPUT the reply goes to whom the connection began with, in POSTROUTING and INPUT it comes from whom it asked. */
const towards = ({ original }: Entry): Partial<Tuple> => ({
  destination: original.source,
  ...(original.sourcePort === undefined ? {} : { destinationPort: original.sourcePort }),
});

const from = ({ original }: Entry): Partial<Tuple> => ({
  source: original.destination,
  ...(original.destinationPort === undefined ? {} : { sourcePort: original.destinationPort }),
});

const changes = (part: Partial<Tuple>, packet: Packet): boolean =>
  (Object.keys(part) as (keyof Tuple)[]).some((key) => part[key] !== packet[key]);

export const tupleOf = ({ source, destination, sourcePort, destinationPort }: Packet): Tuple => ({
  source,
  destination,
  ...(sourcePort === undefined ? {} : { sourcePort }),
  ...(destinationPort === undefined ? {} : { destinationPort }),
});

export const reversed = ({ source, destination, sourcePort, destinationPort }: Tuple): Tuple => ({
  source: destination,
  destination: source,
  ...(destinationPort === undefined ? {} : { sourcePort: destinationPort }),
  ...(sourcePort === undefined ? {} : { destinationPort: sourcePort }),
});

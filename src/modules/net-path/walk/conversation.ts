import { type Address, formatAddress } from '../address/address.ts';
import type { Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { type Packet, sourcePortRange } from '../netfilter/packet.ts';
import { addressOf, type End, type State, setOut, withBreak, withHop } from './state.ts';
import { originate } from './walk.ts';

/** What is asked. */
export interface Flow {
  readonly from: Namespace;
  readonly source?: Address;
  readonly destination: Address;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly port?: number;
  readonly sourcePort?: number;
  readonly size?: number;
  /** Of the reply's packets, where it is another one. */
  readonly backSize?: number;
}

/** One way of the connections, there and back. */
export interface Branch {
  readonly share?: number;
  readonly there: End;
  readonly back?: End;
}

/** More ways than this are no answer a person reads. */
const most = 64;

/** Walks a flow and, from wherever it is delivered, its reply. */
export function converse(world: World, asked: Flow): readonly Branch[] {
  const flow = agreed(world, asked);
  const there = originate(world, flow.from, start(flow), flow.source).slice(0, most);
  return there.flatMap((end) => replies(world, flow, end));
}

/** Both ends of TCP tell how much their own device takes, a clamp on the way lowers that, and none sends more. */
function agreed(world: World, flow: Flow): Flow {
  if (flow.size === undefined || flow.protocol !== 'tcp') return flow;
  const { size, ...small } = flow;
  const ends = originate(world, flow.from, start(small), flow.source).slice(0, most);
  const mtus = ends.flatMap(({ at }) => at?.ns.links.find(({ name }) => name === at.device)?.mtu ?? []);
  const room = Math.min(size, Math.max(...mtus, 0) || size);
  const backs = ends.flatMap((end) => replies(world, small, end)).flatMap(({ back }) => back ?? []);
  // What one end announces bounds what the other one sends.
  return { ...flow, size: Math.min(room, ...clamps(backs)), backSize: Math.min(room, ...clamps(ends)) };
}

const clamps = (ends: readonly End[]): readonly number[] =>
  ends.length > 0 && ends.every(({ clamped }) => clamped !== undefined)
    ? [Math.max(...ends.map(({ clamped = 0 }) => clamped))]
    : [];

function start({ destination, protocol, port, sourcePort, size }: Flow): State {
  const six = destination.family === 6;
  const icmp = six ? ({ protocol: 'icmpv6', icmpType: 128 } as const) : ({ protocol: 'icmp', icmpType: 8 } as const);
  const packet: Packet = {
    family: destination.family,
    source: '',
    destination: formatAddress(destination),
    mark: 0,
    ctState: 'new',
    ttl: 64,
    ...(protocol === 'icmp' ? icmp : { protocol }),
    ...(protocol === 'tcp' ? { tcpFlags: 'syn' as const } : {}),
    ...(port === undefined || protocol === 'icmp' ? {} : { destinationPort: port }),
    ...(sourcePort === undefined || protocol === 'icmp' ? {} : { sourcePort }),
    length: size ?? (protocol === 'icmp' ? 84 : 60),
  };
  return setOut(packet, size === undefined ? {} : { maxSize: size });
}

function replies(world: World, flow: Flow, there: End): readonly Branch[] {
  const share = there.share === undefined ? {} : { share: there.share };
  if (there.end !== 'delivered' || there.at === undefined) return [{ ...share, there }];
  const { packet } = there;
  const answer: Packet = {
    family: packet.family,
    protocol: packet.protocol,
    source: packet.destination,
    destination: packet.source,
    mark: 0,
    ctState: 'established',
    ttl: 64,
    ...(packet.destinationPort === undefined ? {} : { sourcePort: packet.destinationPort }),
    ...clientPort(packet),
    ...(packet.protocol === 'tcp' ? { tcpFlags: 'syn-ack' as const, length: 60 } : {}),
    ...(packet.protocol === 'icmp' ? { icmpType: 0 } : packet.protocol === 'icmpv6' ? { icmpType: 129 } : {}),
  };
  const full = flow.backSize ?? flow.size;
  const size = full === undefined ? {} : { maxSize: full };
  const begin = setOut(answer, { entries: there.entries, reply: true, ...size });
  const ends = originate(world, there.at.ns, begin, addressOf(answer.source)).slice(0, most);
  return ends.map((back) => ({ ...share, there, back: accepted(flow, there, back) }));
}

/** Where the reply goes: the client's port, or the range that the kernel takes it from. */
function clientPort(packet: Packet): Pick<Packet, 'destinationPort' | 'destinationPorts'> {
  if (packet.sourcePort !== undefined) return { destinationPort: packet.sourcePort };
  const range = sourcePortRange(packet);
  return range === undefined ? {} : { destinationPorts: range };
}

/** The client takes only an answer from whom it asked. */
function accepted(flow: Flow, there: End, back: End): End {
  if (back.end !== 'delivered' || back.at === undefined) return back;
  const first = there.hops[0]?.packet;
  const wrongPlace = back.at.ns !== flow.from;
  const asked = first?.destination ?? formatAddress(flow.destination);
  const wrongSource = back.packet.source !== asked;
  if (!wrongPlace && !wrongSource) return back;
  const facts = { asked, answered: back.packet.source, by: there.at?.ns.label, namespace: back.at.ns.label };
  const told = withHop(
    back,
    back.at.ns,
    'socket',
    wrongPlace ? `the reply ends in ${back.at.ns.label}` : `a reply from ${back.packet.source}, asked was ${asked}`,
  );
  return { ...withBreak(told, back.at.ns, { name: 'reply-not-translated', facts }), end: 'delivered', at: back.at };
}

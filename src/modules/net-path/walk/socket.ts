import { formatAddress, sameAddress } from '../address/address.ts';
import type { ListeningSocket, Namespace } from '../model/namespace.ts';
import type { Packet } from '../netfilter/packet.ts';
import { setting, settingRecord } from '../route/settings.ts';
import { addressOf, type Trouble } from './state.ts';

/** What becomes of a packet that is for this namespace: a socket, a trouble, or nothing known. */
export type Delivery =
  | { readonly socket?: ListeningSocket }
  | { readonly trouble: Trouble }
  | { readonly unknown: string };

/** Who takes a packet: echo, a listening socket, nobody. */
export function deliver(ns: Namespace, packet: Packet, device: string): Delivery {
  if (packet.protocol === 'icmp' || packet.protocol === 'icmpv6') return echo(ns, packet);
  if (packet.protocol !== 'tcp' && packet.protocol !== 'udp')
    return { unknown: `what takes protocol ${packet.protocol}` };
  if (!ns.parts.has('sockets')) return { unknown: `which sockets listen in ${ns.label}` };
  const port = packet.destinationPort ?? 0;
  const candidates = ns.sockets.filter(
    (one) => one.protocol === packet.protocol && one.port === port && one.remote === undefined,
  );
  const takers = candidates.filter((one) => takes(one, packet, device));
  // Several listeners share a port by SO_REUSEPORT: the kernel's hash picks one.
  const taken = takers.find(({ full }) => full !== true) ?? takers[0];
  if (taken?.full) return { trouble: queueFull(ns, port, taken) };
  if (taken !== undefined) return { socket: taken };
  return { trouble: whyNot(ns, packet, candidates) };
}

function takes(socket: ListeningSocket, { family, destination }: Packet, device: string): boolean {
  if (socket.family !== 'both' && socket.family !== family) return false;
  if (socket.device !== undefined && socket.device !== device) return false;
  return socket.address === undefined || sameAddress(socket.address, addressOf(destination));
}

function whyNot(ns: Namespace, packet: Packet, candidates: readonly ListeningSocket[]): Trouble {
  const facts = {
    namespace: ns.label,
    address: packet.destination,
    port: packet.destinationPort,
    protocol: packet.protocol,
  };
  const records = candidates.map(({ record }) => record);
  const family = candidates.filter((one) => one.family !== 'both' && one.family !== packet.family);
  const loopback = packet.destination.startsWith('127.') || packet.destination === '::1';
  if (candidates.length === 0) return { name: 'nothing-listens', facts, records: nearestSockets(ns, packet) };
  if (family.length === candidates.length && !loopback)
    return { name: 'wrong-family', facts: { ...facts, family: packet.family }, records };
  const bound = candidates.map(({ address }) => (address === undefined ? '' : formatAddress(address))).filter(Boolean);
  return { name: 'listens-on-loopback-only', facts: { ...facts, bound }, records };
}

/** The sockets there are instead, as evidence of absence: of the same protocol, nearest port first. */
function nearestSockets(ns: Namespace, { protocol, destinationPort = 0 }: Packet) {
  const distance = ({ port }: ListeningSocket): number => Math.abs(port - destinationPort);
  const own = ns.sockets.filter((one) => one.protocol === protocol && one.remote === undefined);
  return own
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, 3)
    .map(({ record }) => record);
}

/** What a hop says of a packet that nothing takes. */
export function untaken(protocol: Packet['protocol'], trouble: Trouble): string {
  if (trouble.name === 'listen-queue-full') return 'no room in the queue';
  return protocol === 'icmp' || protocol === 'icmpv6' ? 'no answer' : 'nobody listens';
}

/** The kernel drops a SYN for a listener that has its backlog waiting (tcp_conn_request), SYN cookies or not. */
const queueFull = (ns: Namespace, port: number, { record }: ListeningSocket): Trouble => ({
  name: 'listen-queue-full',
  facts: {
    namespace: ns.label,
    port,
    says: 'The queue of new connections on port {port} of {namespace} is full: the kernel drops further ones.',
    why: 'The program does not accept, or too slowly, or its backlog is small. Who connects sees a timeout.',
    next: [
      `in ${ns.label}: \`ss -ltnp 'sport = :${port}'\`: does Recv-Q stay above Send-Q? Then the program hangs; \`nstat -az TcpExtListenOverflows\` counts what was dropped`,
    ],
  },
  records: [record],
});

function echo(ns: Namespace, { family }: Packet): Delivery {
  const path = family === 4 ? 'ipv4/icmp_echo_ignore_all' : 'ipv6/icmp/echo_ignore_all';
  if (setting(ns, path) !== 1) return {};
  return {
    trouble: {
      name: 'nothing-listens',
      facts: {
        namespace: ns.label,
        protocol: 'icmp',
        says: `{namespace} gets the ping and does not answer it: ${path.replaceAll('/', '.')} is 1.`,
        why: 'Only ping is silent. TCP and UDP are not touched by this: ask for the port that matters.',
        next: [`in {namespace}: \`sysctl -w net.${path.replaceAll('/', '.')}=0\``.replace('{namespace}', ns.label)],
      },
      records: [settingRecord(ns, path)],
    },
  };
}

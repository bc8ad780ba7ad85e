import type { Packet } from '../../../src/modules/net-path/netfilter/packet.ts';
import type { HookContext, Ruleset } from '../../../src/modules/net-path/netfilter/ruleset.ts';
import { type Outcome, traverse } from '../../../src/modules/net-path/netfilter/traverse.ts';
import type { RawPacket } from './lab.ts';

const own = ['10.1.0.1', '10.2.0.1', 'fd00:1::1', 'fd00:2::1'];
const deviceTo = (address: string): string | undefined =>
  /^(?:10\.1\.0\.|fd00:1::)/.test(address) ? 'ra' : /^(?:10\.2\.0\.|fd00:2::)/.test(address) ? 'rb' : undefined;
const isLocal = (address: string): boolean => own.includes(address) || address.startsWith('127.') || address === '::1';

/** What the lab's router knows. */
export const routerContext = (sets: HookContext['sets'] = new Map()): HookContext => ({
  sets,
  addressType(address, _family, device) {
    if (isLocal(address)) return device === undefined || deviceTo(address) === device ? 'LOCAL' : 'UNICAST';
    if (/^10\.[12]\.0\.(?:0|255)$/.test(address)) {
      return device === undefined || deviceTo(address) === device ? 'BROADCAST' : 'UNICAST';
    }
    return 'UNICAST';
  },
  reverseDevice: (packet) => (isLocal(packet.source) ? 'lo' : (deviceTo(packet.source) ?? null)),
  masqueradeAddress: (device, family) =>
    device === 'ra' ? (family === 4 ? '10.1.0.1' : 'fd00:1::1') : family === 4 ? '10.2.0.1' : 'fd00:2::1',
  redirectAddress: (device, family) =>
    device === 'ra' ? (family === 4 ? '10.1.0.1' : 'fd00:1::1') : family === 4 ? '10.2.0.1' : 'fd00:2::1',
});

const names = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6' } as const;

/** The packet as the router first sees it. */
export function packetOf(raw: RawPacket, iif: string | undefined): Packet {
  const protocol = names[raw.protocol as keyof typeof names] ?? raw.protocol;
  const icmp = protocol === 'icmp' || protocol === 'icmpv6';
  const header = raw.family === 4 ? 20 : 40;
  const transport = protocol === 'tcp' ? 20 : 8 + (raw.payload ?? 8);
  return {
    family: raw.family,
    protocol,
    source: raw.src,
    destination: raw.dst,
    ...(icmp
      ? { icmpType: raw.type ?? 8, icmpCode: raw.code ?? 0 }
      : { sourcePort: raw.sport, destinationPort: raw.dport }),
    ...(protocol === 'tcp' ? { tcpFlags: raw.flags as 'syn' } : {}),
    ...(iif === undefined ? {} : { iif, sourceMac: iif === 'ra' ? '02:00:00:00:01:02' : '02:00:00:00:02:02' }),
    mark: 0,
    length: header + transport,
    ttl: raw.ttl,
    // A SYN-ACK or RST without an entry is INVALID; an ACK is taken up (nf_conntrack_tcp_loose).
    ctState: raw.flags === 'syn-ack' || raw.flags === 'rst' ? 'invalid' : 'new',
  };
}

/** The way through the router for a packet on which chance and doubt have no say: what each hook did with it. */
export function throughRouter(
  rulesets: readonly Ruleset[],
  start: Packet,
  context: HookContext,
): { readonly hooks: readonly Outcome[]; readonly end: Outcome } {
  const hooks: Outcome[] = [];
  let end = start.iif === undefined ? undefined : only(traverse(rulesets, 'prerouting', start, context));
  if (end !== undefined) hooks.push(end);
  const { destination } = end?.packet ?? start;
  const to = deviceTo(destination);
  const at = (hook: 'input' | 'forward' | 'output' | 'postrouting', packet: Packet): Outcome => {
    end = only(traverse(rulesets, hook, packet, context));
    hooks.push(end);
    return end;
  };
  if (end === undefined) end = at('output', { ...start, ...(to === undefined ? {} : { oif: to }) });
  else if (end.verdict !== 'accept') return { hooks, end };
  else if (isLocal(destination)) return { hooks, end: at('input', end.packet) };
  else
    end = at('forward', { ...end.packet, ttl: (end.packet.ttl ?? 64) - 1, ...(to === undefined ? {} : { oif: to }) });
  const oif = deviceTo(end.packet.destination);
  if (end.verdict !== 'accept' || oif === undefined) return { hooks, end };
  return { hooks, end: at('postrouting', { ...end.packet, oif }) };
}

function only(outcomes: readonly Outcome[]): Outcome {
  const [outcome] = outcomes;
  if (outcome === undefined || outcomes.length > 1 || outcome.verdict === 'unknown') {
    throw new Error(`not decided: ${JSON.stringify(outcomes.map(({ unknown, verdict }) => ({ verdict, unknown })))}`);
  }
  return outcome;
}

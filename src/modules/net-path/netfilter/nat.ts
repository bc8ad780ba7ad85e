import { type Address, bitsOf, type Family, formatAddress, parseAddress } from '../address/address.ts';
import { hasPorts, type Packet } from './packet.ts';
import type { RuleRef } from './rule-ref.ts';
import { type Fork, type HookContext, type Step, undecided } from './ruleset.ts';
import type { Nat, Way } from './way.ts';

/** Where NAT may send a connection to; absent parts stay as they are. */
export interface NatTarget {
  readonly addresses?: readonly [string, string];
  readonly ports?: readonly [number, number];
  /** The port is drawn anew, so the old one is not kept. */
  readonly random?: boolean;
}

/** More addresses than these in a range are not followed one by one. */
const mostAddresses = 16;

/** Ports that NAT may draw from when a rule names none (nf_nat_core.c: privileged ports stay below 1024). */
const drawn: readonly [number, number] = [1024, 65535];

const done = (way: Way): Step => ({ forks: [{ go: { to: 'accept' }, way }] });

/** DNAT or REDIRECT: the first mapping ends the chain as ACCEPT does. */
export function translateDestination(way: Way, by: RuleRef, kind: 'dnat' | 'redirect', target: NatTarget): Step {
  const { packet } = way;
  const port = portFor(packet.destinationPort, target, hasPorts(packet));
  if (port === undefined) return undecided('DNAT to one of several ports');
  return eachAddress(target, packet.destination, packet.family, (address) => {
    const nat: Nat = {
      kind,
      by,
      ...from(packet.destination, packet.destinationPort),
      toAddress: address,
      ...(port === null ? {} : { toPort: port }),
    };
    const to = { ...packet, destination: address, ...(port === null ? {} : { destinationPort: port }) };
    return mapped(way, to, nat, 'dnat');
  });
}

/** SNAT or MASQUERADE; the source port stays where it can. */
export function translateSource(way: Way, by: RuleRef, kind: 'snat' | 'masquerade', target: NatTarget): Step {
  const { packet } = way;
  const redrawn = hasPorts(packet) && (target.random === true || target.ports !== undefined);
  return eachAddress(target, packet.source, packet.family, (address) => {
    const nat: Nat = { kind, by, ...from(packet.source, packet.sourcePort), toAddress: address };
    const { sourcePort, sourcePorts, ...rest } = packet;
    const ports = redrawn
      ? { sourcePorts: target.ports ?? drawn }
      : { ...(sourcePort === undefined ? {} : { sourcePort }), ...(sourcePorts === undefined ? {} : { sourcePorts }) };
    return mapped(way, { ...rest, ...ports, source: address }, nat, 'snat');
  });
}

const from = (address: string, port: number | undefined) => ({
  fromAddress: address,
  ...(port === undefined ? {} : { fromPort: port }),
});

/** null: no port changes; undefined: it cannot be told. */
function portFor(now: number | undefined, { ports, random }: NatTarget, hasAny: boolean): number | null | undefined {
  if (ports === undefined || !hasAny) return null;
  if (ports[0] === ports[1]) return ports[0];
  const stays = now !== undefined && now >= ports[0] && now <= ports[1] && random !== true;
  return stays ? null : undefined;
}

function mapped(way: Way, packet: Packet, nat: Nat, status: 'dnat' | 'snat'): Way {
  const same = packet.source === way.packet.source && packet.destination === way.packet.destination;
  const samePorts =
    packet.destinationPort === way.packet.destinationPort && packet.sourcePorts === way.packet.sourcePorts;
  // A mapping onto itself sets no status (nf_nat_core.c, nf_nat_setup_info).
  const statuses = same && samePorts ? way.packet.ctStatus : [...(way.packet.ctStatus ?? []), status];
  return {
    ...way,
    mapped: true,
    nat: [...way.nat, nat],
    packet: statuses === undefined ? packet : { ...packet, ctStatus: statuses },
  };
}

/** Of several addresses the kernel takes one by a hash of the flow: which one cannot be told. */
function eachAddress(target: NatTarget, now: string, family: Family, to: (address: string) => Way): Step {
  if (target.addresses === undefined) return done(to(now));
  const [first, last] = target.addresses.map(parseAddress);
  if (first === undefined || last === undefined || first.family !== family) return undecided('NAT to no address');
  const count = last.value - first.value + 1n;
  if (count < 1n || count > BigInt(mostAddresses)) return undecided('NAT to one of many addresses');
  const forks = Array.from(
    { length: Number(count) },
    (_, at): Fork => ({ go: { to: 'accept' }, way: to(formatAddress({ family, value: first.value + BigInt(at) })) }),
  );
  return forks.length === 1 ? { forks } : { forks, doubt: 'NAT takes one address of several' };
}

/** MASQUERADE: the egress device's own address (the kernel drops the packet where it has none). */
export function masquerade(way: Way, by: RuleRef, context: HookContext, target: NatTarget): Step {
  const { oif, family, destination } = way.packet;
  const address = oif === undefined ? undefined : context.masqueradeAddress(oif, family, destination);
  if (address === undefined) return undecided(`address of ${oif ?? 'the egress device'}`);
  return translateSource(way, by, 'masquerade', { ...target, addresses: [address, address] });
}

/** REDIRECT: this host, by the arrival device's address; packets of its own go to loopback (nf_nat_redirect.c). */
export function redirect(way: Way, by: RuleRef, context: HookContext, target: NatTarget): Step {
  const { iif, oif, family } = way.packet;
  const own = iif === undefined && oif !== undefined;
  const loopback = family === 4 ? '127.0.0.1' : '::1';
  const address = own ? loopback : context.redirectAddress(iif, family);
  if (address === undefined) return undecided(`address of ${iif ?? 'the arrival device'}`);
  return translateDestination(way, by, 'redirect', { ...target, addresses: [address, address] });
}

/** The address with its network part replaced: NETMAP, and nft's `prefix to`. */
export function mapNetwork(address: string, network: Address, length: number): string | undefined {
  const old = parseAddress(address);
  if (old === undefined || old.family !== network.family) return undefined;
  const hostBits = (1n << BigInt(bitsOf(network.family) - length)) - 1n;
  return formatAddress({ family: old.family, value: (network.value & ~hostBits) | (old.value & hostBits) });
}

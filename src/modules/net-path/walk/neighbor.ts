import { type Address, formatAddress, sameAddress } from '../address/address.ts';
import type { Link, Namespace, Neighbor } from '../model/namespace.ts';
import { scopes } from '../model/scopes.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { selectAddress } from '../route/source4.ts';
import { answers, withoutArp } from './answering.ts';
import { lostFlood } from './l2-tunnel.ts';
import { questionStopped, type Stopped, unheard } from './question.ts';
import { type Arrival, type Segment, segmentOf } from './segment.ts';
import { addressOf, type Trouble } from './state.ts';

/** How a next hop was found: where the frame arrives, or why it does not. */
export interface Resolution {
  readonly arrival?: Arrival;
  readonly entry?: Neighbor;
  readonly troubles: readonly Trouble[];
  /** The device leads out of the capture. */
  readonly outside: boolean;
  readonly segment: Segment;
  /** Rules that drop the question for it. */
  readonly stopped?: Stopped;
  /** Why it is not known who takes the frame. */
  readonly doubt?: string;
}

/** NOARP: the device's own MAC, at which nobody is. */
const unresolved = ['FAILED', 'INCOMPLETE', 'NONE', 'NOARP'];

export const entryFor = (ns: Namespace, device: string, address: Address): Neighbor | undefined =>
  ns.neighbors.find((one) => !one.proxy && one.device === device && sameAddress(one.address, address));

/** Finds who takes a frame for a next hop: by the neighbor entry's MAC, else by who would answer. */
export function resolve(
  world: World,
  ns: Namespace,
  link: Link,
  hop: Address,
  packet: Packet,
  isGateway: boolean,
  heard?: Namespace,
): Resolution {
  const segment = segmentOf(world, { ns, link }, packet.ctState !== 'new');
  const entry = entryFor(ns, link.name, hop);
  const base = { segment, outside: segment.outside.length > 0, ...(entry === undefined ? {} : { entry }) };
  const sender = senderOf(ns, link, hop, packet);
  const asked = segment.arrivals.map((arrival) => ({ arrival, answer: answers(arrival, hop, sender) }));
  const owners = asked.filter(({ answer }) => answer === 'yes').map(({ arrival }) => arrival);
  const lane = { base, segment, owners };
  if (entry?.mac !== undefined && !unresolved.includes(entry.state)) return byEntry(entry, hop, lane);
  const [owner] = owners;
  if (owner !== undefined) return byOwner({ ns, link, hop, packet, heard }, owner, lane);
  const shy = asked.find(({ answer }) => answer !== 'no' && answer !== 'yes');
  if (shy !== undefined) {
    const trouble = {
      ...(shy.answer as Trouble),
      records: [...((shy.answer as Trouble).records ?? []), entry?.record],
    };
    return { ...base, arrival: shy.arrival, troubles: [trouble], outside: false };
  }
  const dead = segment.dead[0];
  if (dead !== undefined && !base.outside) return { ...base, troubles: [], stopped: dead };
  return { ...base, troubles: unanswered(ns, hop, link, { entry, isGateway, outside: base.outside }) };
}

/** arp_solicit: a router asks by an address of its own, and nearest to whom it asks for. */
function senderOf(ns: Namespace, link: Link, hop: Address, { family, source }: Packet): string {
  const isOwn = ns.links.some(({ addresses }) => addresses.some((one) => sameAddress(one, addressOf(source))));
  if (family !== 4 || hop.family !== 4 || isOwn) return source;
  const own = selectAddress(ns, link.name, scopes['link'] ?? 253, hop);
  return own === undefined ? source : formatAddress(own);
}

interface Lane {
  readonly base: Pick<Resolution, 'segment' | 'outside' | 'entry'>;
  readonly segment: Segment;
  readonly owners: readonly Arrival[];
}

/** The frame goes to the MAC of the entry, whoever has it. */
function byEntry(entry: Neighbor, hop: Address, { base, segment, owners }: Lane): Resolution {
  const holder = segment.arrivals.find(({ link: { mac } }) => mac === entry.mac);
  if (holder === undefined)
    return base.outside
      ? { ...base, troubles: [] }
      : { ...base, troubles: [macWrong(entry, owners[0])], ...first(owners) };
  const lost = lostFlood(holder, segment.dead, false);
  const troubles = wrongHolder(holder, owners, entry, hop);
  return { ...base, arrival: holder, troubles, ...(lost === undefined ? {} : { stopped: lost }) };
}

interface Asker {
  readonly ns: Namespace;
  readonly link: Link;
  readonly hop: Address;
  readonly packet: Packet;
  /** Who asked for us just now: its question taught us its address. */
  readonly heard: Namespace | undefined;
}

/** Somebody owns the address and would answer, if the question gets there. */
function byOwner({ ns, link, hop, packet, heard }: Asker, owner: Arrival, { base, segment, owners }: Lane): Resolution {
  const lost = lostFlood(owner, segment.dead, true);
  if (lost !== undefined) return { ...base, arrival: owner, troubles: [], stopped: lost };
  const open = owners.filter(({ obstacles }) => obstacles.length === 0);
  const twice = duplicates(open, hop);
  const troubles = link.noArp ? [withoutArp(ns, link, hop)] : twice;
  const known = twice.length > 0 ? open.find((one) => one.ns === heard) : undefined;
  const doubt = twice.length > 0 && known === undefined ? { doubt: `who answers first for ${formatAddress(hop)}` } : {};
  return { ...base, arrival: known ?? owner, troubles, ...doubt, ...asking(ns, link, known ?? owner, hop, packet) };
}

function asking(ns: Namespace, link: Link, owner: Arrival, target: Address, packet: Packet): { stopped?: Stopped } {
  const sender = senderOf(ns, link, target, packet);
  const question = { asker: ns, from: link, owner: owner.ns, to: owner.link, target, sender };
  const stopped = questionStopped(question) ?? unheard(question);
  return stopped === undefined ? {} : { stopped };
}

/** Nobody here owns the address: proof only where somebody else could not. */
function unanswered(
  ns: Namespace,
  hop: Address,
  link: Link,
  {
    entry,
    isGateway,
    outside,
  }: { readonly entry: Neighbor | undefined; readonly isGateway: boolean; readonly outside: boolean },
): readonly Trouble[] {
  const full = entry === undefined ? tableFull(ns, hop, link) : undefined;
  if (full !== undefined) return [full];
  return outside && entry?.state !== 'FAILED' ? [] : [silent(hop, link, entry, isGateway)];
}

const first = (owners: readonly Arrival[]): { arrival?: Arrival } =>
  owners[0] === undefined ? {} : { arrival: owners[0] };

const silent = (hop: Address, link: Link, entry: Neighbor | undefined, isGateway: boolean): Trouble => ({
  name: isGateway ? 'gateway-silent' : 'neighbour-silent',
  device: link.name,
  facts: { address: formatAddress(hop), device: link.name },
  records: [entry?.record, link.record],
});

/** gc_thresh3 of the first namespace is the limit of all: beyond it no new neighbor is asked for (neigh_alloc). */
function tableFull(ns: Namespace, hop: Address, link: Link): Trouble | undefined {
  const limit = ns.sysctls.get(`ipv${hop.family}/neigh/default/gc_thresh3`);
  const held = ns.neighbors.filter(
    ({ address, state }) => address.family === hop.family && state !== 'PERMANENT' && state !== 'NOARP',
  ).length;
  if (limit === undefined || Number(limit.value) <= 0 || held < Number(limit.value)) return undefined;
  const facts = { address: formatAddress(hop), entries: held, limit: Number(limit.value) };
  return { name: 'neighbour-table-full', device: link.name, facts, records: [limit.record] };
}

const macWrong = (entry: Neighbor, owner: Arrival | undefined): Trouble => ({
  name: 'mac-wrong',
  device: entry.device,
  facts: { address: formatAddress(entry.address), device: entry.device, mac: entry.mac, right: owner?.link.mac },
  records: [entry.record, owner?.link.record],
});

/** The entry's MAC belongs to somebody who neither owns the address nor routes: it takes the frame and drops the packet. */
function wrongHolder(holder: Arrival, owners: readonly Arrival[], entry: Neighbor, hop: Address): readonly Trouble[] {
  const right = owners.some(({ ns }) => ns === holder.ns);
  if (right || owners.length === 0 || formatAddress(hop) === '') return [];
  return [macWrong(entry, owners[0])];
}

function duplicates(open: readonly Arrival[], hop: Address): readonly Trouble[] {
  const namespaces = [...new Set(open.map(({ ns }) => ns))];
  if (namespaces.length < 2) return [];
  const where = namespaces.map((ns) => open.find((one) => one.ns === ns)).filter((one) => one !== undefined);
  return [
    {
      name: 'duplicate-address',
      facts: { address: formatAddress(hop), owners: namespaces.map(({ label }) => label) },
      records: where.map(({ link }) => link.record),
      harmless: true,
    },
  ];
}

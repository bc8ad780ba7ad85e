import { type Address, formatAddress } from '../address/address.ts';
import type { FdbEntry, Link, Namespace, VxlanSettings } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { entryFor } from './neighbor.ts';
import { differs, headers, outerBreaks, outerEnds, underlay, vtepOf } from './outer.ts';
import type { Arrival } from './segment.ts';
import { addressOf, type End, type State, withBreak, withHop, withUncollected, withUnseen } from './state.ts';

type Onward = (state: State, arrival: Arrival) => readonly End[];

/** Whether entries and not a link's broadcast say where a vxlan sends: they are there, or the owner has a vxlan device too. */
export const isRoutedInto = (world: World, ns: Namespace, link: Link, hop: Address): boolean =>
  link.vxlan?.learning === false ||
  entryFor(ns, link.name, hop)?.state === 'PERMANENT' ||
  farEnd(world, ns, link, hop) !== undefined;

/** A packet into a vxlan device: MAC of the inner next hop, its VTEP, the outer packet as a flow of its own. */
export function overlay(
  world: World,
  ns: Namespace,
  state: State,
  link: Link,
  hop: Address,
  next: Onward,
): readonly End[] {
  const vxlan = link.vxlan;
  if (vxlan === undefined) return [{ ...state, end: 'left' }];
  const entry = entryFor(ns, link.name, hop);
  let on = withHop(state, ns, 'neighbor', `${formatAddress(hop)} ${entry?.mac ?? 'nobody'}`, {
    device: link.name,
    evidence: entry?.record,
  });
  const facts = { namespace: ns.label, device: link.name, address: formatAddress(hop), vni: vxlan.id };
  if (entry?.mac === undefined && !vxlan.learning)
    on = withBreak(on, ns, {
      name: 'vtep-entry-missing',
      device: link.name,
      facts: { ...facts, missing: 'neighbor' },
      records: [entry?.record, link.record],
    });
  const mac = entry?.mac ?? farEnd(world, ns, link, hop)?.link.mac;
  const right = farEnd(world, ns, link, hop);
  const there = right && vtepOf(right.ns, right.link);
  const fdb = fdbFor(ns, link, mac, there);
  const known = fdb?.destination ?? (ns.parts.has('fdb') ? undefined : vxlan.remote);
  if (known === undefined)
    on = withBreak(on, ns, {
      name: 'vtep-entry-missing',
      device: link.name,
      facts: { ...facts, missing: 'fdb', mac },
      records: [entry?.record, link.record],
    });
  const destination = known ?? there;
  if (destination === undefined)
    return [
      {
        ...withUnseen(on, 'not-captured', `which node has ${formatAddress(hop)}`),
        end: on.breaks.length > state.breaks.length ? 'stopped' : 'left',
      },
    ];
  return outer(world, ns, on, { link, vxlan, destination, mac, fdb, right }, next);
}

interface Tunnel {
  readonly link: Link;
  readonly vxlan: VxlanSettings;
  readonly destination: string;
  readonly mac: string | undefined;
  readonly fdb: FdbEntry | undefined;
  readonly right: { readonly ns: Namespace; readonly link: Link } | undefined;
}

/** Forward entries of the device itself; all zeros is where everything unknown goes. */
const fdbFor = (
  ns: Namespace,
  link: Link,
  mac: string | undefined,
  there: string | undefined,
): FdbEntry | undefined => {
  const own = ns.fdb.filter(({ device, destination }) => device === link.name && destination !== undefined);
  const all = own.filter((one) => one.mac === '00:00:00:00:00:00');
  return own.find((one) => one.mac === mac) ?? all.find(({ destination }) => destination === there) ?? all[0];
};

/** The vxlan device elsewhere that owns the inner next hop. */
function farEnd(world: World, ns: Namespace, link: Link, hop: Address): { ns: Namespace; link: Link } | undefined {
  const text = formatAddress(hop);
  const ends = world.namespaces
    .filter((other) => other !== ns)
    .flatMap((other) =>
      other.links.filter(({ vxlan }) => vxlan !== undefined).map((one) => ({ ns: other, link: one })),
    );
  return (
    ends.find((end) => end.link.addresses.some((one) => formatAddress(one) === text)) ??
    ends.find((end) => end.link.mac !== undefined && end.link.mac === entryFor(ns, link.name, hop)?.mac)
  );
}

function outer(world: World, ns: Namespace, state: State, tunnel: Tunnel, next: Onward): readonly End[] {
  const { link, vxlan, destination } = tunnel;
  const under = underlay(ns, vxlan);
  const told = withHop(
    fragmented(state, ns, link, under),
    ns,
    'tunnel',
    `vxlan ${vxlan.id} to ${destination}:${vxlan.port}`,
    {
      device: link.name,
      evidence: tunnel.fdb?.record ?? link.record,
    },
  );
  const ends = outerEnds(world, { ns, link }, destination, state.maxSize);
  return ends.slice(0, 4).flatMap((end) => decapsulate(noteOuter(told, end, tunnel), end, tunnel, next));
}

/** The tunnel takes more than fits the device below with its headers: every full packet is cut in two. */
function fragmented(state: State, ns: Namespace, link: Link, under: Link | undefined): State {
  const need = Math.min(state.maxSize ?? link.mtu, link.mtu) + headers(link.vxlan?.local ?? '');
  if (under === undefined || need <= under.mtu) return state;
  return withBreak(state, ns, {
    name: 'overlay-fragments',
    device: link.name,
    facts: { tunnel: link.name, mtu: link.mtu, below: under.name, room: under.mtu - headers(link.vxlan?.local ?? '') },
    records: [link.record, under.record],
    harmless: true,
  });
}

/** Breaks of the outer packet are those of the inner; a filter on the VXLAN port has a name of its own. */
function noteOuter(state: State, end: End, { link, fdb }: Tunnel): State {
  const on: State = {
    ...state,
    unseen: [...state.unseen, ...end.unseen.filter(({ what }) => !what.startsWith('which sockets'))],
  };
  return outerBreaks(end, { link }, fdb).reduce((so, { ns, trouble }) => withBreak(so, ns, trouble), on);
}

/** At the other node: is there a device of this number on this port, and is the inner MAC its own? */
function decapsulate(state: State, end: End, tunnel: Tunnel, next: Onward): readonly End[] {
  const { right, destination } = tunnel;
  if (end.end === 'left') {
    return [{ ...withUncollected(state, 'the node at the other end', addressOf(destination)), end: 'left' }];
  }
  const ns = end.at?.ns ?? right?.ns;
  if (ns === undefined) return [{ ...state, end: 'stopped' }];
  const devices = ns.links.filter((one) => one.vxlan !== undefined);
  const same = devices.find(({ vxlan }) => vxlan?.id === tunnel.vxlan.id && vxlan.port === tunnel.vxlan.port);
  const other = same ?? devices[0];
  if (other === undefined)
    return [{ ...withBreak(state, ns, wrongEntry(tunnel, ns, 'fdb', undefined)), end: 'stopped' }];
  return taken(same === undefined ? withBreak(state, ns, differs(tunnel, ns, other)) : state, ns, other, tunnel, next);
}

const factsOf = ({ link, vxlan, destination, mac }: Tunnel, ns: Namespace) => ({
  namespace: ns.label,
  device: link.name,
  tunnel: link.name,
  vni: vxlan.id,
  port: vxlan.port,
  destination,
  mac,
});

const wrongEntry = (tunnel: Tunnel, ns: Namespace, what: 'fdb' | 'mac', right: string | undefined) => ({
  name: 'vtep-entry-wrong',
  device: tunnel.link.name,
  facts: { ...factsOf(tunnel, ns), what, right },
  records: [tunnel.fdb?.record],
});

/** The inner packet goes on at the device that owns the inner next hop, as it would once the entry is right. */
function taken(state: State, ns: Namespace, other: Link, tunnel: Tunnel, next: Onward): readonly End[] {
  const { right, mac } = tunnel;
  const wrongNode = right !== undefined && right.ns !== ns;
  const wrongMac = mac !== undefined && other.mac !== undefined && other.mac !== mac;
  const should = wrongNode ? vtepOf(right.ns, right.link) : other.mac;
  const on =
    wrongNode || wrongMac ? withBreak(state, ns, wrongEntry(tunnel, ns, wrongNode ? 'fdb' : 'mac', should)) : state;
  const at = wrongNode ? right : { ns, link: other };
  const down = { ns: at.ns, trouble: { name: 'vtep-down', device: at.link.name, records: [at.link.record] } };
  return next(on, {
    ...at,
    crossings: [],
    path: [],
    tunnels: [],
    obstacles: at.link.up ? [] : [down],
    room: at.link.mtu,
  });
}

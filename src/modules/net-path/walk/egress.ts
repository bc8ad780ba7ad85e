import { type Address, formatAddress, formatPrefix, sameAddress } from '../address/address.ts';
import type { Link, Namespace, NextHop } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import type { Routed } from '../route/decision.ts';
import { atDevice } from './bridge-filter.ts';
import { through } from './filter.ts';
import { goodLegs } from './good-legs.ts';
import { tooBig } from './mtu.ts';
import { resolve } from './neighbor.ts';
import { isRoutedInto, overlay } from './overlay.ts';
import {
  addressOf,
  type End,
  type State,
  withBreak,
  withHop,
  withShare,
  withUncollected,
  withUnseen,
} from './state.ts';
import { reversed, tracked, tupleOf } from './track.ts';
import { arrive, input } from './walk.ts';

const linkIn = (ns: Namespace, name: string): Link | undefined => ns.links.find((one) => one.name === name);

const stop = (state: State, end: End['end']): readonly End[] => [{ ...state, end }];

/** Each leg of a multipath route is a way of its own. */
export function legs(world: World, ns: Namespace, state: State, routed: Routed, entered: Entered): readonly End[] {
  if (routed.type === 'local' || routed.device === 'lo') return egress(world, ns, state, routed, undefined, entered);
  if (routed.legs.length < 2) return egress(world, ns, state, routed, routed.legs[0], entered);
  const good = goodLegs(world, ns, state, routed);
  const total = good.legs.reduce((sum, { weight }) => sum + weight, 0);
  return good.legs.flatMap((leg) =>
    egress(
      world,
      ns,
      withShare(good.state, leg.weight / total),
      { ...routed, device: leg.device ?? routed.device },
      leg,
      entered,
    ),
  );
}

export type Entered = ReturnType<typeof tupleOf>;

/** POSTROUTING, then the device. */
function egress(
  world: World,
  ns: Namespace,
  state: State,
  routed: Routed,
  leg: NextHop | undefined,
  entered: Entered,
): readonly End[] {
  const device = leg?.device ?? routed.device;
  const packet: Packet = { ...tracked(state, ns, 'source'), oif: device };
  return through(state, ns, 'postrouting', carried(state, packet), (after) => {
    const known = remember(after, ns, entered);
    const link = linkIn(ns, device);
    if (link === undefined)
      return stop(withUnseen(known, 'not-captured', `device ${device} of ${ns.label}`, 'ip -d addr'), 'left');
    if (link.loopback) return overLoopback(world, ns, known, link);
    return emit(world, ns, tooBig(world, known, ns, link, routed), link, leg ?? routed.legs[0], routed);
  });
}

/** What OUTPUT, PREROUTING or FORWARD made of conntrack's state holds on within the namespace. */
export const carried = (state: State, packet: Packet): Packet =>
  state.packet.ctState === 'untracked' ? { ...packet, ctState: 'untracked' } : packet;

/** Conntrack keeps what the connection began with and what its answers look like. */
export function remember(state: State, ns: Namespace, original: Entered): State {
  if (state.reply || state.packet.ctState === 'untracked') return state;
  const { ctMark: mark = 0, ctZone: zone = 0 } = state.packet;
  return {
    ...state,
    entries: [...state.entries, { ns, original, reply: reversed(tupleOf(state.packet)), mark, zone }],
  };
}

function overLoopback(world: World, ns: Namespace, state: State, link: Link): readonly End[] {
  const up = link.up
    ? state
    : withBreak(state, ns, {
        name: 'loopback-down',
        device: link.name,
        facts: { namespace: ns.label },
        records: [link.record],
      });
  const packet: Packet = { ...up.packet, iif: 'lo' };
  return through(up, ns, 'prerouting', withoutOut(packet), (after) => input(world, ns, after, 'lo', undefined));
}

export const withoutOut = ({ oif: _, physdevOut: __, ...packet }: Packet): Packet => packet;

/** Out of a device: tunnel, neighbor, then wherever the frame arrives. */
function emit(
  world: World,
  ns: Namespace,
  state: State,
  link: Link,
  leg: NextHop | undefined,
  routed: Routed,
): readonly End[] {
  const up = atDevice(link.up ? state : withBreak(state, ns, switchedOff(link)), ns, 'egress', link.name);
  const gateway = gatewayFor(leg, routed);
  const hop = gateway ?? addressOf(up.packet.destination);
  if (link.vxlan !== undefined && isRoutedInto(world, ns, link, hop))
    return overlay(world, ns, up, link, hop, (on, at) => arrive(world, on, at));
  if (link.noArp && !framed.includes(link.kind ?? '')) return withoutLink(ns, up, link, { hop, routed });
  const heard = up.reply ? up.entries[0]?.ns : undefined;
  const found = resolve(world, ns, link, hop, up.packet, gateway !== undefined, heard);
  const mac = found.entry?.mac ?? found.arrival?.link.mac ?? 'nobody';
  const about = { device: link.name, evidence: found.entry?.record };
  const told = withHop(up, ns, 'neighbor', `${formatAddress(hop)} ${mac}`, about);
  const { route } = routed;
  const facts = { namespace: ns.label, route: route && formatPrefix(route.prefix), protocol: route?.protocol };
  const neighbors = found.segment.arrivals.map((arrival) => arrival.ns);
  const asked = found.troubles.reduce(
    (on, one) => withBreak(on, ns, { ...one, facts: { ...facts, ...one.facts }, routed, neighbors }),
    told,
  );
  const { stopped, doubt } = found;
  const sure = doubt === undefined ? asked : withUnseen(asked, 'undecided', doubt);
  const on = stopped === undefined ? sure : withBreak(sure, stopped.ns, stopped.trouble);
  if (found.arrival !== undefined) return arrive(world, on, found.arrival);
  return found.outside ? overWire(world, ns, asked, link, hop) : stop(asked, 'stopped');
}

const switchedOff = (link: Link) => ({
  name: link.kind === 'bridge' ? 'bridge-down' : 'interface-down',
  device: link.name,
  records: [link.record],
  facts: { device: link.name },
});

/** Routing passes over a gateway that is this namespace's own: its decision then has none. */
const gatewayFor = (leg: NextHop | undefined, routed: Routed): Address | undefined => {
  const passedOver = routed.gateway === undefined && leg?.gateway !== undefined && leg === routed.legs[0];
  return passedOver ? undefined : (leg?.gateway ?? routed.gateway);
};

/** A tun that no program has opened, and a dummy, take packets nowhere. */
function withoutLink(
  ns: Namespace,
  state: State,
  link: Link,
  { hop, routed }: { readonly hop: Address; readonly routed: Routed },
): readonly End[] {
  const about = { device: link.name, records: [link.record], routed };
  if (link.kind === 'tun' && link.up && !link.carrier) {
    const facts = { namespace: ns.label, peer: '(a program that reads it)' };
    return stop(withBreak(state, ns, { name: 'no-carrier', facts, ...about }), 'stopped');
  }
  if (link.kind === 'dummy') {
    const facts = { namespace: ns.label, address: formatAddress(hop) };
    return stop(withBreak(state, ns, { name: 'neighbour-silent', facts, ...about }), 'stopped');
  }
  return away(ns, state, link);
}

/** Devices of frames, on which ARP may be switched off. */
const framed = ['veth', 'bridge', 'macvlan', 'vlan', 'bond', 'team'];

const away = (ns: Namespace, state: State, link: Link, hop?: Address): readonly End[] => {
  const left = withHop(state, ns, 'link', `leaves by ${link.name}`, { device: link.name, evidence: link.record });
  const behind = `what is behind ${link.name} of ${ns.label}`;
  return stop(
    hop === undefined ? withUnseen(left, 'not-captured', behind) : withUncollected(left, behind, hop),
    'left',
  );
};

/** Out of the capture: on where another machine's capture owns the next hop. */
function overWire(world: World, ns: Namespace, state: State, link: Link, hop: Address): readonly End[] {
  const owned = (one: Link) => one.addresses.some((own) => sameAddress(own, hop));
  const owner = world.namespaces.find((other) => other.host !== ns.host && other.links.some(owned));
  const at = owner?.links.find(owned);
  if (owner === undefined || at === undefined) return away(ns, state, link, hop);
  const left = withHop(state, ns, 'link', `leaves by ${link.name}`, { device: link.name, evidence: link.record });
  const unseen = withUnseen(left, 'not-captured', `the wire between ${ns.host} and ${owner.host}`);
  return arrive(world, unseen, {
    ns: owner,
    link: at,
    crossings: [],
    path: [],
    obstacles: [],
    tunnels: [],
    room: at.mtu,
  });
}

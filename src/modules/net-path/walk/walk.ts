import { type Address, formatAddress, formatPrefix } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isRefused, isRouted, type Refused, type Routed } from '../route/decision.ts';
import { forwards } from '../route/settings.ts';
import { atDevice, crossBridges, netfilterOn } from './bridge-filter.ts';
import { carried, type Entered, legs, remember, withoutOut } from './egress.ts';
import { through } from './filter.ts';
import { hairpin } from './hairpin.ts';
import { keyOf } from './hooks.ts';
import { countedDown, startedWith } from './hop-limit.ts';
import { balanced } from './ipvs.ts';
import { tunnelHops } from './l2-tunnel.ts';
import { boundToLink, ownAddress, sentBy, unmarked } from './link-scope.ts';
import { asRepaired, forwardingOff, isTranslated, troubleOf } from './refusal.ts';
import type { Arrival } from './segment.ts';
import { deliver, untaken } from './socket.ts';
import { addressOf, type End, type State, withBreak, withHop, withUnseen } from './state.ts';
import { tracked, tupleOf } from './track.ts';

const routeText = (routed: Routed): string => {
  const { route, gateway, device, type } = routed;
  if (type === 'local') return 'local';
  const prefix = route === undefined ? 'on link' : formatPrefix(route.prefix);
  return `${prefix}${gateway === undefined ? '' : ` via ${formatAddress(gateway)}`} dev ${device}`;
};

const stop = (state: State, end: End['end']): readonly End[] => [{ ...state, end }];

/** A packet that a namespace makes: route, OUTPUT, route again where the rules ask for it, then out. */
export function originate(world: World, ns: Namespace, start: State, source: Address | undefined): readonly End[] {
  const decision = decide(ns, keyOf(start.packet, { source }));
  return routedOr(world, ns, start, decision, undefined, (state, routed) => {
    const own = source ?? routed.source ?? ownAddress(ns, routed.device, state.packet.family);
    // Without any address nothing more can be told of this packet.
    if (own === undefined && routed.type !== 'local') return stop(state, 'stopped');
    const from = own ?? addressOf(state.packet.destination);
    const packet = { ...state.packet, source: formatAddress(from) };
    const on = { device: routed.device, evidence: routed.route?.record };
    const here = startedWith(withHop({ ...state, packet }, ns, 'route', routeText(routed), on), ns);
    const out = { ...tracked(here, ns, 'destination'), oif: routed.device };
    const entered = tupleOf(packet);
    return through(here, ns, 'output', out, (after) => {
      const changed = after.packet.mark !== packet.mark || after.packet.destination !== packet.destination;
      if (!changed) return legs(world, ns, after, routed, entered);
      const again = decide(ns, keyOf(after.packet, { source: addressOf(after.packet.source) }));
      return routedOr(world, ns, after, again, undefined, (on, anew) => {
        const told = withHop(on, ns, 'route', routeText(anew), { device: anew.device, evidence: anew.route?.record });
        return legs(world, ns, told, anew, entered);
      });
    });
  });
}

type Onward = (state: State, routed: Routed) => readonly End[];

/** Goes on with a decision; a refusal is noted, and gone on from as if it were repaired. */
function routedOr(
  world: World,
  ns: Namespace,
  state: State,
  decision: ReturnType<typeof decide>,
  iif: string | undefined,
  next: Onward,
): readonly End[] {
  if (isRouted(decision)) return next(state, decision);
  if (!isRefused(decision))
    return stop(withUnseen(withHop(state, ns, 'route', 'not known'), 'undecided', decision.unknown), 'left');
  return refused(world, ns, state, decision, iif, next);
}

function refused(
  world: World,
  ns: Namespace,
  state: State,
  decision: Refused,
  iif: string | undefined,
  next: Onward,
): readonly End[] {
  const hop = withHop(state, ns, 'route', `${decision.errno}: ${decision.refusal.replaceAll('-', ' ')}`, {
    ...(iif === undefined ? {} : { device: iif }),
    evidence: decision.record,
  });
  const trouble = troubleOf(ns, decision, state.packet, iif);
  // Its own source comes back to whom it went through: a circle, which the translation there hid.
  const passed = decision.refusal === 'own-source' && state.entries.some((one) => one.ns === ns);
  if (passed && isTranslated(state, ns))
    return stop(withBreak(hop, ns, { ...trouble, name: 'routing-loop' }), 'stopped');
  const broken = withBreak(hop, ns, trouble);
  const repaired = asRepaired(world, ns, state.packet, decision);
  return repaired === undefined ? stop(broken, 'stopped') : next(broken, repaired);
}

/** A frame at its end of the link: obstacles on the way, bridges with their filters, then IP. */
export function arrive(world: World, state: State, arrival: Arrival): readonly End[] {
  const { ns, link, obstacles, crossings, room } = arrival;
  let on = sentBy(tunnelHops(state, arrival), arrival);
  for (const { ns: where, trouble } of obstacles)
    on = withBreak(on, where, {
      ...trouble,
      facts: { namespace: where.label, device: trouble.device, ...trouble.facts },
    });
  if (on.maxSize !== undefined && on.maxSize > room) {
    const narrow = arrival.path.toSorted((a, b) => a.link.mtu - b.link.mtu)[0];
    on = withBreak(on, narrow?.ns ?? ns, {
      name: 'mtu-blackhole',
      device: narrow?.link.name ?? link.name,
      facts: { size: on.maxSize, mtu: room, device: narrow?.link.name },
      records: [narrow?.link.record],
    });
  }
  return crossBridges(
    on,
    crossings.filter(({ out }) => out !== undefined),
    (after) => {
      const last = crossings.at(-1);
      const port = last !== undefined && last.out === undefined && last.ns === ns ? last.in : undefined;
      return ingress(world, ns, unmarked(after, arrival), link, port);
    },
  );
}

/** PREROUTING and the routing of what arrives. */
function ingress(world: World, ns: Namespace, state: State, link: Link, port: Link | undefined): readonly End[] {
  const told = withHop(
    state,
    ns,
    port === undefined ? 'link' : 'bridge',
    port === undefined ? `arrives on ${link.name}` : `arrives on ${link.name}, port ${port.name}`,
    { device: link.name, evidence: link.record },
  );
  if (link.xdp)
    return stop(
      withUnseen(
        told,
        'unseen-hook',
        `an XDP program on ${link.name} of ${ns.label}`,
        `bpftool net show dev ${link.name}`,
      ),
      'left',
    );
  const taken = atDevice(told, ns, 'ingress', (port ?? link).name);
  const bridged = port !== undefined && netfilterOn(ns, link, state.packet.family);
  const entering = tupleOf(told.packet);
  const base = withoutOut({ ...tracked(told, ns, 'destination'), iif: link.name });
  const packet: Packet = bridged ? { ...base, physdevIn: port.name } : base;
  return through(taken, ns, 'prerouting', packet, (after) =>
    routeIn(world, ns, after, link, { port, bridged, entering }),
  );
}

interface Entry {
  readonly port: Link | undefined;
  readonly bridged: boolean;
  readonly entering: Entered;
}

function routeIn(world: World, ns: Namespace, state: State, link: Link, entry: Entry): readonly End[] {
  const decision = decide(ns, keyOf(state.packet, { iif: link.name, source: addressOf(state.packet.source) }));
  return routedOr(world, ns, state, decision, link.name, (on, routed) => {
    if (
      routed.type === 'local' ||
      routed.type === 'broadcast' ||
      routed.type === 'anycast' ||
      routed.type === 'multicast'
    )
      return input(world, ns, on, link.name, entry.entering);
    return forward(world, ns, on, link, routed, entry);
  });
}

function forward(world: World, ns: Namespace, state: State, link: Link, routed: Routed, entry: Entry): readonly End[] {
  const key = `${ns.host} ${ns.inode} ${state.packet.destination}`;
  const told = withHop(state, ns, 'route', routeText(routed), {
    device: routed.device,
    evidence: routed.route?.record,
  });
  if (state.routed.filter((one) => one === key).length > 1) {
    const facts = { namespace: ns.label, destination: state.packet.destination };
    return stop(withBreak(told, ns, { name: 'routing-loop', facts, records: [routed.route?.record] }), 'stopped');
  }
  const sender = state.packet.family === 6 ? boundToLink(world, told) : undefined;
  if (sender !== undefined) return stop(withBreak(told, sender.ns, sender.trouble), 'stopped');
  const off = state.packet.family === 6 && forwards(ns, link.name, 6) === false;
  const on6 = off ? withBreak(told, ns, forwardingOff(ns, link)) : told;
  const once: State = { ...on6, routed: [...state.routed, key] };
  // Switched, not routed: br_netfilter changed the destination to one behind the same bridge.
  const switched =
    entry.bridged && routed.device === link.name && state.packet.destination !== entry.entering.destination;
  const left = countedDown(once, ns);
  const packet: Packet = { ...left.packet, iif: link.name, oif: routed.device };
  return through(left, ns, 'forward', packet, (after) => {
    if (!switched) return legs(world, ns, after, routed, entry.entering);
    return legs(world, ns, hairpin(world, ns, after, { bridge: link, port: entry.port }), routed, entry.entering);
  });
}

/** ip_vs_nat_xmit: a real server is routed to, and OUTPUT and POSTROUTING see the packet. */
function toServer(world: World, ns: Namespace, state: State, entering: Entered | undefined): readonly End[] {
  const { packet } = state;
  const source = addressOf(packet.source);
  return routedOr(world, ns, state, decide(ns, keyOf(packet, { source })), undefined, (on, routed) => {
    const told = withHop(on, ns, 'route', routeText(routed), { device: routed.device, evidence: routed.route?.record });
    return legs(world, ns, told, routed, entering ?? tupleOf(packet));
  });
}

/** INPUT and the socket. */
export function input(
  world: World,
  ns: Namespace,
  state: State,
  device: string,
  entering: Entered | undefined,
): readonly End[] {
  const packet = carried(state, { ...withoutOut(tracked(state, ns, 'source')), iif: device });
  return through(state, ns, 'input', packet, (after) => {
    const known = entering === undefined ? after : remember(after, ns, entering);
    const at = { ns, device };
    const handedOn = balanced(known, ns, (on) => toServer(world, ns, on, entering));
    if (handedOn !== undefined) return handedOn;
    if (state.reply) return [{ ...known, end: 'delivered', at }];
    const delivery = deliver(ns, known.packet, device);
    if ('unknown' in delivery)
      return [{ ...withUnseen(known, 'not-captured', delivery.unknown, 'ss -Hltun'), end: 'delivered', at }];
    if ('trouble' in delivery)
      return [
        {
          ...withBreak(
            withHop(known, ns, 'socket', untaken(known.packet.protocol, delivery.trouble), { device }),
            ns,
            delivery.trouble,
          ),
          end: 'delivered',
          at,
        },
      ];
    const taken = withHop(known, ns, 'socket', delivery.socket === undefined ? 'answers echo' : 'a socket listens', {
      device,
      evidence: delivery.socket?.record,
    });
    return [{ ...taken, end: 'delivered', at }];
  });
}

import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { farEnds, type TunnelStep, wrongEntries } from './l2-tunnel.ts';
import { type Port, peerOf } from './peer.ts';
import type { Trouble } from './state.ts';
import { isMacvlan, lowerOf, macvlansOn, vlansOn } from './upper-devices.ts';
import { entering, leaving, noSuchVlan } from './vlan.ts';

/** A bridge on the way, with the ports a frame passes; no `out` where it is for the bridge itself. */
export interface Crossing {
  readonly ns: Namespace;
  readonly bridge: Link;
  readonly in?: Link;
  readonly out?: Link;
}

/** Something in the way of a frame, and where. */
export interface Obstacle {
  readonly ns: Namespace;
  readonly trouble: Trouble;
}

/** A device at which a frame can be taken in by IP, with the way there. */
export interface Arrival extends Port {
  readonly crossings: readonly Crossing[];
  readonly path: readonly Port[];
  readonly obstacles: readonly Obstacle[];
  /** Smallest length that some device on the way takes, bytes of the IP packet. */
  readonly room: number;
  /** Tunnels that carry the frame itself. */
  readonly tunnels: readonly TunnelStep[];
}

export interface Segment {
  readonly arrivals: readonly Arrival[];
  /** Devices behind which this capture ends. */
  readonly outside: readonly Port[];
  /** Obstacles at which something ends that has no other side here. */
  readonly dead: readonly Obstacle[];
}

interface Walk {
  readonly world: World;
  /** Whoever is asked for has sent something before. */
  readonly taught: boolean;
  readonly seen: Set<string>;
  readonly arrivals: Arrival[];
  readonly outside: Port[];
  readonly dead: Obstacle[];
}

interface Way extends Pick<Arrival, 'crossings' | 'path' | 'obstacles' | 'room' | 'tunnels'> {
  /** VLAN tag that the frame carries. */
  readonly tag?: number;
}

/** Everywhere a frame from a device can get on this link: through veth pairs, bridges, VLANs, bonds, macvlans, tunnels. */
export function segmentOf(world: World, from: Port, taught = false): Segment {
  const walk: Walk = { world, taught, seen: new Set(), arrivals: [], outside: [], dead: [] };
  send(walk, from, { crossings: [], path: [], obstacles: [], room: from.link.mtu, tunnels: [] });
  const known = walk.arrivals.map((one) => ({ ...one, obstacles: [...one.obstacles, ...wrongEntries(one)] }));
  // Ways without obstacles first.
  const arrivals = known.toSorted((a, b) => a.obstacles.length - b.obstacles.length);
  return { arrivals, outside: walk.outside, dead: walk.dead };
}

const met = (way: Way, ns: Namespace, trouble: Trouble): Way => ({
  ...way,
  obstacles: [...way.obstacles, { ns, trouble }],
});

const isDown = ({ ns, link }: Port, way: Way): Way =>
  link.up
    ? way
    : met(way, ns, {
        name: link.kind === 'bridge' ? 'bridge-down' : 'interface-down',
        device: link.name,
        records: [link.record],
      });

const tagged = ({ tag: _, ...way }: Way, tag: number | undefined): Way => (tag === undefined ? way : { ...way, tag });

/** Several devices that are one: a frame leaves by any of them that works. */
const isBond = ({ kind }: Link): boolean => kind === 'bond' || kind === 'team';

/** A frame leaves by a device. */
function send(walk: Walk, port: Port, way: Way): void {
  const { ns, link } = port;
  const key = `out ${ns.inode} ${ns.host} ${link.name} ${way.tag ?? ''}`;
  if (walk.seen.has(key)) return;
  walk.seen.add(key);
  const on: Way = { ...isDown(port, way), path: [...way.path, port] };
  if (link.kind === 'bridge') fanOut(walk, { ns, bridge: link }, on);
  else if (isBond(link)) bond(walk, port, on);
  else if (isMacvlan(link)) macvlan(walk, port, on);
  else if (link.vxlan !== undefined) tunnel(walk, port, on);
  else if (link.kind === 'vlan') vlan(walk, port, on);
  else cable(walk, port, on);
}

/** A veth pair; whatever else there is leads out of the capture. */
function cable(walk: Walk, port: Port, way: Way): void {
  const peer = port.link.kind === 'veth' ? peerOf(walk.world, port.ns, port.link) : 'outside';
  if (typeof peer === 'string') walk.outside.push(port);
  // __dev_forward_skb: a veth's peer takes its own MTU and a VLAN tag, no more.
  else receive(walk, peer, { ...way, room: Math.min(way.room, peer.link.mtu + 4) });
}

function bond(walk: Walk, { ns, link }: Port, way: Way): void {
  const slaves = ns.links.filter(({ master }) => master === link.name);
  const working = slaves.filter(({ up, carrier }) => up && carrier);
  for (const slave of working.length > 0 ? working : slaves) send(walk, { ns, link: slave }, way);
}

/** With its tag out of the device below; a tag within a tag is not followed. */
function vlan(walk: Walk, port: Port, way: Way): void {
  const lower = lowerOf(walk.world, port);
  if (lower === undefined || way.tag !== undefined || port.link.vlanId === undefined) walk.outside.push(port);
  else send(walk, lower, tagged({ ...way, room: Math.min(way.room, lower.link.mtu) }, port.link.vlanId));
}

function tunnel(walk: Walk, port: Port, way: Way): void {
  const { ends, outside, dead } = farEnds(walk.world, port, walk.taught);
  if (outside) walk.outside.push(port);
  walk.dead.push(...dead);
  for (const { far, step, obstacles } of ends)
    receive(walk, far, {
      ...way,
      obstacles: [...way.obstacles, ...obstacles],
      room: Math.min(way.room, far.link.mtu),
      tunnels: [...way.tunnels, step],
    });
}

/** A frame comes in at a device. */
function receive(walk: Walk, port: Port, way: Way): void {
  const { ns, link } = port;
  const on: Way = { ...isDown(port, way), path: [...way.path, port] };
  const master = link.master === undefined ? undefined : ns.links.find(({ name }) => name === link.master);
  if (master !== undefined && isBond(master)) receive(walk, { ns, link: master }, on);
  else if (master?.kind === 'bridge') onBridge(walk, { ns, bridge: master, in: link }, on);
  else takeIn(walk, port, on);
}

function onBridge(walk: Walk, crossing: Required<Pick<Crossing, 'ns' | 'bridge' | 'in'>>, way: Way): void {
  const { ns, bridge, in: port } = crossing;
  const open = isDown({ ns, link: bridge }, portState(way, ns, port));
  const { tag, trouble } = entering(ns, bridge, port, way.tag);
  const inside = tagged(trouble === undefined ? open : met(open, ns, trouble), tag);
  const local = leaving(ns, bridge, { from: port, to: bridge }, tag);
  const own = { ...inside, crossings: [...way.crossings, crossing] };
  const taken = tagged(local.trouble === undefined ? own : met(own, ns, local.trouble), local.tag);
  takeIn(walk, { ns, link: bridge }, taken);
  fanOut(walk, crossing, inside, true);
}

/** VLAN devices take the frames of their number, the device itself those without a tag. */
function takeIn(walk: Walk, port: Port, way: Way): void {
  const uppers = vlansOn(walk.world, port);
  const mine = way.tag === undefined ? undefined : uppers.find(({ link: { vlanId } }) => vlanId === way.tag);
  if (mine !== undefined) {
    receive(walk, mine, tagged(way, undefined));
    return;
  }
  const { ns, link } = port;
  if (way.tag === undefined || uppers.length === 0) {
    const { tag, ...here } = way;
    walk.arrivals.push({ ...port, ...(tag === undefined ? here : met(here, ns, noSuchVlan(link, tag, undefined))) });
    if (tag === undefined)
      for (const upper of macvlansOn(walk.world, port)) walk.arrivals.push({ ...upper, ...isDown(upper, here) });
  }
  for (const upper of uppers)
    receive(walk, upper, met(tagged(way, undefined), upper.ns, noSuchVlan(link, way.tag, upper.link)));
}

function portState(way: Way, ns: Namespace, link: Link): Way {
  const state = link.port?.state ?? 'forwarding';
  // br_port_carrier_check: a port that is down, lacks carrier or whose bridge is down is disabled because of that.
  const bridge = ns.links.find(({ name }) => name === link.master);
  const follows = !link.up || !link.carrier || bridge?.up === false;
  if (state === 'forwarding' || state === 'unknown' || (state === 'disabled' && follows)) return way;
  return met(way, ns, {
    name: 'port-not-forwarding',
    device: link.name,
    facts: { state, bridge: link.master },
    records: [link.record],
  });
}

/** From a bridge to its other ports; `inside` where the frame has its VLAN already. */
function fanOut(walk: Walk, crossing: Crossing, way: Way, inside = false): void {
  const { ns, bridge } = crossing;
  const { tag: vid, trouble: refused } = inside ? { tag: way.tag } : entering(ns, bridge, undefined, way.tag);
  const entered = refused === undefined ? way : met(way, ns, refused);
  for (const port of ns.links.filter(({ master }) => master === bridge.name)) {
    if (port === crossing.in) continue;
    const { tag, trouble } = leaving(ns, bridge, { from: crossing.in, to: port }, vid);
    const isolated = crossing.in?.port?.isolated === true && port.port?.isolated === true;
    let on = portState(tagged(entered, tag), ns, port);
    if (isolated && crossing.in !== undefined) {
      const facts = { ports: [crossing.in.name, port.name], bridge: bridge.name };
      on = met(on, ns, {
        name: 'ports-isolated',
        device: port.name,
        facts,
        records: [crossing.in.record, port.record],
      });
    }
    if (trouble !== undefined) on = met(on, ns, trouble);
    // br_dev_queue_push_xmit: what is larger than the port's MTU is dropped without a word.
    send(
      walk,
      { ns, link: port },
      { ...on, room: Math.min(on.room, port.mtu), crossings: [...on.crossings, { ...crossing, out: port }] },
    );
  }
}

/** A macvlan reaches its siblings in mode bridge and what is behind its lower device, never that device itself. */
function macvlan(walk: Walk, port: Port, way: Way): void {
  const lower = lowerOf(walk.world, port);
  if (lower === undefined) {
    walk.outside.push(port);
    return;
  }
  const on = isDown(lower, way);
  if (port.link.mode === 'bridge') {
    for (const sibling of macvlansOn(walk.world, lower)) {
      if (sibling.link !== port.link && sibling.link.mode === 'bridge')
        walk.arrivals.push({ ...sibling, ...isDown(sibling, on) });
    }
  }
  send(walk, lower, on);
}

import type { FdbEntry, Link } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { differs, outerBreaks, outerEnds, vtepOf } from './outer.ts';
import type { Port } from './peer.ts';
import type { Arrival, Obstacle } from './segment.ts';
import { type End, type State, type Trouble, withHop } from './state.ts';

/** A vxlan that carries frames: to which node, and whether frames for everybody go there. */
export interface TunnelStep extends Port {
  readonly destination: string;
  readonly flooded: boolean;
}

interface FarEnd {
  readonly far: Port;
  readonly step: TunnelStep;
  readonly obstacles: readonly Obstacle[];
}

interface FarEnds {
  readonly ends: readonly FarEnd[];
  /** A node that was not captured. */
  readonly outside: boolean;
  readonly dead: readonly Obstacle[];
}

const everybody = '00:00:00:00:00:00';

const entriesOf = ({ ns, link }: Port): readonly FdbEntry[] =>
  ns.fdb.filter(({ device, destination }) => device === link.name && destination !== undefined);

const isMulticast = (address: string): boolean => /^(?:22[4-9]|23\d)\.|^ff/i.test(address);

const tunnelsIn = (world: World, besides: Link): readonly Port[] =>
  world.namespaces.flatMap((ns) =>
    ns.links.filter((link) => link.vxlan !== undefined && link !== besides).map((link) => ({ ns, link })),
  );

/** Where frames for everybody go: the entries for all zeros, the remote, all members of the group. */
function floods(world: World, { ns, link }: Port): readonly string[] {
  const listed = entriesOf({ ns, link }).flatMap(({ mac, destination }) =>
    mac === everybody && destination !== undefined ? [destination] : [],
  );
  const { remote, group, id } = link.vxlan ?? {};
  // The device's own remote and group are entries too, which may have been deleted.
  const own = ns.parts.has('fdb') ? [] : [remote, group].filter((one) => one !== undefined);
  const named = [...listed, ...own];
  const members = tunnelsIn(world, link)
    .filter((one) => one.link.vxlan?.id === id && one.link.vxlan?.group !== undefined)
    .flatMap((one) => vtepOf(one.ns, one.link) ?? []);
  return [...new Set([...named.filter((one) => !isMulticast(one)), ...(named.some(isMulticast) ? members : [])])];
}

/** Devices whose outer packet is being walked: a tunnel within itself leads nowhere. */
const walking = new Set<Link>();

/** The devices at the other ends of a vxlan that is a link of its own, not one with entries for routes. `taught`: it has heard from them. */
export function farEnds(world: World, port: Port, taught: boolean): FarEnds {
  if (walking.has(port.link)) return { ends: [], outside: false, dead: [] };
  walking.add(port.link);
  try {
    return ends(world, port, taught);
  } finally {
    walking.delete(port.link);
  }
}

function ends(world: World, port: Port, taught: boolean): FarEnds {
  const { ns, link } = port;
  const flooded = floods(world, port);
  const own = vtepOf(ns, link);
  // What arrives teaches where its sender is.
  const teaching = tunnelsIn(world, link).filter((one) => own !== undefined && floods(world, one).includes(own));
  const learned =
    taught && link.vxlan?.learning === true ? teaching.flatMap((one) => vtepOf(one.ns, one.link) ?? []) : [];
  const named = entriesOf(port).flatMap(({ destination }) => destination ?? []);
  const destinations = [...new Set([...flooded, ...named, ...learned])].filter((one) => !isMulticast(one));
  const dead: Obstacle[] = [];
  if (destinations.length === 0) dead.push({ ns, trouble: noEntry(port, 'of all') });
  let outside = false;
  const found = destinations.flatMap((destination): readonly FarEnd[] => {
    const step = { ns, link, destination, flooded: flooded.includes(destination) || learned.includes(destination) };
    const [end] = outerEnds(world, port, destination, undefined);
    if (end === undefined) return [];
    if (end.end === 'left') {
      outside = true;
      return [];
    }
    const far = deviceAt(world, port, end, destination);
    const obstacles = [...outerBreaks(end, port, entriesOf(port)[0]), ...(far?.obstacles ?? [])];
    if (far === undefined) dead.push(...obstacles, ...(obstacles.length > 0 ? [] : [wrong(port, destination)]));
    return far === undefined ? [] : [{ far: far.port, step, obstacles }];
  });
  return { ends: found, outside, dead };
}

/** The device that takes the tunnel's packets where they arrive: of that number and port, else any. */
function deviceAt(world: World, { ns: from, link }: Port, end: End, destination: string) {
  const at = end.at?.ns ?? tunnelsIn(world, link).find((one) => vtepOf(one.ns, one.link) === destination)?.ns;
  const there = at === undefined || at === from ? [] : at.links.filter(({ vxlan }) => vxlan !== undefined);
  const same = there.find(({ vxlan }) => vxlan?.id === link.vxlan?.id && vxlan?.port === link.vxlan?.port);
  const device = same ?? there[0];
  if (at === undefined || device === undefined) return undefined;
  const other: Obstacle[] = same === undefined ? [{ ns: at, trouble: differs({ link, destination }, at, device) }] : [];
  const down: Obstacle[] = device.up
    ? []
    : [{ ns: at, trouble: { name: 'vtep-down', device: device.name, records: [device.record] } }];
  return { port: { ns: at, link: device }, obstacles: [...other, ...down] };
}

const noEntry = ({ ns, link }: Port, mac: string): Trouble => ({
  name: 'vtep-entry-missing',
  device: link.name,
  facts: { namespace: ns.label, device: link.name, address: mac, missing: 'fdb', vni: link.vxlan?.id },
  records: [link.record],
});

const wrong = ({ ns, link }: Port, destination: string): Obstacle => ({
  ns,
  trouble: {
    name: 'vtep-entry-wrong',
    device: link.name,
    facts: { namespace: ns.label, tunnel: link.name, what: 'fdb', destination },
    records: [entriesOf({ ns, link }).find((one) => one.destination === destination)?.record ?? link.record],
  },
});

/** Entries for the receiver's own MAC that send its frames to another node, or to none; what was learned may change. */
export function wrongEntries({ link, tunnels }: Arrival): readonly Obstacle[] {
  return tunnels.flatMap((step): readonly Obstacle[] => {
    const entry = entriesOf(step).find(({ mac }) => mac === link.mac);
    if (entry === undefined) return [];
    const fixed = entry.state === 'permanent' || entry.state === 'static' || step.link.vxlan?.learning === false;
    return entry.destination === step.destination || !fixed ? [] : [wrong(step, entry.destination ?? '')];
  });
}

/**
 * A question for an address is for everybody, and so is a frame for a MAC without an entry: where only entries lead to
 * the owner they do not get there.
 */
export function lostFlood(
  { tunnels, link }: Arrival,
  dead: readonly Obstacle[],
  question: boolean,
): Obstacle | undefined {
  const step = tunnels.find((one) => !one.flooded && (question || !entriesOf(one).some(({ mac }) => mac === link.mac)));
  return step === undefined ? undefined : (dead[0] ?? { ns: step.ns, trouble: noEntry(step, 'of all') });
}

/** The tunnels on a frame's way, as steps of the report. */
export const tunnelHops = (state: State, { tunnels }: Arrival): State =>
  tunnels.reduce(
    (on, { ns, link: { name, vxlan, record }, destination }) =>
      withHop(on, ns, 'tunnel', `vxlan ${vxlan?.id} to ${destination}:${vxlan?.port}`, {
        device: name,
        evidence: record,
      }),
    state,
  );

import { covers, formatPrefix, sameAddress } from '../address/address.ts';
import type { Namespace, Route } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { decide } from '../route/decide.ts';
import { isRouted } from '../route/decision.ts';
import { keyOf } from '../walk/hooks.ts';
import { peerOf } from '../walk/peer.ts';
import { addressOf, type Break, type End, type Hop } from '../walk/state.ts';
import { isWorkloadEnd, podBridge } from './pod-network.ts';
import type { Setting } from './setting.ts';

/** A node that lets the default route take what is for a pod of another node. */
export function detours({ world, branch }: Setting): readonly Break[] {
  return [branch.there, ...(branch.back === undefined ? [] : [branch.back])].flatMap((end) =>
    detour(world, end, end === branch.back),
  );
}

function detour(world: World, end: End, reply: boolean): readonly Break[] {
  if (end.end === 'delivered' && end.breaks.length === 0) return [];
  return end.hops.flatMap((hop, at) => (hop.kind === 'route' ? strayed(world, end, hop, at, reply) : [])).slice(0, 1);
}

function strayed(world: World, end: End, { ns: label, packet }: Hop, hop: number, reply: boolean): readonly Break[] {
  const ns = world.namespaces.find((one) => one.label === label);
  if (ns === undefined || !isNode(ns)) return [];
  const pods = ownPod(world, ns, packet.destination) ?? podNetwork(world, ns, packet.destination);
  if (pods === undefined || isRoutedOutside(world, ns, pods.node, packet)) return [];
  const { length } = pods;
  const family = packet.destination.includes(':') ? 6 : 4;
  const routed = decide(ns, keyOf({ ...end.packet, family, source: '', destination: packet.destination }, {}));
  if (!isRouted(routed) || routed.route === undefined || routed.route.prefix.length >= length) return [];
  // Into a bridge beside it: the port left the bridge, and no route is to blame.
  if (pods.node === ns && routed.gateway === undefined) return [];
  const off = ns.links.find(({ vxlan, up }) => vxlan !== undefined && !up);
  const facts = { destination: packet.destination, route: formatPrefix(routed.route.prefix) };
  const { record } = routed.route;
  if (off !== undefined)
    return [{ name: 'vtep-down', ns, hop, device: off.name, facts, records: [off.record, record], reply }];
  return [
    {
      name: pods.node !== ns && speaksBgp(ns) ? 'bgp-routes-missing' : 'pod-route-missing',
      ns,
      hop,
      facts,
      records: [record],
      reply,
    },
  ];
}

/** A router knows where pods are, as in a cloud's network: then the default route towards it is the right one. */
const isRoutedOutside = (world: World, ns: Namespace, node: Namespace, packet: Hop['packet']): boolean =>
  world.namespaces.some(
    (router) =>
      router !== ns &&
      router !== node &&
      !isNode(router) &&
      router.routes.some(
        ({ prefix, type, table, nextHops }) =>
          type === 'unicast' &&
          table !== 'local' &&
          prefix.length > 0 &&
          nextHops.some(({ gateway }) => gateway !== undefined) &&
          [packet.source, packet.destination].some((one) => one !== '' && covers(prefix, addressOf(one))),
      ),
  );

/** BIRD marks the routes that it has from others; Calico names its devices, and where it keeps a vxlan felix writes the routes. */
const speaksBgp = (ns: Namespace): boolean =>
  ns.routes.some(({ protocol }) => protocol === 'bird') ||
  (ns.links.some(({ name }) => name.startsWith('cali')) && !ns.links.some(({ vxlan }) => vxlan !== undefined));

interface PodNetwork {
  readonly node: Namespace;
  /** Prefix length of it. */
  readonly length: number;
}

/** A pod of the node itself, which a route to its address alone would lead to. */
const ownPod = (world: World, ns: Namespace, destination: string): PodNetwork | undefined => {
  const address = addressOf(destination);
  return ns.links.some((link) => link.up && isWorkloadEnd(world, ns, link, address))
    ? { node: ns, length: address.family === 4 ? 32 : 128 }
    : undefined;
};

/** The network of pods that another node has for an address. */
function podNetwork(world: World, node: Namespace, destination: string): PodNetwork | undefined {
  const address = addressOf(destination);
  for (const other of world.namespaces) {
    if (other === node) continue;
    const bridge = podBridge(other, address);
    const own = bridge?.addresses.find((one) => covers(one, address));
    if (own !== undefined) return { node: other, length: own.length };
    const host = hostRoute(world, other, destination);
    if (host === undefined) continue;
    const block = other.routes.find(({ type, prefix }) => type === 'blackhole' && covers(prefix, address));
    return { node: other, length: block?.prefix.length ?? host.prefix.length };
  }
  return undefined;
}

/** A route to one address alone, by the pair that leads to its owner. */
function hostRoute(world: World, ns: Namespace, destination: string): Route | undefined {
  const address = addressOf(destination);
  return ns.routes.find(
    ({ prefix, nextHops, type }) =>
      type === 'unicast' &&
      prefix.length === (address.family === 4 ? 32 : 128) &&
      covers(prefix, address) &&
      nextHops.some(({ device }) => leadsToOwner(world, ns, device, destination)),
  );
}

export const hasHostRoute = (world: World, ns: Namespace, address: string): boolean =>
  hostRoute(world, ns, address) !== undefined;

function leadsToOwner(world: World, ns: Namespace, device: string | undefined, destination: string): boolean {
  const link = ns.links.find(({ name, kind }) => name === device && kind === 'veth');
  const end = link === undefined ? 'outside' : peerOf(world, ns, link);
  return (
    typeof end !== 'string' &&
    end.ns !== ns &&
    end.link.addresses.some((own) => sameAddress(own, addressOf(destination)))
  );
}

/** It has pods, or a tunnel to those of others. */
const isNode = (ns: Namespace): boolean =>
  ns.links.some(({ kind, vxlan, name }) => vxlan !== undefined || kind === 'bridge' || /^(?:cali|lxc|veth)/.test(name));

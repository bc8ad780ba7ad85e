import { formatAddress, formatPrefix } from '../address/address.ts';
import type { Namespace, NextHop } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import type { Routed } from '../route/decision.ts';
import { setting } from '../route/settings.ts';
import { resolve } from './neighbor.ts';
import { type State, withBreak } from './state.ts';

/**
 * The legs between which connections are divided. A group of nexthop objects passes over those whose neighbor failed
 * (nexthop_select_path_hthr; the buckets of a resilient one do not), other routes where fib_multipath_use_neigh says so
 * (fib_select_multipath): who meets the dead leg first waits until its question has failed, the others go on.
 */
export function goodLegs(
  world: World,
  ns: Namespace,
  state: State,
  { legs, route }: Routed,
): { readonly state: State; readonly legs: readonly NextHop[] } {
  const asks =
    route?.group === undefined
      ? state.packet.family === 4 && setting(ns, 'ipv4/fib_multipath_use_neigh') === 1
      : route.group !== 'resilient';
  const good = legs.length < 2 || !asks ? legs : legs.filter((leg) => isAnswered(world, ns, leg, state.packet));
  if (good.length === 0 || good.length === legs.length) return { state, legs };
  const told = legs
    .filter((leg) => !good.includes(leg))
    .reduce((on, { device, gateway }) => {
      const facts = { address: gateway && formatAddress(gateway), device, route: route && formatPrefix(route.prefix) };
      const about = { name: 'multipath-leg-dead', facts, records: [route?.record], harmless: true };
      return withBreak(on, ns, device === undefined ? about : { ...about, device });
    }, state);
  return { state: told, legs: good };
}

function isAnswered(world: World, ns: Namespace, { device, gateway }: NextHop, packet: Packet): boolean {
  const link = ns.links.find(({ name }) => name === device);
  if (link === undefined || gateway === undefined) return true;
  return resolve(world, ns, link, gateway, packet, true).troubles.every(({ name }) => name !== 'gateway-silent');
}

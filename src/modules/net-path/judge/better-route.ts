import { covers, formatPrefix, sameAddress } from '../address/address.ts';
import type { Namespace, Route } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isRouted } from '../route/decision.ts';
import { tableOf } from '../route/tables.ts';
import { keyOf } from '../walk/hooks.ts';
import { resolve } from '../walk/neighbor.ts';
import { addressOf, type Break } from '../walk/state.ts';
import { as, type Setting } from './setting.ts';

const builtIn = ['local', 'main', 'default'];

/** Another route of this namespace that leads to somebody who answers. */
export function better(
  one: Break,
  { world }: Setting,
  used: Route | undefined,
  packet: Packet,
  fits: (route: Route) => boolean = () => true,
): Break | undefined {
  if (used === undefined) return undefined;
  const destination = addressOf(packet.destination);
  const others = [...new Set([used.table, 'main'])].flatMap((table) => tableOf(one.ns, packet.family, table));
  const works = others.find(
    (route) =>
      route !== used &&
      route.type === 'unicast' &&
      covers(route.prefix, destination) &&
      leads(world, one.ns, route, packet) &&
      fits(route),
  );
  if (works === undefined) return undefined;
  const facts = {
    route: formatPrefix(used.prefix),
    working: `${formatPrefix(works.prefix)} dev ${works.nextHops[0]?.device}`,
    destination: packet.destination,
    device: one.device,
  };
  const records = [used.record, works.record, ...one.records];
  const rule = one.routed?.rule;
  if (rule !== undefined && works.table !== used.table && !builtIn.includes(used.table)) {
    const diverted = { ...facts, rule: rule.priority, type: `table ${used.table}` };
    return as(one, 'rule-diverts', diverted, { records: [rule.record, ...records] });
  }
  if (used.protocol !== 'kernel') return as(one, 'wrong-route-wins', facts, { records });
  const us = one.ns.links.find(({ name }) => name === one.device)?.addresses ?? [];
  // Whoever has it in the very network that we have there is a neighbor indeed, and silent.
  const elsewhere = world.namespaces.some(
    (ns) =>
      ns !== one.ns &&
      ns.links.some(({ addresses }) =>
        addresses.some(
          (own) => sameAddress(own, destination) && !us.some((ours) => ours.length === own.length && covers(own, ours)),
        ),
      ),
  );
  const same = works.nextHops.some(({ device }) => device === one.device);
  if (same)
    return elsewhere || routerKnows(world, one.ns, works, packet)
      ? as(one, 'mask-too-short', facts, { records })
      : undefined;
  return elsewhere ? as(one, 'overlapping-networks', facts, { records }) : undefined;
}

function leads(world: World, ns: Namespace, route: Route, packet: Packet): boolean {
  return route.nextHops.some((leg) => {
    const link = ns.links.find(({ name, up }) => name === leg.device && up);
    if (link === undefined) return false;
    const found = resolve(
      world,
      ns,
      link,
      leg.gateway ?? addressOf(packet.destination),
      packet,
      leg.gateway !== undefined,
    );
    return found.arrival !== undefined && found.troubles.length === 0 && found.arrival.obstacles.length === 0;
  });
}

/** The router there has a route to the destination that does not lead back. */
export function routerKnows(world: World, ns: Namespace, route: Route, packet: Packet): boolean {
  const leg = route.nextHops[0];
  const link = ns.links.find(({ name }) => name === leg?.device);
  if (leg?.gateway === undefined || link === undefined) return false;
  const router = resolve(world, ns, link, leg.gateway, packet, true).arrival;
  if (router === undefined) return false;
  const onward = decide(router.ns, keyOf({ ...packet, source: '' }, {}));
  return isRouted(onward) && onward.device !== router.link.name;
}

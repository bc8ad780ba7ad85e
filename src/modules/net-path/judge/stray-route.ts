import type { Namespace, Route } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isRouted, type Routed } from '../route/decision.ts';
import { forwards } from '../route/settings.ts';
import { keyOf } from '../walk/hooks.ts';
import { resolve } from '../walk/neighbor.ts';
import type { Break, End } from '../walk/state.ts';
import { better, routerKnows } from './better-route.ts';
import { ownedBy } from './refine-end.ts';
import type { Setting } from './setting.ts';

/** A route that beats the one that works leads to a machine that would send the packet back, or past whom it is for on a link. */
export function strayRoutes(setting: Setting): readonly Break[] {
  const { branch } = setting;
  return [branch.there, ...(branch.back === undefined ? [] : [branch.back])].flatMap((end) =>
    end.breaks.some(({ harmless }) => harmless !== true) ? stray(setting, end, end === branch.back) : [],
  );
}

function stray(setting: Setting, end: End, reply: boolean): readonly Break[] {
  const { world } = setting;
  for (const [hop, { ns: label, kind, packet: seen }] of end.hops.entries()) {
    const ns = kind === 'route' ? world.namespaces.find((one) => one.label === label) : undefined;
    if (ns === undefined) continue;
    const { mark, ...addresses } = seen;
    const packet: Packet = { ...end.packet, ...addresses, mark: mark ?? 0 };
    const routed = decide(ns, keyOf({ ...packet, source: '' }, {}));
    if (!isRouted(routed) || routed.route === undefined) continue;
    const owner = ownedBy(world, packet.destination);
    const deadEnd = isDeadEnd(world, ns, routed, packet);
    const leads = deadEnd
      ? (route: Route) => routerKnows(world, ns, route, packet)
      : (route: Route) => owner !== undefined && end.at?.ns !== owner && isOnLink(route) && route.table === 'main';
    const one: Break = {
      name: 'gateway-silent',
      ns,
      hop,
      device: routed.device,
      facts: {},
      records: [],
      reply,
      routed,
    };
    const found = better(one, setting, routed.route, packet, leads);
    // A route of the same table that leads past an owner on link may close a circle: that is another name.
    if (found?.name === 'rule-diverts' || (deadEnd && found?.name === 'wrong-route-wins'))
      return [{ ...found, astray: true }];
  }
  return [];
}

const isOnLink = ({ nextHops, prefix }: Route): boolean =>
  prefix.length > 0 && nextHops.length === 1 && nextHops[0]?.gateway === undefined;

/** The gateway there does not own the destination, and its own routes lead back or nowhere. */
function isDeadEnd(world: World, ns: Namespace, { device, gateway }: Routed, packet: Packet): boolean {
  const link = ns.links.find(({ name }) => name === device);
  if (link === undefined || gateway === undefined) return false;
  const { arrival, troubles } = resolve(world, ns, link, gateway, packet, true);
  if (arrival === undefined || troubles.length > 0 || ownedBy(world, packet.destination) === arrival.ns) return false;
  // One that forwards and sends back lacks a route itself.
  if (forwards(arrival.ns, arrival.link.name, packet.family) !== false) return false;
  const onward = decide(arrival.ns, keyOf({ ...packet, source: '' }, {}));
  return !isRouted(onward) || onward.device === arrival.link.name;
}

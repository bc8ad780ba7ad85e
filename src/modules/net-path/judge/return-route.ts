import { type Address, covers, parsePrefix } from '../address/address.ts';
import type { Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Packet } from '../netfilter/packet.ts';
import { decide } from '../route/decide.ts';
import { isRouted } from '../route/decision.ts';
import { filtersOf, keyOf } from '../walk/hooks.ts';
import { addressOf, type Break } from '../walk/state.ts';
import { chosenSource } from './chosen-source.ts';
import { podBridge } from './pod-network.ts';
import { as, type Setting } from './setting.ts';

/** An inner address that left its network as it is has no way back: masquerading is what is missing. */
export function returnRoute(one: Break, setting: Setting, packet: Packet): Break {
  const chosen = chosenSource(one, setting, packet.destination);
  if (chosen !== undefined) return chosen;
  const { branch, world } = setting;
  const source = addressOf(packet.destination);
  const way = branch.there.hops.flatMap((hop) => world.namespaces.find(({ label }) => label === hop.ns) ?? []);
  const router = way.find((ns) => podBridge(ns, source) !== undefined) ?? translatorFor(way, one, branch.there.packet);
  const known = { source: packet.destination, destination: packet.destination };
  const toPods = router !== undefined && isPodNetwork(world, addressOf(branch.there.packet.destination));
  if (router !== undefined && router !== one.ns && !toPods)
    return as(one, 'masquerade-missing', { ...known, router: router.label });
  return as(one, 'no-return-route', known);
}

const isPodNetwork = (world: World, address: Address): boolean =>
  world.namespaces.some((ns) => podBridge(ns, address) !== undefined);

/** Of networks that nobody outside has a route to (RFC 1918, 6598, 4193). */
const inner = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].flatMap(
  (text) => parsePrefix(text, text.includes(':') ? 6 : 4) ?? [],
);

/** A router before it that keeps rules to translate sources, and sends by its default route what they leave as it is. */
function translatorFor(way: readonly Namespace[], { ns: where }: Break, packet: Packet): Namespace | undefined {
  const { source, destination } = packet;
  if (!inner.some((network) => covers(network, addressOf(source)))) return undefined;
  return way.slice(1, way.indexOf(where) < 0 ? undefined : way.indexOf(where)).find((ns) => {
    if (ns === way[0] || !translates(ns, packet)) return false;
    const out = decide(ns, keyOf({ ...packet, source: '', destination }, {}));
    return isRouted(out) && out.route?.prefix.length === 0;
  });
}

const translates = (ns: Namespace, { family }: Packet): boolean =>
  filtersOf(ns)
    .rulesets.flatMap(({ tables }) => tables)
    .some(
      (table) =>
        [family === 4 ? 'ip' : 'ip6', 'inet'].includes(table.family) &&
        table.baseChains.some(({ kind, hook }) => kind === 'nat' && hook === 'postrouting'),
    );

import { covers, formatPrefix } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { addressOf, type Break, type End } from '../walk/state.ts';
import { isWorkloadEnd } from './pod-network.ts';
import type { Setting } from './setting.ts';

/** A device that is off took the route of its own network with it, and a wider one leads astray what fails behind it. */
export function lostDevices({ world, branch }: Setting): readonly Break[] {
  return [branch.there, ...(branch.back === undefined ? [] : [branch.back])].flatMap((end) =>
    end.breaks.some(({ harmless }) => harmless !== true) ? lost(world, end, end === branch.back) : [],
  );
}

function lost(world: World, end: End, reply: boolean): readonly Break[] {
  for (const [hop, { ns: label, kind, packet, device, evidence }] of end.hops.entries()) {
    const ns = kind === 'route' ? world.namespaces.find((one) => one.label === label) : undefined;
    const off = ns && offFor(world, ns, packet.destination, device);
    if (ns === undefined || off === undefined) continue;
    // What works all the same is no detour.
    if (!end.breaks.some((one) => one.hop >= hop && one.harmless !== true)) continue;
    const family = addressOf(packet.destination).family;
    const facts = { namespace: ns.label, device: off.link.name, family, network: off.network };
    const records = [off.link.record, ...(evidence === undefined ? [] : [evidence])];
    const name = off.link.kind === 'bridge' ? 'bridge-down' : 'interface-down';
    return [{ name, ns, hop, device: off.link.name, facts, records, reply, astray: true }];
  }
  return [];
}

/** The device that is off, in whose network the destination lies, while the route taken leads out of another one. */
function offFor(
  world: World,
  ns: Namespace,
  destination: string,
  taken: string | undefined,
): { readonly link: Link; readonly network: string } | undefined {
  const address = addressOf(destination);
  for (const link of ns.links) {
    if (link.up || link.loopback || link.vxlan !== undefined || link.name === taken) continue;
    const own = link.addresses.find((one) => one.family === address.family && covers(one, address));
    if (own !== undefined) return { link, network: formatPrefix(own) };
    // The node's end of a pod has no address: it took the route to that pod alone.
    if (isWorkloadEnd(world, ns, link, address)) return { link, network: destination };
  }
  return undefined;
}

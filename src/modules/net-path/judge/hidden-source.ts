import type { World } from '../model/world.ts';
import { addressOf, type Break } from '../walk/state.ts';
import { hasHostRoute } from './detour.ts';
import { verdictOf } from './path-data.ts';
import { podBridge } from './pod-network.ts';
import type { Setting } from './setting.ts';

/** A broad rule gives packets between pods another source: what asks for the source no longer sees it. */
export function hiddenSource({ world, branch }: Setting): readonly Break[] {
  const { hops } = branch.there;
  const at = hops.findIndex(({ kind, action }) => kind === 'nat' && /^(?:snat|masquerade)/.test(action));
  const nat = hops[at];
  const asked = hops[0]?.packet;
  const ns = world.namespaces.find(({ label }) => label === nat?.ns);
  if (nat === undefined || asked === undefined || ns === undefined || verdictOf(branch) !== 'arrives') return [];
  const translated = hops.some(({ kind, action }) => kind === 'nat' && /^(?:dnat|redirect)/.test(action));
  if (translated || /KUBE-|CNI-HOSTPORT/.test(nat.action)) return [];
  if (!isPod(world, asked.source) || !isPod(world, asked.destination)) return [];
  const records = nat.evidence === undefined ? [] : [nat.evidence];
  const facts = { source: asked.source, destination: asked.destination, nat: nat.action };
  return [{ name: 'masquerade-hides-source', ns, hop: at, facts, records, reply: false, harmless: true }];
}

const isPod = (world: World, address: string): boolean =>
  world.namespaces.some((ns) => podBridge(ns, addressOf(address)) !== undefined || hasHostRoute(world, ns, address));

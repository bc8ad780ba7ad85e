import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import { resolve } from './neighbor.ts';
import { addressOf, type State, withBreak } from './state.ts';

/** Back out of the port it came from needs hairpin mode there. */
export function hairpin(
  world: World,
  ns: Namespace,
  state: State,
  { bridge, port }: { readonly bridge: Link; readonly port: Link | undefined },
): State {
  const destination = addressOf(state.packet.destination);
  const found = resolve(world, ns, bridge, destination, state.packet, false).arrival;
  const out = found?.crossings.find((one) => one.ns === ns && one.bridge === bridge)?.out;
  if (port === undefined || out?.name !== port.name || port.port?.hairpin === true) return state;
  return withBreak(state, ns, {
    name: 'hairpin-off',
    device: port.name,
    facts: { port: port.name, bridge: bridge.name, namespace: ns.label },
    records: [port.record],
  });
}

import type { Link, Namespace } from '../model/namespace.ts';
import type { World } from '../model/world.ts';
import type { Routed } from '../route/decision.ts';
import { errorStopped } from './icmp-error.ts';
import { type State, withBreak } from './state.ts';

/** A packet that is larger than the way out takes: a router says so by ICMP, a sender cuts smaller itself. */
export function tooBig(world: World, state: State, ns: Namespace, link: Link, routed: Routed): State {
  const mtu = Math.min(routed.route?.mtu ?? link.mtu, link.mtu);
  if (state.maxSize === undefined || state.maxSize <= mtu) return state;
  const tcp = state.packet.protocol === 'tcp';
  const sender = state.routed.length === 0;
  const smaller = { ...state, maxSize: mtu };
  // A TCP sender knows its own device's MTU: its segments are never larger.
  if ((tcp && sender) || state.fragments === true) return smaller;
  const silenced = sender ? undefined : errorStopped(world, ns, state);
  const facts = {
    namespace: ns.label,
    device: link.name,
    mtu,
    size: state.maxSize,
    protocol: state.packet.protocol,
    sender,
    ...(tcp && silenced === undefined
      ? { why: 'TCP is told so and sends smaller segments: the connection works.' }
      : {}),
    ...(silenced === undefined ? {} : { silencedBy: `${silenced.name} in ${silenced.ns.label}` }),
  };
  const noted = withBreak(state, ns, {
    name: silenced === undefined ? 'too-big-for-path' : 'mtu-blackhole',
    device: link.name,
    facts,
    records: [routed.route?.record, link.record, ...(silenced?.records ?? [])],
    harmless: tcp && silenced === undefined,
  });
  return { ...noted, maxSize: mtu };
}

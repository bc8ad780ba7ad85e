import type { Namespace } from '../model/namespace.ts';
import type { RuleRef } from '../netfilter/rule-ref.ts';
import type { Outcome } from '../netfilter/traverse.ts';
import { setting, settingRecord } from '../route/settings.ts';
import { recordOfRule } from './rule-record.ts';
import { type State, withBreak, withHop } from './state.ts';

/** `-j TTL --ttl-set 1`, `ip ttl set 1`, and those of IPv6. */
const setsHops = ({ text }: RuleRef): boolean => /-j (?:TTL|HL) |"(?:ttl|hoplimit)"/.test(text);

/** A hop for rules that change how many routers the packet may pass. */
export function limited(state: State, ns: Namespace, before: number | undefined, { packet, trace }: Outcome): State {
  const by = trace.findLast(setsHops);
  if (packet.ttl === before || packet.ttl === undefined || by === undefined) return state;
  return withHop(state, ns, 'filter', `ttl set to ${packet.ttl}`, { evidence: recordOfRule(by) });
}

/** What a sender allows where it is not the usual 64. IPv6 has a limit a device, which routers may set. */
export function startedWith(state: State, ns: Namespace): State {
  const path = 'ipv4/ip_default_ttl';
  const ttl = state.packet.family === 4 ? setting(ns, path) : undefined;
  if (ttl === undefined || ttl === state.packet.ttl) return state;
  const packet = { ...state.packet, ttl };
  return withHop({ ...state, packet }, ns, 'route', `ttl set to ${ttl}`, { evidence: settingRecord(ns, path) });
}

/** ip_forward: a router counts down before FORWARD sees the packet. */
export function countedDown(state: State, ns: Namespace): State {
  const left = usedUp(state, ns);
  return { ...left, packet: { ...left.packet, ttl: (left.packet.ttl ?? 64) - 1 } };
}

/** What comes with a TTL of 1 it drops, and tells the sender. On as if a usual one had been left. */
function usedUp(state: State, ns: Namespace): State {
  const { ttl = 64, source, destination } = state.packet;
  if (ttl > 1) return state;
  const set = state.hops.findLast(({ action }) => action.startsWith('ttl set to '));
  const facts = { namespace: ns.label, source, destination, ttl, setter: set?.ns };
  const told = withBreak(state, ns, { name: 'hop-limit-reached', facts, records: [set?.evidence] });
  return { ...told, packet: { ...told.packet, ttl: 64 } };
}

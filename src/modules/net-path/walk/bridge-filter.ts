import type { Family } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { Packet } from '../netfilter/packet.ts';
import type { Hook } from '../netfilter/rule-ref.ts';
import { traverseFrame } from '../netfilter/traverse.ts';
import type { Frame } from '../netfilter/way.ts';
import { setting } from '../route/settings.ts';
import { remember } from './egress.ts';
import { through } from './filter.ts';
import { contextOf, filtersOf } from './hooks.ts';
import { recordOfRule } from './rule-record.ts';
import type { Crossing } from './segment.ts';
import { type End, type State, withBreak, withHop, withUnseen } from './state.ts';
import { tracked, tupleOf } from './track.ts';

/** Whether frames on a bridge meet the IP rules: the sysctl of the namespace, or the bridge's own switch. */
export function netfilterOn(ns: Namespace, bridge: Link, family: Family): boolean {
  const path = family === 4 ? 'bridge/bridge-nf-call-iptables' : 'bridge/bridge-nf-call-ip6tables';
  const own = family === 4 ? bridge.bridge?.callIptables : bridge.bridge?.callIp6tables;
  return setting(ns, path) === 1 || (own === true && setting(ns, path) !== undefined);
}

/** Takes a frame through the bridges that only switch it, one after the other. */
export function crossBridges(
  state: State,
  crossings: readonly Crossing[],
  next: (state: State) => readonly End[],
): readonly End[] {
  const [first, ...rest] = crossings;
  if (first === undefined) return next(state);
  const entered = first.in === undefined ? state : atDevice(state, first.ns, 'ingress', first.in.name);
  const switched = frames(entered, first);
  const framed = first.out === undefined ? switched : atDevice(switched, first.ns, 'egress', first.out.name);
  const on =
    first.in === undefined
      ? framed
      : withHop(framed, first.ns, 'bridge', `${first.bridge.name}, port ${first.in.name} to ${first.out?.name}`, {
          device: first.bridge.name,
          evidence: first.bridge.record,
        });
  if (first.in === undefined || !netfilterOn(first.ns, first.bridge, state.packet.family))
    return crossBridges(on, rest, next);
  return ipHooks(on, first, (after) => crossBridges(after, rest, next));
}

/** PREROUTING, FORWARD and POSTROUTING of a switched frame, with the ports as physdev. */
function ipHooks(
  state: State,
  { ns, bridge, in: from, out }: Crossing,
  next: (state: State) => readonly End[],
): readonly End[] {
  const ports = { iif: bridge.name, ...(from === undefined ? {} : { physdevIn: from.name }), bridged: true };
  const leaving = { ...ports, oif: bridge.name, ...(out === undefined ? {} : { physdevOut: out.name }) };
  const entering: Packet = { ...tracked(state, ns, 'destination'), ...ports };
  return through(state, ns, 'prerouting', entering, (after) =>
    through(after, ns, 'forward', { ...after.packet, ...leaving }, (forwarded) =>
      through(forwarded, ns, 'postrouting', { ...tracked(forwarded, ns, 'source'), ...leaving }, (done) =>
        next(remember({ ...done, packet: plain(done.packet) }, ns, tupleOf(state.packet))),
      ),
    ),
  );
}

const plain = ({ physdevIn: _, physdevOut: __, bridged: ___, ...packet }: Packet): Packet => packet;

/** The bridge family's own rules on a frame, and on the question for its address. */
function frames(state: State, crossing: Crossing): State {
  const { ns, bridge, in: from, out } = crossing;
  const { rulesets } = filtersOf(ns);
  if (!rulesets.some(({ tables }) => tables.some(({ family }) => family === 'bridge'))) return state;
  const hooks: readonly Hook[] =
    from === undefined ? ['output', 'postrouting'] : ['prerouting', 'forward', 'postrouting'];
  const devices = {
    ...(from === undefined ? {} : { iif: from.name }),
    ...(out === undefined ? {} : { oif: out.name }),
    bridgeIn: bridge.name,
    bridgeOut: bridge.name,
  };
  const ip: Frame = { etherType: state.packet.family === 4 ? 'ip' : 'ip6', packet: state.packet, ...devices };
  const arp: Frame = {
    etherType: 'arp',
    arp: { operation: 'request', senderIp: state.packet.source, targetIp: state.packet.destination },
    ...devices,
  };
  return [ip, ...(state.packet.family === 4 ? [arp] : [])].reduce(
    (on, frame) => hooks.reduce((so, hook) => dropped(so, ns, hook, frame, 'bridge'), on),
    state,
  );
}

/** Rules of the netdev family at a device, on the packet and on the question for its address. */
export function atDevice(before: State, ns: Namespace, hook: 'ingress' | 'egress', device: string): State {
  const state = ns.trafficHooks.has(device)
    ? withUnseen(
        before,
        'unseen-hook',
        `the tc filters of ${device} in ${ns.label}`,
        `tc filter show dev ${device} ${hook}`,
      )
    : before;
  const { rulesets } = filtersOf(ns);
  const any = rulesets.some(({ tables }) =>
    tables.some(({ baseChains }) => baseChains.some((chain) => chain.hook === hook)),
  );
  if (!any) return state;
  const { packet } = state;
  const at = hook === 'ingress' ? { iif: device } : { oif: device };
  const arp: Frame = {
    etherType: 'arp',
    arp: { operation: 'request', senderIp: packet.source, targetIp: packet.destination },
    ...at,
  };
  const ip: Frame = { etherType: packet.family === 4 ? 'ip' : 'ip6', packet, ...at };
  return [ip, ...(packet.family === 4 ? [arp] : [])].reduce(
    (on, frame) => dropped(on, ns, hook, frame, 'netdev'),
    state,
  );
}

/** Notes a drop of a frame by the bridge, arp or netdev family. */
export function dropped(
  state: State,
  ns: Namespace,
  hook: Hook,
  frame: Frame,
  family: 'bridge' | 'arp' | 'netdev',
): State {
  const { rulesets } = filtersOf(ns);
  const outcomes = traverseFrame(rulesets, family, hook, frame, contextOf(ns));
  const drop = outcomes.find(({ verdict }) => verdict === 'drop');
  if (drop?.by === undefined || outcomes.some(({ verdict }) => verdict !== 'drop')) return state;
  const record = recordOfRule(drop.by);
  const told = withHop(state, ns, 'filter', `${family} ${hook}: drop by ${drop.by.table} ${drop.by.chain}`, {
    evidence: record,
  });
  const facts = {
    namespace: ns.label,
    family,
    hook,
    table: drop.by.table,
    chain: drop.by.chain,
    frame: frame.etherType,
  };
  return withBreak(told, ns, { name: 'l2-filter-drops', device: drop.by.table, facts, records: [record] });
}

import { runChain } from './chain-walk.ts';
import { merge } from './merge.ts';
import type { Packet } from './packet.ts';
import type { Hook, RuleRef, TableFamily } from './rule-ref.ts';
import type { BaseChain, HookContext, Ruleset } from './ruleset.ts';
import { type Assumption, type Frame, type Nat, stateOf, type Way } from './way.ts';

export interface Outcome {
  /** Exact part of the connections; absent where a rule that could not be decided stands in between. */
  readonly share?: number;
  readonly verdict: 'accept' | 'drop' | 'reject' | 'unknown';
  /** After NAT and marks. */
  readonly packet: Packet;
  /** The rule or policy that dropped or rejected, or that could not be followed. */
  readonly by?: RuleRef;
  readonly rejectWith?: string;
  readonly nat?: readonly Nat[];
  readonly notrack?: boolean;
  /** OUTPUT only: the mark or the destination changed, so the kernel routes again. */
  readonly rerouted?: boolean;
  readonly mssClamp?: number | 'pmtu';
  readonly unknown: readonly { readonly what: string; readonly rule: RuleRef }[];
  /** Rules that matched, in the order met. */
  readonly trace: readonly RuleRef[];
}

interface Ended extends Way {
  readonly verdict: Outcome['verdict'];
  readonly by?: RuleRef;
  readonly rejectWith?: string;
}

/** Where conntrack takes the packet in, and where it translates (NF_IP_PRI_CONNTRACK, _NAT_DST, _NAT_SRC). */
const conntrackAt = -200;
const natAt = { dst: -100, src: 100 };

const familiesOf = (packet: Packet): readonly TableFamily[] => [packet.family === 4 ? 'ip' : 'ip6', 'inet'];

/** What the rules of one hook do with a packet; several outcomes where chance or an unknown match decides. */
export function traverse(
  rulesets: readonly Ruleset[],
  hook: Hook,
  packet: Packet,
  context: HookContext,
): readonly Outcome[] {
  return run(chainsOf(rulesets, hook, familiesOf(packet)), hook, wayOf(packet, hook), context);
}

/** What the NAT chains of a hook alone make of a packet: of one that a filter before them dropped. */
export const translate: typeof traverse = (rulesets, hook, packet, context) =>
  run(
    chainsOf(rulesets, hook, familiesOf(packet)).filter(({ kind }) => kind === 'nat'),
    hook,
    wayOf(packet, hook),
    context,
  );

/** The same for the bridge family, whose devices are ports; `frame.packet` is the IP packet inside. */
export function traverseFrame(
  rulesets: readonly Ruleset[],
  family: 'bridge' | 'arp' | 'netdev',
  hook: Hook,
  frame: Frame,
  context: HookContext,
): readonly Outcome[] {
  const device = hook === 'egress' ? frame.oif : frame.iif;
  const chains = chainsOf(rulesets, hook, hook === 'ingress' ? ['netdev', 'inet'] : [family]).filter(
    ({ devices }) => devices === undefined || device === undefined || devices.includes(device),
  );
  const packet = { ...(frame.packet ?? notIp), ...devicesOf(frame) };
  return run(chains, hook, { ...wayOf(packet, hook), frame }, context);
}

/** Stands for the IP packet in a frame that holds none; its fields are never asked for. */
const notIp: Packet = { family: 4, protocol: -1, source: '', destination: '', mark: 0, ctState: 'untracked' };

const devicesOf = ({ iif, oif }: Frame): Partial<Packet> => ({
  ...(iif === undefined ? {} : { iif }),
  ...(oif === undefined ? {} : { oif }),
});

function wayOf(packet: Packet, hook: Hook): Way {
  return {
    packet: { ...packet, ctOriginal: packet.ctOriginal ?? tupleOf(packet) },
    share: 1,
    assumptions: [],
    // A packet over lo keeps the entry that it got in OUTPUT.
    tracked: (hook !== 'prerouting' && hook !== 'output') || packet.iif === 'lo',
    notrack: packet.ctState === 'untracked',
    mapped: packet.iif === 'lo',
    nat: [],
    rerouted: false,
    trace: [],
  };
}

const tupleOf = ({ source, destination, sourcePort, destinationPort }: Packet) => ({
  source,
  destination,
  ...(sourcePort === undefined ? {} : { sourcePort }),
  ...(destinationPort === undefined ? {} : { destinationPort }),
});

/**
 * All base chains of a hook in the order in which the kernel runs them. NAT chains run where the NAT engine's own hook
 * sits, whatever their priority (net/netfilter/nf_nat_core.c, nf_nat_register_fn): it only orders them among themselves.
 */
function chainsOf(rulesets: readonly Ruleset[], hook: Hook, families: readonly TableFamily[]): readonly BaseChain[] {
  const place = (chain: BaseChain): number => (chain.kind === 'nat' ? natPriority(hook) : chain.priority);
  return rulesets
    .flatMap(({ tables }) => tables)
    .filter(({ family }) => families.includes(family))
    .flatMap(({ baseChains }) => baseChains)
    .filter((chain) => chain.hook === hook)
    .toSorted((a, b) => place(a) - place(b) || a.priority - b.priority);
}

const natPriority = (hook: Hook): number => (hook === 'prerouting' || hook === 'output' ? natAt.dst : natAt.src);

function run(chains: readonly BaseChain[], hook: Hook, start: Way, context: HookContext): readonly Outcome[] {
  let live: readonly Way[] = [start];
  const ended: Ended[] = [];
  const early = chains.filter(({ kind, priority }) => kind !== 'nat' && priority < conntrackAt);
  const before = chains.filter(
    (chain) => !early.includes(chain) && chain.kind !== 'nat' && chain.priority < natPriority(hook),
  );
  const rest = chains.filter((chain) => !early.includes(chain) && !before.includes(chain));
  const walk = (list: readonly BaseChain[]) => {
    for (const chain of list) live = through(chain, live, ended, hook, context);
  };
  walk(early);
  live = live.map(takenIn);
  walk(before);
  live = live.map(translated);
  walk(rest);
  return outcomesOf([...ended, ...live.map((way): Ended => ({ ...way, verdict: 'accept' }))]);
}

function takenIn(way: Way): Way {
  if (way.notrack) return { ...way, tracked: true, packet: { ...way.packet, ctState: 'untracked' } };
  const { unNat: _, entryZone, ...packet } = way.packet;
  if (way.tracked || entryZone === undefined || entryZone === (packet.ctZone ?? 0)) return { ...way, tracked: true };
  // resolve_normal_ct: the entry is in another zone, and an answer begins no connection of TCP.
  return { ...way, tracked: true, packet: { ...packet, ctState: packet.protocol === 'udp' ? 'new' : 'invalid' } };
}

/** What conntrack undoes of an established connection. */
function translated(way: Way): Way {
  if (way.notrack || way.packet.unNat === undefined) return way;
  const { unNat, ...packet } = way.packet;
  return { ...way, packet: { ...packet, ...unNat } };
}

/** Only the first packet of a connection meets NAT chains, and none that another has mapped. */
const skipsNat = (way: Way): boolean => way.mapped || way.notrack || way.packet.ctState !== 'new';

function through(
  base: BaseChain,
  ways: readonly Way[],
  ended: Ended[],
  hook: Hook,
  context: HookContext,
): readonly Way[] {
  const past = base.kind === 'nat' ? ways.filter(skipsNat) : [];
  const entering = ways.filter((way) => !past.includes(way));
  if (entering.length === 0) return ways;
  const result = runChain(base, entering, context);
  for (const end of result.ended) if (end.verdict !== 'accept') ended.push(end);
  const passed: readonly Way[] = result.ended
    .filter(({ verdict }) => verdict === 'accept')
    .map(({ verdict: _, by: __, ...way }) => way);
  const byPolicy = result.returned;
  if (base.policy === 'drop') {
    context.met?.(base.policyRef);
    for (const way of byPolicy) ended.push({ ...way, verdict: 'drop', by: base.policyRef });
  }
  const markedIn = new Map(ways.map((way) => [way.packet.mark, true]));
  const on = [...past, ...passed, ...(base.policy === 'drop' ? [] : byPolicy)];
  return merge(hook === 'output' ? on.map((way) => noteReroute(way, base, markedIn)) : on, stateOf);
}

/** The kernel routes an own packet again after mangle OUTPUT or an nft route chain changed its mark. */
function noteReroute(way: Way, base: BaseChain, marksBefore: ReadonlyMap<number, boolean>): Way {
  const byMark = base.kind === 'route' && !marksBefore.has(way.packet.mark);
  const byNat = base.kind === 'nat' && way.nat.some(({ fromAddress, toAddress }) => fromAddress !== toAddress);
  return byMark || byNat ? { ...way, rerouted: true } : way;
}

const endOf = (end: Ended): string =>
  `${end.verdict} ${end.by?.source} ${end.by?.line} ${end.by?.text} ${end.rejectWith} ${stateOf(end)}`;

/** Ends that differ in assumptions only are one outcome without a share. */
function outcomesOf(ends: readonly Ended[]): readonly Outcome[] {
  const found = new Map<string, Outcome>();
  for (const end of merge(ends, endOf)) {
    const same = found.get(endOf(end));
    const { share: _, ...first } = same ?? outcomeOf(end);
    if (same === undefined) found.set(endOf(end), outcomeOf(end));
    else found.set(endOf(end), { ...first, unknown: [...first.unknown, ...doubtsOf(end.assumptions)] });
  }
  return [...found.values()];
}

const doubtsOf = (assumptions: readonly Assumption[]): Outcome['unknown'] =>
  assumptions.map(({ what, rule }) => ({ what, rule }));

function outcomeOf(end: Ended): Outcome {
  return {
    ...(end.assumptions.length === 0 ? { share: end.share } : {}),
    verdict: end.verdict,
    packet: end.packet,
    ...(end.by === undefined ? {} : { by: end.by }),
    ...(end.rejectWith === undefined ? {} : { rejectWith: end.rejectWith }),
    ...(end.nat.length === 0 ? {} : { nat: end.nat }),
    ...(end.notrack ? { notrack: true } : {}),
    ...(end.rerouted ? { rerouted: true } : {}),
    ...(end.mssClamp === undefined ? {} : { mssClamp: end.mssClamp }),
    unknown: doubtsOf(end.assumptions),
    trace: end.trace,
  };
}

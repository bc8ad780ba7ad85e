import { type Address, formatAddress } from '../address/address.ts';
import type { Link, Namespace } from '../model/namespace.ts';
import type { Packet } from '../netfilter/packet.ts';
import type { Hook } from '../netfilter/rule-ref.ts';
import { traverseFrame } from '../netfilter/traverse.ts';
import type { Frame } from '../netfilter/way.ts';
import { decide } from '../route/decide.ts';
import { isRefused } from '../route/decision.ts';
import { dropOf } from './filter.ts';
import { contextOf, filtersOf, keyOf, runHook } from './hooks.ts';
import { troubleOf } from './refusal.ts';
import { recordOfRule } from './rule-record.ts';
import { addressOf, type Trouble } from './state.ts';

/** A question for an address: who asks on which device, who owns it. */
export interface Question {
  readonly asker: Namespace;
  readonly from: Link;
  readonly owner: Namespace;
  readonly to: Link;
  readonly target: Address;
  /** Source address of the packet that waits for the answer. */
  readonly sender: string;
}

export interface Stopped {
  readonly ns: Namespace;
  readonly trouble: Trouble;
}

/** Rules that drop the question or its answer. */
export function questionStopped(question: Question): Stopped | undefined {
  return question.target.family === 4 ? arpStopped(question) : discoveryStopped(question);
}

function arpStopped({ asker, from, owner, to, target, sender }: Question): Stopped | undefined {
  const ask = { operation: 'request', senderIp: sender, targetIp: formatAddress(target) } as const;
  const tell = { operation: 'reply', senderIp: formatAddress(target), targetIp: sender } as const;
  return (
    arpDrop(asker, 'output', { etherType: 'arp', arp: ask, oif: from.name }) ??
    arpDrop(owner, 'input', { etherType: 'arp', arp: ask, iif: to.name }) ??
    arpDrop(owner, 'output', { etherType: 'arp', arp: tell, oif: to.name }) ??
    arpDrop(asker, 'input', { etherType: 'arp', arp: tell, iif: from.name })
  );
}

/** arp_process: a question is routed like a packet, so reverse path filtering drops it too. */
export function unheard({ owner, to, target, sender }: Question): Stopped | undefined {
  if (target.family !== 4) return undefined;
  const asked: Packet = {
    family: 4,
    protocol: 'icmp',
    source: sender,
    destination: formatAddress(target),
    mark: 0,
    ctState: 'new',
  };
  const decision = decide(owner, keyOf(asked, { iif: to.name, source: addressOf(sender) }));
  if (!isRefused(decision) || decision.refusal !== 'reverse-path') return undefined;
  const trouble = troubleOf(owner, decision, asked, to.name);
  const says = '{namespace} drops questions of {source} for an address on {device}: rp_filter holds for ARP too.';
  return { ns: owner, trouble: { ...trouble, facts: { ...trouble.facts, says } } };
}

function arpDrop(ns: Namespace, hook: Hook, frame: Frame): Stopped | undefined {
  const { rulesets } = filtersOf(ns);
  if (!rulesets.some(({ tables }) => tables.some(({ family }) => family === 'arp'))) return undefined;
  const outcomes = traverseFrame(rulesets, 'arp', hook, frame, contextOf(ns));
  const by = outcomes[0]?.by;
  if (by === undefined || outcomes.some(({ verdict }) => verdict !== 'drop')) return undefined;
  const facts = { namespace: ns.label, family: 'arp', hook, table: by.table, chain: by.chain, frame: 'arp' };
  return { ns, trouble: { name: 'l2-filter-drops', device: by.table, facts, records: [recordOfRule(by)] } };
}

/** ff02::1:ff00:0 with the last three bytes of the address (RFC 4291 section 2.7.1). */
const solicited = ({ value }: Address): string =>
  formatAddress({ family: 6, value: 0xff0200000000000000000001ff000000n | (value & 0xffffffn) });

function discoveryStopped({ asker, from, owner, to, target, sender }: Question): Stopped | undefined {
  const owned = formatAddress(target);
  // Neighbor discovery is never tracked (nf_conntrack_icmpv6_error).
  const base = { family: 6, protocol: 'icmpv6', mark: 0, ctState: 'untracked', length: 72, ttl: 255 } as const;
  const ask: Packet = { ...base, icmpType: 135, source: sender, destination: solicited(target) };
  const tell: Packet = { ...base, icmpType: 136, source: owned, destination: sender };
  return (
    discoveryDrop(asker, 'output', { ...ask, oif: from.name }) ??
    discoveryDrop(owner, 'input', { ...ask, iif: to.name, multicastOrBroadcast: true }) ??
    discoveryDrop(owner, 'output', { ...tell, oif: to.name }) ??
    discoveryDrop(asker, 'input', { ...tell, iif: from.name })
  );
}

function discoveryDrop(ns: Namespace, hook: Hook, packet: Packet): Stopped | undefined {
  const outcomes = runHook(ns, hook, packet);
  const [first] = outcomes;
  const by = first?.by;
  if (first === undefined || by === undefined) return undefined;
  if (outcomes.some(({ verdict }) => verdict !== 'drop' && verdict !== 'reject')) return undefined;
  return { ns, trouble: dropOf(ns, hook, first, by, false) };
}

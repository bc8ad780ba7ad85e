import { type Address, type Family, formatAddress, parseAddress } from '../address/address.ts';
import { answerOf } from '../capture/capture.ts';
import type { Namespace } from '../model/namespace.ts';
import { type Ipsets, readIpset } from '../netfilter/ipset.ts';
import { savedRules } from '../netfilter/iptables/saved-rules.ts';
import { readNft } from '../netfilter/nft/read.ts';
import { type Packet, protocolOf } from '../netfilter/packet.ts';
import type { Hook, RuleRef } from '../netfilter/rule-ref.ts';
import type { AddressType, HookContext, Ruleset } from '../netfilter/ruleset.ts';
import { type Outcome, traverse } from '../netfilter/traverse.ts';
import { decide } from '../route/decide.ts';
import { isFound, isRouted, type RouteKey } from '../route/decision.ts';
import { lookup4 } from '../route/lookup4.ts';
import { selectAddress } from '../route/source4.ts';
import { source6 } from '../route/source6.ts';
import { addressOf } from './state.ts';

interface Filters {
  readonly rulesets: readonly Ruleset[];
  readonly sets: Ipsets;
  readonly met: Set<RuleRef>;
}

const cache = new WeakMap<Namespace, Filters>();

const saves = [
  ['iptables-legacy-save', 4],
  ['ip6tables-legacy-save', 6],
  ['iptables-nft-save', 4],
  ['ip6tables-nft-save', 6],
] as const;

const plainSaves = [
  ['iptables-save', 4],
  ['ip6tables-save', 6],
] as const;

/** All rules of a namespace, read once. */
export function filtersOf(ns: Namespace): Filters {
  const known = cache.get(ns);
  if (known !== undefined) return known;
  const named = saves.filter(([command]) => answerOf(ns.capture, command) !== undefined);
  // The plain names are one of the two backends; the head of what they print says which.
  const asked = [...named, ...plainSaves.filter(([, family]) => named.every(([, other]) => other !== family))];
  const rulesets: Ruleset[] = asked.flatMap(([command]) => {
    const answer = answerOf(ns.capture, command);
    return answer === undefined ? [] : [savedRules(answer)];
  });
  const nft = answerOf(ns.capture, 'nft -j list ruleset');
  if (nft !== undefined) {
    const managed = managedTables(rulesets);
    const managedByIptables = (family: string, table: string) => managed.has(`${family} ${table}`);
    rulesets.push(readNft(nft.text, { source: nft.command, firstLine: nft.line ?? 1, managedByIptables }));
  }
  const sets = answerOf(ns.capture, 'ipset save');
  const filters = {
    rulesets,
    sets: sets === undefined ? new Map() : readIpset(sets.text, sets.line ?? 1),
    met: new Set<RuleRef>(),
  };
  cache.set(ns, filters);
  return filters;
}

/** What iptables-nft-save shows is read there: nft shows it wrongly. */
const managedTables = (rulesets: readonly Ruleset[]): ReadonlySet<string> =>
  new Set(
    rulesets
      .filter(({ backend }) => backend === 'iptables-nft')
      .flatMap(({ tables }) => tables.map(({ family, name }) => `${family} ${name}`)),
  );

/** A packet as routing looks at it. */
export function keyOf(
  packet: Packet,
  more: Partial<Pick<RouteKey, 'iif' | 'oif'>> & { source?: Address | undefined },
): RouteKey {
  const { source, ...devices } = more;
  return {
    family: packet.family,
    destination: addressOf(packet.destination),
    mark: packet.mark,
    tos: 0,
    protocol: protocolOf(packet),
    sourcePort: packet.sourcePort ?? 40_000,
    destinationPort: packet.destinationPort ?? 0,
    user: 0,
    ...devices,
    ...(source === undefined ? {} : { source }),
  };
}

/** Runs the hook of a namespace; without captured rules nothing is asked. */
export function runHook(ns: Namespace, hook: Hook, packet: Packet): readonly Outcome[] {
  const { rulesets } = filtersOf(ns);
  return traverse(rulesets, hook, packet, contextOf(ns));
}

const types: Readonly<{ [type: string]: AddressType }> = {
  local: 'LOCAL',
  broadcast: 'BROADCAST',
  multicast: 'MULTICAST',
  anycast: 'ANYCAST',
  blackhole: 'BLACKHOLE',
  unreachable: 'UNREACHABLE',
  prohibit: 'PROHIBIT',
};

export function contextOf(ns: Namespace): HookContext {
  const { sets, met } = filtersOf(ns);
  return {
    sets,
    met: (ref) => met.add(ref),
    addressType: (address, family, device) => addressType(ns, address, family, device),
    reverseDevice: (packet, options) => reverseDevice(ns, packet, options.mark),
    masqueradeAddress: (device, family, destination) => primary(ns, device, family, destination),
    recent: (list, address) => recentlySeen(ns, list, address),
    redirectAddress: (device, family) => primary(ns, device ?? 'lo', family, family === 4 ? '0.0.0.0' : '::'),
  };
}

/** `/proc/net/xt_recent/ssh:src=10.0.0.9 ttl: 64 last_seen: …`; grep says 1 where all lists are empty. */
function recentlySeen({ capture }: Namespace, list: string, address: string): boolean | undefined {
  const answer = capture.answers.find(
    ({ command, status }) => status < 2 && command.endsWith('grep -rs . /proc/net/xt_recent'),
  );
  return answer?.text.split('\n').some((line) => line.startsWith(`/proc/net/xt_recent/${list}:src=${address} `));
}

/** inet_addr_type: what the local table says, or the main one. */
function addressType(ns: Namespace, text: string, family: Family, device: string | undefined): AddressType | undefined {
  const address = parseAddress(text);
  if (address === undefined || !ns.parts.has(family === 4 ? 'routes4' : 'routes6')) return undefined;
  const covering = ns.routes
    .filter(({ prefix, table }) => table === 'local' && prefix.family === family)
    .filter(
      ({ prefix }) =>
        prefix.value >> BigInt(bits(family) - prefix.length) === address.value >> BigInt(bits(family) - prefix.length),
    )
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  const local = covering[0];
  if (local !== undefined) {
    const own = device === undefined || local.nextHops.some((leg) => leg.device === device);
    return own ? (types[local.type] ?? 'UNICAST') : 'UNICAST';
  }
  if (family === 4 && address.value >> 28n === 14n) return 'MULTICAST';
  if (family === 6 && address.value >> 120n === 255n) return 'MULTICAST';
  return 'UNICAST';
}

const bits = (family: Family): number => (family === 4 ? 32 : 128);

function reverseDevice(ns: Namespace, packet: Packet, mark: boolean): string | null | undefined {
  const back: Packet = {
    ...packet,
    destination: packet.source,
    source: packet.destination,
    mark: mark ? packet.mark : 0,
  };
  if (packet.family === 6) {
    const decision = decide(ns, keyOf(back, {}));
    return isRouted(decision) ? (decision.legs[0]?.device ?? decision.device) : null;
  }
  const found = lookup4(ns, { ...keyOf(back, { iif: 'lo' }), source: addressOf(back.source) });
  if ('unknown' in found) return undefined;
  return isFound(found) ? (found.legs[0]?.device ?? 'lo') : null;
}

function primary(ns: Namespace, device: string, family: Family, destination: string): string | undefined {
  const near = parseAddress(destination);
  const found =
    family === 4
      ? selectAddress(ns, device, 0, near?.value === 0n ? undefined : near)
      : near && source6(ns, device, near);
  return found === undefined ? undefined : formatAddress(found);
}

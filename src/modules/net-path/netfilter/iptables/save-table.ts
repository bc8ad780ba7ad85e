import type { Family } from '../../address/address.ts';
import type { Packet } from '../packet.ts';
import type { Backend, Hook, RuleRef } from '../rule-ref.ts';
import type { BaseChain, Chain, Rule, Table } from '../ruleset.ts';
import { compileRule } from './rule.ts';

export interface SaveSource {
  readonly source: string;
  /** Number of the text's first line in its source, 1-based. */
  readonly firstLine: number;
  readonly family: Family;
  /** Absent: as the text's own header says. */
  readonly backend?: Exclude<Backend, 'nft'>;
}

/** Where iptables' chains sit: netfilter_ipv4.h, enum nf_ip_hook_priorities. */
const places: Readonly<
  Record<string, { readonly kind: BaseChain['kind']; readonly at: Partial<Record<Hook, number>> }>
> = {
  raw: { kind: 'filter', at: { prerouting: -300, output: -300 } },
  mangle: {
    kind: 'route',
    at: { prerouting: -150, input: -150, forward: -150, output: -150, postrouting: -150 },
  },
  nat: { kind: 'nat', at: { prerouting: -100, output: -100, input: 100, postrouting: 100 } },
  filter: { kind: 'filter', at: { input: 0, forward: 0, output: 0 } },
  security: { kind: 'filter', at: { input: 50, forward: 50, output: 50 } },
};

/** Rules of a chain that stand one behind the other; without `at` they were left out of a slice. */
interface Run {
  readonly name: string;
  /** Where the first one begins in the text, and its line. */
  readonly at?: number;
  readonly line: number;
  count: number;
}

/** A table by where its parts stand in the text: nothing is looked into that no packet comes to. */
export interface TableText {
  readonly name: string;
  /** Place in the text and line of each `:CHAIN …`, in turns. */
  readonly declarations: number[];
  readonly runs: Run[];
}

/** `[12:720] -A INPUT …`: the rule stands behind its counters. */
export function ruleStart(text: string, at: number): number {
  if (text[at] !== '[') return at;
  // Two numbers of at most 20 digits.
  const end = text.slice(at, at + 48).indexOf('] ');
  return end < 0 ? at : at + end + 2;
}

type Place = Pick<RuleRef, 'backend' | 'family' | 'table' | 'source'>;

interface Declared {
  readonly name: string;
  readonly line: number;
  /** `:FORWARD DROP [2:168]` */
  readonly text: string;
}

/** Declarations stand together at a table's head, so a search of the text finds one at once. */
const isDeclared = (text: string, parts: TableText, name: string): boolean =>
  declarationOf(text, parts, name) !== undefined;

function declarationOf(text: string, { declarations }: TableText, name: string): Declared | undefined {
  const first = declarations[0];
  if (first === undefined) return undefined;
  const last = declarations.at(-2) ?? first;
  const begins = `:${name} `;
  for (let at = text.indexOf(begins, first); at >= 0 && at <= last; at = text.indexOf(begins, at + 1)) {
    const index = indexOf(declarations, at);
    if (index === undefined) continue;
    const end = text.indexOf('\n', at);
    return {
      name,
      line: declarations[index + 1] ?? 0,
      text: text.slice(at, end < 0 ? text.length : end).replace(/\r$/, ''),
    };
  }
  return undefined;
}

/** Where a place stands among the declarations, which come in the text's order. */
function indexOf(declarations: readonly number[], place: number): number | undefined {
  let [low, high] = [0, declarations.length / 2 - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = declarations[middle * 2] ?? 0;
    if (at === place) return middle * 2;
    if (at < place) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

const baseNames = (table: string): readonly string[] =>
  Object.keys(places[table]?.at ?? {}).map((hook) => hook.toUpperCase());

/** Rules of a base chain whose policy the text does not show. */
export const undeclared = (text: string, parts: TableText): readonly { line: number; text: string }[] =>
  baseNames(parts.name)
    .filter((name) => declarationOf(text, parts, name) === undefined)
    .flatMap((name) =>
      parts.runs.filter((run) => run.name === name).map(({ line }) => ({ line, text: `-A ${name} without :${name}` })),
    );

export function tableOf(text: string, parts: TableText, about: SaveSource, backend: Exclude<Backend, 'nft'>): Table {
  const family = about.family === 4 ? 'ip' : 'ip6';
  const place: Place = { backend, family, table: parts.name, source: about.source };
  const chains = new Map<string, Chain | undefined>();
  const chain = (name: string): Chain | undefined => {
    if (!chains.has(name)) {
      const declared = declarationOf(text, parts, name);
      chains.set(name, declared && chainOf(text, parts, declared, place, (jump) => isDeclared(text, parts, jump)));
    }
    return chains.get(name);
  };
  const table: Table = {
    name: parts.name,
    family,
    backend,
    chain,
    chainNames: () => namesOf(text, parts),
    baseChains: [],
  };
  // Base chains alone are written in capitals from first to last, and have a policy.
  const bases = baseNames(parts.name).flatMap((name) => declarationOf(text, parts, name) ?? []);
  return { ...table, baseChains: bases.flatMap((declared) => baseChainOf(declared, table, place)) };
}

const namesOf = (text: string, { declarations }: TableText): readonly string[] =>
  declarations.filter((_, index) => index % 2 === 0).map((at) => text.slice(at + 1, text.indexOf(' ', at)));

/** :FORWARD DROP [2:168] */
const declaration = /^:\S{1,100} (\S{1,20})(?: \[(\d{1,20}):(\d{1,20})\])?/;

function baseChainOf({ name, line, text }: Declared, table: Table, at: Place): BaseChain[] {
  const hook = name.toLowerCase() as Hook;
  const place = places[table.name];
  const priority = place?.at[hook];
  const chain = table.chain(name);
  const [, policy, packets, bytes] = declaration.exec(text) ?? [];
  if (policy === '-' || place === undefined || priority === undefined || chain === undefined) return [];
  const policyRef: RuleRef = { ...at, chain: name, text, line, policy: true, ...countersOf(packets, bytes) };
  const { kind } = place;
  return [{ name, hook, priority, kind, policy: policy === 'DROP' ? 'drop' : 'accept', policyRef, chain, table }];
}

const countersOf = (packets: string | undefined, bytes: string | undefined) =>
  packets === undefined ? {} : { packets: Number(packets), bytes: Number(bytes) };

/** Where the rules of a chain begin, found when a packet first comes to it. */
function startsOf(text: string, runs: readonly Run[]): { at: number[]; line: number[]; position: number[] } {
  const starts = { at: [] as number[], line: [] as number[], position: [] as number[] };
  let position = 1;
  for (const run of runs) {
    let at = run.at ?? -1;
    for (let count = 0; count < run.count && at >= 0; count += 1) {
      starts.at.push(at);
      starts.line.push(run.line + count);
      starts.position.push(position + count);
      at = text.indexOf('\n', at) + 1;
    }
    position += run.count;
  }
  return starts;
}

const grouped = new WeakMap<TableText, ReadonlyMap<string, readonly Run[]>>();

/** The runs of each chain; most have one. */
function runsOf(parts: TableText): ReadonlyMap<string, readonly Run[]> {
  const known = grouped.get(parts);
  if (known !== undefined) return known;
  const made = new Map<string, Run[]>();
  for (const run of parts.runs) {
    const same = made.get(run.name);
    if (same === undefined) made.set(run.name, [run]);
    else same.push(run);
  }
  grouped.set(parts, made);
  return made;
}

function chainOf(
  text: string,
  parts: TableText,
  { name }: Declared,
  place: Place,
  isChain: (name: string) => boolean,
): Chain {
  const rules = new Map<number, Rule>();
  const starts = startsOf(text, runsOf(parts).get(name) ?? []);
  return {
    size: starts.at.length,
    excludes: (index, packet) => elsewhere(text, starts.at[index] ?? 0, packet),
    rule(index) {
      const known = rules.get(index);
      if (known !== undefined) return known;
      const at = starts.at[index] ?? 0;
      const end = text.indexOf('\n', at);
      const line = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, '');
      // `[12:720] -A INPUT -j DROP`
      const counters = /^\[(\d{1,20}):(\d{1,20})\] /.exec(line);
      const ref: RuleRef = {
        ...place,
        chain: name,
        number: starts.position[index] ?? index + 1,
        text: line,
        line: starts.line[index] ?? 0,
        ...countersOf(counters?.[1], counters?.[2]),
      };
      const made = compileRule(line.slice(counters?.[0].length ?? 0), ref, isChain);
      rules.set(index, made);
      return made;
    },
  };
}

/** A service's rule names one host first, `-A KUBE-SERVICES -d 10.96.0.1/32 …`: told apart without reading the rest. */
function elsewhere(text: string, at: number, packet: Packet): boolean {
  const start = ruleStart(text, at);
  const option = text.indexOf(' ', start + 3);
  // The next space may be of another line, where no option follows the chain.
  if (option < 0 || text[option + 1] !== '-' || text.slice(start, option).includes('\n')) return false;
  const letter = text[option + 2];
  if ((letter !== 'd' && letter !== 's') || text[option + 3] !== ' ') return false;
  const end = text.indexOf(' ', option + 4);
  const host = packet.family === 4 ? '/32' : '/128';
  if (end < 0 || !text.startsWith(host, end - host.length)) return false;
  // Only a canonical address can be compared as text; dotted IPv4 is, IPv6 as the kernel prints it.
  const address = letter === 'd' ? packet.destination : packet.source;
  return end - host.length - option - 4 !== address.length || !text.startsWith(address, option + 4);
}

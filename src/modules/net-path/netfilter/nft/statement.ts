import { hasEntry } from '../conntrack-view.ts';
import { protocolOf } from '../packet.ts';
import type { RuleRef } from '../rule-ref.ts';
import { accept, answer, back, changed, drop, type Fork, next, type Rule, skip, undecided } from '../ruleset.ts';
import { expressionOf } from './expression.ts';
import { isObject, type Json, type JsonObject, listOf, nameOf, numberOf, textOf } from './json.ts';
import { lookupOf } from './lookup.ts';
import { matchStep } from './match.ts';
import { natStep } from './nat-statement.ts';
import { payload } from './payload.ts';
import type { Sets } from './sets.ts';
import { single } from './value.ts';

type StatementStep = Rule['steps'][number];
type Reader = (inside: Json, sets: Sets, ref: RuleRef) => StatementStep;

/** Statements that let the packet go on unchanged as far as the path is concerned. */
const passing = [
  'counter',
  'log',
  'continue',
  'dup',
  'flow',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'secmark',
  'last',
  'comment',
];

const rejectNames: Readonly<Record<string, string>> = { icmp: 'icmp', icmpv6: 'icmp6', icmpx: 'icmp' };

/** In the words of iptables: `icmp-port-unreachable`, `tcp-reset`. */
function rejectOf(inside: Json, ref: RuleRef): string {
  const type = isObject(inside) ? textOf(inside['type']) : undefined;
  if (type === 'tcp reset') return 'tcp-reset';
  const code = (isObject(inside) ? textOf(inside['expr']) : undefined) ?? 'port-unreachable';
  return `${ref.family === 'ip6' ? 'icmp6' : (rejectNames[type ?? 'icmpx'] ?? 'icmp')}-${code}`;
}

/**
 * The protocol or family that a kind of reject belongs to is a match of the rule that nft leaves out when it lists it:
 * `meta l4proto tcp reject with tcp reset` reads `reject with tcp reset` (nft 1.0.6).
 */
const reject: Reader = (inside, _, ref) => {
  const type = isObject(inside) ? textOf(inside['type']) : undefined;
  const rejectWith = rejectOf(inside, ref);
  return ({ packet }) => {
    const foreign =
      (type === 'tcp reset' && protocolOf(packet) !== 6) ||
      (type === 'icmp' && packet.family !== 4) ||
      (type === 'icmpv6' && packet.family !== 6);
    return foreign ? skip : { forks: [{ go: { to: 'reject', rejectWith } }] };
  };
};

const jump =
  (to: 'jump' | 'goto'): Reader =>
  (inside) => {
    const chain = isObject(inside) ? textOf(inside['target']) : undefined;
    return () => (chain === undefined ? undecided(to) : { forks: [{ go: { to, chain } }] });
  };

/** A rate, a quota, a count of connections: more than one packet decides. */
const counted =
  (what: string): Reader =>
  () =>
  () =>
    answer(undefined, what);

/** `mangle`: marks and sizes that later steps see; other header fields decide nothing here. */
const mangle: Reader = (inside, sets) => {
  if (!isObject(inside)) return () => undecided('statement mangle');
  const key = nameOf(inside['key']);
  const field = key !== undefined && isObject(key.inside) ? key.inside : {};
  if (key?.name === 'meta' && field['key'] === 'mark') return setMark(inside, sets, 'mark');
  if (key?.name === 'ct' && field['key'] === 'mark') return setMark(inside, sets, 'ctMark');
  if (key?.name === 'ct' && field['key'] === 'zone') return setZone(inside, field);
  if (key?.name === 'tcp option' && field['name'] === 'maxseg') return clamp(inside);
  if (key?.name === 'payload' && (field['field'] === 'ttl' || field['field'] === 'hoplimit')) return setTtl(inside);
  return key?.name === 'payload' ? headerChange(field) : () => next;
};

/** `ct zone set 7`; `ct original zone set 7` is of one direction's addresses alone. */
function setZone(inside: JsonObject, { dir }: JsonObject): StatementStep {
  const ctZone = numberOf(inside['value']);
  return (way) => {
    if (way.tracked) return next;
    if (ctZone === undefined || dir !== undefined) return undecided('ct zone');
    return changed({ ...way, packet: { ...way.packet, ctZone } });
  };
}

/** The header that is written to must be there: a match that nft leaves out of the list. */
function headerChange(field: JsonObject): StatementStep {
  const before = payload(textOf(field['protocol']) ?? '', textOf(field['field']) ?? '');
  return (way) => {
    if (before(way).is === 'nothing') return skip;
    return changesPath(field) ? undecided(`${field['field']} changed`) : next;
  };
}

/** Addresses, ports and protocols written over without NAT. */
const changesPath = (field: JsonObject): boolean =>
  field['field'] === undefined || /addr|port|protocol|nexthdr/.test(textOf(field['field']) ?? '');

function setMark(inside: JsonObject, sets: Sets, which: 'mark' | 'ctMark'): StatementStep {
  const read = markValue(inside['value'] ?? null, sets);
  return (way, context) => {
    if (which === 'ctMark' && !hasEntry(way)) return next;
    const mark = read(way, context);
    if (mark === null) return skip;
    if (mark === undefined) return undecided('value of the mark');
    return changed({ ...way, packet: { ...way.packet, [which]: Number(mark & 0xffffffffn) } });
  };
}

/** null: the rule does not match; undefined: not known. */
function markValue(json: Json, sets: Sets): (...at: Parameters<StatementStep>) => bigint | null | undefined {
  const map = nameOf(json);
  if (map?.name === 'map') {
    const lookup = lookupOf(map.inside, sets);
    return (way, context) => {
      const { options } = lookup(way, context);
      if (options.length !== 1) return undefined;
      const data = options[0]?.data;
      return data === undefined ? null : typeof data === 'number' ? BigInt(data) : undefined;
    };
  }
  const value = expressionOf(json);
  return (way, context) => {
    const result = value(way, context);
    return result.is === 'nothing' ? null : single(result);
  };
}

/** `tcp option maxseg size set 1400`, or `set rt mtu`. */
function clamp(inside: JsonObject): StatementStep {
  const size = numberOf(inside['value']);
  const mssClamp = size ?? (nameOf(inside['value'])?.name === 'rt' ? 'pmtu' : undefined);
  return (way) => {
    if (protocolOf(way.packet) !== 6) return skip;
    return mssClamp === undefined ? next : changed({ ...way, mssClamp });
  };
}

function setTtl(inside: JsonObject): StatementStep {
  const ttl = numberOf(inside['value']);
  return (way) => (ttl === undefined ? undecided('ttl') : changed({ ...way, packet: { ...way.packet, ttl } }));
}

/** `update @s { ip saddr limit rate over 3/second }`: what stands behind the element decides like a match. */
const setStatement: Reader = (inside) => {
  const deciding = isObject(inside) ? listOf(inside['stmt']).filter((one) => nameOf(one)?.name !== 'counter') : [];
  return () => (deciding.length > 0 ? answer(undefined, 'a limit for each element') : next);
};

/** Each verdict that the map may lead to. */
const vmap: Reader = (inside, sets) => {
  const lookup = lookupOf(inside, sets);
  return (way, context) => {
    const { options, doubt } = lookup(way, context);
    const forks = options.map(({ data, share }): Fork => {
      const go = verdictOf(data);
      return share === undefined ? { go } : { go, share };
    });
    return doubt === undefined ? { forks } : { forks, doubt };
  };
};

function verdictOf(data: Json | undefined): Fork['go'] {
  if (data === undefined) return { to: 'skip' };
  const found = nameOf(data);
  if (found === undefined) return { to: 'unknown' };
  const { name, inside } = found;
  if (name === 'accept' || name === 'drop' || name === 'return') return { to: name };
  // `continue` goes on within the rule.
  if (name === 'continue') return { to: 'next' };
  const chain = isObject(inside) ? textOf(inside['target']) : undefined;
  return (name === 'jump' || name === 'goto') && chain !== undefined ? { to: name, chain } : { to: 'unknown' };
}

/** A packet that has an entry already keeps it (nft_ct.c, nft_notrack_eval). */
const notrack: Reader = () => (way) => (way.tracked ? next : changed({ ...way, notrack: true }));

/** `{"xt": {"type": "match", "name": "conntrack"}}`: nft does not print what iptables-nft put in. */
const foreign: Reader = (inside) => {
  const name = isObject(inside) ? `${inside['type']} ${inside['name']}` : 'a part of iptables';
  if (name === 'match comment') return () => next;
  return name.startsWith('match ') ? () => answer(undefined, name) : () => undecided(name);
};

const readers: Readonly<Record<string, Reader>> = {
  match: matchStep,
  accept: () => () => accept,
  drop: () => () => drop,
  return: () => () => back,
  jump: jump('jump'),
  goto: jump('goto'),
  reject,
  mangle,
  vmap,
  set: setStatement,
  map: setStatement,
  notrack,
  limit: counted('limit'),
  quota: counted('quota'),
  'ct count': counted('ct count'),
  meter: counted('meter'),
  xt: foreign,
  dnat: (inside, sets, ref) => natStep('dnat', inside, sets, ref),
  snat: (inside, sets, ref) => natStep('snat', inside, sets, ref),
  masquerade: (inside, sets, ref) => natStep('masquerade', inside, sets, ref),
  redirect: (inside, sets, ref) => natStep('redirect', inside, sets, ref),
};

/** One expression of a rule's list; what is not understood may do anything. */
export function statementStep(json: Json, sets: Sets, ref: RuleRef): StatementStep {
  const found = nameOf(json);
  if (found === undefined) return () => undecided('a statement');
  if (passing.includes(found.name)) return () => next;
  if (Object.hasOwn(readers, found.name)) return readers[found.name]?.(found.inside, sets, ref) ?? (() => skip);
  return () => undecided(`statement ${found.name}`);
}

import type { Packet } from '../packet.ts';
import type { RuleRef } from '../rule-ref.ts';
import { answer, chance, next, type Rule, type Step, undecided } from '../ruleset.ts';
import * as header from './matches/header.ts';
import { owner } from './matches/owner.ts';
import * as place from './matches/place.ts';
import * as ports from './matches/ports.ts';
import { recent } from './matches/recent.ts';
import * as state from './matches/state.ts';
import { all, type MatchReader, not, type Test } from './matches/test.ts';
import { type Option, type Part, ruleWords } from './rule-words.ts';
import { targetStep } from './target.ts';

const always: MatchReader = () => () => true;

/** Matches that are understood; every other one is not known, by its name. `nfacct` only counts. */
const readers: Readonly<Record<string, MatchReader>> = {
  comment: always,
  nfacct: always,
  tcp: ports.tcp,
  udp: ports.udp,
  sctp: ports.sctp,
  dccp: ports.dccp,
  udplite: ports.udplite,
  multiport: ports.multiport,
  icmp: ports.icmp,
  icmp6: ports.icmp6,
  icmpv6: ports.icmp6,
  'ipv6-icmp': ports.icmp6,
  iprange: header.iprange,
  length: header.length,
  ttl: header.ttl,
  hl: header.hopLimit,
  mac: header.mac,
  pkttype: header.pkttype,
  conntrack: state.conntrack,
  state: state.state,
  mark: state.mark,
  connmark: state.connmark,
  addrtype: place.addrtype,
  physdev: place.physdev,
  rpfilter: place.rpfilter,
  set: place.set,
  statistic: place.statistic,
  owner,
  recent,
};

interface Match {
  readonly what: string;
  readonly test: Test | undefined;
}

const unreadable = (what: string): Match => ({ what, test: undefined });

const devices: Readonly<Record<string, (one: Packet) => string | undefined>> = {
  'in-interface': ({ iif }) => iif,
  'out-interface': ({ oif }) => oif,
};

function baseTest({ name, values }: Option): Test | undefined {
  const [value = ''] = values;
  if (name === 'source' || name === 'destination') return header.addressTest(value, name);
  if (name === 'protocol') return header.protocolTest(value);
  // A packet under way is never a later fragment here: defragmentation comes before (priority -400).
  if (name === 'fragment') return () => false;
  const device = devices[name];
  return device && header.deviceTest(value, device);
}

function baseMatch(option: Option): Match {
  const what = `-${option.name} ${option.values.join(' ')}`;
  const test = baseTest(option);
  if (test === undefined) return unreadable(what);
  return { what, test: option.inverted ? (way, context) => not(test(way, context)) : test };
}

function moduleMatch(part: Part): Match {
  const what = `match ${part.name}`;
  return { what, test: Object.hasOwn(readers, part.name) ? readers[part.name]?.(part) : undefined };
}

/** All matches as one test: they have no effects, so their order does not matter. */
function matchStep(matches: readonly Match[]): Rule['steps'][number] {
  return (way, context): Step => {
    const answers = matches.map(({ test }) => test?.(way, context));
    const value = all(answers);
    if (typeof value === 'number') return chance(value);
    const what = matches.filter((_, at) => answers[at] === undefined).map((one) => one.what);
    return answer(value, what.join(', '));
  };
}

/** A line behind its counters as a rule; what cannot be read in it is not known, never skipped. */
export function compileRule(line: string, ref: RuleRef, isChain: (name: string) => boolean): Rule {
  const words = ruleWords(line);
  if (words === undefined) return { ref, steps: [() => undecided('rule not readable')] };
  const matches = [...words.base.map(baseMatch), ...words.matches.map(moduleMatch)].filter(
    ({ what }) => what !== 'match comment',
  );
  const target = words.target === undefined ? () => next : targetStep(words.target, words.jump, isChain, ref);
  return { ref, steps: [matchStep(matches), target] };
}

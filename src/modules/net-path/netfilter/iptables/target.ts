import { parsePrefix } from '../../address/address.ts';
import { connMarkOf, hasEntry } from '../conntrack-view.ts';
import { mapNetwork, masquerade, type NatTarget, redirect, translateDestination, translateSource } from '../nat.ts';
import type { RuleRef } from '../rule-ref.ts';
import { accept, back, changed, drop, next, type Rule, skip, undecided } from '../ruleset.ts';
import type { Way } from '../way.ts';
import { and, maskedOf, numberOf, rangeOf, xor } from './matches/test.ts';
import type { Part, RuleWords } from './rule-words.ts';

type TargetStep = Rule['steps'][number];

/** Targets that let the packet go on unchanged as far as the path is concerned. */
const passing = [
  'AUDIT',
  'CHECKSUM',
  'CLASSIFY',
  'CONNSECMARK',
  'DSCP',
  'ECN',
  'IDLETIMER',
  'LED',
  'LOG',
  'NFLOG',
  'RATEEST',
  'SECMARK',
  'SET',
  'TCPOPTSTRIP',
  'TEE',
  'TOS',
  'TRACE',
  'ULOG',
];

const argument = (part: Part, name: string): string | undefined =>
  part.options.find((option) => option.name === name)?.values[0];
const has = (part: Part, name: string): boolean => part.options.some((option) => option.name === name);

/** New value of a mark by `--set-xmark 0x1/0xff` and its other forms; undefined: not readable. */
function markChange(part: Part): ((old: number) => number) | undefined {
  const xmark = maskedOf(argument(part, 'set-xmark'));
  if (xmark !== undefined) return (old) => xor(and(old, ~xmark.mask), xmark.value);
  const set = maskedOf(argument(part, 'set-mark'));
  // Without a mask --set-mark is the value; with one the bits of the value are or-ed in (libxt_MARK.c).
  if (set !== undefined) return (old) => (and(old, ~(set.mask | set.value)) | set.value) >>> 0;
  const or = numberOf(argument(part, 'or-mark'));
  if (or !== undefined) return (old) => (old | or) >>> 0;
  const bits = numberOf(argument(part, 'and-mark'));
  if (bits !== undefined) return (old) => and(old, bits);
  const flip = numberOf(argument(part, 'xor-mark'));
  return flip === undefined ? undefined : (old) => xor(old, flip);
}

function markTarget(part: Part): TargetStep {
  const change = markChange(part);
  if (change === undefined) return () => undecided('target MARK');
  return (way) => changed(withMark(way, change(way.packet.mark)));
}

const withMark = (way: Way, mark: number): Way => ({ ...way, packet: { ...way.packet, mark } });
const withConnMark = (way: Way, ctMark: number): Way => ({ ...way, packet: { ...way.packet, ctMark } });

/** Saves, restores or sets the connection's mark; does nothing without a connection (xt_connmark.c). */
function connmarkTarget(part: Part): TargetStep {
  const masks = {
    packet: numberOf(argument(part, 'nfmask') ?? argument(part, 'mask')) ?? 0xffffffff,
    entry: numberOf(argument(part, 'ctmask') ?? argument(part, 'mask')) ?? 0xffffffff,
  };
  const change = markChange(part);
  return (way) => {
    if (!hasEntry(way)) return next;
    const old = connMarkOf(way);
    if (old === undefined) return undecided('mark of the connection');
    const { mark } = way.packet;
    if (has(part, 'save-mark')) return changed(withConnMark(way, xor(and(old, ~masks.entry), and(mark, masks.packet))));
    if (has(part, 'restore-mark')) return changed(withMark(way, xor(and(mark, ~masks.packet), and(old, masks.entry))));
    return change === undefined ? undecided('target CONNMARK') : changed(withConnMark(way, change(old)));
  };
}

/** `10.0.0.5`, `10.0.0.5-10.0.0.9:8080-8090`, `:8080`, `[fd00::1]:80`, `fd00::1` */
export function natTargetOf(text: string, flags: { readonly random: boolean }): NatTarget | undefined {
  const match =
    /^\[([0-9a-f:.]{2,45})(?:-([0-9a-f:.]{2,45}))?\](?::(\S{1,11}))?$/i.exec(text) ??
    /^([0-9.]{0,15})(?:-([0-9.]{7,15}))?(?::(\S{1,11}))?$/.exec(text) ??
    /^([0-9a-f:.]{2,45})(?:-([0-9a-f:.]{2,45}))?$/i.exec(text);
  if (match === null) return undefined;
  const [, first = '', last, port] = match;
  const ports = port === undefined ? undefined : rangeOf(port, 65535);
  if (port !== undefined && ports === undefined) return undefined;
  return {
    ...(first === '' ? {} : { addresses: [first, last ?? first] as const }),
    ...(ports === undefined ? {} : { ports }),
    ...(flags.random ? { random: true } : {}),
  };
}

const isRandom = (part: Part) => ({ random: has(part, 'random') || has(part, 'random-fully') });

function toTarget(part: Part, option: string): NatTarget | undefined {
  const texts = part.options.filter(({ name }) => name === option);
  // Several --to-destination stood for a choice before Linux 2.6.11; today's tools refuse them.
  return texts.length === 1 ? natTargetOf(texts[0]?.values[0] ?? '', isRandom(part)) : undefined;
}

function portsTarget(part: Part): NatTarget | undefined {
  const text = argument(part, 'to-ports');
  const ports = text === undefined ? undefined : rangeOf(text, 65535);
  if (text !== undefined && ports === undefined) return undefined;
  return { ...(ports === undefined ? {} : { ports }), ...isRandom(part) };
}

function netmapTarget(part: Part, ref: RuleRef): TargetStep {
  const network = parsePrefix(argument(part, 'to') ?? '', ref.family === 'ip6' ? 6 : 4);
  if (network === undefined) return () => undecided('target NETMAP');
  const source = ref.chain === 'POSTROUTING' || ref.chain === 'INPUT';
  return (way) => {
    const old = source ? way.packet.source : way.packet.destination;
    const to = mapNetwork(old, network, network.length);
    if (to === undefined) return undecided('target NETMAP');
    const target = { addresses: [to, to] as const };
    return source ? translateSource(way, ref, 'snat', target) : translateDestination(way, ref, 'dnat', target);
  };
}

/** Helpers and event masks leave the way as it is; a zone of one direction's addresses, or by the mark, is not followed. */
function ctTarget(part: Part): TargetStep {
  if (has(part, 'notrack')) return notrack;
  if (!part.options.some(({ name }) => name.startsWith('zone'))) return () => next;
  const ctZone = numberOf(argument(part, 'zone'));
  return (way) => {
    if (way.tracked) return next;
    return ctZone === undefined ? undecided('target CT') : changed({ ...way, packet: { ...way.packet, ctZone } });
  };
}

/** A packet that has an entry already keeps it (xt_CT.c: "Previously seen (loopback)?"). */
const notrack: TargetStep = (way) => (way.tracked ? next : changed({ ...way, notrack: true }));

function clamp(part: Part): TargetStep {
  const size = numberOf(argument(part, 'set-mss'));
  const to = has(part, 'clamp-mss-to-pmtu') ? 'pmtu' : size;
  return to === undefined ? () => undecided('target TCPMSS') : (way) => changed({ ...way, mssClamp: to });
}

function hopTarget(part: Part, name: 'ttl' | 'hl'): TargetStep {
  const set = numberOf(argument(part, `${name}-set`));
  const less = numberOf(argument(part, `${name}-dec`));
  const more = numberOf(argument(part, `${name}-inc`));
  return (way) => {
    const { ttl } = way.packet;
    const value = set ?? (ttl === undefined ? undefined : ttl - (less ?? 0) + (more ?? 0));
    return value === undefined ? next : changed({ ...way, packet: { ...way.packet, ttl: value } });
  };
}

const withTarget = (target: NatTarget | undefined, name: string, to: (target: NatTarget) => TargetStep): TargetStep =>
  target === undefined ? () => undecided(`target ${name}`) : to(target);

const targets: Readonly<Record<string, (part: Part, ref: RuleRef) => TargetStep>> = {
  ACCEPT: () => () => accept,
  DROP: () => () => drop,
  RETURN: () => () => back,
  REJECT: (part, ref) => {
    const otherwise = ref.family === 'ip6' ? 'icmp6-port-unreachable' : 'icmp-port-unreachable';
    const rejectWith = argument(part, 'reject-with') ?? otherwise;
    return () => ({ forks: [{ go: { to: 'reject', rejectWith } }] });
  },
  MARK: markTarget,
  CONNMARK: connmarkTarget,
  CT: ctTarget,
  NOTRACK: () => notrack,
  DNAT: (part, ref) =>
    withTarget(toTarget(part, 'to-destination'), 'DNAT', (to) => (way) => translateDestination(way, ref, 'dnat', to)),
  SNAT: (part, ref) =>
    withTarget(toTarget(part, 'to-source'), 'SNAT', (to) => (way) => translateSource(way, ref, 'snat', to)),
  MASQUERADE: (part, ref) =>
    withTarget(portsTarget(part), 'MASQUERADE', (to) => (way, context) => masquerade(way, ref, context, to)),
  REDIRECT: (part, ref) =>
    withTarget(portsTarget(part), 'REDIRECT', (to) => (way, context) => redirect(way, ref, context, to)),
  NETMAP: netmapTarget,
  TCPMSS: clamp,
  TTL: (part) => hopTarget(part, 'ttl'),
  HL: (part) => hopTarget(part, 'hl'),
};

/** What a rule does once it matches. A chain of that name comes first; a target not known here may do anything. */
export function targetStep(
  part: Part,
  jump: RuleWords['jump'],
  isChain: (name: string) => boolean,
  ref: RuleRef,
): TargetStep {
  const { name } = part;
  if (jump === 'goto' || isChain(name)) {
    const to = jump === 'goto' ? 'goto' : 'jump';
    return () => ({ forks: [{ go: { to, chain: name } }] });
  }
  if (passing.includes(name)) return () => next;
  if (Object.hasOwn(targets, name)) return targets[name]?.(part, ref) ?? (() => skip);
  return () => undecided(`target ${name}`);
}

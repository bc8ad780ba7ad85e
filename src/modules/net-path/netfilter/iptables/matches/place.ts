import { isMulticast, parseAddress } from '../../../address/address.ts';
import { inSet } from '../../ipset-match.ts';
import type { AddressType, HookContext } from '../../ruleset.ts';
import type { Way } from '../../way.ts';
import type { Option } from '../rule-words.ts';
import { sameDevice } from './header.ts';
import { type Answer, all, type MatchReader, not, type Test } from './test.ts';

const typeNames: readonly string[] = [
  'LOCAL',
  'UNICAST',
  'BROADCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'ANYCAST',
] satisfies AddressType[];

const has = (options: readonly Option[], name: string): boolean => options.some((option) => option.name === name);

/** `--limit-iface-in` and `-out` ask about the addresses of that device only (xt_addrtype.c). */
export const addrtype: MatchReader = ({ options }) => {
  const known = ['src-type', 'dst-type', 'limit-iface-in', 'limit-iface-out'];
  if (!options.every(({ name }) => known.includes(name))) return undefined;
  const asked = options.filter(({ name }) => name.endsWith('-type'));
  if (!asked.every(({ values }) => listOf(values).every((one) => typeNames.includes(one)))) return undefined;
  return ({ packet }, context) => {
    const device = has(options, 'limit-iface-in')
      ? packet.iif
      : has(options, 'limit-iface-out')
        ? packet.oif
        : undefined;
    return all(
      asked.map(({ name, values, inverted }) => {
        const address = name === 'src-type' ? packet.source : packet.destination;
        const type = context.addressType(address, packet.family, device);
        const answer = packet.family === 4 ? isAmong(type, listOf(values)) : isAllOf6(type, address, listOf(values));
        return inverted ? not(answer) : answer;
      }),
    );
  };
};

const listOf = (values: readonly string[]): readonly string[] => (values[0] ?? '').split(',');

const isAmong = (type: AddressType | undefined, wanted: readonly string[]): boolean | undefined =>
  type === undefined ? undefined : wanted.includes(type);

/**
 * IPv6 reads a list otherwise (xt_addrtype.c, match_type6): MULTICAST and UNICAST are what the address looks like, and
 * must hold beside the others; an address of this host's own is UNICAST too.
 */
function isAllOf6(type: AddressType | undefined, address: string, wanted: readonly string[]): boolean | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined) return undefined;
  const multicast = isMulticast(parsed);
  if (wanted.includes('MULTICAST') && !multicast) return false;
  if (wanted.includes('UNICAST') && multicast) return false;
  const routed = wanted.filter((one) => ['LOCAL', 'ANYCAST', 'UNREACHABLE'].includes(one));
  return routed.length === 0 ? true : isAmong(type, routed);
}

const physdevNames = ['physdev-in', 'physdev-out', 'physdev-is-in', 'physdev-is-out', 'physdev-is-bridged'];

/** As xt_physdev.c, physdev_mt: without a bridge in it the packet matches inverted options only. */
export const physdev: MatchReader = ({ options }) => {
  if (!options.every(({ name }) => physdevNames.includes(name))) return undefined;
  return ({ packet }) => {
    if (packet.physdevIn === undefined && packet.bridged !== true) return options.every(({ inverted }) => inverted);
    return options.every((option) => physdevOption(option, packet.physdevIn, packet.physdevOut));
  };
};

function physdevOption({ name, inverted, values }: Option, from: string | undefined, to: string | undefined): boolean {
  const [device = ''] = values;
  switch (name) {
    case 'physdev-is-in':
      return (from !== undefined) !== inverted;
    case 'physdev-in':
      return from === undefined || sameDevice(device, from) !== inverted;
    case 'physdev-out':
      return to !== undefined && sameDevice(device, to) !== inverted;
    default:
      return (to !== undefined) !== inverted;
  }
}

/** Source validation as a rule: true where the way back leads through the device of arrival (xt_rpfilter). */
export const rpfilter: MatchReader = ({ options }) => {
  if (!options.every(({ name }) => ['loose', 'validmark', 'accept-local', 'invert'].includes(name))) return undefined;
  const test: Test = ({ packet }, context) => {
    if (packet.iif === 'lo') return true;
    const device = context.reverseDevice(packet, { mark: has(options, 'validmark'), anyDevice: has(options, 'loose') });
    if (device === undefined) return undefined;
    if (device === null) return false;
    // A source of this host's own is refused unless --accept-local; only the namespace knows.
    if (device === 'lo') return has(options, 'accept-local');
    return has(options, 'loose') || device === packet.iif;
  };
  return (way, context) => {
    const answer = test(way, context);
    return has(options, 'invert') ? not(answer) : answer;
  };
};

const setOptions = ['match-set', 'return-nomatch'];

/** Counters of the set's elements are not captured; without those options it is membership alone. */
export const set: MatchReader = ({ options }) => {
  if (!options.every(({ name }) => setOptions.includes(name)) || has(options, 'return-nomatch')) return undefined;
  return (way, context) => all(options.map((option) => member(option, way, context)));
};

function member({ values, inverted }: Option, { packet }: Way, context: HookContext): Answer {
  const [name = '', sides = ''] = values;
  const answer = inSet(context.sets, name, sides.split(','), packet);
  return inverted ? not(answer) : answer;
}

/** `nth` counts packets; over many connections it is that part of them. */
export const statistic: MatchReader = ({ options }) => {
  const value = (name: string) => options.find((option) => option.name === name);
  const mode = value('mode')?.values[0];
  const found = mode === 'random' ? value('probability') : mode === 'nth' ? value('every') : undefined;
  const number = Number(found?.values[0] ?? Number.NaN);
  const share = mode === 'nth' ? 1 / number : number;
  if (found === undefined || !(share >= 0 && share <= 1)) return undefined;
  return () => (found.inverted ? 1 - share : share);
};

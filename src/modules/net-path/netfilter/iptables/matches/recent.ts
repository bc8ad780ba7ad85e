import type { Option } from '../rule-words.ts';
import { type MatchReader, numberOf } from './test.ts';

const known = [
  'set',
  'rcheck',
  'update',
  'remove',
  'seconds',
  'reap',
  'hitcount',
  'rttl',
  'name',
  'mask',
  'rsource',
  'rdest',
];

/** No mask but all ones: the lists hold single addresses. */
const whole = ['255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'];

/**
 * A list of addresses seen (xt_recent.c): `--set` enters and always matches, the others ask for an entry. Whom the list
 * holds is read; what its times and counts mean by now is not known. This very packet may have been entered by a rule
 * before: it is the first of its connection, so more than one hit of it there is not.
 */
export const recent: MatchReader = ({ options }) => {
  if (!options.every(({ name }) => known.includes(name))) return undefined;
  const value = (name: string): string | undefined => options.find((one) => one.name === name)?.values[0];
  if (!whole.includes(value('mask') ?? '255.255.255.255')) return undefined;
  const verb = options.find(({ name }) => ['set', 'rcheck', 'update', 'remove'].includes(name));
  if (verb === undefined) return undefined;
  const inverted = (answer: boolean | undefined) => (answer === undefined ? undefined : answer !== verb.inverted);
  if (verb.name === 'set') return () => inverted(true);
  return ({ packet }, context) => {
    const address = has(options, 'rdest') ? packet.destination : packet.source;
    const listed = context.recent?.(value('name') ?? 'DEFAULT', address);
    return inverted(listed === false && (numberOf(value('hitcount')) ?? 2) > 1 ? false : undefined);
  };
};

const has = (options: readonly Option[], name: string): boolean => options.some((option) => option.name === name);

import { type Family, type Prefix, parseAddress, parsePrefix } from '../address/address.ts';
import type { Answer } from '../capture/capture.ts';
import { type JsonObject, numberOf, objectsIn, textOf } from './json.ts';
import type { Record, Rule } from './namespace.ts';
import { tableName } from './routes.ts';

/** Rules of one family, from `ip -4 -j rule`, in ascending priority as printed. */
export const readRules = (answer: Answer, family: Family): readonly Rule[] | undefined =>
  objectsIn(answer)?.flatMap(({ object, record }) => ruleOf(object, family, record));

/** Keys that `ruleOf` reads or that change nothing. */
const known = new Set(
  'priority not src srclen dst dstlen iif iif_detached oif oif_detached fwmark fwmask tos dsfield ipproto sport sport_start sport_end dport dport_start dport_end uid_start uid_end action table goto unresolved nop suppress_prefixlen suppress_prefixlength suppress_ifgroup protocol l3mdev'.split(
    ' ',
  ),
);

function ruleOf(object: JsonObject, family: Family, record: Record): Rule[] {
  const priority = numberOf(object['priority']);
  if (priority === undefined) return [];
  const unknown = Object.keys(object).filter((key) => !known.has(key));
  const from = selector(object, 'src', family);
  const to = selector(object, 'dst', family);
  const mark = numberOf(object['fwmark']);
  return [
    {
      priority,
      not: 'not' in object,
      l3mdev: 'l3mdev' in object,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...textField(object, 'iif'),
      ...textField(object, 'oif'),
      // A mask without a mark: `fwmark 0/0xff`.
      ...(mark === undefined && object['fwmask'] === undefined
        ? {}
        : { mark: { value: mark ?? 0, mask: numberOf(object['fwmask']) ?? 0xffffffff } }),
      ...tosOf(object),
      ...(object['ipproto'] === undefined ? {} : { protocol: String(object['ipproto']) }),
      ...range(object, 'sport', 'sourcePorts'),
      ...range(object, 'dport', 'destinationPorts'),
      ...(object['uid_start'] === undefined
        ? {}
        : { users: [numberOf(object['uid_start']) ?? 0, numberOf(object['uid_end']) ?? 0xffffffff] as const }),
      ...(unknown.length === 0 ? {} : { unknown: unknown.join(', ') }),
      ...actionOf(object),
      ...suppression(object),
      record,
    },
  ];
}

const textField = (object: JsonObject, key: 'iif' | 'oif'): Pick<Rule, 'iif' | 'oif'> => {
  const value = textOf(object[key]);
  return value === undefined ? {} : { [key]: value };
};

/** `"src":"10.244.0.0","srclen":16`; `all` is no selector. */
function selector(object: JsonObject, key: string, family: Family): Prefix | undefined {
  const text = textOf(object[key]);
  if (text === undefined || text === 'all') return undefined;
  const address = parseAddress(text);
  const length = numberOf(object[`${key}len`]);
  if (address === undefined) return parsePrefix(text, family);
  return { ...address, length: length ?? (family === 4 ? 32 : 128) };
}

/** TOS and DSCP as `ip` prints them: names of rt_dsfield are not known here. */
function tosOf(object: JsonObject): Pick<Rule, 'tos' | 'unknown'> {
  const value = object['tos'] ?? object['dsfield'];
  if (value === undefined) return {};
  const tos = numberOf(value);
  return tos === undefined ? { unknown: `tos ${String(value)}` } : { tos };
}

function range(
  object: JsonObject,
  key: 'sport' | 'dport',
  name: 'sourcePorts' | 'destinationPorts',
): Pick<Rule, 'sourcePorts' | 'destinationPorts'> {
  const one = numberOf(object[key]);
  const from = numberOf(object[`${key}_start`]) ?? one;
  return from === undefined ? {} : { [name]: [from, numberOf(object[`${key}_end`]) ?? from] as const };
}

function actionOf(object: JsonObject): Pick<Rule, 'action' | 'table' | 'goto'> {
  if (object['goto'] !== undefined) {
    const target = numberOf(object['goto']);
    return { action: 'goto', ...(target === undefined ? {} : { goto: target }) };
  }
  if ('nop' in object) return { action: 'nop' };
  const action = textOf(object['action']);
  if (action === 'prohibit' || action === 'blackhole' || action === 'unreachable' || action === 'nop')
    return { action };
  return { action: 'table', table: tableName(object['table']) };
}

function suppression(object: JsonObject): Pick<Rule, 'suppressPrefix' | 'suppressGroup'> {
  const prefix = numberOf(object['suppress_prefixlen'] ?? object['suppress_prefixlength']);
  const group = textOf(object['suppress_ifgroup']);
  return {
    ...(prefix === undefined ? {} : { suppressPrefix: prefix }),
    ...(group === undefined ? {} : { suppressGroup: group }),
  };
}

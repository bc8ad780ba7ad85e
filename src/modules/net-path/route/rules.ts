import { covers, type Family } from '../address/address.ts';
import type { Namespace, Route, Rule } from '../model/namespace.ts';
import type { Errno, Lookup, Refused, RouteKey } from './decision.ts';

const table = (priority: number, name: string): Rule => ({
  priority,
  not: false,
  l3mdev: false,
  action: 'table',
  table: name,
  record: { source: 'default rules', text: `${priority}: from all lookup ${name}` },
});

/** The rules a namespace begins with. */
const defaults: Readonly<Record<Family, readonly Rule[]>> = {
  4: [table(0, 'local'), table(32_766, 'main'), table(32_767, 'default')],
  6: [table(0, 'local'), table(32_766, 'main')],
};

export function rulesOf(ns: Namespace, family: Family): readonly Rule[] {
  if (!ns.parts.has(family === 4 ? 'rules4' : 'rules6')) return defaults[family];
  return family === 4 ? ns.rules4 : ns.rules6;
}

const isPlain = (rule: Rule): boolean =>
  rule.action === 'table' &&
  !rule.not &&
  [rule.from, rule.to, rule.iif, rule.oif, rule.mark, rule.tos, rule.protocol, rule.unknown].every(
    (one) => one === undefined,
  ) &&
  [rule.sourcePorts, rule.destinationPorts, rule.users].every((one) => one === undefined) &&
  !rule.l3mdev &&
  rule.suppressPrefix === undefined &&
  rule.suppressGroup === undefined;

/** Whether only the rules are there that a namespace begins with. */
export function hasCustomRules(ns: Namespace, family: Family): boolean {
  const rules = rulesOf(ns, family);
  return (
    rules.length !== defaults[family].length ||
    !rules.every(
      (rule, i) =>
        isPlain(rule) && rule.priority === defaults[family][i]?.priority && rule.table === defaults[family][i]?.table,
    )
  );
}

const protocolNumbers: Readonly<{ [name: string]: number }> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  'ipv6-icmp': 58,
  sctp: 132,
};

const inRange = ([from, to]: readonly [number, number], value: number): boolean => value >= from && value <= to;

/** fib_rule_match: every selector, then `not` turns the whole. Undefined where something is not modeled. */
function matches(rule: Rule, key: RouteKey): boolean | undefined {
  const checks: boolean[] = [
    // A packet made here has arrived on lo (fib_rules.c: flowi_iif is LOOPBACK_IFINDEX).
    rule.iif === undefined || rule.iif === (key.iif ?? 'lo'),
    rule.oif === undefined || rule.oif === key.oif,
    rule.mark === undefined || ((rule.mark.value ^ key.mark) & rule.mark.mask) === 0,
    rule.users === undefined || inRange(rule.users, key.user),
    rule.to === undefined || rule.to.length === 0 || covers(rule.to, key.destination),
    fromMatches(rule, key),
    rule.tos === undefined || rule.tos === 0 || rule.tos === key.tos,
    rule.protocol === undefined || (protocolNumbers[rule.protocol] ?? Number(rule.protocol)) === key.protocol,
    rule.sourcePorts === undefined || inRange(rule.sourcePorts, key.sourcePort),
    rule.destinationPorts === undefined || inRange(rule.destinationPorts, key.destinationPort),
  ];
  const all = checks.every(Boolean);
  if (all && rule.unknown !== undefined) return undefined;
  return all !== rule.not;
}

/** IPv4 compares 0.0.0.0 where there is no source yet; IPv6 does not match then (fib6_rule_match). */
function fromMatches({ from }: Rule, { source, family, destination }: RouteKey): boolean {
  if (from === undefined || from.length === 0) return true;
  if (source === undefined) return family === 4 && covers(from, { family: destination.family, value: 0n });
  return covers(from, source);
}

const errors: Readonly<Record<'prohibit' | 'blackhole' | 'unreachable', Errno>> = {
  prohibit: 'EACCES',
  blackhole: 'EINVAL',
  unreachable: 'ENETUNREACH',
};

/** l3mdev_fib_rule_match: with the table of the VRF that the device belongs to; it matches nothing outside of one. */
function ofVrf(ns: Namespace, rule: Rule, { vrfOf, oif, iif }: RouteKey): Rule | undefined {
  if (!rule.l3mdev) return rule;
  const device = ns.links.find(({ name }) => name === (vrfOf ?? oif ?? iif));
  const vrf = device?.vrfTable === undefined ? ns.links.find(({ name }) => name === device?.master) : device;
  return vrf?.vrfTable === undefined ? undefined : { ...rule, table: vrf.vrfTable };
}

type Look = (table: string, rule: Rule) => Lookup | undefined;

/** Asks the rules in turn; `look` asks a table, and says undefined where the next rule is to be tried. */
export function byRules(ns: Namespace, key: RouteKey, look: Look): Lookup {
  const rules = rulesOf(ns, key.family);
  const tables: string[] = [];
  for (let i = 0; i < rules.length; i += 1) {
    const rule = rules[i];
    if (rule === undefined) break;
    const match = matches(rule, key);
    if (match === undefined) return { unknown: `whether the rule ${rule.record.text} matches (${rule.unknown})` };
    if (!match || rule.action === 'nop') continue;
    if (rule.action === 'goto') {
      // Only forwards; a target that is not there is passed over.
      const target = rules.findIndex(({ priority }, j) => j > i && priority === rule.goto);
      i = target > i ? target - 1 : i;
      continue;
    }
    const found = ask(ofVrf(ns, rule, key), tables, look);
    if (found !== undefined) return found;
  }
  return noRoute(tables);
}

function ask(rule: Rule | undefined, tables: string[], look: Look): Lookup | undefined {
  if (rule === undefined) return undefined;
  if (rule.action === 'prohibit' || rule.action === 'blackhole' || rule.action === 'unreachable') {
    return { errno: errors[rule.action], refusal: 'rule', type: rule.action, rule, record: rule.record, tables };
  }
  tables.push(rule.table ?? 'main');
  const found = look(rule.table ?? 'main', rule);
  return found !== undefined && 'errno' in found ? { ...found, rule, tables } : found;
}

/** A route that says that there is none: blackhole, unreachable, prohibit. */
export const refusedBy = (route: Route, errno: Errno): Refused => ({
  errno,
  refusal: 'route',
  type: route.type,
  route,
  record: route.record,
  tables: [route.table],
});

export const noRoute = (tables: readonly string[]): Refused => ({ errno: 'ENETUNREACH', refusal: 'no-route', tables });

import { type Address, type Family, parseAddress, parsePrefix } from '../address/address.ts';
import type { Answer } from '../capture/capture.ts';
import { present } from '../optional.ts';
import { isObject, type JsonObject, numberOf, objectOf, objectsIn, textOf, textsOf } from './json.ts';
import type { NextHop, Record, Route, RouteType } from './namespace.ts';
import { scopeOf } from './scopes.ts';

/** Numbers of /etc/iproute2/rt_tables that `ip` may print instead of names. */
const tableNames: ReadonlyMap<string, string> = new Map([
  ['255', 'local'],
  ['254', 'main'],
  ['253', 'default'],
]);

export const tableName = (value: unknown): string => {
  const text = String(value ?? 'main');
  return tableNames.get(text) ?? text;
};

const types: readonly RouteType[] = [
  'unicast',
  'local',
  'broadcast',
  'multicast',
  'anycast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
  'nat',
];

/** Routes of one family, from `ip -4 -j -d route show table all`, in the order of the dump. */
export const readRoutes = (answer: Answer, family: Family): readonly Route[] | undefined =>
  objectsIn(answer)?.flatMap(({ object, record }) => routeOf(object, family, record));

function routeOf(object: JsonObject, family: Family, record: Record): Route[] {
  const prefix = parsePrefix(textOf(object['dst']) ?? '', family);
  const type = types.find((one) => one === (object['type'] ?? 'unicast'));
  if (prefix === undefined || type === undefined || prefix.family !== family) return [];
  if (textsOf(object['flags']).includes('cache') || Array.isArray(object['cache'])) return [];
  const from = parsePrefix(textOf(object['from']) ?? '', family);
  const source = parseAddress(textOf(object['prefsrc']) ?? '');
  const mtu = mtuOf(object['metrics']);
  return [
    {
      type,
      prefix,
      table: tableName(object['table']),
      tos: numberOf(object['tos']) ?? 0,
      metric: numberOf(object['metric']) ?? (family === 6 ? 1024 : 0),
      scope: scopeOf(object['scope'] ?? defaultScope(object, type, family)),
      protocol: textOf(object['protocol']) ?? 'boot',
      pref: textOf(object['pref']) ?? 'medium',
      nextHops: nextHopsOf(object),
      ...present({ from: from?.length === 0 ? undefined : from, source, mtu, group: groupOf(object) }),
      record,
    },
  ];
}

/** Without `-d`, `ip` leaves out scope global of routes with a gateway, and link and host only of local tables. */
function defaultScope(object: JsonObject, type: RouteType, family: Family): string {
  if (family === 6) return 'global';
  if (type === 'local' || type === 'nat') return 'host';
  if (type === 'broadcast' || type === 'multicast' || type === 'anycast') return 'link';
  return object['gateway'] === undefined &&
    object['via'] === undefined &&
    object['nexthops'] === undefined &&
    type === 'unicast'
    ? 'link'
    : 'global';
}

/** `"nhid":10,"nh_info":{"type":"resilient",…},"nexthops":[…]`: of a single object the route is as one without. */
const groupOf = (object: JsonObject): string | undefined =>
  Array.isArray(object['nexthops']) && object['nhid'] !== undefined
    ? (textOf(objectOf(object['nh_info'])['type']) ?? 'mpath')
    : undefined;

const mtuOf = (metrics: unknown): number | undefined =>
  (Array.isArray(metrics) ? metrics : [metrics])
    .map((one) => numberOf(objectOf(one)['mtu']))
    .find((one) => one !== undefined);

function nextHopsOf(object: JsonObject): NextHop[] {
  const legs = object['nexthops'];
  if (Array.isArray(legs)) return legs.filter(isObject).map(nextHopOf);
  return object['dev'] === undefined && object['gateway'] === undefined && object['via'] === undefined
    ? []
    : [nextHopOf(object)];
}

function nextHopOf(object: JsonObject): NextHop {
  const device = textOf(object['dev']);
  const gateway = gatewayOf(object);
  const flags = textsOf(object['flags']);
  return {
    weight: numberOf(object['weight']) ?? 1,
    onlink: flags.includes('onlink'),
    dead: flags.includes('dead'),
    linkdown: flags.includes('linkdown'),
    ...(device === undefined ? {} : { device }),
    ...(gateway === undefined ? {} : { gateway }),
  };
}

/** `"via":{"family":"inet6","host":"fe80::1"}` for an IPv4 route over IPv6. */
const gatewayOf = (object: JsonObject): Address | undefined =>
  parseAddress(textOf(object['gateway']) ?? textOf(objectOf(object['via'])['host']) ?? '');

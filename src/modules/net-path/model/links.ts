import { parseAddress } from '../address/address.ts';
import type { Answer } from '../capture/capture.ts';
import { present } from '../optional.ts';
import { isObject, type JsonObject, numberOf, objectOf, objectsIn, textOf, textsOf } from './json.ts';
import type { BridgePort, BridgeSettings, Link, OwnAddress, Record, VxlanSettings } from './namespace.ts';
import { tableName } from './routes.ts';
import { scopeOf } from './scopes.ts';

/** Devices with their addresses, from `ip -j -d addr`. */
export const readLinks = (answer: Answer): readonly Link[] | undefined =>
  objectsIn(answer)?.flatMap(({ object, record }) => linkOf(object, record));

function linkOf(object: JsonObject, record: Record): Link[] {
  const name = textOf(object['ifname']);
  const index = numberOf(object['ifindex']);
  if (name === undefined || index === undefined) return [];
  const flags = textsOf(object['flags']);
  const info = objectOf(object['linkinfo']);
  const kind = textOf(info['info_kind']);
  const data = objectOf(info['info_data']);
  const { address, master, group } = object;
  return [
    {
      index,
      name,
      up: flags.includes('UP'),
      carrier: flags.includes('LOWER_UP'),
      loopback: flags.includes('LOOPBACK'),
      noArp: flags.includes('NOARP'),
      pointToPoint: flags.includes('POINTOPOINT'),
      mtu: numberOf(object['mtu']) ?? 1500,
      operstate: textOf(object['operstate']) ?? 'UNKNOWN',
      group: textOf(group) ?? 'default',
      xdp: isObject(object['xdp']),
      ...(typeof address === 'string' && address.includes(':') ? { mac: address.toLowerCase() } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(typeof master === 'string' ? { master } : {}),
      ...lowerOf(object),
      ...(info['info_slave_kind'] === 'bridge' ? { port: portOf(objectOf(info['info_slave_data'])) } : {}),
      ...ofKind(kind, data),
      addresses: addressesOf(object),
      record,
    },
  ];
}

/** What devices of one kind have and others have not. */
function ofKind(
  kind: string | undefined,
  data: JsonObject,
): Partial<Pick<Link, 'bridge' | 'vxlan' | 'mode' | 'vlanId' | 'vrfTable'>> {
  switch (kind) {
    case 'bridge':
      return { bridge: bridgeOf(data) };
    case 'vxlan':
      return { vxlan: vxlanOf(data) };
    case 'macvlan':
    case 'macvtap':
      return { mode: textOf(data['mode']) ?? 'unknown' };
    case 'vlan':
      return present({ vlanId: numberOf(data['id']) });
    case 'vrf':
      return data['table'] === undefined ? {} : { vrfTable: tableName(data['table']) };
    default:
      return {};
  }
}

/** `link` is a name looked up in this namespace: right only where neither an index nor a namespace is told beside it. */
function lowerOf(object: JsonObject): Pick<Link, 'lowerIndex' | 'lowerNamespace' | 'lowerName'> {
  const lowerIndex = numberOf(object['link_index']);
  const lowerNamespace = numberOf(object['link_netnsid']);
  const lowerName = lowerIndex === undefined && lowerNamespace === undefined ? textOf(object['link']) : undefined;
  return present({ lowerIndex, lowerNamespace, lowerName });
}

const portOf = (data: JsonObject): BridgePort => ({
  state: textOf(data['state']) ?? 'unknown',
  hairpin: data['hairpin'] === true,
  isolated: data['isolated'] === true,
  learning: data['learning'] !== false,
  flood: data['flood'] !== false,
  locked: data['locked'] === true,
  proxyArp: data['proxy_arp'] === true || data['proxy_arp_wifi'] === true || data['neigh_suppress'] === true,
});

function bridgeOf(data: JsonObject): BridgeSettings {
  const on = (key: string) => numberOf(data[key]) === 1;
  const ageing = numberOf(data['ageing_time']);
  return {
    stp: (numberOf(data['stp_state']) ?? 0) > 0,
    vlanFiltering: on('vlan_filtering'),
    callIptables: on('nf_call_iptables'),
    callIp6tables: on('nf_call_ip6tables'),
    callArptables: on('nf_call_arptables'),
    ...(ageing === undefined ? {} : { ageingTime: ageing }),
  };
}

function vxlanOf(data: JsonObject): VxlanSettings {
  const local = textOf(data['local']) ?? textOf(data['local6']);
  const remote = textOf(data['remote']) ?? textOf(data['remote6']);
  const group = textOf(data['group']) ?? textOf(data['group6']);
  const link = textOf(data['link']);
  return {
    id: numberOf(data['id']) ?? 0,
    // drivers/net/vxlan: 8472 where none was given.
    port: numberOf(data['port']) ?? 8472,
    learning: data['learning'] !== false,
    df: textOf(data['df']) ?? 'unset',
    external: data['external'] === true,
    ...(local === undefined ? {} : { local }),
    ...(remote === undefined ? {} : { remote }),
    ...(group === undefined ? {} : { group }),
    ...(link === undefined ? {} : { link }),
  };
}

const addressesOf = (object: JsonObject): OwnAddress[] =>
  (Array.isArray(object['addr_info']) ? object['addr_info'] : []).filter(isObject).flatMap(ownAddress);

function ownAddress(info: JsonObject): OwnAddress[] {
  const local = parseAddress(textOf(info['local']) ?? '');
  if (local === undefined) return [];
  const other = parseAddress(textOf(info['address']) ?? '');
  const broadcast = parseAddress(textOf(info['broadcast']) ?? '');
  const is = (flag: string) => info[flag] === true;
  return [
    {
      ...local,
      length: numberOf(info['prefixlen']) ?? (local.family === 4 ? 32 : 128),
      scope: scopeOf(info['scope'] ?? 'global'),
      secondary: is('secondary'),
      // IFA_F_OPTIMISTIC addresses may be used while detection runs.
      tentative: (is('tentative') && !is('optimistic')) || is('dadfailed'),
      deprecated: is('deprecated'),
      noPrefixRoute: is('noprefixroute'),
      temporary: is('temporary'),
      ...(other === undefined ? {} : { peer: other }),
      ...(broadcast === undefined ? {} : { broadcast }),
    },
  ];
}

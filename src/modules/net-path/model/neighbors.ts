import { parseAddress } from '../address/address.ts';
import type { Answer } from '../capture/capture.ts';
import { isObject, numberOf, objectsIn, textOf, textsOf } from './json.ts';
import type { FdbEntry, Neighbor, PortVlans } from './namespace.ts';

/** Entries of `ip -j neigh show nud all`, or of `ip -j neigh show proxy`. */
export const readNeighbors = (answer: Answer, proxy = false): readonly Neighbor[] | undefined =>
  objectsIn(answer)?.flatMap(({ object, record }) => {
    const address = parseAddress(textOf(object['dst']) ?? '');
    const mac = textOf(object['lladdr']);
    if (address === undefined) return [];
    return [
      {
        address,
        device: textOf(object['dev']) ?? '',
        ...(mac === undefined ? {} : { mac: mac.toLowerCase() }),
        state: textsOf(object['state'])[0] ?? 'NONE',
        proxy: proxy || 'proxy' in object,
        record,
      },
    ];
  });

/** Entries of `bridge -j fdb`. */
export const readFdb = (answer: Answer): readonly FdbEntry[] | undefined =>
  objectsIn(answer)?.flatMap(({ object, record }) => {
    const mac = textOf(object['mac']);
    const device = textOf(object['ifname']);
    if (mac === undefined || device === undefined) return [];
    const optional = {
      master: textOf(object['master']),
      destination: textOf(object['dst']),
      port: numberOf(object['port']),
      vni: numberOf(object['vni']),
      via: textOf(object['viaIf'] ?? object['viaIfIndex']),
      vlan: numberOf(object['vlan']),
    };
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
    const self = textsOf(object['flags']).includes('self');
    return [{ mac: mac.toLowerCase(), device, state: textOf(object['state']) ?? '', self, ...given, record }];
  });

/** Entries of `bridge -j vlan`. */
export const readVlans = (answer: Answer): readonly PortVlans[] | undefined =>
  objectsIn(answer)?.flatMap(({ object, record }) => {
    const device = textOf(object['ifname']);
    if (device === undefined) return [];
    const vlans = (Array.isArray(object['vlans']) ? object['vlans'] : []).filter(isObject).map((one) => {
      const from = numberOf(one['vlan']) ?? 0;
      const flags = textsOf(one['flags']);
      const untagged = flags.includes('Egress Untagged');
      return { from, to: numberOf(one['vlanEnd']) ?? from, pvid: flags.includes('PVID'), untagged };
    });
    return [{ device, vlans, record }];
  });

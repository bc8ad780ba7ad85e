import type { Family } from '../address/address.ts';
import type { Namespace, Record } from '../model/namespace.ts';

/** A number below /proc/sys/net; undefined where it was not read. */
export const setting = ({ sysctls }: Namespace, path: string): number | undefined => {
  const value = sysctls.get(path)?.value;
  return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
};

export const settingRecord = ({ sysctls }: Namespace, path: string): Record | undefined => sysctls.get(path)?.record;

const conf = (family: Family, device: string, key: string): string => `ipv${family}/conf/${device}/${key}`;

/** Keys whose effective value is the larger of `all` and the device's (Documentation/networking/ip-sysctl.rst). */
export const larger = (
  ns: Namespace,
  device: string,
  key: 'rp_filter' | 'arp_ignore' | 'arp_announce' | 'src_valid_mark',
): number => Math.max(setting(ns, conf(4, 'all', key)) ?? 0, setting(ns, conf(4, device, key)) ?? 0);

/** Keys that count where `all` or the device has them. */
export const either = (
  ns: Namespace,
  device: string,
  key: 'accept_local' | 'proxy_arp' | 'arp_filter' | 'send_redirects' | 'route_localnet' | 'bc_forwarding',
): boolean => setting(ns, conf(4, 'all', key)) === 1 || setting(ns, conf(4, device, key)) === 1;

/** Whether packets that arrive on a device are forwarded. IPv6: `all` decides, or force_forwarding of the device (6.17). */
export const forwards = (ns: Namespace, device: string, family: Family): boolean | undefined => {
  if (family === 6) {
    const all = setting(ns, conf(6, 'all', 'forwarding'));
    return all === undefined ? undefined : all > 0 || setting(ns, conf(6, device, 'force_forwarding')) === 1;
  }
  const own = setting(ns, conf(4, device, 'forwarding')) ?? setting(ns, 'ipv4/ip_forward');
  return own === undefined ? undefined : own > 0;
};

/** `ignore_routes_with_linkdown` of the device: `all` or its own (IN_DEV_ORCONF). */
export const ignoresLinkdown = (ns: Namespace, device: string, family: Family): boolean =>
  setting(ns, conf(family, 'all', 'ignore_routes_with_linkdown')) === 1 ||
  setting(ns, conf(family, device, 'ignore_routes_with_linkdown')) === 1;

import { headOf } from '../../../core/safe-text.ts';
import { formatAddress, isMulticast } from '../address/address.ts';
import { isCommand } from '../capture/capture.ts';
import type { Namespace } from '../model/namespace.ts';
import { present } from '../optional.ts';
import { type Decision, isRefused, isRouted, type RouteKey } from './decision.ts';
import { input4 } from './input4.ts';
import { route6 } from './lookup6.ts';
import { output4 } from './output4.ts';

/** The kernel's routing decision for a packet: made here, or arriving on `iif`. */
export function decide(ns: Namespace, key: RouteKey): Decision {
  if (!ns.parts.has(key.family === 4 ? 'routes4' : 'routes6'))
    return { unknown: `the IPv${key.family} routes of ${ns.label} were not read${reasonOf(ns, key.family)}` };
  if (key.family === 6) return route6(ns, key);
  const { iif, source } = key;
  return iif !== undefined && source !== undefined ? input4(ns, { ...key, iif, source }) : output4(ns, key);
}

/** `: ip: not found`; an ip of before 2018 knows no -j. */
function reasonOf({ capture }: Namespace, family: 4 | 6): string {
  const failed = capture.answers.find(
    ({ command, status }) => status !== 0 && isCommand(command, `ip -${family} -j -d route`),
  );
  if (failed === undefined) return '';
  const error = failed.error.split('\n')[0] ?? '';
  return /"-j" is unknown|invalid option|unrecognized option|Usage:/.test(error)
    ? ': its ip is too old to print JSON (iproute2 before 4.15, busybox)'
    : `: ${headOf(error, 100) || `ip ended with ${failed.status}`}`;
}

/** A decision as `ip route get` tells it: `data.route` of the report. */
export interface RouteData {
  readonly type: string;
  readonly device?: string;
  readonly gateway?: string;
  readonly source?: string;
  readonly table?: string;
  readonly errno?: string;
}

export function routeData(
  decision: Decision,
  { iif, source: asked, family }: Pick<RouteKey, 'iif' | 'source' | 'family'>,
): RouteData {
  if (isRefused(decision))
    return { type: decision.type ?? (decision.errno === 'ENETUNREACH' ? 'none' : 'error'), errno: decision.errno };
  if (!isRouted(decision)) return { type: 'unknown' };
  const { type, device, gateway, source, table, route } = decision;
  // rt6_fill_node asks multicast routing for these and has no room for its answer.
  if (family === 6 && iif !== undefined && route !== undefined && isMulticast(route.prefix))
    return { type, errno: 'EMSGSIZE' };
  // `ip` names the source only where it was not asked with one.
  const told = iif === undefined && (asked === undefined || family === 6) ? source : undefined;
  return {
    type,
    device,
    ...present({
      gateway: gateway && formatAddress(gateway),
      source: told && formatAddress(told),
      // `ip` leaves out main.
      table: table === 'main' ? undefined : table,
    }),
  };
}

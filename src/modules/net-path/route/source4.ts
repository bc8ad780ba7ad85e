import { type Address, covers } from '../address/address.ts';
import type { Link, Namespace, NextHop, Route } from '../model/namespace.ts';
import { scopes } from '../model/scopes.ts';
import { either } from './settings.ts';

const link = scopes['link'] ?? 253;
const host = scopes['host'] ?? 254;

/** inet_select_addr: the first primary address of a device within a scope, one that has `near` in its net first. */
export function selectAddress(ns: Namespace, device: string, scope: number, near?: Address): Address | undefined {
  const own = ns.links.find(({ name }) => name === device);
  // With route_localnet 127/8 may leave.
  const least = either(ns, device, 'route_localnet') ? link : host;
  const candidates = primaries(own).filter((one) => Math.min(one.scope, least) <= scope);
  const best =
    (near && candidates.find((one) => covers({ ...(one.peer ?? one), family: 4, length: one.length }, near))) ??
    candidates[0];
  if (best !== undefined) return { family: 4, value: best.value };
  for (const other of ns.links.toSorted((a, b) => a.index - b.index)) {
    const found = primaries(other).find((one) => one.scope !== link && one.scope <= scope);
    if (found !== undefined) return { family: 4, value: found.value };
  }
  return undefined;
}

const primaries = (one: Link | undefined) =>
  (one?.addresses ?? []).filter(({ family, secondary }) => family === 4 && !secondary);

/** The source that a route gives a packet: its `src`, else the address of the device that is nearest to the gateway. */
export const sourceOf = (ns: Namespace, route: Route, leg: NextHop): Address | undefined =>
  route.source ?? selectAddress(ns, leg.device ?? '', route.scope, leg.gateway?.family === 4 ? leg.gateway : undefined);

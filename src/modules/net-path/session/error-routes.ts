import { covers, parseAddress, parsePrefix } from '../address/address.ts';
import { type Ask, given } from './commands.ts';
import type { GivenSession, Said } from './session.ts';
import { as, of } from './states.ts';

const prefixOf = ({ groups }: Said) => parsePrefix(groups['prefix'] ?? '', groups['prefix']?.includes(':') ? 6 : 4);

/** Faults that a route which rejects shows as; of a blackhole the sender hears EINVAL, and who is behind it nothing. */
const faultsOf: Readonly<{ [type: string]: ReadonlySet<string> }> = {
  unreachable: new Set(['neighbour-silent', 'no-route']),
  prohibit: new Set(['filter-drops', 'no-route']),
};

/** A shown route that rejects the target, and no longer one beside it. */
export function byErrorRoute(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target;
  const address = parseAddress(target ?? '');
  if (address === undefined) return undefined;
  const [longest] = [...of(session, 'error-route'), ...of(session, 'route')]
    .flatMap((route) => {
      const prefix = prefixOf(route);
      return prefix !== undefined && covers(prefix, address) ? [{ route, length: prefix.length }] : [];
    })
    .toSorted((a, b) => b.length - a.length);
  const type = longest?.route.groups['type'] ?? '';
  if (longest === undefined || faultsOf[type]?.has(fault.row.means) !== true) return undefined;
  return { ...rejecting(longest.route, [fault], 'and {host} lies in it'), ...given(target, undefined) };
}

/** Calico's BIRD has such a route for a block of another node whose next hop it does not reach. */
export const routesOfBird = (session: GivenSession): readonly Said[] =>
  of(session, 'error-route')
    .filter(({ groups, text }) => groups['type'] === 'unreachable' && / proto bird\b/.test(text))
    .slice(0, 2)
    .map((route) => rejecting(route, [], 'what is sent there fails at once'));

const rejecting = (route: Said, also: NonNullable<Said['also']>, so: string): Said => {
  const isBird = / proto bird\b/.test(route.text);
  return as(
    { ...route, also },
    {
      means: 'route-rejects',
      says: `The route "${route.text.trim().slice(0, 80)}" rejects: ${so}.`,
      why: isBird
        ? 'BIRD learned the network and has no way to its next hop: the nodes are not in one subnet and no tunnel (IP in IP, VXLAN) is set, or the tunnel is down.'
        : '',
      next: isBird
        ? [
            '`calicoctl get ippool -o wide`: ipipMode or vxlanMode CrossSubnet or Always where nodes are in several subnets',
          ]
        : ['who set it: `ip route show table all`; a daemon (proto) sets it again'],
    },
  );
};

import { covers, parseAddress, parsePrefix } from '../address/address.ts';
import { type Ask, isProbe } from './commands.ts';
import { oncePer } from './once-per.ts';
import { seenOnHost } from './seen.ts';
import type { GivenSession, Said } from './session.ts';
import { as } from './states.ts';

interface Network {
  readonly head: Said;
  readonly facts: readonly Said[];
  readonly containers: readonly string[];
}

/** The networks that `docker network inspect` shows. */
const networksOf = oncePer(({ said }: GivenSession): readonly Network[] => {
  const lines = said.filter(({ row }) => row.id.startsWith('docker-'));
  return lines.flatMap((head, at) => {
    if (head.row.id !== 'docker-network') return [];
    const rest = lines.slice(at + 1);
    const end = rest.findIndex(({ row }) => row.id === 'docker-network');
    const own = end < 0 ? rest : rest.slice(0, end);
    const containers = own.filter(({ row }) => row.id === 'docker-container').map(({ groups }) => groups['name'] ?? '');
    return [{ head, facts: own.filter(({ row }) => row.id === 'docker-network-fact'), containers }];
  });
});

const factOf = ({ facts }: Network, key: string, value: string): Said | undefined =>
  facts.find(({ groups }) => groups['key']?.endsWith(key) === true && groups['value'] === value);

const inContainer = ({ inside, place }: Ask): boolean => inside === 'container' || place?.within !== undefined;

/** What the one Docker network shown makes of a container's fault. */
export function closerByDocker(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const [network, ...more] = networksOf(seenOnHost(ask.place, session));
  if (network === undefined || more.length > 0 || !isProbe(ask) || !inContainer(ask)) return undefined;
  const name = network.head.groups['name'] ?? '';
  const address = parseAddress(fault.target ?? ask.target ?? '');
  const subnets = network.facts.flatMap(
    ({ groups }) => parsePrefix(groups['key'] === 'Subnet' ? (groups['value'] ?? '') : '', 4) ?? [],
  );
  const isWithin = address !== undefined && subnets.some((subnet) => covers(subnet, address));
  const internal = factOf(network, 'Internal', 'true');
  const apart = factOf(network, 'enable_icc', 'false');
  if (internal !== undefined && address !== undefined && subnets.length > 0 && !isWithin)
    return as(
      { ...fault, also: [network.head, internal] },
      {
        says: `The Docker network ${name} is internal: its containers reach nothing outside of it, {where} neither.`,
        why: 'That is so if the container is in this network only.',
        next: [
          `a second network for the container: \`docker network connect NETWORK CONTAINER\`, or ${name} made anew without --internal`,
        ],
      },
    );
  if (apart !== undefined && isWithin && fault.row.means === 'no-answer')
    return as(
      { ...fault, also: [network.head, apart] },
      {
        means: 'filter-drops',
        says: `The Docker network ${name} keeps its containers apart (enable_icc is false): {where} gets nothing.`,
        why: 'Docker drops what goes from container to container of such a network.',
        next: [
          'a network of their own for the two: `docker network create NAME`, `docker network connect NAME CONTAINER`',
        ],
      },
    );
  return undefined;
}

/** The default bridge of Docker resolves no names of containers. */
export function nameOnDefaultBridge(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const name = ask.named ?? ask.target ?? '';
  const network = networksOf(seenOnHost(ask.place, session)).find(
    (one) => factOf(one, 'default_bridge', 'true') !== undefined,
  );
  if (network === undefined || !inContainer(ask) || !network.containers.includes(name)) return undefined;
  return as(
    { ...fault, also: [network.head] },
    {
      says: `${name} is a container in the default bridge of Docker, which resolves no names of containers.`,
      why: 'Only networks that somebody made have a name server for their containers.',
      next: ['`docker network create NAME`, `docker network connect NAME CONTAINER` for both'],
    },
  );
}

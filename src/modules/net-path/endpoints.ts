import { usageError } from '../../core/errors.ts';
import { type Address, parseAddress } from './address/address.ts';
import type { Namespace } from './model/namespace.ts';
import { isCalled, owns, type World } from './model/world.ts';
import { type NameAnswer, resolveName } from './names.ts';
import type { NetOptions } from './options.ts';
import type { Flow } from './walk/conversation.ts';

/** Where a flow begins. */
interface Origin {
  readonly ns: Namespace;
  readonly source?: Address;
}

/** The namespace that FROM means; throws a usage error where there is none such. */
export function originOf(world: World, from: string): Origin {
  if (from === 'host') return { ns: world.host };
  const address = parseAddress(from);
  if (address !== undefined) {
    const owners = world.namespaces.filter((ns) => owns(ns, address));
    const ns = owners.find((one) => one === world.host) ?? owners[0];
    if (ns !== undefined) return { ns, source: address };
  }
  const called = world.namespaces.find((ns) => isCalled(ns.capture, from));
  if (called !== undefined) return { ns: called };
  if (from.startsWith('pod:')) throw unknownPod(world, from);
  const known = ['host', ...world.namespaces.filter((ns) => ns !== world.host).map(({ label }) => label)];
  throw usageError(
    `net-path ${from}: no such namespace, process or own address`,
    `there are: ${known.slice(0, 20).join(', ')}`,
  );
}

function unknownPod(world: World, from: string): Error {
  const known = [...world.namespaces.map(({ capture }) => capture), ...world.unread].flatMap(({ pods }) => pods ?? []);
  return usageError(
    `net-path ${from}: no process of such a pod was seen on this host`,
    known.length > 0
      ? `there are: ${known
          .slice(0, 20)
          .map((pod) => `pod:${pod}`)
          .join(', ')}`
      : 'pods are known by their cgroup and /var/log/pods, NAMESPACE/NAME: run on its node as root, or give a PID of it',
  );
}

/** What is asked, and how a name was resolved. */
export interface Asked {
  readonly flow?: Flow;
  readonly name?: NameAnswer;
  readonly origin: Origin;
}

export function asked(world: World, options: NetOptions): Asked {
  const origin = originOf(world, options.from ?? 'host');
  const { to } = options;
  if (to === undefined)
    throw usageError(
      'net-path: no TO was given',
      'give FROM and TO before a capture: diag net-path host 10.0.2.5:80 node.capture',
    );
  const family = origin.source?.family;
  const literal = parseAddress(to.name);
  const name = literal === undefined ? resolveName(origin.ns, to.name) : undefined;
  const destination =
    literal ?? name?.addresses.find((one) => family === undefined || one.family === family) ?? undefined;
  if (destination === undefined) return name === undefined ? { origin } : { origin, name };
  if (family !== undefined && family !== destination.family)
    throw usageError(`net-path ${options.from} ${to.name}: two families`, 'give addresses of one family');
  const { protocol, size, sourcePort } = options;
  return {
    origin,
    ...(name === undefined ? {} : { name }),
    flow: {
      from: origin.ns,
      destination,
      protocol,
      ...(origin.source === undefined ? {} : { source: origin.source }),
      ...(to.port === undefined ? {} : { port: to.port }),
      ...(sourcePort === undefined ? {} : { sourcePort }),
      ...(size === undefined ? {} : { size }),
    },
  };
}

import { covers, parseAddress, parsePrefix } from '../address/address.ts';
import { type Ask, given, isProbe } from './commands.ts';
import { closerByDocker, nameOnDefaultBridge } from './docker.ts';
import { byErrorRoute } from './error-routes.ts';
import { boundElsewhere } from './listeners.ts';
import { foundWhole, withoutServer } from './names.ts';
import { answeredPings, portOnly, rejectedPort, sizeOf, sureness } from './pinged.ts';
import { seenAt, seenOnHost } from './seen.ts';
import type { GivenSession, Said } from './session.ts';
import { as, noEndpoints, of, settingsOf } from './states.ts';

/** What a shown state makes of a fault that a probe met: a closer cause, or nothing. */
export function closerCause(fault: Said, ask: Ask, all: GivenSession): Said {
  const session = seenAt(ask.place, all);
  const target = fault.target ?? ask.target ?? '';
  const { means, id } = fault.row;
  const rule = unserved(target, fault.port ?? ask.port, all);
  if (rule !== undefined && refusals.has(means)) return noEndpoints(rule, [fault]);
  const byDocker = dockers.has(means) ? closerByDocker(fault, ask, all) : undefined;
  if (byDocker !== undefined) return byDocker;
  const byRoute = byErrorRoute(fault, ask, session);
  if (byRoute !== undefined) return byRoute;
  const byLine = closerByLine[id];
  if (byLine !== undefined) return byLine(fault, ask, session, all) ?? fault;
  if (means === 'nothing-listens') return boundElsewhere(fault, ask, all) ?? fault;
  if (means === 'no-route') return withoutDefault(fault, ask, session) ?? fault;
  return means === 'no-answer' ? causeOfSilence(fault, ask, session, all) : fault;
}

/** `session` is what its place shows, `all` what all of them do. */
type Closer = (fault: Said, ask: Ask, session: GivenSession, all: GivenSession) => Said | undefined;

/** What a container meets in a network that keeps it apart. */
const dockers = new Set(['no-route', 'no-answer']);

const refusals = new Set(['nothing-listens', 'no-answer', 'neighbour-silent']);

/** kube-proxy's rule for a Service without endpoints, where that was asked for. */
const unserved = (target: string, port: number | undefined, session: GivenSession): Said | undefined =>
  of(session, 'kube-no-endpoints').find(
    ({ groups }) => groups['address'] === target && (port === undefined || Number(groups['port']) === port),
  );

function causeOfSilence(fault: Said, ask: Ask, session: GivenSession, all: GivenSession): Said {
  const host = seenOnHost(ask.place, all);
  const target = fault.target ?? ask.target ?? '';
  const closer =
    largeOnly(fault, ask, session) ??
    goneNeighbor(target, session) ??
    (ask.inside === 'container' ? goneNeighbor(target, host) : undefined) ??
    notForwarded(ask, host) ??
    portOnly(fault, ask, session);
  if (closer === undefined) return fault;
  const also = closer.line === fault.line ? (closer.also ?? []) : [fault];
  return { ...closer, also, ...given(fault.target ?? ask.target, (fault.port ?? ask.port)?.toString()) };
}

const wireguard = /^(?:wg|nordlynx|wt\d)/;

/** A WireGuard device says "host unreachable" itself: it asks nobody on a link. */
function intoTunnel(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = parseAddress(fault.target ?? ask.target ?? '');
  const own = session.devices.find(({ addresses }) => addresses.includes(fault.groups['from'] ?? ''));
  const route = of(session, 'route').find(({ groups }) => {
    const prefix = parsePrefix(groups['prefix'] ?? '', 4);
    return prefix !== undefined && prefix.length > 0 && target !== undefined && covers(prefix, target);
  });
  const device = own?.name ?? route?.groups['device'] ?? '';
  if (!wireguard.test(device)) return undefined;
  const also = [own ?? route].flatMap((one) => one ?? []).map(({ line, text }) => ({ line, text }));
  return as(
    { ...fault, also },
    {
      means: 'tunnel-without-peer',
      says: `The WireGuard device ${device} has no peer that takes {where}.`,
      why: 'Such a device answers so by itself: no peer has the address in its AllowedIPs, or its peer has no endpoint yet.',
      next: [
        '`wg show`: whose "allowed ips" hold {address}, and does that peer have an endpoint and a latest handshake?',
      ],
    },
  );
}

/** Windows gives itself an address where no DHCP server answers. */
const autoconfigured: Closer = (fault, _, session) => {
  const [own] = of(session, 'windows-autoconfigured');
  if (own === undefined) return undefined;
  return as(
    { ...own, also: [fault] },
    {
      means: 'no-answer',
      says: 'No DHCP server answers: this host has given itself {own}, with which it reaches nobody.',
      why: 'The cable, the port and VLAN of the switch or the wireless network, or the DHCP server and its relay.',
      next: ['`ipconfig /renew`; the log of the DHCP server; does another host on that port get an address?'],
    },
    { own: own.groups['address'] ?? '' },
  );
};

/** By the line that the fault is. */
const closerByLine: Readonly<{ [id: string]: Closer }> = {
  'windows-cannot-send': autoconfigured,
  'name-unresolved': (fault, ask, session, all) =>
    withoutServer(fault, ask, session) ?? nameOnDefaultBridge(fault, ask, all),
  'temporary-failure': (fault, ask, session) => withoutServer(fault, ask, session),
  'no-such-name': (fault, _, session) => foundWhole(fault, session),
  'ping-host-unreachable': (fault, ask, session) =>
    intoTunnel(fault, ask, session) ?? goneNeighbor(fault.target ?? ask.target ?? '', session),
  'no-route-to-host': (fault, ask, session) =>
    rejectedPort(fault, ask, session) ?? goneNeighbor(fault.target ?? ask.target ?? '', session),
};

function withoutDefault(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target ?? '';
  const address = parseAddress(target);
  // `ip route | grep eth1` shows some; the routes of the host say nothing of a container's.
  const isListed = (one: Said): boolean => {
    const listing = session.asks[one.ask];
    return listing !== undefined && wholeTable.test(listing.command);
  };
  const shown = routesOf(session, isListed).filter(({ prefix }) => prefix.family === address?.family);
  if (address === undefined || shown.length === 0 || shown.some(({ prefix }) => covers(prefix, address)))
    return undefined;
  return as(
    { ...fault, also: of(session, 'route').slice(0, 2) },
    {
      confidence: of(session, 'policy-rule').length > 0 ? 'likely' : 'proven',
      says: `{sender} has no default route, and no other route to ${target}.`,
      why: `None of the ${shown.length} routes shown covers it; "ip rule" can point to other tables.`,
      next: [address.family === 6 ? missing6 : missing4],
    },
  );
}

const missing4 =
  '`ip route add default via GATEWAY dev DEVICE`; then why it is missing: DHCP, netplan, NetworkManager, a VPN that took it';
/** A host that forwards takes no router advertisements (ip-sysctl.rst, accept_ra). */
const missing6 =
  '`ip -6 route add default via GATEWAY dev DEVICE`; then why it is missing: router advertisements, which a host that forwards (Docker, a router) ignores but with accept_ra=2';

/** Commands that list the whole of the main table. */
const wholeTable =
  /^(?:\S{0,20}\/)?(?:ip(?: -[46])? (?:r|ro|route)(?: (?:s|sh|show|ls|list))?(?: table main)?|route(?: -n)?|netstat -(?:rn|nr))$/;

function routesOf(session: GivenSession, isListed: (one: Said) => boolean = () => true) {
  const direct = of(session, 'route')
    .filter(isListed)
    .map(({ groups }) => ({
      prefix: parsePrefix(groups['prefix'] ?? '', groups['via']?.includes(':') === true ? 6 : 4),
      via: groups['via'],
    }));
  const table = of(session, 'route-table-row')
    .filter(isListed)
    .map(({ groups }) => {
      const mask = parseAddress(groups['mask'] ?? '');
      const net = groups['net'] === 'default' ? '0.0.0.0' : groups['net'];
      const bits = mask === undefined ? undefined : mask.value.toString(2).replaceAll('0', '').length;
      return { prefix: bits === undefined ? undefined : parsePrefix(`${net}/${bits}`, 4), via: groups['via'] };
    });
  return [...direct, ...table].flatMap(({ prefix, via }) => (prefix === undefined ? [] : [{ prefix, via }]));
}

/** The target, or the gateway to it, does not answer on its link. */
function goneNeighbor(target: string, session: GivenSession): Said | undefined {
  const gone = of(session, 'neighbor-gone');
  const direct = gone.find(({ groups }) => groups['address'] === target);
  if (direct !== undefined)
    return as(direct, {
      means: 'neighbour-silent',
      says: `Nobody answers for ${target} on ${direct.groups['device']}.`,
      why: 'The neighbor table says so: the host is off, has another address, or is in another VLAN.',
      next: ['`arping -I {device} {address}`; the port and VLAN of that host'],
    });
  const address = parseAddress(target);
  const route = routesOf(session)
    .filter(({ prefix }) => address !== undefined && covers(prefix, address))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
  const gateway = gone.find(({ groups }) => route?.via !== undefined && groups['address'] === route.via);
  if (gateway === undefined) return undefined;
  return as(gateway, {
    means: 'gateway-silent',
    says: `Nobody answers for the gateway ${route?.via} on ${gateway.groups['device']}, and the way to ${target} leads there.`,
    next: ['`arping -I {device} {address}`; is the gateway up, and is that its address?'],
  });
}

/** Silence of a container or pod, and a host that forwards nothing or drops what it forwards. */
function notForwarded(ask: Ask, session: GivenSession): Said | undefined {
  if (ask.inside !== 'container' || !isProbe(ask)) return undefined;
  const off = settingsOf(session).find(
    ({ groups }) =>
      /^net\.ipv4\.(?:ip_forward|conf\.all\.forwarding)$/.test(groups['key'] ?? '') && groups['value'] === '0',
  );
  if (off !== undefined)
    return as(off, {
      means: 'forwarding-off',
      says: `This host does not forward (${off.groups['key']} = 0): nothing of a container or pod gets out to {where}.`,
      next: ['now: `sysctl -w net.ipv4.ip_forward=1`; to stay: a file in /etc/sysctl.d'],
    });
  const policy = of(session, 'chain-policy').find(
    ({ groups }) =>
      groups['chain'] === 'FORWARD' && groups['policy'] === 'DROP' && /[1-9]/.test(groups['packets'] ?? ''),
  );
  if (policy === undefined) return undefined;
  return as(policy, {
    means: 'forward-policy-drops',
    confidence: 'possible',
    says: `FORWARD ends in DROP and has dropped ${policy.groups['packets']} packets; no answer comes from {where}.`,
    why: 'What no rule of FORWARD accepts is dropped. Whether these packets are among them, the counter tells while you try.',
    next: [
      '`iptables -Z FORWARD`, try again, `iptables -L FORWARD -nv`: does the counter of the policy move?',
      'then an ACCEPT for this network before it (with Docker in DOCKER-USER)',
    ],
  });
}

/** Large pings vanish and small ones are answered. */
function largeOnly(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  if (!ask.tool.startsWith('ping')) return undefined;
  const size = sizeOf(ask);
  const all = answeredPings(ask.target, fault, session).filter((one) => sizeOf(one) < size);
  const small = all.filter(({ isLater }) => isLater === all[0]?.isLater);
  const [first] = small;
  if (first === undefined) return undefined;
  const passes = Math.max(...small.map(sizeOf));
  return as(fault, {
    means: 'mtu-blackhole',
    ...sureness(first),
    says: `Pings of ${passes} bytes to {where} are answered, those of ${size} vanish: a link on the way takes less, and says nothing.`,
    why: 'A smaller MTU on the path (VPN, overlay, PPPoE), and the ICMP message that would tell is filtered or not sent.',
    next: [
      `find the limit: \`ping -M do -s N {address}\` between ${passes} and ${size}; MTU = N + 28`,
      'then the MTU of the device or of the pod network, or `iptables -t mangle -A FORWARD -p tcp --syn -j TCPMSS --clamp-mss-to-pmtu`',
    ],
  });
}

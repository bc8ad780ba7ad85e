import type { Code } from '../../../core/code.ts';
import type { Evidence, Facts, Finding } from '../../../core/finding.ts';
import { codes } from '../codes.ts';
import { present } from '../optional.ts';
import type { Ask } from './commands.ts';
import type { Place } from './place.ts';
import { namedHosts } from './seen.ts';
import type { GivenSession, Said, ShownDevice } from './session.ts';

const byName = new Map<string, Code<Facts>>(codes.map((code) => [code.entry.name, code]));

/** The code that a line stands for, where it stands for one. */
export function nameOf({ row, groups }: Said, { nameservers, search }: GivenSession): string {
  if (row.means === 'nameserver-unreachable') {
    const server = groups['server'] ?? nameservers[0]?.word;
    return server?.startsWith('127.') === true ? 'nameserver-is-stub' : row.means;
  }
  if (row.means !== 'name-not-found-from-here') return row.means;
  // Of a whole name the name server's answer is the answer.
  const isShort = (groups['name'] ?? '').split('.').length < 3;
  return isShort && search.length > 0 ? row.means : 'name-not-resolved';
}

/** A finding of each fault; equal ones are one, with the first few lines as proof. */
export function findingOf(
  name: string,
  all: readonly [Said, ...Said[]],
  ask: Ask,
  session: GivenSession,
  cause?: string,
): Finding {
  const [one] = all;
  const code = byName.get(name);
  if (code === undefined) throw new Error(`${name}: no such code`);
  const { confidence = 'likely', severity } = one.row;
  const servers = name.startsWith('name') ? session.nameservers.slice(0, 1) : [];
  return code(factsOf(name, one, ask, session), {
    confidence,
    evidence: [
      evidenceOf(session.source, one),
      ...[...(one.also ?? []), ...all.slice(1, 3), ...servers].map((each) => evidenceOf(session.source, each)),
    ],
    rulesOut: one.row.rulesOut ?? [],
    ...(severity === undefined ? {} : { severity }),
    ...(cause === undefined ? {} : { consequenceOf: cause }),
  });
}

/** What is not known of a fault, in words. */
const unknown = {
  from: 'this host',
  where: 'the destination',
  host: 'the destination',
  device: 'a device',
  server: 'that was asked',
  name: 'the name',
  status: 'an error',
  mtu: 'not shown',
  to: 'the destination',
  rcode: 'an error',
} as const;

/** What is known of where a fault was met. */
function knownOf(one: Said, ask: Ask, session: GivenSession): { readonly [key: string]: string } {
  const { groups } = one;
  const host = groups['host'] ?? one.target ?? ask.target;
  const port = groups['port'] ?? (one.port ?? ask.port)?.toString();
  const server = groups['server'] ?? ask.server ?? serverIn(one, session) ?? session.nameservers[0]?.word;
  const { name: _, ...rest } = groups;
  return present({
    ...{ host, where: withPort(host, port), address: host, port, server, name: nameIn(one, ask) },
    ...{ device: deviceIn(one, session), ...rest },
  }) as { readonly [key: string]: string };
}

function withPort(host: string | undefined, port: string | undefined): string | undefined {
  if (host === undefined || port === undefined) return host;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function factsOf(name: string, one: Said, ask: Ask, session: GivenSession): Facts {
  const { says, why, next = [] } = one.row;
  const { inside } = ask;
  const known = knownOf(one, ask, session);
  const { where, server } = known;
  const words = Object.fromEntries(Object.entries(known).filter(([, value]) => isWord(value)));
  const short = known['name'] ?? '';
  const asks = session.search.slice(0, 6).map(({ word }) => `${short}.${word}`);
  return {
    ...unknown,
    sender: senderOf(ask, session),
    ...{ namespace: 'this host', nameserver: server ?? '(not shown)', destination: where ?? unknown.where },
    ...(name === 'name-not-found-from-here' ? { asks } : {}),
    atPort: known['port'] === undefined ? '' : ` port ${known['port']}`,
    ...{ type: errnoTypes[one.groups['errno'] ?? ''] ?? 'rejecting', route: 'not shown' },
    ...known,
    ...(says === undefined || name === 'nameserver-is-stub' ? {} : { says }),
    ...(why === undefined ? {} : { why: filled(why, { ...unknown, ...known }) ?? '' }),
    next: [
      ...(name === 'nameserver-is-stub' ? ofStub : next)
        .flatMap((text) => filled(text, words) ?? [])
        .map((text) => text.replace(onLoopback, inside === undefined ? 'on this host:' : `in the ${inside}:`)),
      ...ofCluster(name, ask, session),
      ...collect(name, where, ask),
    ],
  };
}

/** "on 127.0.0.1:" is here. */
const onLoopback = /^on (?:127\.[\d.]{5,11}|0\.0\.0\.0|::1?|localhost):/;

const isNamespace = (place: Place | undefined): boolean => /^(?:netns|vrf|process) /.test(place?.within ?? '');

/** Who asked; among several hosts by the name that the text has for it. */
function senderOf({ inside, place }: Ask, session: GivenSession): string {
  if (isNamespace(place)) return 'The namespace';
  if (inside !== undefined) return `The ${inside}`;
  const hosts = namedHosts(session);
  return hosts.size > 1 && hosts.has(place?.host ?? '') ? (place?.host ?? '') : 'This host';
}

/** A sentence with its facts; undefined where one is not known. */
function filled(template: string, facts: { readonly [key: string]: unknown }): string | undefined {
  let isWhole = true;
  const text = template.replace(/\{([a-z]{1,20})\}/g, (_, key: string) => {
    const value = facts[key];
    if (value === undefined) isWhole = false;
    return String(value);
  });
  return isWhole ? text : undefined;
}

/** A word that means itself in every shell; of a log, another may be a command. */
const isWord = (text: string): boolean => /^(?!-)[\w.:@%/[\]-]{1,255}$/.test(text);

const ofStub: readonly string[] = [
  'on a host: `systemctl status systemd-resolved`: the stub listens only while it runs',
  'in a container or pod: another name server: `docker run --dns`, resolvConf of the kubelet as /run/systemd/resolve/resolv.conf',
];

/** Where the name server is a Service of Kubernetes. */
const ofCluster = (name: string, { inside }: Ask, { search }: GivenSession): readonly string[] =>
  name === 'nameserver-unreachable' && (inside === 'pod' || search.some(({ word }) => word.endsWith('cluster.local')))
    ? [
        '`kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide`: is CoreDNS ready? If so, the way there: kube-proxy on this node, the pod network (CNI) and UDP 53 between the nodes',
      ]
    : [];

/** Where the rest of the path would show the cause. */
function collect(name: string, where: string | undefined, { inside, place }: Ask): readonly string[] {
  if (!/^(?:no-answer|neighbour-silent|no-route|gateway-silent|route-rejects)$/.test(name)) return [];
  // A VPN or DHCP that gets no answer is no flow to follow.
  if (where === undefined && name === 'no-answer') return [];
  const to = where === undefined || !isWord(where) ? 'ADDRESS:PORT' : where;
  const netns = /^netns ([\w.-]{1,80})$/.exec(place?.within ?? '')?.[1];
  if (netns !== undefined) return [`on its host: \`sudo diag net-path netns:${netns} ${to}\` follows the packet`];
  if (inside === 'container')
    return [`on its host: \`sudo diag net-path PID ${to}\`, with a PID of the container, follows the packet`];
  return inside === 'pod'
    ? [
        `of a Service address: \`kubectl get svc,endpointslices -A | grep ${to.replace(/:\d{1,5}$/, '')}\`: has it ready endpoints?`,
        `on its node: \`sudo diag net-path pod:NAMESPACE/NAME ${to}\` (or a PID of it) follows the packet`,
      ]
    : [`\`sudo diag net-path ${to}\` on the sender follows the packet through routes, filters and NAT`];
}

const errnoTypes: Readonly<{ [errno: string]: string }> = {
  'Permission denied': 'prohibit',
  'Invalid argument': 'blackhole',
  'No route to host': 'unreachable',
};

const nameIn = (one: Said, ask: Ask): string | undefined => nameAsked(one, ask)?.replace(/(?<=\w)\.$/, '');

const nameAsked = ({ groups, text, target }: Said, ask: Ask): string | undefined =>
  groups['name'] ??
  /\b(?:[Cc]ould not resolve (?:hostname|host|proxy):? ?|resolve host address ['‘]|bad address '|could not find host |cannot resolve |can't resolve '|[Cc]ould not resolve '|resolving '|\bserver host '|could not be resolved: '|translate host name "|getaddrinfo E[A-Z_]{5,12} |\blookup )([\w.-]{1,255})/.exec(
    text,
  )?.[1] ??
  /^(?:ping6?|ssh|telnet|nc|wget|getent): (?:.{0,40}hostname )?([\w.-]{1,255}): (?:Name|Temporary|No address)/.exec(
    text,
  )?.[1] ??
  /^([\w.-]{1,255}): resolve call failed/.exec(text)?.[1] ??
  (target !== undefined && /[a-z]/i.test(target) ? target : ask.target);

/** `Server:` and `;; SERVER:` of the same page. */
function serverIn({ ask }: Said, { said }: GivenSession): string | undefined {
  const own = said.filter((one) => one.ask === ask);
  const shown = own.find(({ row }) => row.id === 'asked-server')?.groups['server'];
  // Of Windows: `Server:  UnKnown`, `Address:  10.0.0.1`, and a name only behind it.
  const first = own.find(({ row }) => row.id === 'lookup-name' || row.id === 'lookup-address');
  return shown ?? /^Address: {2}([0-9a-f.:]{2,45})$/.exec(first?.text.trim() ?? '')?.[1];
}

const deviceIn = ({ ask, row }: Said, { said, asks }: GivenSession): string | undefined =>
  row.id === 'no-dhcp'
    ? /^(?:dhclient|udhcpc) (?:.{0,100} )?([a-z]{2,12}\d\S{0,15})(?: -\w{1,10}){0,4}$/.exec(
        asks[ask]?.command ?? '',
      )?.[1]
    : row.id === 'ethtool-no-link'
      ? said.findLast((one) => one.ask === ask && one.row.id === 'ethtool-head')?.groups['device']
      : undefined;

const evidenceOf = (
  source: string,
  { line, text, source: own = source }: { readonly line: number; readonly text: string; readonly source?: string },
): Evidence => ({
  source: own,
  line,
  text,
});

/** The code of a device that leads nowhere. */
export const lostName = ({ flags }: ShownDevice): string => (flags.includes('UP') ? 'no-carrier' : 'interface-down');

export function deviceLost(lost: ShownDevice, { source }: GivenSession): Finding {
  const { name, line, text } = lost;
  const code = byName.get(lostName(lost)) as Code<Facts>;
  const isOff = !lost.flags.includes('UP');
  const says = isOff ? '{device} is switched off.' : '{device} has no link: cable, switch port, or the other end.';
  const next = isOff ? [`\`ip link set ${name} up\``] : [`\`ethtool ${name}\`; the cable and the port of the switch`];
  return code({ device: name, says, next }, { confidence: 'likely', evidence: [evidenceOf(source, { line, text })] });
}

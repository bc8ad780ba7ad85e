import type { Break } from '../walk/state.ts';
import type { Judged } from './judged.ts';

/** A packet that these left untranslated or sent astray goes where it never should: all it meets there follows. */
const astray = [
  'no-local-endpoint',
  'service-no-endpoints',
  'service-rules-unhooked',
  'service-port-unknown',
  'service-unknown',
  'ipvs-broken',
  'vtep-down',
  'bgp-routes-missing',
  'pod-route-missing',
];

/** What is wrong with the backend that was chosen. */
const backends = ['service-dead-endpoint', 'service-backend-refuses', 'nothing-listens'];

/** What stops what comes later (network.md's consequences): a cause with the names it explains. */
const explains: Readonly<{ [cause: string]: readonly string[] }> = {
  'no-local-endpoint': ['nothing-listens', 'service-no-endpoints'],
  'masquerade-missing': ['no-return-route'],
  'untracked-dropped': ['no-return-route', 'reply-not-translated'],
  martian: ['no-return-route', 'reply-not-translated', 'wrong-route-wins'],
  'conntrack-stale': [...backends, 'neighbour-silent', 'wrong-route-wins', 'no-route', 'reply-not-translated'],
  'proxy-leftovers': [...backends, 'service-no-endpoints', 'service-rules-unhooked'],
  'bridge-netfilter-off': ['reply-dropped', 'reply-not-translated'],
  'source-address-wrong': ['reverse-path-filtered', 'no-return-route', 'pod-route-missing', 'masquerade-missing'],
  'no-address': ['no-return-route', 'masquerade-missing'],
  'hairpin-off': ['duplicate-address', 'martian', 'service-backend-refuses', 'nothing-listens'],
  'duplicate-address': ['no-return-route', 'reply-not-translated', 'nothing-listens', 'wrong-route-wins'],
  'reverse-path-filtered': ['wrong-route-wins', 'neighbour-silent', 'gateway-silent', 'no-return-route'],
};

/** Silence of a neighbor that one of these explains, where its namespace is on the same link. */
const silences = ['no-route', 'no-address', 'mask-too-long', 'mask-too-short', 'interface-down', 'no-carrier'];
const silent = ['no-carrier', 'gateway-silent', 'neighbour-silent', 'wrong-route-wins', 'no-return-route'];

/** The name of the break that explains another one. */
export function causeOf(found: Break, judged: readonly Judged[]): string | undefined {
  const others = judged.map((one) => one.found).filter(({ name }) => name !== found.name);
  const strayed = others.find(({ name }) => astray.includes(name));
  if (strayed !== undefined && isAfter(found, strayed)) return strayed.name;
  const detour = others.find((one) => one.astray === true && isBehind(found, one));
  if (detour !== undefined) return detour.name;
  const unplugged = found.name === 'no-carrier' ? others.find((one) => isOtherEnd(found, one)) : undefined;
  if (unplugged !== undefined) return unplugged.name;
  const entered = others.find((one) => isEntry(found, one));
  if (entered !== undefined) return entered.name;
  const named = others.find((one) => explains[one.name]?.includes(found.name) === true && !isWayBack(found, one));
  if (named !== undefined) return named.name;
  if (found.name === 'reverse-path-filtered') return wayBackOf(found, others)?.name;
  if (!silent.includes(found.name)) return undefined;
  const lostDevice = others.find((one) => isDetour(found, one));
  if (lostDevice !== undefined) return lostDevice.name;
  return others.find(
    (one) =>
      silences.includes(one.name) &&
      (one.ns === found.ns ? one.device === found.device : found.neighbors?.includes(one.ns)) &&
      one.reply !== found.reply,
  )?.name;
}

/** Met by the same direction later, or by the other one in answer to it. */
const isBehind = (found: Break, cause: Break): boolean =>
  found.reply === cause.reply ? found.hop >= cause.hop : found.reply;

/** The other end of its cable is what is off. */
const isOtherEnd = ({ facts }: Break, { name, device, ns }: Break): boolean =>
  ['interface-down', 'bridge-down'].includes(name) && facts['peer'] === `${device} of ${ns.label}`;

/** Rules that ask for the bridge meet what comes in at the port that left it. */
const isEntry = (found: Break, cause: Break): boolean =>
  cause.name === 'port-not-in-bridge' &&
  cause.ns === found.ns &&
  (found.facts['iif'] === cause.device || (found.name === 'reverse-path-filtered' && found.device === cause.device));

/** What leads nowhere from here cannot be the way back of what comes from there. */
const noWay = ['route-rejects', 'rule-diverts', 'no-route', 'no-return-route', 'interface-down', 'no-carrier'];

const wayBackOf = (found: Break, others: readonly Break[]): Break | undefined =>
  others.find((one) => isWayBack(one, found)) ?? others.find((one) => isBefore(one, found));

/** What the walk went on as if it were repaired: the way it took from there is a guess. */
const isBefore = ({ name, reply, hop }: Break, found: Break): boolean =>
  (noWay.includes(name) || name === 'routing-loop') &&
  (reply === found.reply ? name === 'routing-loop' || hop < found.hop : found.reply);

const isWayBack = ({ name, reply, ns, facts }: Break, found: Break): boolean =>
  found.name === 'reverse-path-filtered' &&
  noWay.includes(name) &&
  reply !== found.reply &&
  (ns === found.ns || facts['peer'] !== undefined || name === 'interface-down') &&
  (facts['destination'] === undefined || facts['destination'] === found.facts['source']);

/** The device that is off took its route with it: the default route, asked instead, leads nowhere. */
const isDetour = (found: Break, cause: Break): boolean =>
  ['interface-down', 'no-carrier'].includes(cause.name) &&
  cause.reply === found.reply &&
  found.hop >= cause.hop &&
  found.routed?.route?.prefix.length === 0;

/** On the way behind it, or of two that send astray the first of the list. */
function isAfter(found: Break, cause: Break): boolean {
  if (cause.reply && !found.reply) return false;
  const at = astray.indexOf(found.name);
  if (at >= 0) return astray.indexOf(cause.name) < at;
  return found.reply || found.hop >= cause.hop;
}

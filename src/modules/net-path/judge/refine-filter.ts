import type { Break } from '../walk/state.ts';
import { chosenSource } from './chosen-source.ts';
import type { Setting } from './setting.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const renamed = (one: Break, name: string, facts: Break['facts'] = {}): Break => ({
  ...one,
  name,
  facts: { ...one.facts, ...facts },
});

/** Chains of network policies: Calico's, kube-router's, Antrea's and Weave's. */
const policyChain = /^(?:cali-|KUBE-POD-FW-|KUBE-NWPLCY-|KUBE-ROUTER-|WEAVE-NPC|ANTREA-POL)/;
/** kube-proxy's of loadBalancerSourceRanges: what they drop was not sent to a backend, and nobody has its address. */
const firewallChain = /^KUBE-PROXY-FIREWALL$|^firewall-[A-Z0-9]{8}-/;
/** `--ctstate INVALID`, `ct state invalid`, UNTRACKED likewise. */
const byState = /ctstate [A-Z,]*(?:INVALID|UNTRACKED)|"(?:invalid|untracked)"/;

/** xt_rpfilter, and nft's fib of a source: they ask the routes for the way back, as rp_filter does. */
const byWayBack = /-m rpfilter\b|"fib": ?\{(?=[^}]{0,99}"oif")(?=[^}]{0,99}"saddr")/;

/** A drop by what dropped: a policy, a second firewall, a network policy, a rule for unknown connections, a Service. */
export function refineFilter(one: Break, setting: Setting): Break {
  if (one.name !== 'filter-drops') return one;
  const { branch } = setting;
  const { facts } = one;
  const rule = text(facts['text']);
  if (facts['policy'] !== true && byWayBack.test(rule)) return wayBack(one, setting);
  const chain = text(facts['chain']);
  if (firewallChain.test(chain)) return { ...one, astray: true };
  if (policyChain.test(chain)) return renamed(one, 'network-policy-drops');
  if (isForNodes(rule)) return renamed(one, 'no-local-endpoint');
  if (isWithoutEndpoints(rule, chain)) return renamed(one, 'service-no-endpoints');
  if (byState.test(rule) || isStateful(one)) return renamed(one, 'untracked-dropped');
  if (text(facts['accepted']) !== '') return renamed(one, 'second-firewall-drops');
  if (one.reply && !branch.there.breaks.some(({ name, ns }) => name === 'filter-drops' && ns === one.ns))
    return renamed(one, 'reply-dropped');
  if (facts['policy'] === true && facts['hook'] === 'forward') return renamed(one, 'forward-policy-drops');
  return one;
}

function wayBack(one: Break, setting: Setting): Break {
  const says = '{namespace} drops packets from {source} on {iif}: a rule of {table} {chain} asks for the way back.';
  const device = text(one.facts['iif']);
  const found = { ...renamed(one, 'reverse-path-filtered', { says, byRule: true }), device };
  return chosenSource(found, setting, text(one.facts['source'])) ?? found;
}

/** The packet has no state here, and what would have accepted it asks for one: the end of a stateful chain is reached. */
const isStateful = ({ facts }: Break): boolean => {
  const state = facts['state'];
  return state === 'invalid' || state === 'untracked';
};

/** Traffic policy Local: the endpoints are on other nodes. */
export const isForNodes = (rule: string): boolean => /has no local endpoints|no-endpoint-nodeports/.test(rule);

const isWithoutEndpoints = (rule: string, chain: string): boolean =>
  /has no endpoints/.test(rule) ||
  (chain === 'reject-chain' && /reject/.test(rule)) ||
  (/^KUBE-(?:SERVICES|EXTERNAL-SERVICES)$/.test(chain) && /-j REJECT/.test(rule));

import { answerOf, isCommand } from '../capture/capture.ts';
import type { Namespace } from '../model/namespace.ts';
import { policyFor } from '../model/policies.ts';
import type { Packet } from '../netfilter/packet.ts';
import type { Hook, RuleRef } from '../netfilter/rule-ref.ts';
import type { Ruleset } from '../netfilter/ruleset.ts';
import { type Outcome, translate, traverse } from '../netfilter/traverse.ts';
import { conntrackFull } from './conntrack-full.ts';
import { contextOf, filtersOf, runHook } from './hooks.ts';
import { limited } from './hop-limit.ts';
import { notedStale } from './known-connections.ts';
import { recordOfRule } from './rule-record.ts';
import { type End, type State, withBreak, withHop, withShare, withUnseen } from './state.ts';

const nameOf = ({ table, chain, number, policy }: RuleRef): string =>
  `${table} ${chain}${policy === true ? ' policy' : number === undefined ? '' : ` rule ${number}`}`;

/** Lets a packet through a hook; what it drops goes on as if it had not, with the break noted. */
export function through(
  state: State,
  ns: Namespace,
  hook: Hook,
  packet: Packet,
  next: (state: State) => readonly End[],
): readonly End[] {
  const first = hook === 'prerouting' || hook === 'output';
  const begun = { ...state, packet };
  const noted = first
    ? notedStale(packet.ctState === 'new' ? conntrackFull(begun, ns) : begun, ns, hook, packet)
    : begun;
  const start = transformed(missing(noted, ns), ns, hook);
  const outcomes = runHook(ns, hook, packet);
  const passes = outcomes.some(({ verdict }) => verdict === 'accept');
  // All of them drop: which rule it is that does makes no difference.
  const [sure] = outcomes.toSorted((a, b) => a.unknown.length - b.unknown.length);
  if (sure !== undefined && outcomes.every(({ verdict }) => verdict === 'drop' || verdict === 'reject'))
    return next(afterOutcome(start, ns, hook, { ...sure, unknown: [] }, false, packet));
  // Each way that an undecided rule may lead is walked: that it was undecided leaves nothing out.
  const allPass = outcomes.every(({ verdict }) => verdict === 'accept');
  return outcomes.flatMap((outcome) => {
    // Where the same packet may pass, a drop behind a doubt is no fact: the way that passes tells of the doubt.
    const doubted = outcome.unknown.length > 0 || outcome.verdict === 'unknown';
    if (doubted && passes && outcome.verdict !== 'accept') return [];
    const told = allPass ? { ...outcome, unknown: [] } : outcome;
    return next(afterOutcome(start, ns, hook, told, doubted, packet));
  });
}

function afterOutcome(
  state: State,
  ns: Namespace,
  hook: Hook,
  outcome: Outcome,
  doubted: boolean,
  packet: Packet,
): State {
  const shared = limited(withShare(state, doubted ? undefined : outcome.share), ns, packet.ttl, outcome);
  // nf_xfrm_me_harder: what was translated is looked up anew.
  let on = transformed(translated(shared, ns, outcome), ns, hook);
  for (const { what, rule } of outcome.unknown) on = withUnseen(on, 'undecided', `${what} (${rule.text})`);
  if (outcome.mssClamp !== undefined) on = clampedTo(on, ns, outcome.mssClamp);
  const { by } = outcome;
  if (outcome.verdict === 'accept') return on;
  if (outcome.verdict === 'unknown' || by === undefined)
    return withUnseen(on, 'undecided', by?.text ?? `${hook} of ${ns.label}`);
  on = withHop(on, ns, 'filter', `${hook}: ${outcome.verdict} by ${nameOf(by)}`, { evidence: recordOfRule(by) });
  if (doubted) return on;
  on = withBreak(on, ns, dropOf(ns, hook, outcome, by, state.reply, stateful(ns, hook, packet)));
  if ((outcome.nat ?? []).length > 0) return on;
  // As if it had not been dropped: it meets the translation of the hook all the same.
  const [past] = translate(filtersOf(ns).rulesets, hook, outcome.packet, contextOf(ns));
  return past?.verdict === 'accept' ? translated(on, ns, past) : on;
}

/** xt_TCPMSS, tcpmss_mangle_packet: by the smaller MTU of the way there and back; the headers of IP and TCP come on top. */
function clampedTo(state: State, { links }: Namespace, mss: number | 'pmtu'): State {
  const { iif, oif, family } = state.packet;
  const mtus = links.filter(({ name }) => name === iif || name === oif).map(({ mtu }) => mtu);
  const most = mss === 'pmtu' ? Math.min(...mtus) : mss + (family === 4 ? 40 : 60);
  return { ...state, clamped: Math.min(most, state.clamped ?? most) };
}

/** The packet as a hook leaves it, with a hop for each translation. */
function translated(state: State, ns: Namespace, { packet, nat }: Outcome): State {
  let on: State = { ...state, packet };
  for (const { kind, fromAddress, toAddress, toPort, by } of nat ?? []) {
    const port = toPort === undefined ? '' : `:${toPort}`;
    const action = `${kind} ${fromAddress} to ${toAddress}${port} (${nameOf(by)})`;
    on = withHop(on, ns, 'nat', action, { evidence: recordOfRule(by) });
  }
  return on;
}

/** The state that is to blame: of a connection that conntrack knew the rules would let the packet pass. */
function stateful(ns: Namespace, hook: Hook, packet: Packet): string | undefined {
  if (packet.ctState !== 'invalid' && packet.ctState !== 'untracked') return undefined;
  const known = runHook(ns, hook, { ...packet, ctState: 'established', ctDirection: 'reply' });
  return known.some(({ verdict }) => verdict === 'accept') ? packet.ctState : undefined;
}

/** The rule of another firewall that lets the packet through. */
const acceptedBy = (trace: readonly RuleRef[], by: RuleRef): RuleRef | undefined =>
  trace.find((ref) => (ref.backend !== by.backend || ref.family !== by.family) && / -j ACCEPT|"accept"/.test(ref.text));

/** What the rules of the other backends would do with it: they may stand behind the one that dropped. */
const others = (ns: Namespace, hook: Hook, { packet }: Outcome, by: RuleRef): readonly RuleRef[] =>
  traverse(
    filtersOf(ns).rulesets.filter(({ backend }) => backend !== by.backend),
    hook,
    packet,
    contextOf(ns),
  ).flatMap(({ verdict, trace }) => (verdict === 'accept' ? trace : []));

/** A drop with what its wording and its fix need. */
export function dropOf(ns: Namespace, hook: Hook, outcome: Outcome, by: RuleRef, reply: boolean, state?: string) {
  const accepted = acceptedBy(outcome.trace, by) ?? acceptedBy(others(ns, hook, outcome, by), by);
  return {
    name: 'filter-drops',
    device: `${by.backend} ${by.family} ${nameOf(by)}`,
    facts: {
      namespace: ns.label,
      hook,
      iif: outcome.packet.iif,
      backend: by.backend,
      ...(/^ip6?tables-save\b/.test(by.source) ? { plain: true } : {}),
      family: by.family,
      table: by.table,
      chain: by.chain,
      policy: by.policy === true,
      ...(by.number === undefined ? {} : { rule: by.number }),
      ...(by.packets === undefined ? {} : { packets: by.packets }),
      text: by.text,
      verdict: outcome.verdict,
      rejectWith: outcome.rejectWith,
      state,
      accepted: accepted?.text,
      source: outcome.packet.source,
      destination: outcome.packet.destination,
      protocol: outcome.packet.protocol,
      port: reply ? undefined : outcome.packet.destinationPort,
    },
    records: [recordOfRule(by), accepted && recordOfRule(accepted)],
  };
}

/** xfrm_lookup of what leaves, __xfrm_policy_check of what is forwarded and taken in. */
const checked: Readonly<Partial<Record<Hook, string>>> = {
  input: 'in',
  forward: 'fwd',
  output: 'out',
  postrouting: 'out',
};

/** IPsec that takes the packet, blocks it, or wants it to have come by a tunnel. */
function transformed(state: State, ns: Namespace, hook: Hook): State {
  const direction = checked[hook];
  const policy = direction === undefined ? undefined : policyFor(ns.policies, direction, state.packet);
  if (policy === undefined) return state;
  const what = `a policy of IPsec in ${ns.label} (${policy.record.text}, dir ${direction})`;
  return withUnseen(state, 'unseen-hook', what, 'ip xfrm policy; ip xfrm state');
}

/** Its devices are those that the kernel's files name. */
const isReadWithoutTools = ({ parts, capture }: Namespace): boolean =>
  parts.has('links') && answerOf(capture, 'ip -j -d addr') === undefined;

/** A table of iptables' name in which nothing is of iptables: nft shows it as it is. */
const isNative = (rulesets: readonly Ruleset[], family: Ruleset['family'], name: string): boolean =>
  rulesets
    .filter(({ backend }) => backend === 'nft')
    .flatMap(({ tables }) => tables)
    .some(
      (table) =>
        table.name === name &&
        table.family === (family === 6 ? 'ip6' : 'ip') &&
        !table.chainNames().some((chain) => /^[A-Z]{5}/.test(chain)),
    );

/** Rules that the tool did not show, and rules that were not read at all. */
function missing(state: State, ns: Namespace): State {
  let on = state;
  const { rulesets } = filtersOf(ns);
  for (const { incompatible, source, family } of rulesets) {
    for (const table of incompatible.filter((name) => !isNative(rulesets, family, name)))
      on = withUnseen(on, 'rules-incompatible', `table ${table} of ${ns.label} (${source})`, 'nft -j list ruleset');
  }
  if (isReadWithoutTools(ns))
    on = withUnseen(
      on,
      'not-captured',
      `bridges, veth peers, tunnels and other tables of ${ns.label}: no ip there prints JSON`,
      'ip -d addr; ip rule; ip route show table all',
    );
  if (!ns.parts.has('sysctls')) on = withUnseen(on, 'not-captured', `the settings of ${ns.label}`, 'sysctl -a');
  const four = state.packet.family === 4;
  const tools = [...(four ? saves4 : saves6), ...besides];
  for (const [command, what] of tools.filter(([command]) => isUnread(ns, command)))
    on = withUnseen(on, 'not-captured', `${what} of ${ns.label}`, command);
  const { parts } = ns.capture.answers.length === 0 ? { parts: new Set() } : ns;
  const seen = parts.has(four ? 'legacy4' : 'legacy6') || parts.has(four ? 'nft4' : 'nft6') || parts.has('nft');
  const command = 'iptables-save -c; nft -j list ruleset';
  return seen ? on : withUnseen(on, 'not-captured', `the filter rules of ${ns.label}`, command);
}

/** What may stop a packet, with the command that shows it. */
const saves4 = [
  ['iptables-legacy-save', 'the legacy rules'],
  ['iptables-nft-save', 'the rules of iptables'],
] as const;
const saves6 = [
  ['ip6tables-legacy-save', 'the legacy rules'],
  ['ip6tables-nft-save', 'the rules of iptables'],
] as const;
const besides = [
  ['nft -j list ruleset', 'the tables of nft'],
  ['tc -j qdisc', 'the filters of tc'],
  ['ip xfrm policy', 'the policies of IPsec'],
] as const;

/** Never asked, or refused; one without IPsec has no policy. */
const isUnread = ({ capture }: Namespace, command: string): boolean =>
  !capture.answers.some(
    ({ command: ran, status, error }) =>
      isCommand(ran, command) &&
      (status === 0 || (status === 127 && !isHeld(capture, command)) || /not supported/i.test(error)),
  );

/** What the kernel shows of what a program makes: `/proc/modules:nf_tables 311296 0`, `/proc/net/ip_tables_names:filter`. */
const signs: Readonly<{ [command: string]: RegExp }> = {
  'nft -j list ruleset': /^\/proc\/modules:nf_tables /m,
  'tc -j qdisc': /^\/proc\/modules:(?:sch_ingress|cls_\w{1,40}) \d{1,12} [1-9]/m,
  'iptables-legacy-save': /^\/proc\/net\/ip_tables_names:/m,
  'ip6tables-legacy-save': /^\/proc\/net\/ip6_tables_names:/m,
};

/** A host without the program has made nothing by it, but where the kernel shows that something was: by a library, or before. */
function isHeld(capture: Namespace['capture'], command: string): boolean {
  const shown = answerOf(capture, command.replace('-legacy', ''));
  const sign = shown === undefined ? signs[command] : undefined;
  return (
    sign !== undefined &&
    capture.answers.some(({ command: ran, text }) => isCommand(ran, 'grep -sE') && sign.test(text))
  );
}

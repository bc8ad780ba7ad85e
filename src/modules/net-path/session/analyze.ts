import { type Check, found, passed, unchecked } from '../../../core/check.ts';
import type { Finding } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import type { Analysis } from '../../../core/module.ts';
import { headOf } from '../../../core/safe-text.ts';
import { closerCause } from './closer-cause.ts';
import { type Ask, isProbe } from './commands.ts';
import { routesOfBird } from './error-routes.ts';
import { deviceLost, findingOf, lostName, nameOf } from './findings.ts';
import { backLater, connectedLater, overChecks, oversOf } from './over.ts';
import { keyOf } from './place.ts';
import { everyPlace, placed, seenAt } from './seen.ts';
import type { GivenSession, Said, ShownDevice } from './session.ts';
import { isOpen, type Outcome, settle } from './settle.ts';
import { stateFaults } from './states.ts';

/** What the words of network tools prove; pure. They show an end of the path, not the path. */
export function analyzeSession(given: GivenSession): Analysis {
  const session = placed(given);
  const byAsk = groupBy(session.said, ({ ask }) => ask);
  const all = session.asks.map((ask, i) => settle(ask, byAsk.get(i) ?? []));
  const over = new Set([...oversOf(all), ...backLater(session.said), ...connectedLater(session)]);
  const outcomes = all.map((one) => ({ ...one, faults: one.faults.filter((fault) => !over.has(fault)) }));
  const lost = lostDevices(session, outcomes);
  const faults = [
    ...outcomes.flatMap(({ faults: own, ask }) => own.map((one) => closerCause(one, ask, session))),
    ...stateFaults(session),
    ...routesOfBird(session),
  ];
  const findings = [
    ...lost.slice(0, most).map((one) => deviceLost(one, session)),
    ...findingsOf(faults, session, lost),
  ];
  const errors = outcomes.flatMap((one) => one.errors);
  const [error] = errors;
  return {
    findings,
    checks: findings.length > 0 ? findings.map(({ name }) => found(name)) : withoutFault(all, errors, over),
    data: { session: { source: session.source, commands: session.commands } },
    views: [],
    ...(findings.length > 0 ? {} : verdictOf(all, error)),
  };
}

/** Everybody on the Internet is scanned all day: what a firewall drops of that is seldom what fails. */
function ofStrangers(one: Said): Said {
  const from = one.row.id === 'kernel-filter-log' ? (one.groups['from'] ?? '') : '';
  if (from === '' || ours.test(from)) return one;
  return { ...one, row: { ...one.row, confidence: 'possible', severity: 'warning' } };
}

/** Private, carrier's and link-local addresses (RFC 1918, 6598, 3927, 4193, 4291). */
const ours =
  /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd]|fe80)/i;

function verdictOf(outcomes: readonly Outcome[], error: Said | undefined): Pick<Analysis, 'open'> {
  if (error !== undefined)
    return { open: `${headOf(error.text.replace(/^[*<\s]{1,8}/, ''), 100)}: ${error.row.why ?? ''}.` };
  const open = outcomes.find(isOpen);
  if (open !== undefined) return { open: `Nothing shows what came back to ${calledAs(open.ask)}.` };
  if (outcomes.some(({ isAnswered }) => isAnswered)) return {};
  return { open: 'This shows a state and no attempt: it does not tell what fails to arrive.' };
}

/** Surest first; of ten thousand lines of one kind a few. */
const most = 8;

function findingsOf(faults: readonly Said[], session: GivenSession, lost: readonly ShownDevice[]): readonly Finding[] {
  const at = ({ ask }: { readonly ask: number }) => keyOf(session.asks[ask]?.place ?? {});
  const seenBy = (one: Said) => seenAt(session.asks[one.ask]?.place, session);
  const isBack = (one: Said) =>
    /^(?:kernel|daemon)-link-down$/.test(one.row.id) &&
    seenBy(one).said.some(
      ({ row, line, groups }) =>
        /^(?:kernel|daemon)-link-up$/.test(row.id) && line > one.line && groups['device'] === one.groups['device'],
    );
  const shown = faults
    .map(ofStrangers)
    .map((one) =>
      isBack(one)
        ? { ...one, row: { ...one.row, severity: 'warning' as const, says: '{device} lost its link and got it back.' } }
        : one,
    );
  // Several hosts that meet the same are one fault, where its words name none of them.
  const host = (one: Said) => (one.row.says?.includes('{sender}') === true ? at(one) : '');
  const kindOf = (one: Said) => `${nameOf(one, seenBy(one))} ${one.row.says ?? ''} ${host(one)}`;
  const subject = (one: Said) => subjectOf(one, session).trim();
  // A program tells it several times, and not each time of whom.
  const inAsk = (one: Said) => `${one.ask} ${kindOf(one)}`;
  const named = new Map(shown.flatMap((one) => (subject(one) === '' ? [] : [[inAsk(one), subject(one)] as const])));
  const told = shown.toSorted((a, b) => Number(subject(a) === '') - Number(subject(b) === ''));
  const kinds = groupBy(told, (one) => `${kindOf(one)} ${subject(one) || named.get(inAsk(one))}`);
  return [...kinds.values()].slice(0, most).flatMap(([one, ...more]) => {
    const ask = session.asks[one?.ask ?? 0];
    if (one === undefined || ask === undefined) return [];
    const device =
      one.row.means === 'no-route' || one.row.means === 'nameserver-unreachable'
        ? lost.find((each) => at(each) === at(one))
        : undefined;
    const cause = device === undefined ? undefined : lostName(device);
    return [findingOf(nameOf(one, seenBy(one)), [one, ...more], ask, seenBy(one), cause)];
  });
}

/** What tells two faults of one kind apart: where to. */
const subjectOf = ({ row, groups, target, port, ask }: Said, { asks }: GivenSession): string =>
  (row.means === 'nameserver-unreachable' ? (groups['server'] ?? asks[ask]?.server ?? '') : undefined) ??
  groups['device'] ??
  groups['server'] ??
  groups['to'] ??
  groups['name'] ??
  `${groups['host'] ?? target ?? asks[ask]?.target ?? ''} ${groups['port'] ?? port ?? asks[ask]?.port ?? ''}`;

function withoutFault(
  outcomes: readonly Outcome[],
  errors: readonly Said[],
  over: ReadonlySet<Said>,
): readonly Check[] {
  const told = errors.slice(0, 3).map(({ line, text }) => unchecked('error', `line ${line}: ${text.trim()}`, collect));
  if (told.length > 0) return told;
  if (over.size > 0) return overChecks([...over].toReversed(), collect);
  const open = outcomes.filter(isOpen).slice(0, 3);
  if (open.length > 0)
    return open.map(({ ask }) =>
      unchecked('answer', `line ${ask.line}: what came back to ${calledAs(ask)} is not shown`, collect),
    );
  const answered = outcomes.filter(({ isAnswered }) => isAnswered);
  if (answered.length > 0)
    return [
      passed(
        'answers',
        answered.slice(0, 5).map(({ ask }) => `an answer to ${calledAs(ask)}`),
      ),
    ];
  return [unchecked('path', 'what was pasted says nothing of a flow', collect)];
}

const calledAs = ({ command, tool, target = '' }: Ask): string =>
  command === '' ? `${tool} ${target}`.trim() : headOf(command, 60);

const collect = 'diag collect net-path --sh';

/** Devices of bridges, containers and tunnels are without carrier while nobody uses them. */
const virtual =
  /^(?:lo|docker|br-|virbr|veth|cni|flannel|cali|tun|tap|wg|lxc|kube|dummy|bond_slave|ifb|teql|(?:sit|gre|gretap|erspan|ip6tnl|ip6gre|ip_vti|ip6_vti)0$)/;

const isOff = ({ flags }: ShownDevice): boolean => !flags.includes('UP');

const unreached = new Set(['no-route', 'no-answer', 'neighbour-silent', 'nameserver-unreachable']);

/** The devices that lead out of a host, where all of them are off or without carrier and nothing was reached, one a host. */
function lostDevices(session: GivenSession, outcomes: readonly Outcome[]): readonly ShownDevice[] {
  const isFailed = ({ faults }: Outcome) => faults.some(({ row }) => unreached.has(row.means));
  const failed = new Set(outcomes.filter(isFailed).map(({ ask }) => keyOf(ask.place ?? {})));
  const isTried = outcomes.some(({ ask }) => isProbe(ask));
  return everyPlace(session).flatMap(({ devices, asks }) => {
    const [first] = devices;
    if (first === undefined || (isTried && !failed.has(keyOf(asks[first.ask]?.place ?? {})))) return [];
    return lostDevice(devices) ?? [];
  });
}

function lostDevice(devices: readonly ShownDevice[]): ShownDevice | undefined {
  // `ip link` shows no addresses.
  const hasAddresses = devices.some(({ addresses }) => addresses.length > 0);
  const real = devices.filter(
    (one) => !virtual.test(one.name) && (one.addresses.length > 0 || isOff(one) || !hasAddresses),
  );
  const isLost = (one: ShownDevice) => one.flags.includes('NO-CARRIER') || isOff(one);
  // A bond that nobody set up is off beside the device that matters.
  // Of a list that is cut nobody knows which other devices there are.
  const isWhole = devices.some(({ name }) => name === 'lo');
  return isWhole && real.every(isLost) ? (real.find(({ flags }) => !flags.includes('MASTER')) ?? real[0]) : undefined;
}

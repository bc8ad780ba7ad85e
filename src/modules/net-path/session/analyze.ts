import { type Check, found, passed, unchecked } from '../../../core/check.ts';
import type { Code } from '../../../core/code.ts';
import type { Evidence, Facts, Finding } from '../../../core/finding.ts';
import type { Analysis } from '../../../core/module.ts';
import { codes } from '../codes.ts';
import type { Said, Session, ShownDevice } from './read.ts';
import type { Meaning } from './rows.ts';

/** A session with the name of its text. */
export interface GivenSession extends Session {
  readonly source: string;
}

const byName = new Map<string, Code<Facts>>(codes.map((code) => [code.entry.name, code]));

/** What the words of network tools prove; pure. They show an end of the path, not the path. */
export function analyzeSession(session: GivenSession): Analysis {
  const lost = lostDevice(session);
  const seen = new Map<string, Said>();
  for (const one of session.said) {
    const name = nameOf(one, session);
    if (name !== undefined && !seen.has(`${name} ${one.target ?? ''}`)) seen.set(`${name} ${one.target ?? ''}`, one);
  }
  const findings = [
    ...(lost === undefined ? [] : [noCarrier(lost, session)]),
    ...[...seen].flatMap(([key, one]) => findingOf(key.split(' ')[0] ?? '', one, session, lost)),
  ];
  const isOpen = findings.length === 0;
  const silent = isOpen ? session.said.find(({ row }) => row.means === 'silence') : undefined;
  const errors = isOpen ? session.said.filter((one) => isError(one, session)) : [];
  return {
    findings,
    checks: findings.length > 0 ? findings.map(({ name }) => found(name)) : withoutFault(session, silent, errors),
    data: { session: { source: session.source, commands: session.commands } },
    views: [],
    ...verdictOf(silent, errors[0]),
  };
}

/** Reported by a tool, and no finding of its own; a name that a name server does not have is one too. */
const isError = (one: Said, session: Session): boolean =>
  one.row.means === 'error' || (one.row.means === 'name-not-found-from-here' && nameOf(one, session) === undefined);

function verdictOf(silent: Said | undefined, error: Said | undefined): Pick<Analysis, 'verdict'> {
  if (error !== undefined) {
    const { row, text } = error;
    return {
      verdict: `${text.replace(/^[*<\s]{1,8}/, '').slice(0, 100)}: ${row.why ?? 'the name server answers that there is no such name'}.`,
    };
  }
  return silent === undefined
    ? {}
    : { verdict: `No answer came${toward(silent)}; what was pasted does not show where it is lost.` };
}

function withoutFault({ said }: Session, silent: Said | undefined, errors: readonly Said[]): readonly Check[] {
  const open = errors.slice(0, 3).map(({ line, text }) => unchecked('error', `line ${line}: ${text.trim()}`, collect));
  if (silent !== undefined) return [...open, silence(silent)];
  if (open.length > 0) return open;
  const answers = said.filter(({ row }) => row.means === 'answer');
  if (answers.length > 0) return [passed('answers', [`${answers.length} lines of answers`])];
  return [unchecked('path', 'what was pasted says nothing of a flow', collect)];
}

const collect = 'diag collect net-path --sh';

const toward = ({ target }: Said): string => (target === undefined ? '' : ` from ${target}`);

const silence = (one: Said): Check =>
  unchecked(
    'not-captured',
    `silence${one.target === undefined ? '' : ` from ${one.target}`}: a filter that drops, a missing way back and a host that is off look alike`,
    collect,
  );

/** The code that a line stands for, where it stands for one. */
function nameOf({ row, groups }: Said, { nameservers, search }: Session): string | undefined {
  const plain: readonly Meaning[] = ['answer', 'silence', 'error', 'page'];
  if (plain.includes(row.means)) return undefined;
  if (row.means === 'nameserver-unreachable') {
    const server = groups['server'] ?? nameservers[0]?.address;
    return server?.startsWith('127.') === true ? 'nameserver-is-stub' : row.means;
  }
  if (row.means !== 'name-not-found-from-here') return row.means;
  // Of a whole name the name server's answer is the answer.
  const short = (groups['name'] ?? '').split('.').length < 3;
  return short && search.length > 0 ? row.means : undefined;
}

function findingOf(name: string, one: Said, session: GivenSession, lost: ShownDevice | undefined): readonly Finding[] {
  const code = byName.get(name);
  if (code === undefined) return [];
  const { row } = one;
  const facts = factsOf(one, session);
  const shown = session.nameservers.map((each) => evidenceOf(session.source, each));
  const about = name.startsWith('name') ? shown.slice(0, 1) : [];
  const confidence = row.confidence ?? 'likely';
  const cause = lost !== undefined && row.means === 'no-route' ? { consequenceOf: 'no-carrier' } : {};
  return [code(facts, { confidence, evidence: [evidenceOf(session.source, one), ...about], ...cause })];
}

const errnoTypes: Readonly<{ [errno: string]: string }> = {
  'Permission denied': 'prohibit',
  'Invalid argument': 'blackhole',
  'No route to host': 'unreachable',
};

/** What the codes' sentences need; a session names few of them. */
function factsOf(one: Said, { nameservers, search }: Session): Facts {
  const { row, groups, target = 'the destination' } = one;
  const name = groups['name'] ?? target;
  return {
    namespace: placeOf(row, one),
    destination: target,
    address: one.target ?? 'the next hop',
    device: 'its link',
    protocol: 'tcp',
    port: one.port ?? '(not shown)',
    source: 'the sender',
    backend: 'Some',
    table: 'filter',
    chain: 'rule',
    hook: 'as it says itself',
    type: errnoTypes[groups['errno'] ?? ''] ?? 'rejecting',
    route: 'not shown',
    size: 'Its',
    mtu: groups['mtu'] ?? groups['mtu6'] ?? groups['own'] ?? 'not shown',
    nameserver: groups['server'] ?? nameservers[0]?.address ?? '(not shown)',
    name,
    asks: asks(name, search),
    ...(row.why === undefined ? {} : { why: row.why }),
    next: ['diag collect net-path --sh prints what shows the whole path'],
  };
}

/** Who says so: the router or host that a line names, else the host the commands ran on. */
const placeOf = ({ means }: Said['row'], { groups, target }: Said): string =>
  groups['from'] ?? (means === 'nothing-listens' ? (target ?? 'the target') : 'this host');

const asks = (name: string, search: readonly string[]): readonly string[] =>
  search.slice(0, 6).map((domain) => `${name}.${domain}`);

const evidenceOf = (source: string, { line, text }: { readonly line: number; readonly text: string }): Evidence => ({
  source,
  line,
  text,
});

/** Devices of bridges, containers and tunnels are without carrier while nobody uses them. */
const virtual = /^(?:lo|docker|br-|virbr|veth|cni|flannel|cali|tun|tap|wg|lxc|kube|dummy|bond_slave)/;

/** The one device with an address that leads out of the host, where it has no carrier and something was not reached. */
function lostDevice({ devices, said }: Session): ShownDevice | undefined {
  const failed = said.some(
    ({ row }) => row.means === 'no-route' || row.means === 'silence' || row.means === 'neighbour-silent',
  );
  const real = devices.filter(({ name, addresses }) => !virtual.test(name) && addresses.length > 0);
  const [only, ...more] = real;
  return failed && more.length === 0 && only?.flags.includes('NO-CARRIER') === true ? only : undefined;
}

function noCarrier({ name, line, text }: ShownDevice, { source }: GivenSession): Finding {
  const code = byName.get('no-carrier') as Code<Facts>;
  const facts = { device: name, namespace: 'this host', peer: '(cable, switch port or virtual peer)' };
  return code(facts, { confidence: 'likely', evidence: [evidenceOf(source, { line, text })] });
}

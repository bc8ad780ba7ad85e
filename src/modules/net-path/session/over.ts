import { type Check, unchecked } from '../../../core/check.ts';
import { type Ask, isProbe, isUdp } from './commands.ts';
import { sizeOf } from './pinged.ts';
import { keyOf } from './place.ts';
import type { GivenSession, Said } from './session.ts';
import type { Outcome } from './settle.ts';

/** Faults of an attempt: the next attempt at the same port that is answered shows that they are over. */
const attempts = new Set(['no-route', 'no-answer', 'nothing-listens', 'neighbour-silent', 'filter-drops']);

/** Options that choose another way for a packet. */
const ways = / (?:-[IM] ?\S{1,40}|--interface[ =]\S{1,40}|-S ?\S{1,45}|--resolve \S{1,200}|-[46](?= ))/g;
const wayOf = (ask: Ask): string => [...(ask.command.match(ways) ?? []).toSorted(), isUdp(ask)].join('');

const lookup = /^(?:dig|nslookup|host|resolvectl)$/;
const nameless = new Set(['name-not-resolved', 'name-not-found-from-here', 'nameserver-unreachable']);

/** Which name is looked up, and of whom; every tool that reaches a host by its name has looked it up too. */
const nameQuestion = (ask: Ask, name = ask.named ?? ask.target): string | undefined =>
  name === undefined || ask.inside !== undefined || !/[a-z]/i.test(name) || name.includes(':')
    ? undefined
    : [keyOf(ask.place ?? {}), name.replace(/\.$/, ''), 'name', lookup.test(ask.tool) ? ask.server : undefined].join(
        '\0',
      );

/** What an ask asks, as far as another that asks it again must be like it; of pods and containers nobody knows. */
const questionOf = (ask: Ask, target = ask.target, port = ask.port): string | undefined => {
  const isPing = ask.tool.startsWith('ping');
  return target === undefined || ask.inside !== undefined || !isProbe(ask) || (port === undefined && !isPing)
    ? undefined
    : [keyOf(ask.place ?? {}), target, isPing ? 'ping' : port, wayOf(ask)].join('\0');
};

/** The faults of attempts that are over: the same place asked the same target and port, or the same name, later, and was answered. */
export function oversOf(outcomes: readonly Outcome[]): ReadonlySet<Said> {
  // By question; of a ping the largest that was answered later.
  const answered = new Map<string, number>();
  const over = new Set<Said>();
  for (const outcome of outcomes.toReversed()) {
    const { ask, faults } = outcome;
    for (const fault of faults) if (isOver(fault, ask, answered)) over.add(fault);
    for (const question of answeredBy(outcome))
      answered.set(question, Math.max(sizeFor(ask), answered.get(question) ?? 0));
  }
  return over;
}

function isOver(fault: Said, ask: Ask, answered: ReadonlyMap<string, number>): boolean {
  if (nameless.has(fault.row.means)) return answered.has(nameQuestion(ask) ?? '');
  const asked = [fault.target, ask.target].map((target) => questionOf(ask, target, fault.port ?? ask.port) ?? '');
  return attempts.has(fault.row.means) && asked.some((question) => (answered.get(question) ?? -1) >= sizeFor(ask));
}

/** What HAProxy says of a server or backend. */
const ofServer = /^haproxy-/;
const subjectOf = ({ groups }: Said): string => groups['host'] ?? '';

/** The faults of servers that HAProxy has taken back in. What went twice comes and goes. */
export function backLater(said: readonly Said[]): readonly Said[] {
  const faults = said.filter(({ row }) => ofServer.test(row.id) && row.means !== 'shown');
  return faults.filter((fault) => {
    const subject = subjectOf(fault);
    const isBack = said.some(
      (one) =>
        one.line > fault.line &&
        one.row.id === 'haproxy-up' &&
        // `be_web/web1`, of whose backend another line says that it has no server.
        (subjectOf(one) === subject || subjectOf(one).startsWith(`${subject}/`)),
    );
    return isBack && faults.filter((one) => one.row.id === fault.row.id && subjectOf(one) === subject).length === 1;
  });
}

/** The errors of programs' libraries that are over: the program says later that it is connected. */
export const connectedLater = ({ said, libraries, connected = 0 }: GivenSession): readonly Said[] =>
  libraries === 0 ? [] : said.filter(({ row, line }) => row.own !== true && line < connected);

/** A page that shows the address behind a name has found it, whatever came back from there. */
const answeredBy = ({ ask, faults, isAnswered }: Outcome): readonly string[] =>
  [
    isAnswered || ask.named !== undefined ? nameQuestion(ask) : undefined,
    isAnswered && faults.length === 0 ? questionOf(ask) : undefined,
  ].flatMap((question) => question ?? []);

const sizeFor = (ask: Ask): number => (ask.tool.startsWith('ping') ? sizeOf(ask) : 0);

const laterOf = ({ id, means }: Said['row']): string =>
  ofServer.test(id) ? 'it is back' : `the same ${nameless.has(means) ? 'name is found' : 'answers'}`;

/** A fault that is over is no cause, and no all-clear either. */
export const overChecks = (faults: readonly Said[], command: string): readonly Check[] =>
  faults
    .slice(0, 3)
    .map(({ row, line, text }) =>
      unchecked(
        'answer',
        `line ${line}: ${text.trim()}; ${laterOf(row)} later: it is over, or comes and goes`,
        command,
      ),
    );

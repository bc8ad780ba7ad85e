import { type Check, unchecked } from '../../../core/check.ts';
import { type Ask, isProbe } from './commands.ts';
import { sizeOf } from './pinged.ts';
import type { Said } from './read.ts';
import type { Outcome } from './settle.ts';

/** Faults of an attempt: the next attempt at the same port that is answered shows that they are over. */
const attempts = new Set(['no-route', 'no-answer', 'nothing-listens', 'neighbour-silent', 'filter-drops']);

/** Options that choose another way for a packet. */
const ways = / (?:-[IM] ?\S{1,40}|--interface[ =]\S{1,40}|-S ?\S{1,45}|--resolve \S{1,200}|-[46](?= ))/g;
const isUdp = ({ command }: Ask): boolean =>
  /^(?:nc|ncat|netcat|nmap) (?:.{0,60} )?-(?:[a-tv-z]{0,6}u|sU)/.test(command);
const wayOf = (ask: Ask): string => [...(ask.command.match(ways) ?? []).toSorted(), isUdp(ask)].join('');

/** What an ask asks, as far as another that asks it again must be like it; of pods and containers nobody knows. */
const questionOf = (ask: Ask, target = ask.target, port = ask.port): string | undefined => {
  const isPing = ask.tool.startsWith('ping');
  return target === undefined || ask.inside !== undefined || !isProbe(ask) || (port === undefined && !isPing)
    ? undefined
    : [ask.prompt, target, isPing ? 'ping' : port, wayOf(ask)].join('\0');
};

/** The faults of attempts that are over: the same place asked the same target and port later, and was answered. */
export function oversOf(outcomes: readonly Outcome[]): ReadonlySet<Said> {
  // By question; of a ping the largest that was answered later.
  const answered = new Map<string, number>();
  const over = new Set<Said>();
  for (const { ask, faults, isAnswered } of outcomes.toReversed()) {
    for (const fault of faults) {
      const asked = [fault.target, ask.target].map((target) => questionOf(ask, target, fault.port ?? ask.port) ?? '');
      const isOver = asked.some((question) => (answered.get(question) ?? -1) >= sizeFor(ask));
      if (attempts.has(fault.row.means) && isOver) over.add(fault);
    }
    const question = questionOf(ask);
    if (question === undefined || !isAnswered || faults.length > 0) continue;
    answered.set(question, Math.max(sizeFor(ask), answered.get(question) ?? 0));
  }
  return over;
}

const sizeFor = (ask: Ask): number => (ask.tool.startsWith('ping') ? sizeOf(ask) : 0);

/** A fault that is over is no cause, and no all-clear either. */
export const overChecks = (faults: readonly Said[], command: string): readonly Check[] =>
  faults
    .slice(0, 3)
    .map(({ line, text }) =>
      unchecked(
        'answer',
        `line ${line}: ${text.trim()}; the same answers later: it is over, or comes and goes`,
        command,
      ),
    );

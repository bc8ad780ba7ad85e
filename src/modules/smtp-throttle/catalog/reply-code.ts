import { type Code, defineCode } from '../../../core/code.ts';
import type { Severity } from '../../../core/finding.ts';
import type { FailureClass } from '../failure-class.ts';
import type { Endpoint } from '../findings/endpoints.ts';

/** What a finding about refused mails knows. */
export interface ReplyFacts extends Readonly<Record<string, unknown>> {
  /** Failed attempts it is about. */
  readonly failures: number;
  /** Attempts in all, null where the log shows no successes. */
  readonly attempts: number | null;
  /** Failed attempts by class. */
  readonly classes: Readonly<Partial<Record<FailureClass, number>>>;
  /** Who refused, most often first; empty where nothing tells. */
  readonly providers: readonly string[];
  /** Client libraries and delivery agents, most frequent first. */
  readonly clients: readonly string[];
  /** Ids of the rules that decided. */
  readonly rules: readonly string[];
  /** Servers that the failures name, most often first; at most three, empty where the input names none. */
  readonly servers: readonly Endpoint[];
  /** ISO 8601 UTC of the first and the last; absent without times. */
  readonly firstAt?: string;
  readonly lastAt?: string;
}

/** A code that is found by what the server said. */
export interface ReplyCode {
  readonly make: Code<ReplyFacts>;
  /** Rules that mean it. */
  readonly rules: readonly string[];
  /** Classes that mean it where no code claims the rule. */
  readonly classes: readonly FailureClass[];
}

/** One code: what a person reads, and which rules or classes lead to it. */
export interface ReplyCodeSpec {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
  /** What happened, after the count: `refused because …`, `failed because …`. */
  readonly said: string;
  readonly why: string;
  /** What to do; from the facts where it names a host or depends on what was refused. */
  readonly next: readonly string[] | ((facts: ReplyFacts) => readonly string[]);
  readonly rules?: readonly string[];
  readonly classes?: readonly FailureClass[];
  readonly docs: readonly string[];
}

/** `2 of 27 attempts`, `1 attempt`. */
export function countOf(failures: number, attempts: number | null): string {
  if (attempts === null) return `${failures} ${failures === 1 ? 'attempt' : 'attempts'}`;
  return `${failures} of ${attempts} attempts`;
}

const auxiliary = (said: string, count: number): string =>
  said.startsWith('failed') ? '' : count === 1 ? 'was ' : 'were ';

export const replyCode = (spec: ReplyCodeSpec): ReplyCode => ({
  make: defineCode<ReplyFacts>({
    code: spec.code,
    name: spec.name,
    severity: spec.severity,
    summary: spec.summary,
    title: (facts) => `${countOf(facts.failures, facts.attempts)} ${auxiliary(spec.said, facts.failures)}${spec.said}.`,
    why: () => spec.why,
    next: (facts) => (typeof spec.next === 'function' ? spec.next(facts) : spec.next),
    docs: spec.docs,
  }),
  rules: spec.rules ?? [],
  classes: spec.classes ?? [],
});

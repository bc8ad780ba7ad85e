import type { Confidence, Finding } from '../../../core/finding.ts';
import type { FixScript } from '../../../core/fix-script.ts';
import { formatUtc } from '../../../core/time/zone.ts';
import type { ReplyCode, ReplyFacts } from '../catalog/reply-code.ts';
import { replyCodes } from '../codes.ts';
import type { FailureRecord, SmtpObservations } from '../observations.ts';
import { quote } from './evidence.ts';

/** What a kind of refusal adds to its finding. */
export interface Addition {
  readonly fixes?: readonly FixScript[];
  readonly rulesOut?: readonly string[];
}

const byRule = new Map(replyCodes.flatMap((code) => code.rules.map((rule) => [rule, code] as const)));
const byClass = new Map(replyCodes.flatMap((code) => code.classes.map((name) => [name, code] as const)));

/** The code that a failure belongs to: that of its rule, else that of its class. */
export const codeOf = (failure: FailureRecord): ReplyCode | undefined =>
  byRule.get(failure.rule) ?? byClass.get(failure.class);

/** One finding for each code, by the number of failures. `additionOf` may add fixes and what is ruled out. */
export function findReplies(
  observations: SmtpObservations,
  attempts: number | null,
  additionOf: (code: ReplyCode, failures: readonly FailureRecord[]) => Addition,
): Finding[] {
  const groups = new Map<ReplyCode, FailureRecord[]>();
  for (const failure of observations.failures) {
    const code = failure.inbound === true ? undefined : codeOf(failure);
    if (code === undefined) continue;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [failure]);
    else group.push(failure);
  }
  return [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([code, failures]) =>
      code.make(factsOf(failures, attempts), {
        confidence: confidenceOf(failures),
        evidence: quote(failures, observations),
        ...additionOf(code, failures),
      }),
    );
}

/** A provider's own words prove it; a registered code or a bare number only makes it likely or possible. */
function confidenceOf(failures: readonly FailureRecord[]): Confidence {
  const rules = new Set(failures.map(({ rule }) => rule));
  const byWords = [...rules].some((rule) => !['enhanced-code', 'reply-code', 'none'].includes(rule));
  if (byWords) return 'proven';
  return rules.has('enhanced-code') ? 'likely' : 'possible';
}

function factsOf(failures: readonly FailureRecord[], attempts: number | null): ReplyFacts {
  const times = failures.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return {
    failures: failures.length,
    attempts,
    classes: Object.fromEntries(tally(failures.map((failure) => failure.class))),
    providers: tally(failures.flatMap(({ provider }) => (provider === undefined ? [] : [provider]))).map(
      ([name]) => name,
    ),
    clients: tally(failures.flatMap(({ client }) => (client === undefined ? [] : [client]))).map(([name]) => name),
    rules: tally(failures.map(({ rule }) => rule)).map(([name]) => name),
    ...(times.length === 0 ? {} : { firstAt: formatUtc(first), lastAt: formatUtc(last) }),
  };
}

/** Each word and how often it occurs, most frequent first. */
function tally<T extends string>(words: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

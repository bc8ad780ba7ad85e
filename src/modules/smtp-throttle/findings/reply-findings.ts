import type { Confidence, Finding } from '../../../core/finding.ts';
import type { FixScript } from '../../../core/fix-script.ts';
import { formatUtc } from '../../../core/time/zone.ts';
import type { ReplyCode, ReplyFacts } from '../catalog/reply-code.ts';
import { replyCodes } from '../codes.ts';
import { type FailureClass, failureClasses } from '../failure-class.ts';
import type { FailureRecord, SmtpObservations } from '../observations.ts';
import { vagueRows } from '../replies/table.ts';
import { endpointsOf } from './endpoints.ts';
import { quote } from './evidence.ts';

/** What a kind of refusal adds to its finding. */
export interface Addition {
  readonly fixes?: readonly FixScript[];
  readonly rulesOut?: readonly string[];
  /** Name of the finding that it follows from. */
  readonly consequenceOf?: string;
}

const byRule = new Map(replyCodes.flatMap((code) => code.rules.map((rule) => [rule, code] as const)));
const byClass = new Map(replyCodes.flatMap((code) => code.classes.map((name) => [name, code] as const)));

/** What may have arrived is a finding of its own, made from whole mails. */
const ambiguous = new Set(['lost-after-data', 'postfix-may-duplicate']);

/** The code that a failure belongs to: that of its rule, else that of its class. */
const codeOf = (rule: string, name: FailureClass): ReplyCode | undefined =>
  ambiguous.has(rule) ? undefined : (byRule.get(rule) ?? byClass.get(name));

/** One finding for each code, by the number of failures. `additionOf` may add fixes and what is ruled out. */
export function findReplies(
  observations: SmtpObservations,
  attempts: number | null,
  additionOf: (code: ReplyCode, failures: readonly FailureRecord[]) => Addition,
): Finding[] {
  const groups = new Map<ReplyCode, FailureRecord[]>();
  for (const failure of observations.failures) {
    const code = failure.inbound === true ? undefined : codeOf(failure.rule, failure.class);
    if (code === undefined) continue;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [failure]);
    else group.push(failure);
  }
  const classes = countClasses(observations);
  // Where nothing was accepted, what is a side note elsewhere is all there is.
  const nothingAccepted = attempts === null;
  return [...groups]
    .map(([code, failures]) => ({ code, failures, facts: factsOf(failures, attempts, classes.get(code) ?? {}) }))
    .toSorted((a, b) => b.facts.failures - a.facts.failures)
    .map(({ code, failures, facts }) =>
      code.make(facts, {
        confidence: confidenceOf(failures),
        ...(nothingAccepted && code.make.entry.severity === 'info' ? { severity: 'warning' as const } : {}),
        evidence: quote(failures, observations),
        ...additionOf(code, failures),
      }),
    );
}

/** Failed attempts of each code by class, of the whole log: the records may be only some. */
function countClasses({ rules }: SmtpObservations): Map<ReplyCode, ReplyFacts['classes']> {
  const counts = new Map<ReplyCode, Partial<Record<FailureClass, number>>>();
  for (const [key, count] of Object.entries(rules)) {
    const [rule = '', word = ''] = key.split('/');
    const name = failureClasses.find((one) => one === word);
    const code = name === undefined ? undefined : codeOf(rule, name);
    if (name === undefined || code === undefined) continue;
    const classes = counts.get(code) ?? {};
    counts.set(code, { ...classes, [name]: (classes[name] ?? 0) + count });
  }
  return counts;
}

/** Words known for exactly this prove it; general words and a registered code make it likely, a bare number possible. */
function confidenceOf(failures: readonly FailureRecord[]): Confidence {
  // A page about mails has such words too.
  if (failures.every(({ prose, at }) => prose === true && at === undefined)) return 'possible';
  if (failures.some((failure) => isOwn(failure.rule) && !isBareWords(failure))) return 'proven';
  return failures.some(({ rule }) => isOwn(rule) || rule === 'enhanced-code' || isGeneral(rule))
    ? 'likely'
    : 'possible';
}

/** Whether words that only one thing says decided. */
const isOwn = (rule: string): boolean => !byNumber.has(rule) && !isGeneral(rule);
/** Words without a time and a code may be of a page about mails. */
const isBareWords = ({ at, code, enhanced }: FailureRecord): boolean =>
  at === undefined && code === undefined && enhanced === undefined;

const byNumber: ReadonlySet<string> = new Set(['enhanced-code', 'reply-code', 'none']);
/** Catch-all words, and a library that shows no reply at all. */
const isGeneral = (rule: string): boolean => vagueRows.has(rule) || rule === 'no-answer';

function factsOf(
  failures: readonly FailureRecord[],
  attempts: number | null,
  classes: ReplyFacts['classes'],
): ReplyFacts {
  const times = failures.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return {
    failures: Object.values(classes).reduce((sum, count) => sum + count, 0),
    attempts,
    classes,
    providers: tally(failures.flatMap(({ provider }) => (provider === undefined ? [] : [provider]))).map(
      ([name]) => name,
    ),
    clients: tally(failures.flatMap(({ client }) => (client === undefined ? [] : [client]))).map(([name]) => name),
    rules: tally(failures.map(({ rule }) => rule)).map(([name]) => name),
    servers: endpointsOf(failures),
    ...(times.length === 0 ? {} : { firstAt: formatUtc(first), lastAt: formatUtc(last) }),
  };
}

/** Each word and how often it occurs, most frequent first. */
function tally<T extends string>(words: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

import { median } from '../../../core/statistics/quantile.ts';
import { type Interval, wilson } from '../../../core/statistics/wilson.ts';
import { type FailureClass, isThrottle } from '../failure-class.ts';
import type { ClassCounts, FailureRecord, MinuteBucket, SmtpObservations } from '../observations.ts';
import { type Batch, batchesOf } from './batches.ts';
import { type Burst, type Counted, findBursts, significant, type Totals } from './bursts.ts';
import { type Concurrency, fromCounts, fromEnds, fromSpans } from './concurrency.ts';
import { graphLimits, m365Limits } from './limits.ts';
import { countResend, mailsByResend, measureRetries, type Resend, type ResendKind, type Retries } from './retries.ts';
import { findPeriod, fullestDay, fullestMinute, type Peak, type Period } from './windows.ts';

/** Everything that is counted in a log, before anything is concluded from it. */
export interface Measures {
  /** Successes and failures; failures alone where no success is logged. */
  readonly attempts: number;
  /** Null where the log shows none. */
  readonly successes: number | null;
  readonly failures: number;
  readonly throttled: number;
  /** Refused by Microsoft 365 for submissions in flight. */
  readonly submissionRefused: number;
  readonly rateKnown: boolean;
  /** Share of failed attempts; null where unknown. */
  readonly rate: Interval | null;
  /** Runs of attempts without a long pause; of a very long log those near failures. */
  readonly batches: readonly Batch[];
  readonly bursts: readonly Burst[];
  readonly significantBursts: readonly Burst[];
  readonly concurrency: Concurrency;
  readonly fullestMinute: Peak | undefined;
  readonly fullestDay: Peak | undefined;
  readonly period: Period | undefined;
  readonly retries: Retries;
  readonly mails: readonly { readonly failure: FailureRecord; readonly kind: ResendKind }[];
  readonly resend: Resend;
  /** Whether `mails` are all that failed; of very many failures only the first are kept, unless a list was asked for. */
  readonly mailsComplete: boolean;
}

/** Rules of the limit of three submissions in flight on a Microsoft 365 mailbox. */
const submissionRules = new Set(['m365-concurrent-connections', 'm365-sender-threads', 'm365-432']);

export const isSubmissionRefusal = (failure: FailureRecord): boolean =>
  submissionRules.has(failure.rule) && failure.inbound !== true;

export const countAll: Counted = (failed) => sumOf(failed, () => true);
export const countThrottled: Counted = (failed) => sumOf(failed, isThrottle);
const transient = new Set<FailureClass>(['network', 'server-fault', 'dns-routing', 'tls', 'unknown']);
const countTransient: Counted = (failed) => sumOf(failed, (name) => transient.has(name));

function sumOf(failed: ClassCounts, wanted: (name: FailureClass) => boolean): number {
  let sum = 0;
  for (const name in failed) if (wanted(name as FailureClass)) sum += failed[name as FailureClass] ?? 0;
  return sum;
}

/** `serviceMs`: how long a submission takes, where the user said so. */
export function measure(observations: SmtpObservations, serviceMs: number | undefined): Measures {
  const { seconds, sent, failed, mails } = observations;
  const failures = countAll(failed);
  const throttled = countThrottled(failed);
  const rateKnown = observations.successesLogged && sent > 0;
  const attempts = rateKnown ? sent + failures : failures;
  const totals = throttled > 0 ? totalsOf(observations.minutes) : undefined;
  const batches = batchesOf(seconds);
  const bursts = findBursts(seconds, throttled > 0 ? countThrottled : countTransient, rateKnown, totals, batches);
  const significantBursts = bursts.filter(({ pValue }) => pValue !== undefined && pValue < significant);
  const resendMails = mailsByResend(observations);
  return {
    attempts,
    successes: rateKnown ? sent : null,
    failures,
    throttled,
    submissionRefused: [...submissionRules].reduce(
      (sum, rule) => sum + (observations.rules[`${rule}/throttle-concurrency`] ?? 0),
      0,
    ),
    rateKnown,
    rate: rateKnown && attempts > 0 ? wilson(failures, attempts) : null,
    batches,
    bursts,
    significantBursts,
    concurrency: concurrencyOf(observations, bursts, rateKnown, serviceMs),
    fullestMinute: fullestMinute(seconds, observations.minutes),
    fullestDay: fullestDay(observations.minutes),
    period: findPeriod(bursts.map(({ from }) => from)),
    retries: measureRetries(mails),
    mails: resendMails,
    resend: countResend(resendMails),
    mailsComplete: observations.failures.length >= failures,
  };
}

/** Minutes are kept for the whole log, seconds of a long one only near failures. */
const totalsOf = (minutes: readonly MinuteBucket[]): Totals => ({
  attempts: minutes.reduce((sum, { sent, failed }) => sum + sent + failed, 0),
  failures: minutes.reduce((sum, { throttled }) => sum + throttled, 0),
});

/** The best of three ways that the log allows. */
function concurrencyOf(
  observations: SmtpObservations,
  bursts: readonly Burst[],
  rateKnown: boolean,
  serviceMs: number | undefined,
): Concurrency {
  const limit = limitOf(observations);
  const exact = fromSpans(observations.spans, limit);
  if (exact.method !== 'none') return exact;
  const isRefused = (failed: ClassCounts) => (failed['throttle-concurrency'] ?? 0) > 0;
  const seen = observations.spans.filter(({ outcome }) => outcome === 'sent').map(({ from, to }) => to - from);
  const service = serviceMs ?? (seen.length >= 3 ? median(seen) : undefined);
  if (service !== undefined && rateKnown) {
    const inferred = fromEnds(observations.seconds, ({ failed }) => isRefused(failed), service, limit);
    if (inferred.method !== 'none') return inferred;
  }
  const refused = observations.failed['throttle-concurrency'] ?? 0;
  if (limit === null || refused === 0) return exact;
  if (!rateKnown) return { ...exact, assumptions: ['no successes are logged, so no load can be told'] };
  const crowded = bursts.filter((burst) => burst.failures > 0);
  const inBursts = crowded.reduce((sum, burst) => sum + burst.attempts, 0);
  const refusedInBursts = crowded.reduce((sum, burst) => sum + burst.failures, 0);
  // Outside of the bursts next to nothing is sent: the load that was refused is that of the bursts.
  if (refusedInBursts >= refused && inBursts > refusedInBursts) return fromCounts(refusedInBursts, inBursts, limit);
  return fromCounts(refused, observations.sent + countAll(observations.failed), limit);
}

function limitOf({ failures }: SmtpObservations): number | null {
  if (failures.some(isSubmissionRefusal)) return m365Limits.concurrent;
  if (failures.some(({ rule }) => rule === 'graph-mailbox-concurrency')) return graphLimits.concurrent;
  return null;
}

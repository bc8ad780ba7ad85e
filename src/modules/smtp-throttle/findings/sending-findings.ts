import type { Finding } from '../../../core/finding.ts';
import type { FixScript } from '../../../core/fix-script.ts';
import { dayMs, minuteMs } from '../../../core/time/units.ts';
import { formatUtc } from '../../../core/time/zone.ts';
import {
  alertBlind,
  burst,
  capOfFour,
  capTooHigh,
  duplicateRisk,
  fullWindow,
  noRetry,
  periodicBurst,
  retryStorm,
  sharedMailbox,
  wholeBatchRetry,
} from '../catalog/sending.ts';
import { isThrottle } from '../failure-class.ts';
import { m365Limits } from '../measures/limits.ts';
import { countAll, isSubmissionRefusal, type Measures } from '../measures/measure.ts';
import { retriesItself } from '../measures/retries.ts';
import type { FailureRecord, LogSign, SmtpObservations } from '../observations.ts';
import { quote, quoteSigns } from './evidence.ts';

/** What the findings about sending are made from. */
export interface SendingContext {
  readonly observations: SmtpObservations;
  readonly measures: Measures;
  /** Name of the throttle finding that these hang under; absent where nothing was throttled. */
  readonly cause: string | undefined;
  /** Scripts that resend what is safe, and that watch. */
  readonly resendFixes: readonly FixScript[];
  readonly alertFixes: readonly FixScript[];
}

type Find = (context: SendingContext) => Finding | undefined;

const under = (cause: string | undefined) => (cause === undefined ? {} : { consequenceOf: cause });
const outbound = ({ observations }: SendingContext) => observations.failures.filter(({ inbound }) => inbound !== true);
const throttledOf = (context: SendingContext) => outbound(context).filter((failure) => isThrottle(failure.class));

/** So many refusals that the own submissions cannot explain are no slip of a clock. */
const unexplained = 2;

const findShared: Find = ({ observations, measures, cause }) => {
  const refused = observations.failures.filter(isSubmissionRefusal);
  const hosts = [...new Set(refused.flatMap(({ host }) => (host === undefined ? [] : [host])))];
  const others = measures.concurrency.withinLimit >= unexplained ? measures.concurrency.withinLimit : undefined;
  if (refused.length === 0 || (hosts.length < 2 && others === undefined)) return undefined;
  const facts = { hosts, ...(others === undefined ? {} : { unexplained: others }) };
  const confidence = others === undefined ? 'possible' : 'likely';
  return sharedMailbox(facts, { confidence, evidence: quote(refused, observations, 1), ...under(cause) });
};

const findBurst: Find = ({ observations, measures, cause }) => {
  const worst = measures.significantBursts.toSorted((a, b) => (a.pValue ?? 1) - (b.pValue ?? 1))[0];
  if (worst?.pValue === undefined) return undefined;
  const inside = observations.failures.filter(
    ({ at }) => at !== undefined && at >= worst.from * 1000 && at < (worst.to + 1) * 1000,
  );
  if (inside.length === 0) return undefined;
  return burst(
    {
      from: formatUtc(worst.from * 1000),
      to: formatUtc(worst.to * 1000),
      failures: worst.failures,
      attempts: worst.attempts,
      outside: worst.outside,
      pValue: worst.pValue,
      bursts: measures.significantBursts.length,
      throttled: cause !== undefined,
    },
    {
      confidence: 'likely',
      ...(cause === undefined ? { severity: 'warning' as const } : {}),
      evidence: quote(inside, observations, 1),
      ...under(cause),
    },
  );
};

const findPeriodic: Find = (context) => {
  const { period } = context.measures;
  const throttled = throttledOf(context);
  if (period === undefined || throttled.length === 0) return undefined;
  const two = (n: number) => String(n).padStart(2, '0');
  const at =
    period.every === 'hour'
      ? `at minute ${two(period.minute)} of the hour`
      : `at ${two(Math.floor(period.minute / 60))}:${two(period.minute % 60)} UTC`;
  const evidence = quote(throttled, context.observations, 1);
  return periodicBurst({ ...period, at }, { confidence: 'likely', evidence, ...under(context.cause) });
};

/** A retry that has not come by then, in ms, will not come. */
const patience = 15 * minuteMs;

const findNoRetry: Find = ({ observations, measures, cause, resendFixes }) => {
  const { safe, ambiguous, not } = measures.resend;
  const lost = measures.mails.filter(({ kind }) => kind === 'safe').map(({ failure }) => failure);
  if (safe === 0) return undefined;
  const lastSeen = (observations.minutes.at(-1)?.minute ?? 0) * minuteMs;
  const wouldShow = ({ id, at }: FailureRecord) => id !== undefined && at !== undefined && lastSeen - at >= patience;
  const followed = measures.rateKnown && lost.every(wouldShow);
  return noRetry(
    { safe, ambiguous, not, followed, complete: measures.mailsComplete },
    {
      confidence: followed ? 'likely' : 'possible',
      ...(followed ? {} : { severity: 'info' as const }),
      evidence: quote(lost, observations),
      fixes: resendFixes,
      ...under(cause),
    },
  );
};

/** So many vain hasty retries are no accident. */
const stormMails = 2;

const findStorm: Find = (context) => {
  const { hasty, synchronized, followed } = context.measures.retries;
  // A delivery agent has its own schedule, and tries several recipients at once.
  const throttled = throttledOf(context).filter((failure) => !retriesItself(failure));
  if (throttled.length === 0 || (hasty < stormMails && synchronized === 0)) return undefined;
  const evidence = quote(throttled, context.observations, 1);
  return retryStorm({ hasty, synchronized, followed }, { confidence: 'likely', evidence, ...under(context.cause) });
};

const findSentAgain: Find = (context) => {
  const { sentAgain } = context.observations;
  const failures = outbound(context);
  if (sentAgain === 0 || failures.length === 0) return undefined;
  return wholeBatchRetry({ sentAgain }, { confidence: 'likely', evidence: quote(failures, context.observations) });
};

const findAmbiguous: Find = ({ observations, measures }) => {
  // A client out of step has read another command's reply: that is the cause, and says of hand-over what is to say.
  const unsure = measures.mails
    .filter(({ kind, failure }) => kind === 'ambiguous' && failure.rule !== 'out-of-step')
    .map(({ failure }) => failure);
  if (unsure.length === 0) return undefined;
  return duplicateRisk({ ambiguous: unsure.length }, { confidence: 'likely', evidence: quote(unsure, observations) });
};

/** The last number of `maxConnections=5`. */
const numberOf = ({ value }: LogSign): number => Number(/(\d{1,6})\D*$/.exec(value)?.[1] ?? Number.NaN);

const sawMicrosoft = ({ observations }: SendingContext): boolean =>
  (observations.providers['microsoft'] ?? 0) > 0 ||
  observations.signs.some(({ text }) => /office365|outlook\.com/i.test(text));

const findCapTooHigh: Find = (context) => {
  const signs = context.observations.signs.filter((one) => one.sign === 'client-limit' && numberOf(one) > 4);
  const [first] = signs;
  if (first === undefined || !sawMicrosoft(context)) return undefined;
  return capTooHigh(
    { setting: first.value, cap: numberOf(first) },
    { confidence: 'likely', evidence: quoteSigns(signs), ...under(context.cause) },
  );
};

const findCapOfFour: Find = (context) => {
  const signs = context.observations.signs.filter((one) => one.sign === 'client-limit' && numberOf(one) === 4);
  const [first] = signs;
  if (first === undefined || !sawMicrosoft(context)) return undefined;
  return capOfFour(
    { setting: first.value },
    { confidence: 'likely', evidence: quoteSigns(signs), ...under(context.cause) },
  );
};

/** A ratio alert is usually set at this share or above. */
const usualAlert = 0.1;

const findBlindAlert: Find = (context) => {
  const { observations, measures, cause, alertFixes } = context;
  const throttled = throttledOf(context);
  const ratio = measures.successes === null ? 0 : countAll(observations.failed) / measures.attempts;
  if (throttled.length === 0 || ratio >= usualAlert) return undefined;
  const attempts = measures.successes === null ? null : measures.attempts;
  return alertBlind(
    { throttled: measures.throttled, attempts },
    { confidence: 'likely', evidence: quote(throttled, observations, 1), fixes: alertFixes, ...under(cause) },
  );
};

const findFullWindow: Find = (context) => {
  const { observations, measures, cause } = context;
  const minute = measures.fullestMinute?.attempts ?? 0;
  const day = measures.fullestDay?.attempts ?? 0;
  const overDay = day > m365Limits.perDay;
  const refused = observations.failures.filter(isSubmissionRefusal);
  if (refused.length === 0 || (minute <= m365Limits.perMinute && !overDay)) return undefined;
  const resumeAt = overDay && measures.fullestDay !== undefined ? measures.fullestDay.from + dayMs : undefined;
  return fullWindow(
    { minute, day, ...(resumeAt === undefined ? {} : { resumeAt: formatUtc(resumeAt) }) },
    { confidence: 'likely', evidence: quote(refused, observations, 1), ...under(cause) },
  );
};

const finders: readonly Find[] = [
  findShared,
  findCapOfFour,
  findCapTooHigh,
  findBurst,
  findPeriodic,
  findStorm,
  findNoRetry,
  findSentAgain,
  findAmbiguous,
  findFullWindow,
  findBlindAlert,
];

/** What measuring finds about how mails are sent and tried again. */
export const findSending = (context: SendingContext): Finding[] =>
  finders.flatMap((find) => {
    const finding = find(context);
    return finding === undefined ? [] : [finding];
  });

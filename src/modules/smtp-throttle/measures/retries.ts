import { median } from '../../../core/statistics/quantile.ts';
import { byRecipient, isOfRecipient } from '../histories.ts';
import type { FailureRecord, MailHistory, SmtpObservations } from '../observations.ts';

/** What may be sent again, counted in mails; attempts without an id count as a mail each. */
export interface Resend {
  /** Surely not accepted, and nobody tries again. */
  readonly safe: number;
  /** The server may have accepted it: sending it again may duplicate it. */
  readonly ambiguous: number;
  /** Sending it again would fail again. */
  readonly not: number;
  /** Failed first and accepted later: nothing to do. */
  readonly recovered: number;
  /** In the queue of a delivery agent, which tries again by itself. */
  readonly queued: number;
}

export type ResendKind = keyof Resend;

/** Agents that keep a mail after a temporary failure and retry it. */
const queueingAgents = new Set([
  'postfix',
  'exim',
  'sendmail',
  'exchange',
  'opensmtpd',
  'qmail',
  'kumomta',
  'haraka',
  'stalwart',
]);

/** Whether the mail stays in a queue that tries again. */
export const retriesItself = (failure: FailureRecord): boolean =>
  failure.client !== undefined && queueingAgents.has(failure.client.toLowerCase());

/** A pipe to a local program: it may have queued the mail before it failed. */
const localPipe =
  /sendmail (?:process|command|exited|returned)|SendmailTransport|Process(?:Failed)?Exception.{0,80}sendmail|exit(?:ed with)? (?:code|status).{0,80}sendmail|sendmail.{0,80}exit/i;

function kindOf(failure: FailureRecord, history: MailHistory | undefined): ResendKind {
  // A later mail to the same recipient may have been this one.
  if (history?.sentAt !== undefined) return isOfRecipient(history) ? 'ambiguous' : 'recovered';
  if (localPipe.test(failure.text)) return 'ambiguous';
  if (failure.permanence === 'ambiguous' || failure.retry === 'check' || (history?.ambiguous ?? 0) > 0)
    return 'ambiguous';
  if (failure.permanence === 'permanent' || failure.retry === 'no' || (history?.permanent ?? 0) > 0) return 'not';
  return retriesItself(failure) ? 'queued' : 'safe';
}

/** Each mail that this log shows failing once, by its last failure, and what may be done with it. */
export function mailsByResend(observations: SmtpObservations): { failure: FailureRecord; kind: ResendKind }[] {
  const histories = new Map(observations.mails.map((mail) => [mail.id, mail]));
  const last = new Map<string, FailureRecord>();
  for (const [i, failure] of observations.failures.entries()) {
    if (failure.inbound === true) continue;
    last.set(failure.id === undefined ? `#${i}` : mailKey(failure), failure);
  }
  return [...last.values()].map((failure) => ({
    failure,
    kind: kindOf(failure, histories.get(failure.id ?? byRecipient(failure.recipient ?? ''))),
  }));
}

/** One mail to several recipients is one entry for each: each may have its own fate. */
const mailKey = ({ id, recipient }: FailureRecord): string => `${id}\u0000${recipient ?? ''}`;

export function countResend(mails: readonly { readonly kind: ResendKind }[]): Resend {
  const count = (kind: ResendKind) => mails.filter((mail) => mail.kind === kind).length;
  return {
    safe: count('safe'),
    ambiguous: count('ambiguous'),
    not: count('not'),
    recovered: count('recovered'),
    queued: count('queued'),
  };
}

/** How refused mails were tried again. */
export interface Retries {
  /** Mails that were throttled, and have an id to follow. */
  readonly followed: number;
  /** Of these, accepted later in this log. */
  readonly recovered: number;
  /** Median seconds from the first failure to acceptance. */
  readonly recoverySeconds?: number;
  /** Of these, tried again at least once. */
  readonly retried: number;
  /** Mails tried again, in vain, within a second of the failure. */
  readonly hasty: number;
  /** Mails whose vain retry met those of several other mails in the same second. */
  readonly synchronized: number;
}

/** A retry sooner than this, in ms, gives the server no time. */
const hastyMs = 1000;
/** So many retries in a second are no coincidence. */
const crowd = 4;

/** Follows throttled mails by their ids. Times are as fine as the log's: whole seconds show no haste. */
export function measureRetries(mails: readonly MailHistory[]): Retries {
  const throttled = mails.filter((mail) => mail.throttled > 0 && !isOfRecipient(mail));
  const recovered = throttled.filter((mail) => mail.sentAt !== undefined);
  // Failures of one moment are several recipients of one try.
  const retriesOf = ({ failedAt }: MailHistory) => failedAt.slice(1).filter((at, i) => at > (failedAt[i] ?? at));
  const gapsOf = ({ failedAt }: MailHistory) => failedAt.slice(1).map((at, i) => at - (failedAt[i] ?? at));
  const perSecond = new Map<number, number>();
  for (const at of throttled.flatMap(retriesOf)) {
    const second = Math.floor(at / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  const inCrowd = (mail: MailHistory) =>
    retriesOf(mail).some((at) => (perSecond.get(Math.floor(at / 1000)) ?? 0) >= crowd);
  const recoverySeconds = median(recovered.map((mail) => ((mail.sentAt ?? 0) - (mail.failedAt[0] ?? 0)) / 1000));
  return {
    followed: throttled.length,
    recovered: recovered.length,
    ...(recoverySeconds === undefined ? {} : { recoverySeconds }),
    retried: throttled.filter((mail) => retriesOf(mail).length > 0 || mail.sentAt !== undefined).length,
    hasty: throttled.filter((mail) => gapsOf(mail).some((gap) => gap > 0 && gap < hastyMs)).length,
    synchronized: throttled.filter(inCrowd).length,
  };
}

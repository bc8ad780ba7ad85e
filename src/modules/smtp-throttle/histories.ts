import type { Verdict } from './classify.ts';
import { isThrottle } from './failure-class.ts';
import { bounds, type MailHistory, type SmtpObservations } from './observations.ts';

type Open = { -readonly [K in keyof MailHistory]: MailHistory[K] };
const keptTimes = 20;

/** How a mail is followed that has no id: by its recipient, who may have other mails too. */
export const byRecipient = (recipient: string): string => `to ${recipient.toLowerCase()}`;
/** Whether a history is of a recipient, not of one mail. */
export const isOfRecipient = ({ id }: Pick<MailHistory, 'id'>): boolean => id.startsWith('to ');

/** What became of mails that failed, by their ids; the first `bounds.mails` of them. */
export class Histories {
  #byId = new Map<string, Open>();
  #sentIds = new Set<string>();
  #late: (readonly [string, number])[] = [];
  #sentAgain = 0;

  /** Whether no other mail will be followed. */
  get full(): boolean {
    return this.#byId.size >= bounds.mails;
  }

  /** Whether this id has failed before and is followed. */
  has(id: string): boolean {
    return this.#byId.has(id);
  }

  failed(id: string, at: number | undefined, verdict: Verdict): void {
    let mail = this.#byId.get(id);
    if (mail === undefined) {
      if (this.#byId.size >= bounds.mails) return;
      mail = { id, failedAt: [], failures: 0, throttled: 0, permanent: 0, ambiguous: 0 };
      this.#byId.set(id, mail);
    }
    mail.failures++;
    if (isThrottle(verdict.class)) mail.throttled++;
    if (verdict.permanence === 'permanent') mail.permanent++;
    if (verdict.permanence === 'ambiguous') mail.ambiguous++;
    if (at !== undefined && mail.failedAt.length < keptTimes) mail.failedAt = [...mail.failedAt, at];
  }

  /** `shared`: one id may stand for several recipients, so that accepting it twice is nothing special. */
  sent(id: string, at: number | undefined, shared: boolean): void {
    const mail = this.#byId.get(id);
    // Without times, the order of the lines tells.
    if (mail !== undefined) mail.sentAt ??= at ?? mail.failedAt.at(-1) ?? 0;
    if (shared) return;
    if (this.#sentIds.has(id)) this.#sentAgain++;
    else if (this.#sentIds.size < bounds.mails) this.#sentIds.add(id);
  }

  /** A mail accepted after a wait in a part of a log whose beginning is read elsewhere. */
  sentLate(id: string, at: number): void {
    if (this.#late.length < bounds.lateSent) this.#late.push([id, at]);
  }

  result(): Pick<SmtpObservations, 'mails' | 'sentAgain' | 'lateSent'> {
    return { mails: [...this.#byId.values()], sentAgain: this.#sentAgain, lateSent: this.#late };
  }
}

/** Histories of both; what failed in `a` may have been accepted in `b`. */
export function mergeMails(a: SmtpObservations, b: SmtpObservations): readonly MailHistory[] {
  const before = new Map(a.mails.map((mail) => [mail.id, mail]));
  const byId = new Map(before);
  for (const mail of b.mails) {
    const known = byId.get(mail.id);
    byId.set(mail.id, known === undefined ? mail : joined(known, mail));
  }
  for (const [id, at] of b.lateSent) {
    const mail = byId.get(id);
    if (before.has(id) && mail !== undefined && mail.sentAt === undefined) byId.set(id, { ...mail, sentAt: at });
  }
  return [...byId.values()].slice(0, bounds.mails);
}

function joined(a: MailHistory, b: MailHistory): MailHistory {
  const sentAt = a.sentAt ?? b.sentAt;
  return {
    id: a.id,
    failedAt: [...a.failedAt, ...b.failedAt].slice(0, keptTimes),
    failures: a.failures + b.failures,
    throttled: a.throttled + b.throttled,
    permanent: a.permanent + b.permanent,
    ambiguous: a.ambiguous + b.ambiguous,
    ...(sentAt === undefined ? {} : { sentAt }),
  };
}

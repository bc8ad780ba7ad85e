import { headOf } from '../../core/safe-text.ts';
import type { FailureClass, Permanence, Phase, RetryAdvice } from './failure-class.ts';
import { permanenceOf } from './replies/reply-row.ts';
import { rowFor } from './replies/row-for.ts';
import { classOfEnhanced, classOfReply } from './replies/status-codes.ts';
import { type Reply, subjectOf } from './reply.ts';

/** What a failure is, and by which rule. */
export interface Verdict {
  readonly class: FailureClass;
  /** `enhanced-code` or `reply-code` where only a number decided, `none` where nothing did. */
  readonly rule: string;
  readonly permanence: Permanence;
  readonly retry: RetryAdvice;
  readonly provider?: string;
}

const known = new Map<string, Verdict>();
const maxKnown = 5_000;

/** Digits that vary from mail to mail; codes of four digits and less stay, rules ask for them. */
const varying = /\d{1,3}(?:\.\d{1,3}){3}|(?=[\w.-]{10,100})[\w.-]*\d[\w.-]*|\d{5,}/g;

/** Times that a log puts before its words. */
const times = /\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/g;

/** Classifies what a server answered; the same reply to many mails is looked up once. */
export function classify(reply: Reply, phase?: Phase): Verdict {
  const subject = subjectOf(reply).slice(0, 600);
  const key = `${phase ?? ''} ${reply.own === true ? 'own' : ''} ${subject.replace(times, '#').replace(varying, '#')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const verdict = unsure(inPhase(decide(reply, subject), reply, phase), reply, phase);
  if (known.size >= maxKnown) known.clear();
  known.set(key, verdict);
  return verdict;
}

/**
 * Vague words mean more where they fall: whoever is refused before naming a sender is refused as a
 * host, and a domain that does not exist is the sender's in reply to MAIL FROM.
 */
function inPhase(verdict: Verdict, reply: Reply, phase: Phase | undefined): Verdict {
  // What a library says of itself refuses nobody.
  const answered = reply.code !== undefined || reply.enhanced !== undefined || reply.own !== true;
  const vague =
    answered &&
    (verdict.rule === 'policy' ||
      verdict.rule === 'denied' ||
      (verdict.rule === 'none' && verdict.permanence === 'permanent'));
  if (vague && (phase === 'connect' || phase === 'greeting' || phase === 'ehlo')) {
    return { ...verdict, class: 'reputation' };
  }
  // Before RCPT TO no recipient was named: the address that does not exist or is refused is the sender's.
  if (verdict.class === 'recipient' && phase === 'mail' && !/full|quota|space|suppress/.test(verdict.rule)) {
    return { ...verdict, class: 'config', rule: 'sender-refused' };
  }
  return verdict.class === 'dns-routing' &&
    phase === 'mail' &&
    (verdict.rule === 'name-lookup' || verdict.rule === 'domain-without-mail')
    ? { ...verdict, class: 'config' }
    : verdict;
}

/** Rows about a connection that broke or fell silent, at whatever command: where their words do not tell, it may have been the last. */
const breaks = new Set(['reset', 'closed-by-server', 'time-out']);
/** Words of a client that had no session yet; nodemailer's `Connection timeout` is one, its `Timeout` none (smtp-connection). */
const beforeSession =
  /^Connection timeout$|\bcreate SMTP client\b|\bconnect(?:ing)?\b|\bdial\b|greeting|\bestablish|handshake/i;

/**
 * A connection that broke behind DATA, without a reply: the server may have taken the mail (RFC 5321, 4.5.3.2.6; RFC
 * 1047). Where nothing says at which command it broke, it may have been there.
 */
function unsure(verdict: Verdict, reply: Reply, phase: Phase | undefined): Verdict {
  if (verdict.class !== 'network' || reply.code !== undefined || reply.enhanced !== undefined) return verdict;
  const atData = phase === 'data-end' || phase === 'data';
  const anywhere = (phase === undefined || phase === 'submit') && breaks.has(verdict.rule);
  return atData || (anywhere && !beforeSession.test(reply.text))
    ? { ...verdict, permanence: 'ambiguous', retry: 'check' }
    : verdict;
}

function decide(reply: Reply, subject: string): Verdict {
  const found = rowFor(subject);
  const bare = reply.own === true && reply.code === undefined && reply.enhanced === undefined;
  // A library that says no more than that the login failed says which half of the session it was.
  const rule = bare && found?.vague === true && found.id !== 'login-without-reason' ? undefined : found;
  const lasting = rule?.lasting ?? 'P?';
  const permanence = permanenceOf(lasting, reply.code, reply.enhanced);
  if (rule !== undefined) {
    return {
      class: rule.class,
      rule: rule.id,
      permanence,
      retry: rule.retry === '-' ? adviceFor(permanence) : rule.retry,
      ...(rule.provider === undefined ? {} : { provider: rule.provider }),
    };
  }
  const byEnhanced = reply.enhanced === undefined ? undefined : classOfEnhanced(reply.enhanced);
  const byReply = reply.code === undefined ? 'unknown' : classOfReply(reply.code);
  const source = byEnhanced === undefined ? (byReply === 'unknown' ? 'none' : 'reply-code') : 'enhanced-code';
  return { class: byEnhanced ?? byReply, rule: source, permanence, retry: adviceFor(permanence) };
}

const adviceFor = (permanence: Permanence): RetryAdvice =>
  permanence === 'temporary' ? 'later' : permanence === 'ambiguous' ? 'check' : 'no';

/** A reply with all that varies masked, to group what no rule knows. */
export const templateOf = (reply: Reply): string => headOf(subjectOf(reply).replace(varying, '#'), 200);

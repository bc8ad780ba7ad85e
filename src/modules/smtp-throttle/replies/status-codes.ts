import type { FailureClass } from '../failure-class.ts';

/**
 * IANA's enhanced status codes without their first digit, as classes; used where no text tells more.
 * Source: https://www.iana.org/assignments/smtp-enhanced-status-codes (RFC 3463, 5248 and later).
 */
const byDetail: Readonly<Record<string, FailureClass>> = {
  '1.2': 'dns-routing', // bad destination system address
  '1.7': 'config', // bad sender's mailbox address syntax
  '1.8': 'config', // bad sender's system address
  '1.9': 'server-fault', // relayed to a non-compliant mailer
  '1.10': 'dns-routing', // recipient address has null MX
  '2.3': 'size', // message length exceeds administrative limit
  '3.4': 'size', // message too big for system
  '4.3': 'dns-routing', // directory server failure
  '4.4': 'dns-routing', // unable to route
  '4.5': 'server-fault', // mail system congestion
  '4.6': 'dns-routing', // routing loop
  '4.7': 'expired', // delivery time expired
  '5.3': 'throttle-recipient', // too many recipients
  '7.8': 'auth', // authentication credentials invalid
  '7.9': 'auth', // authentication mechanism too weak
  '7.10': 'tls', // encryption needed
  '7.11': 'tls', // encryption required for the mechanism
  '7.12': 'auth', // password transition needed
  '7.13': 'auth', // user account disabled
  '7.14': 'auth', // trust relationship required
  '7.16': 'size', // message too big for this priority
  '7.17': 'recipient', // mailbox owner has changed
  '7.18': 'recipient', // domain owner has changed
  '7.25': 'dns-routing', // reverse DNS validation failed
  '7.27': 'config', // sender address has null MX
  '7.28': 'throttle-rate', // mail flood detected
  '7.30': 'tls', // REQUIRETLS support required
};

const bySubject: Readonly<Record<string, FailureClass>> = {
  '1': 'recipient',
  '2': 'recipient',
  '3': 'server-fault',
  '4': 'network',
  '5': 'config',
  '6': 'content',
  '7': 'policy',
};

/** Reply codes that mean something by themselves (RFC 5321, 4954, 3207, 1846); 550, 554 and 45x do not. */
const byReply: Readonly<Record<number, FailureClass>> = {
  421: 'server-fault',
  450: 'unknown',
  451: 'server-fault',
  452: 'server-fault',
  455: 'config',
  500: 'config',
  501: 'config',
  502: 'config',
  503: 'config',
  504: 'config',
  521: 'dns-routing',
  523: 'tls',
  530: 'auth',
  534: 'auth',
  535: 'auth',
  538: 'auth',
  551: 'recipient',
  552: 'size',
  553: 'recipient',
  555: 'config',
  556: 'dns-routing',
};

/** The class an enhanced code stands for; undefined for X.0.0 and for what is not registered. */
export function classOfEnhanced(enhanced: string): FailureClass | undefined {
  const [, subject = '', detail = ''] = enhanced.split('.');
  return byDetail[`${subject}.${detail}`] ?? bySubject[subject];
}

/** The class a reply code stands for; `unknown` where it says only that something failed. */
export const classOfReply = (code: number): FailureClass => byReply[code] ?? 'unknown';

import type { Phase } from '../failure-class.ts';
import type { Reply } from '../reply.ts';

/** One try to hand over one mail, as some log shows it; times are ms since the epoch. */
export interface Attempt {
  readonly outcome: 'sent' | 'failed';
  /** 1-based line where its record begins. */
  readonly line: number;
  readonly at?: number;
  readonly startedAt?: number;
  /** Absent for what was sent. */
  readonly reply?: Reply;
  readonly client?: string;
  readonly phase?: Phase;
  readonly id?: string;
  readonly recipient?: string;
  readonly mailbox?: string;
  readonly host?: string;
  readonly batch?: string;
  /** The server that wrote the log refused what others brought to it. */
  readonly inbound?: true;
  /** Words without a code, or a sentence, in a text that is mostly prose. */
  readonly prose?: true;
  /** As it stands in the log. */
  readonly text: string;
}

/** What a line of a delivery agent is. */
export type AgentLine =
  /** A delivery, or several of one record. */
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  /** A failure that another line sums up, or a mail that was refused on the way in: counts where nothing else does. */
  | { readonly kind: 'aside'; readonly attempt: Attempt }
  /** What the agent says of itself: why it does not work (`faults/`). */
  | { readonly kind: 'fault'; readonly id: string; readonly line: number; readonly text: string }
  /** Of the agent, but about no delivery, and no complaint. */
  | { readonly kind: 'noise' }
  /** Of the agent, a complaint that nothing here explains. */
  | { readonly kind: 'unknown' }
  /** Of a daemon that sends no mail for the one who asks. */
  | { readonly kind: 'beside' };

/** Fields that are known, without those that are not. */
export function defined<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known: Record<string, unknown> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined && value !== '') known[name] = value;
  }
  return known as never;
}

const phases: readonly (readonly [RegExp, Phase])[] = [
  [
    /end of (?:the )?(?:data|message)|DataStop|MessageSent|END-OF-MESSAGE|TEXT command|DataAsync|_actionStream|Message failed|finishData/i,
    'data-end',
  ],
  [/initial (?:server )?greeting|initial connection|refused to talk|Invalid greeting|CONNECT from/i, 'greeting'],
  [/\b(?:EHLO|HELO|LHLO)\b/, 'ehlo'],
  [/\bSTARTTLS\b|TLS handshake|SSL_connect/i, 'tls'],
  [/\bAUTH\b|Invalid login|AuthenticateAsync|AuthenticationFailed|authenticat|on Auth:/i, 'auth'],
  [/MAIL FROM|Mail command failed|SenderFailed|SMTPSenderRefused|MailCommand/i, 'mail'],
  [
    /RCPT TO|\bRCPT\b|RecipientCommand|SMTPAddressFailed|RecipientsRefused|all recipients were rejected|RcptToResponse|RecipientNotAccepted/i,
    'rcpt',
  ],
  [/\bDATA\b|Data command failed|SMTPDataError|line \d{1,5}, in data\b/, 'data'],
  // Not nodemailer's `command: 'CONN'`, which it says of every connection that broke, nor ECONNRESET, nor Symfony's
  // `Connection to "…" timed out`, which is about an answer.
  [
    /connect to|connect(?:ion)? (?:refused|timed? ?out|timeout|attempt)|\bconnect E[A-Z]{3,20}|\bdial tcp\b|ECONNREFUSED|EDNS|ENOTFOUND|getaddrinfo|OpenTimeout/i,
    'connect',
  ],
];

/** The phase that words such as `(in reply to end of DATA command)` name. */
export const phaseIn = (text: string): Phase | undefined => phases.find(([pattern]) => pattern.test(text))?.[1];

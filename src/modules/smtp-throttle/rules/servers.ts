import { type Rule, rules } from './rule.ts';

// biome-ignore format: a table, a row a line
const postfix = rules('postfix', [
  ['postfix-connections', /Error: too many connections from/i, 'throttle-concurrency', 'T', 'cap', 'POSTFIX'],
  ['postfix-own-limit', /Connection concurrency limit exceeded: \d/i, 'throttle-concurrency', 'T', 'cap', 'POSTFIX'],
  ['postfix-own-rate', /(?:Connection|Message delivery request|Recipient address|New TLS session|AUTH command) rate limit exceeded: \d/i, 'throttle-rate', 'T', 'slow', 'POSTFIX'],
  ['postfix-rate', /Error: too (?:much mail|many (?:recipients|new TLS sessions|AUTH commands)) from/i, 'throttle-rate', 'T', 'slow', 'POSTFIX'],
  ['closing-4.3.2', /^421 4\.3\.2(?:\W+response)?\W*$/, 'throttle-concurrency', 'T', 'cap', 'MS-RATE'],
  ['postscreen-busy', /All (?:server|screening) ports are busy/i, 'server-fault', 'T', 'later', 'POSTFIX'],
  ['postscreen-deferred', /\b4\.3\.2\b.{0,10}Service currently unavailable/i, 'greylist', 'T', 'later', 'POSTFIX'],
  ['postfix-may-duplicate', /message may be sent more than once|while sending end of data/i, 'network', 'A', 'check', 'POSTFIX'],
  ['postfix-unverified', /unverified address|Address verification in progress/i, 'recipient', 'P?', '-', 'POSTFIX'],
  ['delivery-agent', /\b(?:procmail|maildrop|deliver): |pipe to \||command died/i, 'server-fault', 'T?', '-', 'POSTFIX'],
  ['postfix-queue-expired', /status=(?:force-)?expired/i, 'expired', 'P', 'no', 'POSTFIX'],
]);

// biome-ignore format: a table, a row a line
const sendmail = rules('sendmail', [
  ['sendmail-rate', /\b4\.3\.2\b.{0,4}Connection rate(?: limit exceeded)?/i, 'throttle-rate', 'T', 'slow', 'SENDMAIL'],
  ['sendmail-load', /Too many open connections|rejecting connections.{0,40}load average/i, 'throttle-concurrency', 'T', 'cap', 'SENDMAIL'],
]);

// biome-ignore format: a table, a row a line
const exim = rules('exim', [
  ['exim-connections', /Too many concurrent SMTP connections/i, 'throttle-concurrency', 'T', 'cap', 'EXIM'],
  ['exim-retry-not-reached', /retry time not reached for any host/i, 'network', 'T', 'later', 'EXIM'],
  ['exim-retry-timeout', /retry timeout exceeded/i, 'expired', 'P', 'no', 'EXIM'],
  ['exim-load', /too much (?:load|mail)/i, 'throttle-rate', 'T', 'slow', 'EXIM'],
]);

/** Mail servers that say their own limits in their own words. */
export const servers: readonly Rule[] = [...postfix, ...sendmail, ...exim];

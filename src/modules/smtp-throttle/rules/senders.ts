import { type Rule, rules } from './rule.ts';

// biome-ignore format: a table, a row a line
const ses = rules('ses', [
  ['ses-rate', /Maximum sending rate exceeded/i, 'throttle-rate', 'T', 'slow', 'SES'],
  ['ses-daily', /Daily message quota exceeded/i, 'throttle-daily', 'T', '24h', 'SES'],
  ['ses-throttling', /\bThrottling(?:Exception)?\b.{0,60}(?:Rate exceeded|status code: 400|\(client\))|454 Throttling failure/i, 'throttle-rate', 'T', 'slow', 'SES'],
  ['ses-idle', /Timeout waiting for data from client/i, 'network', 'T', 'reconnect', 'SES'],
  ['ses-unverified', /Email address(?:es)? (?:is|are) not verified/i, 'config', 'P', 'no', 'SES'],
  ['ses-paused', /Sending (?:suspended|paused) for this account/i, 'reputation', 'P', 'no', 'SES'],
]);

// biome-ignore format: a table, a row a line
const sendgrid = rules('sendgrid', [
  ['sendgrid-credits', /Maximum credits exceeded/i, 'throttle-daily', 'P', 'no', 'SENDGRID'],
  ['sendgrid-deferred', /\b421\b Message from .{0,100}temporarily deferred/i, 'throttle-rate', 'T', 'slow', 'SENDGRID'],
  ['sendgrid-connects', /too frequent connects from/i, 'throttle-rate', 'T', 'cap', 'SENDGRID'],
  ['sendgrid-unauthenticated', /Unauthenticated senders not allowed/i, 'auth', 'P', 'no', 'SENDGRID'],
]);

// biome-ignore format: a table, a row a line
const yahoo = rules('yahoo', [
  ['yahoo-permanently-deferred', /\[TSS(?:09|11)\]|permanently deferred/i, 'reputation', 'P', 'no', 'YAHOO'],
  ['yahoo-deferred', /\[TSS?0\d\]|\b4\.16\.5\d/, 'reputation', 'T', 'later', 'YAHOO'],
  ['yahoo-per-connection', /Max messages? per connection reached/i, 'throttle-rate', 'T', 'reconnect', 'YAHOO'],
  ['yahoo-resources', /Resources temporarily (?:un|not )available/i, 'server-fault', 'T', 'later', 'YAHOO'],
  ['yahoo-account', /This user doesn'?t have a \S{1,80} account/i, 'recipient', 'P', 'no', 'YAHOO'],
  ['yahoo-blocked', /\[BL2\d\]/, 'reputation', 'P', 'no', 'YAHOO'],
]);

// biome-ignore format: a table, a row a line
const others: readonly Rule[] = [
  ...rules('apple', [
    ['apple-volume', /deferred due to excessive volume/i, 'throttle-rate', 'T', 'slow', 'SFM'],
    ['apple-too-many-errors', /\bme\.com Error: too many errors/i, 'reputation', 'T', 'later', 'SFM'],
    ['apple-local-policy', /\[(?:CS01|HM\d\d)\] Message rejected/i, 'policy', 'P', 'no', 'SFM'],
  ]),
  ...rules('orange', [
    ['orange-connections', /Trop de connexions|OFR\d{0,4}_10[345]/i, 'throttle-concurrency', 'T', 'cap', 'SFM'],
    ['orange-recipient', /OFR\d{0,4}_41[67]|destinataire (?:invalide|pleine?)/i, 'recipient', 'P?', '-', 'SFM'],
    ['orange-blocked', /OFR\d{0,4}_10[0-2]|IP source bloquee/i, 'reputation', 'P?', '-', 'SFM'],
    ['orange-spam', /OFR\d{0,4}_(?:50\d|51\d)|Mail rejete/i, 'policy', 'P', 'no', 'SFM'],
    ['orange-sender', /OFR\d{0,4}_405|Emetteur invalide/i, 'config', 'P', 'no', 'SFM'],
  ]),
  ...rules('comcast', [
    ['comcast-recipient', /too many recent messages/i, 'throttle-recipient', 'T', 'slow', 'SFM'],
    ['comcast-rate', /\bRL0000\d\d\b/, 'throttle-rate', 'T', 'cap', 'SISIMAI'],
    ['comcast-blocked', /\bBL0000\d\d\b|Comcast block for spam/i, 'reputation', 'P', 'no', 'SISIMAI'],
  ]),
  ...rules('cox', [
    ['cox-connections', /\bCXCNCT\b/, 'throttle-concurrency', 'T', 'cap', 'SISIMAI'],
    ['cox-rate', /\bCXMXRT\b/, 'throttle-rate', 'T', 'slow', 'SISIMAI'],
    ['cox-blocked', /\bCX(?:BL|SNDR|DNS)\b|sender rejected\. Refer to Error Codes/i, 'reputation', 'P', 'no', 'SISIMAI'],
  ]),
  ...rules('godaddy', [
    ['godaddy-sessions', /\bIB007\b/, 'throttle-concurrency', 'T', 'cap', 'SISIMAI'],
    ['godaddy-hour', /\bIB60[4-9]\b|sent to too many recipients this hour/i, 'throttle-rate', 'T', 'slow', 'SISIMAI'],
    ['godaddy-blocked', /\bIB(?:10[0-9]|11[0-9]|21[0-9])\b/, 'reputation', 'P', 'no', 'SISIMAI'],
    ['godaddy-sender', /\bIB50[4-79]\b/, 'config', 'P', 'no', 'SISIMAI'],
  ]),
  ...rules('facebook', [
    ['facebook-connections', /\bCON-T[1-4]\b/, 'throttle-concurrency', 'T', 'cap', 'SISIMAI'],
    ['facebook-recipient', /\bRCP-P\d\b/, 'recipient', 'P', 'no', 'SISIMAI'],
  ]),
  ...rules('spectrum', [
    ['spectrum-connections', /\b(?:AUP#)?In-13[0-4]0\b|spectrum\.net.{0,80}Error code 13[0-4]0/i, 'throttle-concurrency', 'T', 'cap', 'SISIMAI'],
    ['spectrum-blocked', /\bAUP#(?:In|Out|I)-\d/, 'reputation', 'P', 'no', 'SISIMAI'],
  ]),
  ...rules('qq', [
    ['qq-frequency', /(?:Connection|Sender|Ip|Mail|Domain) frequency limited/i, 'throttle-rate', 'T', 'slow', 'SFM'],
  ]),
  ...rules('netease', [
    ['netease-too-many', /\b(?:DT:(?:SPM|SUM)|RP:(?:QRC|CEL)|MI:(?:CEL|DMC|CCL))\b.{0,200}(?:try again|later)|\b(?:RP:(?:QRC|CEL)|MI:(?:CEL|CCL))\b/i, 'throttle-rate', 'T', 'later', 'SISIMAI'],
    ['netease-spam', /\bDT:(?:SPM|SUM)\b/, 'policy', 'P?', '-', 'SISIMAI'],
  ]),
  ...rules('rackspace', [
    ['rackspace-new-ip', /new or untrusted IP/i, 'reputation', 'T', 'later', 'SFM'],
  ]),
  ...rules('zoho', [
    ['zoho-rate', /Unusual sending activity|Hourly Quota/i, 'throttle-rate', 'T', 'later', 'SFM'],
  ]),
  ...rules('mimecast', [
    ['mimecast-resource', /Internal resource temporarily unavailable/i, 'server-fault', 'T', 'later', 'SFM'],
  ]),
  ...rules('oracle', [
    ['oracle-acl', /ORA-24247/i, 'config', 'P', 'no', 'ORACLE'],
    ['oracle-masked-421', /ORA-29278.{0,60}421 Service not available/i, 'network', 'T', 'check', 'ORACLE'],
  ]),
];

/** Services that send for others and mailbox providers with words of their own. */
export const providers: readonly Rule[] = [...ses, ...sendgrid, ...yahoo, ...others];

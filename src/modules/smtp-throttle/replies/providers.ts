import { type ReplyRow, replies, vague } from './reply-row.ts';

// biome-ignore format: a table, a row a line
const ses = replies('ses', [
  ['ses-rate', /Maximum sending rate exceeded/i, 'throttle-rate', 'T', 'slow', 'SES', ['454 Throttling failure: Maximum sending rate exceeded.']],
  ['ses-daily', /Daily message quota exceeded/i, 'throttle-daily', 'T', '24h', 'SES', ['454 Throttling failure: Daily message quota exceeded.']],
  ['ses-throttling', /\bThrottling(?:Exception)?\b.{0,60}(?:Rate exceeded|status code: 400|\(client\))|454 Throttling failure/i, 'throttle-rate', 'T', 'slow', 'SES', ['ThrottlingException: Rate exceeded', '454 Throttling failure']],
  ['ses-idle', /Timeout waiting for data from client/i, 'network', 'T', 'reconnect', 'SES', ['451 4.4.2 Timeout waiting for data from client.']],
  ['ses-unverified', /Email address(?:es)? (?:is|are) not verified/i, 'config', 'P', 'no', 'SES', ['554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1', '554 Message rejected: Email addresses are not verified']],
  ['ses-not-permitted', /not authorized to perform:? ?[`'"]?ses:Send/i, 'auth', 'P', 'no', 'SES', ["User `arn:aws:iam::123456789012:user/app' is not authorized to perform `ses:SendEmail' on resource"]],
  ['ses-paused', /Sending (?:suspended|paused) for this account/i, 'reputation', 'P', 'no', 'SES', ['554 Sending suspended for this account.', '454 Sending paused for this account.']],
]);

// biome-ignore format: a table, a row a line
const sendgrid = replies('sendgrid', [
  ['sendgrid-credits', /Maximum credits exceeded/i, 'throttle-daily', 'P', 'no', 'SENDGRID', ['451 Authentication failed: Maximum credits exceeded']],
  ['sendgrid-deferred', /\b421\b Message from .{0,100}temporarily deferred/i, 'throttle-rate', 'T', 'slow', 'SENDGRID', ['421 Message from (192.0.2.1) temporarily deferred']],
  ['sendgrid-connects', /too frequent connects from/i, 'throttle-rate', 'T', 'cap', 'SENDGRID', ['450 too frequent connects from 192.0.2.1, please try again later.']],
  ['sendgrid-unauthenticated', /Unauthenticated senders not allowed/i, 'auth', 'P', 'no', 'SENDGRID', ['550 Unauthenticated senders not allowed']],
]);

// biome-ignore format: a table, a row a line
const yahoo = replies('yahoo', [
  ['yahoo-permanently-deferred', /\[TSS(?:09|11)\]|permanently deferred/i, 'reputation', 'P', 'no', 'YAHOO', ['553 5.7.2 [TSS09] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed.']],
  ['yahoo-deferred', /\[TSS?0\d\]|\b4\.16\.5\d/, 'reputation', 'T', 'later', 'YAHOO', ['421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints', '421 4.16.55 [TS01] Messages from 192.0.2.1 temporarily deferred']],
  ['yahoo-per-connection', /Max messages? per connection reached/i, 'throttle-rate', 'T', 'reconnect', 'YAHOO', ['421 Max message per connection reached, closing transmission channel']],
  ['yahoo-resources', /Resources temporarily (?:un|not )available/i, 'server-fault', 'T', 'later', 'YAHOO', ['451 4.3.2 Resources temporarily not available - Please try again later']],
  ['yahoo-account', /This user doesn'?t have a \S{1,80} account/i, 'recipient', 'P', 'no', 'YAHOO', ["554 delivery error: dd This user doesn't have a yahoo.example account (reader@example.net) [0]"]],
  ['yahoo-blocked', /\[BL2\d\]/, 'reputation', 'P', 'no', 'YAHOO', ['553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1']],
]);

// biome-ignore format: a table, a row a line
const others: readonly ReplyRow[] = [
  ...replies('apple', [
    ['apple-volume', /deferred due to excessive volume/i, 'throttle-rate', 'T', 'slow', 'SFM', ['421 4.7.1 Messages to reader@example.net deferred due to excessive volume. Try again later']],
    ['apple-too-many-errors', /\bme\.com Error: too many errors/i, 'reputation', 'T', 'later', 'SFM', ['421 4.7.0 mr85p00im.me.com Error: too many errors']],
    ['apple-local-policy', /\[(?:CS01|HM\d\d)\] Message rejected/i, 'policy', 'P', 'no', 'SFM', ['550 5.7.1 [CS01] Message rejected due to local policy.']],
  ]),
  ...replies('orange', [
    ['orange-connections', /Trop de connexions|OFR\d{0,4}_10[345]/i, 'throttle-concurrency', 'T', 'cap', 'SFM', ['421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. OFR004_104 [104]']],
    ['orange-recipient', /OFR\d{0,4}_416|destinataire invalide/i, 'recipient', 'P?', '-', 'SFM', ['550 5.1.1 Adresse d au moins un destinataire invalide. OFR204_416 [416]']],
    ['orange-blocked', /OFR\d{0,4}_10[0-2]|IP source bloquee/i, 'reputation', 'P?', '-', 'SFM', ['550 mwinf5c Service refuse. Veuillez essayer plus tard. OFR004_102', '550 IP source bloquee pour incident de spam.']],
    ['orange-spam', /OFR\d{0,4}_(?:50\d|51\d)|Mail rejete/i, 'policy', 'P', 'no', 'SFM', ['550 5.7.1 Mail rejete. OFR_506 [506]']],
    ['orange-sender', /OFR\d{0,4}_405|Emetteur invalide/i, 'config', 'P', 'no', 'SFM', ['550 5.5.0 Emetteur invalide. OFR_405 [405]']],
  ]),
  ...replies('t-online', [
    ['t-online-address', /\bIP=\S{1,60} - (?:A problem occurred|None\/bad reputation|Dialup)/i, 'reputation', 'P', 'no', 'USAGE', ['554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help)', '554 IP=192.0.2.1 - None/bad reputation. Ask your postmaster for help']],
  ]),
  ...replies('comcast', [
    ['comcast-recipient', /too many recent messages/i, 'throttle-recipient', 'T', 'slow', 'SFM', ['452 4.1.1 reader@example.net too many recent messages']],
    ['comcast-rate', /\bRL0000\d\d\b/, 'throttle-rate', 'T', 'cap', 'SISIMAI', ['421 Throttled - try again later. RL000010']],
    ['comcast-blocked', /\bBL0000\d\d\b|Comcast block for spam/i, 'reputation', 'P', 'no', 'SISIMAI', ['554 Comcast block for spam. BL000001']],
  ]),
  ...replies('cloudmark', [
    ['cloudmark-listed', /\bcsi\.cloudmark\.com\/(?:\w{2}\/)?reset-request/i, 'reputation', 'P?', '-', 'USAGE', ['554 mx.example.net bizsmtp Connection refused from 192.0.2.1. See http://csi.cloudmark.com/reset-request/?ip=192.0.2.1 for more information.']],
  ]),
  ...replies('symantec', [
    ['symantec-blocked', /Message filtered\..{0,60}symanteccloud|Connection rejected by policy \[[\d.]{1,5}\].{0,60}messagelabs/i, 'reputation', 'P', 'no', 'SFM', ['553 5.7.1 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.example/troubleshooting', '501 Connection rejected by policy [7.7] 20805, please visit www.messagelabs.com/support for more details'], ['554 message filtered']],
  ]),
  ...replies('cox', [
    ['cox-connections', /\bCXCNCT\b/, 'throttle-concurrency', 'T', 'cap', 'SISIMAI', ['421 - 192.0.2.1 is connected too often. CXCNCT. Refer to Error Codes section']],
    ['cox-rate', /\bCXMXRT\b/, 'throttle-rate', 'T', 'slow', 'SISIMAI', ['452 4.1.1 message rate limit. CXMXRT']],
    ['cox-blocked', /\bCX(?:BL|SNDR|DNS)\b|sender rejected\. Refer to Error Codes/i, 'reputation', 'P', 'no', 'SISIMAI', ['554 ERROR: Mail Refused - 192.0.2.1 - CXBL']],
  ]),
  ...replies('godaddy', [
    ['godaddy-sessions', /\bIB007\b/, 'throttle-concurrency', 'T', 'cap', 'SISIMAI', ['421 Temporarily rejected. Too many sessions. IB007']],
    ['godaddy-hour', /\bIB60[4-9]\b|sent to too many recipients this hour/i, 'throttle-rate', 'T', 'slow', 'SISIMAI', ['550 5.7.1 This message has been sent to too many recipients this hour. IB607d']],
    ['godaddy-blocked', /\bIB(?:10[0-9]|11[0-9]|21[0-9])\b/, 'reputation', 'P', 'no', 'SISIMAI', ['554 Connection refused. This address is not allowed. IB108']],
    ['godaddy-sender', /\bIB50[4-79]\b/, 'config', 'P', 'no', 'SISIMAI', ['550 domain of the sender does not exist. IB504']],
  ]),
  ...replies('facebook', [
    ['facebook-connections', /\bCON-T[1-4]\b/, 'throttle-concurrency', 'T', 'cap', 'SISIMAI', ['452 4.1.1 CON-T1 facebook']],
    ['facebook-recipient', /\bRCP-P\d\b/, 'recipient', 'P', 'no', 'SISIMAI', ['550 5.1.1 RCP-P1 http://postmaster.facebook.example']],
  ]),
  ...replies('spectrum', [
    ['spectrum-connections', /\b(?:AUP#)?In-13[0-4]0\b|spectrum\.net.{0,80}Error code 13[0-4]0/i, 'throttle-concurrency', 'T', 'cap', 'SISIMAI', ['421 4.7.1 AUP#In-1310 connection']],
    ['spectrum-blocked', /\bAUP#(?:(?:In|Out|I)-)?\d/, 'reputation', 'P', 'no', 'SISIMAI', ['554 impin001.charter.net ESMTP server not available AUP#1150', '550 5.7.1 AUP#In-1580']],
  ]),
  ...replies('qq', [
    ['qq-frequency', /(?:Connection|Sender|Ip|Mail|Domain) frequency limited/i, 'throttle-rate', 'T', 'slow', 'SFM', ['550 Connection frequency limited', '550 Mail frequency limited. 192.0.2.1']],
    ['qq-bounces', /Suspected bounce attacks/i, 'reputation', 'P', 'no', 'SISIMAI', ['550 Suspected bounce attacks. http://service.mail.qq.example/']],
  ]),
  ...vague(replies('gmx', [
    ['gmx-sending', /mailbox unavailable(?:\\n|550|\W){1,10}Failure sending mail\. Try again later/i, 'throttle-rate', 'T', 'later', 'USAGE', ['550 Requested action not taken: mailbox unavailable Failure sending mail. Try again later'], ['550 Requested action not taken: mailbox unavailable']],
  ])),
  ...replies('gmx', [
    ['gmx-sender-domain', /invalid DNS MX or A\/AAAA resource record/i, 'config', 'P', 'no', 'SFM', ['550 Requested action not taken: mailbox unavailable invalid DNS MX or A/AAAA resource record']],
  ]),
  ...replies('barracuda', [
    ['barracuda-blocked', /permanent failure for one or more recipients \(\S{1,200}:blocked\)/i, 'policy', 'P', 'no', 'SFM', ['550 permanent failure for one or more recipients (reader@example.net:blocked)'], ['550 permanent failure for one or more recipients (reader@example.net:550 5.1.1 unknown user)']],
  ]),
  ...replies('free', [
    ['free-errors', /too many errors from your ip/i, 'reputation', 'T', 'later', 'FREE', ['451 too many errors from your ip (192.0.2.1), please visit http://postmaster.free.example/']],
  ]),
  ...replies('netease', [
    ['netease-address', /\bHL:(?:REP|IHU|IPB|MEP)\b|\bDT:RBL\b|\bWM:BL[IU]\b/, 'reputation', 'P?', '-', 'NETEASE', ['421 HL:REP 163 mx15', '421 HL:MEP 163 mx1', '450 WM:BLI 163 smtp1', '554 HL:IHU 163 smtp8', '554 HL:IPB 163 mx3', '550 DT:RBL 163 mx1']],
    ['netease-connections', /\bHL:ICC\b/, 'throttle-concurrency', 'T', 'cap', 'NETEASE', ['421 HL:ICC 163 mx15']],
    ['netease-rate', /\bHL:IFC\b|\bMI:SFQ\b|\bMI:DMC\b/, 'throttle-rate', 'T', 'slow', 'NETEASE', ['421 HL:IFC 163 mx15', '451 MI:SFQ 163 smtp8', '450 MI:DMC 163 smtp1']],
    ['netease-logins', /auth error limit exceed/i, 'throttle-rate', 'T', 'later', 'NETEASE', ['554 IP is rejected, smtp auth error limit exceed']],
    ['netease-recipients', /\bRP:(?:RCL|DRC)\b/, 'throttle-recipient', 'T', 'split', 'NETEASE', ['550 RP:RCL 163 smtp1', '450 RP:DRC 163 smtp1']],
    ['netease-sender', /\bMI:(?:NHD|IMF)\b|\bDT:SUM\b(?!.{0,200}(?:try again|later))|no smtp MX only|Requested (?:mail )?action not taken: Fake sender/i, 'config', 'P', 'no', 'NETEASE', ['554 DT:SUM 163 smtp2', '550 MI:IMF 163 mx2 Requested mail action not taken: no smtp MX only', '550 Requested mail action not taken: Fake sender']],
    ['netease-relay', /\bRP:FRL\b/, 'config', 'P', 'no', 'NETEASE', ['550 RP:FRL 163 mx1']],
    ['netease-day', /\bMI:STC\b|\bRP:TRC\b/, 'throttle-daily', 'T', '24h', 'NETEASE', ['554 MI:STC 163 smtp2', '550 RP:TRC 163 smtp2']],
    ['netease-too-many', /\b(?:DT:(?:SPM|SUM)|RP:(?:QRC|CEL)|MI:(?:CEL|DMC|CCL))\b.{0,200}(?:try again|later)|\b(?:RP:(?:QRC|CEL)|MI:(?:CEL|CCL))\b/i, 'throttle-rate', 'T', 'later', 'SISIMAI', ['421 DT:SPM 192.0.2.1 please try again later', '451 RP:CEL 192.0.2.1']],
    ['netease-spam', /\bDT:SPM\b/, 'content', 'P?', '-', 'SISIMAI', ['554 DT:SPM 163 smtp']],
  ]),
  ...replies('rackspace', [
    ['rackspace-new-ip', /new or untrusted IP/i, 'reputation', 'T', 'later', 'SFM', ['421 4.7.1 new or untrusted IP']],
  ]),
  ...replies('zoho', [
    ['zoho-rate', /Unusual sending activity|Hourly Quota/i, 'throttle-rate', 'T', 'later', 'SFM', ['550 5.4.6 Unusual sending activity detected. Please try after sometime', '550 5.4.6 Hourly Quota']],
  ]),
  ...replies('mimecast', [
    // By Mimecast's own list greylisting, or a look at the reputation of an address not seen before.
    ['mimecast-resource', /Internal resources? (?:is |are )?temporarily unavailable/i, 'greylist', 'T', 'later', 'MIMECAST', ['451 Internal resource temporarily unavailable - https://community.mimecast.example/docs [abc]', '451 Internal resources are temporarily unavailable']],
    ['mimecast-outbound-off', /Account outbounds? disabled/i, 'config', 'P', 'no', 'MIMECAST', ['451 Account outbounds disabled']],
    ['mimecast-inbound-off', /Account inbounds? disabled/i, 'policy', 'T?', '-', 'MIMECAST', ['451 Account inbounds disabled']],
    ['mimecast-connections', /Account service is temporarily unavailable|Exceeding outbound thread limit/i, 'throttle-concurrency', 'T', 'cap', 'MIMECAST', ['451 Account service is temporarily unavailable', '550 Exceeding outbound thread limit']],
    ['mimecast-validation', /^4\d\d Recipient temporarily unavailable/i, 'server-fault', 'T', 'later', 'MIMECAST', ['451 Recipient temporarily unavailable']],
    ['mimecast-reputation', /Local CT IP Reputation/i, 'reputation', 'P', 'no', 'MIMECAST', ['550 Local CT IP Reputation - (reject)']],
    ['mimecast-tls', /this route requires (?:encryption|TLS|high-strength)|Configuration is invalid for this certificate/i, 'tls', 'P', 'no', 'MIMECAST', ['553 This route requires encryption (TLS)', '553 This route requires TLS version 1.2 or greater', '554 Configuration is invalid for this certificate']],
    ['mimecast-submitter', /Submitter failed to (?:authenticate|disabled)/i, 'auth', 'P', 'no', 'MIMECAST', ['550 Submitter failed to authenticate']],
    ['mimecast-content', /bounced due to content examination policy/i, 'policy', 'P', 'no', 'MIMECAST', ['550 Message bounced due to Content Examination Policy']],
    ['mimecast-mx', /incorrect hostname used for inbounds?/i, 'dns-routing', 'P', 'no', 'MIMECAST', ['550 The incorrect hostname used for inbounds']],
  ]),
  ...replies('oracle', [
    ['oracle-acl', /ORA-24247/i, 'config', 'P', 'no', 'ORACLE', ['ORA-24247: network access denied by access control list (ACL)']],
    ['oracle-masked-421', /ORA-29278.{0,60}421 Service not available/i, 'network', 'T', 'check', 'ORACLE', ['ORA-29278: SMTP transient error: 421 Service not available']],
  ]),
];

/** Services that send for others and mailbox providers with words of their own. */
export const providers: readonly ReplyRow[] = [...ses, ...sendgrid, ...yahoo, ...others];

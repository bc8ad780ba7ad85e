import { type ReplyRow, replies } from './reply-row.ts';

/** Services that send for others and hosters, in words of their own. */
// biome-ignore format: a table, a row a line
export const services: readonly ReplyRow[] = [
  ...replies('ses', [
    ['ses-suppressed', /\bAddress blacklisted\b|on the suppression list for your account/i, 'recipient', 'P', 'no', 'SES', ['554 Message rejected: Address blacklisted.', '554 Message rejected: reader@example.net is on the suppression list for your account'], ['554 5.7.1 Client host [192.0.2.1] blacklisted']],
  ]),
  ...replies('sendgrid', [
    ['sendgrid-identity', /from address does not match a verified Sender Identity/i, 'config', 'P', 'no', 'SENDGRID', ['550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.']],
    ['sendgrid-key', /authorization grant is invalid, expired, or revoked/i, 'auth', 'P', 'no', 'SENDGRID', ['401 {"errors":[{"message":"The provided authorization grant is invalid, expired, or revoked"}]}']],
    ['sendgrid-limits', /exceeded your messaging limits/i, 'throttle-daily', 'P', 'no', 'SENDGRID', ["451 You've exceeded your messaging limits"]],
  ]),
  ...replies('mailgun', [
    ['mailgun-probation', /account is on probation|domains? (?:\S{1,100} )?(?:is|are) limited to \d/i, 'throttle-rate', 'T', 'slow', 'MAILGUN', ['554 Your account is on probation and domains are limited to 100 messages / hour.', '421 Domain mg.example.net is limited to 100 messages'], ['550 Your account is suspended']],
    ['mailgun-suppressed', /Not delivering to (?:previously )?(?:bounced|suppressed|unsubscribed|complained)/i, 'recipient', 'P', 'no', 'MAILGUN', ['605 Not delivering to previously bounced address', '607 Not delivering to unsubscribed recipient']],
    ['mailgun-sandbox', /Sandbox subdomains are for test purposes only|Free accounts are for test purposes only/i, 'config', 'P', 'no', 'MAILGUN', ['554 Sandbox subdomains are for test purposes only. Please add your own domain', '554 Free accounts are for test purposes only']],
    ['mailgun-unverified', /is not allowed to send: (?:The domain is unverified|Please activate)|activate your Mailgun account/i, 'config', 'P', 'no', 'MAILGUN', ['421 Domain mg.example.net is not allowed to send: The domain is unverified and requires DNS configuration', '421 Domain sandbox1.mailgun.example is not allowed to send: Please activate your Mailgun account.']],
    ['mailgun-key', /MailgunAPIError.{0,200}(?:\b401\b|Forbidden|Unauthorized)|(?:\b401\b|Forbidden|Unauthorized).{0,200}MailgunAPIError|\bMailgun::\w{3,40}Error: 401\b|Invalid private key/i, 'auth', 'P', 'no', 'MAILGUN', ["[Error: Unauthorized] { status: 401, details: 'Forbidden', type: 'MailgunAPIError' }", '401 Invalid private key']],
    ['mailgun-limit', /is not allowed to send: (?:\S{1,20} ){1,3}limit exceeded/i, 'throttle-rate', 'T', 'later', 'MAILGUN', ['421 Domain mg.example.net is not allowed to send: request limit exceeded, try again after 55m', '421 Domain mg.example.net is not allowed to send: recipient limit exceeded']],
    ['mailgun-disabled', /Domain \S{1,100} is not allowed to send: |account (?:\S{1,60} )?is disabled\. (?:Please )?contact support/i, 'reputation', 'P', 'no', 'MAILGUN', ['421 Domain mg.example.net is not allowed to send: Your account is disabled', '550 The account is disabled. Please contact support']],
  ]),
  ...replies('postmark', [
    ['postmark-inactive', /marked as inactive|inactive (?:recipient|address)e?s?.{0,80}(?:hard bounce|spam complaint)|InactiveRecipient/i, 'recipient', 'P', 'no', 'POSTMARK', ['406 You tried to send to a recipient that has been marked as inactive.', '422 InactiveRecipientsError: inactive addresses: hard bounce']],
    ['postmark-credits', /Not allowed to send\. Your account has run out of credits/i, 'throttle-daily', 'P', 'no', 'POSTMARK', ['405 Not allowed to send. Your account has run out of credits.']],
    ['postmark-pending', /account is pending approval/i, 'config', 'P', 'no', 'POSTMARK', ['412 While your account is pending approval, all recipient addresses must share the same domain']],
    ['postmark-signature', /Sender Signature (?:on your account|not (?:found|confirmed))|not (?:defined as )?a Sender Signature/i, 'config', 'P', 'no', 'POSTMARK', ["400 The 'From' address you supplied is not a Sender Signature on your account.", '401 Sender Signature not confirmed']],
  ]),
  ...replies('resend', [
    ['resend-domain', /domain is not verified\. Please,? add and verify|You can only send testing emails to your own email address/i, 'config', 'P', 'no', 'USAGE', ['403 The example.net domain is not verified. Please, add and verify your domain', '403 You can only send testing emails to your own email address (app@example.net).']],
  ]),
  ...replies('brevo', [
    ['brevo-sender', /sender (?:\S{1,100} )?(?:is )?not (?:valid|validated)\. Validate your sender|Sending has been rejected because the sender you used/i, 'config', 'P', 'no', 'USAGE', ['525 5.7.1 Sending has been rejected because the sender you used app@example.net is not valid. Validate your sender']],
    ['brevo-key', /(?:Key not found|API Key is not enabled|authentication not found in headers)\W{1,6}code\W{1,6}unauthorized/i, 'auth', 'P', 'no', 'BREVO', ['(401) Reason: Unauthorized HTTP response body: {"message":"Key not found","code":"unauthorized"}']],
    ['brevo-credits', /["']code["']: ?["']not_enough_credits["']/i, 'throttle-daily', 'P', 'no', 'BREVO', ['402 {"code":"not_enough_credits","message":"You do not have enough credits"}']],
    ['brevo-validation', /["']code["']: ?["']account_under_validation["']/i, 'config', 'P', 'no', 'BREVO', ['403 {"code":"account_under_validation","message":"Your account is under validation"}']],
    ['brevo-ip', /Unauthorized IP address/i, 'auth', 'P', 'no', 'USAGE', ['525 5.7.1 Unauthorized IP address']],
  ]),
  ...replies('', [
    ['account-not-activated', /account (?:is |has )?(?:not yet|not|never|un)(?: been)? ?activated|account is (?:not yet active|awaiting activation)|activate your (?:\S{1,30} )?account/i, 'config', 'P', 'no', 'USAGE', ['502 5.7.0 Your SMTP account is not yet activated. Please contact us', '421 Please activate your account'], ['550 account has been deactivated']],
  ]),
  ...replies('sparkpost', [
    ['sparkpost-limit', /Exceed(?:ed)? Sending Limit/i, 'throttle-daily', 'T', '24h', 'USAGE', ['550 5.7.1 Exceed Sending Limit (daily)', '550 5.7.1 Exceeded Sending Limit (monthly)']],
  ]),
  ...replies('migadu', [
    ['address-outgoing-limits', /Reached (?:address|domain|account) outgoing limits?/i, 'throttle-daily', 'T', '24h', 'USAGE', ['554 5.7.1 Reached address outgoing limits for app@example.net']],
  ]),
  ...replies('rspamd', [
    ['rspamd-ratelimit', /Ratelimit "?\\?"?\S{1,60} exceeded/i, 'throttle-rate', 'T', 'slow', 'RSPAMD', ['451 4.7.1 Ratelimit "user" exceeded', '4.7.1 Ratelimit \\"bounce_to\\" exceeded']],
  ]),
  ...replies('cpanel', [
    ['cpanel-domain-hour', /max (?:defers and failures|emails) per hour/i, 'throttle-rate', 'T', 'slow', 'EXIM', ['550 Domain example.net has exceeded the max defers and failures per hour (5/5 (100%)) allowed. Message discarded.', '550 Domain example.net has exceeded the max emails per hour (150/150 (100%)) allowed.']],
  ]),
];

import { phrases, replies } from './reply-row.ts';

/** Microsoft Graph refuses all its calls in the same words: those about a mail name its sending. */
const sending =
  '(?:\\/sendMail\\b|\\bsendMail\\b|\\bMail\\.Send\\b|send(?:ing)? (?:an? |the )?(?:e-?mail|mail|message))';
const denied =
  '(?:\\bErrorAccessDenied\\b|Access is denied\\. Check credentials and try again|\\bAuthorization_RequestDenied\\b|\\[RAOP\\])';

/** Exchange Online: submission with SMTP AUTH, protection of incoming mail, Graph and Azure. */
// biome-ignore format: a table, a row a line
export const exchangeOnline = replies('microsoft', [
  ['m365-concurrent-connections', /concurrent connections? limit exceeded|aka\.ms\/concurrent_sending/i, 'throttle-concurrency', 'T', 'cap', 'MS-SUB', ['432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=AM0PR01MB0001.eurprd01.prod.outlook.com]', '4.3.2 Concurrent connection limit exceeded.']],
  ['m365-sender-threads', /STOREDRV\.ClientSubmit\W{1,4}sender thread limit|sender thread limit exceeded/i, 'throttle-concurrency', 'T', 'cap', 'MS-BLOG18', ['432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=AM0PR01MB0001.eurprd01.prod.outlook.com]']],
  ['m365-recipient-threads', /STOREDRV\.Deliver\W{1,4}recipient thread limit|recipient thread limit exceeded/i, 'throttle-recipient', 'T', 'slow', 'MS-NDR', ['432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded']],
  ['m365-store-threads', /STOREDRV\.Deliver\W.{0,60}(?:database|delivery source).{0,60}(?:thread|throttling) limit/i, 'server-fault', 'T', 'later', 'MS-NDR', ['432 4.3.2 STOREDRV.Deliver; dynamic mailbox database throttling limit exceeded', '432 4.3.2 STOREDRV.Deliver; delivery source thread limit exceeded']],
  ['m365-mailbox-busy', /mailbox busy; STOREDRV\.Deliver/i, 'server-fault', 'T', 'later', 'MS-NDR', ['450 4.2.0 mailbox busy; STOREDRV.Deliver']],
  ['m365-daily-recipients', /(?<!Error)SubmissionQuotaExceeded|\b5\.1\.90\b|reached your daily limit for (?:message )?recipients|\b5\.2\.2 Submission quota exceeded/i, 'throttle-daily', 'T', '24h', 'MS-SUB', ['554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message', "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients", '550 5.2.2 Submission quota exceeded']],
  ['m365-tenant-external', /\b5\.7\.23[23]\b|tenant external recipient rate limit|exceeded (?:its|the) daily limit for sending email to external/i, 'throttle-daily', 'T', '24h', 'MS-TERRL', ["550 5.7.233 Your message can't be sent because your tenant exceeded its daily limit for sending email to external recipients (tenant external recipient rate limit)", '550 5.7.232 trial tenant']],
  ['m365-continuous-errors', /\b5\.2\.25[1345]\b|\b5\.2\.252\b.{0,200}continuous|Sender throttled due to continuous/i, 'throttle-penalty', 'T', 'later', 'MS-CET', ['550 5.2.251 Sender throttled due to continuous mailbox full errors.', '550 5.2.252 Sender throttled due to continuous send as denied errors.']],
  ['m365-send-as-denied', phrases(
    /(?<!Error)SendAsDenied|\b5\.7\.60\b|\b5\.2\.252\b|does not have permissions? to send (?:as|on behalf of)/i,
    /(?:not|no) (?:allowed|authori[sz]ed|rights?|permissions?) to send as this sender/i,
  ), 'auth', 'P', 'no', 'MS-NDR', ['554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied', '550 5.7.60 SMTP; Client does not have permissions to send as this sender']],
  ['m365-outbound-spam', /OutboundSpamException|WASCL UserAction verdict|\b5\.1\.8\b.{0,20}Access denied, bad outbound sender|bad outbound sender/i, 'reputation', 'P', 'no', 'MS-NDR', ['554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; WASCL UserAction verdict is not None', '550 5.1.8 Access denied, bad outbound sender']],
  ['m365-sender-mailbox-full', /STOREDRV\.Submission.{0,80}QuotaExceeded|\bErrorQuotaExceeded\b/i, 'config', 'P', 'no', 'MS-SUB', ['554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded', 'ErrorQuotaExceeded: The mailbox has exceeded its storage quota.'], ['ErrorSubmissionQuotaExceeded']],
  ['m365-banned-sender', /\b5\.7\.50[123]\b|\b5\.7\.705\b/, 'reputation', 'P', 'no', 'MS-NDR', ['550 5.7.501 Access denied, spam abuse detected', '550 5.7.705 Access denied, tenant has exceeded threshold']],
  ['m365-unregistered-domain', /\b5\.7\.750\b|sending from unregistered domains?/i, 'config', 'P', 'no', 'MS-NDR', ['550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains']],
  ['m365-ip-not-accepted', /\b5\.7\.708\b|traffic not accepted from this IP/i, 'reputation', 'P', 'no', 'MS-NDR', ['550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP']],
  ['m365-banned-ip', /\b5\.7\.6(?:0[6-9]|[1-4]\d)\b|banned sending IP/i, 'reputation', 'P', 'no', 'MS-NDR', ['550 5.7.606 Access denied, banned sending IP [192.0.2.1]', '550 5.7.649 Access denied']],
  ['outlook-blocked', /\b(?:SC|DY|OU)-00\d\b/, 'reputation', 'P', 'no', 'SFM', ['550 OU-002 (SNT004-MC4F5) Mail rejected by Outlook.com for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation.', '550 SC-001 (COL004-MC2F8) Unfortunately, messages from 192.0.2.4 were not sent', '550 DY-001'], ['421 RP-001 the mail server has exceeded the rate limit allowed']],
  ['m365-ip-connections', /\b4\.7\.652\b|\(S3115\)/, 'throttle-concurrency', 'T', 'cap', 'SISIMAI', ['451 4.7.652 The mail server [192.0.2.1] has exceeded the maximum number of connections. (S3115)']],
  ['m365-ip-reputation', /\b4\.7\.65[01]\b|temporarily rate limited due to IP reputation/i, 'reputation', 'T', 'later', 'SFM', ['451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation. (S775)']],
  ['m365-agent-busy', /\b4\.7\.700\b|PFA agent busy/i, 'server-fault', 'T', 'later', 'SISIMAI', ['451 4.7.700 PFA agent busy, please try again']],
  ['m365-later-access', /\b4\.7\.8[5-9]\d\b/, 'reputation', 'T', 'later', 'MS-NDR', ['451 4.7.850 Access denied, please try again later']],
  ['m365-server-busy', /\b4\.7\.[56]\d\d\b|Server busy\. Please try again later from/i, 'throttle-rate', 'T', 'later', 'MS-NDR', ['451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS77712)', '451 Server busy. Please try again later from 192.0.2.1']],
  ['m365-organization-queue', /organi[sz]ation queue quota exceeded/i, 'throttle-rate', 'T', 'slow', 'SFM', ['450 4.7.3 Organization queue quota exceeded.']],
  ['m365-resource-forest', /concurrent connections per resource forest/i, 'throttle-concurrency', 'T', 'cap', 'SFM', ['421 4.3.2 The maximum number of concurrent connections per resource forest has exceeded a limit, closing transmission channel']],
  ['outlook-rp', /\bRP-00[123]\b/, 'throttle-rate', 'T', 'slow', 'SFM', ['421 RP-001 (AM0) Unfortunately, some messages from 192.0.2.1 were not sent.']],
  ['m365-recipient-hour', /\b5\.2\.12[12]\b|\b4\.2\.12[12]\b|exceeded (?:the|their) limit for the number of messages they can (?:send to this recipient|receive) per hour/i, 'throttle-recipient', 'T', 'later', 'MS-NDR', ['550 5.2.121 Sender exceeded the limit for this recipient', '554 The recipient has exceeded their limit for the number of messages they can receive per hour']],
  ['m365-recipient-limit', /RESOLVER\.ADR\.RecipLimit/i, 'throttle-recipient', 'T', 'split', 'MS-NDR', ['550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients']],
  ['m365-smtp-auth-off', /SmtpClientAuthentication is disabled|smtp_auth_disabled/i, 'auth', 'P', 'no', 'MS-NDR', ['535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.', 'https://aka.ms/smtp_auth_disabled']],
  ['m365-basic-auth-off', /\b550 5\.7\.30\b(?!.{0,400}(?:DKIM|gmail|gsmtp))|basic authentication is (?:disabled|not supported)/i, 'auth', 'P', 'no', 'MS-BASIC', ['550 5.7.30 Basic authentication is not supported for Client Submission.', '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.'], ['550 5.7.30 This mail has been blocked because DKIM does not pass.']],
  ['m365-auth-criteria', /\b5\.7\.139\b|did not meet the criteria to be authenticated|security defaults policy/i, 'auth', 'P', 'no', 'MS-NDR', ['535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.', "535 Authentication unsuccessful, user is locked by your organization's security defaults policy."]],
  ['m365-auth-bad', /\b5\.7\.3\b.{0,20}Authentication unsuccessful|Authentication unsuccessful/i, 'auth', 'P', 'no', 'MS-NDR', ['535 5.7.3 Authentication unsuccessful [AM0PR01CA0001.eurprd01.prod.exchangelabs.com]'], ['535 5.7.8 Error: authentication failed']],
  ['m365-api-permission', /\b5\.7\.144\b/, 'auth', 'P', 'no', 'MS-NDR', ['550 5.7.144 SMTP; no SMTP.SendAsApp']],
  ['m365-not-authenticated', /\b5\.7\.57\b|Client (?:was )?not authenticated/i, 'auth', 'P', 'no', 'MS-NDR', ['530 5.7.57 Client not authenticated to send mail. [AM0PR01CA0001.eurprd01.prod.exchangelabs.com]', '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM']],
  ['exchange-auth-required', /RESOLVER\.RST\.AuthRequired/i, 'policy', 'P', 'no', 'MS-NDR', ['550 5.7.1 RESOLVER.RST.AuthRequired; authentication required']],
  ['m365-tenant-attribution', /\b5\.7\.64\b|TenantAttribution/i, 'config', 'P', 'no', 'MS-NDR', ['550 5.7.64 TenantAttribution; Relay Access Denied SMTP']],
  ['exchange-recipient-resolver', /RESOLVER\.ADR\.(?:Ex)?(?:Recip(?:ient)?NotFound|InvalidInSmtp|BadPrimary|Ambiguous)|RESOLVER\.ADR/i, 'recipient', 'P', 'no', 'MS-NDR', ['550 5.1.1 RESOLVER.ADR.RecipNotFound; not found', '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found']],
  ['exchange-send-size', /RESOLVER\.RST\.(?:Send|Recv)SizeLimit/i, 'size', 'P', 'no', 'MS-NDR', ['550 5.2.3 RESOLVER.RST.RecvSizeLimit; message too large for this recipient']],
  ['exchange-not-allowed', /RESOLVER\.RST\.\w{0,40}(?:NotAuthorized|Restrict)|\b5\.7\.1(?:2[49]|3[3-6])\b|\b5\.7\.193\b/i, 'policy', 'P', 'no', 'MS-NDR', ['550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized', '550 5.7.124 Sender not in allowed-senders list']],
  ['exchange-recipient-full', /STOREDRV\.Deliver.{0,60}(?:mailbox full|QuotaExceeded)|mailbox full.{0,20}STOREDRV\.Deliver/i, 'recipient', 'P?', '-', 'MS-NDR', ['554 5.2.2 mailbox full;STOREDRV.Deliver', '554 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException']],
  ['exchange-deliver-exception', /STOREDRV\.Deliver\.Exception/i, 'recipient', 'P?', '-', 'MS-NDR', ['550 5.2.0 STOREDRV.Deliver.Exception:ConversionFailedException']],
  ['m365-authentication-policy', /\b5\.7\.5(?:09|15)\b/, 'policy', 'P', 'no', 'MS-NDR', ['550 5.7.509 Access denied, sending domain example.net does not pass DMARC verification', "550 5.7.515 Access denied, sending domain example.net doesn't meet the required authentication level."]],
  ['m365-ipv6-range', /\b5\.7\.508\b|exceeded permitted limits within/i, 'throttle-rate', 'T', 'slow', 'MS-NDR', ['450 5.7.508 Access denied, [2001:db8::1] has exceeded permitted limits within 2001:db8::/64 range']],
  ['m365-block-list', /\b5\.7\.703\b/, 'policy', 'P', 'no', 'MS-NDR', ["550 5.7.703 Your message can't be delivered"]],
  ['m365-ip-version', /does not accept e-?mail over IPv6/i, 'policy', 'P', 'no', 'MS-NDR', ['550 5.7.510 Access denied, example.net does not accept email over IPv6']],
  ['m365-recipient-blocks', /\b5\.7\.507\b/, 'policy', 'P', 'no', 'MS-NDR', ['550 5.7.507 Access denied, rejected by recipient']],
  ['exchange-replica', /message failed to be replicated/i, 'server-fault', 'T?', '-', 'MS-NDR', ['451 4.4.24 Message failed to be replicated: insufficient system resource', '451 4.4.0 Message failed to be replicated: no healthy secondary server available to accept replica at this time.']],
  ['exchange-content', /Invalid message content/i, 'content', 'P', 'no', 'MS-NDR', ['550 5.5.6 Invalid message content']],
  ['m365-dane', /\b[45]\.7\.32[1-5]\b|\b4\.4\.317\b/, 'tls', 'T?', '-', 'MS-NDR', ['450 4.7.321 starttls-not-supported: Destination mail server must support TLS', '451 4.4.317 Cannot connect to remote server [Message=UntrustedRoot]']],
  ['exchange-starttls', /STARTTLS is required to send mail|Must issue a STARTTLS command/i, 'tls', 'P', 'no', 'MS-NDR', ['530 5.7.0 Must issue a STARTTLS command first', '530 STARTTLS is required to send mail']],
  ['m365-dns', /\b[45]\.4\.31[02]\b/, 'dns-routing', 'T?', '-', 'MS-NDR', ['450 4.4.312 DNS query failed', '550 5.4.310 DNS domain example.invalid does not exist [Message=InfoDomainNonexistent]']],
  ['m365-refused', /\b[45]\.4\.316\b/, 'network', 'T', 'later', 'MS-NDR', ['450 4.4.316 Connection refused [Message=Socket error code 10061]']],
  ['m365-expired', /\b[45]\.4\.300\b/, 'expired', 'P', 'no', 'MS-NDR', ['550 5.4.300 Message expired -> 451 4.4.0']],
  ['m365-loop', /\b5\.4\.14\b/, 'dns-routing', 'P', 'no', 'MS-NDR', ['554 5.4.14 Hop count exceeded - possible mail loop ATTR34']],
  ['m365-recipient-blocked', /\b5\.4\.1\b.{0,160}Access denied/i, 'recipient', 'P', 'no', 'MS-NDR', ['550 5.4.1 Recipient address rejected: Access denied. AS(201806281)', '550 5.4.1 [reader@example.net]: Recipient address rejected: Access denied']],
  ['m365-recipient-unknown', /\b5\.1\.(?:11|351)\b|\b5\.1\.10\b(?!.{0,60}null ?mx)/i, 'recipient', 'P', 'no', 'MS-NDR', ['550 5.1.10 Recipient not found by SMTP address lookup']],
  ['m365-bare-linefeed', /\b5\.6\.11\b|\b550 5\.1\.20\b/, 'content', 'P', 'no', 'MS-NDR', ['550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds']],
  ['m365-header-too-long', /x-dg-ref header is too long/i, 'content', 'P', 'no', 'MS-NDR', ['554 5.6.0 x-dg-ref header is too long']],
  ['graph-mailbox-concurrency', /ApplicationThrottled.{0,200}MailboxConcurrency|MailboxConcurrency limit/i, 'throttle-concurrency', 'T', 'cap', 'GRAPH', ['429 ApplicationThrottled: Application is over its MailboxConcurrency limit.']],
  ['graph-too-many-requests', /\bApplicationThrottled\b|ErrorServerBusy|ErrorExceededMessageLimit/i, 'throttle-rate', 'T', 'slow', 'GRAPH', ['429 ApplicationThrottled', 'ErrorServerBusy: The server cannot service this request right now.']],
  ['graph-quota', /ErrorSubmissionQuotaExceeded/i, 'throttle-daily', 'T', '24h', 'GRAPH', ['ErrorSubmissionQuotaExceeded']],
  ['graph-not-permitted', new RegExp(`${sending}.{0,400}${denied}|${denied}.{0,400}${sending}`, 'i'), 'auth', 'P', 'no', 'GRAPH-SEND', ['POST https://graph.microsoft.com/v1.0/users/app@example.net/sendMail 403 {"error":{"code":"ErrorAccessDenied","message":"Access is denied. Check credentials and try again."}}', '403 sendMail failed: Authorization_RequestDenied: Insufficient privileges to complete the operation.'], ['403 ErrorAccessDenied: Access is denied. Check credentials and try again.']],
  ['graph-no-mailbox', /MailboxNotEnabledForRESTAPI|mailbox is either inactive, soft-deleted, or is hosted on-premise/i, 'config', 'P', 'no', 'GRAPH-SEND', ['404 MailboxNotEnabledForRESTAPI: The mailbox is either inactive, soft-deleted, or is hosted on-premise.']],
  ['graph-token', /\bInvalidAuthenticationToken\b|CompactToken (?:parsing|validation) failed/i, 'auth', 'P', 'no', 'GRAPH-SEND', ['401 InvalidAuthenticationToken: Access token has expired or is not yet valid.']],
  ['graph-recipients', /\bErrorInvalidRecipients\b/i, 'recipient', 'P', 'no', 'GRAPH-SEND', ['400 ErrorInvalidRecipients: At least one recipient is not valid.']],
  ['graph-size', /\bErrorMessageSizeExceeded\b/i, 'size', 'P', 'no', 'GRAPH-SEND', ['413 ErrorMessageSizeExceeded: The message exceeds the maximum supported size.']],
  ['graph-suspended', /\bErrorAccountSuspend/i, 'reputation', 'P', 'no', 'GRAPH-SEND', ['403 ErrorAccountSuspend: Account suspended. Follow the instructions in your Inbox to verify your account.']],
  ['graph-send-as', /ErrorSendAsDenied/i, 'auth', 'P', 'no', 'GRAPH', ['ErrorSendAsDenied: The user account which was used to submit this request does not have the right']],
  ['acs-too-many-requests', /Status: 429\b|ErrorCode: ?TooManyRequests|["'(]TooManyRequests\b|\bTooManyRequests: /, 'throttle-rate', 'T', 'slow', 'ACS', ['Azure.RequestFailedException: throttled Status: 429 (Too Many Requests) ErrorCode: TooManyRequests', 'TooManyRequests: the subscription limit was met'], ['HTTP 429 Too Many Requests']],
  ['m365-spamhaus', /(?:listed in|blocked using) Spamhaus/i, 'reputation', 'P', 'no', 'MS-NDR', ['550 Service unavailable, Client host [192.0.2.1] listed in Spamhaus. To request removal from this list see']],
]);

/** An Exchange server of one's own: receive connectors and back pressure. */
// biome-ignore format: a table, a row a line
export const exchangeServer = replies('exchange', [
  ['exchange-submission-rate', /Message submission rate for this client has exc/i, 'throttle-rate', 'T', 'slow', 'MS-RATE', ['421 4.4.2 Message submission rate for this client has exceeded the configured limit']],
  ['exchange-connections', /maximum number of (?:concurrent )?(?:server )?connections(?: per source)?.{0,60}(?:has exceeded a (?:per-source )?limit|has been reached|for this connector)/i, 'throttle-concurrency', 'T', 'cap', 'MS-RATE', ['421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit, closing transmission channel', '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel'], ['421 4.3.2 The maximum number of concurrent connections per resource forest has exceeded a limit']],
  ['exchange-back-pressure', /Insufficient system resources/i, 'server-fault', 'T', 'later', 'MS-RATE', ['452 4.3.1 Insufficient system resources']],
  ['exchange-not-active', /\b4\.3\.2\b.{0,20}Service not (?:available|active)/i, 'server-fault', 'T', 'later', 'MS-NDR', ['421 4.3.2 Service not active', '421 4.3.2 Service not available']],
  ['exchange-temporary-error', /Temporary server error\. Please try again later/i, 'server-fault', 'T', 'later', 'SISIMAI', ['451 4.3.111 Temporary server error. Please try again later ATTR18']],
]);

import { phrases, type ReplyRow, replies } from './reply-row.ts';

/** Logins, senders, relaying, names: words that many servers use; stricter meanings first. */
// biome-ignore format: a table, a row a line
export const logins: readonly ReplyRow[] = replies('', [
  ['recipient-suppressed', /(?:on|in) (?:the |your |our )?(?:\S{1,20} )?suppress(?:ion|ed) list|recipient (?:address )?(?:is |was |has been )?suppressed/i, 'recipient', 'P', 'no', 'USAGE', ['550 reader@example.net is on our suppression list', '554 recipient address was suppressed']],
  ['address-malformed', phrases(
    /not in the form required for an e-?mail address|erforderliche Format f.r eine E-Mail-Adresse|a recipient must be specified|SMTP (?:To|From) address may not be blank/i,
    /AddressException: |Missing final '@domain'|Illegal (?:address|semicolon)|Domain (?:contains|starts with|ends with) (?:illegal|control|dot)|Local address (?:contains|starts)/i,
    /does not comply with addr-spec of RFC|\bmail: (?:missing '@'|no angle-addr|no address|invalid string|expected comma)|Invalid address: {1,2}\((?:to|from|cc|bcc|Reply-To|Sender)\)|You must provide at least one recipient|No recipients defined/i,
  ), 'config', 'P', 'no', 'USAGE', ['The specified string is not in the form required for an e-mail address.', "javax.mail.internet.AddressException: Missing final '@domain' in string ''reader''", 'Email "reader" does not comply with addr-spec of RFC 2822.', 'Invalid address:  (to): reader', "parse 'to' addresses: mail: missing '@' or angle-addr", 'No recipients defined']],
  ['out-of-step', /^out of step: /, 'network', 'A', 'check', 'RFC5321', ['out of step: 250 Accepted']],
  ['no-recipient', /^50[34]\b.{0,40}\b(?:RCPT|valid recipients|recipients? first)|SMTPRecipientsRefused: \{\}|without computed recipients/i, 'config', 'P', 'no', 'RFC5321', ['503 5.5.1 RCPT first', '503 valid RCPT command must precede DATA', '503 5.5.1 Error: need RCPT command', 'SMTPRecipientsRefused: {}']],
  ['from-not-login', /(?:from|sender)\b.{0,60}(?:must|should|has to|does not|doesn'?t|not) .{0,20}(?:same|match|equal|belong).{0,60}(?:login|logged|user|account|auth)/i, 'auth', 'P', 'no', 'USAGE', ['552 from address must be same as the login account', '550 Sender address does not match the authenticated user']],
  ['login-not-from', phrases(
    /(?:not|does not|doesn't) (?:same as|match|own) (?:the )?(?:auth\w{0,14}|login|logged)|not logged in as owner/i,
    /sender .{0,20}(?:must|should) be .{0,20}(?:auth|login)/i,
  ), 'auth', 'P', 'no', 'USAGE', ['553 not logged in as owner', '550 not same as authenticated user']],
  ['sender-not-logged-in', /sender address rejected: not logged in/i, 'auth', 'P', 'no', 'POSTFIX', ['553 5.7.1 <app@example.net>: Sender address rejected: not logged in']],
  ['sender-not-owned', /sender address rejected: not owned by|does not own|not allowed to send (?:from|mail from)(?!.{0,160}(?:openspf|\bSPF\b))|is not allowed to use (?:the )?(?:sender|from|address)|sender (?:e-?mail )?address (?:is |was )?not (?:allowed|permitted)(?!.{0,160}spf)/i, 'auth', 'P', 'no', 'POSTFIX', ['550-Requested action not taken: mailbox unavailable 550 Sender address is not allowed.', '553 5.7.1 <app@example.net>: Sender address rejected: not owned by user reports@example.net', '550 you are not allowed to send from this address'], ['550 192.0.2.4 is not allowed to send mail from contoso.com. Please see http://www.openspf.org']],
  ['send-as-refused', /(?:not|no) (?:allowed|permitted|authori[sz]ed|permissions?|rights?) to (?:send|relay) (?:as|on behalf)/i, 'auth', 'P', 'no', 'USAGE', ['550 5.7.1 not authorized to send as app@example.net']],
  ['sender-header', /incorrect sender header/i, 'config', 'P', 'no', 'USAGE', ['550 Incorrect sender header (Check your FROM) #1']],
  ['recipient-not-full', /recipient address rejected: need fully-qualified address/i, 'recipient', 'P', 'no', 'POSTFIX', ['504 5.5.2 <reader@host>: Recipient address rejected: need fully-qualified address'], ['504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname']],
  ['client-not-set-up', /mailing\/smtp options not configured|\b(?:smtp|mail(?:er)?(?: server)?|e-?mail) (?:is |was )?not (?:been )?(?:configured|set up)\b|Could not instantiate mail function|SMTP authentication was not compiled in/i, 'config', 'P', 'no', 'USAGE', ['Grafana mailing/smtp options not configured, contact your Grafana admin', 'SMTP not configured, check your grafana.ini', 'Could not instantiate mail function', 'Support for SMTP authentication was not compiled in.']],
  ['helo-refused', /\b(?:EHLO|HELO)\b.{0,60}(?:rejected|refused|invalid|denied|not (?:accepted|valid|allowed|resolve)|must|need|bad|requires?|host not found|syntactically)/i, 'config', 'P', 'no', 'RFC5321', ['504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname', '550 HELO name is invalid']],
  ['helo-wrong', /(?:invalid|bad|illegal|forged|rejected|unacceptable|need fully-qualified) .{0,20}\b(?:EHLO|HELO)\b|Invalid EHLO domain/i, 'config', 'P', 'no', 'RFC5321', ['501 Syntactically invalid EHLO argument(s)', '550 Invalid HELO', '501 5.5.4 Invalid EHLO domain']],
  ['password-transition', /\b(?:432 )?4\.7\.12\b|password transition is needed/i, 'auth', 'P', 'no', 'IANA', ['432 4.7.12 A password transition is needed']],
  ['auth-server-lost', /(?:lost|connect\w{0,4}|reach)(?: \S{1,20}){0,3} authentication (?:server|service|backend|daemon)|authentication (?:server|service|backend|daemon)\S{0,1} .{0,30}(?:unavailable|down|lost|not (?:available|respond))/i, 'server-fault', 'T', 'later', 'POSTFIX', ['535 5.7.8 Error: authentication failed: Connection lost to authentication server', '454 4.7.0 Temporary authentication failure: Connection lost to authentication server', '535 cannot connect to authentication daemon'], ['535 5.7.8 authentication failed']],
  ['no-password', /failed to connect, no password specified/i, 'auth', 'P', 'no', 'USAGE', ['javax.mail.AuthenticationFailedException: failed to connect, no password specified?']],
  ['auth-temporary', /Temporary authentication failure|\b454 4\.7\.0\b.{0,60}authenticat/i, 'auth', 'T', 'later', 'IANA', ['454 4.7.0 Temporary authentication failure']],
  ['login-unencrypted', /plainAuth failed|unencrypted connection|(?:encryption|TLS|secure connection) (?:is )?required for (?:the )?(?:requested )?auth|\b538\b.{0,60}(?:encrypt|auth)/i, 'tls', 'P', 'no', 'USAGE', ['*smtp.plainAuth failed: unencrypted connection', '538 5.7.11 Encryption required for requested authentication mechanism'], ['535 5.7.8 authentication failed']],
  ['login-code', /\blogin fail\b|(?:enter|use) your authorization code|authorization code to log ?in/i, 'auth', 'P', 'no', 'USAGE', ['535 Login Fail. Please enter your authorization code to login.', 'Login Fail. More information in http://mail.example.net/help'], ['550 5.7.1 Mail rejected']],
  ['auth-code', /^53[458]\b/, 'auth', 'P', 'no', 'RFC5321', ['535 5.7.8 no', '534 5.7.9 mechanism too weak']],
  ['auth-failed', phrases(
    /authentication (?:failed|failure|unsuccessful|credentials invalid|rejected)|AuthenticationInvalidCredentials|unable to authenticate/i,
    /SASL \S{1,20} authentication failed|Error: authentication|AUTH(?:ENTICATE)?(?: (?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER))? failed|\b5\.7\.[89]\b.{0,60}(?:authent|password|credential)/i,
    /\bAuthenticationFailedException\b|\binvalid_grant\b|login (?:failed|denied|incorrect)|no such (?:user|account) .{0,40}(?:login|auth)/i,
  ), 'auth', 'P', 'no', 'RFC5321', ['550 authentication failed', '5.7.8 bad credentials', '503 AUTH failed', 'AUTH PLAIN failed', 'javax.mail.AuthenticationFailedException', '400 {"error":"invalid_grant","error_description":"Token has been expired or revoked."}'], ['550 5.7.26 fails authentication checks']],
  ['wrong-credentials', phrases(
    /(?:incorrect|bad|invalid|wrong) (?:authentication data|credentials|user ?name|password|login)|Benutzername oder (?:Kennwort|Passwort)/i,
    /mot de passe (?:incorrect|invalide)|contraseña (?:incorrecta|inv[aá]lida)/i,
  ), 'auth', 'P', 'no', 'USAGE', ['550 Incorrect authentication data', '550 Benutzername oder Kennwort falsch']],
  ['auth-needed', /(?:authentication|AUTH) required|Missing credentials for|missing (?:password|secret) for \S{1,20} auth mechanism|SMTP authentication|must (?:be )?authenticat|authenticate (?:yourself|first)|please log ?in|authentification requise/i, 'auth', 'P', 'no', 'RFC5321', ['530 5.7.0 Authentication required', '550 please login first', 'Missing credentials for "PLAIN"', 'missing password for PLAIN auth mechanism; missing password for LOGIN auth mechanism']],
  ['auth-mechanism', phrases(
    /(?:does|do)(?: not|n['’]?t) (?:support|offer|advertise) (?:SMTP )?AUTH\b|AUTH (?:command |extension )?(?:is )?not (?:supported|advertised|available|enabled|allowed)/i,
    /(?:no|unsupported|unrecognized|unknown) (?:suitable |supported |mutual |matching )?(?:SASL )?auth\w{0,13} (?:mechanism|method|type)|auth: unexpected server challenge/i,
  ), 'auth', 'P', 'no', 'RFC5321', ["smtp: server doesn't support AUTH", 'server does not support SMTP AUTH type: PLAIN', '504 5.7.4 Unrecognized authentication type', 'SMTP AUTH extension not supported by server.', '*email.loginAuth auth: unexpected server challenge']],
  ['client-setting', /(?:Auth auth|gomail): wrong host name|must be exactly one 'from' address|: address \S{1,253}: (?:missing port|too many colons) in address/i, 'config', 'P', 'no', 'USAGE', ['*smtp.plainAuth auth: wrong host name', "must be exactly one 'from' address (got: 0)", 'split address: address mail.example.net: missing port in address']],
  ['sender-verify', /sender verif(?:y|ication) (?:has )?failed|verification failed for <a>|(?:could not|cannot|unable to) (?:complete )?(?:verify sender|sender verify)/i, 'config', 'P?', '-', 'EXIM', ['550 Verification failed for <app@example.net> The mail server could not deliver mail to app@example.net. The account or domain may not exist, they may be blacklisted', '550 Sender verify failed', '451 Could not complete sender verify callout']],
  ['name-service', /name service error|DNS (?:lookup|error)\b|account or domain may not exist/i, 'dns-routing', 'T?', '-', 'POSTFIX', ['Host or domain name not found. Name service error for name=mx.example.net type=A: Host not found', '451 DNS error']],
  ['recipient-542', /^542\b/, 'recipient', 'P', 'no', 'SISIMAI', ['542 reader@example.net Rejected']],
  ['sender-suspended', phrases(
    /\b(?:your|sender'?s?|sending|this (?:smtp|sender))(?: \S{1,20}){0,2} (?:account|mailbox|user|domain)\S{0,2} .{0,30}(?:suspended|disabled|locked|deactivated|terminated)/i,
    /\baccount\b.{0,40}(?:suspended|disabled|locked|blocked).{0,30}(?:\bsending\b|\bspam|\babuse|outgoing|outbound)/i,
  ), 'reputation', 'P', 'no', 'USAGE', ['550 5.7.1 Your account has been suspended for sending spam', '554 5.7.1 Sender account is disabled', '550 5.2.1 This account is suspended, outgoing mail disabled'], ['550 account has been disabled']],
  ['recipient-inactive', /(?:mailbox|account|user|address)\S{0,2} .{0,40}(?:due to inactivity|inactive|has been disabled|is disabled|suspended)/i, 'recipient', 'P?', '-', 'IANA', ['550 account has been disabled', '554 5.2.1 mailbox closed due to inactivity']],
  ['recipient-full', phrases(
    /(?:mail ?box|mailfolder|inbox|account|user|recipient)\S{0,2}(?: \S{1,60}){0,6}?(?: is| has)? ?full\b/i,
    /(?:mail ?box|mailfolder|inbox)\S{0,2}(?: \S{1,60}){0,6}?(?: is| has)? ?(?:over ?-?quota|over (?:the )?(?:its |their |disk )?quota)/i,
    /(?:account|user|recipient)\S{0,2}(?: \S{1,60}){0,6}?(?: is| has)? ?(?:over ?-?quota|over (?:the )?(?:its |their |disk )?quota)/i,
    /(?:mail ?box|mailfolder|inbox|account|user|recipient)\S{0,2}(?: \S{1,60}){0,6}?(?: is| has)? ?exceed(?:s|ed)? allowed/i,
    /(?:mail ?box|mailfolder|inbox)\S{0,2}(?: \S{1,60}){0,6}?(?: is| has)? ?exceed(?:s|ed)? (?:storage|(?:its |the )?(?:mailbox |disk |storage )?quota)/i,
    /(?:account|user|recipient)\S{0,2}(?: \S{1,60}){0,6}?(?: is| has)? ?exceed(?:s|ed)? (?:storage|(?:its |the )?(?:mailbox |disk |storage )?quota)/i,
    /(?:mail ?box|mailfolder|inbox|account|user|recipient)\S{0,2}(?: \S{1,60}){0,6}?(?: is| has)? ?out of storage/i,
  ), 'recipient', 'P?', '-', 'IANA', ['552 The mailbox is full', '452 user is over quota', "452 The recipient's inbox is out of storage"]],
  ['recipient-quota', phrases(
    /\bover ?quota\b|over its quota|quota violation|(?:disk|storage|mailbox|user|inbox) (?:space )?quota (?:is )?(?:exceeded|full)|quota exceeded \(mailbox/i,
    /quota exceeded message delivery failed|exceeded storage allocation|storage quota|\b[45]\.2\.2\b/i,
  ), 'recipient', 'P?', '-', 'IANA', ['452 overquota', '552 disk quota exceeded', '552 5.2.2 sorry']],
  ['recipient-space', /(?:domain|mailbox|user) size limit exceeded|not enough (?:disk|storage) space|insufficient (?:disk|storage) space (?:for|in) (?:user|mailbox)/i, 'recipient', 'P?', '-', 'USAGE', ['552 mailbox size limit exceeded', '452 not enough disk space']],
  ['greylisted', /\bgr[ea]y-?\s?list|postgrey|\bgreylst\b/i, 'greylist', 'T', 'later', 'RFC6647', ['450 4.2.0 <reader@example.net>: Recipient address rejected: Greylisted', '451 grey-listed, come back']],
  ['greylisted-in-words', phrases(
    /unknown sender.{0,40}try again later|not yet authori[sz]ed to (?:deliver|send)/i,
    /temporarily (?:rejected|deferred),? please (?:try|retry) (?:again )?(?:later|in \d)|first (?:contact|time|attempt) .{0,60}(?:later|again)/i,
    /come back (?:later|in \d)/i,
  ), 'greylist', 'T', 'later', 'RFC6647', ['451 192.0.2.2 is not yet authorized to deliver mail from <a@example.org>', '451 Temporarily rejected, please try again later']],
  ['sender-domain', phrases(
    /(?<!recipient address rejected: )domain not found(?:, try again)?.{0,4}$|sender address rejected: (?:domain not found|.{0,40}(?:malformed|no dns))/i,
    /domain of sender address .{0,160}does not (?:exist|resolve)|sender\b(?: \S{1,200}){0,2} has no (?:A\b|MX\b|DNS\b)|sender domain (?:resolve|lookup|resolution) fail|From: Domain is invalid|no such domain .{0,80}$/i,
  ), 'config', 'P', 'no', 'USAGE', ['450 4.1.8 <app@example.invalid>: Sender address rejected: Domain not found', '553 Domain of sender address app@example.invalid does not resolve', '550 Sender app@example.invalid has no A, AAAA, or MX DNS records', '553 Sender Domain Resolve Fail']],
  ['sender-invalid', /(?:unroutable|invalid|non-?existent|unresolvable) sender|unknown sender (?:e-?mail )?address|sender (?:domain|address)(?: \S{1,80})? (?:does not exist|not found|invalid|must exist|unknown)/i, 'config', 'P', 'no', 'USAGE', ['550 Invalid sender', '554 5.0.0 Error: transaction failed: unknown sender address', '501 Sender domain must exist']],
  ['sender-filtered', /SenderFilter/i, 'reputation', 'P', 'no', 'MS-NDR', ['554 5.1.0 SenderFilterConfig']],
  ['sender-refused', /sender (?:e-?mail )?(?:address )?(?:was |is )?(?:rejected|refused|denied|not accepted)(?! by (?:the )?(?:DNSBL|RBL))|bogus mail from|sender domain is empty|\b[45]\.1\.[78]\b/i, 'config', 'P', 'no', 'IANA', ['550 sender refused', '550 sender email address rejected', '550 5.1.7 bad address'], ['501 5.7.1 Sender refused by the DNSBL dnsbl.contoso.com']],
  ['not-relayed', /I cannot deliver mail for\b/i, 'config', 'P', 'no', 'USAGE', ['550 I cannot deliver mail for <reader@example.net>'], ['550 cannot deliver to this mailbox']],
  ['host-not-allowed', phrases(
    /(?:\bIP|\bclient|\bhost)(?: address)?(?: \S{1,60}){0,2} (?:is |are )?not (?:allowed|permitted|authori[sz]ed|whitelisted|allow-?listed) (?:to |for )(?:send|relay|connect|use|access|submi)/i,
    /unauthori[sz]ed (?:client |source )?IP\b/i,
  ), 'policy', 'P?', '-', 'USAGE', ['550 that IP address is not allowed to send', '554 Client host 192.0.2.1 is not authorized to send', '550 Unauthorized IP 192.0.2.1'], ['550 recipient address is not allowed to receive']],
  ['relay-denied', phrases(
    /rela(?:y|ying) (?:access |operation |is )?(?:denied|prohibited|not (?:permitted|allowed|possible)|refused|disallowed)|no relaying/i,
    /relaying (?:mail )?(?:to|from)|relay not permitted|(?:isn't|is not) allowed to relay|Relaying? (?:verboten|nicht erlaubt)|relais (?:refusé|interdit)/i,
  ), 'config', 'P', 'no', 'USAGE', ['554 5.7.1 <reader@example.net>: Relay access denied', '550 relay not permitted', '454 relaying denied']],
  ['relay-not-for-all', phrases(
    /(?:not (?:configured|permitted|allowed)|unable|refus\w{1,4}|cannot|won'?t|do(?:es)? not) (?:to )?(?:allow )?relay|insecure mail relay/i,
    /not (?:a|an) (?:open )?relay|not a (?:registered )?gateway user|we do not relay/i,
  ), 'config', 'P', 'no', 'USAGE', ['550 5.7.1 Unable to relay for reader@example.net', '550 we do not relay'], ['550 5.7.54 delivered']],
  ['no-ptr', phrases(
    /\bPTR\b|reverse[- ]DNS|\brDNS\b|reverse (?:lookup|hostname|host name|record|mapping)|DNS PTR|unverifyable sending IP|mismatches client ip/i,
    /cannot find your (?:reverse )?hostname|servers without a valid sender domain|\b[45]\.7\.25\b|\bFCrDNS\b/i,
  ), 'dns-routing', 'P', 'no', 'IANA', ['421 Refused. Your reverse DNS entry does not resolve', '550 5.7.25 The IP address sending this message does not have a PTR record setup', '450 4.7.1 Client host rejected: cannot find your reverse hostname'], ['450 4.4.3 host not found']],
]);

// biome-ignore format: a table, a row a line
export const refusals: readonly ReplyRow[] = replies('', [
  ['untrusted', /new or untrusted IP|(?:low|bad|poor) (?:sender |ip |domain )?reputation|reputation of|due to .{0,40}reputation|senderscore/i, 'reputation', 'P?', '-', 'USAGE', ['554 poor reputation', '421 deferred due to your reputation']],
  ['authentication-policy', phrases(
    /\bDMARC\b|\bSPF\b|\bDKIM\b|sender policy framework|authentication (?:checks?|information|requirements)|unauthenticated e?-?mail/i,
    /is not allowed to send mail(?! to\b)|\b5\.7\.2[0-46]\b|not (?:allowed|authori[sz]ed) to send (?:mail|email) (?:from|for)|anti-?spoof|spoof(?:ed|ing)/i,
    /Purported Responsible Address|\bMI:DMA\b|invalid ip for sending mail of domain/i,
  ), 'policy', 'P?', '-', 'IANA', ['550 5.7.1 Rejected: DMARC policy', '550 MI:DMA 163 mx1', '554 INVALID IP FOR SENDING MAIL OF DOMAIN example.net', '550 SPF check failed', "550 5.1.0 192.0.2.7 is not allowed to send from <example.net> per it's SPF Record. IB508", '550 5.7.23 no'], ['550 5.7.1 Sender is not allowed to send mail to this recipient']],
  ['block-list', phrases(
    /spamhaus|spamcop|barracudacentral|\b[dr][nr]?s?bl\b|\bdnsbls?\b|\brbls?\b|sorbs\.net|invaluement|hostkarma|\bbad IP\b|\b(?:your|sending) IP(?: \S{1,45}){0,2} is listed\b|block(?:ed)? ?-?list|black ?-?list|deny ?-?list/i,
    /(?:listed (?:by|in|on|at)|(?:blocked|rejected) using) \S{1,80}\.(?:org|com|net|info|de)|(?:blocked|rejected) (?:by|in|on|at) \S{0,60}(?:bl|spam|block|reputation|abuse)\S{0,40}\.(?:org|com|net|info|de)/i,
  ), 'reputation', 'P?', '-', 'USAGE', ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.example', '550 your address is blacklisted', '550 rejected by bl.contoso.com', '554 contoso.com 192.0.2.4 found on one or more DNSBLs', '451 Currently Sending Spam See: http://www.sorbs.net/lookup.shtml?192.0.2.4', '550 5.5.4 Your IP 192.0.2.4 is listed by Invaluement', '554 5.7.1 Rejected because Bad IP'], ['550 5.7.1 Message rejected by mx.contoso.com']],
  ['recipient-blocks', /(?:recipient|user|addressee)(?: \S{1,60})? (?:has |have )?(?:blocked|is blocking|rejects? mail from) (?:this|the|your|you|mail)|sender (?:is |was )?(?:blocked|blacklisted|denied|rejected) by (?:the )?(?:recipient|user)|(?:message|mail) was rejected by this (?:user|recipient)/i, 'policy', 'P', 'no', 'USAGE', ['550 5.7.1 Recipient has blocked this sender', '550 sender is blocked by the recipient', '550 Your message was rejected by this user and was not delivered. Reason: This system uses spamBlocker'], ['550 recipient address is blocked']],
  ['host-blocked', phrases(
    /(?<!(?:message|mail|content|attachment|file|it)(?: is| was| has been)? )\bbl(?:ocked)? (?:using|by|for (?:spam|abuse))(?! spam (?:pattern|content|filter))/i,
    /(?:ip|host|client|address)(?: \S{1,80}){0,5} (?:is |are |has been |have been |was )?(?:temporarily )?(?:blocked|banned|blocklisted)/i,
    /(?:sender|server|network|you|connection)(?: \S{1,80}){0,5} (?:is |are |has been |have been |was )?(?:temporarily )?(?:blocked|banned|blocklisted)/i,
    /\bbanned(?! (?:attachment|file|content|extension|word|subject))|access from (?:ip|address|host).{0,60}(?:block|denied|refused)|\((?:BL)\)|(?<!(?:message|mail|content|attachment|file|it)(?: is| was| has been)? )\bblocked (?:-|by|for|due)(?!.{0,5} spam (?:pattern|content))|client host (?:rejected|blocked)/i,
    /\bBlocked\b.{0,20}see|not accepting (?:mail|connections|messages) from (?:your|this)|part of their network is on our block/i,
  ), 'reputation', 'P?', '-', 'USAGE', ['550 your host has been blocked', '554 Client host rejected', '550 IP banned'], ['550 message blocked by contoso.com content filter']],
  ['scanner-failed', /(?:virus|clamav|malware) ?(?:scan(?:ner|ning)?|check(?:er)?|filter|engine)\S{0,1} .{0,40}(?:fail|error|unavailable|unreachable|not (?:available|respond)|timed? ?out|down\b)/i, 'server-fault', 'T?', '-', 'USAGE', ['451 4.3.0 Virus scanner unreachable', '554 5.7.1 Virus scan failed: scanner unavailable'], ['554 the message contains a virus']],
  ['virus', /\bvirus(?:es)?\b|malware|infected|\btrojan\b|phish/i, 'policy', 'P', 'no', 'USAGE', ['554 the message contains a virus', '550 5.7.1 phishing']],
  ['spam', phrases(
    /(?:is|as|be|like|suspicion of|considered|suspected|detected|classified) {0,3}.{0,40}\bspam\b/i,
    /(?:rejected|contains?|unsolicited|high|message|mail|content|probable|reject\w{0,3}|blocked) {0,3}.{0,40}\bspam\b/i,
    /\bspam ?(?:assassin|score|message|content|mail|detected|filter|signature|source|rejected)|\bSPAM\b|spamsignature/i,
    /unsolicited (?:bulk |commercial )?(?:e-?)?mail|\bUBE\b|junk mail|bulk ?mail/i,
  ), 'content', 'P?', '-', 'USAGE', ['550 5.7.1 Message rejected as spam by Content Filtering.', '553 Blocked Using Spam Pattern, Your Message May Contain The Spam Contents', '554 blocked due to spam content', '554 spam detected', '550 unsolicited bulk mail']],
  ['content-code', /\b[45]\.6\.\d{1,2}\b/, 'content', 'P', 'no', 'IANA', ['560 5.6.0 the message body must have ten characters']],
  ['content-listed', /matching a prohibited (?:domain|url|link|word|pattern)|prohibited (?:domain|url|link|word|phrase|content) in (?:the )?(?:body|message|subject)|(?:body|message|subject) contains (?:a )?(?:prohibited|blocked|banned) (?:domain|url|link|word)/i, 'content', 'P', 'no', 'USAGE', ['550 5.7.1 This message has been rejected due to matching a prohibited domain in the body of your email.', '554 message contains a prohibited url']],
  ['content-policy', phrases(
    /(?:attachment|file type|content|message type) (?:type )?(?:is |was )?(?:blocked|banned|not (?:allowed|permitted|accepted)|denied|prohibited|forbidden|rejected)/i,
    /illegal attachment|content (?:denied|filter|policy)|header error|banned (?:content|extension|attachment|file)/i,
  ), 'policy', 'P', 'no', 'USAGE', ['554 5.7.1 attachment type not allowed', '550 5.7.1 Message contains banned attachment (.exe)', '550 content denied'], ['550 message rejected']],
  ['malformed', phrases(
    /malformed|(?:bare|lone) (?:lf|cr|linefeed|newline)|headers? (?:are |is )?(?:too (?:large|long|many)|not RFC compliant)|improperly-?formatted/i,
    /(?:missing|duplicated?|multiple|invalid) (?:message-id|from|to|subject|date|header)|invalid (?:character|header|mime|content)|non-?ascii|8-?bit data/i,
    /nested too deep|media (?:error|not supported)|mime (?:error|structure)|rfc ?-?(?:2822|5322|822)|parse (?:error|failed).{0,30}message/i,
    /lines? too long for transport|mail contains control|message content rejected|unrecognized patch|(?:header|body) (?:is )?(?:empty|missing)/i,
  ), 'content', 'P', 'no', 'IANA', ['550 malformed header', '554 bare LF', '550 Message headers are too long', '554 headers are not RFC compliant', 'message has lines too long for transport']],
  ['too-big', phrases(
    /(?:message|mail|e-?mail|file|content|attachment|size|length)\S{0,2}(?: \S{1,30}){0,5} too (?:big|large)/i,
    /(?:message|mail|e-?mail|file|content|attachment|size|length)\S{0,2}(?: \S{1,30}){0,5} exceed(?:s|ed|ing)?(?: \S{1,20}){0,6} (?:size|limit|maximum|length)/i,
    /(?:size|length) limit (?:is )?exceeded|exceeds? (?:fixed |the |our |maximum |size )*(?:maximum )?(?:message |mail )?(?:size|length)/i,
    /too (?:big|large) (?:for|to|message)|line (?:too long|limit exceeded)|maximum (?:message |mail )?size|message file too big/i,
    /\b[45]\.2\.3\b.{0,60}(?:size|length|large|big|exceed)/i,
  ), 'size', 'P?', '-', 'IANA', ['552 message too large', '552 message file too big'], ['552 from address must be same as the login']],
]);

import { phrases, replies } from './reply-row.ts';

/** Gmail and Google Workspace. */
// biome-ignore format: a table, a row a line
export const google = replies('google', [
  ['gmail-login-rate', /Too many login attempts.{0,120}(?:gsmtp|google)|p=TooManyLoginAttempts/i, 'throttle-rate', 'T', 'later', 'GOOGLE', ['454 4.7.0 Too many login attempts, please try again later. 5sm - gsmtp']],
  ['gmail-daily', /Daily (?:user |SMTP relay )(?:sending )?(?:limit|quota)/i, 'throttle-daily', 'T', '24h', 'GOOGLE', ['550 5.4.5 Daily user sending limit exceeded. For more information on Gmail', '550 5.4.5 Daily SMTP relay sending limit exceeded'], ['550 5.4.5 Routing loop']],
  ['gmail-relay-peak', /Peak SMTP relay limit exceeded/i, 'throttle-rate', 'T', 'slow', 'GOOGLE', ['450 4.2.1 Peak SMTP relay limit exceeded for customer.']],
  ['gmail-recipient-rate', /receiving mail (?:too quickly|at a rate)|p=Receiving(?:Rate|RatePerm)/i, 'throttle-recipient', 'T', 'later', 'GOOGLE', ['450 4.2.1 The user you are trying to contact is receiving mail too quickly', '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages']],
  ['gmail-ip-blocked', /unsolicited mail originating from your IP address.{0,160}(?:been|is) blocked|UnsolicitedIPError/i, 'reputation', 'P', 'no', 'GOOGLE', ['550 5.7.1 Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been blocked.']],
  ['gmail-ip-not-authorized', /p=NotAuthorizedError|IP you're using to send mail is not authorized/i, 'policy', 'P', 'no', 'GOOGLE', ["550 5.7.1 [192.0.2.1] The IP you're using to send mail is not authorized to send email directly to our servers. Please use the SMTP relay at your service provider instead."]],
  ['gmail-not-listed-ip', /IP not in whitelist for RCPT domain/i, 'policy', 'P', 'no', 'GOOGLE', ['421 4.7.0 IP not in whitelist for RCPT domain, closing connection.']],
  ['gmail-unusual-rate', /unusual rate of\s{0,9}(?:\S{1,20} )?(?:unsolicited )?(?:mail|e-?mail)/i, 'throttle-rate', 'T', 'later', 'GOOGLE', ['421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address.'], ['550 5.7.1 Our system has detected an unusual rate of unsolicited mail originating from your IP address. mail sent from your IP address has been blocked.']],
  ['gmail-try-later', /Try again later, closing connection/i, 'throttle-concurrency', 'T', 'cap', 'GOOGLE', ['421 4.7.0 Try again later, closing connection. (MAIL) 5sm - gsmtp']],
  ['gmail-no-connection', /recipient server did not accept our requests to connect|wasn't able to establish an SMTP connection/i, 'network', 'T', 'later', 'GOOGLE', ['The recipient server did not accept our requests to connect.', "We weren't able to deliver: Google wasn't able to establish an SMTP connection"]],
  ['gmail-system-problem', /Temporary System Problem/, 'server-fault', 'T', 'cap', 'GOOGLE', ['421 4.7.0 Temporary System Problem. Try again later (WS). 5sm - gsmtp']],
  ['gmail-server-busy', /\b4\.4\.5 Server busy/i, 'server-fault', 'T', 'later', 'GOOGLE', ['421 4.4.5 Server busy, try again later.']],
  ['gmail-tls-required', /\b[45]\.7\.29\b/, 'tls', 'P', 'no', 'GOOGLE', ['421 4.7.29 Your email has been rate limited because this message was not sent over a TLS connection']],
  ['gmail-no-ptr', /\b[45]\.7\.23\b.{0,300}PTR|rate limited because the sending IP address.{0,40}PTR/i, 'dns-routing', 'P', 'no', 'GOOGLE', ["421 4.7.23 Your email has been rate limited because the sending IP address doesn't have a PTR record", '550 5.7.23 The sending IP address does not have a PTR record']],
  // Slowed down or refused for want of authentication: sending slower does not help.
  ['gmail-dmarc-alignment', phrases(
    /\b[45]\.7\.(?:24|2[67]|3[012]|40)\b.{0,400}(?:gsmtp|google|gmail)/i,
    /(?:rate limited|blocked) because (?:it is unauthenticated|(?:SPF|DKIM|DMARC)\b|the From: header|the sending domain does(?: not|n['’]t) have a DMARC)/i,
  ), 'policy', 'T?', '-', 'GOOGLE', ["421 4.7.32 Your email has been rate limited because the From: header isn't aligned 5sm - gsmtp", '421 4.7.27 This mail has been rate limited because SPF does not pass. Gmail requires all large senders to authenticate with SPF.', '421 4.7.26 This mail has been rate limited because it is unauthenticated.', '421 4.7.40 Your email has been rate limited because the sending domain does not have a DMARC record', '550 5.7.30 This mail has been blocked because DKIM does not pass. Gmail requires all large senders to authenticate with DKIM.'], ['421 4.7.28 Gmail has detected an unusual rate of mail originating from your DKIM domain']],
  ['gmail-same-message-id', /messages with the same Message-ID/i, 'content', 'P?', '-', 'GOOGLE', ["421 4.7.28 Gmail has detected that you're sending messages with the same Message-ID: this has been rate limited."]],
  ['gmail-connection-expired', /Connection expired, try reconnecting/i, 'network', 'T', 'later', 'GOOGLE', ['421 4.4.2 Connection expired, try reconnecting. 5sm - gsmtp', '421 4.7.0 Connection expired, try reconnecting.']],
  ['gmail-loop', /Message exceeded \d{1,3} hops/i, 'dns-routing', 'P', 'no', 'GOOGLE', ['554 5.4.6 Message exceeded 50 hops, this may indicate a mail loop.']],
  ['gmail-credentials', phrases(
    /Username and Password not accepted|p=(?:BadCredentials|InvalidSecondFactor|WebLoginRequired)|Application-specific password required/i,
    /Please log in (?:via|with) your web browser/i,
  ), 'auth', 'P', 'no', 'GOOGLE', ['535 5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials', '534 5.7.9 Application-specific password required']],
  ['gmail-unauthenticated', /\b5\.7\.26\b|This mail (?:is|has been) (?:unauthenticated|blocked because the sender is unauthenticated)/i, 'policy', 'P?', '-', 'GOOGLE', ['550 5.7.26 This mail has been blocked because the sender is unauthenticated.', '550 This mail is unauthenticated, which poses a security risk']],
  ['gmail-unsolicited', /likely (?:unsolicited|suspicious)|suspicious due to (?:the )?(?:very low|nature|content)/i, 'reputation', 'P?', '-', 'GOOGLE', ['550 5.7.1 Our system has detected that this message is likely unsolicited mail.', '550 5.7.1 this message is likely suspicious due to the very low reputation of the sending domain']],
  ['gmail-multiple-from', /multiple addresses in From: header|not RFC 53?22[ -]compliant/i, 'content', 'P', 'no', 'GOOGLE', ['550 5.7.1 Messages with multiple addresses in From: header are not accepted', '550 5.7.1 this message is not RFC 5322 compliant']],
  ['gmail-header', /missing a valid (?:address in the From|Message-ID)|Unicode character in a disallowed header|encoded-word syntax is not permitted/i, 'content', 'P', 'no', 'GOOGLE', ['550 5.7.1 Messages missing a valid Message-ID: header are not accepted.', '550 5.7.1 Messages missing a valid address in the From: header are not accepted.', '550 5.7.1 Encoded-word syntax is not permitted in this header']],
  ['gmail-attachment', /p=BlockedMessage|content presents a potential|illegal attachment/i, 'policy', 'P', 'no', 'GOOGLE', ['552 5.7.0 This message was blocked because its content presents a potential security issue']],
  ['gmail-inactive', /p=(?:NoSuchUser|DisabledUser|InactiveUser)/i, 'recipient', 'P', 'no', 'GOOGLE', ['550 5.1.1 see https://support.google.com/mail/?p=NoSuchUser 5sm - gsmtp']],
]);

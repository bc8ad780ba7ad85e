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
  ['gmail-dmarc-alignment', /\b4\.7\.(?:32|27|30)\b.{0,300}(?:gsmtp|google)/i, 'policy', 'T', 'later', 'GOOGLE', ["421 4.7.32 Your email has been rate limited because the From: header isn't aligned 5sm - gsmtp"]],
  ['gmail-credentials', phrases(
    /Username and Password not accepted|p=(?:BadCredentials|InvalidSecondFactor|WebLoginRequired)|Application-specific password required/i,
    /Please log in (?:via|with) your web browser/i,
  ), 'auth', 'P', 'no', 'GOOGLE', ['535 5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials', '534 5.7.9 Application-specific password required']],
  ['gmail-unauthenticated', /\b5\.7\.26\b|This mail (?:is|has been) (?:unauthenticated|blocked because the sender is unauthenticated)/i, 'policy', 'P?', '-', 'GOOGLE', ['550 5.7.26 This mail has been blocked because the sender is unauthenticated.', '550 This mail is unauthenticated, which poses a security risk']],
  ['gmail-unsolicited', /likely (?:unsolicited|suspicious)|suspicious due to (?:the )?(?:very low|nature|content)/i, 'reputation', 'P?', '-', 'GOOGLE', ['550 5.7.1 Our system has detected that this message is likely unsolicited mail.', '550 5.7.1 this message is likely suspicious due to the very low reputation of the sending domain']],
  ['gmail-multiple-from', /multiple addresses in From: header|not RFC 53?22[ -]compliant/i, 'content', 'P', 'no', 'GOOGLE', ['550 5.7.1 Messages with multiple addresses in From: header are not accepted', '550 5.7.1 this message is not RFC 5322 compliant']],
  ['gmail-attachment', /p=BlockedMessage|content presents a potential|illegal attachment/i, 'policy', 'P', 'no', 'GOOGLE', ['552 5.7.0 This message was blocked because its content presents a potential security issue']],
  ['gmail-inactive', /p=(?:NoSuchUser|DisabledUser|InactiveUser)/i, 'recipient', 'P', 'no', 'GOOGLE', ['550 5.1.1 see https://support.google.com/mail/?p=NoSuchUser 5sm - gsmtp']],
]);

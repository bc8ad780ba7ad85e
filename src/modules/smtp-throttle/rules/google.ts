import { rules } from './rule.ts';

/** Gmail and Google Workspace. */
// biome-ignore format: a table, a row a line
export const google = rules('google', [
  ['gmail-login-rate', /Too many (?:failed )?login attempts/i, 'throttle-rate', 'T', 'later', 'GOOGLE'],
  ['gmail-daily', /Daily (?:user |SMTP relay )?(?:sending )?(?:limit|quota)(?: exceeded)?|\b550 5\.4\.5\b/i, 'throttle-daily', 'T', '24h', 'GOOGLE'],
  ['gmail-relay-peak', /Peak SMTP relay limit exceeded/i, 'throttle-rate', 'T', 'slow', 'GOOGLE'],
  ['gmail-recipient-rate', /receiving mail (?:too quickly|at a rate)|p=Receiving(?:Rate|RatePerm)/i, 'throttle-recipient', 'T', 'later', 'GOOGLE'],
  ['gmail-unusual-rate', /unusual rate of\s{0,9}(?:\S{1,20} )?(?:unsolicited )?(?:mail|e-?mail)|\b4\.7\.28\b/i, 'throttle-rate', 'T', 'later', 'GOOGLE'],
  ['gmail-try-later', /Try again later, closing connection/i, 'throttle-concurrency', 'T', 'cap', 'GOOGLE'],
  ['gmail-no-connection', /recipient server did not accept our requests to connect|wasn't able to establish an SMTP connection/i, 'network', 'T', 'later', 'GOOGLE'],
  ['gmail-system-problem', /Temporary System Problem/i, 'server-fault', 'T', 'cap', 'GOOGLE'],
  ['gmail-server-busy', /\b4\.4\.5 Server busy/i, 'server-fault', 'T', 'later', 'GOOGLE'],
  ['gmail-tls-required', /\b[45]\.7\.29\b/, 'tls', 'P', 'no', 'GOOGLE'],
  ['gmail-dmarc-alignment', /\b4\.7\.(?:32|27|30)\b.{0,300}(?:gsmtp|google)/i, 'policy', 'T', 'later', 'GOOGLE'],
  ['gmail-credentials', /Username and Password not accepted|p=(?:BadCredentials|InvalidSecondFactor|WebLoginRequired)|Application-specific password required|Please log in (?:via|with) your web browser/i, 'auth', 'P', 'no', 'GOOGLE'],
  ['gmail-unauthenticated', /\b5\.7\.26\b|This mail (?:is|has been) (?:unauthenticated|blocked because the sender is unauthenticated)/i, 'policy', 'P?', '-', 'GOOGLE'],
  ['gmail-unsolicited', /likely (?:unsolicited|suspicious)|suspicious due to (?:the )?(?:very low|nature|content)/i, 'reputation', 'P?', '-', 'GOOGLE'],
  ['gmail-multiple-from', /multiple addresses in From: header|not RFC 53?22[ -]compliant/i, 'content', 'P', 'no', 'GOOGLE'],
  ['gmail-attachment', /p=BlockedMessage|content presents a potential|illegal attachment/i, 'policy', 'P', 'no', 'GOOGLE'],
  ['gmail-inactive', /p=(?:NoSuchUser|DisabledUser|InactiveUser)/i, 'recipient', 'P', 'no', 'GOOGLE'],
]);

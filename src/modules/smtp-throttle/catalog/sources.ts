/** Public pages that several codes rest on. */
export const docs = {
  submission: 'https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements',
  ndr: 'https://learn.microsoft.com/troubleshoot/exchange/email-delivery/ndr/non-delivery-reports-in-exchange-online',
  continuousErrors:
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/continuous-error-throttling-smtp-auth-submissions',
  smtpAuth:
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
  basicAuth: 'https://techcommunity.microsoft.com/blog/exchange/4489835',
  tenantLimit: 'https://techcommunity.microsoft.com/blog/exchange/4372797',
  rateLimits: 'https://learn.microsoft.com/exchange/mail-flow/message-rate-limits',
  backPressure: 'https://learn.microsoft.com/exchange/mail-flow/back-pressure',
  graph: 'https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits',
  sendMail: 'https://learn.microsoft.com/graph/api/user-sendmail',
  google: 'https://support.google.com/a/answer/3726730',
  googleLimits: 'https://support.google.com/a/answer/166852',
  ses: 'https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html',
  sendgrid: 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/smtp-errors-and-troubleshooting',
  rfc5321: 'https://www.rfc-editor.org/rfc/rfc5321',
  rfc6647: 'https://www.rfc-editor.org/rfc/rfc6647',
  enhanced: 'https://www.iana.org/assignments/smtp-enhanced-status-codes',
  rfc1047: 'https://www.rfc-editor.org/rfc/rfc1047',
  netMail: 'https://learn.microsoft.com/dotnet/api/system.net.mail.smtpexception',
  nodemailerPool: 'https://nodemailer.com/smtp/pooled/',
  postfixDebug: 'https://www.postfix.org/DEBUG_README.html#logging',
  postfixRate: 'https://www.postfix.org/postconf.5.html#default_destination_concurrency_limit',
} as const;

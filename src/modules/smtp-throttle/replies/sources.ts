/** Where the rules come from: the key stands in the last column of the tables. */
export const sources = {
  'MS-SUB':
    'https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements (3 connections, 30 a minute, 10,000 recipients a day)',
  'MS-BLOG18': 'https://techcommunity.microsoft.com/blog/exchange/-/607825',
  'MS-CET':
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/continuous-error-throttling-smtp-auth-submissions',
  'MS-NDR':
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
  KB979175: 'https://support.microsoft.com/kb/979175 (what the queue of Exchange says of the next server)',
  'MS-RATE': 'https://learn.microsoft.com/exchange/mail-flow/message-rate-limits',
  'MS-TERRL': 'https://techcommunity.microsoft.com/blog/exchange/-/4372797',
  'MS-BASIC': 'https://techcommunity.microsoft.com/blog/exchange/-/4114750',
  GRAPH: 'https://learn.microsoft.com/graph/throttling-limits',
  'GRAPH-SEND':
    'https://learn.microsoft.com/graph/api/user-sendmail; https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode',
  ACS: 'https://learn.microsoft.com/azure/communication-services/concepts/service-limits',
  GOOGLE: 'https://support.google.com/a/answer/3726730',
  SES: 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html',
  SENDGRID: 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/smtp-errors-and-troubleshooting',
  YAHOO: 'https://senders.yahooinc.com/smtp-error-codes/',
  SFM: 'https://github.com/ActiveCampaign/smtp-field-manual',
  SISIMAI: 'https://github.com/sisimai/go-sisimai (rhost tables and what they cite)',
  POSTFIX: 'https://github.com/vdukhovni/postfix (smtpd.c, smtp_proto.c, postscreen)',
  EXIM: 'https://github.com/Exim/exim (smtp_in.c, daemon.c, macros.h)',
  SENDMAIL: 'https://ftp.sendmail.org (srvrsmtp.c, deliver.c)',
  NETEASE:
    'https://help.mail.163.com/faqDetail.do?code=d7a5dc8471cd0c0e8b4b8f4f8e49998b374173cfe9171305fa1ce630d7f67ac2 (codes of refused mails)',
  ORACLE: 'https://docs.oracle.com/en/database/oracle/oracle-database/19/arpls/UTL_SMTP.html',
  IANA: 'https://www.iana.org/assignments/smtp-enhanced-status-codes',
  RFC5321: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2',
  RFC6647: 'https://www.rfc-editor.org/rfc/rfc6647 (greylisting)',
  NODEMAILER: 'https://nodemailer.com/smtp/ (lib/errors.js)',
  MAILGUN: 'https://documentation.mailgun.com/docs/mailgun/faq',
  POSTMARK: 'https://postmarkapp.com/developer/api/overview#error-codes',
  BREVO: 'https://developers.brevo.com/docs/how-it-works (error codes)',
  MIMECAST: 'https://community.mimecast.com/s/article/Mimecast-SMTP-Error-Codes-842605754',
  SPAMHAUS: 'https://www.spamhaus.org/faqs/dnsbl-usage/ (127.255.255.254 and .255: the question was not answered)',
  FREE: 'http://postmaster.free.fr',
  QMAIL: 'https://cr.yp.to/qmail.html (qmail-smtpd.c)',
  RSPAMD: 'https://rspamd.com/doc/modules/ratelimit.html',
  LOCAL: 'wording of servers and systems that speak the language of their users',
  USAGE: 'wording common to many servers and libraries',
} as const;

export type SourceKey = keyof typeof sources;

import type { Row, Table } from '../../../core/knowledge.ts';
import { findRow } from '../../../core/patterns/find-row.ts';

const address = '[^\\s<>()"\',;:=]{1,64}@[A-Za-z0-9.-]{1,200}';
const mails = '(?:e-?mails?|messages?|mails?|notifications?|newsletter|invoice|reminder|password reset)';
const done = '(?:sent|delivered|dispatched|mailed|emailed|handed over)';
const words = '(?:[^.;!?\\n@]|\\.(?=\\S)){0,80}?';
const own = 'written for this table, after the forms of application logs';

const row = (id: string, matches: string, samples: Row['samples'], not?: readonly string[], source = own): Row => ({
  id,
  matches: new RegExp(matches, 'i'),
  samples,
  source,
  ...(not === undefined ? {} : { not }),
});

/** How programs say that a mail was sent, one idea each. */
// biome-ignore format: a table, a row a line
export const successRows: readonly Row[] = [
  row('mail-was-sent', `\\b${mails}\\b[^.;:!?]{0,80}\\b(?:(?:was |were |has been |have been )?(?:successfully )?(?:sent|delivered|dispatched)|accepted for delivery)\\b`,
    ['Email to the customer was sent', 'Message 17 has been delivered', 'Invoice mail dispatched', 'Message accepted for delivery', 'Message sent: <17.abc@fabrikam.com>'], ['Email to reader@fabrikam.com was not sent']),
  row('sent-a-mail', `\\b(?:successfully )?(?:sent|delivered) (?:successfully )?(?:an? |the |one )?(?:\\S{1,30} ){0,3}?(?:e-?mails?|messages?|mails?|notifications?) (?:to|for)\\b`,
    ['sent an email to the customer', 'Successfully delivered the weekly mail for 4711', 'Sent mail to reader@fabrikam.com'], ['sent an SMS message to the customer', 'Sent mail to reader@fabrikam.com (12.3ms)']),
  row('sent-to', `\\b${done}\\b${words}(?:to|for|an|:|=|->)[\\s<"'\`[(]{0,3}${address}`,
    ['Sent report 3 to reader@fabrikam.com', 'Report 3 sent to <reader@fabrikam.com>', 'delivered 17 to reader@fabrikam.com', 'Order 5 handed over to relay for reader@fabrikam.com'], ['Request sent to reader@fabrikam.com']),
  row('recipient-sent', `${address}[>"'\\])]{0,3}[\\s:,-]{1,3}(?:was |has been |successfully )?(?:sent|delivered)(?: (?:successfully|ok|in \\d{1,7} ?m?s)\\b|[.,;)]|$)`,
    ['reader@fabrikam.com sent in 512 ms', 'reader@fabrikam.com: delivered', 'Email to reader@fabrikam.com was sent'], ['reader@fabrikam.com: not delivered']),
  row('arrow-recipient', `[-=]> ?<?${address}>?(?:: OK|:? done|:? sent|:? success|:? delivered|:? accepted)\\b`,
    ['Notification for order 5 -> reader@fabrikam.com: OK', 'report => <reader@fabrikam.com> done'], ['report -> reader@fabrikam.com: failed']),
  row('sending-succeeded', '\\b(?:send_?(?:e?-?mail|mail|message)\\w{0,10}|(?:e-?mail|mail|smtp) (?:send|sending|delivery)) (?:succeeded|successful|success|completed|ok)\\b',
    ['SendEmail succeeded', 'mail delivery successful', 'send_message completed'], ['SendEmail failed']),
  row('sent-german', '\\b(?:E-?Mail|Mail|Nachricht|Bericht|Rechnung)\\b.{0,80}\\b(?:gesendet|verschickt|versendet|zugestellt)\\b',
    ['E-Mail an den Kunden gesendet', 'Rechnung 17 verschickt'], ['E-Mail an den Kunden nicht gesendet']),
  row('sent-french', '\\b(?:courriel|e-?mail|message|mail)\\b.{0,60}\\b(?:envoy[ée]e?s?|transmise?s?)(?![a-z])',
    ['courriel envoyé au client', 'E-mail transmis'], ["Le courriel n'a pas été envoyé", 'message: The Gateway has been scheduled by Envoy Gateway']),
  row('sent-spanish', '\\b(?:correo|mensaje|e-?mail)\\b.{0,60}\\benviad[oa]s?\\b',
    ['correo enviado al cliente'], ['No se pudo: correo no enviado']),
  row('queued', '\\bqueued (?:as|mail for delivery)\\b',
    ['250 2.6.0 <17@fabrikam.com> Queued mail for delivery', '250 2.0.0 Ok: queued as 4F1Yk2'], ['Message queued for later'], 'Exchange and Postfix, replies to DATA'),
  row('reply-250', '\\b250 2\\.[0-9]\\.\\d{1,2} (?:(?:OK|Ok)[:, ]{1,3}(?=\\S{0,40}\\d)\\S{4}|Message|Queued|\\d{6,})',
    ['250 2.0.0 OK 1772440209 abc - gsmtp'], ['250 2.1.0 Sender accepted', '250 2.0.0 Ok', '250 2.1.5 Ok'], 'RFC 3463, replies to the end of DATA of Gmail and Exchange Online'),
  row('sent-ok', '\\bsent (?:ok|successfully) (?:to|in)\\b', ['Notification 17: sent ok in 300 ms'], ['Notification 17: sent 3 of 4']),
];

const oneOf = (rows: readonly Row[]): RegExp => new RegExp(rows.map(({ matches }) => matches.source).join('|'), 'i');
const namesAddress = ({ matches }: Row): boolean => matches.source.includes(address);

/** What one of these matches that takes an address into account. */
export const sentToWords = oneOf(successRows.filter(namesAddress));
/** What one of the others matches. */
export const sentWords = oneOf(successRows.filter((row) => !namesAddress(row)));

/** Whether one of them matches. */
export const saysSent = (text: string): boolean => sentWords.test(text) || sentToWords.test(text);

/** Rails up to 6.0 writes this when it has tried, whether the mail was sent or not (actionmailer, LogSubscriber#deliver). */
const railsTried = /\bSent mail to \S.{0,2000} \(\d{1,9}\.\dms\)/;
/** What has not happened, has failed, or is no mail. */
const notSent =
  /\bnot (?:be |been )?(?:sent|delivered)|fail|error|exception|unable|could ?n|cannot|can't|won't|will be sent|to be sent|waiting|pending|\bqueu(?:ing|ed for)|retry|before sent|unsent|warn|would|if sent|sent_date|(?<![\d.,:])0 (?:e?mails?|messages?) sent|\bsent:? ?\d{1,6} ?(?:of|\/) ?\d|\bsms\b|\bpush\b|webhook|\brequest (?:sent|to)|\bslack\b|whatsapp|telegram|\bHTTP\b|\bfax\b|\bnicht (?:gesendet|zugestellt)|n'a pas|échec|impossible|no se (?:pudo|ha)|失败|失敗/i;
const anyAddress = new RegExp(address, 'g');

/** Whether a text that one of these matches says that no mail was sent. */
export const deniesSending = (text: string): boolean => {
  const said = text.replace(anyAddress, '@');
  return notSent.test(said) || railsTried.test(said);
};

/** How application logs say that a mail was sent. */
export const successTable: Table = {
  name: 'mails that were sent',
  rows: successRows,
  find: (text, rows) => (deniesSending(text) ? undefined : findRow(rows, text)),
};

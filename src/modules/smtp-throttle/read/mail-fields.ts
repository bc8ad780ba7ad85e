import { defined } from './attempt.ts';

const recipientField =
  /(?:\bto|recipients?|rcpt|mailto|destination|for|address)['"]?\s?[:= ]\s?\[?['"<]{0,2}([^\s<>'",;:=[\]()]{1,64}@[A-Za-z0-9.-]{1,200})/i;
const idField =
  /(?:message-?id|mail_?id|email_?id|mailitem_?id|queue_?id|job_?id|notification_?id|\bmsgid|\bid)['"]?\s?[:=#]\s?['"<]{0,2}([\w.@+-]{1,120})/i;
const mailboxField =
  /(?:\bfrom|sender|auth_?user|username|user|account|mailbox)['"]?\s?[:= ]\s?['"<]{0,2}([^\s<>'",;:=[\]()]{1,64}@[A-Za-z0-9.-]{1,200})/i;
const durationField = /(?:duration|elapsed|took)(?:_?ms)?['"]?\s?[:= ]\s?['"]?(\d{1,7})\s?ms\b/i;

/** Ids and addresses that application logs put beside their text. */
export function mailFields(text: string): { id?: string; recipient?: string; mailbox?: string } {
  const head = text.slice(0, 2000);
  return defined({
    id: idField.exec(head)?.[1],
    recipient: recipientField.exec(head)?.[1],
    mailbox: mailboxField.exec(head)?.[1],
  });
}

/** Milliseconds that a record says its attempt took. */
export function durationIn(text: string): number | undefined {
  const ms = durationField.exec(text)?.[1];
  return ms === undefined ? undefined : Number(ms);
}

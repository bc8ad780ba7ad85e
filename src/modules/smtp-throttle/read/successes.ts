import type { AppRecord } from './app-record.ts';
import { type Attempt, defined } from './attempt.ts';
import { durationIn, mailFields } from './mail-fields.ts';
import { deniesSending, saysSent } from './success-rows.ts';

/** A record that says that one mail was sent; undefined otherwise. `recipient` where a field of it names one. */
export function readSuccess(
  record: AppRecord & { readonly recipient?: string },
  client: string | undefined,
): Attempt | undefined {
  const { text, recipient } = record;
  const head = text.length > 600 ? text.slice(0, 600) : text;
  const said = recipient === undefined || head.includes(recipient) ? head : `${head} to ${recipient}`;
  if (!saysSent(said) || deniesSending(said)) return undefined;
  const took = durationIn(head);
  return {
    outcome: 'sent',
    line: record.line,
    text: head,
    ...defined({
      at: record.at,
      host: record.host,
      client,
      startedAt: took === undefined || record.at === undefined ? undefined : record.at - took,
      ...mailFields(head),
    }),
  };
}

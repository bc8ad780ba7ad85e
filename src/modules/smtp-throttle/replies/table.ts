import type { Table } from '../../../core/knowledge.ts';
import { findRow } from '../../../core/patterns/find-row.ts';
import { parseReply, subjectOf } from '../reply.ts';
import { eastAsian } from './east-asian.ts';
import { fullMailboxes } from './full-mailboxes.ts';
import { furtherRecipients, furtherRefusals } from './further.ts';
import { google } from './google.ts';
import { exchangeOnline, exchangeServer } from './microsoft.ts';
import { providers } from './providers.ts';
import { recipients } from './recipients.ts';
import { logins, refusals } from './refusals.ts';
import type { ReplyRow } from './reply-row.ts';
import { servers } from './servers.ts';
import { services } from './services.ts';
import { throttles } from './throttles.ts';
import { lastWords, transport } from './transport.ts';

/**
 * All rows; the first that matches decides. What one provider says in words of its own comes before
 * what many say, full mailboxes and refused logins before throttling (`quota exceeded`, `too many
 * login attempts`), throttling before unknown recipients, the vaguest words last.
 */
export const replyRows: readonly ReplyRow[] = [
  ...exchangeOnline,
  ...exchangeServer,
  ...google,
  ...services,
  ...providers,
  ...servers,
  ...fullMailboxes,
  ...throttles,
  ...logins,
  ...furtherRefusals,
  ...refusals,
  ...recipients,
  ...transport,
  ...furtherRecipients,
  ...eastAsian,
  ...lastWords,
];

/** Ids of the rows whose words prove nothing by themselves. */
export const vagueRows: ReadonlySet<string> = new Set(replyRows.filter((row) => row.vague).map(({ id }) => id));

/** What servers and clients say of a mail that failed. */
export const replyTable: Table<ReplyRow> = {
  name: 'smtp replies',
  rows: replyRows,
  find: (text, rows) => findRow(rows, subjectOf(parseReply(text))),
};

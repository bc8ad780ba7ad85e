import type { FixScript } from '../../../core/fix-script.ts';
import type { FailureRecord } from '../observations.ts';
import { mailkitSnippet, systemNetMailSnippet } from './dotnet.ts';
import { exchangeOnlineScript } from './exchange-online.ts';
import { eximSnippet } from './exim.ts';
import { goSnippet } from './go.ts';
import { javamailSnippet } from './java.ts';
import { nodemailerSnippet } from './node.ts';
import { phpmailerSnippet, symfonySnippet } from './php.ts';
import { postfixFix } from './postfix.ts';
import { smtplibSnippet } from './python.ts';
import { resendScript, type SqlDialect, sqlDialects } from './resend-sql.ts';
import { rubySnippet } from './ruby.ts';
import type { ResendRows } from './sql-selection.ts';
import { workersSnippet } from './workers.ts';

/** What caps each client library or delivery agent. */
const byClient: Readonly<Record<string, FixScript>> = {
  nodemailer: nodemailerSnippet,
  mailkit: mailkitSnippet,
  'system-net-mail': systemNetMailSnippet,
  javamail: javamailSnippet,
  smtplib: smtplibSnippet,
  aiosmtplib: smtplibSnippet,
  symfony: symfonySnippet,
  phpmailer: phpmailerSnippet,
  'net-smtp': rubySnippet,
  postfix: postfixFix,
  exim: eximSnippet,
};

/** Names under which nothing is known of the program. */
const unknownClients = new Set(['unknown', 'other', 'bounce']);

/** Snippets for where nothing tells the library: MailKit first, it is the one that drops the reply code. */
const anyClient = [
  mailkitSnippet,
  systemNetMailSnippet,
  javamailSnippet,
  nodemailerSnippet,
  smtplibSnippet,
  symfonySnippet,
  phpmailerSnippet,
  goSnippet,
  rubySnippet,
];

/** What caps the programs seen, most frequent first; then what tells who else uses the mailbox. */
export function capFixes(clients: readonly string[]): FixScript[] {
  const seen = clients.filter((client) => !unknownClients.has(client));
  const known = seen.map((client) => byClient[client] ?? workersSnippet);
  return [...new Set([...(known.length > 0 ? known : anyClient), exchangeOnlineScript])];
}

/** The dialect that the log speaks, if any. */
function dialectOf(failures: readonly FailureRecord[]): SqlDialect | undefined {
  const shows = (client: string, pattern: RegExp) =>
    failures.some((failure) => failure.client === client || pattern.test(failure.text));
  if (shows('oracle', /\bORA-\d{5}\b/)) return 'oracle';
  if (shows('database-mail', /\bmailitem_id\b|Microsoft\.Data\.SqlClient|System\.Data\.SqlClient/)) return 'sqlserver';
  if (shows('', /org\.postgresql|psycopg/)) return 'postgresql';
  if (shows('', /com\.mysql|mariadb/i)) return 'mysql';
  return undefined;
}

/** The script of the asked or seen dialect, and the others as alternatives; none where nothing tells the rows. */
export function resendFixes(
  rows: ResendRows,
  failures: readonly FailureRecord[],
  asked: SqlDialect | undefined,
): FixScript[] {
  if (rows.ids === undefined && rows.words.length === 0) return [];
  const first = asked ?? dialectOf(failures) ?? 'oracle';
  return [first, ...sqlDialects.filter((dialect) => dialect !== first)].map((dialect) => resendScript(dialect, rows));
}

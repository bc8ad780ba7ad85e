import { sqlLiteral } from '../../../core/quote.ts';
import { dayMs } from '../../../core/time/units.ts';
import type { FailureRecord, TableColumns } from '../observations.ts';

/** The table of mails and the rows that are safe to send again. */
export interface ResendRows {
  /** Plain identifiers, unquoted in every dialect. */
  readonly table: string;
  readonly id: string;
  readonly status: string;
  readonly time: string;
  readonly error: string;
  /** SQL literals of the ids, where an export told them; else the rows are known by their error and time. */
  readonly ids?: readonly string[];
  /** Lower-case words of the error column; empty where no rule has words for these replies. */
  readonly words: readonly string[];
  /** `2026-03-10 08:29:09`; a day around the failures, for nobody knows the zone of the column. */
  readonly since?: string;
  readonly until?: string;
}

/** Oracle takes at most 1,000 expressions in a list. */
const mostIds = 900;

/** Words of replies after which a mail was certainly not accepted, by the rules that know them. */
const safeWords: readonly { readonly rules: readonly string[]; readonly words: readonly string[] }[] = [
  {
    rules: ['m365-concurrent-connections', 'm365-sender-threads', 'm365-432'],
    words: ['concurrent connections limit exceeded', 'sender thread limit exceeded'],
  },
  { rules: ['exchange-submission-rate'], words: ['submission rate for this client has exceeded'] },
  { rules: ['ses-rate', 'ses-throttling'], words: ['maximum sending rate exceeded'] },
  { rules: ['exim-connections', 'concurrency-limit'], words: ['too many concurrent smtp connections'] },
  { rules: ['gmail-relay-peak'], words: ['peak smtp relay limit exceeded'] },
];

/** What the rows are called where no export tells: the names of the article this started from. */
const usual = { table: 'email_log', id: 'id', status: 'status', time: 'sent_date', error: 'error_text' } as const;

/** Whether a name needs no quotes in any dialect; anything else could end the statement. */
export const isPlainName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,29}$/.test(name);

/** Names from an export's columns, rows from the failures that are safe. */
export function resendRows(
  safe: readonly FailureRecord[],
  columns: TableColumns | undefined,
  table: string | undefined,
): ResendRows {
  const named = (role: 'id' | 'status' | 'time' | 'error'): string => {
    const column = columns?.columns[role];
    return column !== undefined && isPlainName(column) ? column : usual[role];
  };
  const times = safe.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  const ids = columns?.columns['id'] === undefined ? undefined : literals(safe.map(({ id }) => id));
  const rules = new Set(safe.map(({ rule }) => rule));
  return {
    words: safeWords.flatMap((row) => (row.rules.some((rule) => rules.has(rule)) ? row.words : [])),
    table: table !== undefined && isPlainName(table) ? table : usual.table,
    id: named('id'),
    status: named('status'),
    time: named('time'),
    error: named('error'),
    ...(ids === undefined ? {} : { ids }),
    ...(times.length === 0
      ? {}
      : {
          since: stamp(times.reduce((a, b) => Math.min(a, b)) - dayMs),
          until: stamp(times.reduce((a, b) => Math.max(a, b)) + dayMs),
        }),
  };
}

/** All ids as literals, or nothing where one is missing, strange, or there are too many. */
function literals(ids: readonly (string | undefined)[]): string[] | undefined {
  const known = ids.filter((id): id is string => id !== undefined && /^[\w.@<>:+=-]{1,200}$/.test(id));
  if (known.length !== ids.length || known.length > mostIds) return undefined;
  return [...new Set(known)].map((id) => (/^\d{1,18}$/.test(id) ? id : sqlLiteral(id)));
}

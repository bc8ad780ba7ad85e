import { splitRow } from '../../../core/csv-row.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { ColumnRole } from '../read-options.ts';
import { parseReply, type Reply } from '../reply.ts';
import { readFailure } from './application.ts';
import { type Attempt, defined } from './attempt.ts';
import { type Clock, cellTime, type DayOrder } from './record-time.ts';
import type { TableShape } from './table-shape.ts';
import { everything } from './words/telling.ts';

/** A row as it stands, with the number of its first line. */
export interface Row {
  readonly line: number;
  readonly text: string;
}

const failedWords =
  /^(?:f|fail|failed|failure|e|err|error|x|n|no|false|bounced?|reject(?:ed)?|defer(?:red)?|expired|retry(?:ing)?|undelivered|undeliverable|-1|not ?sent|dead|refused|throttled|receive, ?fail|fail(?:ed)?[ _-].*|(?:[^#]|#(?!#))*##.*fail.*)$/i;
const sentWords =
  /^(?:s|sent|send|ok|okay|success(?:ful)?|succeeded|delivered?|y|yes|true|completed?|processed|done|accepted|opened|receive, ?deliver|expanded|(?:[^#]|#(?!#))*##.*deliver.*)$/i;
/** The same words as German, Spanish, French and Italian programs write them. */
const failedWordsOfOthers =
  /^(?:fehler|fehlerhaft|fehlgeschlagen|abgelehnt|abgewiesen|nicht (?:gesendet|zugestellt)|nein|nok|fallido|fallida|fall[oó]|rechazado|no enviado|erreur|[eé]chec|[eé]chou[eé]|rejet[eé]|non envoy[eé]|errore|fallito|rifiutato|non inviato)$/i;
const sentWordsOfOthers =
  /^(?:gesendet|versendet|versandt|verschickt|zugestellt|erfolg(?:reich)?|ja|enviad[oa]|entregado|[eé]xito|s[ií]|envoy[eé]e?|livr[eé]|succ[eè]s|oui|inviat[oa]|consegnato)$/i;
/** Neither sent nor failed, as yet. */
const waitingWords =
  /^(?:pending|queued?|waiting|new|created|scheduled|sending|in[ _-]?progress|processing|submitted|draft|cancell?ed|skipped|suppressed|deferred_?queue|wartend|ausstehend|offen|neu|geplant|pendiente|en attente|in attesa)$/i;
const empty = /^(?:|null|\(null\)|nil|none|-|n\/a|\\N)$/i;

/** How the numbers of a status column are to be read. */
export type NumberMeaning = 'one-is-sent' | 'one-is-failed';

/** Whether 1 means sent: errors beside ones say no, the name of the column otherwise. */
export function meaningOf(shape: TableShape, rows: readonly Row[]): NumberMeaning {
  let withError = 0;
  for (const row of rows) {
    const cells = splitRow(row.text, shape.delimiter);
    const [status, error] = [cellOf(shape, cells, 'status'), cellOf(shape, cells, 'error')];
    if (empty.test(error)) continue;
    if (status === '1') withError++;
    if (status === '0') withError--;
  }
  if (withError !== 0) return withError > 0 ? 'one-is-failed' : 'one-is-sent';
  const name = shape.header[shape.roles.status ?? -1] ?? '';
  return /fail|error|bounce/i.test(name) ? 'one-is-failed' : 'one-is-sent';
}

/** Whether days come first in dates of numbers only: the first above 12 tells. */
export function orderOf(shape: TableShape, rows: readonly Row[]): DayOrder | undefined {
  for (const row of rows) {
    const time = cellOf(shape, splitRow(row.text, shape.delimiter), 'time');
    const m = /^(\d\d?)[/.-](\d\d?)[/.-]\d{2,4}/.exec(time);
    if (m !== null && Number(m[1]) > 12) return 'day-first';
    if (m !== null && Number(m[2]) > 12) return 'month-first';
  }
  return undefined;
}

const cellOf = (shape: TableShape, cells: readonly string[], role: ColumnRole): string => {
  const index = shape.roles[role];
  return index === undefined ? '' : (cells[index] ?? '').trim();
};

/** Reads a row; undefined where it is neither sent nor failed yet, `unknown` where its status is a word nobody here knows. */
export function readRow(
  row: Row,
  shape: TableShape,
  meaning: NumberMeaning,
  order: DayOrder | undefined,
  clock: Clock,
): Attempt | 'unknown' | undefined {
  const cells = splitRow(row.text, shape.delimiter);
  const cell = (role: ColumnRole) => cellOf(shape, cells, role);
  const error = empty.test(cell('error')) ? '' : cell('error');
  const outcome = outcomeOf(cell('status'), error, meaning, shape);
  if (outcome === undefined)
    return /^\d?$/.test(cell('status')) || waitingWords.test(cell('status')) ? undefined : 'unknown';
  const known = (role: ColumnRole) => (empty.test(cell(role)) ? undefined : cell(role));
  const common = {
    line: row.line,
    text: headOf(row.text, 1000),
    ...defined({
      at: cellTime(cell('time'), clock, order),
      startedAt: known('start') === undefined ? undefined : cellTime(cell('start'), clock, order),
      id: known('id'),
      // A message trace writes `address##what happened` into one column.
      recipient: (known('recipient') ?? /^[^#]{3,320}(?=##)/.exec(cell('status'))?.[0])?.replace(/##.*$/, ''),
      mailbox: known('sender'),
      batch: known('batch'),
    }),
  };
  if (outcome === 'sent') return { outcome, ...common };
  const read = error === '' ? undefined : readFailure({ line: row.line, text: error }, undefined, everything)?.attempt;
  const reply: Reply = read?.reply ?? parseReply(error);
  return { outcome, ...common, reply, ...defined({ client: read?.client, phase: read?.phase }) };
}

function outcomeOf(
  status: string,
  error: string,
  meaning: NumberMeaning,
  shape: TableShape,
): Attempt['outcome'] | undefined {
  if (shape.roles.status === undefined) return error === '' ? 'sent' : 'failed';
  if (failedWords.test(status) || failedWordsOfOthers.test(status) || /^[45]\d\d\b/.test(status)) return 'failed';
  if (sentWords.test(status) || sentWordsOfOthers.test(status) || /^[23]\d\d\b/.test(status)) return 'sent';
  if (status === (meaning === 'one-is-sent' ? '1' : '0')) return 'sent';
  if (status === '1') return 'failed';
  // A word nobody here knows, `0` or nothing: failed where an error stands beside it.
  return !waitingWords.test(status) && error !== '' ? 'failed' : undefined;
}

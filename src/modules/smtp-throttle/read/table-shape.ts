import { splitRow } from '../../../core/csv-row.ts';
import { usageError } from '../../../core/errors.ts';
import type { ColumnRole } from '../read-options.ts';

/** How the rows of a table are separated, and what its columns are. */
export interface TableShape {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly roles: Partial<Readonly<Record<ColumnRole, number>>>;
  /** Roles that nobody gave. */
  readonly guessed: readonly ColumnRole[];
}

/** Column names by role, surest first. */
const names: Readonly<Record<ColumnRole, readonly RegExp[]>> = {
  status: [
    /^(?:(?:e?mail|msg|message|send|sent|delivery|last|notification|queue|recipient)_?)?(?:status|state|result|outcome)(?:_?(?:code|name|flag|text))?$/,
    /^(?:is_?)?(?:sent|success|successful|delivered|failed)(?:_?flag|_?yn)?$/,
    /status|state$|outcome/,
    /^(?:zustand|ergebnis|estado|resultado|statut|etat|stato|esito)$/,
  ],
  time: [
    /^(?:sent|send|delivery|attempt(?:ed)?|last_?attempt|processed|completed|finished|failed|event|log)_?(?:at|on|date|time|datetime|ts|timestamp|date_?time)(?:_?utc)?$/,
    /^(?:date|time|timestamp|datetime|ts|when|date-time|created|log_?date|origin_timestamp_utc|received)$/,
    /(?:date|time|_at|_on|timestamp)(?:_?utc)?$/,
    /^(?:gesendet|versendet|versandt|zugestellt|enviado|envoye|inviato)(?:_(?:am|um|el|le|il))?$|datum|uhrzeit|zeit(?:punkt|stempel)?$|^(?:fecha|hora|heure|data|ora)(?:_|$)/,
  ],
  error: [
    /^(?:(?:last|error|err|failure|fail|smtp|exception|mail|status)_?)?(?:error|errors|err|error_?(?:message|msg|text|desc|description|detail)|message_?error|reason|exception|response|diagnostic|description|failure|reply|details?)(?:_?(?:message|msg|text|desc|description|detail|reason))?$/,
    /error|reason|exception|diagnostic|failure_|response/,
    /fehler|meldung$|^(?:grund|antwort|motivo|mensaje|erreur|errore|raison|respuesta|reponse|risposta)/,
    /^(?:msg|message|text)$/,
  ],
  id: [
    /^(?:id|(?:e?mail|message|msg|mailitem|log|queue|notification|row|record|outbox)_?(?:log_?)?id|guid|uuid)$/,
    /_id$|^message-?id$/,
  ],
  recipient: [
    /^(?:to|recipients?|rcpt|to_?(?:e?mail|address|addr)|(?:e?mail|recipient)_?(?:to|address|addr)|e?mail|receiver|destination|sent_to|recipient_status)(?:_?(?:address|e?mail))?$/,
    /recipient|to_email|email_to/,
    /empf(?:ae|ä)nger|^(?:an|destinatario|destinataire|correo)$/,
  ],
  sender: [
    /^(?:from|sender|from_?(?:e?mail|address|addr)|mailbox|(?:sender|mail)_?(?:address|from)|account)(?:_?address)?$/,
  ],
  batch: [/^(?:batch|run|report|job|campaign|mailing|newsletter|schedule)_?(?:id|no|number|name)?$/],
  start: [
    /^(?:start(?:ed)?|send_?start|begin|queued|created|enqueued|submitted|requested)_?(?:at|on|date|time|datetime|ts)?$/,
  ],
};

/** Columns of what lists servers, containers and processes, which have ids, states and errors too. */
const ofOthers =
  /^(?:endpoints?|is leader|raft \w+|namespace|nodes?|pods?|ready|restarts|images?|containers?|cluster-ip|pid|cpu|%?mem(?:ory)?)$/i;

const delimiters = [',', ';', '\t', '|'];

/** What a header line tells; undefined where it is no header of a table of mails. `map`: columns by role as given. */
export function tableShape(line: string, map: Partial<Readonly<Record<ColumnRole, string>>>): TableShape | undefined {
  const delimiter = delimiters
    .map((one) => ({ one, cells: splitRow(line, one) }))
    .toSorted((a, b) => b.cells.length - a.cells.length)[0];
  if (delimiter === undefined || delimiter.cells.length < 2) return undefined;
  const header = delimiter.cells.map((cell) => cell.trim().replace(/^\ufeff/, ''));
  const filled = header.filter((cell) => cell !== '');
  if (
    filled.length < 2 ||
    !filled.every((cell) => cell.length <= 60 && /^[\p{L}_#@][\p{L}\p{N} _.#@()/-]*$/u.test(cell))
  )
    return undefined;
  const shape = rolesOf(header, delimiter.one, map);
  const has = (role: ColumnRole) => shape.roles[role] !== undefined;
  const missing = Object.entries(map).find(([role]) => !has(role as ColumnRole));
  const mapped = Object.keys(map).length > 0;
  if (!mapped && !has('recipient') && !has('sender') && header.some((name) => ofOthers.test(name))) return undefined;
  const isTable = (has('status') || has('error')) && (mapped || has('time') || has('recipient') || has('id'));
  if (isTable && missing !== undefined) {
    const [role, column] = missing;
    throw usageError(`--map ${role}=${column}: no such column`, `columns are ${filled.slice(0, 20).join(', ')}`);
  }
  return isTable ? shape : undefined;
}

function rolesOf(
  header: readonly string[],
  delimiter: string,
  map: Partial<Readonly<Record<ColumnRole, string>>>,
): TableShape {
  const roles: Partial<Record<ColumnRole, number>> = {};
  const guessed: ColumnRole[] = [];
  const taken = new Set<number>();
  const plain = header.map((name) => name.toLowerCase().replace(/[ .-]+/g, '_'));
  for (const [role, name] of Object.entries(map)) {
    const index = header.findIndex((one) => one.toLowerCase() === name.toLowerCase());
    if (index >= 0) {
      roles[role as ColumnRole] = index;
      taken.add(index);
    }
  }
  for (const role of Object.keys(names) as ColumnRole[]) {
    if (map[role] !== undefined) continue;
    const index = names[role]
      .map((pattern) => plain.findIndex((name, i) => !taken.has(i) && pattern.test(name)))
      .find((i) => i >= 0);
    if (index === undefined) continue;
    roles[role] = index;
    guessed.push(role);
    taken.add(index);
  }
  return { delimiter, header, roles, guessed };
}

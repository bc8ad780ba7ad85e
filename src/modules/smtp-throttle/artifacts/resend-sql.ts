import type { FixScript } from '../../../core/fix-script.ts';
import { sqlLiteral } from '../../../core/quote.ts';
import { policy } from './snippet.ts';
import type { ResendRows } from './sql-selection.ts';

/** Dialects there is a script for. */
export const sqlDialects = ['oracle', 'postgresql', 'mysql', 'sqlserver'] as const;
export type SqlDialect = (typeof sqlDialects)[number];

/** Rows put back into the queue by one run: a minute's worth. */
const chunk = policy.perMinute;

interface Forms {
  readonly name: string;
  /** How it is run, and how with effect. */
  readonly usage: string;
  /** Before everything: `apply` is 0 unless given. */
  readonly preamble: string;
  readonly time: (literal: string) => string;
  /** The one statement that changes rows; `rows` is the condition. */
  readonly requeue: (rows: ResendRows, condition: string) => string;
  readonly restore: (rows: ResendRows, condition: string) => string;
  /** Rows at most. */
  readonly list: (select: string) => string;
}

const failed = sqlLiteral('F');
const queued = sqlLiteral('Q');

const forms: Readonly<Record<SqlDialect, Forms>> = {
  oracle: {
    name: 'Oracle',
    usage: "sqlplus: as it is it lists; with DEFINE apply = 1 below it changes the rows. Not run by diag's tests.",
    preamble: 'SET DEFINE ON VERIFY OFF\nDEFINE apply = 0\n',
    time: (literal) => `TO_DATE(${literal}, 'YYYY-MM-DD HH24:MI:SS')`,
    requeue: ({ table, id, status }, condition) =>
      `UPDATE ${table} SET ${status} = ${queued}\nWHERE &apply = 1 AND ${id} IN (\n  SELECT ${id} FROM ${table}\n  WHERE ${condition}\n  ORDER BY ${id} FETCH FIRST ${chunk} ROWS ONLY\n) AND ${status} = ${failed};\nCOMMIT;`,
    restore: ({ table, status }, condition) =>
      `UPDATE ${table} SET ${status} = ${failed}\nWHERE &apply = 1 AND ${condition};\nCOMMIT;`,
    list: (select) => `${select}\nFETCH FIRST 1000 ROWS ONLY;`,
  },
  postgresql: {
    name: 'PostgreSQL',
    usage: 'psql -f FILE lists; psql -v apply=1 -f FILE changes the rows.',
    preamble: '\\if :{?apply}\n\\else\n\\set apply 0\n\\endif\n',
    time: (literal) => `TIMESTAMP ${literal}`,
    // As a subquery behind IN, PostgreSQL may evaluate the limited selection more than once.
    requeue: ({ table, id, status }, condition) =>
      `WITH chunk AS MATERIALIZED (\n  SELECT ${id} FROM ${table}\n  WHERE ${condition}\n  ORDER BY ${id} LIMIT ${chunk} FOR UPDATE SKIP LOCKED\n)\nUPDATE ${table} SET ${status} = ${queued} FROM chunk\nWHERE :apply = 1 AND ${table}.${id} = chunk.${id};`,
    restore: ({ table, status }, condition) =>
      `UPDATE ${table} SET ${status} = ${failed}\nWHERE :apply = 1 AND ${condition};`,
    list: (select) => `${select}\nLIMIT 1000;`,
  },
  mysql: {
    name: 'MySQL and MariaDB',
    usage: 'mysql < FILE lists; mysql --init-command="SET @apply = 1" < FILE changes the rows.',
    preamble: 'SET @apply = COALESCE(@apply, 0);\n',
    time: (literal) => `TIMESTAMP(${literal})`,
    requeue: ({ table, id, status }, condition) =>
      `UPDATE ${table} SET ${status} = ${queued}\nWHERE @apply = 1 AND ${condition}\nORDER BY ${id} LIMIT ${chunk};`,
    restore: ({ table, status }, condition) =>
      `UPDATE ${table} SET ${status} = ${failed}\nWHERE @apply = 1 AND ${condition};`,
    list: (select) => `${select}\nLIMIT 1000;`,
  },
  sqlserver: {
    name: 'SQL Server',
    usage: "As it is it lists; with @apply = 1 below it changes the rows. Not run by diag's tests.",
    preamble: 'SET NOCOUNT OFF;\nDECLARE @apply bit = 0;\n',
    time: (literal) => `CONVERT(datetime2, ${literal}, 120)`,
    requeue: ({ table, id, status }, condition) =>
      `WITH chunk AS (\n  SELECT TOP (${chunk}) ${status} FROM ${table} WITH (ROWLOCK, UPDLOCK, READPAST)\n  WHERE @apply = 1 AND ${condition}\n  ORDER BY ${id}\n)\nUPDATE chunk SET ${status} = ${queued};`,
    restore: ({ table, status }, condition) =>
      `UPDATE ${table} SET ${status} = ${failed}\nWHERE @apply = 1 AND ${condition};`,
    list: (select) => `${select.replace(/^SELECT /, 'SELECT TOP (1000) ')};`,
  },
};

/** Which rows: by their ids where these are known, else by their error and the day; always by their status. */
function conditionOf(rows: ResendRows, wanted: string, { time }: Forms): string {
  const parts = [`${rows.status} = ${wanted}`];
  if (rows.ids !== undefined) parts.push(`${rows.id} IN (${rows.ids.join(', ')})`);
  else {
    const errors = rows.words.map((words) => `LOWER(${rows.error}) LIKE ${sqlLiteral(`%${words}%`)}`);
    parts.push(`(${errors.join(' OR ')})`);
    if (rows.since !== undefined) parts.push(`${rows.time} >= ${time(sqlLiteral(rows.since))}`);
    if (rows.until !== undefined) parts.push(`${rows.time} < ${time(sqlLiteral(rows.until))}`);
  }
  return parts.join(' AND ');
}

/** Lists what is safe to send again, and puts it back into the queue, one chunk a run. */
export function resendScript(dialect: SqlDialect, rows: ResendRows): FixScript {
  const form = forms[dialect];
  const failedRows = conditionOf(rows, failed, form);
  const queuedRows = conditionOf(rows, queued, form);
  const { id, time, status, error, table } = rows;
  const list = (condition: string) =>
    form.list(`SELECT ${id}, ${time}, ${status}, ${error}\nFROM ${table}\nWHERE ${condition}\nORDER BY ${id}`);
  const head = (does: string) => `-- ${form.name}: ${does}\n-- ${form.usage}\n`;
  return {
    id: `resend-${dialect}`,
    title: `list and re-queue the safe mails in ${form.name}`,
    shell: 'sql',
    applicability: 'review',
    effect: `Lists by default; with apply = 1 it re-queues ${chunk} rows a run. Mails that may have arrived are left out.`,
    apply: [
      head(`mails refused for a moment, back into the queue, ${chunk} a run.`),
      `-- ${failed} is taken for failed, ${queued} for what your sender sends next: change them where yours differ.\n`,
      `-- Run it again, a minute later, until it lists nothing. A row in the queue is not taken twice.\n`,
      form.preamble,
      `${list(failedRows)}\n\n`,
      `${form.requeue(rows, failedRows)}\n`,
    ].join(''),
    verify: `-- ${form.name}: what is still to be sent again; nothing, when all is done.\n${list(failedRows)}\n`,
    rollback: [
      head(`takes back out of the queue what was not sent yet: ${queued} becomes ${failed} again.`),
      form.preamble,
      `${list(queuedRows)}\n\n`,
      `${form.restore(rows, queuedRows)}\n`,
    ].join(''),
  };
}

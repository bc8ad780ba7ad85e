import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, startMariadb, startPostgres } from '../../../../test/support/databases.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import type { FailureRecord } from '../observations.ts';
import { resendScript, sqlDialects } from './resend-sql.ts';
import { type ResendRows, resendRows } from './sql-selection.ts';

const fixture = new URL('../../../../fixtures/smtp-throttle/email_log.csv', import.meta.url);
const table = parse(readFileSync(fixture), { columns: true }) as Record<string, string>[];
/** Ids of the two mails that were throttled; two others failed for other reasons and must stay. */
const throttled = ['41055', '41065'];

const refusal = (id: string): FailureRecord => ({
  source: 'email_log.csv',
  line: 2,
  at: Date.parse('2026-03-10T08:30:10Z'),
  class: 'throttle-concurrency',
  rule: 'm365-concurrent-connections',
  permanence: 'temporary',
  retry: 'cap',
  id,
  reply: '4.3.2 Concurrent connections limit exceeded.',
  text: '',
});

const columns = {
  columns: { id: 'ID', status: 'STATUS', time: 'SENT_DATE', error: 'ERROR_TEXT' },
  guessed: [],
};
const byIds = resendRows(throttled.map(refusal), columns, undefined);
const byError = resendRows(throttled.map(refusal), undefined, undefined);

const quote = (text: string | undefined) => (text ? `'${text.replace(/'/g, "''")}'` : 'NULL');

/** The fixture as a table, and thirty more refused mails of another day where asked. */
function load(database: Database, more = 0): void {
  const rows = table.map(
    (row) => `(${row['ID']}, '${row['STATUS']}', '${row['SENT_DATE']}', ${quote(row['ERROR_TEXT'])})`,
  );
  const extra = Array.from({ length: more }, (_, i) => {
    const error = '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded';
    return `(${50000 + i}, 'F', '2026-03-10 08:31:00', '${error}')`;
  });
  database.run(
    `DROP TABLE IF EXISTS email_log;
     CREATE TABLE email_log (id INT PRIMARY KEY, status CHAR(1), sent_date TIMESTAMP NOT NULL, error_text VARCHAR(2000));
     INSERT INTO email_log VALUES ${[...rows, ...extra].join(',\n')};`,
  );
}

const idsOf = (output: string): string[] => [...output.matchAll(/\b(4\d{4}|5\d{4})\b/g)].map(([id]) => id);
const count = (database: Database, status: string) =>
  Number(database.rows(`SELECT COUNT(*) FROM email_log WHERE status = '${status}'`)[0]);

function runsOn(dialect: 'postgresql' | 'mysql', start: () => Promise<Database>): void {
  let database: Database;
  beforeAll(async () => {
    database = await start();
  }, 60_000);
  afterAll(() => database.stop());

  describe.each<[string, ResendRows]>([
    ['rows known by their ids', byIds],
    ['rows known by their error and day', byError],
  ])('%s', (_, rows) => {
    const script = resendScript(dialect, rows);

    test('without apply it lists exactly the throttled rows and changes nothing', () => {
      load(database);
      expect(idsOf(database.run(script.apply))).toEqual(throttled);
      expect(count(database, 'F')).toBe(4);
    });

    test('with apply it re-queues them; twice is harmless; verify is empty then', () => {
      load(database);
      database.run(script.apply, true);
      const once = database.rows("SELECT id FROM email_log WHERE status = 'Q' ORDER BY id");
      expect(once).toEqual(throttled);
      expect(idsOf(database.run(script.apply, true))).toEqual([]);
      expect(database.rows("SELECT id FROM email_log WHERE status = 'Q' ORDER BY id")).toEqual(once);
      expect(idsOf(database.run(script.verify ?? ''))).toEqual([]);
    });

    test('the rollback puts back what was there, once asked to', () => {
      load(database);
      const before = database.rows('SELECT id, status FROM email_log ORDER BY id');
      database.run(script.apply, true);
      expect(idsOf(database.run(script.rollback ?? ''))).toEqual(throttled);
      expect(count(database, 'Q')).toBe(2);
      database.run(script.rollback ?? '', true);
      expect(database.rows('SELECT id, status FROM email_log ORDER BY id')).toEqual(before);
    });
  });

  test('more than a chunk is re-queued in chunks of 25', () => {
    load(database, 30);
    const script = resendScript(dialect, byError);
    const queued = [1, 2, 3].map(() => {
      database.run(script.apply, true);
      return count(database, 'Q');
    });
    expect(queued).toEqual([25, 32, 32]);
  });
}

describeWith(['psql', 'pg_ctlcluster'], 'on a real PostgreSQL', () => runsOn('postgresql', startPostgres));
describeWith(['mariadbd', 'mariadb'], 'on a real MariaDB', () => runsOn('mysql', startMariadb));

test.each(sqlDialects)('%s: the reviewed text', async (dialect) => {
  const { apply, verify, rollback } = resendScript(dialect, byError);
  const whole = [apply, verify, rollback].join('\n-- ----\n');
  await expect(whole).toMatchFileSnapshot(`../../../../fixtures/smtp-throttle/resend-${dialect}.golden.sql`);
});

describe('what is selected', () => {
  test('ids come from an export only, and a strange one makes the script go by error and day', () => {
    expect(byIds.ids).toEqual(throttled);
    expect(byError.ids).toBeUndefined();
    expect(resendRows([refusal("1') OR ('1'='1")], columns, undefined).ids).toBeUndefined();
  });

  test('column names that need quotes are not used', () => {
    const odd = { columns: { ...columns.columns, status: 'status; DROP TABLE x' }, guessed: [] };
    expect(resendRows([], odd, 'mails; --')).toMatchObject({ status: 'status', table: 'email_log' });
  });

  test('the day around the failures is looked at, whatever zone the column is in', () => {
    expect(byError).toMatchObject({ since: '2026-03-09 08:30:10', until: '2026-03-11 08:30:10' });
  });
});

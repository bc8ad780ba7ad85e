import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPostgres } from './support/databases.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

const refused =
  '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]';

async function diagnosed(stdin: string) {
  const { stdout } = await runCli(['smtp-throttle', '--tz', 'UTC', '--format', 'json', '-'], { stdin });
  const { data, findings } = JSON.parse(stdout);
  return { code: findings[0]?.code, at: findings[0]?.facts.firstAt, data };
}

describeWith(['psql', 'pg_ctlcluster'], 'a table of PostgreSQL', () => {
  test('comes as CSV by psql: times, states and errors are found', async () => {
    const database = await startPostgres();
    try {
      const rows = Array.from({ length: 9 }, (_, i) =>
        i < 6
          ? `(${i}, 'sent', '2026-03-10 08:30:0${i}', NULL)`
          : `(${i}, 'failed', '2026-03-10 08:30:0${i}', '${refused}')`,
      );
      const csv = database.run(`create table mails (id int, state text, sent_at timestamp, error text);
insert into mails values ${rows.join(', ')};
copy (select * from mails) to stdout with csv header;`);
      const { code, data, at } = await diagnosed(csv);
      expect({ code, at }).toEqual({ code: 'SMTP101', at: '2026-03-10T08:30:06Z' });
      expect(data).toMatchObject({ attempts: 9, successes: 6, failures: 3 });
    } finally {
      await database.stop();
    }
  });
});

describeWith(['journalctl', '/lib/systemd/systemd-journal-remote'], 'a file of journald', () => {
  test.each([
    ['json', '2026-03-10T08:30:00Z'],
    ['short-iso', '2026-03-10T08:30:00Z'],
    ['export', undefined],
  ])('comes by journalctl -o %s', async (format, at) => {
    const folder = mkdtempSync(join(tmpdir(), 'diag-journal-'));
    try {
      const entry = (second: number, message: string) =>
        `__REALTIME_TIMESTAMP=${Date.UTC(2026, 2, 10, 8, 30, second)}000\n_HOSTNAME=app01\nSYSLOG_IDENTIFIER=mailer\nPRIORITY=3\nMESSAGE=${message}\n\n`;
      const messages = [`ERROR Failed to send report to b@example.com: ${refused}`, 'INFO mail sent to b@example.com'];
      writeFileSync(join(folder, 'in'), messages.map((message, i) => entry(i, message)).join(''));
      const journal = join(folder, 'x.journal');
      execFileSync('/lib/systemd/systemd-journal-remote', ['-o', journal, join(folder, 'in')], { stdio: 'pipe' });
      const said = execFileSync('journalctl', ['--file', journal, '--utc', '-o', format], { encoding: 'utf8' });
      const report = await diagnosed(said);
      expect(report.code).toBe('SMTP101');
      expect(report.data).toMatchObject({ failures: 1 });
      if (at !== undefined) expect(report.at).toBe(at);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';
import { replyCodes } from './codes.ts';
import { replyRows } from './replies/table.ts';

interface Report {
  readonly exitCode: number;
  readonly verdict: { readonly name?: string; readonly confidence?: string };
  readonly findings: readonly {
    name: string;
    severity: string;
    confidence: string;
    facts: Record<string, unknown>;
    next: string[];
    fixes: { id: string; apply: string }[];
  }[];
  readonly data: Record<string, unknown>;
}

async function diagnose(stdin: string, ...words: string[]): Promise<Report> {
  const { stdout } = await runCli(['smtp-throttle', ...words, '--format', 'json'], { stdin });
  return JSON.parse(stdout) as Report;
}

const find = (report: Report, name: string) => report.findings.find((finding) => finding.name === name);
const refusal =
  '4.3.2 Concurrent connections limit exceeded.\n      Visit https://aka.ms/concurrent_sending for more information.\n      [Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]';
const article = `ERROR Error in SendEmail while sending email: ${refusal}\n`;
const exportFile = fileURLToPath(new URL('../../../fixtures/smtp-throttle/email_log.csv', import.meta.url));

describe("the article's log, pasted", () => {
  test('is concurrency throttling by Microsoft, proven, with a cap of 3 or 2 and not 4', async () => {
    const report = await diagnose(article + article);
    expect(report.verdict).toMatchObject({ name: 'm365-concurrency', confidence: 'proven' });
    const advice = find(report, 'm365-concurrency')?.next[0];
    expect(advice).toMatch(/at 3 if this program alone .* at 2 if others share it. 4 already breaks the limit/);
    expect(report.exitCode).toBe(1);
  });

  test('gives code that caps and retries, and SQL that resends', async () => {
    const report = await diagnose(article);
    expect(find(report, 'm365-concurrency')?.fixes.map(({ id }) => id)).toContain('capped-mailkit');
    expect(find(report, 'no-retry')).toMatchObject({ severity: 'info', confidence: 'possible' });
    expect(find(report, 'no-retry')?.fixes.map(({ id }) => id)).toEqual([
      'resend-oracle',
      'resend-postgresql',
      'resend-mysql',
      'resend-sqlserver',
    ]);
    expect(find(report, 'ratio-alert-blind')?.fixes[0]?.id).toBe('alert-on-throttling');
  });

  test('calls no rate: there is no success and no time', async () => {
    const { data } = await diagnose(article);
    expect(data).toMatchObject({ attempts: 1, successes: null, failures: 1, rateKnown: false, rate: null, bursts: [] });
    expect(data['concurrency']).toMatchObject({ method: 'none', estimate: null, limit: 3 });
    expect(data['caps']).toMatchObject([
      { cap: 1, refused: 0 },
      { cap: 2, refused: 0 },
      { cap: 3, refused: 0 },
      { cap: 4 },
      { cap: null },
    ]);
  });
});

describe('an export of the table of mails', () => {
  test('gives rate, burst, load, caps and what may be sent again', async () => {
    const { stdout } = await runCli(['smtp-throttle', exportFile, '--tz', 'UTC', '--format', 'json']);
    const { data } = JSON.parse(stdout) as Report;
    expect(data).toMatchObject({
      attempts: 109,
      successes: 105,
      failures: 4,
      classes: { 'throttle-concurrency': 2, recipient: 1, network: 1 },
      rateKnown: true,
      bursts: [{ from: '2026-03-10T08:30:09Z', to: '2026-03-10T08:30:11Z', attempts: 27, failures: 2 }],
      concurrency: { method: 'erlang-b', limit: 3 },
      resend: { safe: 2, ambiguous: 1, not: 1 },
      sendingBatches: { largest: { from: '2026-03-10T08:30:09Z', to: '2026-03-10T08:30:11Z', attempts: 27 } },
    });
    const { caps } = data as { caps: { cap: number | null; refused: number; addedSeconds: number }[] };
    expect(caps.map(({ cap, refused }) => [cap, refused])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 2],
      [null, 2],
    ]);
    expect(caps[2]?.addedSeconds).toBeLessThan(1);
  });

  test('the scripts select by the ids and the columns of the export', async () => {
    const { stdout } = await runCli(['smtp-throttle', exportFile, '--format', 'json', '--sql', 'postgresql']);
    const [script] = find(JSON.parse(stdout) as Report, 'no-retry')?.fixes ?? [];
    expect(script?.apply).toContain("WHERE STATUS = 'F' AND ID IN (41055, 41065)\n");
  });

  test('the resend list holds the throttled mails only, with aliases for addresses', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'diag-'));
    try {
      const path = join(directory, 'resend.jsonl');
      const { stderr } = await runCli(['smtp-throttle', exportFile, '--resend-list', path]);
      const lines = (await readFile(path, 'utf8')).trim().split('\n');
      const mails = lines.map((line) => JSON.parse(line) as { id: string; recipient: string });
      expect(mails.map(({ id }) => id)).toEqual(['41055', '41065']);
      expect(mails.map(({ recipient }) => recipient)).toEqual(['user-1@contoso.example', 'user-2@contoso.example']);
      expect(stderr).toContain('diag: wrote 2 mails safe to send again (without 1 that may have arrived) to');
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('the list of failures has a line an attempt, with all that is known of it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'diag-'));
    try {
      const path = join(directory, 'failures.jsonl');
      await runCli(['smtp-throttle', exportFile, '--tz', 'UTC', '--failures', path]);
      const lines = (await readFile(path, 'utf8')).trim().split('\n');
      const failures = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(failures.map((one) => [one['line'], one['class'], one['permanence'], one['retry']])).toEqual([
        [42, 'recipient', 'permanent', 'no'],
        [43, 'network', 'ambiguous', 'check'],
        [56, 'throttle-concurrency', 'temporary', 'cap'],
        [66, 'throttle-concurrency', 'temporary', 'cap'],
      ]);
      expect(failures[2]).toEqual({
        source: exportFile,
        line: 56,
        time: '2026-03-10T08:30:10Z',
        class: 'throttle-concurrency',
        permanence: 'temporary',
        code: null,
        enhanced: '4.3.2',
        provider: 'microsoft',
        client: null,
        retry: 'cap',
        id: '41055',
        recipient: 'user-1@contoso.example',
      });
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('a replay says the same and writes no file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'diag-'));
    try {
      const saved = join(directory, 'incident.json');
      const list = join(directory, 'resend.jsonl');
      const words = ['smtp-throttle', exportFile, '--resend-list', list, '--save', saved];
      const first = await runCli(words);
      await rm(list);
      const again = await runCli(['replay', saved]);
      expect(again.stdout).toBe(first.stdout);
      await expect(readFile(list)).rejects.toThrow('ENOENT');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('dialect and table', () => {
  test('the dialect asked for is recommended, for the table named', async () => {
    const report = await diagnose(article, '--sql', 'mysql', '--sql-table', 'outbox');
    const [fix] = find(report, 'no-retry')?.fixes ?? [];
    expect(fix?.id).toBe('resend-mysql');
    expect(fix?.apply).toContain('FROM outbox\n');
  });

  test.each([
    [['--sql', 'db2'], '--sql db2: not a known dialect'],
    [['--sql-table', 'a; DROP TABLE b'], 'not a plain name'],
    [['--service-ms', 'soon'], 'not a number of milliseconds'],
  ])('%j is a usage error', async (words, message) => {
    const { exitCode, stderr } = await runCli(['smtp-throttle', ...words], { stdin: article });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('a throttle late in a log full of other failures is found, and all failures are counted', async () => {
  const other = Array.from(
    { length: 6000 },
    (_, i) =>
      `2026-03-10T08:${String(Math.floor(i / 600)).padStart(2, '0')}:00Z ERROR mailer: Error: Message failed: 550 5.1.1 User unknown`,
  );
  const last =
    '2026-03-10T09:00:00Z ERROR mailer: Error: Message failed: 432 4.3.2 Concurrent connections limit exceeded.';
  const report = await diagnose([...other, last, ''].join('\n'));
  expect(report.verdict.name).toBe('m365-concurrency');
  expect(find(report, 'recipient-invalid')?.facts['failures']).toBe(6000);
  expect(report.data['resend']).toMatchObject({ safe: 1, complete: false });
});

test('a log without failures has no finding', async () => {
  const sent = Array.from({ length: 5 }, (_, i) => `4200${i},S,2026-03-10 08:30:0${i},`);
  const report = await diagnose(['id,status,sent_date,error', ...sent, ''].join('\n'));
  expect(report.findings).toEqual([]);
  expect(report.exitCode).toBe(0);
  expect(report.data).toMatchObject({ attempts: 5, successes: 5, failures: 0, rate: { estimate: 0 } });
});

test('text of a log cannot end a statement of the SQL, nor reach it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'diag-'));
  try {
    const path = join(directory, 'mails.csv');
    const hostile = "1'); DROP TABLE email_log; --";
    await writeFile(
      path,
      `id,status,sent_date,error\n"${hostile}",F,2026-03-10 08:30:09,4.3.2 Concurrent connections limit exceeded.\n`,
    );
    const { stdout } = await runCli(['smtp-throttle', path, '--format', 'json']);
    const scripts = find(JSON.parse(stdout) as Report, 'no-retry')?.fixes.map(({ apply }) => apply) ?? [];
    expect(scripts).toHaveLength(4);
    expect(scripts.join('')).not.toContain('DROP TABLE');
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('every rule that a code names exists, and every class has a code', () => {
  const ids = new Set(replyRows.map(({ id }) => id));
  expect(replyCodes.flatMap(({ rules }) => rules).filter((rule) => !ids.has(rule))).toEqual([]);
  const classes = new Set(replyCodes.flatMap((code) => code.classes));
  // What tells no reason has its own code, apart from those of replies.
  const known = replyRows.map((rule) => rule.class).filter((name) => name !== 'unknown');
  expect(known.filter((name) => !classes.has(name))).toEqual([]);
});

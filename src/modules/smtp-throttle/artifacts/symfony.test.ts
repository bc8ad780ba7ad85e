import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, startPostgres } from '../../../../test/support/databases.ts';
import type { Mailbox } from '../../../../test/support/dotnet-mail.ts';
import { startSmtpServer } from '../../../../test/support/smtp-server.ts';
import { describeWith, systemEnv } from '../../../../test/support/system-part.ts';
import { symfonySnippet } from './php.ts';
import { policy } from './snippet.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../../../test/mail-programs/symfony.php', import.meta.url));
// What the program requires by name, and nothing else would bring.
const libraries = readFileSync(program, 'utf8').match(/(?:Bundle|Component)\/[\w/]+(?=')/g) ?? [];
const needs = [
  'php',
  'psql',
  ...[...libraries.map((name) => `Symfony/${name}`), 'Doctrine/DBAL', 'Doctrine/Persistence'].map(
    (name) => `/usr/share/php/${name}/autoload.php`,
  ),
];

describeWith(needs, 'the configuration for Symfony Mailer', () => {
  let database: Database;
  let folder = '';
  beforeAll(async () => {
    database = await startPostgres();
    folder = mkdtempSync(join(tmpdir(), 'diag-symfony-'));
    const [yaml = '', php = ''] = symfonySnippet.apply.split('<?php');
    // Debian's Symfony is 5.4, which does not know that line; PostgreSQL is asked for delayed mails once a minute.
    const config = yaml.replace(/^ *rate_limiter: mail .*\n/m, '').replace('=mail', '=mail&check_delayed_interval=500');
    writeFileSync(join(folder, 'config.yaml'), config);
    writeFileSync(join(folder, 'TemporaryOnly.php'), `<?php${php}`);
  });
  afterAll(async () => {
    await database.stop();
    rmSync(folder, { recursive: true });
  });

  /** Queues the mails, and starts as many workers as the configuration says. */
  async function send(subjects: readonly string[], mailbox: Mailbox) {
    const server = await startSmtpServer(mailbox);
    const env = { ...systemEnv, MAILER_DSN: `smtp://127.0.0.1:${server.port}`, DATABASE: database.socket };
    const php = (...words: string[]) => run('php', [program, ...words], { cwd: folder, env });
    try {
      await php('send', ...subjects);
      expect(server.accepted).toEqual([]);
      await Promise.all(Array.from({ length: policy.cap }, () => php('consume')));
      const { accepted, refusals } = server;
      return { accepted: accepted.toSorted(), refusals, refused: server.refused(), most: server.mostInFlight() };
    } finally {
      await server.stop();
    }
  }
  const subjects = Array.from({ length: 12 }, (_, i) => `report ${i + 1}`).toSorted();

  test('all mails arrive, each once, no more at a time than it says', { timeout: 170_000 }, async () => {
    expect(await send(subjects, { serviceMs: 150 })).toMatchObject({ accepted: subjects, refused: 0 });
    const shared = await send(subjects, { limit: 2, serviceMs: 100 });
    expect(shared.accepted).toEqual(subjects);
    expect(shared.refused).toBeGreaterThan(0);
    expect(shared.most).toBeLessThanOrEqual(policy.cap);
  });

  test('what is refused for good, or may have arrived, is tried once', { timeout: 170_000 }, async () => {
    const { accepted, refusals } = await send(['report 1', 'unknown 2', 'denied 3', 'large 4', 'lost 5'], {
      serviceMs: 20,
    });
    expect(accepted).toEqual(['report 1']);
    expect(refusals).toEqual({ unknown: 1, denied: 1, large: 1, lost: 1 });
  });
});

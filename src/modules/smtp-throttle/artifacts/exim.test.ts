import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';
import { startSmtpServer } from '../../../../test/support/smtp-server.ts';
import { describeWith, systemEnv } from '../../../../test/support/system-part.ts';
import { eximSnippet } from './exim.ts';

const run = promisify(execFile);
const subjects = Array.from({ length: 12 }, (_, i) => `report ${i + 1}`);

/** The snippet's three parts in a whole configuration; the server of the tests has another address, and no TLS and logins. */
function configuration(root: string, port: number, snippet: string): string {
  const here = snippet
    .replace('smtp.office365.com::587 byname', `127.0.0.1::${port}`)
    .replace(/^ {2}hosts_require_\w+ = \*\n/gm, '')
    .replace('smtp.office365.com  *', '127.0.0.1  *');
  const [routers = '', behind = ''] = here.split(/^# Transport.*\n/m);
  const [transports = '', retry = ''] = behind.split('begin retry\n');
  return `primary_hostname = sender.example.com
spool_directory = ${root}/spool
log_file_path = ${root}/%slog
exim_user = Debian-exim
exim_path = ${execFileSync('sh', ['-c', 'command -v exim4'], { env: systemEnv, encoding: 'utf8' }).trim()}
keep_environment =
domainlist local_domains =
acl_smtp_rcpt = accept
hosts_treat_as_local = 127.0.0.1
begin routers
${routers}  self = send
begin transports
${transports}
begin retry
${retry}`;
}

async function deliver(snippet: string) {
  const root = mkdtempSync(join(tmpdir(), 'diag-exim-'));
  const server = await startSmtpServer({ serviceMs: 300 });
  const conf = join(root, 'exim.conf');
  mkdirSync(join(root, 'spool'));
  execFileSync('chown', ['-R', 'Debian-exim', root]);
  execFileSync('chmod', ['755', root]);
  writeFileSync(conf, configuration(root, server.port, snippet));
  const exim = (...words: string[]) => ['-C', conf, ...words];
  try {
    execFileSync('exim4', exim('-bV'), { env: systemEnv, stdio: 'pipe' });
    // All at once, each delivered as soon as it is in the queue.
    await Promise.all(
      subjects.map((subject) => {
        const child = spawn('exim4', exim('-odi', '-f', 'a@example.com', 'b@example.net'), {
          env: systemEnv,
          stdio: ['pipe', 'ignore', 'ignore'],
        });
        child.stdin.end(`From: a@example.com\nTo: b@example.net\nSubject: ${subject}\n\nx\n`);
        return new Promise((resolve) => child.on('close', resolve));
      }),
    );
    const first = { refused: server.refused(), accepted: server.accepted.length };
    const log = readFileSync(join(root, 'mainlog'), 'utf8');
    // What waits is tried again by queue runners, as the daemon starts them.
    for (let i = 0; i < 40 && server.accepted.length < subjects.length; i++) {
      await run('exim4', exim('-qf'), { env: systemEnv, timeout: 20_000 });
      await sleep(100);
    }
    return { first, log, refused: server.refused(), accepted: server.accepted, most: server.mostInFlight() };
  } finally {
    await server.stop();
    if (existsSync(root)) rmSync(root, { recursive: true, force: true });
  }
}

describeWith(['exim4', 'root'], 'on a real Exim', () => {
  test('as it comes, mails are refused with 432, and diag says how many', { timeout: 120_000 }, async () => {
    const { first, log } = await deliver(eximSnippet.apply.replace(/^ {2}max_parallel = .*\n/m, ''));
    expect(first.refused).toBeGreaterThan(0);
    const { stdout } = await runCli(['smtp-throttle', '--format', 'json'], { stdin: log });
    const report = JSON.parse(stdout) as { findings: { name: string }[]; data: Record<string, unknown> };
    expect(report.findings[0]?.name).toBe('m365-concurrency');
    expect(report.data).toMatchObject({ failures: first.refused, successes: first.accepted });
  });

  test('with the configuration none is refused, and each arrives once', { timeout: 120_000 }, async () => {
    const { refused, accepted, most } = await deliver(eximSnippet.apply);
    expect(accepted.toSorted()).toEqual(subjects.toSorted());
    expect(refused).toBe(0);
    expect(most).toBeLessThanOrEqual(3);
  });
});

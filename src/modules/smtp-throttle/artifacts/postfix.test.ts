import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Postfix, startPostfix } from '../../../../test/support/postfix.ts';
import { runCli } from '../../../../test/support/run-cli.ts';
import { startSmtpServer } from '../../../../test/support/smtp-server.ts';
import { describeWith, systemEnv } from '../../../../test/support/system-part.ts';
import { postfixFix } from './postfix.ts';

const subjects = Array.from({ length: 15 }, (_, i) => `report ${i + 1}`);

async function until(done: () => boolean): Promise<void> {
  while (!done()) await sleep(100);
}

const deliveries = (postfix: Postfix): string[] =>
  postfix
    .log()
    .split('\n')
    .filter((line) => line.includes(' status='));

/** Sends the batch and returns what Postfix logged about its deliveries. */
async function deliver(postfix: Postfix): Promise<string[]> {
  postfix.send(subjects);
  await until(() => deliveries(postfix).length >= subjects.length);
  return deliveries(postfix);
}

describeWith(['postfix', 'postconf', 'root'], 'on a real Postfix', () => {
  test('mails are refused with 432 as it comes, and none with the fix applied', async () => {
    const server = await startSmtpServer();
    const postfix = await startPostfix(server.port);
    const run = (text: string | undefined, ...words: string[]): number | null => {
      const path = join(postfix.root, 'script.sh');
      writeFileSync(path, text ?? '');
      return spawnSync('bash', [path, '--root', postfix.root, ...words], { env: systemEnv }).status;
    };
    const configuration = () =>
      ['main.cf', 'master.cf'].map((name) => readFileSync(join(postfix.root, 'etc/postfix', name), 'utf8'));
    try {
      const uncapped = (await deliver(postfix)).filter((line) => line.includes('said: 432 4.3.2'));
      expect(uncapped.length).toBe(server.refused());
      expect(uncapped[0]).toContain('(in reply to end of DATA command)');
      const { stdout } = await runCli(['smtp-throttle', '--format', 'json'], { stdin: postfix.log() });
      const report = JSON.parse(stdout) as { findings: { name: string }[]; data: Record<string, unknown> };
      expect(report.findings[0]?.name).toBe('m365-concurrency');
      expect(report.data).toMatchObject({ failures: uncapped.length, successes: subjects.length - uncapped.length });
      expect(report.data['concurrency']).toMatchObject({ method: 'start-and-end', limit: 3 });

      postfix.reset();
      const before = configuration();
      expect(run(postfixFix.apply)).toBe(0);
      expect(configuration()).toEqual(before);
      expect(run(postfixFix.verify)).toBe(1);
      expect(run(postfixFix.apply, '--apply')).toBe(0);
      expect(run(postfixFix.apply, '--apply')).toBe(0);
      expect(run(postfixFix.verify)).toBe(0);

      const refusedBefore = server.refused();
      const capped = await deliver(postfix);
      expect(capped.filter((line) => line.includes('status=sent'))).toHaveLength(subjects.length);
      expect(server.refused()).toBe(refusedBefore);

      expect(run(postfixFix.rollback, '--apply')).toBe(0);
      expect(configuration()).toEqual(before);
    } finally {
      postfix.stop();
      await server.stop();
    }
  }, 180_000);
});

describeWith(['postconf', 'root'], 'a root whose links lead out of it', () => {
  test.each([
    [
      'the folder',
      'mkdir -p host/etc "host$PWD"; mv conf "host$PWD/conf"; mkdir conf; printf x >conf/main.cf; ln -s "$PWD/conf" host/etc/postfix',
    ],
    [
      'a file',
      'mkdir -p host/etc/postfix; mv conf/master.cf host/etc/postfix/; mkdir -p "host$PWD"; mv conf/main.cf "host$PWD/m"; printf x >m; printf x >conf/main.cf; ln -s "$PWD/m" host/etc/postfix/main.cf',
    ],
  ])('%s: changes files in it only', (_, snippet) => {
    const folder = mkdtempSync(join(tmpdir(), 'diag-postfix-links-'));
    try {
      const made = `set -e; mkdir -p host conf; printf 'relayhost = [192.0.2.1]:25\\n' >conf/main.cf; printf 'smtp unix - - n - - smtp\\n' >conf/master.cf; ${snippet}`;
      execFileSync('bash', ['-c', made], { cwd: folder });
      const outside = () =>
        execFileSync('bash', ['-c', 'head -v -n 99 conf/* m 2>/dev/null || true'], { cwd: folder, encoding: 'utf8' });
      const before = outside();
      const root = join(folder, 'host');
      for (const part of ['apply', 'rollback'] as const) {
        const { status, stderr } = spawnSync('bash', ['-s', '--', '--apply', '--root', root], {
          input: postfixFix[part] ?? '',
          encoding: 'utf8',
          env: systemEnv,
        });
        expect({ part, status, stderr }).toEqual({ part, status: 0, stderr: '' });
        expect(outside()).toBe(before);
        const inside = execFileSync('bash', ['-c', 'grep -rh -e m365 --include=m* host/ || true'], {
          cwd: folder,
          encoding: 'utf8',
        });
        expect(inside.includes('m365_destination_concurrency_limit')).toBe(part === 'apply');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const parts = { apply: postfixFix.apply, verify: postfixFix.verify, rollback: postfixFix.rollback };
describeWith(['shellcheck'], 'the scripts for Postfix', () => {
  test.each(Object.entries(parts))('%s is clean by shellcheck', (_, text) => {
    const { status, stdout } = spawnSync('shellcheck', ['-'], { input: text, encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

test.each([['smtp-throttle'], ['triage']])(
  'a file that is given twice to %s counts once, whatever it is called',
  async (command) => {
    const folder = mkdtempSync(join(tmpdir(), 'diag-twice-'));
    try {
      const path = join(folder, 'app.log');
      writeFileSync(
        path,
        '2026-03-10T08:30:10Z mailer: to=<a@example.org> failed: 550 5.1.1 <a@example.org>: User unknown\n',
      );
      symlinkSync(path, join(folder, 'link.log'));
      const words = [command, path, join(folder, 'link.log'), path, '--format', 'json'];
      const { stdout, stderr } = await runCli(words);
      expect(JSON.parse(stdout).inputs).toHaveLength(1);
      expect(stderr).toBe(
        `diag: ${join(folder, 'link.log')} is ${path}: given twice, read once\ndiag: ${path}: given twice, read once\n`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

describe('what is about a look at this host is refused beside a recording', () => {
  test.each([
    ['--root', '/nowhere'],
    ['--kubeconfig', '/nowhere'],
    ['--endpoint', 'apiserver=https://10.0.0.5:6443'],
    ['--as', 'pod'],
    ['--all-nodes'],
    ['--watch'],
    ['--until', 'healthy'],
  ])('%s', async (...words) => {
    const { exitCode, stderr } = await runCli(['k8s-health', 'fixtures/k8s-health/healthy.txt', ...words]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      `diag: ${words[0]} is for a look at this host, and fixtures/k8s-health/healthy.txt is read`,
    );
  });
});

test.each([
  [['k8s-health', '--timeout', '5s'], '--timeout is for --until (add --until healthy)'],
  [['k8s-health', '--watch', '--timeout', '5s'], '--timeout is for --until (add --until healthy)'],
  [['k8s-health', '--every', '5s'], '--every is for --watch and --until (add one of them)'],
  [['smtp-throttle', '-', '--sql-table', 'mails'], '--sql-table is for --sql (add --sql and a dialect: '],
])('an option that only another gives a meaning is not passed over: %s', async (words, message) => {
  const { exitCode, stderr } = await runCli(words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test.each([
  [
    ['k8s-flow', 'fixtures/k8s-placement/cluster.json', '--for', 'deploy/nope'],
    'Nothing to look at: no workload, pod or',
  ],
  [
    ['k8s-placement', 'fixtures/k8s-placement/cluster.json', '--for', 'deploy/nope'],
    'Nothing to look at: no pod is deploy',
  ],
])('a name that is nowhere is the verdict: %s', async (words, title) => {
  const { exitCode, stdout } = await runCli([...words, '--json']);
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout).verdict.title).toContain(title);
});

test('a log of requests is none of events', async () => {
  const stdin = `#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-03-10 08:00:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip sc-status sc-substatus sc-win32-status time-taken
2026-03-10 08:00:00 10.0.0.5 GET / - 443 - 10.0.0.9 503 2 0 12
`;
  expect((await runCli(['iis-drift', '-'], { stdin })).exitCode).toBe(2);
});

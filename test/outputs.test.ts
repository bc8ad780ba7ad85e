import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

const log = `2026-03-10 08:30:10 ERROR mail 41055 to ann@contoso.com failed: 432 4.3.2 Concurrent connections limit exceeded.
2026-03-10 08:30:11 INFO mail 41056 to ann@contoso.com sent: 250 2.0.0 OK
`;
const foreign = 'What the night shift found out by hand.\n';

let folder = '';
let victim = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diag-outputs-'));
  victim = join(folder, 'victim.log');
  await writeFile(victim, log);
  await writeFile(join(folder, 'notes.txt'), foreign);
  await symlink(victim, join(folder, 'link.log'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const smtp = (...words: readonly string[]) => runCli(['smtp-throttle', victim, '--tz', 'UTC', ...words]);

describe('no option writes over an input, by whatever name', () => {
  test.each([
    ['--output', 'victim.log'],
    ['--output', 'link.log'],
    ['--save', 'victim.log'],
    ['--failures', 'victim.log'],
    ['--resend-list', 'link.log'],
  ])('%s %s', async (option, name) => {
    const { exitCode, stderr } = await smtp(option, at(name));
    expect(await readFile(victim, 'utf8')).toBe(log);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^diag: --[a-z-]+ \S+: is an input of this run \(choose another file\)\n$/);
  });

  test('nor triage, nor replay, nor diff', async () => {
    await smtp('--save', at('incident.json'));
    await smtp('--format', 'json', '--output', at('report.json'));
    const [incident, report] = [await readFile(at('incident.json'), 'utf8'), await readFile(at('report.json'), 'utf8')];
    for (const words of [
      [victim, '--output', victim],
      ['triage', victim, '--save', victim],
      ['replay', at('incident.json'), '--output', at('incident.json')],
      ['replay', at('incident.json'), '--save', at('incident.json')],
      ['diff', at('report.json'), at('report.json'), '--output', at('report.json')],
    ]) {
      const { exitCode, stderr } = await runCli(words);
      expect([words, exitCode, stderr]).toEqual([words, 2, expect.stringContaining('is an input of this run')]);
    }
    expect(await readFile(victim, 'utf8')).toBe(log);
    expect(await readFile(at('incident.json'), 'utf8')).toBe(incident);
    expect(await readFile(at('report.json'), 'utf8')).toBe(report);
  });
});

describe('a file that diag did not write stays as it is', () => {
  test.each(['--output', '--save', '--failures', '--resend-list'])('%s', async (option) => {
    const { exitCode, stderr } = await smtp(option, at('notes.txt'));
    expect(await readFile(at('notes.txt'), 'utf8')).toBe(foreign);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^diag: --[a-z-]+ \S+: is there already and was not written by diag \([^\n]*--force[^\n]*\n$/,
    );
  });

  test('--force writes over it', async () => {
    expect((await smtp('--output', at('notes.txt'), '--force')).exitCode).toBe(1);
    expect(await readFile(at('notes.txt'), 'utf8')).toContain('smtp-throttle: ');
  });
});

test.each(['txt', 'json', 'html', 'md', 'sarif', 'xml'])(
  'a report of an earlier run is written over: .%s',
  async (end) => {
    for (const n of [1, 2]) {
      const { exitCode, stderr } = await smtp('--output', at(`report.${end}`));
      expect([n, exitCode, stderr]).toEqual([n, 1, '']);
    }
  },
);

test('so are what was observed, lists, and a report for monitoring', async () => {
  const words = ['--save', at('a.json'), '--failures', at('b.jsonl'), '--output', at('c'), '--format', 'nagios'];
  expect((await smtp(...words)).stderr).toBe((await smtp(...words)).stderr);
});

test('two options do not write one file', async () => {
  const { exitCode, stderr } = await smtp('--output', at('one.json'), '--save', at('one.json'));
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--output writes that file already');
  expect(await readdir(folder)).not.toContain('one.json');
});

test('nothing but the report is left beside it, and a report of its own format for its name', async () => {
  await smtp('-o', at('report.html'));
  expect((await readdir(folder)).toSorted()).toEqual(['link.log', 'notes.txt', 'report.html', 'victim.log']);
  expect(await readFile(at('report.html'), 'utf8')).toMatch(/^<!doctype html>/);
});

test('--save - puts what was observed on stdout, the report beside it', async () => {
  const { stdout, stderr } = await smtp('--save', '-');
  expect(JSON.parse(stdout)).toMatchObject({ incident: '1.0', module: 'smtp-throttle' });
  expect(stderr).toContain('SMTP101');
  expect((await smtp('--save', '-', '-q')).stderr).toBe('');
});

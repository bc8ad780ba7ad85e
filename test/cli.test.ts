import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportSchema } from '../src/core/report-schema.ts';
import { runCli } from './support/run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diag-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const projection = ['iis-drift', '--interval', '1740', '--anchor', '2026-03-02T04:30Z', '--tz', 'UTC'];

describe('errors are one line with a hint, exit 2, and no report', () => {
  test.each([
    ['an unknown command', ['iis-drif']],
    ['an unknown option', ['iis-drift', '--intervall', '1740']],
    ['a missing value', ['iis-drift', '--interval']],
    ['a bad value', ['iis-drift', '--interval', 'often']],
    ['a bad zone', [...projection, '--tz', 'Mars/Olympus']],
    ['a bad format', [...projection, '--format', 'docx']],
    ['no input', ['iis-drift']],
    ['a file that is not there', ['iis-drift', '/nowhere/system.evtx']],
    ['an unknown code', ['explain', 'IIS999']],
    ['a replay of nothing', ['replay', '/nowhere/incident.json']],
  ])('%s', async (_, argv) => {
    const { exitCode, stdout, stderr } = await runCli(argv);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^diag: [^\n]+\([^\n]+\)\n$/);
  });

  test('with --format json the one document is on stdout', async () => {
    const { exitCode, stdout } = await runCli(['iis-drift', '--interval', '0', '--format', 'json']);
    const document = JSON.parse(stdout);
    expect(exitCode).toBe(2);
    expect(document).toMatchObject({ exitCode: 2, error: { code: 'usage' } });
    expect(reportSchema.safeParse(document).success).toBe(true);
  });
});

test('the JSON report follows the schema', async () => {
  const { exitCode, stdout } = await runCli([...projection, '--format', 'json']);
  const document = JSON.parse(stdout);
  expect(exitCode).toBe(0);
  expect(reportSchema.parse(document)).toEqual(document);
  expect(Object.keys(document)).not.toContain('views');
});

test('global options stand before or after the sub-command', async () => {
  const before = await runCli(['--format', 'json', ...projection]);
  const after = await runCli([...projection, '--format', 'json']);
  expect(before.stdout).toBe(after.stdout);
});

describe('a saved incident', () => {
  test('replays to the same text, at another time and place', async () => {
    const file = join(folder, 'incident.json');
    const { stdout } = await runCli([...projection, '--save', file], { now: '2026-03-05T10:00:00Z' });
    const replayed = await runCli(['replay', file], { now: '2027-01-01T00:00:00Z', machineZone: 'Asia/Tokyo' });
    expect(replayed.stdout).toBe(stdout);
  });

  test('is refused where it is none', async () => {
    const { exitCode, stderr } = await runCli(['replay', new URL('../package.json', import.meta.url).pathname]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('not an incident');
  });
});

test('--output writes the report and leaves stdout empty', async () => {
  const file = join(folder, 'report.json');
  const { stdout } = await runCli([...projection, '--format', 'json', '--output', file]);
  expect(stdout).toBe('');
  expect(JSON.parse(await readFile(file, 'utf8')).module).toBe('iis-drift');
});

test('--skip leaves a code out and says so', async () => {
  const { stdout, exitCode } = await runCli([
    ...projection,
    '--skip',
    'latent-drift',
    '--fail-on',
    'info',
    '--format',
    'json',
  ]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [],
    checks: expect.arrayContaining([expect.objectContaining({ id: 'latent-drift', status: 'skipped' })]),
  });
});

test('--fail-on info makes a forecast fail', async () => {
  expect((await runCli([...projection, '--fail-on', 'info'])).exitCode).toBe(1);
});

test('a file that cannot be written is said, with exit 2', async () => {
  const { exitCode, stderr } = await runCli([...projection, '--output', join(folder, 'no', 'such', 'folder')]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('cannot be written');
  expect(await readdir(folder)).not.toContain('no');
});

test('every module and code is listed', async () => {
  expect((await runCli(['list'])).stdout).toContain('iis-drift');
  expect((await runCli(['list', 'iis-drift'])).stdout).toContain('latent-drift');
});

test('a page has the fix before its samples, and no line that is wider than the terminal but a sample', async () => {
  const { stdout } = await runCli(['explain', 'IIS101', '--color', 'never'], { columns: 60 });
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('IIS101 interval-drift');
  expect(lines.indexOf('Fix')).toBeGreaterThan(lines.indexOf('What it means'));
  expect(lines.indexOf('Reported')).toBeGreaterThan(lines.indexOf('Fix safety'));
  const wide = lines.filter((line) => line.length > 60 && !line.startsWith('    ') && !/^(- )?\S+$/.test(line));
  expect(wide).toEqual([]);
  expect(stdout).not.toMatch(/^(```|#)/m);
});

test('--format markdown prints the page as it was written', async () => {
  const { stdout } = await runCli(['explain', 'IIS101', '--format', 'markdown']);
  expect(stdout).toBe(await readFile(new URL('../src/modules/iis-drift/codes/IIS101.md', import.meta.url), 'utf8'));
});

test.each(['DIAG001', 'module-failed'])('a failure of diag itself is explained too: %s', async (word) => {
  const { stdout, exitCode } = await runCli(['explain', word, '-f', 'markdown']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^# DIAG001 module-failed\n\n## What it means\n[\s\S]*\n## Fix\n/);
});

test('an unknown command is told from input, with a suggestion', async () => {
  const { exitCode, stderr } = await runCli(['triag']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/unknown command 'triag' \(Did you mean triage\?\)/);
});

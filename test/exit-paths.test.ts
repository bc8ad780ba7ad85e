import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../src/core/incident.ts';
import { buildCli } from './support/built-cli.ts';
import { richReport } from './support/rich-report.ts';
import { runCli } from './support/run-cli.ts';
import { runDeliver } from './support/run-deliver.ts';

const cli = buildCli();
const projection = ['iis-drift', '--interval', '1740', '--horizon', '3000d', '--format', 'json'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-exit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ended = (
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (texts.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (texts.stderr += String(chunk)));
    child.on('close', (code) => resolve({ code, ...texts }));
  });

const logLine = 'Mar 10 14:30:00 mx postfix/smtp[1]: warning: hello\n';

/** Starts a program on a pipe that stays open, and waits until it reads: a pipe holds no megabyte. */
async function startReading(): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn('node', [cli, 'smtp-throttle', '-', '--format', 'json']);
  await new Promise((resolve) => child.stdin.write(logLine.repeat(30_000), resolve));
  return child;
}

describe('the real program', () => {
  test('a reader that goes away is no error, and the exit code stays what it is', () => {
    const line = `node ${cli} ${projection.join(' ')} | head -c 10; echo "rc \${PIPESTATUS[0]}"`;
    const printed = execFileSync('bash', ['-c', `{ ${line}; } 2>&1`], { encoding: 'utf8' });
    expect(printed).toMatch(/^\{\s+"schem\S*rc 0\n$/);
  });

  test.each(['terminal', 'json'])('a full disk behind its output is one line, and the run fails: %s', (format) => {
    const line = `node ${cli} iis-drift --interval 1740 --format ${format} > /dev/full; echo "rc $?"`;
    const printed = execFileSync('bash', ['-c', `{ ${line}; } 2>&1`], { encoding: 'utf8' });
    expect(printed).toMatch(/^diag: standard output cannot be written: ENOSPC[^\n]*\nrc 2\n$/);
  });

  test('a big report reaches a pipe whole', () => {
    const printed = execFileSync('node', [cli, ...projection], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(printed.length).toBeGreaterThan(1 << 16);
    expect(JSON.parse(printed).exitCode).toBe(0);
  });

  test('Ctrl-C while a pipe is silent ends the run with 130 and one document', async () => {
    const child = await startReading();
    const end = ended(child);
    child.kill('SIGINT');
    const { code, stdout } = await end;
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 130, error: { code: 'interrupted' } });
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends it as Ctrl-C does, with %i', async (signal, exitCode) => {
    const child = await startReading();
    const end = ended(child);
    child.kill(signal);
    const { code, stdout } = await end;
    expect(code).toBe(exitCode);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode, error: { code: 'interrupted' } });
  });

  test('a second Ctrl-C ends it at once', async () => {
    const child = await startReading();
    const end = ended(child);
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
  });
});

test('a report that cannot be written to its file is printed instead, and the run fails', async () => {
  const { stdout, stderr, exitCode } = await runDeliver(richReport(), { output: join(folder, 'no', 'report.txt') });
  expect(stdout).toContain('IIS901');
  expect(stderr).toMatch(/^diag: [^\n]*report\.txt: cannot be written[^\n]*\n$/);
  expect(exitCode).toBe(2);
});

test.each([
  ['the report', (path: string) => ({ output: path })],
  ['the observations', (path: string) => ({ save: path })],
  ['the fix scripts', () => ({ fixDir: '/proc/diag/fixes' })],
] as const)('%s cannot be written: stdout has the one document, with the exit code of the run', async (_, options) => {
  const unwritable = options(join(folder, 'no', 'file'));
  const incident = { module: 'iis-drift', options: {} } as Incident;
  const { stdout, stderr, exitCode } = await runDeliver(richReport(), { format: 'json', ...unwritable }, {}, [
    incident,
  ]);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ exitCode: 2, findings: [{ code: 'IIS901' }, {}, {}] });
  expect(stderr).toMatch(/^diag: [^\n]+\n$/);
});

test('a monitoring plug-in that could not run says so where the monitor reads', async () => {
  const { stdout, exitCode } = await runCli(['smtp-throttle', '/no/such|file', '--format', 'nagios']);
  expect(stdout).toBe('DIAG UNKNOWN: /no/such/file: no such file\n');
  expect(exitCode).toBe(3);
});

test('wrong words of a module point to its own help', async () => {
  const { stderr } = await runCli(['iis-drift', '--interval']);
  expect(stderr).toContain('(diag iis-drift --help lists its options)');
  expect((await runCli(['--no-such'])).stderr).toContain('(diag --help lists the commands and options)');
});

test('a monitoring plug-in that could not write what it was asked to is UNKNOWN', async () => {
  const { stdout, exitCode } = await runDeliver(richReport(), { format: 'nagios', output: join(folder, 'no', 'file') });
  expect(stdout).toContain('IIS901');
  expect(exitCode).toBe(3);
});

test('a fix script that is there and differs is kept, and none is written; the same again is no harm', async () => {
  const fixDir = join(folder, 'kept');
  const rollback = join(fixDir, 'IIS901-pool-drifts.rollback.ps1');
  const apply = join(fixDir, 'IIS901-pool-drifts.apply.ps1');
  expect((await runDeliver(richReport(), { fixDir })).exitCode).toBe(1);
  expect((await runDeliver(richReport(), { fixDir })).exitCode).toBe(1);
  writeFileSync(rollback, 'edited');
  rmSync(apply);
  const { stdout, stderr, exitCode } = await runDeliver(richReport(), { fixDir });
  expect(stderr).toMatch(/^diag: \S*rollback\.ps1: is there already and differs[^\n]*\n$/);
  expect(exitCode).toBe(2);
  expect(stdout).toContain('IIS901');
  expect(readFileSync(rollback, 'utf8')).toBe('edited');
  expect(existsSync(apply)).toBe(false);
});

test('two findings of one code have scripts of their own', async () => {
  const fixDir = join(folder, 'two');
  const report = richReport();
  await runDeliver({ ...report, findings: [...report.findings, ...report.findings] }, { fixDir, quiet: true });
  const names = readdirSync(fixDir);
  expect(names).toContain('IIS901-pool-drifts.apply.ps1');
  expect(names).toContain('IIS901-pool-drifts-2.apply.ps1');
});

test('fix scripts are written although the report could not be', async () => {
  const fixDir = join(folder, 'fixes');
  const { exitCode } = await runDeliver(richReport(), {
    output: join(folder, 'no', 'report.txt'),
    fixDir,
    quiet: true,
  });
  expect(readFileSync(join(fixDir, 'IIS901-pool-drifts.apply.ps1'), 'utf8')).toContain("$pool = 'Shop'\r\n");
  expect(exitCode).toBe(2);
});

test('a signal is heard while a long text is read and judged, whenever it comes', async () => {
  const line =
    'Mar 10 14:30:00 node kubelet[1]: E0310 14:30:00.000000 1 kubelet.go:1] "open /var/lib/kubelet/config.yaml: no such file or directory"\n';
  const path = join(folder, 'long.log');
  writeFileSync(path, line.repeat(130_000));
  for (const after of [400, 900]) {
    const child = spawn(process.execPath, [cli, 'k8s-paths', path]);
    setTimeout(() => child.kill('SIGTERM'), after);
    const { code } = await ended(child);
    // Without an exit code it ended by the signal itself, as without a handler.
    expect({ after, ends: code === 143 || child.signalCode === 'SIGTERM' }).toEqual({ after, ends: true });
  }
});

test('a fix directory that cannot be made is told, and the run ends', async () => {
  const { runCli } = await import('./support/run-cli.ts');
  const { exitCode, stderr } = await runCli([...['smtp-throttle', '--fix-dir', '/proc/diag/fixes']], {
    stdin: '2026-03-02 08:00:00 ERROR 432 4.3.2 Concurrent connections limit exceeded\n',
  });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^diag: \/proc\/diag\/fixes: /);
});

describe('a module that reads a pipe only where there is one', () => {
  const run = `node ${cli} iis-drift --interval 1740 --tz UTC --quiet`;

  test.each([
    ['an empty file is input with nothing in it', `${run} < empty`, 2],
    ['/dev/null is no input', `${run} < /dev/null`, 0],
    ['an empty pipe is no input', `true | ${run}`, 0],
    ['a file that a loop has read to its end is no input', `while read -r line; do ${run}; done < hosts`, 0],
  ])('%s', async (_, line, expected) => {
    writeFileSync(join(folder, 'empty'), '');
    writeFileSync(join(folder, 'hosts'), 'one\n');
    const { code, stderr } = await ended(spawn('bash', ['-c', line], { cwd: folder }));
    expect(stderr).toMatch(expected === 2 ? /^diag: stdin: empty \([^\n]*\)\n$/ : /^$/);
    expect(code).toBe(expected);
  });
});

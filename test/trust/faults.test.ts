import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli } from '../support/built-cli.ts';
import { describeWith } from '../support/system-part.ts';

const cli = buildCli();
const bytes = 60_000_000;
let folder = '';
let log = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'diag-faults-'));
  log = join(folder, 'app.log');
  await writeLog(log);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A log of an application of which one line in 40 is a mail that was refused. */
async function writeLog(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (let i = 0, written = 0; written < bytes; i++) {
    const at = `2026-03-10 1${Math.floor(i / 100_000) % 10}:${String(Math.floor(i / 1000) % 60).padStart(2, '0')}:01`;
    const text =
      i % 40 === 0
        ? `${at} ERROR shop.Mail - sending order ${i} failed: 432 4.3.2 Concurrent connections limit exceeded\n`
        : `${at} INFO shop.Order - processed order ${i} of customer ${i * 7}\n`;
    written += text.length;
    if (!file.write(text)) await new Promise<void>((resolve) => file.once('drain', resolve));
  }
  file.end();
  await finished(file);
}

describe('a log of 60 MB', () => {
  test('is read with a heap of 64 MB', () => {
    const args = ['--max-old-space-size=64', cli, 'smtp-throttle', log, '--format', 'json'];
    const { status, stdout, stderr } = spawnSync('node', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout).verdict.code).toBe('SMTP101');
  });

  test('that is cut off while it is read ends in a report of what was there', async () => {
    const path = join(folder, 'rotated.log');
    await writeLog(path);
    const child = spawn('node', [cli, 'smtp-throttle', path, '--format', 'json']);
    let stdout = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 250));
    truncateSync(path, 1_000_000);
    expect(await ended).toBeOneOf([1, 3]);
    expect(JSON.parse(stdout).schemaVersion).toMatch(/^\d/);
  });
});

describeWith(['faketime'], 'a clock that is wrong', () => {
  test.each(['1971-01-02 03:04:05', '2026-03-29 02:30:00', '2037-12-31 23:59:59'])('%s', (at) => {
    const words = ['-f', at, 'node', cli, 'smtp-throttle', '-', '--format', 'json'];
    const input = 'Mar 10 10:00:01 app mailer[7]: send failed: 432 4.3.2 Concurrent connections limit exceeded\n';
    const { status, stdout, stderr } = spawnSync('faketime', words, { input, encoding: 'utf8', timeout: 60_000 });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout).verdict.code).toBe('SMTP101');
  });

  test('one that runs backwards ends no run', () => {
    const words = [
      '-f',
      '2026-03-10 10:00:00 i-3600',
      'node',
      cli,
      'iis-drift',
      '--interval',
      '1740',
      '--format',
      'json',
    ];
    const { status, stdout } = spawnSync('faketime', words, { encoding: 'utf8', timeout: 60_000 });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).exitCode).toBe(0);
  });
});

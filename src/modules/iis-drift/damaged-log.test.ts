import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeEvtx } from '../../../test/support/event-log/evtx-writer.ts';
import { runCli } from '../../../test/support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'diag-damaged-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Events of others, in one chunk. */
const whole = writeEvtx(
  Array.from({ length: 20 }, (_, i) => ({
    provider: 'Service Control Manager',
    shortProvider: 'Service Control Manager',
    id: 7036,
    channel: 'System' as const,
    recordId: i + 1,
    utc: new Date(Date.UTC(2026, 2, 1) + i * 60_000).toISOString(),
    data: [['param1', 'Print Spooler']] as const,
    message: '',
  })),
  'WEB01',
);

async function look(bytes: Buffer) {
  const path = join(folder, 'System.evtx');
  writeFileSync(path, bytes);
  const { stdout, exitCode } = await runCli(['iis-drift', path, '--tz', 'UTC', '--format', 'json']);
  return { exitCode, checks: JSON.parse(stdout).checks as { id: string; status: string; reason?: string }[] };
}

test('a log without events of IIS is well', async () => {
  const { exitCode, checks } = await look(whole);
  expect(exitCode).toBe(0);
  expect(checks.filter(({ status }) => status === 'unchecked')).toEqual([]);
});

test('a log that was cut off is not: what it lacks may be what was looked for', async () => {
  const { exitCode, checks } = await look(whole.subarray(0, whole.length - 30_000));
  expect(exitCode).toBe(3);
  expect(checks).toContainEqual(
    expect.objectContaining({
      id: 'damaged-log',
      status: 'unchecked',
      reason: expect.stringMatching(/the file was cut off: 30000 bytes of its last chunk are missing$/),
    }),
  );
});

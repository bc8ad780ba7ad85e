import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { diagnose } from '../core/diagnose.ts';
import type { Analysis } from '../core/module.ts';
import { selectAll } from '../core/selection.ts';
import { deliver } from './deliver.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import { openOutputs } from './outputs.ts';

const globals: GlobalOptions = {
  format: 'json',
  failOn: 'warning',
  minSeverity: 'info',
  only: [],
  skip: [],
  redact: true,
};
const context = { now: '2026-03-11T12:00:00Z', machineZone: 'UTC' };
const settings = { tool: { name: 'diag', version: '0' }, failOn: 'warning', selection: selectAll } as const;

function collect(): { io: Io; stdout(): string; stderr(): string } {
  const texts = { out: '', err: '' };
  const stream = (key: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        texts[key] += String(chunk);
        done();
      },
    });
  const io = { stdout: stream('out'), stderr: stream('err'), env: {}, signal: new AbortController().signal };
  return { io: io as unknown as Io, stdout: () => texts.out, stderr: () => texts.err };
}

test('files a module asks for are written privately, redacted with the aliases of the report', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'diag-'));
  try {
    const path = join(directory, 'failed.jsonl');
    const files = [
      {
        option: '--failures',
        path,
        holds: '1 failed attempt',
        rows: [{ to: 'bob@contoso.com', from: 'ann@contoso.com' }],
      },
    ];
    const analysis: Analysis = { findings: [], checks: [], data: { first: 'ann@contoso.com' }, views: [], files };
    const report = diagnose(
      { id: 'x', codes: [], analyze: () => analysis },
      { observations: { inputs: [] } },
      {},
      context,
      settings,
    );
    const { io, stdout, stderr } = collect();
    await deliver(report, [], globals, io, await openOutputs(globals, [], io));
    expect(JSON.parse(stdout())).toMatchObject({ data: { first: 'user-1@contoso.com' } });
    expect(stdout()).not.toContain('failed.jsonl');
    expect(await readFile(path, 'utf8')).toBe('{"to":"user-2@contoso.com","from":"user-1@contoso.com"}\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(stderr()).toBe(`diag: wrote 1 failed attempt to ${path}\n`);
  } finally {
    await rm(directory, { recursive: true });
  }
});

import { Readable, Writable } from 'node:stream';
import { deliver } from '../../src/cli/deliver.ts';
import type { GlobalOptions } from '../../src/cli/global-options.ts';
import type { Io } from '../../src/cli/io.ts';
import { openOutputs } from '../../src/cli/outputs.ts';
import type { Incident } from '../../src/core/incident.ts';
import type { Report } from '../../src/core/report.ts';

const usual: GlobalOptions = {
  format: 'terminal',
  failOn: 'warning',
  minSeverity: 'info',
  only: [],
  skip: [],
  redact: true,
};

/** What the command line prints for a report, and its exit code. */
export async function runDeliver(
  report: Report,
  options: Partial<GlobalOptions> = {},
  terminal: { readonly columns?: number; readonly signal?: AbortSignal } = {},
  incidents: readonly Incident[] = [],
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const texts = { out: '', err: '' };
  const stream = (key: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        texts[key] += String(chunk);
        done();
      },
    });
  const io: Io = {
    stdin: Readable.from([]),
    stdinIsEmptyFile: false,
    stdout: Object.assign(
      stream('out'),
      terminal.columns === undefined ? {} : { isTTY: true, columns: terminal.columns },
    ),
    stderr: stream('err'),
    env: { LANG: 'C.UTF-8' },
    platform: 'linux',
    signal: terminal.signal ?? new AbortController().signal,
    atExit: () => () => {},
    now: () => new Date('2026-03-11T12:00:00Z'),
    machineZone: () => 'UTC',
  };
  const exitCode = await deliver(report, incidents, { ...usual, ...options }, io, await openOutputs(options, [], io));
  return { exitCode, stdout: texts.out, stderr: texts.err };
}

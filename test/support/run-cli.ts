import { PassThrough, Readable, Writable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

/** What a command line printed. */
export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSettings {
  /** Piped into it; absent, standard input is a terminal that nobody types at. */
  readonly stdin?: string | Buffer;
  /** Whether that is an empty file; a pipe where absent. */
  readonly stdinIsEmptyFile?: boolean;
  readonly env?: Record<string, string>;
  /** ISO 8601; the clock of the run. */
  readonly now?: string;
  readonly machineZone?: string;
  /** Columns of a stdout that is a terminal; absent, it is a pipe. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  /** As `process.platform` has it. */
  readonly platform?: string;
}

/** Runs diag in this process, as `main` would from the shell. */
export async function runCli(argv: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  const stdout = collect(settings.columns);
  const stderr = collect();
  const io: Io = {
    stdin: settings.stdin === undefined ? terminal() : Readable.from([Buffer.from(settings.stdin)]),
    stdinIsEmptyFile: settings.stdinIsEmptyFile ?? false,
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { LANG: 'C.UTF-8', ...settings.env },
    platform: settings.platform ?? 'linux',
    signal: settings.signal ?? new AbortController().signal,
    atExit: () => () => {},
    now: () => new Date(settings.now ?? '2026-03-11T12:00:00Z'),
    machineZone: () => settings.machineZone ?? 'UTC',
  };
  const exitCode = await main(argv, io);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function collect(columns?: number): { stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return {
    stream: Object.assign(stream, columns === undefined ? {} : { isTTY: true, columns }),
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

const terminal = (): Readable & { isTTY: boolean } => Object.assign(new PassThrough(), { isTTY: true });

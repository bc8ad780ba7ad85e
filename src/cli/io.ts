import { fstatSync, readlinkSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { exitCodes } from '../core/exit-code.ts';
import { endings } from '../input/ends-at-once.ts';
import { interruptedExit } from './interruption.ts';

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
export type Input = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };

/** All the process gives the commands; tests hand in their own. */
export interface Io {
  readonly stdin: Input;
  /** Whether standard input is an empty file: whoever redirects one means it. */
  readonly stdinIsEmptyFile: boolean;
  /** Device and inode (`64768:131`) where standard input is a regular file; absent for a pipe and a terminal. */
  readonly stdinFile?: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Fires at the first Ctrl-C, SIGTERM or SIGHUP; its reason is the name of the signal. */
  readonly signal: AbortSignal;
  /** Runs `restore` where the process ends at once, so that the terminal stays sane; returns what takes it back. */
  atExit(restore: () => void): () => void;
  now(): Date;
  /** IANA zone of this machine. */
  machineZone(): string;
}

/** Cron, CI and ssh hand over /dev/null or a pipe; a loop over the lines of a file, one that it has read to its end. */
function stdinFile(): { readonly size: number; readonly id: string } | undefined {
  try {
    const stat = fstatSync(0);
    return stat.isFile() ? { size: stat.size, id: `${stat.dev}:${stat.ino}` } : undefined;
  } catch {
    return undefined;
  }
}

/** A reader that went away (`| head`), or a terminal. */
const goneReader: readonly (string | undefined)[] = ['EPIPE', 'EIO'];

/**
 * Ends the process where its terminal is gone, as SIGHUP does without a handler. Node before 24 would abort at
 * its exit with a core dump, because it cannot restore such a terminal (nodejs/node#51519).
 */
export function leaveLostTerminal(): void {
  const isLost = ({ isTTY, fd }: { isTTY?: boolean; fd: number }) => isTTY === true && !isatty(fd);
  if (![process.stdin, process.stdout, process.stderr].some(isLost)) return;
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/** A disk that is full behind `> FILE`: one line, and exit code 2, whatever else the run comes to. */
function failAtExit(isOutput: boolean, { message }: Error): void {
  if (!isOutput || process.listeners('exit').includes(exitAsUsage)) return;
  process.on('exit', exitAsUsage);
  process.stderr.write(`diag: standard output cannot be written: ${message} (write to another disk with --output)\n`);
}

const exitAsUsage = (): void => {
  process.exitCode = exitCodes.usage;
};

/** The real process. A reader that went away is no error; a second Ctrl-C ends it at once. */
export function processIo(): Io {
  const interrupt = new AbortController();
  for (const event of endings) {
    process.on(event, () => {
      if (interrupt.signal.aborted) {
        leaveLostTerminal();
        process.exit(interruptedExit(event));
      }
      interrupt.abort(event);
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!goneReader.includes(error.code)) failAtExit(stream === process.stdout, error);
      // Nobody reads any more: what goes on and on (--watch) ends.
      if (stream === process.stdout) interrupt.abort();
    });
  }
  let zone: string | undefined;
  const redirected = stdinFile();
  // Before whoever reads it: readline throws where it can no longer restore the terminal.
  if (process.stdin.isTTY) process.stdin.on('end', leaveLostTerminal);
  return {
    stdin: process.stdin,
    stdinIsEmptyFile: redirected?.size === 0,
    ...(redirected === undefined ? {} : { stdinFile: redirected.id }),
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    platform: process.platform,
    signal: interrupt.signal,
    atExit(restore) {
      process.on('exit', restore);
      return () => process.off('exit', restore);
    },
    now: () => new Date(),
    machineZone: () => {
      zone ??= isUtcHost() ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
      return zone;
    },
  };
}

/** Whether this host is set to UTC, as most servers are; asking Intl costs a start 10 ms. */
function isUtcHost(): boolean {
  const { TZ } = process.env;
  if (TZ !== undefined && TZ !== '') return TZ === 'UTC';
  try {
    return /\/zoneinfo\/(?:Etc\/)?UTC$/.test(readlinkSync('/etc/localtime'));
  } catch {
    return false;
  }
}

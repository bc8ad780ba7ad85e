import { readlinkSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { exitCodes } from '../core/exit-code.ts';

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };
export type Input = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };

/** All the process gives the commands; tests hand in their own. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Fires at the first Ctrl-C, or SIGTERM. */
  readonly signal: AbortSignal;
  /** Runs `restore` if the process ends early, so that the terminal stays sane; returns what takes it back. */
  atExit(restore: () => void): () => void;
  now(): Date;
  /** IANA zone of this machine. */
  machineZone(): string;
}

/** The real process. A reader that went away (`| head`) is no error; a second Ctrl-C ends it at once. */
export function processIo(): Io {
  const interrupt = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM'] as const) {
    process.on(event, () => {
      if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
      interrupt.abort();
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      // Nobody reads any more: what goes on and on (--watch) ends.
      if (stream === process.stdout) interrupt.abort();
    });
  }
  let zone: string | undefined;
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    platform: process.platform,
    signal: interrupt.signal,
    atExit(restore) {
      // A default handler of SIGTERM or SIGHUP would end the process without its exit event.
      const end = () => process.exit(exitCodes.interrupted);
      const events = ['SIGTERM', 'SIGHUP'] as const;
      process.on('exit', restore);
      for (const event of events) process.on(event, end);
      return () => {
        process.off('exit', restore);
        for (const event of events) process.off(event, end);
      };
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

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { placesOf, type ReadCommand } from './commands.ts';

/** What a command said. */
export interface CommandAnswer {
  /** Exit status; 127 where there is no such program, 124 where it took too long. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** As long as one command may take, ms: a broken host is often a busy one. */
const deadlineMs = 15_000;
/** 80,000 rules are 12 MB. */
const maxBytes = 256 * 2 ** 20;

const places = new Map<string, string | undefined>();

/** The absolute path of a program; undefined where it is not installed. */
export function programPath(program: string): string | undefined {
  if (!places.has(program))
    places.set(
      program,
      placesOf(program).find((path) => existsSync(path)),
    );
  return places.get(program);
}

/** Runs a read-only command by its absolute path, without a shell; `inside` is the file of another network namespace. */
export function runCommand(
  command: ReadCommand,
  inside: string | undefined,
  signal: AbortSignal,
): Promise<CommandAnswer> {
  const path = programPath(command.program);
  if (path === undefined) return Promise.resolve({ status: 127, stdout: '', stderr: `${command.program}: not found` });
  const enter = inside === undefined ? undefined : programPath('nsenter');
  if (inside !== undefined && enter === undefined)
    return Promise.resolve({ status: 127, stdout: '', stderr: 'nsenter: not found' });
  const argv =
    enter === undefined ? [path, ...command.words] : [enter, `--net=${inside}`, '--', path, ...command.words];
  return new Promise((resolve) => {
    const settings = {
      timeout: deadlineMs,
      killSignal: 'SIGKILL',
      maxBuffer: maxBytes,
      signal,
      env: { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      encoding: 'utf8',
    } as const;
    const child = execFile(argv[0] ?? path, argv.slice(1), settings, (error, stdout, stderr) => {
      resolve({ status: statusOf(error), stdout, stderr });
    });
    // It may end before it has read: what it said tells then.
    child.stdin?.on('error', () => {});
    child.stdin?.end(command.input ?? '');
  });
}

function statusOf(error: (Error & { code?: unknown; killed?: boolean }) | null): number {
  if (error === null) return 0;
  if (error.killed === true) return 124;
  return typeof error.code === 'number' ? error.code : 126;
}

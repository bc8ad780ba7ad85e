import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemEnv } from './system-part.ts';

/** A real server on a socket of its own, in a directory that goes with it. */
export interface Database {
  /** Where clients find it: PostgreSQL's directory of sockets, MariaDB's socket. */
  readonly socket: string;
  /** Runs a script as its usual client would; `apply` as the script's usage line says. Returns what it prints. */
  run(script: string, apply?: boolean): string;
  /** Rows of one query, fields split by tabs. */
  rows(query: string): string[];
  stop(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;

/** Servers refuse to run as root; as root, run them as the user their package made. */
const as = (user: string, words: readonly string[]): [string, string[]] =>
  isRoot ? ['runuser', ['-u', user, '--', ...words]] : [words[0] ?? '', words.slice(1)];

function run(user: string, words: readonly string[], input = ''): string {
  const [command, args] = as(user, words);
  return execFileSync(command, args, { input, encoding: 'utf8', env: systemEnv, stdio: ['pipe', 'pipe', 'pipe'] });
}

function directoryOf(user: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'diag-db-'));
  chmodSync(directory, 0o755);
  if (isRoot) execFileSync('chown', [user, directory]);
  return directory;
}

/** Debian keeps the server outside of PATH, by version. */
function postgresBin(): string {
  const base = '/usr/lib/postgresql';
  const version = existsSync(base) ? readdirSync(base).toSorted((a, b) => Number(b) - Number(a))[0] : undefined;
  return version === undefined ? '' : `${base}/${version}/bin/`;
}

export async function startPostgres(): Promise<Database> {
  const directory = directoryOf('postgres');
  const data = join(directory, 'data');
  const bin = postgresBin();
  run('postgres', [`${bin}initdb`, '-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8']);
  const options = `-c listen_addresses= -c fsync=off -k ${directory}`;
  run('postgres', [`${bin}pg_ctl`, '-D', data, '-w', '-l', join(directory, 'log'), '-o', options, 'start']);
  const psql = ['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', directory, '-U', 'postgres'];
  return {
    socket: directory,
    run: (script, apply = false) => run('postgres', [...psql, ...(apply ? ['-v', 'apply=1'] : []), '-f', '-'], script),
    rows: (query) => lines(run('postgres', [...psql, '-At', '-F', '\t', '-c', query])),
    async stop() {
      run('postgres', [`${bin}pg_ctl`, '-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export async function startMariadb(): Promise<Database> {
  const directory = directoryOf('mysql');
  const data = join(directory, 'data');
  const socket = join(directory, 'socket');
  run('mysql', [
    'mariadb-install-db',
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
  ]);
  const words = ['mariadbd', '--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking'];
  const [command, args] = as('mysql', words);
  const server = spawn(command, args, { env: systemEnv, stdio: 'ignore' });
  const client = ['mariadb', '--no-defaults', `--socket=${socket}`, '-u', 'root'];
  const ping = () => run('mysql', [...client, '-e', 'SELECT 1']);
  await until(ping, 20_000);
  run('mysql', [...client, '-e', 'CREATE DATABASE mail']);
  const init = '--init-command=SET @apply = 1';
  return {
    socket,
    run: (script, apply = false) => run('mysql', [...client, ...(apply ? [init] : []), 'mail'], script),
    rows: (query) => lines(run('mysql', [...client, '-N', '-B', 'mail', '-e', query])),
    async stop() {
      const gone = ended(server);
      run('mysql', [...client, '-e', 'SHUTDOWN']);
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const ended = (server: ChildProcess): Promise<unknown> => new Promise((resolve) => server.once('exit', resolve));

async function until(works: () => unknown, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      works();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(100);
    }
  }
}

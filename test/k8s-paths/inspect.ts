import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/core/finding.ts';
import { runCli } from '../support/run-cli.ts';

/** Findings of a host's tree, and of a text piped in, roots first. Throws where the run ended in an error. */
export async function inspect(
  root: string,
  now: string,
  words: readonly string[] = [],
  stdin?: string,
): Promise<readonly Finding[]> {
  const { stdout, stderr } = await runCli(['k8s-paths', ...words, '--root', root, '--format', 'json', '--no-redact'], {
    now,
    ...(stdin === undefined ? {} : { stdin }),
  });
  const report = JSON.parse(stdout === '' ? '{}' : stdout) as {
    findings?: readonly Finding[];
    error?: { message: string };
  };
  if (report.findings === undefined) throw new Error(report.error?.message ?? stderr);
  return report.findings;
}

/** Names of the findings that no other finding causes. */
export const rootsOf = (findings: readonly Finding[]): string[] =>
  findings.filter(({ consequenceOf }) => consequenceOf === undefined).map(({ name }) => name);

/** Everything below a root, to compare: type, mode, owner and content of each path. */
export function pictureOf(root: string): string[] {
  return pathsBelow(root).map((path) => {
    const place = join(root, path);
    const info = lstatSync(place);
    const size = info.isFile() ? ` ${info.size}` : '';
    const content = info.isSymbolicLink()
      ? readlinkSync(place)
      : info.isFile() && info.size < 1 << 20
        ? readFileSync(place, 'latin1')
        : '';
    return `${path} ${info.mode.toString(8)} ${info.uid}:${info.gid}${size} ${content}`;
  });
}

/** Paths below a folder, sorted. Node's recursive listing would follow `var/run` to this machine's own. */
function pathsBelow(root: string): string[] {
  const paths: string[] = [];
  const enter = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      paths.push(path);
      if (entry.isDirectory()) enter(path);
    }
  };
  enter('');
  return paths.toSorted();
}

/** Runs a script of a fix on a root. */
export function runScript(text: string, ...words: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-s', '--', ...words], { input: text, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

/** Takes all logs of pods away. */
export function deleteLogs(root: string): void {
  for (const path of ['var/log/pods', 'var/log/containers']) {
    for (const name of readdirSync(join(root, path))) rmSync(join(root, path, name), { recursive: true });
  }
}

/**
 * With --root a fix restarts nothing. This does to the copied /proc what the restart would: every process
 * started now.
 */
export function restartProcesses(root: string, now: string): void {
  const proc = join(root, 'proc');
  const boot = Number(/btime (\d+)/.exec(readFileSync(join(proc, 'stat'), 'utf8'))?.[1]);
  const ticks = Math.round((Date.parse(now) / 1000 - boot) * 100);
  for (const pid of readdirSync(proc).filter((name) => /^\d+$/.test(name))) {
    const path = join(proc, pid, 'stat');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/ \d+( \d+ \d+\n)$/, ` ${ticks}$1`));
  }
}

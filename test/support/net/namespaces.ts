import { execFileSync, spawnSync } from 'node:child_process';
import { hasPart } from '../system-part.ts';

/** Whether this user may make network namespaces with `ip`; asked once. */
export const canMakeNamespaces = ((): boolean => {
  if (!hasPart('root') || !hasPart('ip')) return false;
  const name = `diag-try-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name], { stdio: 'ignore' }).status !== 0) return false;
  spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  return true;
})();

/** Runs many `ip` lines in a namespace; lines that fail are passed over. */
export const ipBatch = (namespace: string, lines: readonly string[], family: 4 | 6 = 4): void =>
  void spawnSync('ip', ['-n', namespace, `-${family}`, '-force', '-batch', '-'], {
    input: `${lines.join('\n')}\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  });

/** Runs a shell line inside a namespace. */
export const inside = (namespace: string, line: string): string =>
  execFileSync('ip', ['netns', 'exec', namespace, 'sh', '-c', line], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export const addNamespace = (name: string): void => void execFileSync('ip', ['netns', 'add', name]);

/** Ends what still runs in a namespace and removes it. */
export function removeNamespace(name: string): void {
  const pids = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
  for (const pid of pids) spawnSync('kill', ['-9', pid]);
  spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
}

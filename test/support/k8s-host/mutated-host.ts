import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyTree } from './copy-tree.ts';

const functions = fileURLToPath(new URL('mutation-functions.sh', import.meta.url));

/** Does to a host's tree what a bash snippet says, with the root as working directory. Throws where it fails. */
export function mutate(root: string, snippet: string, now: string): void {
  const script = `set -euo pipefail\n. ${JSON.stringify(functions)}\n${snippet}`;
  const env = {
    PATH: process.env['PATH'] ?? '',
    NOW: now.replace('T', ' ').replace(/\.\d+/, ''),
    LC_ALL: 'C',
    TZ: 'UTC',
  };
  execFileSync('bash', ['-c', script], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Hands a copy of a host's tree, made beside it, to `use`, and removes it. */
export async function withCopy<T>(tree: string, use: (root: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(dirname(tree), 'diag-mutant-'));
  try {
    const root = join(folder, 'host');
    copyTree(tree, root);
    return await use(root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

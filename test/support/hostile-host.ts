import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type BashFix, bashFix } from '../../src/core/bash/bash-fix.ts';

/** A fix of these steps, as scripts. */
export function fixOf(steps: string, data: BashFix['data'] = {}): { apply: string; rollback: string } {
  const [fix] = bashFix({
    ...{ id: 'x', code: 'PATH998-hostile', title: 'x', applicability: 'safe', effect: 'x', data, steps },
    functions: { louder: 'louder() { sed s/quiet/loud/; }' },
  });
  return { apply: fix?.apply ?? '', rollback: fix?.rollback ?? '' };
}

/** Where a host lies in one test, and what is run on it. */
export interface HostileHost {
  /** What the host is in, with files outside it. */
  readonly folder: string;
  readonly root: string;
  below(path: string): string;
  run(script: string, env?: NodeJS.ProcessEnv): { status: number | null; stdout: string; stderr: string };
  /** Mode, owner, link count and content of what nobody may touch. */
  precious(): readonly string[];
}

/** A host made anew for each test of a file, on which somebody has a folder of his own. */
export function hostileHost(): HostileHost {
  let folder = '';
  const root = (): string => join(folder, 'host');
  const below = (path: string): string => join(root(), path);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'diag-hostile-'));
    execFileSync('bash', ['-c', `set -e; umask 022; cd '${folder}'; ${setUp}`]);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get folder() {
      return folder;
    },
    get root() {
      return root();
    },
    below,
    run: (script, env = process.env) =>
      spawnSync('bash', ['-s', '--', '--apply', '--root', root()], { input: script, encoding: 'utf8', env }),
    precious: () =>
      [join(folder, 'outside/shadow'), below('etc/shadow'), below('etc/victim/key')].map((path) => {
        const { mode, uid, gid } = statSync(path);
        return `${path} ${mode.toString(8)} ${uid}:${gid} ${readFileSync(path, 'utf8')}`;
      }),
  };
}

const setUp = `chmod 755 .; mkdir outside; printf 'root:secret' >outside/shadow; chmod 640 outside/shadow
mkdir -p host/etc/victim host/home/eve/.kube host/var/lib/etcd host/srv; cd host
printf 'root:secret' >etc/shadow; chmod 640 etc/shadow; printf key >etc/victim/key; chmod 640 etc/victim/key
printf 'quiet\\n' >home/eve/.kube/config; chmod 644 home/eve/.kube/config
chown -R 4242:4242 home/eve; chown 0:0 home/eve/.kube/config`;

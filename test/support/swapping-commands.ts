import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The programs that the fix scripts are made of: somebody may act before each of them runs. */
const commands = [
  ...['stat', 'chmod', 'chown', 'cp', 'mv', 'cat', 'ln', 'mktemp', 'mkdir', 'rm', 'rmdir', 'find', 'cmp', 'diff'],
  ...['readlink', 'sed', 'head', 'id', 'date'],
];

/** Programs that count how often one of them is run, and run `attack` once, before a chosen one. */
export interface SwappingCommands {
  /** PATH for the script. */
  readonly path: string;
  /** How many programs ran since `arm`. */
  ran(): number;
  /** Lets `attack` (bash) run before program number `at`, 1-based. */
  arm(at: number, attack: string): void;
}

/** Makes them in `folder`. */
export function swappingCommands(folder: string): SwappingCommands {
  const bin = join(folder, 'bin');
  const file = (name: string) => join(folder, name);
  mkdirSync(bin);
  for (const name of commands) {
    const real = execFileSync('bash', ['-c', `type -P ${name}`], { encoding: 'utf8' }).trim();
    const text = `#!/bin/sh
read -r n <'${file('ran')}'; n=$((n + 1)); echo "$n" >'${file('ran')}'
read -r at <'${file('at')}'
if [ "$n" -eq "$at" ]; then PATH=/usr/sbin:/usr/bin:/sbin:/bin bash '${file('attack')}' >/dev/null 2>&1; fi
exec ${real} "$@"
`;
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  return {
    path: `${bin}:${process.env['PATH'] ?? ''}`,
    ran: () => (existsSync(file('ran')) ? Number(readFileSync(file('ran'), 'utf8')) : 0),
    arm: (at, attack) => {
      rmSync(file('ran'), { force: true });
      writeFileSync(file('ran'), '0\n');
      writeFileSync(file('at'), `${at}\n`);
      writeFileSync(file('attack'), attack);
    },
  };
}

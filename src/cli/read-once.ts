import { stat } from 'node:fs/promises';
import { inertLine } from '../core/safe-text.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';

/** The inputs without those that are the same file again, `mail.log mail.log*`: read twice, everything in it counts twice. */
export async function readOnce(
  inputs: readonly string[],
  { quiet }: Pick<GlobalOptions, 'quiet'>,
  io: Pick<Io, 'stderr'>,
): Promise<readonly string[]> {
  const first = new Map<string, string>();
  const kept: string[] = [];
  for (const input of inputs) {
    const id = input === '-' ? '-' : await fileId(input);
    const earlier = id === undefined ? undefined : first.get(id);
    if (earlier === undefined) kept.push(input);
    else if (quiet !== true)
      io.stderr.write(
        `diag: ${inertLine(input === earlier ? input : `${input} is ${earlier}`)}: given twice, read once\n`,
      );
    if (id !== undefined) first.set(id, earlier ?? input);
  }
  return kept;
}

/** The same for every name of one file; undefined where there is none. In 64 bits: NTFS has ids that no double holds. */
async function fileId(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined || found.ino === 0n || !found.isFile() ? undefined : `${found.dev}:${found.ino}`;
}

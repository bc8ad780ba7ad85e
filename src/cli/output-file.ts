import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unreadableInput } from '../core/errors.ts';

/** Writes a file, over one that is there. Throws one line that names it. */
export async function write(path: string, content: string, mode = 0o644): Promise<void> {
  await writeFile(path, content, { mode }).catch((error: Error) => {
    throw unreadableInput(`${path}: cannot be written: ${error.message}`, 'choose another path');
  });
}

/** Makes a directory and those above it. Node's own `recursive` never ends where a file system denies it with ENOENT (/proc). */
export async function makeDirectory(path: string): Promise<void> {
  const isThere = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isThere) return;
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  await mkdir(path);
}

import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

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

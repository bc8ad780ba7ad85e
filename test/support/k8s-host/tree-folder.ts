import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** Room for some trees at a time; containers often have 64 MiB only. */
const room = 512 * 2 ** 20;
/** Where the folder of this run is told to the processes that run the tests. */
const variable = 'DIAG_TEST_TREES';

/**
 * Global set-up of the tests: a folder for host trees, in memory where there is room. They are hundreds of
 * small files, copied hundreds of times. Removed at the end, when the processes that run tests are gone.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(hasRoom() ? memory : tmpdir(), 'diag-trees-'));
  process.env[variable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** The folder that this run's host trees are made in. */
export const treeFolder: string = process.env[variable] ?? tmpdir();

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= room;
  } catch {
    return false;
  }
}

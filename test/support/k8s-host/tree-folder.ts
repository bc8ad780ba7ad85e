import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** Room for some trees at a time; containers often have 64 MiB only. */
const room = 512 * 2 ** 20;

/** Where host trees are made: in memory where there is room. They are hundreds of small files, copied hundreds of times. */
export const treeFolder: string = hasRoom() ? memory : tmpdir();

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= room;
  } catch {
    return false;
  }
}

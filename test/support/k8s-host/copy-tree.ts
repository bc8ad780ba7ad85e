import {
  chmodSync,
  chownSync,
  copyFileSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

/** Above this size files are linked, not copied: binaries and log segments, which no fault edits in place. */
const linkedFrom = 1 << 20;

/** Copies a host tree: modes, times, links (as they are), sockets (as hard links). */
export function copyTree(from: string, to: string): void {
  const info = lstatSync(from);
  if (info.isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) copyTree(join(from, name), join(to, name));
    if (info.uid !== 0) chownSync(to, info.uid, info.gid);
    chmodSync(to, info.mode & 0o7777);
    utimesSync(to, info.atime, info.mtime);
  } else if (info.isSymbolicLink()) {
    symlinkSync(readlinkSync(from), to);
    lutimesSync(to, info.atime, info.mtime);
  } else if (info.isFile() && info.size < linkedFrom) {
    copyFileSync(from, to);
    chmodSync(to, info.mode & 0o7777);
    utimesSync(to, info.atime, info.mtime);
  } else linkSync(from, to);
}

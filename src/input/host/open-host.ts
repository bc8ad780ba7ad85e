import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type {
  DiskSpace,
  FileKind,
  FileStat,
  HostFiles,
  Listing,
  Missing,
  SocketState,
  StatReading,
  TailReading,
  TextReading,
} from '../../kubernetes/host/host-files.ts';
import { confine } from './confined-path.ts';
import { type Pin, pinBelow, throughDescriptor } from './pinned.ts';

/** No configuration file diag reads is larger. */
const defaultMaxBytes = 1 << 20;
const defaultMaxNames = 10_000;
/** A socket that neither accepts nor refuses within this time, in ms, is `unknown`. */
const connectDeadline = 1000;

/** Opens a directory as a host's root; `/` with the shell's variables is this machine. */
export function openHost(root: string, env: HostFiles['env'] = {}): HostFiles {
  const thisMachine = root === '/';
  const inside = confine(root);
  const pin: Pin = thisMachine ? (path, act) => act(path) : pinBelow(root);
  /** Links of this machine are followed as the kernel does; below a root there are none left at the end of the walk. */
  const noLink = thisMachine ? 0 : constants.O_NOFOLLOW;
  const at = <T>(path: string, act: (path: string) => T, followLast = true): T => pin(inside(path, followLast), act);
  return {
    root,
    thisMachine,
    env: thisMachine ? env : {},
    read: (path, maxBytes = defaultMaxBytes) => attempt(() => at(path, (own) => readText(own, noLink, maxBytes))),
    head: (path, bytes) => headOf(() => at(path, (own) => withFile(own, noLink, (file) => readBytes(file, bytes, 0)))),
    tail: (path, bytes) => attempt(() => at(path, (own) => readTail(own, noLink, bytes))),
    stat: (path) => attempt(() => at(path, (own) => ({ status: 'found', stat: statOf(own, noLink) }))) as StatReading,
    lstat: (path) => attempt(() => at(path, linkStat, false)) as StatReading,
    list: (path, max = defaultMaxNames) => listNames(() => at(path, (own) => namesIn(own, max))),
    disk: (path) => quietly(() => at(path, (own) => throughDescriptor(own, diskSpace))),
    openSize: (path) => quietly(() => at(path, sizeBehind, false)) ?? -1,
    connect: (path) => connectTo((use) => at(path, use)),
  };
}

const statOf = (path: string, noLink: number): FileStat => fileStat(noLink === 0 ? statSync(path) : lstatSync(path));

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function attempt<T>(act: () => T): T | Missing {
  try {
    return act();
  } catch (error) {
    return missing(error as NodeJS.ErrnoException);
  }
}

function missing(error: NodeJS.ErrnoException): Extract<Missing, { status: 'absent' | 'denied' | 'failed' }> {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { status: 'absent' };
  if (error.code === 'EACCES' || error.code === 'EPERM') return { status: 'denied' };
  return { status: 'failed', reason: error.code ?? error.message };
}

/** Opens a regular file only; O_NONBLOCK keeps a FIFO that took its place meanwhile from blocking. */
function withFile<T>(path: string, noLink: number, act: (file: number, stat: FileStat) => T): T | Missing {
  const before = statOf(path, noLink);
  if (before.kind !== 'file') return { status: 'not-a-file', kind: before.kind };
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | noLink);
  try {
    const stat = fileStat(fstatSync(file));
    return stat.kind === 'file' ? act(file, stat) : { status: 'not-a-file', kind: stat.kind };
  } finally {
    closeSync(file);
  }
}

/** Files of /proc say 0 bytes and have more: up to `bytes` are read, whatever stat says. */
function readBytes(file: number, bytes: number, from: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  let length = 0;
  while (length < bytes) {
    const read = readSync(file, buffer, length, bytes - length, from + length);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

function readText(path: string, noLink: number, maxBytes: number): TextReading {
  return withFile(path, noLink, (file, stat) => {
    if (stat.bytes > maxBytes) return { status: 'too-large', bytes: stat.bytes };
    const bytes = readBytes(file, stat.bytes === 0 ? maxBytes : stat.bytes, 0);
    return { status: 'text', text: bytes.toString('utf8'), stat };
  });
}

function readTail(path: string, noLink: number, bytes: number): TailReading {
  return withFile(path, noLink, (file, stat) => {
    const from = Math.max(0, stat.bytes - bytes);
    const text = readBytes(file, Math.min(bytes, stat.bytes), from).toString('utf8');
    return { status: 'text', text, cut: from > 0, stat };
  });
}

function headOf(read: () => Uint8Array | Missing): Uint8Array | undefined {
  const head = attempt(read);
  return head instanceof Uint8Array ? head : undefined;
}

function listNames(list: () => Listing): Listing {
  try {
    return list();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOTDIR' ? { status: 'not-a-directory' } : missing(error as NodeJS.ErrnoException);
  }
}

function namesIn(path: string, max: number): Listing {
  return throughDescriptor(path, (own) => {
    const directory = opendirSync(own);
    const names: string[] = [];
    let truncated = false;
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        if (names.length >= max) {
          truncated = true;
          break;
        }
        names.push(entry.name);
      }
    } finally {
      directory.closeSync();
    }
    return { status: 'names', names: names.toSorted(), truncated };
  });
}

function linkStat(path: string): StatReading {
  const stat = fileStat(lstatSync(path));
  return { status: 'found', stat: stat.kind === 'link' ? { ...stat, target: readlinkSync(path) } : stat };
}

function kindOf(stats: Stats): FileKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isSocket()) return 'socket';
  return stats.isFIFO() ? 'fifo' : 'device';
}

const fileStat = (stats: Stats): FileStat => ({
  kind: kindOf(stats),
  bytes: stats.size,
  mode: stats.mode & 0o7777,
  uid: stats.uid,
  gid: stats.gid,
  modifiedAt: new Date(stats.mtimeMs).toISOString(),
  identity: `${stats.dev}:${stats.ino}`,
});

function diskSpace(path: string): DiskSpace {
  const { bsize, blocks, bavail, files, ffree } = statfsSync(path);
  return { bytes: blocks * bsize, availableBytes: bavail * bsize, inodes: files, freeInodes: ffree };
}

/** statfs(2): PROC_SUPER_MAGIC. */
const procfs = 0x9fa0;

/** Follows the kernel's magic link; a plain link, as in a copy of /proc, leads nowhere. */
function sizeBehind(link: string): number {
  if (statfsSync(dirname(link)).type !== procfs) return -1;
  const stats = statSync(link);
  return stats.isFile() ? stats.size : 0;
}

async function connectTo(at: <T>(act: (path: string) => T) => T): Promise<SocketState> {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    try {
      // connect(2) is called at once, while the folder is held.
      const socket = at((path) => connect({ path, signal: AbortSignal.timeout(connectDeadline) }));
      const end = (state: SocketState) => {
        socket.destroy();
        resolve(state);
      };
      socket.once('connect', () => end('accepts'));
      socket.once('error', (error: NodeJS.ErrnoException) => end(socketStates[error.code ?? ''] ?? 'unknown'));
    } catch {
      resolve('absent');
    }
  });
}

const socketStates: Readonly<Record<string, SocketState>> = {
  ECONNREFUSED: 'refused',
  EACCES: 'denied',
  EPERM: 'denied',
  ENOENT: 'absent',
  ENOTSOCK: 'absent',
};

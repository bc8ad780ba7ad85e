/**
 * The files of one host, read-only: this machine, or any directory that is taken for a host's root.
 * Every path is absolute as the host sees it; links, absolute ones included, resolve inside the root.
 */
export interface HostFiles {
  /** `/`, or the directory of `--root` as given. */
  readonly root: string;
  /** True without `--root`: only then do this shell's home and variables count. */
  readonly thisMachine: boolean;
  /** False where what is not told of it may be there all the same. */
  readonly tellsAll?: false;
  /** Variables of this shell; empty with `--root`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A regular file's text (UTF-8). FIFOs, sockets and devices are never opened. */
  read(path: string, maxBytes?: number): TextReading;
  /** The first bytes of a regular file, for magic numbers. */
  head(path: string, bytes: number): Uint8Array | undefined;
  /** The last bytes of a regular file of any size; `cut` where it is longer. */
  tail(path: string, bytes: number): TailReading;
  /** What lies at a path, links followed. */
  stat(path: string): StatReading;
  /** What lies at a path itself; a link has its `target`. */
  lstat(path: string): StatReading;
  /** Names in a directory, sorted; `truncated` where it has more than `max`. */
  list(path: string, max?: number): Listing;
  /** Space and inodes of the file system a path is on; undefined where unknown. */
  disk(path: string): DiskSpace | undefined;
  /** Bytes of the file behind a descriptor link of /proc, also a deleted one; -1 where that cannot be told. */
  openSize(path: string): number;
  /** Whether something accepts on a Unix socket; nothing is sent. */
  connect(path: string): Promise<SocketState>;
}

/** A file's text; undefined where it cannot be read. */
export const textAt = (host: HostFiles, path: string, maxBytes?: number): string | undefined => {
  const reading = host.read(path, maxBytes);
  return reading.status === 'text' ? reading.text : undefined;
};

/** Why there is nothing to read. */
export type Missing =
  | { readonly status: 'absent' }
  | { readonly status: 'denied' }
  | { readonly status: 'not-a-file'; readonly kind: FileKind }
  | { readonly status: 'too-large'; readonly bytes: number }
  /** An I/O error, a loop of links, a name that is too long. */
  | { readonly status: 'failed'; readonly reason: string };

export type TextReading = { readonly status: 'text'; readonly text: string; readonly stat: FileStat } | Missing;

export type TailReading =
  | { readonly status: 'text'; readonly text: string; readonly cut: boolean; readonly stat: FileStat }
  | Missing;

export type StatReading =
  | { readonly status: 'found'; readonly stat: FileStat }
  | Extract<Missing, { status: 'absent' | 'denied' | 'failed' }>;

export type Listing =
  | { readonly status: 'names'; readonly names: readonly string[]; readonly truncated: boolean }
  | Extract<Missing, { status: 'absent' | 'denied' | 'failed' }>
  | { readonly status: 'not-a-directory' };

export type FileKind = 'file' | 'directory' | 'link' | 'socket' | 'fifo' | 'device';

export interface FileStat {
  readonly kind: FileKind;
  readonly bytes: number;
  /** Permission bits, as in 0o600. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Device and inode, to tell whether two paths are one file. */
  readonly identity: string;
  /** Of a link, its text; only from `lstat`. */
  readonly target?: string;
}

/** statfs(2), in bytes and counts. `inodes` is 0 on file systems without a fixed number. */
export interface DiskSpace {
  readonly bytes: number;
  /** To users other than root, as df and the kubelet count it. */
  readonly availableBytes: number;
  readonly inodes: number;
  readonly freeInodes: number;
}

export type SocketState = 'accepts' | 'refused' | 'denied' | 'absent' | 'unknown';

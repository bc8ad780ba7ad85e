import type { HostFiles } from '../../../kubernetes/host/host-files.ts';

/** Descriptors looked at in one run; a busy node has more, and the first ones tell enough. */
const maxDescriptors = 10_000;
/** A deleted file smaller than this is a temporary file, not a lost disk, in bytes. */
const minDeletedBytes = 64 * 2 ** 20;

/** What processes hold open. */
export interface OpenFiles {
  /** PID by socket inode. */
  readonly sockets: ReadonlyMap<string, string>;
  readonly deleted: readonly { readonly pid: string; readonly bytes: number }[];
}

/** Who holds which socket, and who holds deleted files open. */
export function openFiles(host: HostFiles, pids: readonly string[]): OpenFiles {
  const sockets = new Map<string, string>();
  const deleted: { pid: string; bytes: number }[] = [];
  for (const { pid, path, target } of descriptors(host, pids)) {
    const socket = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (socket !== undefined) sockets.set(socket, pid);
    const isDeleted = /^\/(?!dev\/|memfd:|tmp\/|proc\/|SYSV)/.test(target) && target.endsWith(' (deleted)');
    const bytes = isDeleted ? host.openSize(path) : 0;
    if (bytes < 0 || bytes >= minDeletedBytes) deleted.push({ pid, bytes });
  }
  return { sockets, deleted };
}

function* descriptors(host: HostFiles, pids: readonly string[]) {
  let seen = 0;
  for (const pid of pids) {
    const listing = host.list(`/proc/${pid}/fd`, 2000);
    for (const name of listing.status === 'names' ? listing.names : []) {
      seen += 1;
      if (seen > maxDescriptors) return;
      const path = `/proc/${pid}/fd/${name}`;
      const link = host.lstat(path);
      if (link.status === 'found') yield { pid, path, target: link.stat.target ?? '' };
    }
  }
}

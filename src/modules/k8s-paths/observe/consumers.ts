import type { HostFiles } from '../../../kubernetes/host/host-files.ts';

/** Folders that usually fill a node's disk. */
const folders = [
  '/var/log/journal',
  '/var/log',
  '/var/log/pods',
  '/var/lib/systemd/coredump',
  '/var/crash',
  '/var/lib/etcd/member/snap',
  '/var/backups',
];
/** Files looked at in all. */
const maxFiles = 2000;

/** Sizes of files up to two levels below those folders, summed by folder; a bounded look, no du. */
export function observeConsumers(host: HostFiles): { path: string; bytes: number }[] {
  const budget = { left: maxFiles };
  return folders
    .map((path) => ({ path, bytes: sizeOf(host, path, 2, budget) }))
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => b.bytes - a.bytes);
}

function sizeOf(host: HostFiles, folder: string, depth: number, budget: { left: number }): number {
  const listing = host.list(folder, 500);
  const names = listing.status === 'names' ? listing.names : [];
  const sizes = names.map((name) => {
    budget.left -= 1;
    const path = `${folder}/${name}`;
    const found = budget.left < 0 ? undefined : host.lstat(path);
    if (found?.status !== 'found') return 0;
    const isInner = found.stat.kind === 'directory' && depth > 0 && !folders.includes(path);
    return isInner ? sizeOf(host, path, depth - 1, budget) : found.stat.kind === 'file' ? found.stat.bytes : 0;
  });
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

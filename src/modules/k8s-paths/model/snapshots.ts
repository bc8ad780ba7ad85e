import type { DirectoryFact, FileFact } from '../observations.ts';
import type { HostReader } from '../reader.ts';

/** Debian keeps its own files there, and fix scripts what they changed: neither is a place for snapshots. */
const ofSystem = /^(?:diag|(?:dpkg|apt|alternatives|aptitude|passwd|group|shadow|gshadow|infodir)\b.*)$/;
/** Whether somebody keeps backups in a folder. */
export const isBackupPlace = ({ status, names }: DirectoryFact): boolean =>
  status === 'present' && (names.length === 0 || !names.every((name) => ofSystem.test(name)));

/** The folders in which snapshots are looked for. */
export const snapshotPlaces = [
  '/var/backups',
  '/var/backups/etcd',
  '/var/lib/etcd-backup',
  '/backup',
  '/opt/backup',
  '/opt/etcd-backup',
  '/var/lib/etcd-snapshots',
  '/srv/backup',
  '/root',
  '/var/lib/rancher/rke2/server/db/snapshots',
  '/var/lib/rancher/k3s/server/db/snapshots',
];

/** Snapshots by their names. */
export function snapshotsOf(reader: HostReader): FileFact[] {
  return snapshotPlaces.flatMap((folder) =>
    reader
      .list(folder)
      .names.filter((name) => /(?:etcd|snapshot|snap).*(?:\.db(?:\.gz)?|\.zip)?$/i.test(name) && !name.startsWith('.'))
      .slice(0, 50)
      .map((name) => reader.stat(`${folder}/${name}`))
      .filter(({ kind }) => kind === 'file'),
  );
}

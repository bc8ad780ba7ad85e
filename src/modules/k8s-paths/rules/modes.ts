import type { FileFact } from '../observations.ts';

/** Permission bits as people write them. */
export const octal = (mode: number | undefined): string => (mode ?? 0).toString(8).padStart(4, '0');

/** Others may read or write it, or it belongs to somebody else than root and the folder's owner. */
export const isOpen = (mode: number | undefined, uid: number | undefined, folderOwner: number): boolean =>
  mode !== undefined && ((mode & 0o077) !== 0 || (uid !== 0 && uid !== folderOwner));

/** Why a file that is there has no text. */
export function whyUnread({ status, kind, bytes }: FileFact): string {
  if (status === 'denied') return 'permission denied';
  if (status === 'too-large') return `${bytes} bytes, more than any such file has`;
  return status === 'present' && kind !== 'file' ? `is a ${kind}, not a file` : 'cannot be read';
}

/** Permission bits as people write them. */
export const octal = (mode: number | undefined): string => (mode ?? 0).toString(8).padStart(4, '0');

/** Others may read or write it, or it belongs to somebody else than root and the folder's owner. */
export const isOpen = (mode: number | undefined, uid: number | undefined, folderOwner: number): boolean =>
  mode !== undefined && ((mode & 0o077) !== 0 || (uid !== 0 && uid !== folderOwner));

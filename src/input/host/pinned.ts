import { closeSync, constants, openSync, readlinkSync } from 'node:fs';

/** Runs an action on what lies at a path without links in it; throws ESTALE where that leads elsewhere by now. */
export type Pin = <T>(path: string, act: (path: string) => T) => T;

/** open(2): a descriptor that stands for a place and reads nothing; Node has no name for it. */
const pathOnly = 0o10_000_000;
const descriptors = '/proc/self/fd/';
const folderOnly = pathOnly | constants.O_DIRECTORY;

/**
 * Whoever may write below a root can swap a folder for a link between the walk and the read. So the folder is
 * opened, what was opened must be where the walk ended, and the last name is looked up in it and not by its path:
 * proc(5), /proc/PID/fd. Where there is no /proc (macOS), or it is closed to this user, paths are taken as they are.
 */
export function pinBelow(root: string): Pin {
  // As the kernel names it: a root may be a link, or another process' root (/proc/PID/root).
  const base = baseOf(root);
  if (base === undefined) return (path, act) => act(path);
  const given = root.replace(/\/+$/, '');
  return (path, act) => {
    const below = path.slice(given.length);
    const cut = Math.max(0, below.lastIndexOf('/'));
    const [folder, name] = [below.slice(0, cut), below.slice(cut + 1)];
    const flags = folder === '' ? folderOnly : folderOnly | constants.O_NOFOLLOW;
    return withDescriptor(`${given}${folder}` || '/', flags, (at) => {
      const now = whereIs(at);
      if (now === undefined) return act(path);
      if (now !== (`${base === '/' ? '' : base}${folder}` || '/'))
        throw Object.assign(new Error('moved'), { code: 'ESTALE' });
      return act(`${at}/${name === '' ? '.' : name}`);
    });
  };
}

/** Undefined where there is no such folder, and where what is opened cannot be looked at. */
function baseOf(root: string): string | undefined {
  try {
    return withDescriptor(root, folderOnly, whereIs);
  } catch {
    return undefined;
  }
}

/** Acts on a place by the name of a descriptor of it. Throws what open(2) does. */
function withDescriptor<T>(path: string, flags: number, act: (at: string) => T): T {
  const descriptor = openSync(path, flags);
  try {
    return act(`${descriptors}${descriptor}`);
  } finally {
    closeSync(descriptor);
  }
}

/** After seteuid(2) a process may not look at its own descriptors. */
function whereIs(at: string): string | undefined {
  try {
    return readlinkSync(at);
  } catch {
    return undefined;
  }
}

/** Acts on what a pinned path leads to by a descriptor of it, so that a link at its end leads nowhere. */
export const throughDescriptor = <T>(path: string, act: (path: string) => T): T =>
  path.startsWith(descriptors) ? withDescriptor(path, pathOnly | constants.O_NOFOLLOW, act) : act(path);

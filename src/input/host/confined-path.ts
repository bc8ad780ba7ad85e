import { lstatSync, readlinkSync } from 'node:fs';

/** As Linux: more links than this in one path are a loop (ELOOP). */
const maxLinks = 40;

/** Turns a path of the host into one of this machine; throws ELOOP. */
export type Confine = (path: string, followLast: boolean) => string;

/**
 * Resolves paths inside a root as chroot(2) would: `..` stops at the root, absolute links start there.
 * Directories are remembered, so that a thousand files in one of them cost one walk.
 */
export function confine(root: string): Confine {
  const base = root === '/' ? '' : root.replace(/\/+$/, '');
  const directories = new Map<string, readonly string[]>();
  const directoryOf = (parent: string): readonly string[] => {
    const known = directories.get(parent);
    if (known !== undefined) return known;
    const found = walk(base, [], parent.split('/'), true);
    directories.set(parent, found);
    return found;
  };
  return (path, followLast) => {
    const cut = path.lastIndexOf('/');
    return `${base}/${walk(base, directoryOf(path.slice(0, cut)), [path.slice(cut + 1)], followLast).join('/')}`;
  };
}

/** Walks from a resolved directory along `names`; both are below `base`. */
function walk(base: string, from: readonly string[], names: readonly string[], followLast: boolean): readonly string[] {
  const done = [...from];
  const ahead = names.toReversed();
  let links = 0;
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    step(done, name);
    const follow = !['', '.', '..'].includes(name) && (ahead.length > 0 || followLast);
    const target = follow ? linkTarget(`${base}/${done.join('/')}`) : undefined;
    if (target === undefined) continue;
    links += 1;
    if (links > maxLinks) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
    if (target.startsWith('/')) done.length = 0;
    else done.pop();
    ahead.push(...target.split('/').toReversed());
  }
  return done;
}

function step(done: string[], name: string): void {
  if (name === '..') done.pop();
  else if (name !== '' && name !== '.') done.push(name);
}

/** The text of a link; undefined for anything else. */
function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}

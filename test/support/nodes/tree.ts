import {
  chmodSync,
  existsSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A host's tree that is being built or broken; paths are the host's. */
export interface Tree {
  readonly root: string;
  at(path: string): string;
  has(path: string): boolean;
  read(path: string): string;
  put(path: string, content: string | Uint8Array, mode?: number): void;
  folder(path: string, mode?: number): void;
  link(path: string, target: string): void;
  /** Replaces text; throws where it is not there. */
  edit(path: string, from: string | RegExp, to: string): void;
  remove(path: string): void;
  /** Sets the time of last change; days from now, negative is the past. */
  touch(path: string, days: number): void;
}

const dayMs = 86_400_000;
/** Trees are made to the second, so that real tools agree with the tests' clock. */
export const now = `${new Date().toISOString().slice(0, 19)}Z`;
export const daysFromNow = (days: number): Date => new Date(Date.parse(now) + days * dayMs);

export function treeAt(root: string): Tree {
  const at = (path: string): string => join(root, path);
  const put: Tree['put'] = (path, content, mode = 0o644) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
    chmodSync(at(path), mode);
  };
  const read = (path: string): string => readFileSync(at(path), 'utf8');
  return {
    root,
    at,
    read,
    put,
    has: (path) => existsSync(at(path)),
    folder: (path, mode = 0o755) => {
      mkdirSync(at(path), { recursive: true });
      chmodSync(at(path), mode);
    },
    link: (path, target) => {
      mkdirSync(dirname(at(path)), { recursive: true });
      rmSync(at(path), { force: true });
      symlinkSync(target, at(path));
    },
    edit: (path, from, to) => {
      const text = read(path);
      const changed = typeof from === 'string' ? text.replaceAll(from, to) : text.replace(from, to);
      if (changed === text) throw new Error(`${path}: has no ${from}`);
      writeFileSync(at(path), changed);
    },
    remove: (path) => {
      lstatSync(at(path));
      rmSync(at(path), { recursive: true });
    },
    touch: (path, days) => utimesSync(at(path), daysFromNow(days), daysFromNow(days)),
  };
}

/** Nothing was changed since: sets the time of every path below. */
export function settle(path: string, days: number): void {
  const info = lstatSync(path);
  if (info.isDirectory()) for (const name of readdirSync(path)) settle(join(path, name), days);
  lutimesSync(path, daysFromNow(days), daysFromNow(days));
}

/** A socket that accepts as long as this process runs. */
export async function listenOn(tree: Tree, path: string): Promise<void> {
  mkdirSync(dirname(tree.at(path)), { recursive: true });
  const server = createServer((connection) => connection.destroy());
  await new Promise<void>((resolve) => server.listen(tree.at(path), resolve));
  server.unref();
}

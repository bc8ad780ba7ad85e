import { type Dirent, readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadableInput } from '../core/errors.ts';
import { fileSource, type Source, type SourceSettings } from './source.ts';

/** Files of a bundle that hold objects; its logs are not read. */
const objects = /\.(?:json|ya?ml)$/i;
/** More files than any bundle has of objects: troubleshoot writes one a kind and namespace. */
const maxFiles = 20_000;
const maxDepth = 8;

/** Put before each file, so that what is read can be told by its name. */
const mark = (name: string): Buffer => Buffer.from(`\n==== FILE ${name.replace(/[\r\n]/g, '?')} ====\n`);

/**
 * A folder of objects as one text, its files behind each other: a bundle of troubleshoot, `kubectl cluster-info
 * dump --output-directory`, must-gather. Throws an input error for a folder without any.
 */
function folderSource(path: string, settings: SourceSettings = {}): Source {
  const files = filesOf(path, '', 0, []);
  if (files.length === 0) throw unreadableInput(`${path}: is a directory`, 'give the files in it one by one');
  return {
    name: path,
    async *blocks() {
      for (const file of files) {
        yield mark(file);
        yield* (await fileSource(join(path, file), settings)).blocks();
      }
    },
  };
}

/** A file, or the objects of a folder. Throws an input error at once where it cannot be read. */
export async function fileOrFolder(path: string, settings: SourceSettings): Promise<Source> {
  const info = await stat(path).catch(() => undefined);
  return info?.isDirectory() === true ? folderSource(path, settings) : fileSource(path, settings);
}

function filesOf(root: string, below: string, depth: number, found: string[]): readonly string[] {
  for (const entry of entriesOf(join(root, below))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && depth < maxDepth) filesOf(root, name, depth + 1, found);
    else if (entry.isFile() && objects.test(entry.name) && found.length < maxFiles) found.push(name);
  }
  return found;
}

/** What is not read of a bundle would look as if it were not there: an input error. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw unreadableInput(`${folder}: cannot be read (${code})`, 'give the folder of one bundle, with its permissions');
  }
}

const blockBytes = 512;

/** POSIX.1-2017 pax, ustar: `ustar` stands at 257 of the first header. */
export const isTar = (head: Buffer): boolean => head.toString('latin1', 257, 262) === 'ustar';

/** The files of objects in an archive, read as a folder is. */
export function tarSource(source: Source): Source {
  return { name: source.name, blocks: () => entries(source.blocks()) };
}

/** How much of the current entry is left, its padding, and whether it is passed on. */
interface Entry {
  left: number;
  padding: number;
  wanted: boolean;
}

async function* entries(blocks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer = Buffer.alloc(0);
  const entry: Entry = { left: 0, padding: 0, wanted: false };
  for await (const block of blocks) {
    const bytes: Buffer = kept.length === 0 ? Buffer.from(block) : Buffer.concat([kept, block]);
    kept = Buffer.from(yield* wantedParts(bytes, entry));
  }
}

/** What is wanted of these bytes; returns the beginning of a header that is not whole. */
function* wantedParts(bytes: Buffer, entry: Entry): Generator<Buffer, Buffer> {
  let rest = bytes;
  for (;;) {
    const body = rest.subarray(0, entry.wanted ? entry.left : 0);
    if (body.length > 0) yield body;
    rest = skip(rest, entry);
    if (entry.left + entry.padding > 0 || rest.length < blockBytes) return rest;
    const name = begin(entry, rest);
    if (entry.wanted) yield mark(name);
    rest = rest.subarray(blockBytes);
  }
}

/** The entry whose header stands here; returns its name. */
function begin(entry: Entry, bytes: Buffer): string {
  const { name, size, isFile } = header(bytes);
  entry.left = size;
  entry.padding = (blockBytes - (size % blockBytes)) % blockBytes;
  entry.wanted = isFile && objects.test(name);
  return name;
}

/** What stands behind the entry, as far as it is here; the entry keeps what is still to come of it. */
function skip(bytes: Buffer, entry: Entry): Buffer {
  const body = Math.min(entry.left, bytes.length);
  entry.left -= body;
  const padding = Math.min(entry.padding, bytes.length - body);
  entry.padding -= padding;
  return bytes.subarray(body + padding);
}

/** Name, size (octal) and type of an entry. */
function header(bytes: Buffer): { readonly name: string; readonly size: number; readonly isFile: boolean } {
  const text = (from: number, length: number): string =>
    bytes.toString('utf8', from, from + length).split('\0', 1)[0] ?? '';
  const prefix = text(345, 155);
  const size = Number.parseInt(text(124, 12).trim() || '0', 8);
  const type = String.fromCharCode(bytes[156] ?? 0);
  return {
    name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`,
    size: Number.isSafeInteger(size) && size > 0 ? size : 0,
    isFile: type === '0' || type === '\0',
  };
}

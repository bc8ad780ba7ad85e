import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type DiagError, unreadableInput, usageError } from '../core/errors.ts';
import { registry } from '../modules/registry.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import { isOwnFile } from './own-file.ts';

/** The files of one run: what it read is not written to, and no file twice. */
export interface Outputs {
  /** A file that this run reads. */
  protect(path: string): Promise<void>;
  /** Throws a usage error for an input, for the file of another output, and for one that diag did not write. */
  check(path: string, option: string, content?: string): Promise<void>;
  /** Checks, and writes the whole file or nothing of it. Throws one line that names it. */
  write(path: string, option: string, content: string, mode?: number): Promise<void>;
}

/** Opens the outputs of a run and checks those that the command line names, before anything is read. */
export async function openOutputs(
  globals: Pick<GlobalOptions, 'output' | 'save' | 'force'>,
  inputs: readonly unknown[],
  io: Pick<Io, 'stdinFile'>,
): Promise<Outputs> {
  const read = new Set(io.stdinFile === undefined ? [] : [io.stdinFile]);
  const taken = new Map<string, string>();
  const check = async (path: string, option: string, content?: string) => {
    const target = await targetOf(path);
    const other = taken.get(target.id);
    if (other !== undefined && other !== option) {
      throw usageError(`${said(option, path)}: ${other} writes that file already`, 'give each output its own file');
    }
    taken.set(target.id, option);
    if (globals.force === true || target.kind !== 'file') return;
    if (read.has(target.id)) throw usageError(`${said(option, path)}: is an input of this run`, 'choose another file');
    const modules = registry.map(({ id }) => id);
    if (!(await isOwnFile(path, content, modules).catch(() => false))) throw foreign(path, option);
  };
  const outputs: Outputs = {
    protect: async (path) => void read.add((await targetOf(path)).id),
    check,
    write: async (path, option, content, mode) => {
      await check(path, option, content);
      await writeWhole(path, content, mode);
    },
  };
  for (const input of inputs) if (typeof input === 'string' && input !== '-') await outputs.protect(input);
  const { output, save } = globals;
  if (output !== undefined && output !== '-') await check(output, '--output');
  if (save !== undefined && save !== '-') await check(save, '--save');
  return outputs;
}

/** In the menu no option names a file. */
const said = (option: string, path: string): string => (option === path ? path : `${option} ${path}`);

const foreign = (path: string, option: string): DiagError =>
  usageError(
    `${said(option, path)}: is there already and was not written by diag`,
    'choose another file, or give --force to write over it',
  );

/** What a path leads to: the same for every name of one file. */
async function targetOf(path: string): Promise<{ readonly kind: 'none' | 'file' | 'other'; readonly id: string }> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined) return { kind: found.isFile() ? 'file' : 'other', id: `${found.dev}:${found.ino}` };
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)));
  return { kind: 'none', id: join(folder, basename(path)) };
}

/** Writes a file in one step: beside it, to the disk, then under its name. A device or a pipe is written as it is. */
export async function writeWhole(path: string, content: string, mode = 0o644): Promise<void> {
  await replace(path, content, mode).catch((error: Error) => {
    throw unreadableInput(`${path}: cannot be written: ${error.message}`, 'choose another path');
  });
}

async function replace(path: string, content: string, mode: number): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined && !there.isFile()) {
    const device = await open(path, 'w');
    return device.writeFile(content).finally(() => device.close());
  }
  // A symbolic link stays one.
  const target = await realpath(path).catch(() => path);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const file = await open(draft, 'w', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

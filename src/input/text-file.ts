import { readFile, stat } from 'node:fs/promises';
import { unreadableInput } from '../core/errors.ts';

/** A small text file; undefined where there is none. Throws an input error where it cannot be read. */
export async function readTextFile(path: string, maxBytes: number): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw new Error(`larger than ${maxBytes} bytes`);
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadableInput(`${path}: ${message}`, 'check the path and its permissions');
  }
}
